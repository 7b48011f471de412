//===- ThreadMemberOrderCheck.h - async-thread-member-order --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_THREADMEMBERORDERCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_THREADMEMBERORDERCHECK_H

#include "async-tidy/Analysis/MemberThreads.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds threads in members that use other members before these are constructed, or after they
/// are destroyed.
/// Members are constructed in the order of their declarations, and destroyed in the opposite one:
/// a thread that stands before what it uses is there too early, or too long.
class ThreadMemberOrderCheck : public Check {
public:
  ThreadMemberOrderCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void report(Unit &U, const clang::FieldDecl &Member, llvm::ArrayRef<MemberStart> Starts);
  void reportDerived(Unit &U, const clang::CXXRecordDecl &Record, const MemberStart &Start);
};

} // namespace asynctidy

#endif
