// RUN: %check %s async-blocking-call --config='{CheckOptions: {async-blocking-call.FollowCalls: false}}'

// FollowCalls: false finds only what blocks itself.

#include <coroutine.h>
#include <posix.h>
#include <std.h>

void slow() {
  sleep(1);
}

mini::task<> direct() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'direct': it puts the thread to sleep [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

struct Journal {
  ~Journal() { fsync(1); }
};

mini::task<> indirect(std::vector<int> &values) {
  slow();
  Journal journal;
  std::for_each(values.begin(), values.end(), [](int) { sleep(1); });
  co_return;
}
