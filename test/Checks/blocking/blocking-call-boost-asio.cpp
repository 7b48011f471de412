// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %boost-asio-flags

// Boost.Asio's own headers: overloads, inline namespaces and defaults are the real ones.

#include <boost/asio.hpp>
#include <boost/asio/deadline_timer.hpp>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using asio::ip::udp;
using namespace std::chrono_literals;

awaitable<void> sleeps(std::chrono::milliseconds duration) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps': it puts the thread to sleep [async-blocking-call]
  std::this_thread::sleep_for(duration);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps'
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'sleeps'
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs coroutine 'sleeps'
  co_return;
}

awaitable<std::size_t> stream(tcp::socket &socket, std::string &data) {
  boost::system::error_code error;
  std::size_t size = asio::read(socket, asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'read' blocks the thread that runs coroutine 'stream': it waits until all data has come [async-blocking-call]
  size += asio::read(socket, asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'read' blocks the thread that runs coroutine 'stream'
  size += asio::read(socket, asio::buffer(data), asio::transfer_at_least(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'read' blocks the thread that runs coroutine 'stream'
  size += asio::read(socket, asio::buffer(data), asio::transfer_at_least(1), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'read' blocks the thread that runs coroutine 'stream'
  size += asio::read_until(socket, asio::dynamic_buffer(data), "\r\n");
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'read_until' blocks the thread that runs coroutine 'stream'
  size += asio::read_until(socket, asio::dynamic_buffer(data), '\n', error);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'read_until' blocks the thread that runs coroutine 'stream'
  size += asio::write(socket, asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'write' blocks the thread that runs coroutine 'stream': it waits until all data is taken [async-blocking-call]
  asio::write(socket, asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread that runs coroutine 'stream'
  size += socket.read_some(asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'read_some' blocks the thread that runs coroutine 'stream': it waits for data [async-blocking-call]
  size += socket.read_some(asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'read_some' blocks the thread that runs coroutine 'stream'
  socket.write_some(asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'write_some' blocks the thread that runs coroutine 'stream': it waits until some data is taken [async-blocking-call]
  socket.write_some(asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'write_some' blocks the thread that runs coroutine 'stream'
  socket.send(asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'send' blocks the thread that runs coroutine 'stream'
  socket.receive(asio::buffer(data), 0, error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'receive' blocks the thread that runs coroutine 'stream'
  socket.wait(tcp::socket::wait_read);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'stream': it waits until the socket is ready [async-blocking-call]
  co_return size;
}

awaitable<void> peers(asio::io_context &io, tcp::endpoint endpoint) {
  boost::system::error_code error;
  tcp::resolver resolver(io);
  auto results = resolver.resolve("localhost", "http");
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'resolve' blocks the thread that runs coroutine 'peers': it looks up a name [async-blocking-call]
  results = resolver.resolve("localhost", "http", error);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'resolve' blocks the thread that runs coroutine 'peers'
  results = resolver.resolve("localhost", "http", tcp::resolver::numeric_service);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'resolve' blocks the thread that runs coroutine 'peers'
  tcp::socket socket(io);
  socket.connect(endpoint);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread that runs coroutine 'peers': it waits for the peer's answer [async-blocking-call]
  socket.connect(endpoint, error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread that runs coroutine 'peers'
  asio::connect(socket, results);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread that runs coroutine 'peers'
  auto connected = asio::connect(socket, results, error);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'connect' blocks the thread that runs coroutine 'peers'
  tcp::acceptor acceptor(io, endpoint);
  tcp::socket peer = acceptor.accept();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'accept' blocks the thread that runs coroutine 'peers': it waits for a connection [async-blocking-call]
  tcp::socket other = acceptor.accept(error);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'accept' blocks the thread that runs coroutine 'peers'
  tcp::socket third = acceptor.accept(io);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'accept' blocks the thread that runs coroutine 'peers'
  acceptor.accept(peer, endpoint);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'accept' blocks the thread that runs coroutine 'peers'
  acceptor.wait(tcp::acceptor::wait_read);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread that runs coroutine 'peers': it waits until a connection can be accepted [async-blocking-call]
  asio::steady_timer timer(io, 1s);
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'peers': it waits until the timer expires [async-blocking-call]
  timer.wait(error);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'peers'
  asio::system_timer(io, 1s).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'wait' blocks the thread that runs coroutine 'peers'
  co_return;
}

awaitable<void> datagrams(udp::socket *socket, udp::endpoint peer) {
  boost::system::error_code error;
  char data[10];
  socket->send_to(asio::buffer(data), peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'send_to' blocks the thread that runs coroutine 'datagrams'
  socket->send_to(asio::buffer(data), peer, 0, error);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'send_to' blocks the thread that runs coroutine 'datagrams'
  std::size_t size = socket->receive_from(asio::buffer(data), peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'receive_from' blocks the thread that runs coroutine 'datagrams'
  size = socket->receive(asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'receive' blocks the thread that runs coroutine 'datagrams'
  co_return;
}

void handlers(asio::io_context &io, asio::steady_timer &timer, tcp::socket &socket) {
  asio::post(io, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sleep' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
  asio::dispatch(io, [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sleep_for' blocks the thread that runs this handler
  io.post([] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sleep' blocks the thread that runs this handler
  timer.async_wait([&](boost::system::error_code) {
    char data[10];
    asio::read(socket, asio::buffer(data));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'read' blocks the thread that runs this handler: it waits until all data has come [async-blocking-call]
  });
  auto strand = asio::make_strand(io);
  asio::post(strand, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sleep' blocks the thread that runs this handler
  asio::post(asio::bind_executor(strand, [] { sleep(1); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'sleep' blocks the thread that runs this handler
  asio::co_spawn(
      io, []() -> awaitable<void> {
        std::ifstream file("name");
        // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'ifstream' blocks the thread that runs this coroutine: it opens a file [async-blocking-call]
        co_return;
      },
      asio::detached);
}

class Session : public std::enable_shared_from_this<Session> {
public:
  void start() {
    socket_.async_read_some(asio::buffer(data_),
                            std::bind(&Session::on_read, shared_from_this(),
                                      std::placeholders::_1, std::placeholders::_2));
  }

private:
  void on_read(boost::system::error_code error, std::size_t size) {
    asio::write(socket_, asio::buffer(data_, size));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' blocks the thread that runs handler 'on_read': it waits until all data is taken [async-blocking-call]
  }
  char data_[100];
  tcp::socket socket_;
};

// Another executor: use_awaitable is not its token.
awaitable<void, asio::io_context::executor_type> other_executor() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'other_executor'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

awaitable<void> asynchronous(tcp::socket socket, std::string data) {
  boost::system::error_code error;
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(data), asio::use_awaitable);
  co_await socket.async_read_some(asio::buffer(data),
                                  asio::redirect_error(asio::use_awaitable, error));
  tcp::endpoint peer = socket.remote_endpoint();
  socket.set_option(tcp::no_delay(true));
  socket.shutdown(tcp::socket::shutdown_both, error);
  socket.close(error);
  std::this_thread::sleep_for(0ms);
}

void offloaded(asio::thread_pool &pool, asio::io_context &io) {
  asio::post(pool, [] { sleep(1); });
  asio::post(pool.get_executor(), [] { sleep(1); });
  asio::post(asio::system_executor(), [] { sleep(1); });
  auto executor = pool.get_executor();
  asio::dispatch(executor, [] { sleep(1); });
  std::thread([] { sleep(1); }).detach();
}

class Logger {
public:
  void write(std::string line) {
    asio::post(io_, [line] { std::ofstream("log", std::ios::app) << line; });
  }

private:
  asio::io_context io_;
  std::thread thread_{[this] { io_.run(); }};
};

void blocking_client(asio::io_context &io, std::string &data) {
  tcp::resolver resolver(io);
  tcp::socket socket(io);
  asio::connect(socket, resolver.resolve("localhost", "http"));
  asio::read(socket, asio::buffer(data));
}
