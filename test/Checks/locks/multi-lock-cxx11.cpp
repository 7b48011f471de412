// RUN: %check %s async-multi-lock --strict-notes --std=c++11,c++14

// Before C++17 there is no std::scoped_lock: std::lock does it, and its guards are right as they are.

#include <std.h>

std::mutex A, B;
int Work;

//===- Flagged --------------------------------------------------------------===//

void inARow() {
  std::lock_guard<std::mutex> a(A);
  std::lock_guard<std::mutex> b(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'B' is locked while 'A' is held; threads that lock them in another order wait for each other forever [async-multi-lock]
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: 'A' is locked here; std::lock and adopting guards lock both without an order
  Work++;
}

//===- Not flagged ----------------------------------------------------------===//

void adopted() {
  std::lock(A, B);
  std::lock_guard<std::mutex> a(A, std::adopt_lock);
  std::lock_guard<std::mutex> b(B, std::adopt_lock);
  Work++;
}

void deferred() {
  std::unique_lock<std::mutex> a(A, std::defer_lock);
  std::unique_lock<std::mutex> b(B, std::defer_lock);
  std::lock(a, b);
  Work++;
}
