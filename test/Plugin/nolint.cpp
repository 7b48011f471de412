// NOLINT in each of its forms silences a check, and only the one that it names.
// RUN: %tidy --checks=-*,async-* --quiet --header-filter=.* %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not=warning:
#include "Inputs/atomic.h"
// CHECK: atomic.h:13:{{.*}} [async-atomic-nonatomic-rmw]

void f(std::atomic<int> &A) {
  A = A + 1; // NOLINT
  A = A + 1; // NOLINT(async-atomic-nonatomic-rmw)
  A = A + 1; // NOLINT(async-*)
  // NOLINTNEXTLINE(async-atomic-nonatomic-rmw)
  A = A + 1;
  // NOLINTBEGIN(async-atomic-nonatomic-rmw)
  A = A + 1;
  A = A + 1;
  // NOLINTEND(async-atomic-nonatomic-rmw)
  A = A + 1; // NOLINT(async-blocking-call)
  // CHECK: :[[@LINE-1]]:{{.*}} [async-atomic-nonatomic-rmw]
}
