//===- Awaiters.cpp - what an awaiter does when it suspends -----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Awaiters.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Analysis/CFG.h"
#include <map>

using namespace clang;

namespace asynctidy {

bool isCoroutineHandle(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  return Record && Record->getIdentifier() && Record->getName() == "coroutine_handle";
}

const ParmVarDecl *suspendedHandle(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->isInstance() && Method->getIdentifier() &&
                 Method->getName() == "await_suspend" && Method->getNumParams() == 1 &&
                 isCoroutineHandle(Method->getParamDecl(0)->getType())
             ? Method->getParamDecl(0)
             : nullptr;
}

namespace {
/// Whose mutexes are locked.
enum class Under { Nothing, Own, Others };
} // namespace

/// The locks at \p Call: only on mutexes that the awaiter has in itself, or others too.
static Under lockedAt(Unit &U, const FunctionDecl &Function, const Expr &Call) {
  const LockState &Locks = U.locks(Function);
  Under Result = Under::Nothing;
  if (!Locks.any())
    return Result;
  for (const auto &[Holder, Lock] : Locks.at(Call)) {
    Result = Result == Under::Others ? Result : Under::Own;
    for (const AccessPath &Mutex : Lock.Mutexes)
      if (!Mutex.startsAtThis() || Mutex.steps().size() != 1 ||
          Mutex.named()->getType()->isReferenceType() || Mutex.named()->getType()->isPointerType())
        Result = Under::Others;
    if (Lock.Mutexes.empty())
      Result = Under::Others;
  }
  return Result;
}

namespace {
/// Finds the calls in one function that hand a coroutine out: by its handle, or by the awaiter from
/// which others get it.
class Publisher {
public:
  /// \p Handle is what the function gets; `this` counts as well if \p WithThis.
  Publisher(Unit &U, const FunctionDecl &Function, const ParmVarDecl &Handle, bool WithThis,
            unsigned Depth = 0)
      : U(U), Body(U.body(Function)), WithThis(WithThis), Depth(Depth) {
    Names.insert(&Handle);
    for (const VarDecl *Var : Body.variables())
      if (Var->getInit() && isCoroutineHandle(Var->getType()) &&
          Names.count(variableNamedBy(Var->getInit())))
        Names.insert(Var);
  }

  bool isHandle(const VarDecl *Var) const { return Names.count(Var); }
  bool publishes(const Expr &Call) const;

private:
  bool carries(const Expr *E, unsigned Nesting = 0) const;
  bool inCallee(const Expr &Call) const;

  Unit &U;
  const FunctionBody &Body;
  const bool WithThis;
  const unsigned Depth;
  llvm::SmallPtrSet<const VarDecl *, 4> Names;
};
} // namespace

/// True if who has the value of \p E can resume the coroutine.
bool Publisher::carries(const Expr *E, unsigned Nesting) const {
  E = stripToObject(E);
  if (!E || Nesting > 4)
    return false;
  auto Any = [&](auto &&Parts) {
    return llvm::any_of(Parts, [&](const Expr *Part) { return carries(Part, Nesting + 1); });
  };
  if (isa<CXXThisExpr>(E))
    return WithThis;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Names.count(dyn_cast<VarDecl>(Ref->getDecl()));
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return carries(Unary->getSubExpr(), Nesting + 1);
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return carries(Cast->getSubExpr(), Nesting + 1);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Any(Construct->arguments());
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return Any(List->inits());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (Capture.capturesThis() && WithThis)
        return true;
      if (!Capture.capturesVariable())
        continue;
      const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
      if (Names.count(Var) || (Var && Var->isInitCapture() && carries(Var->getInit(), Nesting + 1)))
        return true;
    }
    return false;
  }
  // h.address(), and the conversion to a handle of any promise.
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && (isa<CXXConversionDecl>(Method) || nameOf(Method) == "address") &&
         isCoroutineHandle(Call->getImplicitObjectArgument()->getType()) &&
         carries(Call->getImplicitObjectArgument(), Nesting + 1);
}

