// REQUIRES: boost-asio
// RUN: %check %s async-lock-across-suspension --real-headers -- %boost-asio-flags

#include <boost/asio.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

class Sessions {
public:
  // Flagged

  awaitable<void> broadcast(std::string Text) {
    std::lock_guard Lock(Mutex);
    for (auto &[Id, Socket] : All)
      co_await asio::async_write(*Socket, asio::buffer(Text), use_awaitable);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }

  awaitable<std::size_t> readUnderTheLock(int Id) {
    std::unique_lock<std::mutex> Lock(Mutex);
    auto Socket = All[Id];
    char Data[64];
    std::size_t Size = co_await Socket->async_read_some(asio::buffer(Data), use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Mutex' is still locked while
    co_return Size;
  }

  awaitable<void> countAndWait() {
    asio::steady_timer Timer(co_await asio::this_coro::executor);
    Timer.expires_after(std::chrono::seconds(1));
    std::lock_guard Lock(Mutex);
    ++Count;
    co_await Timer.async_wait(use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Mutex' is still locked while
  }

  void start(asio::io_context &Context) {
    asio::co_spawn(
        Context,
        [this]() -> awaitable<void> {
          std::scoped_lock Lock(Mutex);
          co_await broadcast("hello");
          // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Mutex' is still locked while
        },
        asio::detached);
  }

  // Not flagged

  awaitable<void> sendOutsideOfTheLock(int Id, std::string Text) {
    std::shared_ptr<tcp::socket> Socket;
    {
      std::lock_guard Lock(Mutex);
      Socket = All[Id];
    }
    co_await asio::async_write(*Socket, asio::buffer(Text), use_awaitable);
  }

  // Never suspends: asio's promise has these at hand.
  awaitable<void> executorUnderTheLock() {
    std::lock_guard Lock(Mutex);
    auto Executor = co_await asio::this_coro::executor;
    auto State = co_await asio::this_coro::cancellation_state;
    Timer = std::make_unique<asio::steady_timer>(Executor);
    Cancelled = State.cancelled() != asio::cancellation_type::none;
  }

  // The handler runs later, without the lock.
  void handler(int Id) {
    std::lock_guard Lock(Mutex);
    All[Id]->async_read_some(asio::buffer(Buffer), [](boost::system::error_code, std::size_t) {});
  }

private:
  std::mutex Mutex;
  std::map<int, std::shared_ptr<tcp::socket>> All;
  std::unique_ptr<asio::steady_timer> Timer;
  std::string Buffer;
  bool Cancelled = false;
  int Count = 0;
};
