// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-nested-awaitable --real-headers -- %boost-asio-flags

#include <boost/asio.hpp>
#include <future>

namespace asio = boost::asio;

asio::awaitable<int> load();

auto starts_nothing() {
  return std::async(std::launch::async, [] { return load(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: what 'async' calls here only makes a task, which nobody awaits: its body never runs [async-nested-awaitable]
}

int spawned_by_another_thread(asio::io_context &io) {
  return std::async(std::launch::async, [&] {
           return asio::co_spawn(io, load(), asio::use_future).get();
         })
      .get();
}

void given_to_a_context(asio::io_context &io) {
  auto task = std::async(std::launch::async, [] { return load(); }).get();
  asio::co_spawn(io, std::move(task), asio::detached);
}
