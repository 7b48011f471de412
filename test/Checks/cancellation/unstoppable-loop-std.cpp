// RUN: %check %s async-unstoppable-loop --real-headers --std=c++20

// The standard library's own headers.

#include <stop_token>
#include <thread>

void work();

void flagged() {
  std::jthread thread([](std::stop_token token) {
    while (true)
      work();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop never ends: nobody looks at the 'std::stop_token' that asks it to
  });
}

void not_flagged() {
  std::jthread thread([](std::stop_token token) {
    while (!token.stop_requested())
      work();
  });
  std::jthread other([] {
    while (true)
      work();
  });
}
