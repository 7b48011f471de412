//===- Compat.h - differences between LLVM versions -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// The only place of the runner that looks at LLVM_VERSION_MAJOR.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_COMPAT_H
#define ASYNC_TIDY_RUNNER_RUN_COMPAT_H

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/Program.h"
#include <optional>

namespace asynctidy::runner::compat {

/// Looks, without waiting, whether \p Process has ended: what wait() says then, else nothing.
inline std::optional<llvm::sys::ProcessInfo> poll(const llvm::sys::ProcessInfo &Process,
                                                  std::string &Error) {
  llvm::sys::ProcessInfo Now = llvm::sys::Wait(Process, 0, &Error);
  if (Now.Pid == 0)
    return std::nullopt;
  return Now;
}

} // namespace asynctidy::runner::compat

#endif
