//===- pybind11.h - mock of pybind11 ----------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_PYBIND11_H
#define ASYNC_TIDY_MOCKS_PYBIND11_H

#include "std.h"

namespace pybind11 {

class gil_scoped_acquire_simple {
public:
  gil_scoped_acquire_simple();
  gil_scoped_acquire_simple(const gil_scoped_acquire_simple &) = delete;
  ~gil_scoped_acquire_simple();
};
class gil_scoped_release_simple {
public:
  gil_scoped_release_simple();
  gil_scoped_release_simple(const gil_scoped_release_simple &) = delete;
  ~gil_scoped_release_simple();
};
class gil_scoped_acquire {
public:
  gil_scoped_acquire();
  gil_scoped_acquire(const gil_scoped_acquire &) = delete;
  ~gil_scoped_acquire();
  void disarm();
};
class gil_scoped_release {
public:
  explicit gil_scoped_release(bool Disassociate = false);
  gil_scoped_release(const gil_scoped_release &) = delete;
  ~gil_scoped_release();
  void disarm();
};

} // namespace pybind11

#endif
