//===- ModelSet.cpp - look-up of models by declaration --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Models/ModelSet.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <map>
#include <mutex>

using namespace clang;

namespace asynctidy {

static constexpr llvm::StringLiteral AnyDepth = "**";

/// One framework, parsed or not.
struct ModelSet::Slot {
  unsigned Number = 0;
  ModelText Source;
  bool Assertions = false, HasTestPaths = false, HasWords = false;
  mutable std::once_flag Parsed;
  mutable llvm::StringMap<llvm::SmallVector<Entry, 1>> ByName;
  mutable std::vector<Entry> Prefixes;
  mutable std::vector<llvm::Regex> TestPaths;
};

/// The words of all frameworks, by their sense: put together when they are first asked for.
struct ModelSet::Words {
  struct List {
    llvm::StringSet<> Exactly;
    std::vector<std::string> Begins, Has, Unless; ///< In lower case.
  };
  std::once_flag Read;
  std::map<Sense, List> Lists;
};

ModelSet::~ModelSet() = default;

ModelSet::ModelSet(std::vector<Framework> First, llvm::ArrayRef<ModelText> Then)
    : Frameworks(std::move(First)), NumUsers(Frameworks.size()),
      AllWords(std::make_unique<Words>()) {
  auto Add = [this](std::unique_ptr<Slot> New, llvm::ArrayRef<StringRef> Names) {
    New->Number = Slots.size();
    for (StringRef Name : Names)
      ByOutermost[Name].push_back(New->Number);
    Slots.push_back(std::move(New));
  };
  for (const Framework &F : Frameworks) {
    auto New = std::make_unique<Slot>();
    New->Assertions = namesAssertions(F);
    TestMacros.insert(F.TestMacros.begin(), F.TestMacros.end());
    New->HasTestPaths = !F.TestPaths.empty();
    New->HasWords = !F.Words.empty();
    std::vector<std::string> Names = outermostNames(F);
    Add(std::move(New), llvm::SmallVector<StringRef, 4>(Names.begin(), Names.end()));
  }
  for (const ModelText &Text : Then) {
    auto New = std::make_unique<Slot>();
    New->Source = Text;
    New->Assertions = Text.Assertions;
    llvm::SmallVector<StringRef, 64> Macros;
    Text.TestMacros.split(Macros, ',', -1, /*KeepEmpty=*/false);
    TestMacros.insert(Macros.begin(), Macros.end());
    New->HasTestPaths = Text.TestPaths;
    New->HasWords = Text.Words;
    llvm::SmallVector<StringRef, 16> Names;
    // Of words alone there is no declaration to look for; an empty name otherwise is any name.
    if (!Text.Words || !Text.Names.empty())
      Text.Names.split(Names, ',');
    Add(std::move(New), Names);
  }
  Frameworks.resize(Slots.size());
}

const ModelSet::Slot &ModelSet::loaded(const Slot &S) const {
  std::call_once(S.Parsed, [&] {
    if (!S.Source.Text.empty()) {
      std::vector<std::string> Errors;
      std::optional<Framework> F =
          parseModel(S.Source.Text, S.Source.File, Errors, /*KnownRight=*/true);
      assert(F && "the build has parsed it");
      if (F)
        Frameworks[S.Number] = std::move(*F);
    }
    index(S);
  });
  return S;
}

void ModelSet::index(const Slot &S) const {
  auto Add = [&S](unsigned Index, bool IsType, StringRef Name) {
    Entry E{Index, IsType, {}};
    Name.split(E.Components, "::");
    StringRef Last = E.Components.back();
    if (Last.consume_back("*")) {
      E.Components.back() = Last;
      S.Prefixes.push_back(std::move(E));
    } else {
      S.ByName[Last].push_back(std::move(E));
    }
  };
  const Framework &F = Frameworks[S.Number];
  for (unsigned I = 0; I != F.Functions.size(); ++I)
    Add(I, false, F.Functions[I].Name);
  for (unsigned I = 0; I != F.Types.size(); ++I)
    Add(I, true, F.Types[I].Name);
  for (const std::string &Path : F.TestPaths)
    S.TestPaths.emplace_back(Path);
}

llvm::SmallVector<const ModelSet::Slot *, 4> ModelSet::candidates(StringRef Outermost) const {
  llvm::SmallVector<unsigned, 4> Numbers;
  for (StringRef Name : {Outermost, StringRef()})
    if (auto It = ByOutermost.find(Name); It != ByOutermost.end())
      Numbers.append(It->second.begin(), It->second.end());
  llvm::sort(Numbers);
  Numbers.erase(std::unique(Numbers.begin(), Numbers.end()), Numbers.end());
  llvm::SmallVector<const Slot *, 4> Result;
  for (unsigned Number : Numbers)
    Result.push_back(&loaded(*Slots[Number]));
  return Result;
}

llvm::ArrayRef<Framework> ModelSet::frameworks() const {
  for (const std::unique_ptr<Slot> &S : Slots)
    loaded(*S);
  return Frameworks;
}

/// The name that a model uses for \p Decl: a constructor is called like its class.
static StringRef nameOf(const NamedDecl &Decl) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Decl))
    return Constructor->getParent()->getName();
  return Decl.getIdentifier() ? Decl.getName() : StringRef();
}

