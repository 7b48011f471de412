// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-unawaited-local --real-headers -- %boost-asio-flags -DBOOST_ASIO_HAS_DEFERRED

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <future>
#include <optional>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> step();
awaitable<std::size_t> count();

awaitable<void> forgets(asio::steady_timer &timer) {
  auto task = step();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'task' is never awaited: the task from 'step' never runs [async-unawaited-local]
  auto number = count();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'number' is never awaited: the task from 'count' never runs
  auto operation = timer.async_wait(asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'operation' is never awaited: the task from 'async_wait' never runs
  std::vector<awaitable<void>> tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the tasks in 'tasks' are never awaited, and never run
  tasks.push_back(step());
  tasks.emplace_back(step());
  co_return;
}

awaitable<void> remembers(asio::io_context &io, asio::steady_timer &timer) {
  using namespace asio::experimental::awaitable_operators;
  auto task = step();
  auto number = count();
  co_await (std::move(task) && std::move(number));
  std::vector<awaitable<void>> tasks;
  tasks.push_back(step());
  for (auto &each : tasks)
    co_await std::move(each);
  std::optional<awaitable<void>> later;
  later.emplace(step());
  co_await std::move(*later);
  auto spawned = step();
  asio::co_spawn(io, std::move(spawned), asio::detached);
  auto future = std::async(std::launch::async, [] { return 1; });
}
