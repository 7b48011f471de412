//===- Holds.cpp - what a callable refers to --------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#include "async-tidy/Analysis/Holds.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

const CXXRecordDecl *classAround(const FunctionDecl &In) {
  const DeclContext *Context = &In;
  while (Context && !Context->isFileContext()) {
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Context); Record && !Record->isLambda())
      return Record;
    Context = Context->getParent();
  }
  return nullptr;
}

bool isSharedFromThis(const CXXRecordDecl &Record) {
  const CXXRecordDecl *Definition = Record.getDefinition();
  if (!Definition)
    return false;
  auto Has = [](const CXXRecordDecl *R) { return hasMethod(*R, "shared_from_this"); };
  return Has(Definition) ||
         !Definition->forallBases([&Has](const CXXRecordDecl *Base) { return !Has(Base); });
}

bool isSingleton(const CXXRecordDecl &Record) {
  auto IsSelf = [&Record](QualType Type) {
    if (Type->isReferenceType() || Type->isPointerType())
      Type = Type->getPointeeType();
    const CXXRecordDecl *R = compat::recordOf(Type);
    return R && R->getCanonicalDecl() == Record.getCanonicalDecl();
  };
  for (const Decl *D : Record.decls()) {
    if (const auto *Var = dyn_cast<VarDecl>(D); Var && IsSelf(Var->getType()))
      return true;
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (!Method || !Method->isStatic() || !Method->getIdentifier())
      continue;
    StringRef Name = Method->getName();
    if (IsSelf(Method->getReturnType()) &&
        (Method->getReturnType()->isReferenceType() || Name.contains_insensitive("instance") ||
         Name.contains_insensitive("singleton")))
      return true;
  }
  return false;
}

static bool areRelated(const CXXRecordDecl &A, const CXXRecordDecl &B) {
  if (A.getCanonicalDecl() == B.getCanonicalDecl())
    return true;
  return (A.hasDefinition() && B.hasDefinition()) &&
         (A.isDerivedFrom(B.getDefinition()) || B.isDerivedFrom(A.getDefinition()));
}

bool isKeeper(const Unit &U, QualType Type, StringRef Name, const CXXRecordDecl &Record) {
  if (U.models().sounds(Name, Sense::KeepsAlive))
    return true;
  const auto *Pointer = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      compat::recordOf(Type.getNonReferenceType()));
  if (!Pointer || Pointer->getTemplateArgs().size() == 0 ||
      Pointer->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  QualType To = Pointer->getTemplateArgs()[0].getAsType();
  if (To->isVoidType())
    return true;
  const CXXRecordDecl *Pointee = compat::recordOf(To);
  return Pointee && areRelated(*Pointee, Record);
}

bool keepsAlive(const Unit &U, const GivenAway &Given, const CXXRecordDecl &Record) {
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Given.Callable)) {
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy &&
          isKeeper(U, Capture.getCapturedVar()->getType(), Capture.getCapturedVar()->getName(),
                   Record))
        return true;
    return false;
  }
  for (const Expr *Argument : argumentsOf(*Given.Callable)) {
    const VarDecl *Var = variableNamedBy(Argument);
    if (isKeeper(U, Argument->getType(), Var ? Var->getName() : "", Record))
      return true;
  }
  return false;
}

/// True if \p In is a lambda that captured \p Var by value: then the closure has it.
static bool ownClosureHas(const FunctionBody &In, const ValueDecl &Var) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&In.function());
  if (!Method || !Method->getParent()->isLambda())
    return false;
  for (const LambdaCapture &Capture : Method->getParent()->captures())
    if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy &&
        Capture.getCapturedVar()->getCanonicalDecl() == Var.getCanonicalDecl())
      return true;
  return false;
}

static bool isMovedFrom(const FunctionBody &In, const VarDecl &Var) {
  for (const DeclRefExpr *Ref : In.references())
    if (Ref->getDecl() == &Var)
      if (const auto *Call = dyn_cast_or_null<CallExpr>(In.significantParent(Ref)))
        if (const FunctionDecl *Callee = Call->getDirectCallee();
            Callee && Callee->getIdentifier() && Callee->isInStdNamespace() &&
            Callee->getName() == "move")
          return true;
  return false;
}

