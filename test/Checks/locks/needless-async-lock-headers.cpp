// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-needless-async-lock --real-headers -- %boost-asio-flags

// A mutex for coroutines as programs make it of Boost.Asio's channel: the library has none.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <string>
#include <utility>

namespace asio = boost::asio;

class AsyncMutex {
public:
  class [[nodiscard]] Guard {
  public:
    explicit Guard(AsyncMutex &mutex) : mutex_(&mutex) {}
    Guard(Guard &&other) noexcept : mutex_(std::exchange(other.mutex_, nullptr)) {}
    ~Guard() {
      if (mutex_)
        mutex_->unlock();
    }

  private:
    AsyncMutex *mutex_;
  };

  explicit AsyncMutex(asio::io_context &io) : channel_(io, 1) {}
  asio::awaitable<Guard> lock() {
    co_await channel_.async_send(boost::system::error_code(), asio::use_awaitable);
    co_return Guard(*this);
  }
  void unlock() {
    channel_.try_receive([](auto &&...) {});
  }

private:
  asio::experimental::channel<void(boost::system::error_code)> channel_;
};

class Counter {
public:
  explicit Counter(asio::io_context &io) : mutex_(io) {}
  asio::awaitable<int> add(int value) {
    auto guard = co_await mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'mutex_' is asynchronous, but never held over a suspension: a plain mutex is cheaper [async-needless-async-lock]
    sum_ += value;
    co_return sum_;
  }
  asio::awaitable<void> reset() {
    AsyncMutex::Guard guard = co_await mutex_.lock();
    sum_ = 0;
  }

private:
  AsyncMutex mutex_;
  int sum_ = 0;
};

class Names {
public:
  explicit Names(asio::io_context &io) : mutex_(io) {}
  asio::awaitable<void> insert(std::string name, int id) {
    {
      auto guard = co_await mutex_.lock();
      // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'mutex_' is asynchronous, but never held over a suspension: a plain mutex is cheaper
      ids_.emplace(std::move(name), id);
    }
    co_await changed();
  }

private:
  asio::awaitable<void> changed() { co_return; }
  AsyncMutex mutex_;
  std::map<std::string, int> ids_;
};

//===- Not flagged --------------------------------------------------------===//

class Pacer {
public:
  explicit Pacer(asio::io_context &io) : mutex_(io), timer_(io) {}
  asio::awaitable<void> wait() {
    auto guard = co_await mutex_.lock();
    timer_.expires_after(std::chrono::seconds(1));
    co_await timer_.async_wait(asio::use_awaitable);
  }
  asio::awaitable<int> count() {
    auto guard = co_await mutex_.lock();
    co_return ++count_;
  }

private:
  AsyncMutex mutex_;
  asio::steady_timer timer_;
  int count_ = 0;
};

class OneAtATime {
public:
  explicit OneAtATime(asio::io_context &io) : mutex_(io) {}
  asio::awaitable<AsyncMutex::Guard> turn() { co_return co_await mutex_.lock(); }
  asio::awaitable<void> last() {
    auto guard = co_await mutex_.lock();
    ++turns_;
  }

private:
  AsyncMutex mutex_;
  int turns_ = 0;
};

struct Shared {
  AsyncMutex mutex;
  int value = 0;
  asio::awaitable<void> set(int to) {
    auto guard = co_await mutex.lock();
    value = to;
  }
};
