// RUN: %check %s async-blocking-call --also=async-blocking-wait --std=c++20

// Waiting for a sender blocks the coroutine's thread.

#include <libunifex.h>

using namespace std::chrono_literals;

unifex::task<int> load(int id);
int parse(int);

unifex::task<void> refresh() {
  unifex::sync_wait(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'refresh': it waits until the sender completes [async-blocking-wait]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'refresh'
  co_await load(2);
}

//===- Not flagged --------------------------------------------------------===//

unifex::task<void> awaits() {
  co_await unifex::when_all(load(1), load(2));
  co_await unifex::then(load(3), [](int value) { return parse(value); });
}

int main() { unifex::sync_wait(awaits()); }
