//===- nanobind.h - mock of nanobind ----------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_NANOBIND_H
#define ASYNC_TIDY_MOCKS_NANOBIND_H

#include "std.h"

namespace nanobind {

class handle {};
struct gil_scoped_acquire {
  gil_scoped_acquire() noexcept;
  gil_scoped_acquire(const gil_scoped_acquire &) = delete;
  ~gil_scoped_acquire();
};
struct gil_scoped_release {
  gil_scoped_release() noexcept;
  gil_scoped_release(const gil_scoped_release &) = delete;
  ~gil_scoped_release();
};
struct ft_object_guard {
  ft_object_guard(handle Object);
  ft_object_guard(const ft_object_guard &) = delete;
  ~ft_object_guard();
};
struct ft_object2_guard {
  ft_object2_guard(handle First, handle Second);
  ft_object2_guard(const ft_object2_guard &) = delete;
  ~ft_object2_guard();
};

} // namespace nanobind

#endif
