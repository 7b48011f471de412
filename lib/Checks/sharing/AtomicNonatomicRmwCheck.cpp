//===- AtomicNonatomicRmwCheck.cpp - async-atomic-nonatomic-rmw ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AtomicNonatomicRmwCheck.h"
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

/// The model of the atomic that \p E is, or none. A derived class (atomic<int> from
/// __atomic_base<int>) is one through its base.
static const AtomicModel *atomicModel(const Unit &U, const Expr *E) {
  E = E->IgnoreParens();
  while (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
    if (Cast->getCastKind() != CK_UncheckedDerivedToBase &&
        Cast->getCastKind() != CK_DerivedToBase && Cast->getCastKind() != CK_NoOp)
      break;
    E = Cast->getSubExpr()->IgnoreParens();
  }
  QualType Type = E->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  TypeMatch M = U.typeModel(Type);
  return M && M->Atomic ? &*M->Atomic : nullptr;
}

/// How an atomic is read in \p E, if at all: the explicit memory order's text.
namespace {
struct Read {
  const Expr *Where = nullptr;
  const Expr *Order = nullptr;
};
} // namespace

/// True if \p E reads the atomic at \p Path; it says nothing of what is below \p E.
static std::optional<Read> readOf(const Unit &U, const Stmt *S, const AccessPath &Path) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method)
    return std::nullopt;
  const AtomicModel *Model = atomicModel(U, Call->getImplicitObjectArgument());
  std::optional<AccessPath> Object =
      Model ? AccessPath::of(Call->getImplicitObjectArgument()) : std::nullopt;
  if (!Object || !(*Object == Path))
    return std::nullopt;
  if (isa<CXXConversionDecl>(Method))
    return Read{Call, nullptr};
  if (!Method->getIdentifier() || !llvm::is_contained(Model->Loads, Method->getName()))
    return std::nullopt;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Call);
  return Read{Call, Arguments.empty() ? nullptr : Arguments.front()};
}

static std::optional<Read> findRead(const Unit &U, const Stmt *S, const AccessPath &Path) {
  if (!S || isa<LambdaExpr>(S))
    return std::nullopt;
  if (std::optional<Read> Here = readOf(U, S, Path))
    return Here;
  for (const Stmt *Child : S->children())
    if (std::optional<Read> Below = findRead(U, Child, Path))
      return Below;
  return std::nullopt;
}

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

namespace {
/// `a = a <op> x` or `a.store(a.load() <op> x)`.
struct Update {
  const Expr *Whole;
  const Expr *Object;
  const Expr *Value;
  const Expr *Order = nullptr; ///< Of the store.
  bool IsStore = false;
};
} // namespace

static std::optional<Update> updateOf(const Unit &U, const Expr *Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    if (Operator->getOperator() != OO_Equal || Operator->getNumArgs() != 2 ||
        !atomicModel(U, Operator->getArg(0)))
      return std::nullopt;
    return Update{Call, Operator->getArg(0), Operator->getArg(1)};
  }
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier())
    return std::nullopt;
  const AtomicModel *Model = atomicModel(U, Member->getImplicitObjectArgument());
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Member);
  if (!Model || Arguments.empty() || !llvm::is_contained(Model->Stores, Method->getName()))
    return std::nullopt;
  return Update{Call, Member->getImplicitObjectArgument(), Arguments[0],
                Arguments.size() > 1 ? Arguments[1] : nullptr, true};
}

/// Writes the update as one step. Only where the result is the same: integers and pointers,
/// the atomic as one operand, the other one not reading it.
static void oneStep(Edits &E, const Unit &U, const Update &What, const AccessPath &Path) {
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
    return readOf(U, Stripped, Path).has_value();
  };
  const Expr *Other = nullptr;
  if (IsTheAtomic(Op->getLHS()))
    Other = Op->getRHS();
  else if (Op->getOpcode() != BO_Sub && IsTheAtomic(Op->getRHS()))
    Other = Op->getLHS();
  if (!Other || findRead(U, Other, Path) || !Other->getType()->isIntegerType() ||
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
  std::optional<Read> Load = findRead(U, What.Value, Path);
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

/// True if the order says that the author knows there is one writer: nobody weakens the
/// order of a read by accident.
static bool isRelaxed(const Expr *Order, const ASTContext &Context) {
  return Order && sourceText(Order->getSourceRange(), Context).contains("relaxed");
}

void AtomicNonatomicRmwCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (isa<CXXConstructorDecl>(Function) || isa<CXXDestructorDecl>(Function))
    return; // Nobody else has the object yet, or still.
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    std::optional<Update> What = updateOf(U, Call);
    if (!What)
      continue;
    std::optional<AccessPath> Path = AccessPath::of(What->Object);
    std::optional<Read> Load = Path ? findRead(U, What->Value, *Path) : std::nullopt;
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
