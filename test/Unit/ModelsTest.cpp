//===- ModelsTest.cpp - every entry of the built-in models is real --------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A name that nothing has is silent: no check finds anything by it. So each entry of each
// lib/Models/*.yaml must match a declaration
//  - in the mocks (test/Inputs/mocks/*.h), under each root of its framework;
//  - in the real headers that the model names, where the machine has them, under one root.
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Models/ModelSet.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include <gtest/gtest.h>
#include <map>
#include <set>

using namespace clang;
using namespace asynctidy;

namespace {

//===----------------------------------------------------------------------===//
// The models
//===----------------------------------------------------------------------===//

std::vector<std::string> filesIn(const std::string &Directory, StringRef Extension) {
  std::vector<std::string> Files;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(Directory, Error), End; It != End && !Error;
       It.increment(Error))
    if (llvm::sys::path::extension(It->path()) == Extension)
      Files.push_back(It->path());
  llvm::sort(Files);
  return Files;
}

struct Models {
  std::vector<std::string> Files; ///< Names without directory, one for each framework.
  std::vector<std::string> Errors;
  std::unique_ptr<ModelSet> Set;
};

/// The models as they are in the source directory: an entry's failure names its file.
const Models &models() {
  static const Models All = [] {
    Models Result;
    std::vector<Framework> Frameworks;
    for (const std::string &Path : filesIn(ASYNC_TIDY_SOURCE_DIR "/lib/Models", ".yaml")) {
      auto Buffer = llvm::MemoryBuffer::getFile(Path);
      if (!Buffer) {
        Result.Errors.push_back(Path + ": " + Buffer.getError().message());
        continue;
      }
      std::string Name = llvm::sys::path::filename(Path).str();
      if (std::optional<Framework> F = parseModel((*Buffer)->getBuffer(), Name, Result.Errors)) {
        Frameworks.push_back(std::move(*F));
        Result.Files.push_back(Name);
      }
    }
    Result.Set = std::make_unique<ModelSet>(std::move(Frameworks));
    return Result;
  }();
  return All;
}

//===----------------------------------------------------------------------===//
// Entries as parameters
//===----------------------------------------------------------------------===//

struct Entry {
  enum KindTy { Function, Type, Macro } Kind;
  unsigned In;
  unsigned Index;

  const Framework &framework() const { return models().Set->frameworks()[In]; }
  const std::string &file() const { return models().Files[In]; }
  const std::string &name() const {
    switch (Kind) {
    case Function:
      return framework().Functions[Index].Name;
    case Type:
      return framework().Types[Index].Name;
    case Macro:
      break;
    }
    return framework().TestMacros[Index];
  }
  std::string describe() const {
    static constexpr const char *Kinds[] = {"function", "type", "macro"};
    return file() + ": " + Kinds[Kind] + " '" + name() + "'";
  }
};

void PrintTo(const Entry &E, std::ostream *OS) { *OS << E.describe(); }

/// Macros come from several libraries, of which few machines have all: they are looked for in
/// the mocks alone.
std::vector<Entry> entries(bool WithMacros) {
  std::vector<Entry> All;
  for (unsigned In = 0; In != models().Files.size(); ++In) {
    const Framework &F = models().Set->frameworks()[In];
    for (unsigned I = 0; I != F.Functions.size(); ++I)
      All.push_back({Entry::Function, In, I});
    for (unsigned I = 0; I != F.Types.size(); ++I)
      All.push_back({Entry::Type, In, I});
    for (unsigned I = 0; WithMacros && I != F.TestMacros.size(); ++I)
      All.push_back({Entry::Macro, In, I});
  }
  return All;
}

std::string identifier(StringRef Text) {
  std::string Result;
  for (char C : Text)
    Result += llvm::isAlnum(C) ? C : '_';
  return Result;
}

std::string entryName(const testing::TestParamInfo<Entry> &Info) {
  // Several names may look alike as identifiers: the number tells them apart.
  static constexpr const char *Kinds[] = {"function", "type", "macro"};
  const Entry &E = Info.param;
  return identifier(E.framework().Name + "_" + E.name()) + "_" + Kinds[E.Kind] +
         std::to_string(E.Index);
}

//===----------------------------------------------------------------------===//
// What the declarations of a file match
//===----------------------------------------------------------------------===//

/// The roots under which each entry was found, by the entry's address.
using Found = std::map<const void *, std::set<std::string>>;

struct Resolved {
  Found Entries;
  llvm::StringSet<> Macros;
  std::vector<std::string> Errors;
};

/// Looks each declaration of a file up, in namespaces and classes, but not in functions.
class Walker {
public:
  explicit Walker(Found &To) : To(To) {}

