// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-awaiter-use-after-publish --real-headers -- %boost-asio-flags

// Awaiters over Boost.Asio and libstdc++: handles are std::coroutine_handle<P>, which converts.

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <coroutine>
#include <thread>
#include <utility>

namespace asio = boost::asio;

struct Transfer {
  asio::thread_pool &pool;
  int transfers = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    asio::post(pool, [handle] { handle.resume(); });
    ++transfers;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the awaiter is used when the coroutine may already have run on elsewhere, and destroyed it [async-awaiter-use-after-publish]
  }
  void await_resume() const noexcept {}
};

struct Elapsed {
  asio::steady_timer timer;
  boost::system::error_code error;
  bool waiting = false;
  bool await_ready() const noexcept { return false; }
  template <class Promise> void await_suspend(std::coroutine_handle<Promise> handle) {
    timer.async_wait([this, handle](boost::system::error_code e) {
      error = e;
      handle.resume();
    });
    waiting = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used when the coroutine may already have run on elsewhere, and destroyed it
  }
  boost::system::error_code await_resume() const noexcept { return error; }
};
template void Elapsed::await_suspend(std::coroutine_handle<void>);

struct OnThread {
  std::thread &worker;
  bool started = false;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    worker = std::thread(handle);
    started = worker.joinable();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used when the coroutine may already have run on elsewhere, and destroyed it
  }
  void await_resume() const noexcept {}
};

struct Event {
  std::atomic<void *> waiter = nullptr;
  struct Awaiter {
    Event &event;
    int waits = 0;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) noexcept {
      event.waiter.store(handle.address(), std::memory_order_release);
      ++waits;
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the awaiter is used when the coroutine may already have run on elsewhere, and destroyed it
    }
    void await_resume() const noexcept {}
  };
};

struct Final {
  std::coroutine_handle<> continuation;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {
    continuation.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: a coroutine is resumed inside await_suspend: chains of them overflow the stack; return its handle
  }
  void await_resume() const noexcept {}
};

//===- Not flagged --------------------------------------------------------===//

struct TransferAtLast {
  asio::thread_pool &pool;
  int transfers = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    ++transfers;
    asio::post(pool, [handle] { handle.resume(); });
  }
  void await_resume() const noexcept {}
};

struct ElapsedInTheHandler {
  asio::steady_timer timer;
  boost::system::error_code error;
  bool await_ready() const noexcept { return timer.expiry() <= asio::steady_timer::clock_type::now(); }
  void await_suspend(std::coroutine_handle<> handle) {
    timer.async_wait([this, handle](boost::system::error_code e) {
      error = e;
      handle.resume();
    });
  }
  boost::system::error_code await_resume() const noexcept { return error; }
};

struct UsesLocalsOnly {
  asio::io_context &io;
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> handle) {
    asio::io_context &context = io;
    int posted = 0;
    asio::post(context, [handle] { handle.resume(); });
    ++posted;
    return posted > 0;
  }
  void await_resume() const noexcept {}
};

struct EventOfOwn {
  std::atomic<void *> waiter = nullptr;
  struct Awaiter {
    EventOfOwn &event;
    std::coroutine_handle<> waiting;
    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> handle) noexcept {
      waiting = handle;
      void *expected = nullptr;
      return event.waiter.compare_exchange_strong(expected, this, std::memory_order_acq_rel);
    }
    void await_resume() const noexcept {}
  };
};

struct FinalTransfer {
  std::coroutine_handle<> continuation;
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) const noexcept {
    return continuation ? continuation : std::noop_coroutine();
  }
  void await_resume() const noexcept {}
};
