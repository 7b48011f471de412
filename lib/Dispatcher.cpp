//===- Dispatcher.cpp - one matcher for all checks ------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Dispatcher.h"
#include "async-tidy/Check.h"
#include "async-tidy/Recorder.h"
#include "async-tidy/Support/Source.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLTraits.h"
#include <algorithm>
#include <cstdlib>

using namespace clang;
using namespace clang::ast_matchers;

namespace {
/// `.async-tidy.yaml`, which lies in a directory above the file that is checked.
struct ProjectFile {
  std::vector<std::string> Models;
};

AST_MATCHER(FunctionDecl, isUserWritten) {
  return Node.doesThisDeclarationHaveABody() && !Node.isImplicit() &&
         !asynctidy::inSystemHeader(Node.getLocation(), Finder->getASTContext());
}
} // namespace

namespace llvm::yaml {
template <> struct MappingTraits<ProjectFile> {
  static void mapping(IO &Io, ProjectFile &P) { Io.mapOptional("models", P.Models); }
};
} // namespace llvm::yaml

namespace asynctidy {

std::shared_ptr<Dispatcher> Dispatcher::add(MatchFinder &Finder, Check &C, StringRef Name) {
  // A finder gets its checks one after the other on one thread, before it runs. Another one may
  // lie at the same address later; by then this one has started or has ended.
  thread_local MatchFinder *LastFinder = nullptr;
  thread_local std::weak_ptr<Dispatcher> Last;
  const bool Share = !std::getenv("ASYNC_TIDY_OWN_MATCHERS");
  std::shared_ptr<Dispatcher> Result = Share && LastFinder == &Finder ? Last.lock() : nullptr;
  if (!Result || Result->Started) {
    Result.reset(new Dispatcher(Finder, Share ? StringRef("async-*") : Name));
    LastFinder = &Finder;
    Last = Result;
  }
  Result->Checks.push_back(&C);
  return Result;
}

void Dispatcher::remove(const Check &C) {
  Checks.erase(std::remove(Checks.begin(), Checks.end(), &C), Checks.end());
}

Dispatcher::Dispatcher(MatchFinder &Finder, StringRef ID) : ID(ID.str()) {
  // The traversal is as is, which is the default. The matcher sees each function of each header,
  // so the cheapest questions come first.
  Finder.addMatcher(functionDecl(isUserWritten()).bind("function"), this);
  // A lambda's operator() is implicit where the traversal doesn't reach it as a function.
  Finder.addMatcher(lambdaExpr().bind("lambda"), this);
}

/// Reads the `models:` of the nearest .async-tidy.yaml above \p Directory.
static std::vector<std::string> projectModels(StringRef Directory,
                                              std::vector<std::string> &Errors) {
  llvm::SmallString<256> Path(Directory);
  for (; !Path.empty(); llvm::sys::path::remove_filename(Path)) {
    llvm::SmallString<256> File(Path);
    llvm::sys::path::append(File, ".async-tidy.yaml");
    auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
    if (!Buffer)
      continue;
    ProjectFile Project;
    std::pair<StringRef, std::vector<std::string> *> To(File, &Errors);
    llvm::yaml::Input In(
        (*Buffer)->getBuffer(), nullptr,
        [](const llvm::SMDiagnostic &Diag, void *Context) {
          // Keys of other tools are warned of.
          if (Diag.getKind() != llvm::SourceMgr::DK_Error)
            return;
          auto &To = *static_cast<std::pair<StringRef, std::vector<std::string> *> *>(Context);
          To.second->push_back((To.first + ":" + llvm::Twine(Diag.getLineNo()) + ":" +
                                llvm::Twine(Diag.getColumnNo() + 1) + ": " + Diag.getMessage())
                                   .str());
        },
        &To);
    // Other tools of the project keep their settings in the same file.
    In.setAllowUnknownKeys(true);
    In >> Project;
    if (In.error())
      return {};
    for (std::string &Model : Project.Models)
      if (!llvm::sys::path::is_absolute(Model)) {
        llvm::SmallString<256> Absolute(Path);
        llvm::sys::path::append(Absolute, Model);
        Model = std::string(Absolute);
      }
    return Project.Models;
  }
  return {};
}

std::shared_ptr<const ModelSet> Dispatcher::models(const std::vector<std::string> &ModelFiles,
                                                   StringRef MainFile,
                                                   std::vector<std::string> &Errors) {
  std::shared_ptr<const ModelSet> &Set = Models[ModelFiles];
  if (!Set) {
    llvm::SmallString<256> Main(MainFile);
    llvm::sys::fs::make_absolute(Main);
    std::vector<std::string> Files = ModelFiles;
    for (std::string &File : projectModels(llvm::sys::path::parent_path(Main), Errors))
      Files.push_back(std::move(File));
    if (Recorder *R = Recorder::active())
      for (const std::string &File : Files)
        R->reads(File);
    Set = ModelSet::with(Files);
    llvm::append_range(Errors, Set->errors());
  }
  return Set;
}

void Dispatcher::onStartOfTranslationUnit() {
  Started = true;
  Models.clear();
  for (Check *C : Checks)
    C->start();
}

void Dispatcher::run(const MatchFinder::MatchResult &Result) {
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (const auto *Lambda = Result.Nodes.getNodeAs<LambdaExpr>("lambda")) {
    Function = Lambda->getCallOperator();
    if (!Function || !Function->doesThisDeclarationHaveABody() ||
        inSystemHeader(Function->getLocation(), *Result.Context))
      return;
  }
  if (Function->isInvalidDecl() || !Function->getBody())
    return;
  for (Check *C : Checks)
    C->look(*Result.Context, *Function);
}

} // namespace asynctidy
