//===- BusyWaitCheck.cpp - async-busy-wait --------------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BusyWaitCheck.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Edits.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

BusyWaitCheck::BusyWaitCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// What \p Method returns if it does nothing else; null if it does.
static const Expr *onlyReturns(const CXXMethodDecl &Method) {
  const FunctionDecl *Definition = Method.isVirtual() ? nullptr : Method.getDefinition();
  const auto *Block = Definition && !Definition->isDefaulted() && Definition->getNumParams() == 0
                          ? dyn_cast_or_null<CompoundStmt>(Definition->getBody())
                          : nullptr;
  const auto *Return =
      Block && Block->size() == 1 ? dyn_cast<ReturnStmt>(Block->body_front()) : nullptr;
  return Return ? Return->getRetValue() : nullptr;
}

/// The object whose state \p Call reads, if that is all it does: an atomic flag, a future.
static const Expr *polledBy(const Unit &U, const FunctionDecl &In, const Expr &Call, bool &IsTask) {
  const Expr *Object = objectOf(Call);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(Call));
  if (!Object || !Method)
    return nullptr;
  // `bool done() const { return state_ == State::Done; }`
  if (const Expr *Value = onlyReturns(*Method);
      Value && !inSystemHeader(Method->getLocation(), U.context())) {
    Value = Value->IgnoreParenImpCasts();
    if (const auto *Not = dyn_cast<UnaryOperator>(Value); Not && Not->getOpcode() == UO_LNot)
      Value = Not->getSubExpr()->IgnoreParenImpCasts();
    else if (const auto *Compared = dyn_cast<BinaryOperator>(Value);
             Compared && Compared->isEqualityOp())
      Value = Compared->getLHS()->IgnoreParenImpCasts();
    const auto *Read = dyn_cast<CXXMemberCallExpr>(Value);
    return Read && Read != &Call && objectOf(*Read) &&
                   isa<MemberExpr>(objectOf(*Read)->IgnoreParenImpCasts())
               ? polledBy(U, *Method, *Read, IsTask)
               : nullptr;
  }
  QualType Type = Object->IgnoreParenImpCasts()->getType().getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  TypeMatch Model = U.typeModel(Type);
  if (Model && Model->Atomic) {
    // A number that is counted down, a pointer that is set: often waited for but for a moment.
    const auto *Record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Type));
    bool Flag = !Record || (Record->getTemplateArgs().size() == 1 &&
                            Record->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
                            (Record->getTemplateArgs()[0].getAsType()->isBooleanType() ||
                             Record->getTemplateArgs()[0].getAsType()->isEnumeralType()));
    bool Reads = isa<CXXConversionDecl>(Method) ||
                 (Method->getIdentifier() &&
                  (Method->getName() == "test" ||
                   llvm::is_contained(Model->Atomic->Loads, Method->getName().str())));
    return Flag && Reads ? Object : nullptr;
  }
  IsTask = true;
  return taskType(U, Type) && asksWhetherReady(U, In, Call) ? Object : nullptr;
}

/// True if \p S has a call that isn't among \p Known.
static bool callsOthers(const Stmt *S, llvm::function_ref<bool(const Expr &)> Known) {
  if (!S)
    return false;
  if (isa<LambdaExpr, CoroutineSuspendExpr>(S))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && Known(*Call))
    return false;
  if (isa<CallExpr, CXXNewExpr, CXXDeleteExpr>(S))
    return true;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isAssignmentOp())
    return true;
  if (const auto *Unary = dyn_cast<UnaryOperator>(S); Unary && Unary->isIncrementDecrementOp())
    return true;
  return llvm::any_of(S->children(),
                      [Known](const Stmt *Child) { return callsOthers(Child, Known); });
}

