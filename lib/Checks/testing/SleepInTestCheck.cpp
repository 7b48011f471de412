//===- SleepInTestCheck.cpp - async-sleep-in-test -------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SleepInTestCheck.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace asynctidy {

SleepInTestCheck::SleepInTestCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11),
      TimeWords(optionList("TimeWords", "time;clock;delay;expir;interval;duration;schedul;"
                                        "deadline;rate;throttl;period")) {}

/// True if test \p Function is about time itself, by its name and its file's.
bool SleepInTestCheck::isAboutTime(Unit &U, const FunctionDecl &Function) const {
  const SourceManager &SM = U.context().getSourceManager();
  CharSourceRange Macro = SM.getExpansionRange(Function.getLocation());
  std::string Text = Lexer::getSourceText(Macro, SM, U.context().getLangOpts()).lower() +
                     llvm::sys::path::filename(SM.getFilename(Macro.getBegin())).lower();
  return llvm::any_of(TimeWords,
                      [&Text](const std::string &Word) { return StringRef(Text).contains(Word); });
}

/// True if the local that \p Start initializes, a thread, is joined before \p Sleep.
static bool joinedBefore(Unit &U, const FunctionBody &Body, const Expr &Start, const Expr &Sleep) {
  const SourceManager &SM = U.context().getSourceManager();
  const VarDecl *Thread = nullptr;
  for (const Stmt *S = &Start; !Thread && isa_and_nonnull<Expr>(S); S = Body.parent(S))
    Thread = Body.initializedBy(S);
  return Thread && llvm::any_of(Body.calls(), [&](const Expr *Call) {
           return SM.isBeforeInTranslationUnit(Call->getExprLoc(), Sleep.getExprLoc()) &&
                  isThreadJoin(U, *Call) && variableNamedBy(objectOf(*Call)) == Thread;
         });
}

/// The first call before \p Sleep that lets work run beside \p Body; null without one.
static const Expr *startedBefore(Unit &U, const FunctionBody &Body, const Expr &Sleep) {
  const SourceManager &SM = U.context().getSourceManager();
  for (const Expr *Call : Body.calls()) {
    if (!SM.isBeforeInTranslationUnit(Call->getExprLoc(), Sleep.getExprLoc()) ||
        joinedBefore(U, Body, *Call, Sleep))
      continue;
    for (const CallableArgument &Callable : callablesOf(U, Body, *Call))
      if (Callable.Fact->When == CallableFact::Offloaded ||
          Callable.Fact->When == CallableFact::Later)
        return Call;
    if (FunctionMatch M = U.calleeModel(*Call);
        M && llvm::any_of(M->Tasks, [](const TaskFact &F) { return F.Does == TaskFact::Spawns; }))
      return Call;
  }
  return nullptr;
}

/// The statement behind the one that \p S is; null in other places than a block,
/// as in a loop.
static const Stmt *nextStatement(const FunctionBody &Body, const Stmt &S) {
  const Stmt *Statement = Body.statementOf(&S);
  const auto *Block = isa_and_nonnull<Expr>(Statement)
                          ? dyn_cast_or_null<CompoundStmt>(Body.parent(Statement))
                          : nullptr;
  if (!Block)
    return nullptr;
  auto At = llvm::find(Block->body(), Statement);
  return At == Block->body_end() || std::next(At) == Block->body_end() ? nullptr : *std::next(At);
}

/// True if \p S tests that something is so, not that it isn't: that, only time can tell.
static bool asserts(const Unit &U, const Stmt &S) {
  const ASTContext &Context = U.context();
  StringRef Macro = outermostMacro(S.getBeginLoc(), Context);
  if (U.models().assertion(Macro) == ModelSet::Assertion::None ||
      Macro.contains_insensitive("false") || Macro.contains_insensitive("not"))
    return false;
  CharSourceRange Range = Context.getSourceManager().getExpansionRange(S.getSourceRange());
  StringRef Arguments =
      Lexer::getSourceText(Range, Context.getSourceManager(), Context.getLangOpts());
  Arguments = Arguments.split('(').second.ltrim();
  // Nothing was counted yet.
  llvm::SmallVector<StringRef, 4> Parts;
  Arguments.rsplit(')').first.split(Parts, ',');
  bool None = Arguments.contains("== 0") || llvm::any_of(Parts, [](StringRef Part) {
                return Part.trim() == "0" || Part.trim() == "0u";
              });
  return !Arguments.empty() && Arguments.front() != '!' && !Arguments.contains("false") && !None;
}

void SleepInTestCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || !U.isTestBody(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    CallSite Site{CallSite::Call, calleeOf(*Call), Call, Call->getExprLoc(), &Function, false};
    const BlockingFact *Fact =
        Site.Callee && isa<CallExpr>(Call) ? blockingFactAt(U, Site) : nullptr;
    if (!Fact || Fact->Kind != BlockingFact::Sleep)
      continue;
    const Stmt *Next = nextStatement(Body, *Call);
    const Expr *Started = Next && asserts(U, *Next) ? startedBefore(U, Body, *Call) : nullptr;
    if (!Started || isAboutTime(U, Function) || !firstReport(Call->getExprLoc()))
      continue;
    diag(Call->getExprLoc(),
         "the test sleeps until other work is done, hopefully; wait for what it tests instead");
    note(Started->getExprLoc(), "the work is started here");
  }
}

} // namespace asynctidy