/// The context around \p DC that has a name in the source: past linkage specifications
/// and inline namespaces, which libraries use for versions (`std::__1`).
static const DeclContext *namedContext(const DeclContext *DC) {
  while (DC && !DC->isTranslationUnit()) {
    const auto *Namespace = dyn_cast<NamespaceDecl>(DC);
    if ((Namespace && !Namespace->isInline()) || isa<TagDecl>(DC) || isa<FunctionDecl>(DC))
      return DC;
    DC = DC->getParent();
  }
  return DC;
}

const std::string *ModelSet::rootOf(const NamedDecl &Decl, const Framework &F, const Entry &E,
                                    bool AsFunction) {
  if (const auto *Function = dyn_cast<FunctionDecl>(&Decl);
      Function && F.CLinkage && !Function->isExternC() && !Function->isInExternCContext())
    return nullptr;
  ArrayRef<StringRef> Rest = ArrayRef<StringRef>(E.Components).drop_back(AsFunction ? 2 : 1);
  const DeclContext *DC = namedContext(Decl.getDeclContext());
  auto Consume = [&DC](StringRef Name) {
    const auto *Named = dyn_cast_or_null<NamedDecl>(DC);
    if (!Named || !Named->getIdentifier())
      return false;
    // `semaphore` is the common case of `basic_semaphore`, or that itself, by the library's
    // version.
    if (Named->getName() != Name &&
        !(Name.consume_front("basic_") && isa<RecordDecl>(Named) && Named->getName() == Name))
      return false;
    DC = namedContext(DC->getParent());
    return true;
  };
  bool Deep = false;
  while (!Rest.empty()) {
    if (Rest.back() == AnyDepth) {
      Deep = true;
      break;
    }
    if (!Consume(Rest.back()))
      return nullptr;
    Rest = Rest.drop_back();
  }
  const DeclContext *Innermost = DC;
  for (const std::string &Root : F.Roots) {
    llvm::SmallVector<StringRef, 4> Names;
    StringRef(Root).split(Names, "::", -1, /*KeepEmpty=*/false);
    for (const DeclContext *From = Innermost;; From = namedContext(From->getParent())) {
      DC = From;
      bool Matches = true;
      for (StringRef Name : llvm::reverse(Names))
        if (!(Matches = Consume(Name)))
          break;
      if (Matches && DC && DC->isTranslationUnit())
        return &Root;
      if (!Deep || !From || From->isTranslationUnit())
        break;
    }
  }
  return nullptr;
}

/// The outermost named thing that \p Decl is or lies in.
static StringRef outermostName(const NamedDecl &Decl) {
  const NamedDecl *Outermost = &Decl;
  for (const DeclContext *DC = namedContext(Decl.getDeclContext()); DC && !DC->isTranslationUnit();
       DC = namedContext(DC->getParent()))
    if (const auto *Named = dyn_cast<NamedDecl>(DC))
      Outermost = Named;
  return nameOf(*Outermost);
}

template <typename ModelT>
Match<ModelT> ModelSet::find(const NamedDecl &Decl, bool WantType,
                             const std::vector<ModelT> Framework::*Models) const {
  StringRef Name = nameOf(Decl);
  if (Name.empty())
    return {};
  llvm::SmallVector<const Slot *, 4> In = candidates(outermostName(Decl));
  auto Try = [&](const Slot &S, const Entry &E, bool AsFunction = false) -> Match<ModelT> {
    const Framework &F = Frameworks[S.Number];
    if (E.IsType != WantType)
      return {};
    if (const std::string *Root = rootOf(Decl, F, E, AsFunction))
      return {&(F.*Models)[E.Index], &F, *Root};
    return {};
  };
  for (const Slot *S : In)
    if (auto It = S->ByName.find(Name); It != S->ByName.end())
      for (const Entry &E : It->second)
        if (Match<ModelT> Found = Try(*S, E))
          return Found;
  // A class that is called like a function was one in other versions of the library.
  if (!WantType && isa<FunctionDecl>(Decl) && !isa<CXXMethodDecl>(Decl))
    for (const Slot *S : In)
      if (auto It = S->ByName.find(Name); It != S->ByName.end())
        for (const Entry &E : It->second)
          if (E.Components.size() > 1 && E.Components[E.Components.size() - 2] == Name)
            if (Match<ModelT> Found = Try(*S, E, /*AsFunction=*/true))
              return Found;
  if (!WantType)
    for (const Slot *S : In)
      for (const Entry &E : S->Prefixes)
        if (Name.substr(0, E.Components.back().size()) == E.Components.back())
          if (Match<ModelT> Found = Try(*S, E))
            return Found;
  return {};
}

