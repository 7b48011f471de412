//===- ReferenceAcrossSuspensionCheck.cpp - async-reference-across-suspension ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceAcrossSuspensionCheck.h"
#include "async-tidy/Analysis/AsyncLocks.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

ReferenceAcrossSuspensionCheck::ReferenceAcrossSuspensionCheck(
    StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// True if a copy of an object of \p Type is cheap, and as good as the object.
static bool isCheapCopy(const ASTContext &Context, QualType Type) {
  static constexpr int64_t Limit = 64;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (Type->isDependentType() || Type->isIncompleteType() || Type->isUndeducedType() ||
      Type->isArrayType() || Context.getTypeSizeInChars(Type).getQuantity() > Limit)
    return false;
  if (!Record || Type.isTriviallyCopyableType(Context))
    return !Record || !Record->isPolymorphic();
  return Record->isInStdNamespace() &&
         (Record->getName() == "basic_string" || Record->getName() == "shared_ptr");
}

/// Lets reference \p Var be a copy: `const auto &` becomes `const auto`.
static void copyInstead(Edits &E, const ASTContext &Context, const VarDecl &Var) {
  const TypeSourceInfo *Written = Var.getTypeSourceInfo();
  auto Reference =
      Written ? Written->getTypeLoc().getAs<LValueReferenceTypeLoc>() : LValueReferenceTypeLoc();
  QualType Type = Var.getType().getNonReferenceType();
  if (!Reference || isa<DecompositionDecl>(Var) || !Type.isConstQualified() ||
      !isCheapCopy(Context, Type))
    E.refuse();
  else
    E.remove(Reference.getSigilLoc());
}

/// Lets \p Loop go over a copy of its container: `for (const auto &x : std::vector(items_))`.
static void walkCopy(Edits &E, const ASTContext &Context, const CXXForRangeStmt &Loop) {
  const Expr *Range = Loop.getRangeInit();
  const auto *Container =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Range->getType()));
  QualType Visited = Loop.getLoopVariable()->getType();
  bool Reads = !Visited->isReferenceType() || Visited.getNonReferenceType().isConstQualified();
  StringRef Text = sourceText(Range->getSourceRange(), Context);
  std::string Name = Container ? standardName(*Container) : std::string();
  if (Name.empty() || !Reads || Text.empty()) {
    E.refuse();
    return;
  }
  unsigned Left = hasMethod(*Container, "mapped_type") || hasMethod(*Container, "at") ? 2 : 1;
  for (const TemplateArgument &Argument : Container->getTemplateArgs().asArray())
    if (Argument.getKind() != TemplateArgument::Type || Left-- == 0)
      break;
    else if (const CXXRecordDecl *Element = compat::recordOf(Argument.getAsType());
             !isCheapCopy(Context, Argument.getAsType()) &&
             !(Element && Element->isInStdNamespace() && Element->getName() == "allocator")) {
      E.refuse();
      return;
    }
  E.replace(Range->getSourceRange(), (Name + "(" + Text + ")").str());
}

void ReferenceAcrossSuspensionCheck::noteChange(const StorageChange &Change,
                                                const SharedStorage &Storage,
                                                const FunctionDecl &Here) {
  if (Change.In == &Here)
    note(Change.Where->getExprLoc(), "changed here; two calls may be on their way at once");
  else
    note(Change.Where->getExprLoc(), "%0 is changed here, by %1")
        << Storage.Container << describe(*Change.In);
}

/// An awaited or returned call of something that visits the elements of a container while its task
/// runs: `co_await do_for_each(items_, f)`.
void ReferenceAcrossSuspensionCheck::visitedByCallee(Unit &U, const FunctionBody &Body,
                                                     const Expr &Point) {
  const Expr *Operand = awaitOperand(&Point);
  const Expr *Call = stripToObject(Operand ? Operand : &Point);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  // By its name: others take along what they get.
  if (!Callee || !StringRef(Callee->getNameAsString()).contains_insensitive("each"))
    return;
  FunctionMatch M = U.calleeModel(*Call);
  if (!M || llvm::none_of(M->Callables, [](const CallableFact &F) {
        return F.When == CallableFact::Later && F.KeepsClosure;
      }))
    return;
  for (const Expr *Argument : argumentsOf(*Call)) {
    const Expr *Object = Argument->IgnoreParenImpCasts();
    // The container itself, or iterators into it.
    std::optional<SharedStorage> Storage = sharedStorageOf(U, Body.function(), Object);
    if (!Storage || (Object->isGLValue() && Storage->Element) || Storage->Pointee ||
        Object->isXValue())
      continue;
    const StorageChange *Change =
        U.storageChanges().whileSuspended(*Storage, Handle::Iterator, Body.function());
    if (!Change || (Operand && isLockedOver(U, Body, Point)) || !firstReport(Point.getExprLoc()))
      continue;
    diag(Point.getExprLoc(),
         "%0 is gone through while the %select{task|coroutine}1 is suspended%select{| here}1, "
         "and may change; go through a copy")
        << Storage->Container << (Operand != nullptr);
    noteChange(*Change, *Storage, Body.function());
    return;
  }
}