/// True if \p Condition takes something out of a queue if there is anything, and says whether there
/// was.
static bool triesToTake(const Unit &U, const Expr *Condition) {
  const auto *Call =
      dyn_cast_or_null<CXXMemberCallExpr>(Condition ? Condition->IgnoreParenImpCasts() : nullptr);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier() || !Call->getType()->isBooleanType() ||
      Call->getNumArgs() != 1)
    return false;
  if (FunctionMatch M = U.calleeModel(*Call); M && M->Blocks)
    return false;
  std::string Name = Method->getName().lower();
  StringRef Text = Name;
  if (!Text.consume_front("try_") && !Text.consume_front("try"))
    return false;
  return Text == "pop" || Text == "dequeue" || Text == "pop_front" || Text == "take" ||
         Text == "get" || Text == "read" || Text == "popfront";
}

/// How a loop's body passes the time.
enum class Passing { Works, Spins, Sleeps };

static Passing passingOf(const Unit &U, const Stmt *S, const Stmt *Except = nullptr) {
  if (!S || S == Except || isa<NullStmt, ContinueStmt>(S))
    return Passing::Spins;
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    Passing Whole = Passing::Spins;
    for (const Stmt *Child : Block->body()) {
      Passing Part = passingOf(U, Child, Except);
      if (Part == Passing::Works)
        return Part;
      if (Part == Passing::Sleeps)
        Whole = Part;
    }
    return Whole;
  }
  // `while (queue.try_pop(job)) run(job);` passes no time when there is nothing to do.
  if (const auto *While = dyn_cast<WhileStmt>(S); While && triesToTake(U, While->getCond()))
    return Passing::Spins;
  if (const auto *If = dyn_cast<IfStmt>(S); If && triesToTake(U, If->getCond()))
    return passingOf(U, If->getElse());
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreImplicit()) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier())
    return Passing::Works;
  if (FunctionMatch M = U.calleeModel(*Call); M && M->Blocks)
    return M->Blocks->Kind == BlockingFact::Sleep ? Passing::Sleeps : Passing::Works;
  // An instruction that pauses (_mm_pause, asm) is for a spin that is meant, and lasts a moment.
  bool Pauses = U.models().sounds(Callee, Sense::Idles);
  return Pauses && Call->getNumArgs() == 0 ? Passing::Spins : Passing::Works;
}

/// True if \p Function is a part of a lock or something like it, which may spin for a moment.
static bool isLock(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Function.getIdentifier() && (Function.getName().contains_insensitive("lock") ||
                                   Function.getName().contains_insensitive("spin")))
    return true;
  const CXXRecordDecl *Record = Method ? Method->getParent()->getDefinition() : nullptr;
  return Record && hasMethod(*Record, "lock") && hasMethod(*Record, "unlock");
}

/// `while (!flag) {}` -> `flag.wait(false);`, which sleeps until a writer notifies.
static void waitInstead(Edits &E, const ASTContext &Context, const WhileStmt &Loop,
                        const Expr &Object, StringRef Text, bool While) {
  const LangOptions &Language = Context.getLangOpts();
  QualType Type = Object.getType();
  const CXXRecordDecl *Record =
      compat::recordOf(Type->isPointerType() ? Type->getPointeeType() : Type.getNonReferenceType());
  StringRef Flag = sourceText(Object.IgnoreParenImpCasts()->getSourceRange(), Context);
  const std::string Access = (Flag + (Type->isPointerType() ? "->" : ".")).str();
  if (!Language.CPlusPlus20 || !Record || !hasMethod(*Record, "wait") || Flag.empty() ||
      !fileMentions(Loop.getBeginLoc(), Access + Text.str(), Context)) {
    E.refuse();
    return;
  }
  SourceRange Range(Loop.getBeginLoc(), Loop.getEndLoc());
  // The semicolon of an empty body, or the brace, goes as well.
  E.replace(Range, Access + "wait(" + (While ? "true" : "false") + ")" +
                       (isa<CompoundStmt, NullStmt>(Loop.getBody()) ? ";" : ""));
}

/// True if \p Body does anything: a loop that isn't empty has more to lose than its turns.
static bool hasStatements(const Stmt &Body) {
  if (const auto *Block = dyn_cast<CompoundStmt>(&Body))
    return llvm::any_of(Block->body(), [](const Stmt *S) { return isa<WhileStmt, IfStmt>(S); });
  return isa<WhileStmt, IfStmt>(&Body);
}

