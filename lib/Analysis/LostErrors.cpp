//===- LostErrors.cpp - errors of asynchronous work that nobody sees ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/LostErrors.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asynctidy {

bool isBare(const Stmt &Block, const ASTContext &Context) {
  const auto *Compound = dyn_cast<CompoundStmt>(&Block);
  StringRef Text = sourceText(Block.getSourceRange(), Context);
  if (!Compound || !Compound->body_empty() || Text.size() < 2 ||
      !Text.drop_front().drop_back().trim().empty())
    return false;
  const char *Rest = Context.getSourceManager().getCharacterData(Compound->getRBracLoc()) + 1;
  while (*Rest == ' ' || *Rest == '\t')
    ++Rest;
  if (*Rest != '/')
    return true;
  // `// TODO` admits it, and gives no reason.
  StringRef Comment = StringRef(Rest).take_until([](char C) { return C == '\n'; });
  Comment = Comment.ltrim("/* ");
  return llvm::any_of(ArrayRef<StringRef>{"TODO", "FIXME", "XXX"},
                      [&](StringRef Tag) { return Comment.starts_with(Tag); });
}

bool isExceptionPointer(QualType Type) {
  // A library may have it in a namespace of its own.
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  return Record && Record->getIdentifier() && Record->getName() == "exception_ptr";
}

static bool saysHowItWent(const Unit &U, QualType Type) {
  if (Type.isNull())
    return false; // Of code with errors.
  if (isExceptionPointer(Type))
    return true;
  TypeMatch M = U.typeModel(Type.getNonReferenceType());
  return M && M->ErrorCode;
}

/// True for names of what is over anyway when it fails, or only waits.
static bool isFarewell(const Unit &U, StringRef Name) {
  return U.models().sounds(Name, Sense::MayFail);
}

static bool isMeantToBeIgnored(const Unit &U, const NamedDecl &Error) {
  StringRef Name = Error.getIdentifier() ? Error.getName() : StringRef();
  return Name.empty() || Name.front() == '_' || Error.hasAttr<UnusedAttr>() ||
         U.models().sounds(Name, Sense::ToBeIgnored);
}

/// How often \p Name stands in \p S as it is written: what macros drop and comments say counts.
static unsigned countInText(const Stmt &S, StringRef Name, const ASTContext &Context) {
  StringRef Text = sourceText(S.getSourceRange(), Context);
  auto IsPart = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  unsigned Count = 0;
  for (size_t At = Text.find(Name); At != StringRef::npos; At = Text.find(Name, At + 1)) {
    size_t End = At + Name.size();
    if ((At == 0 || !IsPart(Text[At - 1])) && (End == Text.size() || !IsPart(Text[End])))
      ++Count;
  }
  return Count;
}

static llvm::SmallVector<const DeclRefExpr *, 4> referencesTo(const FunctionBody &Body,
                                                              const ValueDecl &D) {
  llvm::SmallVector<const DeclRefExpr *, 4> Result;
  for (const DeclRefExpr *Ref : Body.references())
    if (Ref->getDecl()->getCanonicalDecl() == D.getCanonicalDecl())
      Result.push_back(Ref);
  return Result;
}

/// True if \p Value is only mentioned so that nobody calls it unused.
static bool isDiscarded(const FunctionBody &Body, const Expr &Value) {
  const Stmt *Up = Body.significantParent(&Value);
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Up))
    return Cast->getType()->isVoidType();
  const auto *Call = dyn_cast_or_null<CallExpr>(Up);
  return Call && nameOf(Call->getDirectCallee()).contains_insensitive("unused");
}

/// True if a decision depends on \p Value: it is compared, or in a condition.
static bool isTested(const FunctionBody &Body, const Expr &Value) {
  const Stmt *Child = &Value;
  for (const Stmt *Up = Body.parent(Child); Up; Child = Up, Up = Body.parent(Up)) {
    if (const auto *Binary = dyn_cast<BinaryOperator>(Up);
        Binary && (Binary->isComparisonOp() || Binary->isLogicalOp()))
      return true;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up);
        Operator && Operator->isComparisonOp())
      return true;
    if (const Expr *Condition = conditionOf(*Up))
      return Condition == Child;
    if (!isa<Expr>(Up))
      return false;
  }
  return false;
}

