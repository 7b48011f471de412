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

#include "async-tidy/Models/Audit.h"
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
#include <cstdlib>
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
  /// The entry's own; empty where it is its framework's.
  std::string checkedAgainst() const {
    switch (Kind) {
    case Function:
      return framework().Functions[Index].CheckedAgainst;
    case Type:
      return framework().Types[Index].CheckedAgainst;
    case Macro:
      break;
    }
    return {};
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
  /// The functions that models name as ones which don't block, and that are declared.
  std::map<const void *, std::set<std::string>> Instead;
  /// The member functions of the types that matched, with those of their bases.
  std::map<const void *, llvm::StringSet<>> Methods;
  llvm::StringSet<> Macros;
  std::vector<std::string> Errors;
};

/// Looks each declaration of a file up, in namespaces and classes, but not in functions.
class Walker {
public:
  explicit Walker(Resolved &Into) : To(Into.Entries), Methods(Into.Methods) {}

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
      if (TypeMatch M; Tag->getIdentifier() && (M = models().Set->type(*Tag))) {
        note(M);
        addMethods(Tag, Methods[M.Model]);
      }
      if (!isa<EnumDecl>(Tag))
        walk(*Tag);
      return;
    }
    if (isa<NamespaceDecl, LinkageSpecDecl>(D))
      walk(*cast<DeclContext>(&D));
  }

  static void addMethods(const TagDecl *Tag, llvm::StringSet<> &To, unsigned Depth = 0) {
    const auto *Record = dyn_cast_or_null<CXXRecordDecl>(Tag);
    if (Record && Record->getDefinition())
      Record = Record->getDefinition();
    if (!Record || !Record->hasDefinition() || Depth > 8)
      return;
    for (const Decl *Member : Record->decls())
      if (const auto *Named = dyn_cast<NamedDecl>(Member); Named && Named->getIdentifier())
        To.insert(Named->getName());
      else if (const auto *Operator = dyn_cast<CXXMethodDecl>(Member))
        To.insert(Operator->getNameAsString());
    for (const CXXBaseSpecifier &Base : Record->bases()) {
      if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl())
        addMethods(Of, To, Depth + 1);
      else if (const auto *Open = Base.getType()->getAs<TemplateSpecializationType>())
        if (auto *Template =
                dyn_cast_or_null<ClassTemplateDecl>(Open->getTemplateName().getAsTemplateDecl())) {
          addMethods(Template->getTemplatedDecl(), To, Depth + 1);
          // libstdc++'s __atomic_ref has all it has in partial specializations.
          llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partials;
          Template->getPartialSpecializations(Partials);
          for (const ClassTemplatePartialSpecializationDecl *Partial : Partials)
            addMethods(Partial, To, Depth + 1);
        }
    }
  }

  template <typename ModelT> void note(const Match<ModelT> &M) {
    if (M)
      To[M.Model].insert(M.Root.str());
  }

  Found &To;
  std::map<const void *, llvm::StringSet<>> &Methods;
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
  Walker(Result).walk(*Unit->getASTContext().getTranslationUnitDecl());
  for (const Framework &F : models().Set->frameworks())
    for (const FunctionModel &Function : F.Functions)
      for (const std::string &Name :
           Function.Blocks ? Function.Blocks->Instead : std::vector<std::string>())
        if (llvm::any_of(F.Roots, [&](const std::string &Root) {
              return isDeclared(Unit->getASTContext(), Root, Name);
            }))
          Result.Instead[&Function].insert(Name);
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

/// Where packages have headers that no compiler looks for by itself, and what its user says in
/// ASYNC_TIDY_EXTRA_HEADERS (directories, separated by colons): libraries that are not packaged
/// are tested so.
std::vector<std::string> includePaths() {
  std::vector<std::string> Paths;
  std::string Qt = "/usr/include/x86_64-linux-gnu/qt6";
  for (const char *Module :
       {"", "/QtCore", "/QtNetwork", "/QtSql", "/QtConcurrent", "/QtGui", "/QtWidgets", "/QtTest"})
    Paths.push_back(Qt + Module);
  Paths.push_back("/usr/include/qcoro6");
  Paths.push_back("/usr/include/qcoro6/qcoro");
  Paths.push_back("/usr/include/postgresql");
  Paths.push_back("/usr/include/mariadb");
  if (const char *Extra = std::getenv("ASYNC_TIDY_EXTRA_HEADERS")) {
    llvm::SmallVector<StringRef, 4> Parts;
    StringRef(Extra).split(Parts, ':', -1, /*KeepEmpty=*/false);
    for (StringRef Part : Parts)
      Paths.push_back(Part.str());
  }
  return Paths;
}

