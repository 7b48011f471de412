// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-coroutine-reference-parameter --real-headers -- %boost-asio-flags

// Boost.Asio's awaitables, and what of the library is passed by reference.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asio = boost::asio;

asio::awaitable<void> tick();

asio::awaitable<void> send(asio::ip::tcp::socket &socket, const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:78: warning: what 'text' refers to may be gone when the coroutine uses it [async-coroutine-reference-parameter]
  co_await tick();
  co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}

asio::awaitable<size_t> count(std::string_view text, char c) {
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: what 'text' refers to may be gone when the coroutine uses it
  size_t counted = 0;
  for (char each : text) {
    counted += each == c;
    co_await tick();
  }
  co_return counted;
}

// It starts with the first co_await, or when it is spawned.
asio::awaitable<size_t> starts_late(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:56: warning: what 'text' refers to may be gone when the coroutine uses it
  size_t size = text.size();
  co_await tick();
  co_return size;
}

class Client {
public:
  asio::awaitable<void> connect(const asio::ip::tcp::endpoint &to);
  asio::awaitable<void> retry(const std::function<bool()> &again) {
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: what 'again' refers to may be gone when the coroutine uses it
    do
      co_await tick();
    while (again());
  }
  asio::awaitable<int> last(const std::vector<int> *values) {
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: what 'values' refers to may be gone when the coroutine uses it
    co_await tick();
    co_return values->back();
  }

private:
  asio::ip::tcp::socket socket_;
};
asio::awaitable<void> Client::connect(const asio::ip::tcp::endpoint &to) {
// CHECK-MESSAGES: :[[@LINE-1]]:70: warning: what 'to' refers to may be gone when the coroutine uses it
  co_await tick();
  co_await socket_.async_connect(to, asio::use_awaitable);
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> send_copy(std::string text, std::shared_ptr<asio::ip::tcp::socket> socket) {
  co_await tick();
  co_await asio::async_write(*socket, asio::buffer(text), asio::use_awaitable);
}

asio::awaitable<void> read(asio::ip::tcp::socket &socket, std::vector<char> &into) {
  into.resize(co_await socket.async_read_some(asio::buffer(into), asio::use_awaitable));
}

asio::awaitable<void> pause(const asio::io_context::executor_type &executor,
                            const asio::strand<asio::any_io_executor> &strand) {
  asio::steady_timer timer(executor);
  co_await timer.async_wait(asio::use_awaitable);
  asio::steady_timer other(strand);
  co_await other.async_wait(asio::use_awaitable);
}

static asio::awaitable<void> awaited_in_place(const std::string &text) {
  co_await tick();
  co_await send_copy(text, nullptr);
}
asio::awaitable<void> greet() { co_await awaited_in_place("hello"); }

asio::awaitable<void> unmovable(const std::unique_ptr<int> &value) {
  co_await tick();
  co_await send_copy(std::to_string(*value), nullptr);
}
