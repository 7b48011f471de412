// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-dangling-coroutine-argument --real-headers -- %boost-asio-flags

// Boost.Asio's awaitables and libstdc++'s strings and views.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace asio = boost::asio;

asio::awaitable<void> tick();
void log(std::string_view text);

asio::awaitable<void> print(const std::string &text) {
  co_await tick();
  log(text);
}
asio::awaitable<void> print_view(std::string_view text) {
  co_await tick();
  log(text);
}
asio::awaitable<size_t> total(const std::vector<std::string> &parts) {
  size_t sum = 0;
  for (const std::string &part : parts) {
    co_await tick();
    sum += part.size();
  }
  co_return sum;
}

void spawns(asio::io_context &io, int id) {
  std::string name = std::to_string(id);
  asio::co_spawn(io, print(name), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the task refers to 'name' and may outlive it [async-dangling-coroutine-argument]
  asio::co_spawn(io, print_view(name + "!"), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: this temporary is gone when the task runs, which refers to it
  asio::co_spawn(io.get_executor(), total({name, "b"}), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: this temporary is gone when the task runs, which refers to it
}

asio::awaitable<void> returns(int id) {
  return print(std::to_string(id));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this temporary is gone when the task runs, which refers to it
}

asio::awaitable<void> later(std::string name) {
  auto job = print_view(name + "?");
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: this temporary is gone when the task runs, which refers to it
  co_await tick();
  co_await std::move(job);
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> print_copy(std::string text) {
  co_await tick();
  log(text);
}

void spawns_copy(asio::io_context &io, std::string name) {
  asio::co_spawn(io, print_copy(name), asio::detached);
  asio::co_spawn(io, print_view("a literal"), asio::detached);
  asio::co_spawn(
      io, [name]() -> asio::awaitable<void> { co_await print(name); }, asio::detached);
}

asio::awaitable<size_t> awaits(std::string name) {
  co_await print(name + "!");
  co_await print_view(std::to_string(1));
  co_return co_await total({name, "b"});
}

asio::awaitable<void> awaits_later(std::string name) {
  auto job = print(name);
  co_await tick();
  co_await std::move(job);
}

void waits(asio::io_context &io) {
  std::string name = "one";
  asio::co_spawn(io, print(name), asio::detached);
  io.run();
}

static const std::string Greeting = "hello";
asio::awaitable<void> greets() { return print(Greeting); }
