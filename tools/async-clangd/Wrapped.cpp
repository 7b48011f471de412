//===- Wrapped.cpp - where async-clangd differs from clangd ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Our checks run without any configuration and see in headers whether an await
// suspends, their diagnostics lead to our pages, and a fix is `preferred` where it is
// safe. All else is clangd's.
//
//===----------------------------------------------------------------------===//

#include "ClangdInternals.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/PPCallbacks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace asynctidy::editor {

static bool isOurs(StringRef Check) { return Check.starts_with("async-"); }

//===- which checks run --------------------------------------------------===//

// Strict, clangd's default, runs the checks whose cost was measured when clangd was built. Ours
// cost a few percent of the parse (docs/guides/editors.md).
std::optional<bool> wrappedIsFastTidyCheck(StringRef Check) {
  return isOurs(Check) ? std::optional<bool>(true) : realIsFastTidyCheck(Check);
}

/// Adds `async-*` to the list of checks that applies to a file, as if the user had begun with it:
///   bugprone-*,-async-lock-order    everything of ours but that check
///   -*,bugprone-*                   ours as well: it's why this program is run
///   -*,async-lock-order             names ours, so it's taken at its word
///   -*                              nothing at all, as in directories of others' code
static std::string withOurs(StringRef Checks) {
  llvm::SmallVector<StringRef> Items;
  for (StringRef Rest = Checks; !Rest.empty();) {
    StringRef Item = Rest.take_until([](char C) { return C == ',' || C == '\n'; });
    Rest = Rest.drop_front(std::min(Item.size() + 1, Rest.size()));
    if (Item = Item.trim(); !Item.empty())
      Items.push_back(Item);
  }
  size_t Begin = 0;
  for (size_t I = 0; I < Items.size(); ++I)
    if (Items[I] == "-*")
      Begin = I + 1;
  bool HasAny = Begin == 0;
  for (StringRef Item : llvm::drop_begin(Items, Begin)) {
    if (isOurs(Item))
      return Checks.str();
    HasAny |= !Item.starts_with("-");
  }
  if (!HasAny)
    return Checks.str();
  Items.insert(Items.begin() + Begin, "async-*");
  return llvm::join(Items, ",");
}

clang::clangd::DefaultChecks wrappedProvideDefaultChecks() {
  // Static: in LLVM 19 what is returned refers to it.
  static const auto Provide = [](clang::tidy::ClangTidyOptions &Options, StringRef File) {
    realProvideDefaultChecks()(Options, File);
    Options.Checks = withOurs(Options.Checks ? StringRef(*Options.Checks) : StringRef());
  };
  return Provide;
}

//===- what the checks see -----------------------------------------------===//

namespace {
/// clangd leaves out what functions in headers do. Whether an await suspends is in the awaiter's
/// functions, which are short. More of them, the user's own, would make each edit of a file with
/// large header-only libraries 13 % slower.
class OurPreambleCallbacks : public clang::PreambleCallbacks {
public:
  explicit OurPreambleCallbacks(clang::PreambleCallbacks &Clangd) : Clangd(Clangd) {}

  void BeforeExecute(clang::CompilerInstance &Compiler) override { Clangd.BeforeExecute(Compiler); }
  void AfterExecute(clang::CompilerInstance &Compiler) override { Clangd.AfterExecute(Compiler); }
  void AfterPCHEmitted(clang::ASTWriter &Writer) override { Clangd.AfterPCHEmitted(Writer); }
  void HandleTopLevelDecl(clang::DeclGroupRef Group) override { Clangd.HandleTopLevelDecl(Group); }
  std::unique_ptr<clang::PPCallbacks> createPPCallbacks() override {
    return Clangd.createPPCallbacks();
  }
  clang::CommentHandler *getCommentHandler() override { return Clangd.getCommentHandler(); }

  bool shouldSkipFunctionBody(clang::Decl *D) override {
    const clang::FunctionDecl *Function = D->getAsFunction();
    return (!Function || !isNeeded(*Function)) && Clangd.shouldSkipFunctionBody(D);
  }

private:
  static bool isNeeded(const clang::FunctionDecl &Function) {
    // Whether a thread may be destroyed before it is joined is the destructor's to say.
    if (const auto *Destructor = llvm::dyn_cast<clang::CXXDestructorDecl>(&Function))
      return Destructor->getParent()->getName().contains_insensitive("thread");
    const clang::IdentifierInfo *Name = Function.getIdentifier();
    return Name &&
           llvm::is_contained({"await_ready", "await_suspend", "initial_suspend", "final_suspend"},
                              Name->getName());
  }

