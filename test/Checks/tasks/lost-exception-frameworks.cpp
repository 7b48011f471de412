// RUN: %check %s async-lost-exception --std=c++2b

#include <async_simple.h>
#include <folly.h>
#include <std.h>

void log(const char *what);
void use(int);

async_simple::coro::Lazy<int> number();
folly::coro::Task<int> work();

void async_simple_start(async_simple::coro::Lazy<int> task) {
  std::move(task).start([](async_simple::Try<int> result) { use(result.value()); });
  std::move(task).start([](async_simple::Try<int>) { log("done"); });
}

folly::coro::Task<folly::Try<int>> tried();
folly::coro::Task<> drops() {
  co_await tried();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'tried' tells by its result whether it failed, and that is dropped here [async-lost-exception]
}
folly::coro::Task<> asks() {
  auto result = co_await tried();
  if (result.hasException())
    log("failed");
  // Made a result, to be dropped.
  co_await folly::coro::co_awaitTry(work());
}
folly::coro::Task<> swallows() {
  try {
    co_await work();
  } catch (...) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this drops any error of 'work'
}
// That is async-swallowed-cancellation's.
folly::coro::Task<> in_an_endless_loop() {
  for (;;) {
    try {
      co_await work();
    } catch (...) {
    }
  }
}
