// REQUIRES: asio, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %asio-flags -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE

// The real Asio without Boost: its error codes are the standard library's.

#include <asio.hpp>
#include <chrono>
#include <string>
#include <system_error>
#include <thread>

using asio::awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<std::size_t> session(tcp::socket socket, std::string data) {
  std::error_code error;
  std::size_t size = socket.read_some(asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'read_some' blocks the thread that runs coroutine 'session': it waits for data [async-blocking-call]
  size += asio::read(socket, asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'read' blocks the thread that runs coroutine 'session': it waits until all data has come [async-blocking-call]
  asio::write(socket, asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread that runs coroutine 'session': it waits until all data is taken [async-blocking-call]
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'session': it puts the thread to sleep [async-blocking-call]
  asio::steady_timer timer(socket.get_executor(), 1s);
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'session': it waits until the timer expires [async-blocking-call]
  timer.wait(error);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'session'
  tcp::resolver resolver(socket.get_executor());
  asio::connect(socket, resolver.resolve("localhost", "http"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread that runs coroutine 'session': it waits for the peer's answer [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:34: warning: 'resolve' blocks the thread that runs coroutine 'session': it looks up a name [async-blocking-call]
  co_return size;
}

void handlers(asio::io_context &io, asio::steady_timer &timer) {
  asio::post(io, [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sleep_for' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
  timer.async_wait([](std::error_code) { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'sleep_for' blocks the thread that runs this handler
}

//===- Not flagged --------------------------------------------------------===//

awaitable<void> asynchronous(tcp::socket socket, std::string data) {
  std::error_code error;
  co_await asio::async_read(socket, asio::buffer(data),
                            asio::redirect_error(asio::use_awaitable, error));
  co_await asio::async_write(socket, asio::buffer(data), asio::use_awaitable);
  socket.shutdown(tcp::socket::shutdown_both, error);
}

void offloaded(asio::thread_pool &pool) {
  asio::post(pool, [] { std::this_thread::sleep_for(1s); });
  asio::post(asio::system_executor(), [] { std::this_thread::sleep_for(1s); });
}