/// True if the callee, whose body is visible, hands out what it gets.
bool Publisher::inCallee(const Expr &Call) const {
  const FunctionDecl *Callee = calleeOf(Call);
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  // Models speak for their frameworks, but to the framework itself they say little.
  if (Depth > 2 || !Definition || !Definition->doesThisDeclarationHaveABody() ||
      Definition->isDependentContext() ||
      (U.models().isModelled(*Definition) && !U.models().isModelled(Body.function())))
    return false;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  for (unsigned I = 0; I < Arguments.size() && I < Definition->getNumParams(); ++I) {
    if (!carries(Arguments[I]))
      continue;
    Publisher Inner(U, *Definition, *Definition->getParamDecl(I), false, Depth + 1);
    for (const Expr *Next : Inner.Body.calls())
      if (Inner.publishes(*Next))
        return true;
  }
  return false;
}

/// The lambda that \p E is, or that the callable \p E is made from; null without one.
static const LambdaExpr *closureIn(const Expr *E) {
  E = stripToObject(E);
  while (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(E)) {
    if (Construct->getNumArgs() == 0)
      return nullptr;
    E = stripToObject(Construct->getArg(0));
  }
  return dyn_cast_or_null<LambdaExpr>(E);
}

/// True if \p Lambda may run without resuming anything: the last of several does, that a counter
/// tells.
static bool resumesSometimes(Unit &U, const LambdaExpr &Lambda) {
  const CXXMethodDecl *Operator = Lambda.getCallOperator();
  if (!Operator || !Operator->getBody() || Operator->isDependentContext())
    return true;
  const FunctionBody &Body = U.body(*Operator);
  for (const Expr *Call : Body.calls())
    if (nameOf(calleeOf(*Call)) == "resume") {
      const Stmt *Last = nullptr;
      for (const Stmt *Up = Call; Up; Up = Body.parent(Up))
        if (const auto *If = dyn_cast<IfStmt>(Up); If && (!If->getElse() || Last == If->getCond()))
          return true;
        else
          Last = Up;
    }
  return false;
}

bool Publisher::publishes(const Expr &Call) const {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return false;
  const Expr *Object = objectOf(Call);
  StringRef Name = nameOf(Callee);
  if (Object && isCoroutineHandle(Object->getType()))
    return carries(Object) && (Name == "resume" || Callee->getOverloadedOperator() == OO_Call);
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  auto Carrier = llvm::find_if(Arguments, [&](const Expr *A) { return carries(A); });
  if (Carrier == Arguments.end())
    return false;
  const LambdaExpr *Closure = closureIn(*Carrier);
  if (Closure && resumesSometimes(U, *Closure))
    return false;
  // Under a lock that those who resume it need as well.
  if (Depth == 0 && lockedAt(U, Body.function(), Call) == Under::Others)
    return false;
  if (FunctionMatch M = U.calleeModel(Call); M && !M->Callables.empty())
    // What this thread's event loop runs, runs when this is done.
    return llvm::all_of(M->Callables, [&M](const CallableFact &Fact) {
      return Fact.When == CallableFact::Offloaded ||
             (Fact.When == CallableFact::Later && !(M.In && M.In->SameThread));
    });
  if (isa<CXXConstructExpr>(Call))
    return false;
  if (Object)
    if (TypeMatch M = U.typeModel(Object->getType().getNonReferenceType()); M && M->Atomic) {
      // An atomic of the awaiter's own is nothing to others yet.
      std::optional<AccessPath> Path = AccessPath::of(Object);
      bool Own = WithThis && Path && Path->startsAtThis() && Path->steps().size() == 1 &&
                 !Path->named()->getType()->isReferenceType();
      return !Own && (Name == "store" || Name == "exchange" || Name.find("compare_exchange") == 0);
    }
  // A closure is there to be called, unless the callee is in sight.
  const FunctionDecl *Definition = Callee->getDefinition();
  if (Closure && !Callee->getOverloadedOperator() && !(Definition && Definition->hasBody()))
    return true;
  return U.models().sounds(Name, Sense::HandsOver) || inCallee(Call);
}

