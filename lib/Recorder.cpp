//===- Recorder.cpp - what a run tells the runner ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Recorder.h"
#include "async-tidy/Analysis/Inventory.h"
#include "async-tidy/Support/Compat.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
namespace json = llvm::json;
namespace path = llvm::sys::path;

namespace asynctidy {

namespace {

/// All files that are read, those of the system and of modules too.
class Reads : public DependencyCollector {
public:
  bool needSystemDependencies() override { return true; }
  bool sawDependency(StringRef Filename, bool, bool, bool, bool IsMissing) override {
    return !IsMissing && !Filename.empty() && Filename.front() != '<';
  }
};

/// The search of each #include and __has_include, as far as it failed: a file that appears there
/// changes the result although no file that was read has changed.
class Searches : public compat::IncludeCallbacks {
public:
  Searches(Preprocessor &PP) : PP(PP), Headers(PP.getHeaderSearchInfo()) {}

  void included(SourceLocation Hash, const Token &Directive, StringRef Name, bool Angled,
                bool Found, StringRef SearchPath) override {
    // #include_next begins somewhere in the list: what is before it, was not asked for.
    if (const IdentifierInfo *Word = Directive.getIdentifierInfo())
      if (Word->getPPKeywordID() == tok::pp_include_next)
        return;
    searched(Hash, Name, Angled, Found ? SearchPath : StringRef(), Found);
  }

  void HasInclude(SourceLocation Loc, StringRef Name, bool Angled, OptionalFileEntryRef File,
                  SrcMgr::CharacteristicKind) override {
    if (!File)
      searched(Loc, Name, Angled, "", /*Found=*/false);
  }

  std::vector<std::string> directories() const {
    std::vector<std::string> Names;
    for (const DirectoryLookup &Dir : Headers.search_dir_range())
      Names.push_back(Dir.getName().str());
    return Names;
  }

  std::set<std::string> Absent;
  std::set<std::tuple<std::string, unsigned, unsigned>> Searched;

private:
  void searched(SourceLocation Loc, StringRef Name, bool Angled, StringRef FoundIn, bool Found) {
    if (path::is_absolute(Name)) {
      if (!Found)
        Absent.insert(Name.str());
      return;
    }
    SourceManager &SM = PP.getSourceManager();
    StringRef Includer = path::parent_path(SM.getFilename(SM.getExpansionLoc(Loc)));
    if (!Angled) {
      if (Found && FoundIn == (Includer.empty() ? "." : Includer))
        return;
      llvm::SmallString<256> Beside(Includer);
      path::append(Beside, Name);
      Absent.insert(std::string(Beside));
    }
    unsigned From =
        Angled ? std::distance(Headers.quoted_dir_begin(), Headers.quoted_dir_end()) : 0;
    unsigned To = From;
    for (auto Dir = Angled ? Headers.angled_dir_begin() : Headers.search_dir_begin();
         Dir != Headers.search_dir_end(); ++Dir, ++To)
      if (Found && Dir->getName() == FoundIn)
        break;
    if (To > From)
      Searched.insert({Name.str(), From, To});
  }

  Preprocessor &PP;
  const HeaderSearch &Headers;
};

struct Raw {
  std::string Check, File, Message, Entity;
  unsigned Offset;
};

struct Item {
  std::string Kind, Detail, File;
  unsigned Offset;
};

} // namespace

struct Recorder::Data {
  FileManager *Files = nullptr;
  const SourceManager *Sources = nullptr;
  std::string Main;
  std::shared_ptr<Reads> Collector;
  std::set<std::string> Others;
  Searches *Search = nullptr; ///< The preprocessor owns it.
  std::set<std::string> Absent;
  std::set<std::tuple<std::string, unsigned, unsigned>> Searched;
  std::vector<std::string> Directories;
  std::vector<Raw> Findings;
  std::vector<Item> Inventory;

  std::string absolute(StringRef Path) const {
    llvm::SmallString<256> Absolute(Path);
    if (Files)
      Files->makeAbsolutePath(Absolute);
    return std::string(Absolute);
  }