/// What a value of \p E, copied into a callable, refers to.
static std::optional<Held> heldThroughValue(const FunctionBody &In, const Expr *E) {
  if (!E || handleOf(E->getType()) == Handle::None)
    return std::nullopt;
  const VarDecl *Var = localOf(E);
  if (!Var || Var->getDeclContext() != &In.function() || isMovedFrom(In, *Var))
    return std::nullopt;
  return Held{Held::Handle, Var, {}, nullptr, nullptr};
}

/// The local that alone owns what reference \p Var is bound to: `Request &r = *owner;`. Null if
/// that isn't plain, or the owner gives it away.
static const VarDecl *ownerOf(const FunctionBody &In, const VarDecl &Var) {
  const auto *Deref =
      Var.getInit() ? dyn_cast_or_null<CXXOperatorCallExpr>(stripToObject(Var.getInit())) : nullptr;
  if (!Deref || Deref->getOperator() != OO_Star)
    return nullptr;
  const VarDecl *Owner = variableNamedBy(Deref->getArg(0));
  const CXXRecordDecl *Record = Owner ? compat::recordOf(Owner->getType()) : nullptr;
  if (!Record || !Record->hasDefinition() || !Owner->hasLocalStorage() ||
      !hasMethod(*Record, "release") || hasMethod(*Record, "use_count") || isMovedFrom(In, *Owner))
    return nullptr;
  for (const Expr *Call : In.calls())
    if (const FunctionDecl *Callee = calleeOf(*Call);
        Callee && Callee->getIdentifier() && Callee->getName() == "release" && objectOf(*Call) &&
        variableNamedBy(objectOf(*Call)) == Owner)
      return nullptr;
  return Owner;
}

/// The local that has what reference \p Var is bound to, as a part or an element: `for (auto &x :
/// list)`. Null if that isn't plain, or the local is given away.
static const VarDecl *wholeOf(const FunctionBody &In, const VarDecl &Var) {
  const VarDecl *Whole = Var.getInit() ? localOf(Var.getInit()) : nullptr;
  const CXXRecordDecl *Record = Whole ? compat::recordOf(Whole->getType()) : nullptr;
  // Of a pointer that others share, what it leads to isn't a part.
  return Record && Record->hasDefinition() && Whole->hasLocalStorage() &&
                 !Whole->getType()->isReferenceType() && !hasMethod(*Record, "use_count") &&
                 !isMovedFrom(In, *Whole)
             ? Whole
             : nullptr;
}

/// True if what \p Parameter, a reference, is bound to mostly ends with the call: a value of the
/// library's or a number that is only read, or what the caller gives up. Not a part of a program,
/// which others keep.
static bool isBorrowedValue(const ParmVarDecl &Parameter) {
  QualType Type = Parameter.getType();
  if (Type->isRValueReferenceType())
    return compat::recordOf(Type.getNonReferenceType()) != nullptr;
  QualType Value = Type.getNonReferenceType();
  if (!Value.isConstQualified())
    return false;
  const CXXRecordDecl *Record = compat::recordOf(Value);
  return Record ? Record->isInStdNamespace() : Value->isArithmeticType();
}

static std::optional<Held> heldBy(const FunctionBody &In, const LambdaCapture &Capture,
                                  const Expr *Init) {
  if (Capture.capturesThis()) {
    if (Capture.getCaptureKind() == LCK_This)
      return Held{Held::This, nullptr, {}, nullptr, nullptr};
    return std::nullopt;
  }
  const auto *Var =
      Capture.capturesVariable() ? dyn_cast<VarDecl>(Capture.getCapturedVar()) : nullptr;
  if (!Var)
    return std::nullopt;
  if (Capture.getCaptureKind() == LCK_ByCopy)
    return heldThroughValue(In, Init);
  // In `[&y = x]` it is x.
  if (Var->isInitCapture() && !ownClosureHas(In, *Var))
    Var = localOf(Init);
  if (Var && Var->getType()->isReferenceType() && !isa<ParmVarDecl>(Var)) {
    const VarDecl *Owner = ownerOf(In, *Var);
    Var = Owner ? Owner : wholeOf(In, *Var);
  }
  if (!Var || (Var->getType()->isReferenceType() && !isBorrowedValue(*cast<ParmVarDecl>(Var))))
    return std::nullopt;
  if (ownClosureHas(In, *Var))
    return Held{Held::Closure, Var, {}, nullptr, nullptr};
  if (!Var->hasLocalStorage() || Var->getDeclContext() != &In.function())
    return std::nullopt;
  return Held{Held::Reference, Var, {}, nullptr, nullptr};
}

