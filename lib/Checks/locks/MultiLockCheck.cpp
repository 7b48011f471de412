//===- MultiLockCheck.cpp - async-multi-lock -----------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MultiLockCheck.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Source.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asynctidy {

MultiLockCheck::MultiLockCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

namespace {
/// Guards in consecutive statements of one block.
struct Guards {
  /// std::lock(a, b), whose locks the guards adopt; null if each takes its own.
  const CallExpr *Locked = nullptr;
  llvm::SmallVector<const DeclStmt *, 2> Statements;
  llvm::SmallVector<const VarDecl *, 2> Variables;
  llvm::SmallVector<const Expr *, 2> Mutexes;
  llvm::SmallVector<AccessPath, 2> Paths;
  size_t OfFirst = 0; ///< How many of the mutexes are the first guard's.
};
} // namespace

/// True if \p Mutex can be named before the locks in front of it are taken: no pointer that others
/// may change, and that those locks may guard, leads to it.
static bool reachedWithoutLock(const Expr *Mutex) {
  auto Constant = [](const Expr *Pointer) {
    const VarDecl *Var = variableNamedBy(Pointer);
    return isa<CXXThisExpr>(Pointer->IgnoreParenImpCasts()) || (Var && Var->hasLocalStorage()) ||
           stripToObject(Pointer)->getType().isConstQualified();
  };
  for (const Expr *E = stripToObject(Mutex); E;) {
    if (E->getType()->isPointerType() && !isa<UnaryOperator, CXXOperatorCallExpr>(E) &&
        !Constant(E))
      return false;
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      E = stripToObject(Member->getBase());
    else if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      E = stripToObject(Unary->getSubExpr());
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
      E = stripToObject(Call->getImplicitObjectArgument());
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return Constant(Operator->getArg(0)); // A smart pointer.
    else
      return true;
  }
  return true;
}

static bool mentions(const Stmt *S, const VarDecl *Var) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl()->getCanonicalDecl() == Var;
  if (isa<CXXThisExpr>(S))
    return Var == nullptr;
  return llvm::any_of(S->children(), [Var](const Stmt *Child) { return mentions(Child, Var); });
}

/// True if \p S has a comparison by order of something of \p A with something of \p B.
static bool ordersThem(const Stmt *S, const VarDecl *A, const VarDecl *B) {
  if (!S)
    return false;
  auto Orders = [&](const Stmt *Left, const Stmt *Right) {
    return (mentions(Left, A) && mentions(Right, B)) || (mentions(Left, B) && mentions(Right, A));
  };
  if (const auto *Op = dyn_cast<BinaryOperator>(S);
      Op && Op->isRelationalOp() && Orders(Op->getLHS(), Op->getRHS()))
    return true;
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S);
      Call && Call->getNumArgs() >= 2 && Call->getOperator() != OO_EqualEqual &&
      Call->getOperator() != OO_ExclaimEqual &&
      Orders(Call->getArg(Call->getNumArgs() - 2), Call->getArg(Call->getNumArgs() - 1)))
    return true; // std::less, and operators of the user's.
  return llvm::any_of(S->children(), [&](const Stmt *C) { return ordersThem(C, A, B); });
}

/// True if a variable \p Var, which leads to a mutex, was chosen among several: `auto &first =
/// &a < &b ? a : b;`, `std::swap(first, second)`.
static bool wasChosen(const FunctionBody &Body, const VarDecl *Var) {
  if (!Var || !Var->hasLocalStorage())
    return false;
  if (const Expr *Init = Var->getInit()) {
    const Expr *Value = stripToObject(Init);
    if (const auto *Unary = dyn_cast<UnaryOperator>(Value))
      Value = stripToObject(Unary->getSubExpr());
    const auto *Call = dyn_cast<CallExpr>(Value); // std::min(a, b)
    if (isa<ConditionalOperator>(Value) || (Call && Call->getNumArgs() > 1))
      return true;
  }
  return llvm::any_of(Body.references(), [&](const DeclRefExpr *Ref) {
    if (Ref->getDecl()->getCanonicalDecl() != Var->getCanonicalDecl())
      return false;
    const Stmt *Child = Ref;
    const Stmt *Up = Body.significantParent(Ref, &Child);
    if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Up))
      return Assign->isAssignmentOp() && Assign->getLHS() == Child;
    const auto *Call = dyn_cast_or_null<CallExpr>(Up);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Callee->getIdentifier() && Callee->getName() == "swap";
  });
}

