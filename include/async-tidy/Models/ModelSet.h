//===- ModelSet.h - look-up of models by declaration ----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MODELS_MODELSET_H
#define ASYNC_TIDY_MODELS_MODELSET_H

#include "async-tidy/Models/Model.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <memory>

namespace clang {
class DeclContext;
class NamedDecl;
class QualType;
} // namespace clang

namespace asynctidy {

/// A model that a declaration matched, and the root under which it did: `boost::asio`
/// or `asio`.
template <typename ModelT> struct Match {
  const ModelT *Model = nullptr;
  const Framework *In = nullptr;
  llvm::StringRef Root;

  explicit operator bool() const { return Model != nullptr; }
  const ModelT *operator->() const { return Model; }
};
using FunctionMatch = Match<FunctionModel>;
using TypeMatch = Match<TypeModel>;

/// Reads one model file.
/// \param Text  its content; \param File its name, for messages.
/// \param Errors receives one line for each thing that is wrong: "file:line:column: what".
/// \param KnownRight that nothing is wrong is known: then it is read once, not twice.
/// \returns none if anything is wrong.
std::optional<Framework> parseModel(llvm::StringRef Text, llvm::StringRef File,
                                    std::vector<std::string> &Errors, bool KnownRight = false);

/// A model as text, which is parsed when a declaration turns up that it may be about: few
/// programs use more than three of the frameworks.
struct ModelText {
  llvm::StringRef File; ///< Its name.
  llvm::StringRef Text; ///< Without errors, and lives as long as the set.
  /// outermostNames() of it, separated by commas.
  llvm::StringRef Names;
  llvm::StringRef TestMacros; ///< Separated by commas.
  bool Assertions = false;    ///< It has some.
  bool TestPaths = false;     ///< It has some.
  bool Words = false;         ///< It has some.
};

/// All models in force: the built-in ones, and the user's, which win.
/// Safe to share between threads.
class ModelSet {
public:
  /// The models that are part of the plugin.
  static std::shared_ptr<const ModelSet> builtin();
  /// Those of them that only have words: for tests that bring models of their own.
  static llvm::ArrayRef<ModelText> builtinWords();

  /// The built-in models and those of \p Files (paths). What can't be read is left out
  /// and described in errors(). The result is remembered until a file changes.
  static std::shared_ptr<const ModelSet> with(const std::vector<std::string> &Files);

  /// \p First win over \p Then, and earlier ones over later ones.
  explicit ModelSet(std::vector<Framework> First, llvm::ArrayRef<ModelText> Then = {});
  ~ModelSet();

  /// All of them, for tests and tools: parses what isn't parsed yet.
  llvm::ArrayRef<Framework> frameworks() const;
  /// Those of users' files.
  llvm::ArrayRef<Framework> users() const {
    return llvm::ArrayRef<Framework>(Frameworks).take_front(NumUsers);
  }
  /// What was wrong with users' files, one line each, ready to be shown.
  llvm::ArrayRef<std::string> errors() const { return Errors; }

  /// The model of \p Function (or of an object that is called like one), past inline
  /// namespaces, template arguments and, for methods, along what it overrides.
  FunctionMatch function(const clang::NamedDecl &Function) const;
  /// The model of \p Type, without its sugar; none if it isn't a class or enumeration.
  TypeMatch type(clang::QualType Type) const;
  TypeMatch type(const clang::NamedDecl &Type) const;

  /// True if \p Decl is declared in one of the models' root namespaces: then all that
  /// matters about it stands in the model, and its body is none of our business.
  bool isModelled(const clang::NamedDecl &Decl) const;

  /// True if code that macro \p Name opens is a test's body.
  bool isTestMacro(llvm::StringRef Name) const;
  /// What macro \p Name does, in a test, where what it says isn't so.
  enum class Assertion { None, GoesOn, Returns, Throws };
  Assertion assertion(llvm::StringRef Name) const;
  /// True if \p File, the absolute path of a source, is one of tests.
  bool isTestFile(llvm::StringRef File) const;

  const Idiom *idiom(const Framework &In, llvm::StringRef Kind) const;

  /// True if something called \p Name is \p What, as far as names tell.
  bool sounds(llvm::StringRef Name, Sense What) const;
  /// The same of \p Named; null and what has no name tell nothing.
  bool sounds(const clang::NamedDecl *Named, Sense What) const;

private:
  struct Entry {
    unsigned Index;
    bool IsType;
    llvm::SmallVector<llvm::StringRef, 4> Components; ///< Relative to the root.
  };
  struct Slot;
  struct Words;
  /// Parses \p S if that hasn't been done yet.
  const Slot &loaded(const Slot &S) const;
  void index(const Slot &S) const;
  /// The frameworks that may have a model of something called \p Outermost or in it.
  llvm::SmallVector<const Slot *, 4> candidates(llvm::StringRef Outermost) const;
  template <typename ModelT>
  Match<ModelT> find(const clang::NamedDecl &Decl, bool WantType,
                     const std::vector<ModelT> Framework::*Models) const;
  /// The root under which \p Decl is \p Components; null if it is not.
  /// \p AsFunction: \p E names a constructor, and \p Decl may be a function called like the class.
  static const std::string *rootOf(const clang::NamedDecl &Decl, const Framework &F, const Entry &E,
                                   bool AsFunction = false);

  mutable std::vector<Framework> Frameworks; ///< By number of slot.
  std::vector<std::unique_ptr<Slot>> Slots;
  size_t NumUsers = 0; ///< Frameworks that the first constructor argument had.
  llvm::StringMap<llvm::SmallVector<unsigned, 2>> ByOutermost;
  llvm::StringSet<> TestMacros; ///< Of all of them, parsed or not.
  mutable std::unique_ptr<Words> AllWords;
  std::vector<std::string> Errors;
  friend class ModelCache;
};

} // namespace asynctidy

#endif