/// True if all that \p If does is end the loop around.
static bool leavesLoop(const IfStmt &If) {
  const Stmt *Then = If.getThen();
  if (const auto *Block = dyn_cast<CompoundStmt>(Then))
    Then = Block->size() == 1 ? Block->body_front() : nullptr;
  return isa_and_nonnull<BreakStmt>(Then) && !If.getElse() && !If.getInit();
}

void BusyWaitCheck::checkLoop(Unit &U, const FunctionBody &Body, const Expr &Call) {
  bool IsTask = false;
  const Expr *Object = polledBy(U, Body.function(), Call, IsTask);
  if (!Object)
    return;
  // QAtomicInt: a flag where it is tested like one.
  const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Body.parent(&Call));
  if (!IsTask && !Call.getType()->isBooleanType() &&
      !(Cast && Cast->getCastKind() == CK_IntegralToBoolean))
    return;
  const Stmt *Child = &Call;
  const Stmt *Loop = Body.parent(&Call);
  while (Loop && isa<Expr>(Loop)) {
    Child = Loop;
    Loop = Body.parent(Loop);
  }
  // `while (true) { if (flag) break; }`
  const auto *Leaving = dyn_cast_or_null<IfStmt>(Loop);
  if (Leaving) {
    if (Leaving->getCond() != Child || !leavesLoop(*Leaving))
      return;
    const Stmt *Block = Body.parent(Leaving);
    Loop = isa_and_nonnull<CompoundStmt>(Block) ? Body.parent(Block) : nullptr;
    if (!Loop || !isLoop(*Loop) || bodyOf(*Loop) != Block || !isEndless(*Loop, U.context()))
      return;
  }
  const auto *For = dyn_cast_or_null<ForStmt>(Loop);
  const Expr *Condition = !Loop || !isLoop(*Loop) || (For && For->getInc()) ? nullptr
                          : Leaving                                         ? Leaving->getCond()
                                                                            : conditionOf(*Loop);
  if (!Condition || Child != Condition)
    return;
  auto Polls = [&U, &Body](const Expr &E) {
    bool Ignored = false;
    return polledBy(U, Body.function(), E, Ignored) != nullptr;
  };
  Passing Time = passingOf(U, bodyOf(*Loop), Leaving);
  if (Time == Passing::Works || callsOthers(Condition, Polls) || isLock(Body.function()) ||
      (Time == Passing::Sleeps && Body.function().isMain()) || !firstReport(Loop->getBeginLoc()))
    return;
  std::optional<AccessPath> Path = AccessPath::of(Object);
  std::string Name = Path && Path->named() ? "'" + Path->named()->getNameAsString() + "'"
                                           : std::string(IsTask ? "the result" : "a flag");
  // Only a flag that is asked alone: what else is asked may change as well.
  const auto *While = dyn_cast<WhileStmt>(Loop);
  const Expr *Alone = Condition->IgnoreParenImpCasts();
  bool Negated = false;
  if (const auto *Not = dyn_cast<UnaryOperator>(Alone); Not && Not->getOpcode() == UO_LNot) {
    Negated = true;
    Alone = Not->getSubExpr()->IgnoreParenImpCasts();
  }
  Edits Fix(U.context());
  if (While && !Leaving && bodyOf(*While) && !hasStatements(*bodyOf(*While)) && !IsTask &&
      Alone == &Call && Object == objectOf(Call) && Time == Passing::Spins && !Body.isCoroutine() &&
      !isInstantiation(Body.function()))
    waitInstead(Fix, U.context(), *While, *Object, "notify_", !Negated);
  diag(Loop->getBeginLoc(),
       "this loop %select{asks again and again whether|spins, and takes a whole core, until}0 %1 "
       "%select{changes|is ready}2")
      << (Time == Passing::Spins) << Name << IsTask << Fix;
}

void BusyWaitCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls())
    if (isa<CXXMemberCallExpr>(Call))
      checkLoop(U, Body, *Call);
}

} // namespace asynctidy
