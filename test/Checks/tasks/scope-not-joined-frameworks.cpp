// RUN: %check %s async-scope-not-joined

#include "folly.h"
#include "hpx.h"
#include "libunifex.h"
#include "seastar.h"
#include "std.h"

bool ready();

// folly

folly::coro::Task<void> work();
folly::coro::TaskWithExecutor<void> scheduled();
folly::coro::Task<void> folly_early() {
  folly::coro::AsyncScope scope;
  scope.add(scheduled());
  if (ready())
    co_return;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'scope' is not joined before this return: what still runs ends the program
  co_await scope.joinAsync();
}
folly::coro::Task<void> folly_joined() {
  folly::coro::CancellableAsyncScope scope;
  scope.add(scheduled());
  co_await scope.cancelAndJoinAsync();
}

// seastar

seastar::future<> flush();
seastar::future<> seastar_dropped() {
  seastar::gate gate;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing joins 'gate': what still runs when it is destroyed ends the program
  (void)seastar::with_gate(gate, [] { return flush(); });
  co_await flush();
}
seastar::future<> seastar_awaited() {
  seastar::gate gate;
  co_await seastar::with_gate(gate, [] { return flush(); });
}
seastar::future<> seastar_closed() {
  seastar::gate gate;
  (void)seastar::with_gate(gate, [] { return flush(); });
  co_await gate.close();
}
class Connections {
  seastar::gate gate_;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing joins 'gate_': what still runs when it is destroyed ends the program

public:
  void start() {
    (void)seastar::with_gate(gate_, [] { return flush(); });
  }
};
class Closed {
  seastar::gate gate_;

public:
  void start() {
    (void)seastar::with_gate(gate_, [] { return flush(); });
  }
  seastar::future<> stop() { return gate_.close(); }
};

// HPX

void hpx_group() {
  hpx::experimental::task_group group;
  group.run([] {});
  if (ready())
    return;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'group' is not joined before this return: what still runs ends the program
  group.wait();
}
