//===- HandReleases.cpp - what is released by hand, behind a suspension ---===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/HandReleases.h"
#include "async-tidy/Analysis/Atomics.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Mentions.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

namespace {
/// Something acquired, before it is known who releases it.
struct Acquired {
  HandRelease::KindTy Kind;
  const Expr *By;
  /// For Value.
  const VarDecl *Var = nullptr;
  /// For the others.
  std::optional<AccessPath> Path;
  /// Names of the functions or methods that release it; none for `new` and counters.
  ArrayRef<std::string> ReleasedBy;
};

class Finder {
public:
  Finder(Unit &U, const FunctionDecl &Function) : U(U), Body(U.body(Function)) {}
  std::vector<HandRelease> find();

private:
  std::optional<Acquired> acquires(const Expr &E) const;
  const Expr *releaseIn(const Stmt &S, const Acquired &A) const;
  bool releases(const Expr &E, const Acquired &A) const;
  bool isHandedOver(const Acquired &A, const Stmt &From, const Stmt &To) const;
  bool keeps(const DeclRefExpr &Mention, const Acquired &A) const;
  bool mayEndAt(const Expr &Point) const;
  std::optional<HandRelease> leak(const Acquired &A, const Stmt &First,
                                  const CompoundStmt &Block) const;
  bool isCaughtToRelease(const Expr &Point, const Stmt &Block, const Acquired &A) const;
  bool isBetween(const Stmt &S, const Stmt &From, const Stmt &To) const;

  Unit &U;
  const FunctionBody &Body;
  bool Terminates = false;
};
} // namespace

//===----------------------------------------------------------------------===//
// Acquiring and releasing
//===----------------------------------------------------------------------===//

/// What \p E counts up (\p By 1) or down (-1).
static std::optional<AccessPath> counted(const Unit &U, const Expr &E, int By) {
  const Expr *Counter = nullptr;
  auto Counts = [&](const CXXMemberCallExpr &Call) {
    const AtomicModel *Model = atomicModel(U, Call.getImplicitObjectArgument());
    return Model && llvm::is_contained(By > 0 ? Model->Adds : Model->Subtracts,
                                       nameOf(Call.getMethodDecl()));
  };
  if (const auto *Unary = dyn_cast<UnaryOperator>(&E);
      Unary && (By > 0 ? Unary->isIncrementOp() : Unary->isDecrementOp()))
    Counter = Unary->getSubExpr();
  else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
           Operator && Operator->getOperator() == (By > 0 ? OO_PlusPlus : OO_MinusMinus))
    Counter = Operator->getArg(0);
  else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&E); Call && Counts(*Call))
    Counter = Call->getImplicitObjectArgument();
  std::optional<AccessPath> Path = Counter ? AccessPath::of(Counter) : std::nullopt;
  if (!Path || !Path->named())
    return std::nullopt;
  QualType Type = stripToObject(Counter)->getType().getNonReferenceType();
  TypeMatch M = U.typeModel(Type);
  if (!Type->isIntegerType() && !(M && M->Atomic))
    return std::nullopt; // An iterator.
  // A local's end is that of the frame.
  const VarDecl *Base = Path->base();
  if (Base && Base->hasLocalStorage() && !Base->getType()->isReferenceType() &&
      (Path->isVariable() ||
       (Base->getType()->isRecordType() && isa<FieldDecl>(Path->steps().front()))))
    return std::nullopt;
  return Path;
}

std::optional<Acquired> Finder::acquires(const Expr &E) const {
  if (std::optional<AccessPath> Path = counted(U, E, 1)) {
    Acquired A{HandRelease::Counter, &E};
    A.Path = Path;
    return A;
  }
  const Stmt *Child = &E;
  if (const auto *New = dyn_cast<CXXNewExpr>(&E)) {
    Body.significantParent(&E, &Child);
    const VarDecl *Var = Body.initializedBy(Child);
    if (!Var || New->getNumPlacementArgs() != 0)
      return std::nullopt;
    return Acquired{HandRelease::Value, &E, Var};
  }
  FunctionMatch M = isa<CallExpr>(E) ? U.calleeModel(E) : FunctionMatch();
  if (!M || !M->Resource)
    return std::nullopt;
  if (M->Resource->Of == ResourceFact::Object) {
    const Expr *Object = objectOf(E);
    Acquired A{HandRelease::Object, &E};
    A.Path = Object ? AccessPath::of(Object) : std::nullopt;
    A.ReleasedBy = M->Resource->ReleasedBy;
    if (!A.Path || !A.Path->named())
      return std::nullopt;
    return A;
  }
  const Stmt *Up = Body.significantParent(&E, &Child);
  // malloc() and the like give a void *.
  while (Up && isa<ExplicitCastExpr>(Up))
    Child = Up, Up = Body.significantParent(Up, &Child);
  Acquired A{HandRelease::Value, &E, Body.initializedBy(Child)};
  A.ReleasedBy = M->Resource->ReleasedBy;
  if (!A.Var)
    return std::nullopt;
  return A;
}

