// RUN: %check %s async-blocking-wait

#include <asio.h>
#include <coroutine.h>
#include <cppcoro.h>
#include <folly.h>
#include <std.h>

using namespace std::chrono_literals;

// A wait of the program's own, for tasks that no model knows.
template <class T> T sync_wait(mini::task<T> task);
template <class T> T blockOn(mini::task<T> &task);
mini::task<int> answer(int question = 0);
mini::task<std::string> text();
mini::task<> nothing();
std::future<int> started();
folly::SemiFuture<int> request();

//===- Waits in coroutines ------------------------------------------------===//

mini::task<int> waits_for_a_task() {
  int first = sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread that runs coroutine 'waits_for_a_task': it waits until the task is done [async-blocking-wait]
  sync_wait(nothing());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'waits_for_a_task'
  auto size = sync_wait(text()).size();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread that runs coroutine 'waits_for_a_task'
  co_return first + size + sync_wait(answer(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sync_wait' blocks the thread that runs coroutine 'waits_for_a_task'
}

mini::task<int> waits_for_a_future(std::future<int> result, std::shared_future<int> shared) {
  shared.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'waits_for_a_future': it waits for the result [async-blocking-wait]
  int first = started().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' blocks the thread that runs coroutine 'waits_for_a_future'
  co_return first + result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'get' blocks the thread that runs coroutine 'waits_for_a_future'
}

folly::coro::Task<int> awaits_what_folly_gives() {
  int first = request().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' blocks the thread that runs coroutine 'awaits_what_folly_gives'
  co_return first + folly::coro::blockingWait(awaits_what_folly_gives());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'blockingWait' blocks the thread that runs coroutine 'awaits_what_folly_gives': it waits until the coroutine is done [async-blocking-wait]
}

mini::task<int> limited_wait_is_no_test(std::future<int> result) {
  if (result.wait_for(100ms) == std::future_status::ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'wait_for' blocks the thread that runs coroutine 'limited_wait_is_no_test'
    co_return result.get();
  co_return 0;
}

mini::task<int> tested_on_one_path_only(std::future<int> result, bool test) {
  if (test && result.wait_for(0s) == std::future_status::ready)
    co_await nothing();
  co_return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks the thread that runs coroutine 'tested_on_one_path_only'
}

mini::task<int> another_one_is_ready(std::future<int> a, std::future<int> b) {
  if (a.wait_for(0s) == std::future_status::ready)
    co_return b.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread that runs coroutine 'another_one_is_ready'
  co_return 0;
}

// No await may stand there, nor is anything gained by one under a lock.
mini::task<> no_fix(std::mutex &mutex, mini::task<int> lvalue) {
  try {
    co_await nothing();
  } catch (...) {
    sync_wait(nothing());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread that runs coroutine 'no_fix'
  }
  blockOn(lvalue);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockOn' blocks the thread that runs coroutine 'no_fix'
  std::lock_guard guard(mutex);
  sync_wait(nothing());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'no_fix'
}

// The outer one is fixed by hand, when the inner one is done.
mini::task<int> nested() {
  co_return sync_wait(answer(sync_wait(answer())));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread that runs coroutine 'nested'
  // CHECK-MESSAGES: :[[@LINE-2]]:30: warning: 'sync_wait' blocks the thread that runs coroutine 'nested'
}

//===- Handlers, fibers, callbacks ----------------------------------------===//

void handlers(boost::asio::io_context &io, folly::fibers::FiberManager &fibers) {
  boost::asio::post(io, [] { sync_wait(nothing()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sync_wait' blocks the thread that runs this handler: it waits until the task is done [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the handler is given to the event loop here
  fibers.addTaskRemote([&fibers] {
    folly::Future<int> inner = fibers.addTaskRemoteFuture([] { return 1; });
    inner.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs this handler: it waits for the result [async-blocking-wait]
  });
}

struct Ledger {
  void load(int block, std::function<void(int)> callback);
  template <class F> void fetch(F callback);
};

class Session : public std::enable_shared_from_this<Session> {
public:
  void start() {
    auto weak = weak_from_this();
    ledger.load(1, [weak](int) {
      if (auto self = weak.lock())
        self->value = sync_wait(answer());
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sync_wait' blocks the thread that runs this callback: it waits until the task is done [async-blocking-wait]
      // CHECK-MESSAGES: :[[@LINE-4]]:12: note: the callback is given away here, to be run later
    });
    ledger.fetch([this, self = shared_from_this()] { value = helper(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'helper' blocks the thread that runs this callback: it reaches 'sync_wait' [async-blocking-wait]
    // CHECK-MESSAGES: :[[@LINE+3]]:25: note: 'helper' calls 'sync_wait' here, which waits until the task is done
  }

  int helper() { return sync_wait(answer()); }

private:
  Ledger ledger;
  int value = 0;
};

//===- Through other functions --------------------------------------------===//

int wait_for_it() { return started().get(); }
int wrapper() { return wait_for_it() + 1; }

mini::task<int> through_functions() {
  co_return wrapper();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wrapper' blocks the thread that runs coroutine 'through_functions': it reaches 'get' [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-5]]:24: note: 'wrapper' calls 'wait_for_it' here
  // CHECK-MESSAGES: :[[@LINE-7]]:38: note: 'wait_for_it' calls 'get' here, which waits for the result
}

//===- Not flagged --------------------------------------------------------===//

mini::task<int> awaits() {
  co_await nothing();
  co_return co_await answer();
}

mini::task<int> tested_before(std::future<int> result) {
  while (result.wait_for(0s) != std::future_status::ready)
    co_await nothing();
  co_return result.get();
}
mini::task<int> tested_in_the_condition(std::future<int> result) {
  if (result.valid() && result.wait_for(0s) == std::future_status::ready)
    co_return result.get();
  co_return 0;
}
mini::task<int> left_if_not_ready(std::future<int> result) {
  if (result.wait_for(0s) == std::future_status::timeout)
    co_return 0;
  co_return result.get();
}
folly::coro::Task<int> asked(folly::SemiFuture<int> result) {
  if (!result.isReady())
    co_return 0;
  co_return std::move(result).get();
}
struct Cache {
  std::shared_future<int> value;
  mini::task<int> get() {
    if (value.wait_for(0s) == std::future_status::ready)
      co_return value.get();
    co_return 0;
  }
};

// The first wait is the one to mend.
mini::task<int> waited_for_before(std::future<int> result) {
  result.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'waited_for_before'
  co_return result.get();
}

// async-blocking-call's.
mini::task<> blocks_otherwise(std::thread worker, std::latch &latch) {
  worker.join();
  latch.wait();
  std::this_thread::sleep_for(1s);
  co_return;
}

int main() {
  sync_wait(nothing());
  return sync_wait(answer()) + started().get();
}

void on_threads_of_their_own(boost::asio::thread_pool &pool) {
  std::thread([] { sync_wait(nothing()); }).detach();
  boost::asio::post(pool, [] { started().wait(); });
}

mini::task<> offloaded() {
  std::thread([] { sync_wait(nothing()); }).detach();
  co_return;
}

mini::task<> handed_over_but_not_called(Ledger &ledger) {
  ledger.load(1, [](int) { sync_wait(nothing()); });
  co_return;
}

// Of a callback that holds nothing, nobody knows when it runs: maybe at once.
void maybe_at_once(Ledger &ledger, std::shared_ptr<int> shared) {
  ledger.load(1, [shared](int) { *shared = sync_wait(answer()); });
}

// No task is waited for.
struct Door {};
void sync_wait(Door &door);
int block_on(int reason);
mini::task<> named_alike(Door &door) {
  sync_wait(door);
  block_on(1);
  co_return;
}

// What it gives is awaited.
mini::task<> sync_wait(mini::task<> inner, int limit);
mini::task<> asynchronous_in_spite_of_its_name() { co_await sync_wait(nothing(), 1); }

mini::generator<int> runs_in_its_consumer() { co_yield sync_wait(answer()); }

mini::task<> silenced() {
  sync_wait(nothing()); // NOLINT(async-blocking-wait): at start only
  co_return;
}
