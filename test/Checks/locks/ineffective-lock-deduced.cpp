// REQUIRES: llvm-22-or-later
// RUN: %check %s async-ineffective-lock

// Clang up to 19 doesn't take parentheses around a variable whose template arguments are deduced.

#include <std.h>

class Account {
public:
  void declaresAVariable(int amount) {
    std::scoped_lock(mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: this declares a variable 'mutex' and locks nothing; the mutex 'mutex' stays free [async-ineffective-lock]
    balance += amount;
  }
  void locks(int amount) {
    std::scoped_lock lock(mutex);
    balance += amount;
  }

private:
  std::mutex mutex;
  int balance = 0;
};