FunctionMatch ModelSet::function(const NamedDecl &Function) const {
  if (FunctionMatch Found = find<FunctionModel>(Function, false, &Framework::Functions))
    return Found;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function))
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      if (FunctionMatch Found = function(*Overridden))
        return Found;
  return {};
}

TypeMatch ModelSet::type(const NamedDecl &Type) const {
  return find<TypeModel>(Type, true, &Framework::Types);
}

TypeMatch ModelSet::type(QualType Type) const {
  if (Type.isNull())
    return {};
  Type = Type.getCanonicalType().getUnqualifiedType();
  if (const auto *Tag = Type->getAsTagDecl())
    return type(*Tag);
  // In a template the arguments may still be open; the name is known.
  if (const auto *Specialization = Type->getAs<TemplateSpecializationType>())
    if (const TemplateDecl *Template = Specialization->getTemplateName().getAsTemplateDecl())
      return type(*Template);
  return {};
}

bool ModelSet::isModelled(const NamedDecl &Decl) const {
  // The namespaces from the inside out; the outermost ones are compared.
  llvm::SmallVector<StringRef, 8> Around;
  for (const DeclContext *DC = namedContext(Decl.getDeclContext()); DC && !DC->isTranslationUnit();
       DC = namedContext(DC->getParent()))
    if (const auto *Named = dyn_cast<NamespaceDecl>(DC))
      Around.push_back(Named->getName());
  if (Around.empty())
    return false;
  for (const Slot *S : candidates(Around.back()))
    for (const std::string &Root : Frameworks[S->Number].Roots) {
      if (Root.empty())
        continue;
      llvm::SmallVector<StringRef, 4> Names;
      StringRef(Root).split(Names, "::", -1, /*KeepEmpty=*/false);
      if (Around.size() >= Names.size() && std::equal(Names.begin(), Names.end(), Around.rbegin()))
        return true;
    }
  return false;
}

bool ModelSet::isTestMacro(StringRef Name) const { return TestMacros.contains(Name); }

ModelSet::Assertion ModelSet::assertion(StringRef Name) const {
  auto Has = [Name](const std::vector<std::string> &Prefixes) {
    return llvm::any_of(Prefixes, [Name](const std::string &Prefix) {
      return Name.substr(0, Prefix.size()) == Prefix;
    });
  };
  if (!Name.empty())
    for (const std::unique_ptr<Slot> &S : Slots)
      if (S->Assertions) {
        const Framework &F = Frameworks[loaded(*S).Number];
        if (Has(F.ReturningAssertions))
          return Assertion::Returns;
        if (Has(F.ThrowingAssertions))
          return Assertion::Throws;
        if (Has(F.Assertions))
          return Assertion::GoesOn;
      }
  return Assertion::None;
}

bool ModelSet::isTestFile(StringRef File) const {
  // Below the repository's top directory: what lies above it isn't the project's choice.
  llvm::SmallString<256> Top(File);
  llvm::sys::path::remove_filename(Top);
  for (; !Top.empty() && llvm::sys::path::has_relative_path(Top);
       llvm::sys::path::remove_filename(Top)) {
    llvm::SmallString<256> Git(Top);
    llvm::sys::path::append(Git, ".git");
    if (llvm::sys::fs::exists(Git))
      break;
  }
  std::string Below;
  if (!llvm::sys::path::has_relative_path(Top)) {
    Below = llvm::sys::path::filename(llvm::sys::path::parent_path(File)).str() + "/" +
            llvm::sys::path::filename(File).str();
  } else {
    StringRef Rest = File;
    Rest.consume_front(Top);
    Rest.consume_front("/");
    Below = Rest.str();
  }
  for (const std::unique_ptr<Slot> &S : Slots)
    if (S->HasTestPaths)
      for (const llvm::Regex &Path : loaded(*S).TestPaths)
        if (Path.match(Below))
          return true;
  return false;
}

