//===- Futures.cpp - futures, where they come from and are kept -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Futures.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace clang;

namespace asynctidy {

/// The model of the future that \p E is, or points to; null if it is none.
static const FutureModel *futureModel(const Unit &U, const Expr *E) {
  E = E ? E->IgnoreParenImpCasts() : nullptr; // A base's method is called on the base.
  if (!E)
    return nullptr;
  QualType Type = E->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  TypeMatch M = U.typeModel(Type);
  return M && M->Future ? &*M->Future : nullptr;
}

FutureWait futureWait(const Unit &U, const Expr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier())
    return FutureWait::None;
  const FutureModel *Future = futureModel(U, Member->getImplicitObjectArgument());
  if (!Future)
    return FutureWait::None;
  if (llvm::is_contained(Future->Times, Method->getName()))
    return FutureWait::Limited;
  FunctionMatch M = U.calleeModel(Call);
  bool Waits = M && llvm::any_of(M->Tasks, [](const TaskFact &F) {
                 return F.Argument.Kind == ArgumentRef::Object && F.Does == TaskFact::Waits;
               });
  if (!Waits)
    return FutureWait::None;
  return argumentsOf(Call).empty() ? FutureWait::Forever : FutureWait::Limited;
}

//===----------------------------------------------------------------------===//
// Launches
//===----------------------------------------------------------------------===//

/// The enumeration of \p Fact's policies that \p Type is; null if it isn't.
static const EnumDecl *policyType(const LaunchFact &Fact, QualType Type) {
  const auto *Enum = Type.getNonReferenceType().getCanonicalType()->getAs<EnumType>();
  const EnumDecl *Decl = Enum ? Enum->getDecl()->getDefinition() : nullptr;
  return Decl && Decl->getName() == Fact.Policy ? Decl : nullptr;
}

static Launch::RunsTy runsBy(const ASTContext &Context, const LaunchFact &Fact,
                             const EnumDecl &Policies, const Expr &Policy) {
  Expr::EvalResult Value;
  if (Policy.isValueDependent() || !Policy.EvaluateAsInt(Value, Context))
    return Launch::Unknown;
  auto Has = [&](StringRef Name) {
    for (const EnumConstantDecl *Enumerator : Policies.enumerators())
      if (Enumerator->getName() == Name) {
        uint64_t Bits = Enumerator->getInitVal().getZExtValue();
        return Bits != 0 && (Value.Val.getInt().getZExtValue() & Bits) == Bits;
      }
    return false;
  };
  bool Now = Has(Fact.Now), Deferred = Has(Fact.Deferred);
  return Now ? (Deferred ? Launch::Either : Launch::Now)
             : (Deferred ? Launch::Deferred : Launch::Unknown);
}

/// True if \p Callable can be called with any arguments more than it needs: what `bind` made, a
/// lambda with `auto... rest`.
static bool ignoresArguments(const Unit &U, const Expr *Callable) {
  const Expr *E = stripToObject(Callable);
  if (const VarDecl *Var = variableNamedBy(E); Var && Var->getInit())
    E = stripToObject(Var->getInit());
  if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(E)) {
    const FunctionTemplateDecl *Template = Lambda->getDependentCallOperator();
    const FunctionDecl *Pattern = Template ? Template->getTemplatedDecl() : nullptr;
    return Pattern && Pattern->getNumParams() > 0 &&
           Pattern->getParamDecl(Pattern->getNumParams() - 1)->isParameterPack();
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(E);
  FunctionMatch M = Call ? U.calleeModel(*Call) : FunctionMatch();
  return M && llvm::any_of(M->Callables,
                           [](const CallableFact &C) { return C.When == CallableFact::Returned; });
}

