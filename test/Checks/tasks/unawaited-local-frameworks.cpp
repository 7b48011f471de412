// RUN: %check %s async-unawaited-local --std=c++2b

#include <asio.h>
#include <cobalt.h>
#include <folly.h>
#include <kj.h>
#include <libcoro.h>
#include <qcoro.h>
#include <seastar.h>

namespace with_seastar {
struct table {
  seastar::rwlock lock;
  seastar::future<seastar::rwlock::holder> hold_write_lock() { return lock.hold_write_lock(); }
  seastar::future<> flush();
  seastar::future<int> rows();
};

seastar::future<> insert(table &t, seastar::semaphore &limit) {
  auto lock = t.hold_write_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lock' is never awaited: it is a future, not yet what should be held here [async-unawaited-local]
  auto units = seastar::get_units(limit, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'units' is never awaited: it is a future, not yet what should be held here
  auto flushed = t.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'flushed' is never awaited: nobody sees when the work from 'flush' is done, or that it failed
  co_await seastar::sleep(std::chrono::seconds(1));
}

// Not a coroutine, but without the units there is no limit.
void not_limited(seastar::semaphore &limit) {
  auto units = seastar::get_units(limit, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'units' is never awaited: it is a future, not yet what should be held here
}

seastar::future<int> awaited(table &t, seastar::semaphore &limit) {
  auto units = co_await seastar::get_units(limit, 1);
  auto flushed = t.flush();
  co_await std::move(flushed);
  auto rows = t.rows();
  co_return co_await rows.then([](int count) { return count + 1; });
}
void in_a_thread(table &t, seastar::gate &gate) {
  auto holder = gate.hold();
  auto rows = t.rows();
  rows.get();
  auto in_the_background = t.flush();
}
} // namespace with_seastar

namespace with_folly {
folly::coro::Task<int> load();
folly::SemiFuture<int> start();
folly::coro::Task<> both(folly::coro::Mutex &mutex) {
  auto value = load();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'value' is never awaited: the task from 'load' never runs
  auto lock = mutex.co_scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lock' is never awaited
  auto later = load();
  auto on_an_executor = std::move(later).scheduleOn(folly::getGlobalCPUExecutor());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'on_an_executor' is never awaited
  auto started = load();
  auto future = std::move(started).scheduleOn(folly::getGlobalCPUExecutor()).start();
  co_await std::move(future);
}
void fire() { auto future = start(); }
} // namespace with_folly

namespace with_asio {
asio::awaitable<void> step();
asio::awaitable<void> waits(asio::steady_timer &timer, asio::io_context &io) {
  auto operation = timer.async_wait(asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'operation' is never awaited: the task from 'async_wait' never runs
  auto task = step();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'task' is never awaited: the task from 'step' never runs
  auto spawned = step();
  asio::co_spawn(io, std::move(spawned), asio::detached);
  auto running = timer.async_wait(asio::experimental::use_promise);
  auto future = asio::co_spawn(io, step(), asio::use_future);
  co_return;
}
} // namespace with_asio

// It runs for as long as its promise lives.
namespace with_cobalt {
boost::cobalt::promise<void> heartbeat();
boost::cobalt::task<void> talk();
boost::cobalt::task<void> session() {
  auto beats = heartbeat();
  auto forgotten = talk();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'forgotten' is never awaited: the task from 'talk' never runs
  co_await talk();
}
} // namespace with_cobalt

namespace with_kj {
kj::Promise<void> background();
void keeps_it_running() { auto promise = background(); }
} // namespace with_kj

namespace with_libcoro {
coro::task<int> load();
coro::task<void> locked(coro::mutex &mutex) {
  auto lock = mutex.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lock' is never awaited
  std::vector<coro::task<int>> tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the tasks in 'tasks' are never awaited, and never run
  tasks.emplace_back(load());
  std::vector<coro::task<int>> all;
  all.emplace_back(load());
  co_await coro::when_all(std::move(all));
}
} // namespace with_libcoro

namespace with_qcoro {
QCoro::Task<int> load();
QCoro::Task<> reload() {
  auto loading = load();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'loading' is never awaited: nobody sees when the work from 'load' is done, or that it failed
  co_return;
}
void on_click() { auto loading = load(); }
} // namespace with_qcoro