/// The headers of framework number \p In that belong to root number \p Root: they take turns.
RealHeaders readRealHeaders(unsigned In, unsigned Root, bool Libcxx) {
  const Framework &F = models().Set->frameworks()[In];
  std::string Code;
  for (unsigned I = Root; I < F.Headers.size(); I += F.Roots.size())
    // A header that an older release lacks is left out.
    Code += "#if __has_include(<" + F.Headers[I] + ">)\n#include <" + F.Headers[I] + ">\n#endif\n";
  RealHeaders Result;
  // Asio 1.22 doesn't know that Clang has coroutines; Qt insists on position-independent code.
  std::vector<std::string> Args = {"-DASIO_HAS_CO_AWAIT",
                                   "-DASIO_HAS_STD_COROUTINE",
                                   "-fPIC",
                                   "-DBOOST_THREAD_VERSION=4",
                                   "-DBOOST_THREAD_USES_DATETIME",
                                   "-DBOOST_THREAD_PROVIDES_EXECUTORS"};
  if (Libcxx)
    Args.push_back("-stdlib=libc++");
  for (const std::string &Path : includePaths()) {
    Args.push_back("-isystem");
    Args.push_back(Path);
  }
  Result.All = resolve(Code, std::move(Args), compiler());
  Result.Any = !Result.All.Entries.empty();
  return Result;
}

/// \p Libcxx asks the other standard library, if the machine has it.
const RealHeaders &realHeaders(unsigned In, unsigned Root, bool Libcxx) {
  static std::map<std::tuple<unsigned, unsigned, bool>, RealHeaders> Known;
  auto [It, New] = Known.try_emplace({In, Root, Libcxx});
  if (New)
    It->second = readRealHeaders(In, Root, Libcxx);
  return It->second;
}

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

/// The methods that a type's model lists by name.
std::vector<std::string> methodsOf(const TypeModel &M) {
  std::vector<std::string> All;
  auto Add = [&All](const std::vector<std::string> &Names) { llvm::append_range(All, Names); };
  if (M.Guard)
    for (const auto *Names : {&M.Guard->Acquires, &M.Guard->Tries, &M.Guard->Releases,
                              &M.Guard->Tests, &M.Guard->Fails})
      Add(*Names);
  if (M.Atomic)
    for (const auto *Names : {&M.Atomic->Loads, &M.Atomic->Stores})
      Add(*Names);
  if (M.Scope)
    for (const auto *Names : {&M.Scope->Joins, &M.Scope->Closes, &M.Scope->Cancels})
      Add(*Names);
  if (M.Thread)
    for (const auto *Names : {&M.Thread->Joins, &M.Thread->Detaches, &M.Thread->Tests})
      Add(*Names);
  if (M.Future)
    for (const auto *Names : {&M.Future->Takes, &M.Future->Times, &M.Future->Tests})
      Add(*Names);
  if (M.Promise)
    for (const auto *Names :
         {&M.Promise->Gives, &M.Promise->Satisfies, &M.Promise->Tests, &M.Promise->Resets})
      Add(*Names);
  if (M.Queue)
    for (const auto *Names : {&M.Queue->Pushes, &M.Queue->Pops})
      Add(*Names);
  return All;
}

/// Some listed methods belong to one standard library or version alone, as some entries do.
void expectMethods(const Entry &E, const Resolved &In, const char *Where) {
  if (E.Kind != Entry::Type)
    return;
  auto It = In.Methods.find(&E.framework().Types[E.Index]);
  if (It == In.Methods.end())
    return;
  for (const std::string &Method : methodsOf(E.framework().Types[E.Index]))
    EXPECT_TRUE(It->second.count(Method))
        << E.describe() << " has no method '" << Method << "' in " << Where;
}

void expectInstead(const Entry &E, const Resolved &In, const char *Where) {
  if (E.Kind != Entry::Function || !E.framework().Functions[E.Index].Blocks)
    return;
  const FunctionModel &Function = E.framework().Functions[E.Index];
  auto It = In.Instead.find(&Function);
  for (const std::string &Name : Function.Blocks->Instead)
    EXPECT_TRUE(It != In.Instead.end() && It->second.count(Name))
        << E.describe() << ": '" << Name << "' doesn't exist in " << Where;
}

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
  expectMethods(E, In, "the mocks");
  expectInstead(E, In, "the mocks");
}

/// What no check listens to is dead weight.
TEST_P(ModelEntry, IsUsed) {
  const Entry &E = GetParam();
  if (E.Kind == Entry::Macro)
    return; // They are all alike: isTestMacro() looks for each.
  auto Facts = E.Kind == Entry::Function ? factsOf(E.framework().Functions[E.Index])
                                         : factsOf(E.framework().Types[E.Index]);
  EXPECT_TRUE(llvm::any_of(Facts, [](const Fact *F) { return *F->UsedBy || *F->KeptFor; }))
      << E.describe() << " is used by no check";
}

