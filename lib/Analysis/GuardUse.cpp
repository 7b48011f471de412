//===- GuardUse.cpp - what a function does with guards ------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/GuardUse.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/Attr.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;

namespace asynctidy {

bool isGuard(const Unit &U, QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || Type->isReferenceType())
    return false;
  if (TypeMatch M = U.typeModel(Type))
    return M->Guard.has_value();
  return Record->hasDefinition() && Record->getDefinition()->hasAttr<ScopedLockableAttr>();
}

GuardStart guardInit(const Unit &U, const Expr *Init, SmallVectorImpl<const Expr *> *Mutexes) {
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(stripToObject(Init));
  // `auto lock = Guard(mutex)`, before C++17.
  while (Construct && Construct->getNumArgs() == 1 &&
         Construct->getConstructor()->isCopyOrMoveConstructor())
    if (const auto *Inner = dyn_cast_or_null<CXXConstructExpr>(stripToObject(Construct->getArg(0)));
        Inner && Construct->isElidable())
      Construct = Inner;
    else
      return GuardStart::Unknown;
  if (!Construct)
    if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(stripToObject(Init)))
      return guardInit(U, Cast->getSubExpr(), Mutexes);
  if (!Construct)
    return GuardStart::Unknown;
  GuardStart Result = GuardStart::Locks;
  SmallVector<const Expr *, 4> Arguments = argumentsOf(*Construct);
  llvm::erase_if(Arguments, [](const Expr *A) { return isa<CXXDefaultArgExpr>(A); });
  if (Arguments.empty())
    return GuardStart::Empty;
  for (const Expr *Argument : Arguments) {
    TypeMatch M = U.typeModel(Argument->getType().getNonReferenceType());
    switch (M ? M->Tag : GuardTag::None) {
    case GuardTag::Defer:
      Result = GuardStart::Defers;
      break;
    case GuardTag::Try:
      Result = GuardStart::Tries;
      break;
    case GuardTag::Adopt:
      Result = GuardStart::Adopts;
      break;
    case GuardTag::None:
      if (Mutexes)
        Mutexes->push_back(Argument);
      break;
    }
  }
  return Result;
}

/// Calls \p Visit for each mention of \p Var in \p In and in the lambdas in it, whether they say
/// that they capture it or not. \p InLambda: a closure may use it wherever it is run.
static void forEachMention(Unit &U, const FunctionBody &In, const VarDecl &Var,
                           llvm::function_ref<void(const DeclRefExpr &, bool)> Visit,
                           bool InLambda = false) {
  for (const DeclRefExpr *Ref : In.references())
    if (Ref->getDecl()->getCanonicalDecl() == Var.getCanonicalDecl())
      Visit(*Ref, InLambda || isa_and_nonnull<LambdaExpr>(In.significantParent(Ref)));
  for (const LambdaExpr *Lambda : In.lambdas())
    if (const CXXMethodDecl *Call = Lambda->getCallOperator(); Call && Call->getBody())
      forEachMention(U, U.body(*Call), Var, Visit, /*InLambda=*/true);
}

/// True if nobody looks at the value of \p E.
static bool isDiscarded(const FunctionBody &In, const Stmt *E) {
  const Stmt *Child = E;
  const Stmt *Up = In.significantParent(E, &Child);
  if (const auto *Cast = dyn_cast_or_null<CStyleCastExpr>(Up))
    return Cast->getType()->isVoidType();
  return isa_and_nonnull<CompoundStmt>(Up);
}

/// The call that \p Ref is the object of, or an argument of; null if it is used in another way.
static const Expr *callAround(const FunctionBody &In, const DeclRefExpr &Ref) {
  const Stmt *Up = In.significantParent(&Ref);
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(Up);
      Address && Address->getOpcode() == UO_AddrOf)
    Up = In.significantParent(Address);
  if (isa_and_nonnull<MemberExpr>(Up))
    Up = In.significantParent(Up);
  return isa_and_nonnull<CallExpr>(Up) || isa_and_nonnull<CXXConstructExpr>(Up) ? cast<Expr>(Up)
                                                                                : nullptr;
}

static bool isWait(const Unit &U, const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  return M && ((M->Condition && M->Condition->Does != ConditionFact::Notifies) ||
               (M->Blocks && M->Blocks->Kind == BlockingFact::Wait));
}