namespace {
class Finder {
public:
  Finder(Unit &U, const FunctionDecl &Function)
      : U(U), Function(Function), Body(U.body(Function)) {}
  std::vector<LostError> find();

private:
  void handlers(const Expr &Call);
  const Stmt *goesOn(const FunctionDecl &Handler, const ParmVarDecl &Error);
  void variables(const Expr &Await);
  void variable(const Expr &Await, const VarDecl &Var, const Expr &Setter);
  void bindings(const Expr &Await, const DecompositionDecl &Result);
  const Stmt *goesOn(const Expr &Await, ArrayRef<const ValueDecl *> Results);
  bool onlySet(const VarDecl &Var) const;
  void result(const Expr &Await);
  bool isStopped(const Expr &Await) const;
  void caught(const Expr &Await, const CXXTryStmt &Try);
  bool canFail(const Expr &Await) const;
  const CallExpr *operation(const Expr &Await) const;
  const DeclaratorDecl *destination(const Expr &Await, const Stmt *&Use) const;

  Unit &U;
  const FunctionDecl &Function;
  const FunctionBody &Body;
  std::vector<LostError> Found;
};
} // namespace

//===----------------------------------------------------------------------===//
// Completion handlers
//===----------------------------------------------------------------------===//

static const ParmVarDecl *errorParameter(const Unit &U, const FunctionDecl &Handler) {
  for (const ParmVarDecl *Parameter : Handler.parameters())
    if (saysHowItWent(U, Parameter->getType()))
      return Parameter;
  return nullptr;
}

/// True for what is bound to a handler, to be used or let go by it either way, and no operation
/// gives: a pointer of any kind.
static bool isBoundObject(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type);
  return Type->isPointerType() ||
         (Record && Record->getIdentifier() && Record->getName().contains_insensitive("ptr"));
}

/// What \p Handler does as if all was well: uses another of its arguments untested, or starts the
/// next operation.
const Stmt *Finder::goesOn(const FunctionDecl &Handler, const ParmVarDecl &Error) {
  const FunctionBody &In = U.body(Handler);
  const Stmt *Used = nullptr;
  for (const ParmVarDecl *Parameter : Handler.parameters())
    if (Parameter != &Error && !isBoundObject(Parameter->getType().getNonReferenceType()))
      for (const DeclRefExpr *Ref : referencesTo(In, *Parameter)) {
        if (isTested(In, *Ref))
          return nullptr;
        if (!Used && !isDiscarded(In, *Ref))
          Used = Ref;
      }
  if (Used)
    return Used;
  CallGraph::Query Next(
      U.callGraph(),
      [this](const CallSite &Site) {
        return Site.Expr &&
               llvm::any_of(callablesOf(U, *Site.Expr), [&](const CallableArgument &A) {
                 return A.Fact->When == CallableFact::Later && errorParameter(U, *A.Body) &&
                        !isFarewell(U, nameOf(calleeOf(*Site.Expr)));
               });
      },
      [this](const CallSite &Site) { return isFarewell(U, nameOf(Site.Callee)); });
  const Reach &Answer = Next.ask(Handler);
  return Answer.What == Reach::Yes && !Answer.Path.empty() ? Answer.Path.front().Expr : nullptr;
}

void Finder::handlers(const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  if (!M || M->Callables.empty() || M->FailsOnlyCancelled || isFarewell(U, nameOf(calleeOf(Call))))
    return;
  for (const CallableArgument &Argument : callablesOf(U, Call)) {
    const FunctionDecl &Handler = *Argument.Body;
    if (Argument.Fact->When != CallableFact::Later || !Handler.hasBody() ||
        Handler.isDependentContext() || isFarewell(U, nameOf(&Handler)))
      continue;
    const ParmVarDecl *Error = errorParameter(U, Handler);
    if (!Error || isMeantToBeIgnored(U, *Error) ||
        countInText(*Handler.getBody(), Error->getName(), U.context()) != 0 ||
        !referencesTo(U.body(Handler), *Error).empty())
      continue;
    LostError Lost;
    Lost.Where = Error->getLocation();
    Lost.Error = Error;
    Lost.Handler = &Handler;
    Lost.Work = &Call;
    // An exception is one of the program's own; an error code is often the other side's.
    if (!isExceptionPointer(Error->getType()) && !(Lost.GoesOn = goesOn(Handler, *Error)))
      continue;
    Found.push_back(Lost);
  }
}

