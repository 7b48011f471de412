// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-detached-task --real-headers -- %boost-asio-flags

#include <atomic>
#include <boost/asio.hpp>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

struct peer {
  asio::ip::tcp::socket socket;
  static awaitable<void> send(std::shared_ptr<peer> self, std::string text) {
    co_await asio::async_write(self->socket, asio::buffer(text), use_awaitable);
  }
  static awaitable<void> try_to_send(std::shared_ptr<peer> self, std::string text) {
    try {
      co_await send(self, text);
    } catch (...) {
      self->socket.close();
    }
  }
  static void post(std::shared_ptr<peer> self, std::string text) {
    asio::co_spawn(self->socket.get_executor(), send(self, text), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: nobody hears of it when 'send' fails: its exceptions are dropped here [async-detached-task]
    asio::co_spawn(self->socket.get_executor(), try_to_send(self, text), asio::detached);
  }
};

awaitable<void> ticks() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  co_await timer.async_wait(use_awaitable);
}
void start(asio::io_context &io) {
  asio::co_spawn(io, ticks(), asio::detached);
  asio::co_spawn(io, ticks, asio::detached);
}

void use(int &value);
void detaches() {
  int count = 0;
  std::thread([&] { use(count); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the thread that is detached here refers to 'count', which ends with this function
  std::thread(use, std::ref(count)).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the thread that is detached here refers to 'count'
  std::thread([count] { (void)count; }).detach();
}

void waits() {
  std::mutex mutex;
  std::condition_variable done;
  bool ready = false;
  std::thread([&] {
    std::lock_guard lock(mutex);
    ready = true;
    done.notify_one();
  }).detach();
  std::unique_lock lock(mutex);
  done.wait(lock, [&] { return ready; });
}

class client {
  asio::io_context io_;
  std::thread thread_;

public:
  client() : thread_([this] { io_.run(); }) {}
  ~client() {
    if (thread_.get_id() == std::this_thread::get_id())
      thread_.detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread that is detached here still uses this object, which is being destroyed
    else
      thread_.join();
  }
};
