// RUN: %check %s async-missing-timeout --std=c++20

#include <array>
#include <boost/asio.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

void handle(const char *Data, std::size_t Size);

//===- Awaits -------------------------------------------------------------===//

asio::awaitable<void> echo(tcp::socket Socket) {
  std::array<char, 64> Data;
  for (;;) {
    std::size_t Size = co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: nothing limits how long 'async_read_some' waits for the peer's data; if that never comes, the coroutine never ends [async-missing-timeout]
    // CHECK-MESSAGES: :[[@LINE-2]]:40: note: a limit: 'co_await (async_read_some(...) || asio::steady_timer(co_await asio::this_coro::executor, 30s).async_wait(asio::use_awaitable))'
    co_await asio::async_write(Socket, asio::buffer(Data), use_awaitable);
    handle(Data.data(), Size);
  }
}

// Of several reads the first.
asio::awaitable<void> client(std::string Host) {
  auto Executor = co_await asio::this_coro::executor;
  tcp::resolver Resolver(Executor);
  auto Endpoints = co_await Resolver.async_resolve(Host, "80", use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: nothing limits how long 'async_resolve' waits for the name server's answer
  tcp::socket Socket(Executor);
  co_await asio::async_connect(Socket, Endpoints, use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing limits how long 'async_connect' waits for the peer's answer
  std::array<char, 4> Head;
  co_await asio::async_read(Socket, asio::buffer(Head), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing limits how long 'async_read' waits for the peer's data
  std::array<char, 64> Rest;
  co_await asio::async_read(Socket, asio::buffer(Rest), use_awaitable);
}

class Session : public std::enable_shared_from_this<Session> {
public:
  asio::awaitable<void> run() {
    std::array<char, 64> Data;
    boost::system::error_code Error;
    co_await Socket->async_read_some(asio::buffer(Data),
                                     asio::redirect_error(use_awaitable, Error));
    // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: nothing limits how long 'async_read_some' waits
    co_await asio::async_read(Stream, asio::buffer(Data), asio::as_tuple(use_awaitable));
  }
  asio::awaitable<void> secure() {
    co_await Stream.async_handshake(asio::ssl::stream_base::client, use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing limits how long 'async_handshake' waits for the peer's side of the handshake
  }

private:
  std::unique_ptr<tcp::socket> Socket;
  asio::ssl::stream<tcp::socket> Stream;
};

// Spawned as it is.
asio::awaitable<void> spawned(tcp::socket Socket) {
  std::array<char, 64> Data;
  co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing limits
}
asio::awaitable<void> listener(asio::io_context &Io) {
  tcp::acceptor Acceptor(Io);
  for (;;)
    asio::co_spawn(Io, spawned(co_await Acceptor.async_accept(use_awaitable)), asio::detached);
}

//===- Threads ------------------------------------------------------------===//

class Worker {
public:
  Worker() : Thread([this] { run(); }) {}
  ~Worker() {
    {
      std::lock_guard Lock(Mutex);
      Stop = true;
    }
    Thread.join();
  }
  void add() {
    std::lock_guard Lock(Mutex);
    ++Jobs;
    Ready.notify_one();
  }

private:
  void run() {
    std::unique_lock Lock(Mutex);
    while (!Stop) {
      Ready.wait(Lock, [this] { return Jobs > 0 || Stop; });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: nothing ends this wait for 'Ready' when the destructor sets 'Stop' and joins the thread
      // CHECK-MESSAGES: :[[@LINE-14]]:12: note: joined here; nothing notifies 'Ready' before
      --Jobs;
    }
  }
  std::mutex Mutex;
  std::condition_variable Ready;
  int Jobs = 0;
  bool Stop = false;
  std::thread Thread;
};

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> races_with_a_timer(tcp::socket Socket) {
  std::array<char, 64> Data;
  asio::steady_timer Idle(Socket.get_executor());
  Idle.expires_after(20s);
  co_await (Socket.async_read_some(asio::buffer(Data), use_awaitable) ||
            Idle.async_wait(use_awaitable));
}

asio::awaitable<void> has_a_limit_of_its_own(tcp::socket Socket) {
  std::array<char, 64> Data;
  co_await Socket.async_read_some(asio::buffer(Data), asio::cancel_after(20s, use_awaitable));
}

asio::awaitable<void> somebody_may_cancel(tcp::socket Socket, asio::cancellation_slot Slot) {
  std::array<char, 64> Data;
  co_await Socket.async_read_some(asio::buffer(Data),
                                  asio::bind_cancellation_slot(Slot, use_awaitable));
}

// A timer closes the socket.
class WithDeadline : public std::enable_shared_from_this<WithDeadline> {
public:
  asio::awaitable<void> run() {
    std::array<char, 64> Data;
    co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
  }

private:
  void watch() {
    Deadline.async_wait([this](boost::system::error_code) { Socket.close(); });
  }
  tcp::socket Socket;
  asio::steady_timer Deadline;
};

asio::awaitable<void> read_head(tcp::socket &Socket) {
  std::array<char, 64> Data;
  co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
}
asio::awaitable<void> read_all(tcp::socket &Socket) { co_await read_head(Socket); }
asio::awaitable<void> caller_sets_the_limit(tcp::socket &Socket) {
  asio::steady_timer Timer(Socket.get_executor(), 5s);
  co_await (read_all(Socket) || Timer.async_wait(use_awaitable));
}

template <class Task> Task within(Task Work, std::chrono::seconds Limit);
asio::awaitable<void> combinator_of_the_user(tcp::socket Socket) {
  std::array<char, 64> Data;
  co_await within(Socket.async_read_some(asio::buffer(Data), use_awaitable), 5s);
}

// What is called like the operation, or gives what it gives, stands for it.
class Stream {
public:
  asio::awaitable<std::size_t> async_read(std::array<char, 64> &Data) {
    std::size_t Size = co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
    co_return Size;
  }
  asio::awaitable<std::size_t> next(std::array<char, 64> &Data) {
    co_return co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
  }

private:
  tcp::socket Socket;
};

class Connection {
public:
  asio::awaitable<void> reads() {
    std::array<char, 64> Data;
    co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
  }
  void reset_timeout();

private:
  tcp::socket Socket;
};

// Whoever waits for clients, signals or datagrams waits as long as it takes.
asio::awaitable<void> waits_for_clients(tcp::acceptor &Acceptor, asio::signal_set &Signals,
                                        asio::ip::udp::socket &Socket) {
  co_await Acceptor.async_accept(use_awaitable);
  co_await Signals.async_wait(use_awaitable);
  std::array<char, 64> Data;
  asio::ip::udp::endpoint From;
  co_await Socket.async_receive_from(asio::buffer(Data), From, use_awaitable);
}

// What the other end of a pipe is, is this program's affair.
asio::awaitable<void> reads_a_pipe(asio::posix::stream_descriptor &Pipe) {
  std::array<char, 64> Data;
  co_await asio::async_read(Pipe, asio::buffer(Data), use_awaitable);
}

void callback(tcp::socket &Socket, std::array<char, 64> &Data) {
  Socket.async_read_some(asio::buffer(Data), [](boost::system::error_code, std::size_t) {});
}

class Notified {
public:
  Notified() : Thread([this] { run(); }) {}
  ~Notified() {
    stop();
    Thread.join();
  }
  void stop() {
    std::lock_guard Lock(Mutex);
    Stop = true;
    Ready.notify_all();
  }

private:
  void run() {
    std::unique_lock Lock(Mutex);
    while (!Stop)
      Ready.wait(Lock);
  }
  std::mutex Mutex;
  std::condition_variable Ready;
  bool Stop = false;
  std::thread Thread;
};

class WaitsWithALimit {
public:
  WaitsWithALimit() : Thread([this] { run(); }) {}
  ~WaitsWithALimit() {
    Stop = true;
    Thread.join();
  }

private:
  void run() {
    std::unique_lock Lock(Mutex);
    while (!Stop)
      Ready.wait_for(Lock, 1s);
  }
  std::mutex Mutex;
  std::condition_variable Ready;
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

class EndsOutOfSight {
public:
  EndsOutOfSight() : Thread([this] { run(); }) {}
  ~EndsOutOfSight() {
    Stop = true;
    wake();
    Thread.join();
  }
  void wake();

private:
  void run() {
    std::unique_lock Lock(Mutex);
    while (!Stop)
      Ready.wait(Lock);
  }
  std::mutex Mutex;
  std::condition_variable Ready;
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

// Its one event comes.
class WaitsOnce {
public:
  WaitsOnce() : Thread([this] { run(); }) {}
  ~WaitsOnce() {
    Done = true;
    Thread.join();
  }

private:
  void run() {
    std::unique_lock Lock(Mutex);
    Ready.wait(Lock, [this] { return Done.load(); });
  }
  std::mutex Mutex;
  std::condition_variable Ready;
  std::atomic<bool> Done{false};
  std::thread Thread;
};