bool Finder::releases(const Expr &E, const Acquired &A) const {
  if (A.Kind == HandRelease::Counter)
    return counted(U, E, -1) == A.Path;
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(&E))
    return A.Kind == HandRelease::Value && A.ReleasedBy.empty() &&
           variableNamedBy(Delete->getArgument()) == A.Var;
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call || !llvm::is_contained(A.ReleasedBy, nameOf(calleeOf(E))))
    return false;
  if (A.Kind == HandRelease::Object) {
    const Expr *Object = objectOf(E);
    std::optional<AccessPath> Path = Object ? AccessPath::of(Object) : std::nullopt;
    return Path && *Path == *A.Path;
  }
  return llvm::any_of(Call->arguments(),
                      [&](const Expr *Argument) { return variableNamedBy(Argument) == A.Var; });
}

/// The release of \p A in \p S, closures included: they run when it is time.
const Expr *Finder::releaseIn(const Stmt &S, const Acquired &A) const {
  if (const auto *E = dyn_cast<Expr>(&S); E && releases(*E, A))
    return E;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
    return Lambda->getBody() ? releaseIn(*Lambda->getBody(), A) : nullptr;
  for (const Stmt *Child : S.children())
    if (const Expr *Found = Child ? releaseIn(*Child, A) : nullptr)
      return Found;
  return nullptr;
}

//===----------------------------------------------------------------------===//
// In between
//===----------------------------------------------------------------------===//

bool Finder::isBetween(const Stmt &S, const Stmt &From, const Stmt &To) const {
  const SourceManager &SM = U.context().getSourceManager();
  return SM.isBeforeInTranslationUnit(From.getEndLoc(), S.getBeginLoc()) &&
         SM.isBeforeInTranslationUnit(S.getBeginLoc(), To.getBeginLoc());
}

/// True if who is given the value at \p Mention may release it.
bool Finder::keeps(const DeclRefExpr &Mention, const Acquired &A) const {
  const Stmt *Child = &Mention;
  const Stmt *Up = Body.significantParent(&Mention, &Child);
  while (Up && isa<ExplicitCastExpr>(Up))
    Child = Up, Up = Body.significantParent(Up, &Child);
  if (!Up || isa<LambdaExpr, ReturnStmt, CoreturnStmt>(Up) || Body.initializedBy(Child))
    return true;
  // A view, a struct for a system call: without a destructor it releases nothing.
  if (isa<CXXConstructExpr, InitListExpr>(Up)) {
    const CXXRecordDecl *Record = compat::recordOf(cast<Expr>(Up)->getType());
    return Record && (!Record->hasDefinition() || !Record->hasTrivialDestructor());
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(Up))
    return Unary->getOpcode() == UO_AddrOf || Unary->isIncrementDecrementOp();
  if (const auto *Binary = dyn_cast<BinaryOperator>(Up))
    return Binary->isAssignmentOp();
  const auto *Call = dyn_cast<CallExpr>(Up);
  if (!Call)
    return !isa<MemberExpr, ArraySubscriptExpr, IfStmt, WhileStmt, AbstractConditionalOperator>(Up);
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || Call->getCallee() == Child)
    return true;
  // What is awaited at once uses it; a function may as well keep a pointer.
  for (const Stmt *Each = Call; Each; Each = Body.parent(Each))
    if (isa<CoawaitExpr>(Each))
      return false;
  if (isa<CXXMemberCallExpr>(Call))
    return true;
  bool Pointer = A.Var->getType()->isPointerType() && A.ReleasedBy.empty();
  return Pointer && !inSystemHeader(Callee->getLocation(), U.context());
}

/// True if \p A changes hands between \p From and \p To.
bool Finder::isHandedOver(const Acquired &A, const Stmt &From, const Stmt &To) const {
  if (A.Kind != HandRelease::Value) {
    // A guard, or a handler, that is given a closure.
    return llvm::any_of(Body.lambdas(), [&](const LambdaExpr *Lambda) {
      return isBetween(*Lambda, From, To) && releaseIn(*Lambda, A);
    });
  }
  return llvm::any_of(Body.references(), [&](const DeclRefExpr *Ref) {
    if (Ref->getDecl() != A.Var || !isBetween(*Ref, From, To))
      return false;
    for (const Stmt *Up = Ref; Up; Up = Body.parent(Up))
      if (const auto *E = dyn_cast<Expr>(Up); E && releases(*E, A))
        // Before a way out; the way on has it still.
        return !leaves(Body.parent(Body.statementOf(Ref)));
    return keeps(*Ref, A);
  });
}

