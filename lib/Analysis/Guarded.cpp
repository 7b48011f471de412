//===- Guarded.cpp - what a mutex is for ----------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Guarded.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asynctidy {

namespace {
/// Looks for what lies beside one mutex.
class Beside {
public:
  Beside(const AccessPath &Mutex, bool Elements) : Mutex(Mutex), Elements(Elements) {}

  const ValueDecl *in(const Stmt *S, unsigned Depth = 0) const {
    if (!S || isa<LambdaExpr>(S))
      return nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(S)) {
      std::optional<AccessPath> Owner = Mutex.owner();
      std::optional<AccessPath> Object = Owner ? AccessPath::of(Member->getBase()) : std::nullopt;
      if (Object && *Object == *Owner && Member->getMemberDecl() != Mutex.named())
        return Member->getMemberDecl();
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        return of(*Var, Depth);
    }
    for (const Stmt *Child : S->children())
      if (const ValueDecl *Found = in(Child, Depth))
        return Found;
    return nullptr;
  }

private:
  const ValueDecl *of(const VarDecl &Var, unsigned Depth) const {
    const VarDecl *Base = Mutex.base();
    // A mutex on its own is there for the variables around it.
    if (Mutex.isVariable() && Var.getCanonicalDecl() != Base &&
        (Var.getDeclContext() == Base->getDeclContext() ||
         (Var.hasGlobalStorage() && Base->hasGlobalStorage())))
      return &Var;
    // The compiler's own variables lead from an element to its container.
    if (!Var.isLocalVarDecl() || Depth > 4 || (Var.isImplicit() && !Elements))
      return nullptr;
    return in(Var.getInit(), Depth + 1);
  }

  const AccessPath &Mutex;
  const bool Elements;
};
} // namespace

const ValueDecl *guardedOperand(const AccessPath &Mutex, const CallSite &Site,
                                llvm::ArrayRef<CallSite> Path, bool Elements) {
  AccessPath Here = Mutex;
  std::vector<const CallSite *> Steps{&Site};
  for (const CallSite &Step : Path)
    Steps.push_back(&Step);
  for (const CallSite *Step : Steps) {
    if (!Step->Expr || Step->Kind == CallSite::Callable)
      continue; // A lambda sees what its function sees.
    const Expr *Operand = objectOf(*Step->Expr);
    if (const auto *Delete = dyn_cast<CXXDeleteExpr>(Step->Expr))
      Operand = Delete->getArgument();
    if (!Operand) {
      llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Step->Expr);
      Operand = Arguments.empty() ? nullptr : Arguments.front();
    }
    std::optional<AccessPath> Object = Operand ? AccessPath::of(Operand) : std::nullopt;
    // A call on the object that has the mutex in it: go on in there.
    if (Object && objectOf(*Step->Expr) && Here.isIn(*Object)) {
      Here = Here.seenFrom(*Object);
      continue;
    }
    if (const ValueDecl *Found = Operand ? Beside(Here, Elements).in(Operand) : nullptr)
      return Found;
    if (!Here.isVariable() && Step->Callee && isa<CXXMethodDecl>(Step->Callee) &&
        !cast<CXXMethodDecl>(Step->Callee)->isStatic())
      return nullptr; // In another object: `this` means that one from here on.
  }
  return nullptr;
}

namespace {
/// What one function of a class does, without the lambdas in it.
struct Member {
  const FunctionDecl *Function = nullptr;
  const MemberExpr *OfMutex = nullptr;
  bool OfMember = false;
  /// Other threads run it or ask for it: a lambda, a function whose address is taken, a const one.
  bool Elsewhere = false;
  llvm::SmallVector<const FunctionDecl *, 4> Calls;
};

/// All functions with a body of the class of a mutex.
class Members {
public:
  Members(Unit &U, const FieldDecl &Mutex, const ValueDecl &Other)
      : U(U), Mutex(Mutex), Other(Other) {
    const auto *Record = dyn_cast<CXXRecordDecl>(Mutex.getParent());
    if (!Record || !Record->hasDefinition())
      return;
    for (const CXXMethodDecl *Method : Record->getDefinition()->methods())
      if (const FunctionDecl *Definition = Method->getDefinition();
          Definition && Definition->doesThisDeclarationHaveABody() && !Definition->isDefaulted())
        add(*Definition, Method->isConst());
    for (const FunctionDecl *Function : AddressTaken)
      if (auto It = Index.find(Function); It != Index.end())
        All[It->second].Elsewhere = true;
    // What those that run elsewhere call, runs there too.
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (const Member &M : All)
        if (M.Elsewhere)
          for (const FunctionDecl *Callee : M.Calls)
            if (auto It = Index.find(Callee); It != Index.end() && !All[It->second].Elsewhere)
              Changed = All[It->second].Elsewhere = true;
    }
  }

