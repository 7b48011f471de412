//===- Threads.h - threads, what they run, who wakes whom -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_THREADS_H
#define ASYNC_TIDY_ANALYSIS_THREADS_H

#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Support/AccessPath.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace asynctidy {

/// True if \p Call waits until a thread ends.
bool isThreadJoin(const Unit &U, const clang::Expr &Call);

/// True if \p Call waits for work on other threads, by its model or as far as its name tells.
bool waitsForWork(const Unit &U, const clang::Expr &Call);

/// What the threads run that are kept in \p Thread: a local of \p In, or a member of the class
/// whose method \p In is. Lambdas and member functions, as far as the code that starts them is
/// visible; their paths that start at `this` mean \p In's own.
llvm::SmallVector<const clang::FunctionDecl *, 2>
threadBodies(Unit &U, const clang::FunctionDecl &In, const clang::Expr &Thread);

/// What runs on the threads that code of this unit starts.
class ThreadWork {
public:
  /// Work that is started on another thread: by a thread's constructor, a pool, an override of a
  /// thread class's run().
  struct Start {
    const clang::FunctionDecl *Body = nullptr;
    /// Where it is started, and by what call; null for run(), In also for a member's initializer.
    const clang::FunctionDecl *In = nullptr;
    const clang::Expr *Call = nullptr;
  };

  explicit ThreadWork(Unit &U);

  llvm::ArrayRef<Start> starts() const { return Starts; }
  /// True if \p Function is started on a thread, or called from there through visible bodies.
  bool runs(const clang::FunctionDecl &Function) const { return Reached.count(key(Function)); }
  /// The same, on some way that holds no lock.
  bool runsUnlocked(const clang::FunctionDecl &Function) const {
    return Unlocked.count(key(Function));
  }
  /// The start that leads to \p Function; null if none does.
  const Start *startOf(const clang::FunctionDecl &Function) const;

private:
  static const clang::FunctionDecl *key(const clang::FunctionDecl &Function) {
    return Function.getCanonicalDecl();
  }
  void add(Unit &U, const clang::Expr &Call, const clang::FunctionDecl *In);
  void follow(Unit &U);

  std::vector<Start> Starts;
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> Reached; ///< With the first start.
  llvm::DenseSet<const clang::FunctionDecl *> Unlocked;
};

/// A function that notifies a condition variable.
struct Notifier {
  const clang::FunctionDecl *Function = nullptr;
  clang::SourceLocation Locks; ///< Where it locks the mutex that was asked about.
};

/// A method of the class whose member condition variable \p Variable is (`this->ready_`) that
/// notifies it and waits for \p Mutex before.
std::optional<Notifier> notifierThatLocks(Unit &U, const AccessPath &Variable,
                                          const AccessPath &Mutex);

/// All methods of \p Record that have a visible body, in the order of their declarations.
llvm::SmallVector<const clang::CXXMethodDecl *, 8>
visibleMethods(const clang::CXXRecordDecl &Record);

} // namespace asynctidy

#endif