/// True if the coroutine may end at \p Point: what is awaited throws, or nobody asks for the next
/// value.
bool Finder::mayEndAt(const Expr &Point) const {
  if (isa<CoyieldExpr>(Point))
    return true;
  const auto *Await = dyn_cast<CoawaitExpr>(&Point);
  if (!Await || Terminates || neverSuspends(U, Point))
    return false;
  const auto *Resume = dyn_cast_or_null<CallExpr>(
      Await->getResumeExpr() ? Await->getResumeExpr()->IgnoreImplicit() : nullptr);
  const FunctionDecl *Callee = Resume ? Resume->getDirectCallee() : nullptr;
  const auto *Type = Callee ? Callee->getType()->getAs<FunctionProtoType>() : nullptr;
  if (!Type || Type->isNothrow())
    return false;
  // Gives its error instead of throwing it.
  const auto *Call = dyn_cast_or_null<CallExpr>(stripToObject(awaitOperand(&Point)));
  return !Call || llvm::none_of(Call->arguments(), [this](const Expr *Argument) {
    FunctionMatch M = isa<CallExpr>(stripToObject(Argument))
                          ? U.calleeModel(*stripToObject(Argument))
                          : FunctionMatch();
    return M && M->SetsError;
  });
}

/// True if a handler around \p Point releases \p A, or goes on to where it is.
bool Finder::isCaughtToRelease(const Expr &Point, const Stmt &Block, const Acquired &A) const {
  for (const CXXTryStmt *Try = Body.tryAround(&Point); Try; Try = Body.tryAround(Try)) {
    if (Body.isWithin(Try, &Block))
      return true;
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
      if (releaseIn(*Try->getHandler(I), A))
        return true;
  }
  return false;
}

/// What becomes of \p A, acquired by statement \p First of \p Block.
std::optional<HandRelease> Finder::leak(const Acquired &A, const Stmt &First,
                                        const CompoundStmt &Block) const {
  // The first statement behind it that releases it, or does so if there is something.
  const Stmt *Last = nullptr;
  const Expr *Released = nullptr;
  for (const Stmt *S : Body.following(&First)) {
    const auto *If = dyn_cast<IfStmt>(S);
    const auto *E = dyn_cast<Expr>(S);
    if (If && !(A.Var && If->getCond() && mentions(*If->getCond(), *A.Var) && !If->getElse()))
      continue;
    if (If && leaves(If->getThen()))
      continue;
    if ((If || E) && (Released = releaseIn(*S, A))) {
      Last = S;
      break;
    }
  }
  if (!Last || isHandedOver(A, First, *Last))
    return std::nullopt;
  for (const Expr *Point : Body.suspensions())
    if (isBetween(*Point, First, *Last) && Body.isWithin(Point, &Block) && mayEndAt(*Point) &&
        !isCaughtToRelease(*Point, Block, A)) {
      HandRelease Found;
      Found.Kind = A.Kind;
      Found.Resource = A.Var ? A.Var : A.Path->named();
      Found.Acquired = A.By;
      Found.Suspension = Point;
      Found.Released = Released;
      return Found;
    }
  return std::nullopt;
}

std::vector<HandRelease> Finder::find() {
  std::vector<HandRelease> Found;
  if (const CXXRecordDecl *Promise = promiseOf(Body.function());
      Promise && Promise->hasDefinition())
    for (const CXXMethodDecl *Method : Promise->getDefinition()->methods())
      if (nameOf(Method) == "unhandled_exception" && Method->getDefinition() &&
          Method->getDefinition()->hasBody())
        Terminates = mayNotReturn(*Method->getDefinition()->getBody());
  llvm::SmallVector<const Stmt *, 64> Work{Body.function().getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    const auto *E = dyn_cast<Expr>(S);
    if (std::optional<Acquired> A = E && Body.contains(S) ? acquires(*E) : std::nullopt) {
      const Stmt *First = Body.statementOf(E);
      const auto *Block = First ? dyn_cast_or_null<CompoundStmt>(Body.parent(First)) : nullptr;
      if (Block)
        if (std::optional<HandRelease> Leak = leak(*A, *First, *Block))
          Found.push_back(*Leak);
    }
    llvm::append_range(Work, S->children());
  }
  return Found;
}

std::vector<HandRelease> leaksAcrossSuspensions(Unit &U, const FunctionDecl &Function) {
  return Finder(U, Function).find();
}

} // namespace asynctidy