  /// True if no other function than \p Function mentions the mutex, as far as they are in sight.
  bool onlyIn(const FunctionDecl &Function) const {
    return llvm::none_of(All,
                         [&](const Member &M) { return M.OfMutex && M.Function != &Function; });
  }

  /// Where a function that other threads run uses the mutex, and nothing of the other member.
  const MemberExpr *elsewhere(const FunctionDecl &Except) const {
    for (const Member &M : All)
      if (M.Elsewhere && M.OfMutex && M.Function != &Except &&
          !isa<CXXConstructorDecl, CXXDestructorDecl>(M.Function) && !usesOther(M, 0))
        return M.OfMutex;
    return nullptr;
  }

private:
  void add(const FunctionDecl &Function, bool Elsewhere) {
    Index[Function.getCanonicalDecl()] = All.size();
    Member M;
    M.Function = &Function;
    M.Elsewhere = Elsewhere;
    llvm::SmallPtrSet<const Stmt *, 8> Callees;
    llvm::SmallVector<const Stmt *, 32> Work{Function.getBody()};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S || isa<LambdaExpr>(S))
        continue;
      for (const Stmt *Child : S->children())
        Work.push_back(Child);
      if (const auto *Call = dyn_cast<CallExpr>(S)) {
        Callees.insert(Call->getCallee()->IgnoreParenImpCasts());
      } else if (const auto *Use = dyn_cast<MemberExpr>(S)) {
        if (Use->getMemberDecl()->getCanonicalDecl() == Mutex.getCanonicalDecl())
          M.OfMutex = Use;
        M.OfMember |= Use->getMemberDecl()->getCanonicalDecl() == Other.getCanonicalDecl();
        if (const auto *Method = dyn_cast<CXXMethodDecl>(Use->getMemberDecl()))
          M.Calls.push_back(Method->getCanonicalDecl());
      } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
        if (const auto *Method = dyn_cast<CXXMethodDecl>(Ref->getDecl())) {
          if (Callees.count(Ref))
            M.Calls.push_back(Method->getCanonicalDecl());
          else
            AddressTaken.push_back(Method->getCanonicalDecl());
        }
      }
    }
    All.push_back(std::move(M));
    for (const LambdaExpr *Lambda : U.body(Function).lambdas())
      if (const CXXMethodDecl *Inner = Lambda->getCallOperator(); Inner && Inner->hasBody())
        add(*Inner, /*Elsewhere=*/true);
  }

  bool usesOther(const Member &M, unsigned Depth) const {
    if (M.OfMember)
      return true;
    return Depth < 2 && llvm::any_of(M.Calls, [&](const FunctionDecl *Callee) {
             auto It = Index.find(Callee);
             return It != Index.end() && usesOther(All[It->second], Depth + 1);
           });
  }

  Unit &U;
  const FieldDecl &Mutex;
  const ValueDecl &Other;
  std::vector<Member> All;
  llvm::DenseMap<const FunctionDecl *, size_t> Index;
  llvm::SmallVector<const FunctionDecl *, 4> AddressTaken;
};
} // namespace

const MemberExpr *otherPurpose(Unit &U, const FieldDecl &Mutex, const ValueDecl &Member,
                               const FunctionDecl &Except) {
  return Members(U, Mutex, Member).elsewhere(Except);
}

bool isOnlyUsedIn(Unit &U, const FieldDecl &Mutex, const FunctionDecl &Function) {
  const auto *Record = dyn_cast<CXXRecordDecl>(Mutex.getParent());
  if (!Record || Mutex.getAccess() != AS_private || Record->hasFriends())
    return false;
  // One that isn't in sight may use it, if somebody can call it: the others are all here.
  for (const CXXMethodDecl *Method : Record->methods())
    if (!Method->isImplicit() && !Method->isDeleted() && !Method->getDefinition() &&
        (Method->getAccess() != AS_private || Method->isVirtual() || Method->isReferenced()))
      return false;
  return Members(U, Mutex, Mutex).onlyIn(Function);
}

bool mentionsMutex(Unit &U, llvm::ArrayRef<CallSite> Path, const HeldLock &Lock) {
  for (const CallSite &Step : Path)
    for (const Expr *Call : U.body(*Step.Caller).calls()) {
      llvm::SmallVector<const Expr *, 4> Operands = argumentsOf(*Call);
      if (const Expr *Object = objectOf(*Call))
        Operands.push_back(Object);
      for (const Expr *Operand : Operands)
        if (std::optional<AccessPath> Used = AccessPath::of(Operand))
          for (const AccessPath &Mutex : Lock.Mutexes)
            if (Used->named() && Used->named() == Mutex.named())
              return true;
    }
  return false;
}

} // namespace asynctidy
