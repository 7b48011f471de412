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
/// True if it ends the program where the thread was neither joined nor detached.
bool terminatesWhenDestroyed(const Unit &U, clang::QualType Type);

/// Work that a call starts, and that runs beside its caller.
struct ThreadStart {
  /// The constructor, std::async(), std::make_unique<std::thread>(), emplace_back().
  const clang::Expr *Call = nullptr;
  /// What runs; null if that can't be seen.
  const clang::FunctionDecl *Body = nullptr;
};
/// None if \p Call starts nothing.
std::optional<ThreadStart> threadStart(Unit &U, const clang::Expr &Call);

/// The class that \p Function, a method or a lambda in one or in a member's initializer, belongs
/// to; null without one.
const clang::CXXRecordDecl *classOf(const clang::FunctionDecl &Function);

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

/// The functions of that object which \p Start's thread runs: its body, methods that this calls,
/// lambdas in them.
std::vector<const clang::FunctionDecl *> functionsRunBy(Unit &U, const MemberStart &Start);

/// What a function and those that it calls on the same object do about a member's thread.
enum class Touch {
  No,     ///< Nothing, or no more than to start it.
  Yes,    ///< Something that may join it.
  Unknown ///< The object is given to code that isn't seen.
};
Touch touches(Unit &U, const clang::CXXMethodDecl &Method, const clang::FieldDecl &Member,
              llvm::ArrayRef<MemberStart> Starts);
/// True if a method of the class that isn't visible here ends work, by its name.
bool mayEndUnseen(const Unit &U, const clang::CXXRecordDecl &Record);

/// True if \p Method starts or ends work, by its name.
bool soundsLikeThreads(const Unit &U, const clang::CXXMethodDecl &Method);

/// True if nobody but its own destructor waits for the work of \p Member, as far as can be seen:
/// false in doubt.
bool joinedByItselfAlone(Unit &U, const clang::FieldDecl &Member,
                         llvm::ArrayRef<MemberStart> Starts);

/// Where the thread of \p Start gets a share in the object that it is a member of, so that the
/// object may be destroyed on that thread: a `shared_from_this()` that is captured or passed, a
/// weak pointer that it locks.
std::optional<clang::SourceLocation> shareOfThread(Unit &U, const MemberStart &Start);

/// Where a destructor waits for a thread in a member.
struct OwnJoin {
  clang::SourceLocation Where;       ///< In the destructor; invalid if the member joins by itself.
  const clang::Expr *Join = nullptr; ///< There, or in the method that it calls; null likewise.
  bool AsksWhichThread = false;      ///< It looks first which thread it is on.
};
/// None if the destructor of \p Record doesn't wait for the thread in \p Member, or isn't visible.
std::optional<OwnJoin> joinByDestructor(Unit &U, const clang::CXXRecordDecl &Record,
                                        const clang::FieldDecl &Member);

} // namespace asynctidy

#endif