/// The call that gives a share in an object that nobody changes any more (`shared_ptr<const T>`),
/// if \p E leads into that object and nothing keeps the share: others replace such objects as a
/// whole.
static const CallExpr *droppedShare(const Expr *E) {
  for (unsigned Depth = 0; E && Depth < 8; ++Depth) {
    E = stripToObject(E);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(E)) {
      E = Member->getBase();
      continue;
    }
    const auto *Leads = dyn_cast_or_null<CXXOperatorCallExpr>(E);
    if (!Leads || Leads->getNumArgs() != 1 ||
        (Leads->getOperator() != OO_Arrow && Leads->getOperator() != OO_Star)) {
      // Accessors that give a reference to a part.
      E = isa_and_nonnull<CXXMemberCallExpr>(E) && E->isGLValue() ? objectOf(*E) : nullptr;
      continue;
    }
    const auto *Share = dyn_cast_or_null<CallExpr>(stripToObject(Leads->getArg(0)));
    const auto *Owner = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        Share && Share->isPRValue() ? compat::recordOf(Share->getType()) : nullptr);
    return Owner && hasMethod(*Owner, "use_count") && Owner->getTemplateArgs().size() > 0 &&
                   Owner->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
                   Owner->getTemplateArgs()[0].getAsType().isConstQualified()
               ? Share
               : nullptr;
  }
  return nullptr;
}

/// A reference into what a temporary owner has kept: `const auto &topology =
/// snapshot()->topology;`.
void ReferenceAcrossSuspensionCheck::leftByOwner(Unit &U, const FunctionDecl &Function,
                                                 const VarDecl &Var, const CXXForRangeStmt *Loop) {
  const Expr *From = Loop ? Loop->getRangeInit() : Var.getInit();
  const CallExpr *Share = droppedShare(From);
  const FunctionDecl *Callee = Share ? Share->getDirectCallee() : nullptr;
  std::optional<StaleUse> Stale =
      Callee ? firstStaleUse(U, Function, Var, nullptr) : std::optional<StaleUse>();
  if (!Stale || !firstReport(Stale->Use->getBeginLoc()))
    return;
  if (Loop)
    diag(Loop->getRangeInit()->getExprLoc(), "nothing keeps what %0 gives while this loop's body "
                                             "is suspended; it may have been replaced by then")
        << Callee;
  else
    diag(Stale->Use->getBeginLoc(), "%0 leads into what %1 gave, which nothing has kept while the "
                                    "coroutine was suspended")
        << &Var << Callee;
  note(Stale->Suspension->getExprLoc(), "suspended here");
  note(Share->getBeginLoc(), "this pointer is a temporary; keep it in a variable");
}

void ReferenceAcrossSuspensionCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Types aren't known yet: its instantiations are looked at.
  const FunctionBody &Body = U.body(Function);
  if (Body.suspensions().empty() && !Body.returns().empty() &&
      taskType(U, Function.getReturnType()) && !U.isTestCode(Function))
    for (const ReturnStmt *Return : Body.returns())
      if (const Expr *Value = Return->getRetValue();
          Value && isa_and_nonnull<CallExpr>(stripToObject(Value)))
        visitedByCallee(U, Body, *Value);
  if (Body.suspensions().empty() || U.isTestCode(Function))
    return;
  for (const Expr *Point : Body.suspensions())
    visitedByCallee(U, Body, *Point);
  llvm::SmallVector<const CXXForRangeStmt *, 2> Loops;
  // Iterators of loops first: what they give isn't another finding.
  for (bool Hidden : {true, false})
    for (const VarDecl *Var : Body.variables()) {
      const CXXForRangeStmt *Loop = loopOfIterator(Body, *Var);
      if ((Loop != nullptr) != Hidden || !Var->hasLocalStorage() || !Var->getInit() ||
          (Var->isImplicit() && !Loop && !isa<DecompositionDecl>(Var)))
        continue;
      if (llvm::any_of(Loops, [&](const CXXForRangeStmt *Reported) {
            return Reported->getLoopVariable() == Var;
          }))
        continue;
      Handle What = Loop ? Handle::Iterator : handleOf(Var->getType().getUnqualifiedType());
      std::optional<SharedStorage> Storage = sharedStorageOf(U, Function, Var->getInit());
      if (!Storage || !Storage->Element) {
        if (Var->getType()->isReferenceType() || Loop)
          leftByOwner(U, Function, *Var, Loop);
        continue;
      }
      std::optional<StaleUse> Stale = firstStaleUse(U, Function, *Var, Storage->Container);
      if (!Stale || isLockedOver(U, Body, *Stale->Suspension))
        continue;
      const StorageChange *Change = U.storageChanges().whileSuspended(*Storage, What, Function);
      if (!Change)
        Change = U.storageChanges().whileAwaited(*Storage, What, Body, *Stale->Suspension);
      if (!Change)
        continue;
      SourceLocation Where = Loop ? Loop->getRangeInit()->getExprLoc() : Stale->Use->getBeginLoc();
      if (Loop)
        Loops.push_back(Loop);
      if (!firstReport(Where))
        continue;
      Edits Fix(U.context());
      if (Loop) {
        diag(Where, "%0 may change while this loop's body is suspended; the loop then goes on with "
                    "an invalid iterator")
            << Storage->Container;
        walkCopy(Fix, U.context(), *Loop);
      } else {
        if (isa<DecompositionDecl>(Var))
          diag(Where,
               "this leads into %0, which may have changed while the coroutine was suspended")
              << Storage->Container;
        else
          diag(
              Where,
              "%0 leads into %1, which may have changed while the coroutine was suspended; look it "
              "up again")
              << Var << Storage->Container;
        copyInstead(Fix, U.context(), *Var);
      }
      note(Stale->Suspension->getExprLoc(), "suspended here");
      noteChange(*Change, *Storage, Function);
      if (!Fix.empty() && !isInstantiation(Function))
        note(Loop ? Where : Var->getLocation(), "%select{keep a copy|go through a copy}0")
            << (Loop != nullptr) << Fix;
    }
}

} // namespace asynctidy