  void walk(const DeclContext &DC) {
    for (const Decl *D : DC.decls())
      visit(*D);
  }

private:
  void visit(const Decl &D) {
    if (const auto *Template = dyn_cast<ClassTemplateDecl>(&D)) {
      visit(*Template->getTemplatedDecl());
      return;
    }
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(&D)) {
      visit(*Template->getTemplatedDecl());
      return;
    }
    if (const auto *Function = dyn_cast<FunctionDecl>(&D)) {
      note(models().Set->function(*Function));
      return;
    }
    if (const auto *Var = dyn_cast<VarDecl>(&D)) {
      note(models().Set->function(*Var));
      return;
    }
    if (const auto *Tag = dyn_cast<TagDecl>(&D)) {
      if (Tag->getIdentifier())
        note(models().Set->type(*Tag));
      if (!isa<EnumDecl>(Tag))
        walk(*Tag);
      return;
    }
    if (isa<NamespaceDecl, LinkageSpecDecl>(D))
      walk(*cast<DeclContext>(&D));
  }

  template <typename ModelT> void note(const Match<ModelT> &M) {
    if (M)
      To[M.Model].insert(M.Root.str());
  }

  Found &To;
};

/// Keeps the errors, says nothing.
class ErrorList : public DiagnosticConsumer {
public:
  explicit ErrorList(std::vector<std::string> &Errors) : Errors(Errors) {}
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    std::string Where;
    if (Info.hasSourceManager() && Info.getLocation().isValid())
      Where = Info.getLocation().printToString(Info.getSourceManager()) + ": ";
    Errors.push_back(Where + Text.str().str());
  }

private:
  std::vector<std::string> &Errors;
};

Resolved resolve(const std::string &Code, std::vector<std::string> Args, StringRef Tool) {
  Resolved Result;
  ErrorList Consumer(Result.Errors);
  Args.insert(Args.end(), {"-std=c++20", "-w"});
  std::unique_ptr<ASTUnit> Unit = tooling::buildASTFromCodeWithArgs(
      Code, Args, "input.cc", Tool, std::make_shared<PCHContainerOperations>(),
      tooling::getClangStripDependencyFileAdjuster(), tooling::FileContentMappings(), &Consumer);
  if (!Unit) {
    Result.Errors.push_back("no AST");
    return Result;
  }
  Walker(Result.Entries).walk(*Unit->getASTContext().getTranslationUnitDecl());
  for (const Framework &F : models().Set->frameworks())
    for (const std::string &Macro : F.TestMacros)
      if (Unit->getPreprocessor().isMacroDefined(Macro))
        Result.Macros.insert(Macro);
  return Result;
}

/// All mocks in one file.
const Resolved &mocks() {
  static const Resolved Result = [] {
    std::string Directory = ASYNC_TIDY_SOURCE_DIR "/test/Inputs/mocks";
    std::string Code;
    for (const std::string &Mock : filesIn(Directory, ".h"))
      Code += "#include \"" + Mock + "\"\n";
    return resolve(Code, {"-nostdinc++", "-isystem", Directory}, "clang-tool");
  }();
  return Result;
}

/// The compiler that belongs to this LLVM: it knows where the system's headers are. Empty if the
/// machine has none.
std::string compiler() {
  for (const std::string &Name :
       {"clang++-" + std::string(CLANG_VERSION_MAJOR_STRING), std::string("clang++")})
    if (auto Path = llvm::sys::findProgramByName(Name)) {
      llvm::SmallString<128> Real;
      if (!llvm::sys::fs::real_path(*Path, Real))
        return Real.str().str();
    }
  return {};
}

struct RealHeaders {
  Resolved All;
  bool Any = false; ///< The machine has some of the headers.
};

/// The headers of framework number \p In that belong to root number \p Root: they take turns.
RealHeaders readRealHeaders(unsigned In, unsigned Root) {
  const Framework &F = models().Set->frameworks()[In];
  std::string Code;
  for (unsigned I = Root; I < F.Headers.size(); I += F.Roots.size())
    // A header that an older release lacks is left out.
    Code += "#if __has_include(<" + F.Headers[I] + ">)\n#include <" + F.Headers[I] + ">\n#endif\n";
  RealHeaders Result;
  Result.All = resolve(Code,
                       // Asio 1.22 doesn't know that Clang has coroutines.
                       {"-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE"}, compiler());
  Result.Any = !Result.All.Entries.empty();
  return Result;
}

const RealHeaders &realHeaders(unsigned In, unsigned Root) {
  static std::map<std::pair<unsigned, unsigned>, RealHeaders> Known;
  auto [It, New] = Known.try_emplace({In, Root});
  if (New)
    It->second = readRealHeaders(In, Root);
  return It->second;
}

