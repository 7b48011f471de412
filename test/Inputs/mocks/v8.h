//===- v8.h - mock of V8 ----------------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_V8_H
#define ASYNC_TIDY_MOCKS_V8_H

#include "std.h"

namespace v8 {

class Isolate {
public:
  class Scope {
  public:
    explicit Scope(Isolate *Entered);
    Scope(const Scope &) = delete;
    ~Scope();
  };
};
class Locker {
public:
  explicit Locker(Isolate *Locked);
  Locker(const Locker &) = delete;
  ~Locker();
};
class Unlocker {
public:
  explicit Unlocker(Isolate *Unlocked);
  Unlocker(const Unlocker &) = delete;
  ~Unlocker();
};
class HandleScope {
public:
  explicit HandleScope(Isolate *Owner);
  HandleScope(const HandleScope &) = delete;
  ~HandleScope();

protected:
  HandleScope() = default;
};

} // namespace v8

#endif
