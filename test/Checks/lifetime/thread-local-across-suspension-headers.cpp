// REQUIRES: qcoro, boost-asio, libstdcxx-coroutine
// RUN: %check %s async-thread-local-across-suspension --real-headers -- %qcoro-flags

// Boost.Asio, whose coroutines may go on on another thread, and QCoro, whose don't.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <map>
#include <qcoro/qcorotask.h>
#include <string>
#include <thread>
#include <unistd.h>

namespace asio = boost::asio;

struct Trace {
  int depth = 0;
  std::string name;
};
thread_local Trace trace;
thread_local std::map<int, std::string> names;

asio::awaitable<void> tick();
void log(const std::string &text);

asio::awaitable<void> traced(asio::steady_timer &timer) {
  Trace &mine = trace;
  ++mine.depth;
  co_await timer.async_wait(asio::use_awaitable);
  --mine.depth;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mine' leads into thread_local 'trace' of the thread that the coroutine was on, and may have left [async-thread-local-across-suspension]
}

asio::awaitable<void> named() {
  auto it = names.find(1);
  co_await tick();
  if (it != names.end())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'it' leads into thread_local 'names' of the thread that the coroutine was on, and may have left
    log(it->second);
}

asio::awaitable<int> reads(int fd, char *into) {
  long size = ::read(fd, into, 1);
  co_await tick();
  co_return size < 0 ? errno : 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: errno may be that of another thread or of other work: the coroutine was suspended since it was set
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> names_it_again(asio::steady_timer &timer) {
  ++trace.depth;
  co_await timer.async_wait(asio::use_awaitable);
  log(trace.name);
}

asio::awaitable<void> copies() {
  std::string name = trace.name;
  co_await tick();
  log(name);
}

asio::awaitable<void> compares() {
  auto before = std::this_thread::get_id();
  auto executor = co_await asio::this_coro::executor;
  co_await tick();
  if (before != std::this_thread::get_id())
    log("another thread");
}

asio::awaitable<int> keeps_the_error(int fd, char *into) {
  int error = ::read(fd, into, 1) < 0 ? errno : 0;
  co_await tick();
  co_return error;
}

QCoro::Task<> later();
QCoro::Task<> on_its_thread() {
  Trace &mine = trace;
  co_await later();
  --mine.depth;
}
