// RUN: %check %s async-manual-lock --std=c++11,c++14

// Before C++17 the guard is told the mutex's type.

#include <std.h>

void work();
using Mutex = std::mutex;
std::mutex M;
struct Node {
  Mutex mutex;
  std::recursive_timed_mutex *other;
};

void plain() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before the unlock leaves it locked, with a guard it wouldn't [async-manual-lock]
  work();
  M.unlock();
}

void members(Node *node) {
  node->mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is locked by hand; an exception before
  work();
  node->mutex.unlock();
  node->other->lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'other' is locked by hand; an exception before
  work();
  node->other->unlock();
}
