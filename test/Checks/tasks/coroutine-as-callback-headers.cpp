// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-coroutine-as-callback --real-headers -- %boost-asio-flags

#include <algorithm>
#include <boost/asio.hpp>
#include <functional>
#include <thread>
#include <vector>

namespace asio = boost::asio;

asio::awaitable<void> session();
asio::awaitable<void> handle(int id);
void call_later(std::function<void()> callback);

void dropped(asio::io_context &io, asio::steady_timer &timer, std::vector<int> &ids) {
  asio::post(io, []() -> asio::awaitable<void> { co_await session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that this lambda makes is dropped by what calls it: its body never runs [async-coroutine-as-callback]
  asio::post(io.get_executor(), session);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: the task that 'session' makes is dropped by what calls it
  timer.async_wait([](const boost::system::error_code &) -> asio::awaitable<void> { co_await session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task that this lambda makes is dropped by what calls it
  call_later(session);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'session' makes is dropped by what calls it
  call_later(std::bind(handle, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that this callable makes is dropped by what calls it
  std::for_each(ids.begin(), ids.end(), handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'handle' makes is dropped by what calls it
  std::thread worker(session);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'session' makes is dropped by what calls it
  worker.join();
}

void spawned(asio::io_context &io, asio::steady_timer &timer) {
  asio::co_spawn(io, session, asio::detached);
  asio::co_spawn(io, session(), asio::detached);
  asio::post(io, [&io] { asio::co_spawn(io, session(), asio::detached); });
  timer.async_wait(asio::detached);
  timer.async_wait([](const boost::system::error_code &) {});
  std::function<asio::awaitable<void>()> factory = session;
  call_later([&io, factory] { asio::co_spawn(io, factory, asio::detached); });
}