TEST_P(ModelDeclaration, IsInTheRealHeaders) {
  const Entry &E = GetParam();
  if (compiler().empty())
    GTEST_SKIP() << "there is no clang++ whose headers could be used";
  ASSERT_FALSE(E.framework().Headers.empty()) << E.file() << " names no headers";
  bool Any = false, Resolves = false;
  std::string Errors;
  for (unsigned Root = 0; Root != E.framework().Roots.size(); ++Root) {
    const RealHeaders &Real =
        realHeaders(E.In, Root, StringRef(E.checkedAgainst()).contains("libc++"));
    Any |= Real.Any;
    Errors += lines(Real.All.Errors);
    auto It = Real.All.Entries.find(address(E));
    bool Here = It != Real.All.Entries.end() && It->second.count(E.framework().Roots[Root]);
    if (Here) {
      expectMethods(E, Real.All, "the real headers");
      expectInstead(E, Real.All, "the real headers");
    }
    Resolves |= Here;
  }
  if (!Any)
    GTEST_SKIP() << "none of the headers of " << E.file() << " is installed";
  // True of another release than the one that is packaged here: its mock is asked, and whoever has
  // that release (ASYNC_TIDY_EXTRA_HEADERS).
  if (!Resolves && !E.checkedAgainst().empty())
    GTEST_SKIP() << E.describe() << " is true of " << E.checkedAgainst();
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

TEST_P(ModelFile, NamesIncludesByTheirRoot) {
  auto Check = [this](const std::vector<std::string> &Includes, const std::string &Of) {
    for (const std::string &Include : Includes)
      EXPECT_FALSE(StringRef(Include).contains('{') &&
                   !(StringRef(Include).take_front(9) == "{include}"))
          << file() << ": " << Of << ": " << Include;
  };
  for (const FunctionModel &F : framework().Functions)
    for (const Twin &T : F.Blocks ? F.Blocks->Twins : std::vector<Twin>())
      Check(T.Includes, F.Name);
  for (const Idiom &I : framework().Idioms)
    Check(I.Includes, I.Kind);
}

TEST_P(ModelFile, SaysWhy) {
  for (const FunctionModel &F : framework().Functions)
    if (F.Blocks)
      EXPECT_FALSE(F.Blocks->Why.empty()) << file() << ": " << F.Name;
}

TEST_P(ModelFile, HasTwinsForFrameworksThatExist) {
  for (const FunctionModel &F : framework().Functions)
    for (const Twin &T : F.Blocks ? F.Blocks->Twins : std::vector<Twin>())
      EXPECT_TRUE(T.For.empty() ||
                  llvm::any_of(models().Set->frameworks(),
                               [&T](const Framework &Other) { return Other.Name == T.For; }))
          << file() << ": " << F.Name << ": there is no framework " << T.For;
}

TEST_P(ModelFile, HasIdiomsOnce) {
  std::set<std::string> Kinds;
  for (const Idiom &I : framework().Idioms)
    EXPECT_TRUE(Kinds.insert(I.Kind).second) << file() << ": idiom " << I.Kind << " comes twice";
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
        bool Hides = A.For == B.For && (!A.Arguments || A.Arguments == B.Arguments) &&
                     (!A.ErrorCode || A.ErrorCode == B.ErrorCode);
        EXPECT_FALSE(Hides) << file() << ": " << F.Name << ": twin '" << B.Replace
                            << "' comes after one that fits all its calls";
      }
  }
}

/// Facts.def's checks exist, and those that facts are kept for don't yet.
TEST(ModelFacts, NameChecks) {
  llvm::StringSet<> Checks;
#define ASYNC_CHECK(Category, Class, Name, Default, Fix, Summary) Checks.insert(Name);
#include "async-tidy/Checks.def"
  for (const Fact *F : allFacts()) {
    llvm::SmallVector<StringRef, 4> UsedBy, KeptFor;
    StringRef(F->UsedBy).split(UsedBy, ' ', -1, /*KeepEmpty=*/false);
    StringRef(F->KeptFor).split(KeptFor, ' ', -1, /*KeepEmpty=*/false);
    EXPECT_FALSE(UsedBy.empty() && KeptFor.empty()) << F->Key << " is used by no check";
    for (StringRef Name : UsedBy)
      EXPECT_TRUE(Checks.count(Name)) << F->Key << ": there is no check " << Name.str();
    for (StringRef Name : KeptFor)
      EXPECT_FALSE(Checks.count(Name)) << F->Key << ": " << Name.str() << " exists: it uses this";
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
