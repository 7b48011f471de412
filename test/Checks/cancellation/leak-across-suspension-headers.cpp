// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-leak-across-suspension --real-headers -- %boost-asio-flags

// Boost.Asio's awaitables, the C library's descriptors and files, and libstdc++'s atomics.

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

namespace asio = boost::asio;

asio::awaitable<void> work();
asio::awaitable<size_t> read_some(int fd, char *into);
struct Buffer {
  char data[64];
};

asio::awaitable<size_t> reads(const char *path, char *into) {
  int fd = ::open(path, O_RDONLY | O_CLOEXEC);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fd' leaks if the coroutine ends while suspended: it is released by hand, after that [async-leak-across-suspension]
  if (fd == -1)
    co_return 0;
  size_t size = co_await read_some(fd, into);
  ::close(fd);
  co_return size;
}

asio::awaitable<void> accepts(int listener) {
  int client = accept(listener, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'client' leaks if the coroutine ends while suspended: it is released by hand, after that
  co_await work();
  close(client);
}

asio::awaitable<void> logs(asio::steady_timer &timer) {
  std::FILE *file = std::fopen("log", "a");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'file' leaks if the coroutine ends while suspended: it is released by hand, after that
  co_await timer.async_wait(asio::use_awaitable);
  std::fclose(file);
}

asio::awaitable<void> allocates() {
  auto *buffer = new Buffer;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'buffer' leaks if the coroutine ends while suspended: it is released by hand, after that
  co_await work();
  delete buffer;
  void *memory = std::malloc(64);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'memory' leaks if the coroutine ends while suspended: it is released by hand, after that
  co_await work();
  std::free(memory);
}

class Server {
public:
  asio::awaitable<void> serve() {
    ++active_;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'active_' stays counted up if the coroutine ends while suspended: it is released by hand, after that
    co_await work();
    --active_;
  }
  asio::awaitable<void> handle() {
    pending_.fetch_add(1, std::memory_order_relaxed);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'pending_' stays counted up if the coroutine ends while suspended: it is released by hand, after that
    co_await work();
    pending_.fetch_sub(1, std::memory_order_relaxed);
  }

private:
  std::atomic<int> active_ = 0;
  std::atomic_int pending_{0};
};

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<size_t> closes_in_any_case(const char *path, char *into) {
  int fd = ::open(path, O_RDONLY);
  size_t size = 0;
  try {
    size = co_await read_some(fd, into);
  } catch (...) {
    ::close(fd);
    throw;
  }
  ::close(fd);
  co_return size;
}

asio::awaitable<void> owns() {
  std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen("log", "a"), &std::fclose);
  auto buffer = std::make_unique<Buffer>();
  co_await work();
}

asio::awaitable<void> error_as_a_value(asio::steady_timer &timer) {
  std::FILE *file = std::fopen("log", "a");
  boost::system::error_code error;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
  std::fclose(file);
}

asio::awaitable<void> closed_before(const char *path) {
  int fd = ::open(path, O_RDONLY);
  ::close(fd);
  co_await work();
}

class CountingServer {
  struct Active {
    std::atomic<int> &count;
    explicit Active(std::atomic<int> &count) : count(count) { ++count; }
    ~Active() { --count; }
  };

public:
  asio::awaitable<void> serve() {
    Active active(active_);
    co_await work();
  }
  asio::awaitable<void> count() {
    ++served_;
    co_await work();
  }

private:
  std::atomic<int> active_ = 0, served_ = 0;
};
