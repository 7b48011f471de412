// REQUIRES: boost-asio, llvm-19-or-later
// RUN: %check %s async-lock-across-suspension --real-headers -- %boost-asio-flags

#include <boost/asio/io_context.hpp>
#include <boost/asio/spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <mutex>

namespace asio = boost::asio;

class Request {
public:
  explicit Request(asio::io_context &Io) : Timer(Io) {}
  int wait(asio::yield_context Yield) {
    std::unique_lock<std::mutex> Lock(Mutex);
    boost::system::error_code Error;
    Timer.async_wait(Yield[Error]);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    return Result;
  }
  int waitUnlocked(asio::yield_context Yield) {
    std::unique_lock<std::mutex> Lock(Mutex);
    Lock.unlock();
    Timer.async_wait(Yield);
    Lock.lock();
    return Result;
  }
  // The handler comes later; this function goes on.
  void handler() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Timer.async_wait([](boost::system::error_code) {});
  }
  auto executorOf(asio::yield_context Yield) {
    std::lock_guard<std::mutex> Lock(Mutex);
    return Yield.get_executor();
  }

private:
  std::mutex Mutex;
  asio::steady_timer Timer;
  int Result = 0;
};