/// True if the function takes care of the order: all who lock these two do it the same way.
static bool isOrdered(const FunctionBody &Body, const Guards &G) {
  for (size_t I = 0; I + 1 < G.Paths.size(); ++I) {
    const VarDecl *A = G.Paths[I].base(), *B = G.Paths[I + 1].base();
    if (wasChosen(Body, A) || wasChosen(Body, B))
      return true;
    for (const Stmt *Up = G.Statements.front(); Up; Up = Body.parent(Up))
      if (const auto *If = dyn_cast<IfStmt>(Up); If && ordersThem(If->getCond(), A, B))
        return true;
  }
  return false;
}

/// Adds the guards that \p S declares to \p G; false if it is another statement, or one of the
/// guards can't be replaced, or belongs to another group.
static bool addGuards(const Unit &U, const Stmt *S, const llvm::DenseSet<const Decl *> &Used,
                      Guards &G) {
  const auto *Decls = dyn_cast<DeclStmt>(S);
  if (!Decls)
    return false;
  Guards More = G;
  More.Statements.push_back(Decls);
  for (const Decl *D : Decls->decls()) {
    const auto *Var = dyn_cast<VarDecl>(D);
    std::optional<GuardInit> Init = Var ? guardInit(U, *Var) : std::nullopt;
    // A guard that is used later can't give up its mutex to another one.
    if (!Init || Init->Shared || Init->Mutexes.empty() || Used.count(Var) ||
        Init->Tag != (G.Locked ? GuardTag::Adopt : GuardTag::None))
      return false;
    More.Variables.push_back(Var);
    for (const Expr *Mutex : Init->Mutexes) {
      std::optional<AccessPath> Path = AccessPath::of(Mutex);
      QualType Type = stripToObject(Mutex)->getType();
      if (Type->isPointerType())
        Type = Type->getPointeeType();
      if (!Path || !Path->named() || !isLockable(Type) || llvm::is_contained(More.Paths, *Path) ||
          (!G.Locked && !More.Paths.empty() && !reachedWithoutLock(Mutex)))
        return false;
      More.Mutexes.push_back(Mutex);
      More.Paths.push_back(*Path);
    }
    if (More.Variables.size() == 1)
      More.OfFirst = More.Paths.size();
  }
  G = std::move(More);
  return true;
}

/// True if the guards take over all that \p G.Locked locked, and nothing else.
static bool adoptsAll(const Guards &G) {
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*G.Locked);
  return Arguments.size() == G.Paths.size() && llvm::all_of(Arguments, [&G](const Expr *A) {
           std::optional<AccessPath> Path = AccessPath::of(A);
           return Path && llvm::is_contained(G.Paths, *Path);
         });
}

/// The mutex that \p E names or points to, as an argument; empty if that can't be written.
static std::string mutexText(const Expr *E, const ASTContext &Context) {
  E = E->IgnoreImplicit()->IgnoreParenImpCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    return sourceText(Address->getSubExpr()->getSourceRange(), Context).str();
  // Behind a pointer there may be none, which some guards put up with.
  if (E->getType()->isPointerType())
    return {};
  return sourceText(E->getSourceRange(), Context).str();
}

