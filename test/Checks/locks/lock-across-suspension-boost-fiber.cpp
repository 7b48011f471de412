// RUN: %check %s async-lock-across-suspension

// The mutexes of fibers in a coroutine: whoever waits for one of them doesn't block the thread.

#include <boost-asio.h>
#include <boost-fiber.h>

using boost::asio::awaitable;
namespace fibers = boost::fibers;

awaitable<void> save(int value);

class Cache {
public:
  awaitable<void> of_threads() {
    std::unique_lock<std::mutex> lock(thread_mutex);
    ++value;
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'thread_mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  awaitable<void> both() {
    std::scoped_lock lock(thread_mutex, mutex);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'thread_mutex' is still locked while
  }

  // Not flagged

  awaitable<void> of_fibers() {
    std::unique_lock<fibers::mutex> lock(mutex);
    ++value;
    co_await save(value);
  }
  awaitable<void> recursively() {
    std::lock_guard<fibers::recursive_mutex> lock(recursive);
    co_await save(value);
  }
  awaitable<void> by_hand() {
    timed.lock();
    co_await save(value);
    timed.unlock();
  }

private:
  std::mutex thread_mutex;
  fibers::mutex mutex;
  fibers::recursive_mutex recursive;
  fibers::timed_mutex timed;
  int value = 0;
};