//===----------------------------------------------------------------------===//
// Awaits
//===----------------------------------------------------------------------===//

const CallExpr *Finder::operation(const Expr &Await) const {
  const Expr *Operand = awaitOperand(&Await);
  return Operand ? dyn_cast_or_null<CallExpr>(stripToObject(Operand)) : nullptr;
}

/// True unless \p Await's operation can't fail, or it doesn't matter if it does.
bool Finder::canFail(const Expr &Await) const {
  const CallExpr *Call = operation(Await);
  if (!Call)
    return true;
  FunctionMatch M = U.calleeModel(*Call);
  return !(M && M->FailsOnlyCancelled) && !isFarewell(U, nameOf(calleeOf(*Call)));
}

/// What takes the value of \p Await: a variable, or none and \p Use is the expression that does;
/// both null if it is dropped.
const DeclaratorDecl *Finder::destination(const Expr &Await, const Stmt *&Use) const {
  const Stmt *Child = &Await;
  const Stmt *Up = Body.significantParent(&Await, &Child);
  if (const VarDecl *Var = Body.initializedBy(Child))
    return Var;
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Up);
      Assign && Assign->getOpcode() == BO_Assign)
    if (const VarDecl *Var = variableNamedBy(Assign->getLHS()))
      return Var;
  if (Up && isa<Expr>(Up) && !cast<Expr>(Up)->getType()->isVoidType())
    Use = Up;
  return nullptr;
}

/// What is done behind \p Await as if it had worked; null if there is nothing, or what it gave
/// tells.
const Stmt *Finder::goesOn(const Expr &Await, ArrayRef<const ValueDecl *> Results) {
  const Stmt *Used = nullptr;
  for (const ValueDecl *Result : Results)
    for (const DeclRefExpr *Ref : referencesTo(Body, *Result)) {
      if (isTested(Body, *Ref))
        return nullptr;
      if (!Used && !isDiscarded(Body, *Ref) &&
          U.context().getSourceManager().isBeforeInTranslationUnit(Await.getEndLoc(),
                                                                   Ref->getBeginLoc()))
        Used = Ref;
    }
  if (Used)
    return Used;
  for (const Expr *Point : Body.suspensions())
    if (isa<CoawaitExpr>(Point) && canFail(*Point) &&
        U.context().getSourceManager().isBeforeInTranslationUnit(Await.getEndLoc(),
                                                                 Point->getBeginLoc()))
      return Point;
  return nullptr;
}

/// True if nothing in the function reads \p Var: it is only handed to what sets it.
bool Finder::onlySet(const VarDecl &Var) const {
  const Stmt *Scope = Body.scopeOf(Var);
  llvm::SmallVector<const DeclRefExpr *, 4> References = referencesTo(Body, Var);
  if (!Scope || countInText(*Scope, Var.getName(), U.context()) != References.size() + 1)
    return false; // In a macro that came to nothing, a lambda, a comment.
  return llvm::all_of(References, [&](const DeclRefExpr *Ref) {
    const Stmt *Child = Ref;
    const auto *Call = dyn_cast_or_null<CallExpr>(Body.significantParent(Ref, &Child));
    if (!Call) {
      const auto *Member = dyn_cast_or_null<MemberExpr>(Body.significantParent(Ref));
      const auto *On =
          Member ? dyn_cast_or_null<CXXMemberCallExpr>(Body.significantParent(Member)) : nullptr;
      return On && nameOf(On->getMethodDecl()) == "clear";
    }
    if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Call))
      return Assign->getOperator() == OO_Equal && Assign->getArg(0) == Child;
    FunctionMatch M = U.calleeModel(*Call);
    if (M && M->SetsError && llvm::is_contained(select(*Call, *M->SetsError), Child))
      return true;
    const FunctionDecl *Callee = calleeOf(*Call);
    if (!Callee || !inSystemHeader(Callee->getLocation(), U.context()))
      return false;
    // What a library takes by reference it sets.
    unsigned Index = llvm::find(Call->arguments(), Child) - Call->arg_begin();
    return Index < Callee->getNumParams() &&
           Callee->getParamDecl(Index)->getType()->isLValueReferenceType() &&
           !Callee->getParamDecl(Index)->getType().getNonReferenceType().isConstQualified();
  });
}