/// Entries that are true of libraries which are seldom installed: of these the mock alone is
/// asked. One that a real header has after all is to be taken out here.
struct Elsewhere {
  const char *File;
  const char *Name;
  const char *Library;
};
constexpr Elsewhere ElsewhereOnly[] = {
    {"std.yaml", "future::wait", "libc++"},
    {"std.yaml", "future::wait_for", "libc++"},
    {"std.yaml", "future::wait_until", "libc++"},
    {"std.yaml", "shared_future::wait", "libc++"},
    {"std.yaml", "shared_future::wait_for", "libc++"},
    {"std.yaml", "shared_future::wait_until", "libc++"},
};

std::string lines(llvm::ArrayRef<std::string> Texts, size_t Most = 5) {
  std::string Result;
  for (const std::string &Text : Texts.take_front(Most))
    Result += "  " + Text + "\n";
  return Result;
}

//===----------------------------------------------------------------------===//
// Each entry
//===----------------------------------------------------------------------===//

const void *address(const Entry &E) {
  if (E.Kind == Entry::Function)
    return &E.framework().Functions[E.Index];
  return &E.framework().Types[E.Index];
}

class ModelEntry : public testing::TestWithParam<Entry> {};
class ModelDeclaration : public testing::TestWithParam<Entry> {};

TEST_P(ModelEntry, IsInTheMocks) {
  const Entry &E = GetParam();
  const Resolved &In = mocks();
  ASSERT_TRUE(In.Errors.empty()) << "the mocks don't compile together:\n" << lines(In.Errors);
  if (E.Kind == Entry::Macro) {
    EXPECT_TRUE(In.Macros.count(E.name())) << E.describe() << " is in no mock";
    return;
  }
  auto It = In.Entries.find(address(E));
  for (const std::string &Root : E.framework().Roots)
    EXPECT_TRUE(It != In.Entries.end() && It->second.count(Root))
        << E.describe() << " matches nothing in the mocks under root '" << Root << "'";
}

TEST_P(ModelDeclaration, IsInTheRealHeaders) {
  const Entry &E = GetParam();
  if (compiler().empty())
    GTEST_SKIP() << "there is no clang++ whose headers could be used";
  ASSERT_FALSE(E.framework().Headers.empty()) << E.file() << " names no headers";
  bool Any = false, Resolves = false;
  std::string Errors;
  for (unsigned Root = 0; Root != E.framework().Roots.size(); ++Root) {
    const RealHeaders &Real = realHeaders(E.In, Root);
    Any |= Real.Any;
    Errors += lines(Real.All.Errors);
    auto It = Real.All.Entries.find(address(E));
    Resolves |= It != Real.All.Entries.end() && It->second.count(E.framework().Roots[Root]);
  }
  if (!Any)
    GTEST_SKIP() << "none of the headers of " << E.file() << " is installed";
  for (const Elsewhere &Other : ElsewhereOnly)
    if (E.file() == Other.File && E.name() == Other.Name) {
      EXPECT_FALSE(Resolves) << E.describe() << " resolves: it needs no mention in ElsewhereOnly";
      return;
    }
  EXPECT_TRUE(Resolves) << E.describe() << " matches nothing in the real headers; their errors:\n"
                        << Errors;
}

INSTANTIATE_TEST_SUITE_P(Builtin, ModelEntry, testing::ValuesIn(entries(true)), entryName);
INSTANTIATE_TEST_SUITE_P(Builtin, ModelDeclaration, testing::ValuesIn(entries(false)), entryName);

//===----------------------------------------------------------------------===//
// Each file
//===----------------------------------------------------------------------===//

TEST(ModelFiles, AreRead) {
  EXPECT_TRUE(models().Errors.empty()) << lines(models().Errors);
  EXPECT_FALSE(models().Files.empty());
}

TEST(ModelFiles, AreBuiltIn) {
  std::shared_ptr<const ModelSet> Builtin = ModelSet::builtin();
  EXPECT_TRUE(Builtin->errors().empty()) << lines(Builtin->errors());
  ASSERT_EQ(Builtin->frameworks().size(), models().Files.size());
  for (size_t I = 0; I != models().Files.size(); ++I) {
    const Framework &Here = models().Set->frameworks()[I], &There = Builtin->frameworks()[I];
    EXPECT_EQ(Here.Name, There.Name);
    EXPECT_EQ(Here.Functions.size(), There.Functions.size()) << Here.Name;
    EXPECT_EQ(Here.Types.size(), There.Types.size()) << Here.Name;
  }
}

