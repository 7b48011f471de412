//===- MemberThreads.h - threads that a class keeps in its members -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_MEMBERTHREADS_H
#define ASYNC_TIDY_ANALYSIS_MEMBERTHREADS_H

#include "async-tidy/Analysis/Unit.h"
#include "clang/AST/DeclCXX.h"
#include <vector>

namespace asynctidy {

/// The model of the thread that \p Type is, or holds: `std::vector<std::jthread>`,
/// `std::unique_ptr<std::thread>`, a pointer. Null if it is no thread's.
const ThreadTypeModel *threadIn(const Unit &U, clang::QualType Type);

/// True if the destructor of \p Type, or of what it holds, waits for work: a std::jthread, the
/// future of std::async.
bool waitsWhenDestroyed(const Unit &U, clang::QualType Type);

/// Work that a call starts, and that runs beside its caller.
struct ThreadStart {
  /// The constructor, std::async(), std::make_unique<std::thread>(), emplace_back().
  const clang::Expr *Call = nullptr;
  /// What runs; null if that can't be seen.
  const clang::FunctionDecl *Body = nullptr;
};
/// None if \p Call starts nothing.
std::optional<ThreadStart> threadStart(Unit &U, const clang::Expr &Call);

/// A member's thread, and where its class starts it.
struct MemberStart {
  const clang::FieldDecl *Member = nullptr;
  ThreadStart Start;
  /// The method that does, a constructor as a rule; null for an initializer in the class.
  const clang::CXXMethodDecl *In = nullptr;
  /// It is the member's initializer that does, so that later members don't exist yet.
  bool InInitializer = false;
};
/// Those of \p Record, as far as its methods are visible.
std::vector<MemberStart> memberStarts(Unit &U, const clang::CXXRecordDecl &Record);

/// A member of an object that a thread of that object uses.
struct MemberUse {
  const clang::FieldDecl *Field = nullptr;
  const clang::Expr *Where = nullptr;
  /// The thread has waited for something that was there before itself when it gets here.
  bool AfterWait = false;
};
/// What \p Start's thread uses of the object that it belongs to, directly and by the methods that
/// it calls; the first use of each member that is to be told apart.
std::vector<MemberUse> membersUsedBy(Unit &U, const MemberStart &Start);

/// True if nobody but its own destructor waits for the work of \p Member, as far as can be seen:
/// false in doubt.
bool joinedByItselfAlone(Unit &U, const clang::FieldDecl &Member,
                         llvm::ArrayRef<MemberStart> Starts);

} // namespace asynctidy

#endif
