//===- AtomicNonatomicRmwCheck.cpp - async-atomic-nonatomic-rmw ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AtomicNonatomicRmwCheck.h"
#include "async-tidy/Analysis/Atomics.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Fix/Edits.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

AtomicNonatomicRmwCheck::AtomicNonatomicRmwCheck(StringRef Name,
                                                 clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

static StringRef fetchName(BinaryOperatorKind Op) {
  switch (Op) {
  case BO_Add:
    return "fetch_add";
  case BO_Sub:
    return "fetch_sub";
  case BO_And:
    return "fetch_and";
  case BO_Or:
    return "fetch_or";
  case BO_Xor:
    return "fetch_xor";
  default:
    return {};
  }
}

/// True if the class of \p Object has a member called \p Name: not each atomic has fetch_add.
static bool hasMember(const Expr *Object, StringRef Name) {
  QualType Type = Object->IgnoreParenImpCasts()->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() && !Name.empty() &&
         Record->hasMemberName(&Record->getASTContext().Idents.get(Name));
}

/// The integer or pointer type that the atomic at \p Object holds; null for others, whose
/// arithmetic isn't the same when done in one step.
static QualType heldType(const Expr *Object) {
  QualType Type = Object->IgnoreParenImpCasts()->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const auto *Specialization = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.getCanonicalType()->getAsCXXRecordDecl());
  if (!Specialization || Specialization->getTemplateArgs().size() == 0 ||
      Specialization->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  QualType Held = Specialization->getTemplateArgs()[0].getAsType();
  return Held->isBooleanType() || !(Held->isIntegerType() || Held->isPointerType()) ||
                 Held->isEnumeralType()
             ? QualType()
             : Held;
}

/// Writes the update as one step. Only where the result is the same: integers and pointers,
/// the atomic as one operand, the other one not reading it.
static void oneStep(Edits &E, const Unit &U, const AtomicWrite &What, const AccessPath &Path) {
  const ASTContext &Context = U.context();
  const auto *Op = dyn_cast<BinaryOperator>(What.Value->IgnoreParenImpCasts());
  QualType Held = heldType(What.Object);
  if (!Op || Held.isNull() || fetchName(Op->getOpcode()).empty() ||
      (What.IsStore && !hasMember(What.Object, fetchName(Op->getOpcode()))) ||
      (Held->isPointerType() && !Op->isAdditiveOp())) {
    E.refuse();
    return;
  }
  auto IsTheAtomic = [&](const Expr *Side) {
    const Expr *Stripped = Side->IgnoreParenImpCasts();
    return atomicReadOf(U, Stripped, Path).has_value();
  };
  const Expr *Other = nullptr;
  if (IsTheAtomic(Op->getLHS()))
    Other = Op->getRHS();
  else if (Op->getOpcode() != BO_Sub && IsTheAtomic(Op->getRHS()))
    Other = Op->getLHS();
  if (!Other || findAtomicRead(U, Other, Path) || !Other->getType()->isIntegerType() ||
      Other->HasSideEffects(Context, /*IncludePossibleEffects=*/false)) {
    E.refuse();
    return;
  }
  StringRef OtherText = sourceText(Other->IgnoreImplicit()->getSourceRange(), Context);
  if (OtherText.empty()) {
    E.refuse();
    return;
  }
  if (!What.IsStore) {
    const auto *Assign = cast<CXXOperatorCallExpr>(What.Whole);
    std::string Text = (BinaryOperator::getOpcodeStr(Op->getOpcode()) + "= " + OtherText).str();
    E.replace({Assign->getOperatorLoc(), What.Value->getEndLoc()}, Text);
    return;
  }
  // With memory orders the two steps may differ; one order for both can be kept.
  std::optional<AtomicRead> Load = findAtomicRead(U, What.Value, Path);
  StringRef LoadOrder =
      Load && Load->Order ? sourceText(Load->Order->getSourceRange(), Context) : "";
  StringRef StoreOrder = What.Order ? sourceText(What.Order->getSourceRange(), Context) : "";
  if (LoadOrder != StoreOrder) {
    E.refuse();
    return;
  }
  const auto *Member =
      cast<MemberExpr>(cast<CXXMemberCallExpr>(What.Whole)->getCallee()->IgnoreParens());
  E.replace(Member->getMemberLoc(), fetchName(Op->getOpcode()));
  E.replace(What.Value->IgnoreImplicit()->getSourceRange(), OtherText);
}

void AtomicNonatomicRmwCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (isa<CXXConstructorDecl>(Function) || isa<CXXDestructorDecl>(Function))
    return; // Nobody else has the object yet, or still.
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    std::optional<AtomicWrite> What = atomicWriteOf(U, *Call);
    if (!What || !What->Value)
      continue;
    std::optional<AccessPath> Path = AccessPath::of(What->Object);
    std::optional<AtomicRead> Load = Path ? findAtomicRead(U, What->Value, *Path) : std::nullopt;
    if (!Load || isRelaxed(Load->Order, U.context()))
      continue;
    if (U.locks(Function).any() && !U.locks(Function).at(*Call).empty())
      continue; // The lock keeps other writers out.
    const ValueDecl *Named = Path->named();
    if (!Named || !firstReport(Call->getExprLoc()))
      continue;
    Edits Fix(U.context());
    // Two fixes, one in the other, can't be made in one run, nor may a second one find the rest.
    bool HoldsUpdate = llvm::any_of(Body.calls(), [&](const Expr *Inner) {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Inner));
      const Expr *Object = objectOf(*Inner);
      return Inner != Call && Method && !Method->isConst() && Object && atomicModel(U, Object) &&
             Body.isWithin(Inner, Call);
    });
    if (HoldsUpdate || isInstantiation(Function))
      Fix.refuse();
    else
      oneStep(Fix, U, *What, *Path);
    diag(Call->getExprLoc(),
         "%0 is read and written in two steps; what others write between them is lost")
        << Named << Fix;
    if (Fix.empty())
      note(Load->Where->getExprLoc(),
           "read here; use one atomic operation or a compare-exchange loop");
  }
}

} // namespace asynctidy