/// True if the value of \p Call is looked at: it may tell whether the coroutine was handed out.
static bool resultIsUsed(const FunctionBody &Body, const Expr &Call) {
  if (Call.getType()->isVoidType() || isa<CXXConstructExpr>(Call))
    return false;
  const Stmt *Up = Body.significantParent(&Call);
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Up))
    return !Cast->getType()->isVoidType();
  return Body.initializedBy(&Call) || isa_and_nonnull<Expr>(Up) || isa_and_nonnull<DeclStmt>(Up) ||
         isa_and_nonnull<ReturnStmt, IfStmt, WhileStmt, DoStmt, ForStmt, SwitchStmt>(Up);
}

/// True if \p Call lets go of a lock.
static bool unlocks(const Expr &Call) {
  StringRef Name = nameOf(calleeOf(Call));
  return Name.contains_insensitive("unlock") || Name.contains_insensitive("release");
}

namespace {
class PublishFlow {
public:
  PublishFlow(Unit &U, const FunctionDecl &Function, const ParmVarDecl &Handle)
      : U(U), Body(U.body(Function)), Out(U, Function, Handle, /*WithThis=*/true) {
    for (const Expr *Call : Body.calls())
      // What a loop hands out comes back one by one: a counter tells who is the last.
      if (!resultIsUsed(Body, *Call) && !Body.loopAround(Call) && Out.publishes(*Call)) {
        Publishing.insert(Call);
        if (lockedAt(U, Function, *Call) == Under::Own)
          OwnLocked.insert(Call);
      }
    if (Publishing.empty())
      return;
    for (const Expr *Call : Body.calls())
      if (unlocks(*Call))
        Publishing.clear();
    // References to what ends with the coroutine.
    for (const VarDecl *Var : Body.variables()) {
      if (!Var->getInit())
        continue;
      bool Reference = Var->getType()->isReferenceType() || Var->getType()->isPointerType();
      if (Reference && leadsToFrame(Var->getInit()))
        Frame.insert(Var);
      else if (TypeMatch M = U.typeModel(Var->getType()); M && M->Guard && locksOwn(*Var))
        Guards.insert(Var);
    }
  }

  std::optional<UseAfterPublish> first() {
    const CFG *Graph = Publishing.empty() ? nullptr : U.cfg(Body.function());
    if (!Graph)
      return std::nullopt;
    std::map<unsigned, const Expr *> AtEntry;
    llvm::SmallVector<const CFGBlock *, 16> Work{&Graph->getEntry()};
    AtEntry[Graph->getEntry().getBlockID()] = nullptr;
    while (!Work.empty()) {
      const CFGBlock *Block = Work.pop_back_val();
      const Expr *After = run(*Block, AtEntry[Block->getBlockID()]);
      for (const CFGBlock::AdjacentBlock &Next : Block->succs())
        if (const CFGBlock *To = Next.getReachableBlock()) {
          auto [It, New] = AtEntry.try_emplace(To->getBlockID(), After);
          if (!New && !It->second && After) {
            It->second = After;
            New = true;
          }
          if (New)
            Work.push_back(To);
        }
    }
    return Found;
  }

private:
  /// True if \p E names something in the awaiter, or in the promise.
  bool leadsToFrame(const Expr *E, unsigned Depth = 0) const {
    E = stripToObject(E);
    if (!E || Depth > 6)
      return false;
    if (isa<CXXThisExpr>(E))
      return true;
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      return Unary->getOpcode() == UO_AddrOf && leadsToFrame(Unary->getSubExpr(), Depth + 1);
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return !Member->getMemberDecl()->getType()->isReferenceType() &&
             (!Member->isArrow() || isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())) &&
             leadsToFrame(Member->getBase(), Depth + 1);
    return isPromise(E);
  }
  /// True if \p S is `h.promise()`, or another use of the frame through its handle.
  bool isPromise(const Stmt *S) const {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
    StringRef Name = Call ? nameOf(Call->getMethodDecl()) : StringRef();
    return (Name == "promise" || Name == "done" || Name == "resume" || Name == "destroy") &&
           Out.isHandle(variableNamedBy(Call->getImplicitObjectArgument()));
  }
  bool locksOwn(const VarDecl &Guard) const {
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(stripToObject(Guard.getInit()));
    return Construct && llvm::any_of(Construct->arguments(), [&](const Expr *Argument) {
             return !isa<CXXThisExpr>(stripToObject(Argument)) && leadsToFrame(Argument);
           });
  }
  void use(UseAfterPublish::KindTy Kind, const Expr *Published, SourceLocation Where,
           const VarDecl *Var = nullptr) {
    if (!Found || Where < Found->Where)
      Found = {Published, Kind, Where, Var};
  }