/// What the arguments of \p Call, which bind() or a thread copies, refer to.
static void addHeldByArguments(const FunctionBody &In, const Expr &Call,
                               llvm::SmallVectorImpl<Held> &To) {
  for (const Expr *Argument : argumentsOf(Call)) {
    const Expr *Written = Argument->IgnoreParenImpCasts();
    std::optional<Held> Found;
    if (isa<CXXThisExpr>(Argument->IgnoreParenCasts())) {
      Found = Held{Held::This, nullptr, {}, nullptr, nullptr};
    } else if (const auto *Ref = dyn_cast<CallExpr>(Argument->IgnoreUnlessSpelledInSource());
               Ref && Ref->getDirectCallee() && Ref->getDirectCallee()->getIdentifier() &&
               Ref->getDirectCallee()->isInStdNamespace() && Ref->getNumArgs() == 1 &&
               (Ref->getDirectCallee()->getName() == "ref" ||
                Ref->getDirectCallee()->getName() == "cref")) {
      if (const VarDecl *Var = localOf(Ref->getArg(0));
          Var && Var->getDeclContext() == &In.function())
        Found = Held{Held::Reference, Var, {}, nullptr, nullptr};
    } else if (const auto *Address = dyn_cast<UnaryOperator>(Written);
               Address && Address->getOpcode() == UO_AddrOf) {
      Found = heldThroughValue(In, Address);
    }
    if (Found) {
      Found->Where = Argument->getBeginLoc();
      Found->Argument = Argument;
      To.push_back(*Found);
    }
  }
}

llvm::SmallVector<GivenAway, 4> callablesGivenAway(Unit &U, const FunctionBody &In) {
  llvm::SmallVector<GivenAway, 4> Result;
  auto Add = [&](GivenAway Given) {
    Given.Work = fateOfWork(U, In, Given.Closure);
    Result.push_back(std::move(Given));
  };
  for (const LambdaExpr *Lambda : In.lambdas()) {
    GivenAway Given;
    Given.Callable = Lambda;
    auto Init = Lambda->capture_init_begin();
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (std::optional<Held> Found = heldBy(In, Capture, *Init)) {
        Found->Where = Capture.isImplicit() ? Lambda->getBeginLoc() : Capture.getLocation();
        Found->Capture = &Capture;
        Given.Holds.push_back(*Found);
      }
      ++Init;
    }
    if (Given.Holds.empty())
      continue;
    Given.Closure = fateOfClosure(U, In, *Lambda);
    Add(std::move(Given));
  }
  for (const Expr *Call : In.calls()) {
    FunctionMatch M = U.calleeModel(*Call);
    if (!M || M->Callables.empty() || argumentsOf(*Call).size() < 2)
      continue;
    for (const CallableFact &Fact : M->Callables) {
      if (Fact.When != CallableFact::Returned && Fact.When != CallableFact::Offloaded)
        continue;
      GivenAway Given;
      Given.Callable = Call;
      addHeldByArguments(In, *Call, Given.Holds);
      if (Given.Holds.empty())
        break;
      Given.Closure = Fact.When == CallableFact::Returned ? fateOfClosure(U, In, *Call)
                                                          : FateAt{Fate::Spawned, Call, Call};
      Add(std::move(Given));
      break;
    }
  }
  return Result;
}

} // namespace asynctidy