  /// False where \p Loc is in no file.
  bool place(SourceLocation Loc, std::string &File, unsigned &Offset) const {
    if (!Sources || Loc.isInvalid())
      return false;
    Loc = Sources->getFileLoc(Loc); // As clang-tidy does for what it reports.
    StringRef Name = Sources->getFilename(Loc);
    if (Name.empty())
      return false;
    File = absolute(Name);
    Offset = Sources->getFileOffset(Loc);
    return true;
  }
};

static thread_local Recorder *Active = nullptr;

Recorder *Recorder::active() { return Active; }

Recorder::Recorder(StringRef Name, tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11), D(std::make_unique<Data>()) {
  Active = this;
}

void Recorder::registerPPCallbacks(const SourceManager &SM, Preprocessor *PP, Preprocessor *) {
  D->Sources = &SM;
  D->Files = &SM.getFileManager();
  D->Main = D->absolute(getCurrentMainFile());
  D->Collector = std::make_shared<Reads>();
  D->Collector->attachToPreprocessor(*PP);
  struct AtEnd : Searches {
    AtEnd(Preprocessor &PP, Recorder::Data &D) : Searches(PP), D(D) {}
    // The preprocessor, and this with it, may be gone when the recorder writes.
    void EndOfMainFile() override {
      D.Absent = std::move(Absent);
      D.Searched = std::move(Searched);
      D.Directories = directories();
    }
    Recorder::Data &D;
  };
  PP->addPPCallbacks(std::make_unique<AtEnd>(*PP, *D));
}

void Recorder::analyze(Unit &U, const FunctionDecl &Function) {
  inventory(U, Function, [this](StringRef Kind, StringRef Detail, SourceLocation Where) {
    Item I{Kind.str(), Detail.str(), "", 0};
    if (D->place(Where, I.File, I.Offset))
      D->Inventory.push_back(std::move(I));
  });
}

void Recorder::reads(StringRef Path) { D->Others.insert(Path.str()); }

void Recorder::reports(StringRef Check, SourceLocation Loc, StringRef Message,
                       const FunctionDecl *Function) {
  Raw R;
  if (!D->place(Loc, R.File, R.Offset))
    return;
  R.Check = Check.str();
  R.Message = Message.str();
  // A lambda has no name: the function that it stands in is what people know.
  const DeclContext *Context = Function;
  while (Context &&
         !(isa<FunctionDecl>(Context) &&
           !(isa<CXXMethodDecl>(Context) && cast<CXXMethodDecl>(Context)->getParent()->isLambda())))
    Context = Context->getParent();
  if (const auto *Named = dyn_cast_or_null<FunctionDecl>(Context))
    R.Entity = Named->getQualifiedNameAsString();
  D->Findings.push_back(std::move(R));
}

static json::Value text(StringRef S) {
  return json::isUTF8(S) ? json::Value(S.str()) : json::Value(json::fixUTF8(S));
}

// At the very end: the checks have said all they will.
Recorder::~Recorder() {
  Active = nullptr;
  std::optional<std::string> File = llvm::sys::Process::GetEnv(Variable);
  if (!File || !D->Collector)
    return;
  std::set<std::string> Reads;
  for (const std::string &Name : D->Collector->getDependencies())
    Reads.insert(D->absolute(Name));
  Reads.insert(D->Main);
  for (const std::string &Name : D->Others)
    Reads.insert(D->absolute(Name));

  std::string Line;
  llvm::raw_string_ostream LineStream(Line);
  json::OStream Out(LineStream);
  Out.object([&] {
    Out.attribute("main", text(D->Main));
    Out.attributeArray("reads", [&] {
      for (const std::string &Name : Reads)
        Out.value(text(Name));
    });
    Out.attributeArray("absent", [&] {
      for (const std::string &Name : D->Absent)
        Out.value(text(D->absolute(Name)));
    });
    Out.attributeArray("dirs", [&] {
      for (const std::string &Name : D->Directories)
        Out.value(text(D->absolute(Name)));
    });
    Out.attributeArray("searched", [&] {
      for (const auto &[Name, From, To] : D->Searched)
        Out.value(json::Array{text(Name), From, To});
    });
    Out.attributeArray("raw", [&] {
      for (const Raw &R : D->Findings)
        Out.value(json::Object{{"check", R.Check},
                               {"file", text(R.File)},
                               {"offset", R.Offset},
                               {"entity", text(R.Entity)},
                               {"message", text(R.Message)}});
    });
    Out.attributeArray("inventory", [&] {
      for (const Item &I : D->Inventory)
        Out.value(json::Object{{"kind", I.Kind},
                               {"detail", text(I.Detail)},
                               {"file", text(I.File)},
                               {"offset", I.Offset}});
    });
  });
  LineStream << '\n';
  LineStream.flush();

  std::error_code Error;
  llvm::raw_fd_ostream Stream(*File, Error, llvm::sys::fs::CD_OpenAlways, llvm::sys::fs::FA_Write,
                              llvm::sys::fs::OF_Append);
  if (!Error) {
    Stream << Line;
    Stream.close();
    Error = Stream.error();
    Stream.clear_error();
  }
  if (Error)
    llvm::errs() << "async-tidy: " << Variable << ": can't write " << *File << ": "
                 << Error.message() << '\n';
}

} // namespace asynctidy