std::optional<Launch> launchOf(const Unit &U, const Expr &E) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  FunctionMatch M = Call ? U.calleeModel(*Call) : FunctionMatch();
  if (!M || !M->Launch)
    return std::nullopt;
  const LaunchFact &Fact = *M->Launch;
  Launch Result;
  Result.Call = Call;
  Result.Model = M;
  Result.Runs = Fact.Default == LaunchFact::Either ? Launch::Either : Launch::Now;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Call);
  for (const Expr *Argument : Arguments) {
    const EnumDecl *Policies = policyType(Fact, Argument->getType());
    if (!Policies)
      continue;
    if (Argument == Arguments.front()) {
      Result.Policy = Argument;
      Result.Runs = runsBy(U.context(), Fact, *Policies, *Argument);
      break;
    }
    if (ignoresArguments(U, Arguments.front()))
      Result.Misplaced = Argument;
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// Where futures are kept
//===----------------------------------------------------------------------===//

/// A method that gives access to what its object holds: `at`, `begin`, `value`.
static const Expr *accessedBy(const Expr *E) {
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method || !Method->getIdentifier() || !Method->getParent()->isInStdNamespace())
      return nullptr;
    StringRef Name = Method->getName();
    bool Iterator = Name == "begin" || Name == "find" || Name == "rbegin";
    return Iterator || Call->isGLValue() || Call->getType()->isPointerType()
               ? Call->getImplicitObjectArgument()
               : nullptr;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    switch (Operator->getOperator()) {
    case OO_Star:
    case OO_Arrow:
    case OO_Subscript:
      return Operator->getArg(0);
    default:
      return nullptr;
    }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return Subscript->getBase();
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf ? Unary->getSubExpr()
                                                                             : nullptr;
  // get<I>(tuple), get_if<T>(&variant).
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
                 (Callee->getName() == "get" || Callee->getName() == "get_if") &&
                 Call->getNumArgs() == 1
             ? Call->getArg(0)
             : nullptr;
}

/// What variable \p Var is another name of, or walks over; null if it is an object of its own.
static const Expr *standsFor(const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  if (!Init || !Var.isLocalVarDecl())
    return nullptr;
  if (Var.isImplicit() || Var.getType()->isReferenceType() || Var.getType()->isPointerType() ||
      isa<DecompositionDecl>(Var))
    return Init;
  const Expr *Stripped = stripToObject(Init);
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Stripped);
  return Call && !Call->isGLValue() && accessedBy(Call) ? Call : nullptr;
}

const ValueDecl *holderNamedBy(const Expr *E) {
  for (unsigned Steps = 0; E && Steps < 16; ++Steps) {
    E = stripToObject(E);
    if (!E)
      return nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
        Var = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
      if (!Var)
        return nullptr;
      if (const Expr *Of = standsFor(*Var)) {
        E = Of;
        continue;
      }
      return Var->getCanonicalDecl();
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      // A pair's `second` is an element, no place that has a name.
      if (Field && Field->getParent()->isInStdNamespace()) {
        E = Member->getBase();
        continue;
      }
      if (!Field && !isa<VarDecl>(Member->getMemberDecl()))
        return nullptr;
      return cast<ValueDecl>(Member->getMemberDecl()->getCanonicalDecl());
    }
    E = accessedBy(E);
  }
  return nullptr;
}

const ValueDecl *holderOf(const FunctionBody &In, const Expr &Value) {
  const Stmt *Child = &Value;
  for (;;) {
    const Stmt *Up = In.significantParent(Child, &Child);
    if (const VarDecl *Var = In.initializedBy(Child))
      return Var->isImplicit() ? nullptr : Var->getCanonicalDecl();
    if (!Up) {
      if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&In.function()))
        for (const CXXCtorInitializer *Init : Constructor->inits())
          if (const Expr *Written = Init->getInit()) {
            if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Written))
              Written = Default->getExpr();
            if (Written == Child && Init->getMember())
              return Init->getMember()->getCanonicalDecl();
          }
      return nullptr;
    }
    if (isa<CXXConstructExpr, InitListExpr, ExplicitCastExpr, ConditionalOperator>(Up)) {
      Child = Up;
      continue;
    }
    if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Up))
      return Assign->getOperator() == OO_Equal && Assign->getNumArgs() == 2 &&
                     Assign->getArg(1) == Child
                 ? holderNamedBy(Assign->getArg(0))
                 : nullptr;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Up)) {
      const CXXMethodDecl *Method = Call->getMethodDecl();
      return Method && !Method->isConst() && Method->getParent()->isInStdNamespace()
                 ? holderNamedBy(Call->getImplicitObjectArgument())
                 : nullptr;
    }
    if (const auto *Call = dyn_cast<CallExpr>(Up);
        Call && Call->getNumArgs() == 1 && stripToObject(Call) == stripToObject(Call->getArg(0))) {
      Child = Call; // A move.
      continue;
    }
    // f().share() has what f() gave.
    const auto *Member = dyn_cast<MemberExpr>(Up);
    const auto *Call =
        Member ? dyn_cast_or_null<CXXMemberCallExpr>(In.significantParent(Member)) : nullptr;
    if (!Call || Call->getType()->isVoidType() || !Member->getMemberDecl()->getIdentifier() ||
        Member->getMemberDecl()->getName() != "share")
      return nullptr;
    Child = Call;
  }
}