  const Expr *run(const CFGBlock &Block, const Expr *Published) {
    for (const CFGElement &Element : Block) {
      // While the awaiter's own mutex is locked others wait; only to unlock it is too late.
      bool Gone = Published && !OwnLocked.count(Published);
      if (std::optional<CFGAutomaticObjDtor> Dtor = Element.getAs<CFGAutomaticObjDtor>())
        if (Published && Guards.count(Dtor->getVarDecl()))
          use(UseAfterPublish::Guard, Published, Dtor->getVarDecl()->getLocation(),
              Dtor->getVarDecl());
      std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>();
      if (!Wrapped)
        continue;
      const Stmt *S = Wrapped->getStmt();
      if (Gone && isa<CXXThisExpr>(S))
        use(UseAfterPublish::Awaiter, Published, namedAt(S));
      else if (Gone && isPromise(S))
        use(UseAfterPublish::Promise, Published, S->getBeginLoc());
      else if (const auto *Ref = dyn_cast<DeclRefExpr>(S);
               Ref && Gone && Frame.count(dyn_cast<VarDecl>(Ref->getDecl())))
        use(UseAfterPublish::Promise, Published, Ref->getLocation());
      if (Publishing.count(S))
        Published = cast<Expr>(S);
    }
    return Published;
  }
  /// Where the member is named for which `this` stands unwritten.
  SourceLocation namedAt(const Stmt *This) const {
    const auto *Member = dyn_cast_or_null<MemberExpr>(Body.significantParent(This));
    return Member ? Member->getMemberLoc() : This->getBeginLoc();
  }

  Unit &U;
  const FunctionBody &Body;
  Publisher Out;
  llvm::SmallPtrSet<const Stmt *, 4> Publishing;
  llvm::SmallPtrSet<const Stmt *, 4> OwnLocked; ///< Those under a lock of the awaiter's own mutex.
  llvm::SmallPtrSet<const VarDecl *, 4> Frame, Guards;
  std::optional<UseAfterPublish> Found;
};
} // namespace

std::optional<UseAfterPublish> useAfterPublish(Unit &U, const FunctionDecl &Function) {
  const ParmVarDecl *Handle = suspendedHandle(Function);
  return Handle ? PublishFlow(U, Function, *Handle).first() : std::nullopt;
}

/// The `other.resume()` that statement \p S ends with.
static const CXXMemberCallExpr *lastResume(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return Block->body_empty() ? nullptr : lastResume(Block->body_back());
  if (const auto *If = dyn_cast_or_null<IfStmt>(S)) {
    const CXXMemberCallExpr *Then = lastResume(If->getThen());
    return Then ? Then : lastResume(If->getElse());
  }
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E ? stripToObject(E) : nullptr);
  return Call && nameOf(Call->getMethodDecl()) == "resume" &&
                 isCoroutineHandle(Call->getImplicitObjectArgument()->getType())
             ? Call
             : nullptr;
}

const CXXMemberCallExpr *tailResume(const FunctionDecl &Function) {
  return suspendedHandle(Function) && Function.getReturnType()->isVoidType()
             ? lastResume(Function.getBody())
             : nullptr;
}

} // namespace asynctidy
