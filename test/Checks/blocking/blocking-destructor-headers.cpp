// REQUIRES: boost-asio, qt6, libstdcxx-jthread
// RUN: %check %s async-blocking-destructor --real-headers -- %boost-asio-flags %qt6-flags

// Event loops and work of Boost.Asio and Qt that end with an object.

#include <QtCore/QEventLoop>
#include <QtCore/QThread>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <memory>
#include <thread>

namespace asio = boost::asio;

class Session {
public:
  explicit Session(asio::io_context &io) : io_(io) {}
  ~Session() {
    asio::co_spawn(io_, close(), asio::use_future).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'get' throws what the work threw, which ends the program in the destructor of 'Session'; 'wait()' doesn't [async-blocking-destructor]
  }

private:
  asio::awaitable<void> close();
  asio::io_context &io_;
};

class Drains {
public:
  ~Drains() {
    io_.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the destructor of 'Drains' waits for work that may need this very thread: 'run' runs the event loop
  }

private:
  asio::io_context io_;
};

class Dialog {
public:
  ~Dialog() {
    QEventLoop loop;
    loop.exec();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the destructor of 'Dialog' waits for work that may need this very thread: 'exec' runs a nested event loop
  }
};

class Keeps : public std::enable_shared_from_this<Keeps> {
public:
  void start() {
    thread_ = std::thread([self = shared_from_this()] { self->work(); });
  }
  ~Keeps() {
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Keeps' may be destroyed by the thread itself, and wait for itself here
  }

private:
  void work();
  std::thread thread_;
};

//===- Not flagged --------------------------------------------------------===//

class Joins {
public:
  ~Joins() {
    io_.stop();
    thread_.join();
  }

private:
  asio::io_context io_;
  std::thread thread_{[this] { io_.run(); }};
};

class JoinsPool {
public:
  ~JoinsPool() { pool_.join(); }

private:
  asio::thread_pool pool_;
};

class Waits {
public:
  ~Waits() {
    thread_.quit();
    thread_.wait();
  }

private:
  QThread thread_;
};

class Closes {
public:
  void close() { asio::co_spawn(io_, finish(), asio::use_future).get(); }

private:
  asio::awaitable<void> finish();
  asio::io_context io_;
};
