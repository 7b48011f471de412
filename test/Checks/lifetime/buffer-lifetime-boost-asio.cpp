// REQUIRES: boost-asio
// RUN: %check %s async-buffer-lifetime --real-headers --std=c++20 -- %boost-asio-flags

#include <array>
#include <boost/asio.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

void use(std::size_t Size);
std::string makeText();
namespace asio = boost::asio;
using Error = boost::system::error_code;

//===- Flagged --------------------------------------------------------------===//

void localBuffer(asio::ip::tcp::socket &Socket) {
  std::string Text = makeText();
  asio::async_write(Socket, asio::buffer(Text), [](Error, std::size_t Size) { use(Size); });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'Text' may be gone while the operation goes on that refers to it [async-buffer-lifetime]
}

void byValueParameter(asio::ip::tcp::socket &Socket, std::vector<char> Data) {
  asio::async_write(Socket, asio::buffer(Data), [](Error, std::size_t Size) { use(Size); });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'Data' may be gone while the operation goes on
}

void localArray(asio::ip::tcp::socket &Socket) {
  char Data[64];
  Socket.async_read_some(asio::buffer(Data), [](Error, std::size_t Size) { use(Size); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'Data' may be gone while the operation goes on
}

void temporary(asio::ip::tcp::socket &Socket) {
  asio::async_write(Socket, asio::buffer(makeText()), [](Error, std::size_t Size) { use(Size); });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: this temporary is gone while the operation goes on
}

void localSocket(asio::io_context &Context) {
  asio::steady_timer Timer(Context);
  Timer.async_wait([](Error) { use(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Timer' ends with this function, which cancels the operation that it starts
}

//===- Not flagged ----------------------------------------------------------===//

void movedIntoTheHandler(asio::ip::tcp::socket &Socket, std::vector<char> Data) {
  auto Buffer = asio::buffer(Data);
  asio::async_write(Socket, asio::buffer(Data), [Data = std::move(Data)](Error, std::size_t) {});
  (void)Buffer;
}

void owned(asio::ip::tcp::socket &Socket) {
  auto Text = std::make_shared<std::string>(makeText());
  asio::async_write(Socket, asio::buffer(*Text), [Text](Error, std::size_t) {});
}

asio::awaitable<void> awaited(asio::ip::tcp::socket &Socket) {
  std::string Text = makeText();
  co_await asio::async_write(Socket, asio::buffer(Text), asio::use_awaitable);
}

void waitsForTheFuture(asio::ip::tcp::socket &Socket) {
  std::string Text = makeText();
  auto Future = asio::async_write(Socket, asio::buffer(Text), asio::use_future);
  Future.get();
}

void runsTheLoop() {
  asio::io_context Context;
  asio::ip::tcp::socket Socket(Context);
  std::string Text = makeText();
  asio::async_write(Socket, asio::buffer(Text), [](Error, std::size_t) {});
  Context.run();
}

struct Session : std::enable_shared_from_this<Session> {
  asio::ip::tcp::socket Socket;
  std::array<char, 64> Data;
  void read() {
    Socket.async_read_some(asio::buffer(Data), [Self = shared_from_this()](Error, std::size_t) {});
  }
};

void callersBuffer(asio::ip::tcp::socket &Socket, std::string &Text) {
  asio::async_write(Socket, asio::buffer(Text), [](Error, std::size_t) {});
}

void constant(asio::ip::tcp::socket &Socket) {
  static const std::string Text = makeText();
  asio::async_write(Socket, asio::buffer(Text), [](Error, std::size_t) {});
}

// A time limit for what is done meanwhile.
asio::awaitable<void> timerForTheScope(asio::ip::tcp::socket &Socket, asio::io_context &Context) {
  asio::steady_timer Timer(Context);
  Timer.async_wait([&Socket](Error) { Socket.cancel(); });
  co_await Socket.async_wait(asio::ip::tcp::socket::wait_read, asio::use_awaitable);
}

void silenced(asio::ip::tcp::socket &Socket, std::string Text) {
  asio::async_write(Socket, asio::buffer(Text), [](Error, std::size_t) {}); // NOLINT(async-buffer-lifetime)
}
