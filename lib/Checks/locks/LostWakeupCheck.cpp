//===- LostWakeupCheck.cpp - async-lost-wakeup ---------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LostWakeupCheck.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Fix/Edits.h"
#include "async-tidy/Support/Source.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace asynctidy {

LostWakeupCheck::LostWakeupCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// True if a method of that name changes nothing, though it could: the standard containers' and
/// atomics' documented methods, which others name theirs after.
static bool onlyReads(StringRef Method) {
  static const llvm::StringSet<> Names = {
      "at",    "back",        "begin",       "cbegin", "cend", "count", "data",
      "empty", "end",         "find",        "front",  "get",  "load",  "rbegin",
      "rend",  "lower_bound", "upper_bound", "size",   "top",  "value", "wait"};
  return Names.contains(Method);
}

/// The object that \p S writes, if it does.
static const Expr *writtenBy(const Stmt &S) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
    return Binary->isAssignmentOp() ? Binary->getLHS() : nullptr;
  if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
    return Unary->isIncrementDecrementOp() ? Unary->getSubExpr() : nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S)) {
    OverloadedOperatorKind Kind = Operator->getOperator();
    bool Writes = Operator->isAssignmentOp() || Kind == OO_PlusPlus || Kind == OO_MinusMinus;
    return Writes && Operator->getNumArgs() > 0 ? Operator->getArg(0) : nullptr;
  }
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || Method->isConst() || !Method->getIdentifier() || onlyReads(Method->getName()) ||
      Call->getImplicitObjectArgument()->getType()->isPointerType())
    return nullptr;
  return Call->getImplicitObjectArgument();
}

/// How \p Mutex is called where the condition variable is called as in \p Notify; empty if that
/// can't be told.
static std::string nameBeside(const ConditionCall &Notify, const ValueDecl &Mutex,
                              const ASTContext &Context) {
  const ValueDecl *Condition = Notify.condition();
  if (isa<VarDecl>(Mutex))
    return isa_and_nonnull<VarDecl>(Condition) ? Mutex.getNameAsString() : std::string();
  if (!isa<FieldDecl>(Mutex) || !Condition || Condition->getDeclContext() != Mutex.getDeclContext())
    return {};
  StringRef Text = sourceText(Notify.On->IgnoreParenImpCasts()->getSourceRange(), Context);
  if (!Text.consume_back(Condition->getName()) || Text.contains('\n') || Text.contains('('))
    return {};
  return (Text + Mutex.getName()).str();
}

/// The type of \p Guard, if it is made from its mutex alone.
static std::string guardType(const VarDecl *Guard, const ASTContext &Context) {
  const Expr *Init = Guard ? Guard->getInit() : nullptr;
  const auto *Construct =
      dyn_cast_or_null<CXXConstructExpr>(Init ? Init->IgnoreImplicit() : nullptr);
  if (!Construct || Construct->getNumArgs() != 1 ||
      !Construct->getConstructor()->getParamDecl(0)->getType()->isLValueReferenceType())
    return {};
  return Guard->getType().getCanonicalType().getUnqualifiedType().getAsString(
      Context.getPrintingPolicy());
}

/// Puts a lock of the mutex, as the waiter's, around the statement that \p Write is.
static void lockAround(Edits &E, Unit &U, const FunctionBody &Body, const Stmt &Write,
                       const ConditionCall &Notify, const AwaitedState &Awaited) {
  const ASTContext &Context = U.context();
  const auto *Statement = dyn_cast_or_null<Expr>(Body.statementOf(&Write));
  std::string Name = nameBeside(Notify, *Awaited.Mutex, Context);
  std::string Guard = guardType(Awaited.Guard, Context);
  bool Taken = llvm::any_of(Body.variables(), [](const VarDecl *Var) {
    return Var->getIdentifier() && Var->getName() == "lock";
  });
  SourceLocation End = Statement ? endOf(Statement->getSourceRange(), Context) : SourceLocation();
  if (!Statement || Statement->IgnoreImplicit() != &Write || Name.empty() || Guard.empty() ||
      Taken || !isa_and_nonnull<CompoundStmt>(Body.parent(Statement)) ||
      isInstantiation(Body.function()) || End.isInvalid() ||
      sourceText(Statement->getSourceRange(), Context).contains('\n') ||
      *Context.getSourceManager().getCharacterData(End) != ';') {
    E.refuse();
    return;
  }
  std::string Indent = indentationAt(Statement->getBeginLoc(), Context).str();
  E.insertBefore(Statement->getBeginLoc(),
                 "{\n" + Indent + "  " + Guard + " lock(" + Name + ");\n" + Indent + "  ");
  E.insertBefore(End.getLocWithOffset(1), "\n" + Indent + "}");
}