/// One std::scoped_lock in the place of the first statement, none in that of the others.
static void merge(Edits &E, const Guards &G, const ASTContext &Context) {
  const Stmt *First = G.Locked ? cast<Stmt>(G.Locked) : G.Statements.front();
  auto HasComment = [&](const Stmt *S) {
    StringRef Text = sourceText(S->getSourceRange(), Context);
    return Text.contains("//") || Text.contains("/*");
  };
  llvm::SmallVector<std::string, 2> Mutexes;
  for (const Expr *Mutex : G.Mutexes)
    Mutexes.push_back(mutexText(Mutex, Context));
  // A conditional between them would be cut in two.
  if (!Context.getLangOpts().CPlusPlus17 ||
      touchesMacro({First->getBeginLoc(), G.Statements.back()->getEndLoc()}, Context) ||
      HasComment(First) || llvm::any_of(G.Statements, HasComment) ||
      llvm::is_contained(Mutexes, "") ||
      llvm::any_of(G.Variables, [](const VarDecl *Var) { return Var->hasAttrs(); })) {
    E.refuse();
    return;
  }
  std::string Text = guardText(Context, G.Variables.front()->getName(), llvm::join(Mutexes, ", "));
  if (Text.empty())
    E.refuse();
  E.replace(First->getSourceRange(),
            (G.Variables.front()->getType().isConstQualified() ? "const " : "") + Text +
                (G.Locked ? "" : ";"));
  for (const DeclStmt *S : llvm::ArrayRef(G.Statements).drop_front(G.Locked ? 0 : 1))
    E.removeStatement(*S);
}

void MultiLockCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (!U.locks(Function).any() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  llvm::DenseSet<const Decl *> Used;
  for (const DeclRefExpr *Ref : Body.references())
    Used.insert(Ref->getDecl());
  llvm::SmallPtrSet<const CompoundStmt *, 4> Blocks;
  llvm::SmallVector<Guards, 2> Found;
  for (const VarDecl *Var : Body.variables()) {
    if (!holdsBlockingLock(U, Var->getType()))
      continue;
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(Body.parent(Var->getInit())));
    if (!Block || !Blocks.insert(Block).second)
      continue;
    Guards G;
    auto Finish = [&] {
      if (G.Paths.size() > 1 && (G.Locked ? adoptsAll(G) : G.Variables.size() > 1))
        Found.push_back(G);
      G = {};
    };
    for (const Stmt *S : Block->body()) {
      if (addGuards(U, S, Used, G))
        continue;
      Finish();
      if (!addGuards(U, S, Used, G))
        if (const auto *Call = dyn_cast<CallExpr>(S))
          if (FunctionMatch M = U.calleeModel(*Call); M && M->Locks.size() == 1 &&
                                                      M->Locks[0].Does == LockFact::Acquires &&
                                                      M->Locks[0].Argument.Kind == ArgumentRef::Any)
            G.Locked = Call;
    }
    Finish();
  }
  const bool Cxx17 = U.context().getLangOpts().CPlusPlus17;
  for (const Guards &G : Found) {
    if (G.Locked ? !Cxx17 : isOrdered(Body, G))
      continue;
    SourceLocation Where = G.Locked ? G.Locked->getBeginLoc() : G.Variables[1]->getLocation();
    if (!firstReport(Where))
      continue;
    Edits Fix(U.context());
    if (isInstantiation(Function))
      Fix.refuse();
    else
      merge(Fix, G, U.context());
    if (G.Locked) {
      diag(Where,
           "%0 and %1 are locked first and get their guards afterwards; one std::scoped_lock "
           "does both")
          << G.Paths[0].named() << G.Paths[1].named() << Fix;
      continue;
    }
    const AccessPath &First = G.Paths[0], &Second = G.Paths[G.OfFirst];
    // Members of one name need their objects' as well.
    const bool Alike = First.named()->getName() == Second.named()->getName();
    const std::string Outer = Alike ? First.text() : First.named()->getNameAsString();
    const std::string Inner = Alike ? Second.text() : Second.named()->getNameAsString();
    diag(Where, "'%0' is locked while '%1' is held; threads that lock them in another order wait "
                "for each other forever")
        << Inner << Outer << Fix;
    note(G.Variables[0]->getLocation(),
         "'%0' is locked here; %select{std::lock and adopting guards "
         "lock|one std::scoped_lock locks}1 "
         "both without an order")
        << Outer << Cxx17;
  }
}

} // namespace asynctidy