void Finder::variable(const Expr &Await, const VarDecl &Var, const Expr &Setter) {
  if (!Var.isLocalVarDecl() || !Var.hasLocalStorage() || Var.getType()->isReferenceType() ||
      isMeantToBeIgnored(U, Var) || !onlySet(Var))
    return;
  const Stmt *Use = nullptr;
  llvm::SmallVector<const ValueDecl *, 1> Results;
  if (const DeclaratorDecl *Result = destination(Await, Use); Result && Result != &Var)
    Results.push_back(Result);
  LostError Lost;
  Lost.Kind = LostError::Variable;
  Lost.Where = &Setter == &Await ? Var.getLocation() : Setter.getExprLoc();
  Lost.Error = &Var;
  Lost.Work = &Await;
  if (Use && isTested(Body, Await))
    return;
  if ((Lost.GoesOn = Use ? Use : goesOn(Await, Results)))
    Found.push_back(Lost);
}

/// `auto [error, count] = co_await f();` with `error` unread.
void Finder::bindings(const Expr &Await, const DecompositionDecl &Result) {
  const BindingDecl *Error = nullptr;
  llvm::SmallVector<const ValueDecl *, 2> Others;
  for (const BindingDecl *Binding : Result.bindings())
    if (!Error && saysHowItWent(U, Binding->getType()))
      Error = Binding;
    else
      Others.push_back(Binding);
  const Stmt *Scope = Body.scopeOf(Result);
  if (!Error || isMeantToBeIgnored(U, *Error) || !Scope || !referencesTo(Body, *Error).empty() ||
      countInText(*Scope, Error->getName(), U.context()) != 1)
    return;
  LostError Lost;
  Lost.Kind = LostError::Variable;
  Lost.Where = Error->getLocation();
  Lost.Error = Error;
  Lost.Work = &Await;
  if ((Lost.GoesOn = goesOn(Await, Others)))
    Found.push_back(Lost);
}

void Finder::variables(const Expr &Await) {
  if (!canFail(Await))
    return;
  const Stmt *Use = nullptr;
  if (const DeclaratorDecl *To = destination(Await, Use)) {
    if (const auto *Decomposed = dyn_cast<DecompositionDecl>(To))
      return bindings(Await, *Decomposed);
    if (const auto *Var = dyn_cast<VarDecl>(To); Var && saysHowItWent(U, Var->getType()))
      return variable(Await, *Var, Await);
  }
  const CallExpr *Call = operation(Await);
  if (!Call)
    return;
  for (const Expr *Argument : argumentsOf(*Call)) {
    const auto *Token = dyn_cast_or_null<CallExpr>(stripToObject(Argument));
    FunctionMatch M = Token ? U.calleeModel(*Token) : FunctionMatch();
    if (!M || !M->SetsError)
      continue;
    for (const Expr *Set : select(*Token, *M->SetsError))
      if (const VarDecl *Var = variableNamedBy(Set))
        variable(Await, *Var, *Set);
  }
}

/// True if \p Call only goes to another executor: nothing of the caller's runs there that fails.
static bool onlyHops(const Unit &U, const CallExpr &Call) {
  auto IsHop = [&U](const Expr *Argument) {
    bool Any = false, Empty = true;
    forEachLambda(Argument, [&](const LambdaExpr &Lambda) {
      Any = true;
      Empty &= Lambda.getCompoundStmtBody()->body_empty();
    });
    if (Any)
      return Empty;
    QualType Type = objectType(U, Argument->getType());
    TypeMatch M = U.typeModel(Type);
    const CXXRecordDecl *Record = compat::recordOf(Type);
    return (M && M->Executor) || (Record && Record->getIdentifier() &&
                                  Record->getName().contains_insensitive("executor"));
  };
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  return !Arguments.empty() && llvm::all_of(Arguments, IsHop);
}