bool isNotification(const Unit &U, const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  if (M && M->Condition)
    return M->Condition->Does == ConditionFact::Notifies;
  const FunctionDecl *Callee = calleeOf(Call);
  return U.models().sounds(Callee, Sense::Notifies);
}

GuardUse guardUse(Unit &U, const FunctionBody &In, const VarDecl &Guard) {
  GuardUse Use;
  TypeMatch Model = U.typeModel(Guard.getType());
  forEachMention(U, In, Guard, [&](const DeclRefExpr &Ref, bool InLambda) {
    const Expr *Call = InLambda ? nullptr : callAround(In, Ref);
    const auto *Method = Call ? dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Call)) : nullptr;
    if (!Method || !Model || !Model->Guard || variableNamedBy(objectOf(*Call)) != &Guard) {
      Use.Escapes = true;
      return;
    }
    auto Names = [&](const std::vector<std::string> GuardModel::*List) {
      return Method->getIdentifier() && llvm::is_contained(*Model->Guard.*List, Method->getName());
    };
    if (Names(&GuardModel::Acquires))
      Use.Locked = true;
    else if (Names(&GuardModel::Tries))
      (isDiscarded(In, Call) ? Use.Tried : Use.Tested) = true;
    else if (Names(&GuardModel::Tests) || Names(&GuardModel::Fails) ||
             isa<CXXConversionDecl>(Method))
      Use.Tested = true;
    else if (!Names(&GuardModel::Releases) || !isDiscarded(In, Call))
      Use.Escapes = true;
  });
  return Use;
}

/// True if the function may give the mutex of \p Guard to others.
static bool givesAway(Unit &U, const FunctionBody &In, const VarDecl &Guard) {
  bool Gives = false;
  forEachMention(U, In, Guard, [&](const DeclRefExpr &Ref, bool InLambda) {
    const Expr *Call = InLambda ? nullptr : callAround(In, Ref);
    if (Call && isWait(U, *Call))
      return;
    const auto *Method = Call ? dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Call)) : nullptr;
    bool OnIt = Method && !isa<CXXConstructorDecl>(Method) &&
                variableNamedBy(objectOf(*Call)) == &Guard &&
                !Method->getReturnType()->isPointerType() && !Method->isOverloadedOperator();
    // Not `swap`, which takes another guard's mutex in exchange.
    Gives |= !OnIt || llvm::any_of(argumentsOf(*Call), [&](const Expr *A) {
      return isGuard(U, A->getType().getNonReferenceType());
    });
  });
  return Gives;
}

const Expr *onlyLockOf(Unit &U, const FunctionBody &In, const VarDecl &Mutex) {
  const Expr *Lock = nullptr;
  bool Shared = false;
  forEachMention(U, In, Mutex, [&](const DeclRefExpr &Ref, bool InLambda) {
    const Expr *Call = InLambda ? nullptr : callAround(In, Ref);
    if (!Call) {
      Shared = true;
      return;
    }
    if (isa<CXXConstructExpr>(Call)) {
      // The guard must be a local of this function.
      const VarDecl *Guard = nullptr;
      for (const Stmt *S = Call; S && isa<Expr>(S) && !Guard; S = In.parent(S))
        Guard = In.initializedBy(S);
      if (!Guard || !isGuard(U, Guard->getType()) || !isGuard(U, Call->getType()) ||
          !Guard->hasLocalStorage() || givesAway(U, In, *Guard)) {
        Shared = true;
        return;
      }
    } else {
      FunctionMatch M = U.calleeModel(*Call);
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Call));
      bool OnIt = Method && variableNamedBy(objectOf(*Call)) == &Mutex && Method->getIdentifier() &&
                  Method->getName().contains("lock") && argumentsOf(*Call).empty();
      if (isWait(U, *Call))
        return;
      if (!OnIt && !(M && !M->Locks.empty())) {
        Shared = true;
        return;
      }
    }
    if (!Lock)
      Lock = Call;
  });
  return Shared ? nullptr : Lock;
}

