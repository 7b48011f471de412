// RUN: %check %s async-discarded-awaitable

// A dropped future goes on; its error is only logged, and what it uses may be gone by then.

#include <seastar.h>

using namespace std::chrono_literals;

struct table {
  seastar::future<> flush();
  seastar::future<int> rows();
};

seastar::future<> close(table &t, seastar::gate &gate) {
  t.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'flush' is dropped, and with it any error; await it [async-discarded-awaitable]
  gate.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'close' is dropped, and with it any error; await it
  seastar::sleep(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'sleep' is dropped, and with it any error; await it
  co_return;
}

seastar::future<> lock_and_count(table &t, seastar::shared_mutex &mutex,
                                 seastar::semaphore &limit) {
  mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'lock' is dropped, and with it any error; await it
  seastar::get_units(limit, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'get_units' is dropped, and with it any error; await it
  co_await t.rows();
  mutex.unlock();
}

seastar::future<> crunch(std::vector<int> &values, seastar::condition_variable &changed) {
  for (int &value : values) {
    value *= 2;
    seastar::coroutine::maybe_yield();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from this expression is dropped and never runs
  }
  changed.when();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'when' is dropped and never runs; await it
  co_return;
}

// Not a coroutine: nothing can await here.
void on_timer(table &t) {
  t.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'flush' is dropped, and with it any error [async-discarded-awaitable]
  t.rows().then([](int count) { return count + 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'then' is dropped, and with it any error
  seastar::when_all_succeed(t.flush(), t.flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'when_all_succeed' is dropped, and with it any error
}

//===- Not flagged --------------------------------------------------------===//

// Meant so: it goes on by itself.
void in_the_background(table &t, seastar::gate &gate) {
  (void)t.flush();
  (void)seastar::with_gate(gate, [&t] { return t.flush(); })
      .handle_exception([](std::exception_ptr) {});
  std::ignore = seastar::sleep(1s);
}

seastar::future<> awaited(table &t, std::vector<int> ids) {
  co_await t.flush();
  co_await t.flush().finally([] {});
  co_await seastar::when_all_succeed(t.flush(), t.flush());
  co_await seastar::coroutine::all([&t] { return t.flush(); }, [&t] { return t.flush(); });
  co_await seastar::max_concurrent_for_each(ids, 8, [&t](int) { return t.flush(); });
  auto result = co_await seastar::coroutine::as_future(t.rows());
  if (result.failed())
    co_return;
  (void)co_await t.rows();
}

seastar::future<> returned(table &t) { return t.flush(); }

void in_a_thread(table &t) {
  t.flush().get();
  int rows = t.rows().get();
  seastar::future<> first = t.flush();
  first.get();
}