/// Calls \p Visit for the body of \p Function and those of the lambdas in it.
static void forEachBody(Unit &U, const FunctionDecl &Function,
                        llvm::function_ref<void(const FunctionBody &)> Visit, unsigned Depth = 0) {
  const FunctionDecl *Definition = Function.getDefinition();
  if (!Definition || !Definition->doesThisDeclarationHaveABody() || Depth > 6)
    return;
  const FunctionBody &Body = U.body(*Definition);
  Visit(Body);
  for (const LambdaExpr *Lambda : Body.lambdas())
    forEachBody(U, *Lambda->getCallOperator(), Visit, Depth + 1);
}

/// True if \p Local is moved to \p Holder somewhere in \p In.
static bool isMovedTo(const FunctionBody &In, const ValueDecl &Local, const ValueDecl &Holder) {
  for (const DeclRefExpr *Ref : In.references())
    if (Ref->getDecl()->getCanonicalDecl() == &Local)
      if (const auto *Move = dyn_cast_or_null<CallExpr>(In.significantParent(Ref));
          Move && Move->getNumArgs() == 1 && stripToObject(Move) == Ref &&
          holderOf(In, *Move) == &Holder)
        return true;
  return false;
}

llvm::SmallVector<Launch, 2> launchesInto(Unit &U, const FunctionDecl &In,
                                          const ValueDecl &Holder) {
  llvm::SmallVector<Launch, 2> Result;
  auto Look = [&](const FunctionBody &Body) {
    for (const Expr *Call : Body.calls()) {
      std::optional<Launch> Found = launchOf(U, *Call);
      const ValueDecl *Kept = Found ? holderOf(Body, *Call) : nullptr;
      if (Kept && (Kept == &Holder || isMovedTo(Body, *Kept, Holder)) &&
          llvm::none_of(Result, [&](const Launch &L) { return L.Call == Call; }))
        Result.push_back(*Found);
    }
  };
  // The function that a local of an outer one belongs to is asked, not the lambda that uses it.
  const FunctionDecl *Outer = &In;
  for (const DeclContext *DC = &In; DC && !DC->isFileContext(); DC = DC->getParent())
    if (const auto *Function = dyn_cast<FunctionDecl>(DC))
      Outer = Function;
  forEachBody(U, *Outer, Look);
  if (const auto *Field = dyn_cast<FieldDecl>(&Holder))
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Field->getParent()))
      for (const CXXMethodDecl *Method : visibleMethods(*Record))
        forEachBody(U, *Method, Look);
  return Result;
}

//===----------------------------------------------------------------------===//
// What becomes of a variable that has one
//===----------------------------------------------------------------------===//

bool isUsed(const FunctionBody &In, const VarDecl &Var) {
  for (const LambdaExpr *Lambda : In.lambdas())
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCapturedVar()->getCanonicalDecl() == &Var)
        return true;
  return llvm::any_of(In.references(), [&](const DeclRefExpr *Ref) {
    const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(In.significantParent(Ref));
    return Ref->getDecl()->getCanonicalDecl() == Var.getCanonicalDecl() &&
           !(Cast && Cast->getType()->isVoidType());
  });
}

/// True if \p Call in statement \p S is made before all other calls but those that are given its
/// value, and whenever \p S is.
static bool comesFirst(const FunctionBody &Body, const Expr &Call, const Stmt &S) {
  if (!isa<Expr, DeclStmt, ReturnStmt>(S))
    return false;
  for (const Stmt *Up = Body.parent(&Call); Up && Up != &S; Up = Body.parent(Up))
    if (isa<AbstractConditionalOperator>(Up) ||
        (isa<BinaryOperator>(Up) && cast<BinaryOperator>(Up)->isLogicalOp()))
      return false;
  return llvm::all_of(Body.calls(), [&](const Expr *Other) {
    return Other == &Call || !isa<CallExpr>(Other) || !Body.isWithin(Other, &S) ||
           Body.isWithin(&Call, Other) || Body.isWithin(Other, &Call);
  });
}

const Expr *waitBehind(const Unit &U, const FunctionBody &In, const Launch &L, const VarDecl &Var) {
  llvm::ArrayRef<Stmt *> Rest = In.following(In.statementOf(L.Call));
  if (Rest.empty())
    return nullptr;
  for (const Expr *Call : In.calls())
    if (const auto *Wait = dyn_cast<CXXMemberCallExpr>(Call);
        Wait && variableNamedBy(Wait->getImplicitObjectArgument()) == &Var &&
        futureWait(U, *Wait) == FutureWait::Forever && In.isWithin(Wait, Rest.front()) &&
        comesFirst(In, *Wait, *Rest.front()))
      return Wait;
  return nullptr;
}

} // namespace asynctidy