const Idiom *ModelSet::idiom(const Framework &In, StringRef Kind) const {
  for (const Idiom &I : In.Idioms)
    if (I.Kind == Kind)
      return &I;
  return nullptr;
}

bool ModelSet::sounds(StringRef Name, Sense What) const {
  if (Name.empty())
    return false;
  std::call_once(AllWords->Read, [this] {
    auto AddLower = [](std::vector<std::string> &To, const std::vector<std::string> &Words) {
      for (StringRef Word : Words)
        To.push_back(Word.lower());
    };
    for (const std::unique_ptr<Slot> &S : Slots)
      if (S->HasWords)
        for (const WordList &From : Frameworks[loaded(*S).Number].Words) {
          Words::List &To = AllWords->Lists[*senseOf(From)];
          To.Exactly.insert(From.Exactly.begin(), From.Exactly.end());
          AddLower(To.Begins, From.Begins);
          AddLower(To.Has, From.Has);
          AddLower(To.Unless, From.Unless);
        }
  });
  auto It = AllWords->Lists.find(What);
  if (It == AllWords->Lists.end())
    return false;
  const Words::List &List = It->second;
  llvm::SmallString<64> Lower;
  for (char C : Name)
    Lower.push_back(llvm::toLower(C));
  auto Has = [&Lower](const std::string &Word) { return StringRef(Lower).contains(Word); };
  if (llvm::any_of(List.Unless, Has))
    return false;
  return List.Exactly.contains(Name) || llvm::any_of(List.Has, Has) ||
         llvm::any_of(List.Begins, [&Lower](const std::string &Word) {
           return StringRef(Lower).substr(0, Word.size()) == Word;
         });
}

bool ModelSet::sounds(const NamedDecl *Named, Sense What) const {
  return Named && Named->getIdentifier() && sounds(Named->getName(), What);
}

static constexpr ModelText BuiltinTexts[] = {
#define BUILTIN_MODEL(File, Names, TestMacros, Assertions, TestPaths, Words, Text)                 \
  {File, Text, Names, TestMacros, Assertions, TestPaths, Words},
#include "BuiltinModels.inc"
#undef BUILTIN_MODEL
};

/// Sets of models by the files that they were made of, and those files' times.
class ModelCache {
public:
  static ModelCache &instance() {
    static ModelCache Cache;
    return Cache;
  }

  std::shared_ptr<const ModelSet> get(const std::vector<std::string> &Files) {
    std::string Key;
    for (const std::string &File : Files) {
      llvm::sys::fs::file_status Status;
      Key += File;
      if (!llvm::sys::fs::status(File, Status))
        Key += '@' + llvm::utostr(Status.getSize()) + '@' +
               llvm::itostr(Status.getLastModificationTime().time_since_epoch().count());
      Key += '\n';
    }
    std::lock_guard<std::mutex> Lock(Mutex);
    std::shared_ptr<const ModelSet> &Set = Sets[Key];
    if (!Set)
      Set = load(Files);
    return Set;
  }

private:
  static std::shared_ptr<const ModelSet> load(const std::vector<std::string> &Files) {
    std::vector<std::string> Errors;
    std::vector<Framework> All;
    for (const std::string &File : Files) {
      auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
      if (!Buffer) {
        Errors.push_back(File + ": can't read the model file: " + Buffer.getError().message());
        continue;
      }
      if (std::optional<Framework> F = parseModel((*Buffer)->getBuffer(), File, Errors))
        All.push_back(std::move(*F));
    }
    auto Set = std::make_shared<ModelSet>(std::move(All), BuiltinTexts);
    Set->Errors = std::move(Errors);
    return Set;
  }

  std::mutex Mutex;
  std::map<std::string, std::shared_ptr<const ModelSet>> Sets;
};

std::shared_ptr<const ModelSet> ModelSet::builtin() { return with({}); }

llvm::ArrayRef<ModelText> ModelSet::builtinWords() {
  const ModelText *Found = llvm::find_if(
      BuiltinTexts, [](const ModelText &Text) { return Text.Words && Text.Names.empty(); });
  return llvm::ArrayRef<ModelText>(Found, Found == std::end(BuiltinTexts) ? 0 : 1);
}

std::shared_ptr<const ModelSet> ModelSet::with(const std::vector<std::string> &Files) {
  return ModelCache::instance().get(Files);
}

} // namespace asynctidy