  clang::PreambleCallbacks &Clangd;
};
} // namespace

llvm::ErrorOr<clang::PrecompiledPreamble>
wrappedBuildPreamble(const clang::CompilerInvocation &Invocation,
                     const llvm::MemoryBuffer *MainFile, clang::PreambleBounds Bounds,
                     clang::clangd::PreambleDiagnostics Diagnostics,
                     llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem,
                     std::shared_ptr<clang::PCHContainerOperations> Operations, bool InMemory,
                     StringRef StoragePath, clang::PreambleCallbacks &Callbacks) {
  OurPreambleCallbacks Ours(Callbacks);
  return realBuildPreamble(Invocation, MainFile, Bounds, Diagnostics, std::move(FileSystem),
                           std::move(Operations), InMemory, StoragePath, Ours);
}

//===- what is told about a finding --------------------------------------===//

/// clangd takes any check's page for one of clang-tidy's.
static void linkToOurPages(llvm::json::Object &Of) {
  llvm::json::Array *Diagnostics = Of.getArray("diagnostics");
  if (!Diagnostics)
    return;
  for (llvm::json::Value &Value : *Diagnostics) {
    llvm::json::Object *Diagnostic = Value.getAsObject();
    if (!Diagnostic)
      continue;
    StringRef Check = Diagnostic->getString("code").value_or("");
    llvm::json::Object *Description = Diagnostic->getObject("codeDescription");
    if (Description && isOurs(Check) && Check.consume_front("async-"))
      (*Description)["href"] = (ASYNC_TIDY_DOCS_URL "/checks/" + Check + ".md").str();
  }
}

/// A safe fix is the warning's own: clangd describes a single edit in its own words, and several by
/// the warning's. A suggestion has the words of its note.
static bool isSafeFix(StringRef Title, StringRef Warning) {
  for (StringRef Begin : {"change '", "insert '", "remove '"})
    if (Title.starts_with(Begin) && Title.ends_with("'"))
      return true;
  // The warning was given a capital, and may go on with "(fix available)" and notes.
  return !Title.empty() && Title.take_front().equals_insensitive(Warning.take_front()) &&
         Warning.drop_front().starts_with(Title.drop_front());
}

/// clangd prefers whatever is the only fix of a request.
static void preferSafeFix(llvm::json::Object &Action) {
  const llvm::json::Array *Diagnostics = Action.getArray("diagnostics");
  if (Action.getString("kind") != "quickfix" || !Diagnostics || Diagnostics->size() != 1)
    return;
  const llvm::json::Object *Diagnostic = Diagnostics->front().getAsObject();
  if (!Diagnostic || !isOurs(Diagnostic->getString("code").value_or("")))
    return;
  Action["isPreferred"] = isSafeFix(Action.getString("title").value_or(""),
                                    Diagnostic->getString("message").value_or(""));
}

namespace {
class OurTransport : public clang::clangd::Transport {
public:
  explicit OurTransport(std::unique_ptr<Transport> Real) : Real(std::move(Real)) {}

  void notify(StringRef Method, llvm::json::Value Params) override {
    if (llvm::json::Object *Object = Params.getAsObject();
        Object && Method == "textDocument/publishDiagnostics")
      linkToOurPages(*Object);
    Real->notify(Method, std::move(Params));
  }

  void call(StringRef Method, llvm::json::Value Params, llvm::json::Value ID) override {
    Real->call(Method, std::move(Params), std::move(ID));
  }

  // To what it replies isn't said, but nothing else looks like a list of code actions.
  void reply(llvm::json::Value ID, llvm::Expected<llvm::json::Value> Result) override {
    if (llvm::json::Array *Actions = Result ? Result->getAsArray() : nullptr)
      for (llvm::json::Value &Value : *Actions)
        if (llvm::json::Object *Action = Value.getAsObject(); Action && Action->get("title")) {
          linkToOurPages(*Action);
          preferSafeFix(*Action);
        }
    Real->reply(std::move(ID), std::move(Result));
  }

  llvm::Error loop(MessageHandler &Handler) override { return Real->loop(Handler); }

private:
  std::unique_ptr<Transport> Real;
};
} // namespace

std::unique_ptr<clang::clangd::Transport>
wrappedNewJSONTransport(std::FILE *In, llvm::raw_ostream &Out, llvm::raw_ostream *InMirror,
                        bool Pretty, clang::clangd::JSONStreamStyle Style) {
  return std::make_unique<OurTransport>(realNewJSONTransport(In, Out, InMirror, Pretty, Style));
}

} // namespace asynctidy::editor
