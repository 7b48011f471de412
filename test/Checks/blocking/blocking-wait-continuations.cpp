// RUN: %check %s async-blocking-wait --std=c++20

#include <folly.h>
#include <utility>

folly::coro::Task<int> resolve(int Id);
folly::Future<int> lookup(int Key);
void use(int Value);

// A continuation could give the task, so that nobody waits.
folly::Future<folly::Unit> serve(int User) {
  return lookup(User).thenValue([](int Id) {
    use(folly::coro::blockingWait(resolve(Id)));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'blockingWait' blocks the thread that runs this callback: it waits until the coroutine is done [async-blocking-wait]
  });
}
folly::Future<folly::Unit> serveChained(int User) {
  return lookup(User).thenValue([](int Id) {
    use(lookup(Id).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks the thread that runs this callback
  });
}

//===- Not flagged ----------------------------------------------------------===//

// A plain function may wait.
void waits(int User) { use(lookup(User).get()); }
