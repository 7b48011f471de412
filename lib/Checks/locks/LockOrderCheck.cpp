//===- LockOrderCheck.cpp - async-lock-order ------------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LockOrderCheck.h"

using namespace clang;

namespace asynctidy {

LockOrderCheck::LockOrderCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// What \p Mutex is called in all functions: a global, or a member of whatever object. Null for
/// locals and parameters, which are other mutexes elsewhere.
static const ValueDecl *identity(const AccessPath &Mutex) {
  if (Mutex.isVariable())
    return Mutex.base()->hasGlobalStorage() ? Mutex.base() : nullptr;
  return Mutex.named();
}

static bool separated(llvm::ArrayRef<const ValueDecl *> A, llvm::ArrayRef<const ValueDecl *> B) {
  return llvm::any_of(A, [B](const ValueDecl *Gate) { return llvm::is_contained(B, Gate); });
}

/// The name of \p Mutex, with its class if \p Other is called the same.
static std::string nameOf(const ValueDecl &Mutex, const ValueDecl &Other) {
  std::string Name = Mutex.getNameAsString();
  if (const auto *Record = dyn_cast<RecordDecl>(Mutex.getDeclContext());
      Record && Name == Other.getNameAsString())
    Name = Record->getNameAsString() + "::" + Name;
  return "'" + Name + "'";
}

void LockOrderCheck::report(Pair Mutexes, const Nesting &Here, const Nesting &There) {
  std::string Outer = nameOf(*Mutexes.first, *Mutexes.second);
  std::string Inner = nameOf(*Mutexes.second, *Mutexes.first);
  // What this function does is to be changed, not what it calls.
  SourceLocation Where = Here.Path.empty() ? Here.Inner : Here.Path.front().Location;
  diag(Where, "%0 is locked under %1 here, and %1 under %0 elsewhere: two threads that do so "
              "wait for each other")
      << Inner << Outer;
  auto Explain = [this](const Nesting &At, StringRef First, StringRef Second) {
    note(At.Outer, "%0 is locked here") << First;
    for (const CallSite &Step : At.Path)
      note(Step.Location, "%0 calls %1 here") << describe(*Step.Caller) << describe(*Step.Callee);
    note(At.Inner, "then %0 here, in %1")
        << Second
        << describe(At.Path.empty() || !At.Path.back().Callee ? *At.In : *At.Path.back().Callee);
  };
  Explain(Here, Outer, Inner);
  Explain(There, Inner, Outer);
}

void LockOrderCheck::add(Pair Mutexes, Nesting Where) {
  auto Reversed = Nestings.find({Mutexes.second, Mutexes.first});
  if (Reversed != Nestings.end())
    for (const Nesting &Other : Reversed->second) {
      if (separated(Where.Gates, Other.Gates) || (Where.Shared && Other.Shared))
        continue;
      if (Reported.insert(std::minmax(Mutexes.first, Mutexes.second)).second &&
          firstReport(Where.Inner, Other.Inner.getPtrEncoding())) {
        // Each of the two is wrong beside the other: a change may have brought either.
        report(Mutexes, Where, Other);
        report({Mutexes.second, Mutexes.first}, Other, Where);
      }
      break;
    }
  std::vector<Nesting> &Known = Nestings[Mutexes];
  if (Known.size() < 8)
    Known.push_back(std::move(Where));
}

void LockOrderCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Last != &U) {
    Last = &U;
    Nestings.clear();
    Reported.clear();
  }
  const LockState &Locks = U.locks(Function);
  // Nobody else has an object that is being made or destroyed.
  if (!Locks.any() || isa<CXXConstructorDecl>(Function) || isa<CXXDestructorDecl>(Function) ||
      U.isTestCode(Function))
    return;
  auto Nest = [&](const LockState::Held &Held, const AccessPath &Inner, bool Shared,
                  SourceLocation Where, std::vector<CallSite> Path) {
    const ValueDecl *Second = identity(Inner);
    if (!Second)
      return;
    llvm::SmallVector<const ValueDecl *, 2> All;
    for (const auto &[Holder, Lock] : Held)
      for (const AccessPath &Mutex : Lock.Mutexes)
        if (const ValueDecl *Name = identity(Mutex))
          All.push_back(Name);
    for (const auto &[Holder, Lock] : Held) {
      if (!Lock.Definite || Lock.Tried || (!Path.empty() && givesGuard(*Path.front().Expr, Lock)))
        continue;
      for (const AccessPath &Mutex : Lock.Mutexes) {
        const ValueDecl *First = identity(Mutex);
        if (!First || First == Second)
          continue;
        Nesting New{Lock.Taken, Where, &Function, Path, {}, Shared && Lock.Shared};
        for (const ValueDecl *Gate : All)
          if (Gate != First && Gate != Second)
            New.Gates.push_back(Gate);
        add({First, Second}, std::move(New));
      }
    }
  };
  Locks.forEachAcquisition([&](const HeldLock &New, const Stmt &, const LockState::Held &Before) {
    if (!New.Tried)
      for (const AccessPath &Mutex : New.Mutexes)
        Nest(Before, Mutex, New.Shared, New.Taken, {});
  });
  forEachCallUnderLock(
      U, Function,
      [&](const CallSite &Site, const LockState::Held &Held) {
        const FunctionDecl *Callee = Site.Virtual ? nullptr : U.callGraph().entered(Site.Callee);
        if (!Callee)
          return;
        for (const LockTaken &Taken : U.lockSummaries().takenBy(*Callee)) {
          // Members count for all objects, so it doesn't matter which one this is.
          std::optional<AccessPath> Mutex = pathInCaller(Taken.Mutex, *Callee, Site.Expr);
          std::vector<CallSite> Path{Site};
          llvm::append_range(Path, Taken.Path);
          Nest(Held, Mutex ? *Mutex : Taken.Mutex, Taken.Shared, Taken.Where, std::move(Path));
        }
      },
      /*WithDestroyed=*/true);
}

} // namespace asynctidy
