//===- tracy.h - mock of Tracy's client -------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_TRACY_H
#define ASYNC_TIDY_MOCKS_TRACY_H

#include "std.h"

namespace tracy {

struct SourceLocationData {
  const char *name;
};
class ScopedZone {
public:
  ScopedZone(const ScopedZone &) = delete;
  ScopedZone(const SourceLocationData *Location, int Depth = -1, bool Active = true);
  ~ScopedZone();
  void Text(const char *Text, size_t Size);
  void Name(const char *Name, size_t Size);
};

} // namespace tracy

#endif
