//===- Check.h - base class of every check -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECK_H
#define ASYNC_TIDY_CHECK_H

#include "async-tidy/Analysis/Unit.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/utils/IncludeInserter.h"
#include <map>
#include <set>

namespace asynctidy {

class Dispatcher;

/// What the language must offer for a check to have work.
enum class Language { Cxx11, Cxx20 };

/// Whether a check's fixes add #include lines: then it has the option IncludeStyle.
enum class AddsIncludes { No, Yes };

/// Base class of every check. Takes care of what all have in common:
///  - options are recorded as they are read, so that what is stored, dumped and verified
///    is what is used;
///  - opt-in checks run only where the list of checks names them in full;
///  - the models of the file, with the user's own;
///  - one finding per location, whatever the number of template instantiations;
///  - nothing is reported from system headers.
class Check : public clang::tidy::ClangTidyCheck {
public:
  Check(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
        Language Needs = Language::Cxx20, AddsIncludes Includes = AddsIncludes::No);

  ~Check() override;

  bool isLanguageVersionSupported(const clang::LangOptions &Opts) const final;
  void registerPPCallbacks(const clang::SourceManager &SM, clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) final;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) final;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) final;

protected:
  /// Called once for each function, method and lambda with a body that the user wrote, and
  /// once for each instantiation of it; templates come before their instantiations.
  virtual void analyze(Unit &U, const clang::FunctionDecl &Function) = 0;

  /// Reads an option and records it.
  bool option(llvm::StringRef LocalName, bool Default);
  unsigned option(llvm::StringRef LocalName, unsigned Default);
  std::string option(llvm::StringRef LocalName, const char *Default);
  /// A list, separated by semicolons.
  std::vector<std::string> optionList(llvm::StringRef LocalName, const char *Default);

  /// True the first time that this check asks for \p Loc and \p What: a template's second
  /// instantiation must not repeat a finding.
  bool firstReport(clang::SourceLocation Loc, const void *What = nullptr);

  /// Reports, or adds a note; hides the base class's, so that the recorder learns of each.
  clang::DiagnosticBuilder diag(clang::SourceLocation Loc, llvm::StringRef Message,
                                clang::DiagnosticIDs::Level Level = clang::DiagnosticIDs::Warning);
  clang::DiagnosticBuilder note(clang::SourceLocation Loc, llvm::StringRef Message) {
    return diag(Loc, Message, clang::DiagnosticIDs::Note);
  }

  /// Only for a check that says AddsIncludes::Yes.
  clang::tidy::utils::IncludeInserter &includes() { return *Inserter; }

private:
  friend class Dispatcher;
  void start();
  void look(clang::ASTContext &Context, const clang::FunctionDecl &Function);
  bool enabledByName() const;
  std::shared_ptr<const ModelSet> models();

  clang::tidy::ClangTidyContext *TidyContext;
  const std::string CheckName; // The base class has it, but keeps it private in LLVM 16.
  const Language Needs;
  const AddsIncludes Includes;
  std::map<std::string, std::string> Recorded;
  const std::vector<std::string> ModelFiles;
  const bool AuditModels;
  std::set<std::pair<clang::SourceLocation, const void *>> Reported;
  const clang::tidy::utils::IncludeSorter::IncludeStyle Style;
  std::shared_ptr<clang::tidy::utils::IncludeInserter> Inserter;
  std::shared_ptr<const ModelSet> Models;
  std::shared_ptr<Dispatcher> Functions; ///< Null if this check is not to run.
  Unit *Facts = nullptr;                 ///< Of the translation unit that is being looked at.
  const clang::FunctionDecl *Current = nullptr; ///< The one that is being analysed.
};

} // namespace asynctidy

#endif
