//===- c10.h - mock of PyTorch's c10 ----------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_C10_H
#define ASYNC_TIDY_MOCKS_C10_H

#include "std.h"

namespace c10 {

struct Device {
  int Index;
};
struct Stream {
  int Index;
};
struct AutoGradMode {
  AutoGradMode(bool Enabled);
  ~AutoGradMode();
};
struct NoGradGuard : AutoGradMode {
  NoGradGuard();
};
struct InferenceMode {
  InferenceMode(bool Enabled = true);
  InferenceMode(const InferenceMode &) = delete;
  ~InferenceMode();
};
class DeviceGuard {
public:
  explicit DeviceGuard(Device Current);
  DeviceGuard(const DeviceGuard &) = delete;
  ~DeviceGuard();
};
namespace cuda {
struct CUDAGuard {
  explicit CUDAGuard(int Index);
  explicit CUDAGuard(Device Current);
  CUDAGuard(const CUDAGuard &) = delete;
  ~CUDAGuard();
  void set_index(int Index);
};
struct CUDAStreamGuard {
  explicit CUDAStreamGuard(Stream Current);
  CUDAStreamGuard(const CUDAStreamGuard &) = delete;
  ~CUDAStreamGuard();
};
} // namespace cuda

} // namespace c10

#endif