/// The mutex that \p Name stands for outside of the declaration of \p Var, which hides it.
static const ValueDecl *hiddenMutex(Unit &U, const FunctionBody &Body, const VarDecl &Var) {
  auto IsMutex = [&](const ValueDecl *D) { return isBlockingMutex(U, D->getType()); };
  auto Named = [&](ArrayRef<const VarDecl *> Vars) -> const VarDecl * {
    for (const VarDecl *V : Vars)
      if (V != &Var && V->getDeclName() == Var.getDeclName() &&
          U.context().getSourceManager().isBeforeInTranslationUnit(V->getLocation(),
                                                                   Var.getLocation()))
        return V;
    return nullptr;
  };
  for (const ParmVarDecl *P : Body.function().parameters())
    if (const VarDecl *V = Named(P))
      return IsMutex(V) ? V : nullptr;
  if (const VarDecl *V = Named(Body.variables()))
    return IsMutex(V) ? V : nullptr;
  for (const DeclContext *In = Body.function().getDeclContext(); In; In = In->getParent()) {
    if (const auto *Record = dyn_cast<CXXRecordDecl>(In)) {
      if (Record->isLambda() || !Record->hasDefinition())
        return nullptr; // What a lambda sees of the function around it is a matter of captures.
      SmallVector<const CXXRecordDecl *, 4> Classes{Record->getDefinition()};
      for (unsigned I = 0; I < Classes.size(); ++I) {
        for (const NamedDecl *D : Classes[I]->lookup(Var.getDeclName()))
          if (const auto *Value = dyn_cast<ValueDecl>(D))
            return IsMutex(Value) ? Value : nullptr;
        for (const CXXBaseSpecifier &Base : Classes[I]->bases())
          if (const CXXRecordDecl *B = compat::recordOf(Base.getType()); B && B->hasDefinition())
            Classes.push_back(B->getDefinition());
      }
    } else if (In->isFileContext()) {
      for (const NamedDecl *D : In->lookup(Var.getDeclName()))
        if (const auto *Value = dyn_cast<VarDecl>(D))
          return IsMutex(Value) ? Value : nullptr;
    } else if (isa<FunctionDecl>(In)) {
      return nullptr;
    }
  }
  return nullptr;
}

/// The opening parenthesis of `Guard(mutex);` and `Guard(*mutex);`, which declare a variable.
static SourceLocation parenthesisOf(const VarDecl &Var) {
  TypeLoc Loc = Var.getTypeSourceInfo() ? Var.getTypeSourceInfo()->getTypeLoc() : TypeLoc();
  if (auto Pointer = Loc.getAs<PointerTypeLoc>())
    Loc = Pointer.getPointeeLoc();
  auto Paren = Loc ? Loc.getAs<ParenTypeLoc>() : ParenTypeLoc();
  return Paren ? Paren.getLParenLoc() : SourceLocation();
}

const ValueDecl *mutexMeantBy(Unit &U, const FunctionBody &In, const VarDecl &Var,
                              SourceLocation &Parenthesis) {
  QualType Type = Var.getType()->isPointerType() ? Var.getType()->getPointeeType() : Var.getType();
  Parenthesis = isGuard(U, Type) ? parenthesisOf(Var) : SourceLocation();
  return Parenthesis.isValid() ? hiddenMutex(U, In, Var) : nullptr;
}

bool adoptsUnlocked(Unit &U, const FunctionBody &Body, const VarDecl &Guard, const Expr &Mutex) {
  std::optional<AccessPath> Path = AccessPath::of(&Mutex);
  if (!Path)
    return false;
  const SourceManager &SM = U.context().getSourceManager();
  bool Locks = Path->isVariable() && Path->base()->isLocalVarDecl() &&
               Path->base()->hasLocalStorage() && !Path->base()->getType()->isPointerType() &&
               !Path->base()->getType()->isReferenceType();
  for (const Expr *Call : Body.calls()) {
    FunctionMatch M = U.calleeModel(*Call);
    bool ByModel = M && !M->Locks.empty();
    const auto *Construct = dyn_cast<CXXConstructExpr>(Call);
    if (Construct && argumentsOf(*Call).empty() && isBlockingMutex(U, Construct->getType()))
      continue; // The mutex itself.
    bool Before = SM.isBeforeInTranslationUnit(Call->getExprLoc(), Guard.getLocation());
    if (Before && !ByModel && !isGuard(U, Call->getType()))
      return false; // May lock it.
    auto IsIt = [&](const Expr *E) {
      std::optional<AccessPath> Other = AccessPath::of(E);
      return Other && *Other == *Path;
    };
    const Expr *Object = objectOf(*Call);
    if (Before && ((Object && IsIt(Object)) || llvm::any_of(argumentsOf(*Call), IsIt)))
      return false;
    Locks |= ByModel &&
             llvm::any_of(M->Locks, [](const LockFact &F) { return F.Does == LockFact::Acquires; });
  }
  return Locks && !Body.loopAround(Guard.getInit());
}

} // namespace asynctidy
