// RUN: %check %s async-blocking-call

// Asio's own operations in its own coroutines, under both roots: the fix is the awaitable twin.

#include <asio.h>
#include <posix.h>

using namespace std::chrono_literals;

//===- Boost.Asio ---------------------------------------------------------===//

boost::asio::awaitable<void> sleeps(std::chrono::milliseconds duration) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps': it puts the thread to sleep [async-blocking-call]
  std::this_thread::sleep_for(duration * 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps'
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps'
  sleep(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'sleeps'
  ::usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs coroutine 'sleeps'
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks the thread that runs coroutine 'sleeps'
  co_return;
}

boost::asio::awaitable<void> stream(boost::asio::ip::tcp::socket &socket, std::string &data) {
  boost::system::error_code error;
  boost::asio::read(socket, boost::asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'stream': it waits until all data has come [async-blocking-call]
  boost::asio::read(socket, boost::asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'stream'
  boost::asio::read(socket, boost::asio::buffer(data), boost::asio::transfer_exactly(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'stream'
  boost::asio::read(socket, boost::asio::buffer(data), boost::asio::transfer_exactly(4), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'stream'
  boost::asio::write(socket, boost::asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread that runs coroutine 'stream': it waits until all data is taken [async-blocking-call]
  boost::asio::write(socket, boost::asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread that runs coroutine 'stream'
  boost::asio::read_until(socket, boost::asio::dynamic_buffer(data), '\n');
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_until' blocks the thread that runs coroutine 'stream'
  boost::asio::read_until(socket, boost::asio::dynamic_buffer(data), '\n', error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_until' blocks the thread that runs coroutine 'stream'
  socket.read_some(boost::asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread that runs coroutine 'stream': it waits for data [async-blocking-call]
  socket.read_some(boost::asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread that runs coroutine 'stream'
  socket.write_some(boost::asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'write_some' blocks the thread that runs coroutine 'stream': it waits until some data is taken [async-blocking-call]
  socket.send(boost::asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'send' blocks the thread that runs coroutine 'stream'
  socket.receive(boost::asio::buffer(data), 0, error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'receive' blocks the thread that runs coroutine 'stream'
  socket.wait(boost::asio::ip::tcp::socket::wait_read);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'stream': it waits until the socket is ready [async-blocking-call]
  co_return;
}

boost::asio::awaitable<void> connection(boost::asio::io_context &io,
                                        boost::asio::ip::tcp::endpoint endpoint) {
  boost::system::error_code error;
  boost::asio::ip::tcp::resolver resolver(io);
  auto results = resolver.resolve("host", "http");
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'resolve' blocks the thread that runs coroutine 'connection': it looks up a name [async-blocking-call]
  auto more = resolver.resolve("host", "http", error);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'resolve' blocks the thread that runs coroutine 'connection'
  boost::asio::ip::tcp::socket socket(io);
  socket.connect(endpoint);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread that runs coroutine 'connection': it waits for the peer's answer [async-blocking-call]
  socket.connect(endpoint, error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread that runs coroutine 'connection'
  boost::asio::connect(socket, results);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread that runs coroutine 'connection'
  boost::asio::connect(socket, results, error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread that runs coroutine 'connection'
  boost::asio::ip::tcp::acceptor acceptor(io, endpoint);
  auto peer = acceptor.accept();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'accept' blocks the thread that runs coroutine 'connection': it waits for a connection [async-blocking-call]
  auto other = acceptor.accept(error);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'accept' blocks the thread that runs coroutine 'connection'
  acceptor.accept(socket);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'accept' blocks the thread that runs coroutine 'connection'
  co_return;
}

boost::asio::awaitable<void> timers(boost::asio::steady_timer &timer) {
  boost::system::error_code error;
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'timers': it waits until the timer expires [async-blocking-call]
  timer.wait(error);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'timers'
  co_return;
}

boost::asio::awaitable<void> datagrams(boost::asio::ip::udp::socket *socket,
                                       boost::asio::ip::udp::endpoint &peer) {
  char data[10];
  socket->receive_from(boost::asio::buffer(data), peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'receive_from' blocks the thread that runs coroutine 'datagrams'
  socket->send_to(boost::asio::buffer(data), peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'send_to' blocks the thread that runs coroutine 'datagrams'
  co_return;
}

boost::asio::awaitable<void> secured(
    boost::asio::ssl::stream<boost::asio::ip::tcp::socket> &stream) {
  stream.handshake(boost::asio::ssl::stream_base::client);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'handshake' blocks the thread that runs coroutine 'secured': it waits for the peer's side of the
  stream.shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'shutdown' blocks the thread that runs coroutine 'secured': it waits for the peer's side of the
  co_return;
}

boost::asio::awaitable<std::size_t> values(boost::asio::ip::tcp::socket &socket,
                                           std::string data) {
  std::size_t size = socket.read_some(boost::asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'read_some' blocks the thread that runs coroutine 'values'
  const auto written{boost::asio::write(socket, boost::asio::buffer(data))};
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'write' blocks the thread that runs coroutine 'values'
  if (auto n = socket.read_some(boost::asio::buffer(data)); n > 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'read_some' blocks the thread that runs coroutine 'values'
    size += socket.write_some(boost::asio::buffer(data)) + n;
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'write_some' blocks the thread that runs coroutine 'values'
  while (socket.read_some(boost::asio::buffer(data)))
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'read_some' blocks the thread that runs coroutine 'values'
    ;
  for (auto &entry : boost::asio::ip::tcp::resolver(socket.get_executor()).resolve("a", "b"))
  // CHECK-MESSAGES: :[[@LINE-1]]:76: warning: 'resolve' blocks the thread that runs coroutine 'values'
    (void)entry;
  co_return socket.read_some(boost::asio::buffer(data)) + written;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'read_some' blocks the thread that runs coroutine 'values'
}

// A co_await binds less than what stands behind the call.
boost::asio::awaitable<bool> postfix(boost::asio::ip::tcp::acceptor &acceptor,
                                     boost::asio::ip::tcp::resolver &resolver) {
  acceptor.accept().close();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'accept' blocks the thread that runs coroutine 'postfix'
  auto first = *resolver.resolve("host", "http").begin();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'resolve' blocks the thread that runs coroutine 'postfix'
  boost::asio::ip::tcp::socket(acceptor.accept()).close();
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'accept' blocks the thread that runs coroutine 'postfix'
  co_return !resolver.resolve("host", "http").empty();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'resolve' blocks the thread that runs coroutine 'postfix'
}

//===- Asio without Boost -------------------------------------------------===//

asio::awaitable<void> standalone(asio::ip::tcp::socket socket, std::string data) {
  asio::error_code error;
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'standalone'
  asio::read(socket, asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'standalone'
  asio::write(socket, asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread that runs coroutine 'standalone'
  socket.read_some(asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread that runs coroutine 'standalone'
  asio::steady_timer timer(socket.get_executor(), 1s);
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'standalone'
  timer.wait(error);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'standalone'
  co_return;
}

//===- No fix -------------------------------------------------------------===//

// Neither root's coroutines can await the other's operations.
asio::awaitable<void> other_root(boost::asio::ip::tcp::socket &socket, std::string data) {
  boost::asio::read(socket, boost::asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'other_root'
  co_return;
}

// An awaitable of another executor needs another completion token.
asio::awaitable<void, asio::io_context::executor_type> other_executor(
    asio::basic_waitable_timer<std::chrono::steady_clock> &timer) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'other_executor'
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'other_executor'
  co_return;
}

// No await may stand in a handler.
asio::awaitable<void> retry(asio::steady_timer &timer) {
  try {
    co_await timer.async_wait(asio::use_awaitable);
  } catch (const std::exception &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'retry'
    timer.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'retry'
  }
}

// An await would hold the lock while the coroutine is suspended.
asio::awaitable<void> under_lock(asio::steady_timer &timer, std::mutex &mutex) {
  {
    std::lock_guard guard(mutex);
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'under_lock'
    timer.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'under_lock'
  }
  co_return;
}

// One in the other: the inner one is fixed, the outer one left to the reader.
asio::awaitable<void> nested(asio::ip::tcp::socket &socket, asio::ip::tcp::resolver &resolver) {
  asio::connect(socket, resolver.resolve("host", "http"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread that runs coroutine 'nested'
  // CHECK-MESSAGES: :[[@LINE-2]]:34: warning: 'resolve' blocks the thread that runs coroutine 'nested'
  asio::connect(socket, co_await resolver.async_resolve("host", "http", asio::use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread that runs coroutine 'nested'
}

// What is left of the time has no twin.
asio::awaitable<void> uses_the_rest() {
  if (sleep(3) > 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep' blocks the thread that runs coroutine 'uses_the_rest'
    co_return;
  unsigned left = sleep(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'sleep' blocks the thread that runs coroutine 'uses_the_rest'
  co_return;
}

// Not a coroutine: its operations take a handler.
void handler(boost::asio::steady_timer &timer, boost::asio::ip::tcp::socket &socket,
             std::string &data) {
  timer.async_wait([&](boost::system::error_code) {
    boost::asio::write(socket, boost::asio::buffer(data));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' blocks the thread that runs this handler: it waits until all data is taken [async-blocking-call]
  });
}

void standalone_handlers(asio::steady_timer &timer, asio::io_context &io) {
  timer.async_wait([](asio::error_code) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'sleep' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
  asio::post(io, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sleep' blocks the thread that runs this handler
}

void stackful(asio::io_context &io, asio::ip::tcp::socket &socket, std::string &data) {
  asio::spawn(io, [&](asio::yield_context) { asio::read(socket, asio::buffer(data)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'read' blocks the thread that runs this handler: it waits until all data has come [async-blocking-call]
}

// Through another function.
std::size_t read_header(asio::ip::tcp::socket &socket, std::string &data) {
  return asio::read(socket, asio::buffer(data));
}
asio::awaitable<void> in_callee(asio::ip::tcp::socket &socket, std::string data) {
  read_header(socket, data);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_header' blocks the thread that runs coroutine 'in_callee': it reaches 'read' [async-blocking-call]
  co_return;
}

// Another framework's coroutine.
mini::task<> other_framework(asio::steady_timer &timer) {
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'other_framework'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> asynchronous(asio::ip::tcp::socket socket, asio::steady_timer timer,
                                   std::string data) {
  asio::error_code error;
  std::size_t size = co_await asio::async_read(socket, asio::buffer(data), asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(data),
                             asio::redirect_error(asio::use_awaitable, error));
  co_await timer.async_wait(asio::use_awaitable);
  timer.expires_after(1s);
  timer.cancel();
  socket.close();
  socket.shutdown(asio::ip::tcp::socket::shutdown_both, error);
  socket.cancel();
  asio::ip::tcp::socket moved = std::move(socket);
  (void)size;
}

void blocking_program(asio::ip::tcp::socket &socket, asio::steady_timer &timer, std::string data) {
  asio::read(socket, asio::buffer(data));
  timer.wait();
}

void on_a_pool(asio::thread_pool &pool, asio::steady_timer &timer) {
  asio::post(pool, [&] { timer.wait(); });
}

// i2pd's NTCP2.cpp and I2CP.cpp read at once what has come already.
boost::asio::awaitable<void> readsWhatIsThere(boost::asio::ip::tcp::socket &socket,
                                              std::string data) {
  if (socket.available() >= data.size())
    boost::asio::read(socket, boost::asio::buffer(data));
  co_return;
}