/// `co_await f();` of an f that doesn't throw, but gives its error.
void Finder::result(const Expr &Await) {
  const CallExpr *Call = operation(Await);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  // What a library turns into a result just here is dropped on purpose.
  if (!Callee || !Callee->getIdentifier() || U.calleeModel(*Call) ||
      inSystemHeader(Callee->getLocation(), U.context()) || isFarewell(U, Callee->getName()) ||
      Callee->getName().take_front(3).equals_insensitive("try") ||
      !saysHowItWent(U, Await.getType()))
    return;
  const Stmt *Child = &Await;
  const Stmt *Up = Body.significantParent(&Await, &Child);
  if (Body.initializedBy(Child) || !Up || isa<Expr>(Up) || !isa<Expr>(Child) ||
      isa<CoreturnStmt, ReturnStmt, DeclStmt>(Up) || isTested(Body, Await) || onlyHops(U, *Call))
    return;
  // The last words before it closes.
  llvm::ArrayRef<Stmt *> Rest = Body.following(Body.statementOf(&Await));
  const auto *Next = Rest.empty() ? nullptr : dyn_cast_or_null<CallExpr>(firstCall(Rest.front()));
  if (Next && isFarewell(U, nameOf(Next->getDirectCallee())))
    return;
  LostError Lost;
  Lost.Kind = LostError::Result;
  Lost.Where = Await.getBeginLoc();
  Lost.Work = &Await;
  Found.push_back(Lost);
}

//===----------------------------------------------------------------------===//
// Handlers of exceptions
//===----------------------------------------------------------------------===//

/// True if something in \p S leaves a trace of how far it got: it is left early, never ends but by
/// an exception, or assigns to something.
static bool leavesTrace(const Stmt *S, const ASTContext &Context) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isEndless(*S, Context))
    return true;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isAssignmentOp())
    return true;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
      Operator && Operator->isAssignmentOp())
    return true;
  if (const auto *Unary = dyn_cast<UnaryOperator>(S); Unary && Unary->isIncrementDecrementOp())
    return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return leavesTrace(Child, Context); });
}

/// True if what \p Await waits for was told to stop before: its error says that it did.
bool Finder::isStopped(const Expr &Await) const {
  const Expr *Operand = awaitOperand(&Await);
  const VarDecl *Awaited = Operand ? variableNamedBy(Operand) : nullptr;
  return Awaited && llvm::any_of(Body.calls(), [&](const Expr *Call) {
           return U.models().sounds(nameOf(calleeOf(*Call)), Sense::EndsWork) &&
                  mentions(*Call, *Awaited) &&
                  U.context().getSourceManager().isBeforeInTranslationUnit(Call->getBeginLoc(),
                                                                           Await.getBeginLoc());
         });
}

void Finder::caught(const Expr &Await, const CXXTryStmt &Try) {
  const CXXCatchStmt &Last = *Try.getHandler(Try.getNumHandlers() - 1);
  if (Last.getExceptionDecl()) {
    const CXXRecordDecl *Caught = compat::recordOf(Last.getCaughtType().getNonReferenceType());
    if (!Caught || !Caught->isInStdNamespace() || Caught->getName() != "exception")
      return;
  }
  if (!isBare(*Last.getHandlerBlock(), U.context()) || mayLeave(Try.getTryBlock()) ||
      leavesTrace(Try.getTryBlock(), U.context()) || isStopped(Await))
    return;
  // In an endless loop the question is rather how it is ever to end.
  for (const Stmt *Up = Body.parent(&Try); Up; Up = Body.parent(Up))
    if (isEndless(*Up, U.context()))
      return;
  LostError Lost;
  Lost.Kind = LostError::Caught;
  Lost.Where = Last.getBeginLoc();
  Lost.Work = &Await;
  Found.push_back(Lost);
}

std::vector<LostError> Finder::find() {
  for (const Expr *Call : Body.calls())
    if (isa<CallExpr>(Call))
      handlers(*Call);
  if (!Body.isCoroutine() || isFarewell(U, nameOf(&Function)))
    return std::move(Found);
  llvm::SmallPtrSet<const CXXTryStmt *, 4> Seen;
  for (const Expr *Point : Body.suspensions()) {
    if (!isa<CoawaitExpr>(Point))
      continue;
    variables(*Point);
    result(*Point);
    const CXXTryStmt *Try = Body.tryAround(Point);
    if (Try && canFail(*Point) && Seen.insert(Try).second)
      caught(*Point, *Try);
  }
  return std::move(Found);
}

std::vector<LostError> lostErrorsOf(Unit &U, const FunctionDecl &Function) {
  return Finder(U, Function).find();
}

} // namespace asynctidy
