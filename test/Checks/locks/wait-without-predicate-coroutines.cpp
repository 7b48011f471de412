// RUN: %check %s async-wait-without-predicate

#include "concurrencpp.h"
#include "libcoro.h"
#include "seastar.h"

// One thread runs all of Seastar's continuations: it wakes up for a reason, but what is notified
// while the coroutine is suspended elsewhere is lost.
struct Shard {
  seastar::condition_variable event;
  seastar::abort_source as;
  std::vector<int> work;
  seastar::future<> handle();

  seastar::future<> run() {
    while (!as.abort_requested()) {
      co_await handle();
      co_await event.when();
      // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: nothing is tested between the last suspension and waiting for 'event', so a notification may be missed
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: suspended here; what is notified meanwhile is over
    }
  }
  // Not flagged: tested since, given a predicate, or nothing comes in between.
  seastar::future<> tests() {
    while (!as.abort_requested()) {
      co_await handle();
      if (work.empty())
        co_await event.when();
    }
  }
  seastar::future<> predicate() {
    while (true) {
      co_await handle();
      co_await event.when([this] { return !work.empty(); });
    }
  }
  seastar::future<> loop() {
    while (work.empty())
      co_await event.wait();
  }
  seastar::future<> next() {
    co_await event.wait();
  }
  seastar::future<> forwards() { return event.wait(); }
};

struct Coro {
  coro::mutex m;
  coro::condition_variable cv;
  bool ready = false;
  coro::task<void> set() {
    auto lock = co_await m.scoped_lock();
    ready = true;
    co_await cv.notify_one();
  }
  coro::task<void> once() {
    auto lock = co_await m.scoped_lock();
    if (!ready)
      co_await cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: this wait for 'cv' isn't in a loop
  }
  coro::task<void> loop() {
    auto lock = co_await m.scoped_lock();
    while (!ready)
      co_await cv.wait(lock);
    co_await cv.wait(lock, [this] { return ready; });
  }
};

struct Cpp {
  concurrencpp::async_lock m;
  concurrencpp::async_condition_variable cv;
  std::shared_ptr<concurrencpp::executor> executor;
  bool ready = false;
  concurrencpp::lazy_result<void> set() {
    auto lock = co_await m.lock(executor);
    ready = true;
    cv.notify_one();
  }
  concurrencpp::lazy_result<void> once() {
    auto lock = co_await m.lock(executor);
    if (!ready)
      co_await cv.await(executor, lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: this wait for 'cv' isn't in a loop
  }
  concurrencpp::lazy_result<void> loop() {
    auto lock = co_await m.lock(executor);
    while (!ready)
      co_await cv.await(executor, lock);
  }
};