class ModelFile : public testing::TestWithParam<unsigned> {
protected:
  const std::string &file() const { return models().Files[GetParam()]; }
  const Framework &framework() const { return models().Set->frameworks()[GetParam()]; }
};

TEST_P(ModelFile, IsCalledLikeItsFramework) {
  EXPECT_EQ(framework().Name + ".yaml", file());
  EXPECT_FALSE(framework().CheckedAgainst.empty()) << file() << ": checked-against is missing";
}

template <typename ModelT> void expectSorted(const std::vector<ModelT> &All, StringRef File) {
  for (size_t I = 1; I < All.size(); ++I)
    EXPECT_LT(All[I - 1].Name, All[I].Name)
        << File.str() << ": '" << All[I].Name << "' must come "
        << (All[I - 1].Name == All[I].Name ? "once" : "earlier");
}

TEST_P(ModelFile, IsSortedByName) {
  expectSorted(framework().Functions, file());
  expectSorted(framework().Types, file());
  for (size_t I = 1; I < framework().TestMacros.size(); ++I)
    EXPECT_LT(framework().TestMacros[I - 1], framework().TestMacros[I]) << file();
}

/// What stands in braces in \p Text.
std::vector<std::string> placeholders(StringRef Text) {
  std::vector<std::string> Result;
  llvm::Regex Braces("[{]([^{}]*)[}]");
  llvm::SmallVector<StringRef, 2> Groups;
  while (Braces.match(Text, &Groups)) {
    Result.push_back(Groups[1].str());
    Text = Text.drop_front(Groups[0].end() - Text.begin());
  }
  return Result;
}

TEST_P(ModelFile, HasPlaceholdersThatAreKnown) {
  auto Check = [this](const std::string &Where, StringRef Text, llvm::ArrayRef<StringRef> Known,
                      std::optional<unsigned> Arguments) {
    for (const std::string &Name : placeholders(Text)) {
      unsigned Number;
      if (!StringRef(Name).getAsInteger(10, Number))
        EXPECT_TRUE(!Arguments || Number < *Arguments)
            << file() << ": " << Where << ": there is no argument {" << Name << "}";
      else
        EXPECT_TRUE(llvm::is_contained(Known, Name))
            << file() << ": " << Where << ": {" << Name << "} means nothing here";
    }
  };
  for (const FunctionModel &F : framework().Functions) {
    if (!F.Blocks)
      continue;
    Check(F.Name, F.Blocks->Duration, {}, std::nullopt);
    EXPECT_TRUE(F.Blocks->Duration.empty() || F.Blocks->Kind == BlockingFact::Sleep)
        << file() << ": " << F.Name << ": only a sleep has a duration";
    EXPECT_FALSE(F.Blocks->Why.empty()) << file() << ": " << F.Name;
    for (const Twin &T : F.Blocks->Twins) {
      Check(F.Name, T.Replace, {"root", "object", "qualifier", "arguments", "arguments,"},
            T.Arguments);
      for (const std::string &Include : T.Includes)
        Check(F.Name, Include, {"include"}, 0);
    }
  }
  for (const Idiom &I : framework().Idioms) {
    Check("idiom " + I.Kind, I.Text, {"root", "duration"}, 0);
    for (const std::string &Include : I.Includes)
      Check("idiom " + I.Kind, Include, {"include"}, 0);
  }
}

/// A twin that an earlier one always hides.
TEST_P(ModelFile, HasTwinsThatCanBeReached) {
  for (const FunctionModel &F : framework().Functions) {
    if (!F.Blocks)
      continue;
    const std::vector<Twin> &Twins = F.Blocks->Twins;
    for (size_t Later = 0; Later < Twins.size(); ++Later)
      for (size_t Earlier = 0; Earlier < Later; ++Earlier) {
        const Twin &A = Twins[Earlier], &B = Twins[Later];
        bool Hides = (!A.Arguments || A.Arguments == B.Arguments) &&
                     (!A.ErrorCode || A.ErrorCode == B.ErrorCode);
        EXPECT_FALSE(Hides) << file() << ": " << F.Name << ": twin '" << B.Replace
                            << "' comes after one that fits all its calls";
      }
  }
}

std::vector<unsigned> fileNumbers() {
  std::vector<unsigned> Result;
  for (unsigned I = 0; I != models().Files.size(); ++I)
    Result.push_back(I);
  return Result;
}

INSTANTIATE_TEST_SUITE_P(Builtin, ModelFile, testing::ValuesIn(fileNumbers()),
                         [](const testing::TestParamInfo<unsigned> &Info) {
                           return identifier(models().Set->frameworks()[Info.param].Name);
                         });

} // namespace
