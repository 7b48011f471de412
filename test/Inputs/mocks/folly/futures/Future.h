// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The mock stands in only where the standard library's headers are out of reach (-nostdinc++).
#if __has_include(<ios>)
#include_next <folly/futures/Future.h>
#else
#include "../../folly.h"
#endif
