// RUN: %check %s async-unjoined-thread --std=c++17 --no-fixes

#include "std.h"

// There is no std::jthread yet.

bool early_return(bool stop) {
  std::thread t([] {});
  if (stop)
    return false;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is not joined before this return: its destructor ends the program
  t.join();
  return true;
}