/// True if \p S is a plain assignment of `true` to a flag by whose name waiters go on.
static bool letsWaitersGo(const Unit &U, const Stmt &S, const ValueDecl &Flag) {
  const auto *Assign = dyn_cast<BinaryOperator>(&S);
  const auto *Value = Assign && Assign->getOpcode() == BO_Assign
                          ? dyn_cast<CXXBoolLiteralExpr>(Assign->getRHS()->IgnoreParenImpCasts())
                          : nullptr;
  return Value && Value->getValue() && Flag.getIdentifier() &&
         U.models().sounds(Flag.getName(), Sense::LetsWaitersGo);
}

/// Who is woken before the state has changed sleeps on, and nobody wakes them behind.
void LostWakeupCheck::checkTooEarly(Unit &U, const FunctionBody &Body, const ConditionCall &Notify,
                                    const AwaitedState &Awaited, const Stmt &Write,
                                    const ValueDecl &Written) {
  const SourceManager &SM = U.context().getSourceManager();
  const FunctionDecl &Function = Body.function();
  const Expr &Call = *Notify.Call;
  if (!letsWaitersGo(U, Write, Written) || Body.loopAround(&Write) || Body.loopAround(&Call) ||
      !SM.isBeforeInTranslationUnit(Call.getExprLoc(), Write.getBeginLoc()) ||
      !U.locks(Function).at(Call).empty() || mayBeCalledLocked(U, Function))
    return;
  // Notified once more behind, or by what is called there.
  for (const Expr *Other : Body.calls()) {
    if (!SM.isBeforeInTranslationUnit(Write.getBeginLoc(), Other->getExprLoc()))
      continue;
    std::optional<ConditionCall> Again = conditionCall(U, Function, *Other);
    const FunctionDecl *Callee = calleeOf(*Other);
    if (Again || (Callee && Callee->getIdentifier() &&
                  (Callee->getName().contains_insensitive("notify") ||
                   Callee->getName().contains_insensitive("wake"))))
      return;
  }
  if (!firstReport(Call.getExprLoc()))
    return;
  diag(Call.getExprLoc(), "notified before %0 is set: who wakes up now finds it as it was, and "
                          "sleeps on")
      << &Written;
  note(Write.getBeginLoc(), "set here, and nobody is notified any more");
  note(Awaited.Wait.Call->getExprLoc(), "tested before this wait");
}

void LostWakeupCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (isa<CXXConstructorDecl>(Function))
    return; // Nobody waits yet.
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    std::optional<ConditionCall> Notify = conditionCall(U, Function, *Call);
    const ValueDecl *Condition =
        Notify && Notify->Does == ConditionFact::Notifies ? Notify->condition() : nullptr;
    if (!Condition || U.isTestCode(Function))
      continue;
    const CFG *Graph = U.cfg(Function);
    for (const AwaitedState &Awaited : awaitedStates(U, *Condition)) {
      if (!Graph || Awaited.Wait.In == &Function)
        continue;
      for (const CFGBlock *Block : *Graph)
        for (const CFGElement &Element : *Block) {
          std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
          const Expr *Object = S ? writtenBy(*S->getStmt()) : nullptr;
          std::optional<AccessPath> Path = Object ? AccessPath::of(Object) : std::nullopt;
          const ValueDecl *Written = Path ? Path->named() : nullptr;
          if (!Written || !Awaited.State.count(cast<ValueDecl>(Written->getCanonicalDecl())))
            continue;
          const Stmt &Write = *S->getStmt();
          checkTooEarly(U, Body, *Notify, Awaited, Write, *Written);
          if (!U.locks(Function).at(Write).empty() ||
              !reachesWithoutLock(U, Body, Write, *Call, *Awaited.Mutex) ||
              mayBeCalledLocked(U, Function) || !firstReport(Write.getBeginLoc()))
            continue;
          diag(Write.getBeginLoc(), "%0 is written without %1: a waiter that has just tested it "
                                    "misses the notification, and sleeps on")
              << Written << Awaited.Mutex;
          note(Awaited.Wait.Call->getExprLoc(), "tested before this wait, under %0")
              << Awaited.Mutex;
          Edits Fix(U.context());
          lockAround(Fix, U, Body, Write, *Notify, Awaited);
          note(Call->getExprLoc(), "notified here; hold %0 for the write, even of an atomic")
              << Awaited.Mutex << Fix;
        }
    }
  }
}

} // namespace asynctidy
