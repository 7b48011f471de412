// RUN: %check %s async-lock-across-suspension

// Locks that other threads share; Seastar's own suspend instead of blocking.

#include <mutex>
#include <seastar.h>

using namespace std::chrono_literals;

struct log {
  seastar::future<> write(std::string line);
};

class shared_with_threads {
  std::mutex mutex;
  seastar::util::spinlock spin;
  std::vector<std::string> lines;
  log &out;
  int count = 0;

public:
  seastar::future<> flush() {
    std::lock_guard guard(mutex);
    for (std::string &line : lines)
      co_await out.write(line);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  seastar::future<> add(std::string line) {
    std::lock_guard guard(spin);
    ++count;
    co_await out.write(line);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spin' is still locked while the coroutine is suspended here
  }
  seastar::future<> yields() {
    mutex.lock();
    co_await seastar::coroutine::maybe_yield();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
    mutex.unlock();
  }
};

//===- Not flagged --------------------------------------------------------===//

class of_one_shard {
  seastar::shared_mutex mutex;
  seastar::rwlock rows;
  seastar::semaphore limit{1};
  std::mutex other;
  log &out;
  int count = 0;

public:
  seastar::future<> by_hand() {
    co_await mutex.lock();
    co_await out.write("locked");
    mutex.unlock();
  }
  seastar::future<> by_guard() {
    auto guard = co_await seastar::get_unique_lock(mutex);
    co_await out.write("locked");
  }
  seastar::future<> by_units() {
    auto units = co_await seastar::get_units(limit, 1);
    co_await out.write("locked");
  }
  seastar::future<> readers_and_writers() {
    co_await rows.read_lock();
    co_await out.write("locked");
    rows.read_unlock();
    auto held = co_await rows.hold_write_lock();
    co_await out.write("locked");
  }
  seastar::future<> short_lock() {
    {
      std::lock_guard guard(other);
      ++count;
    }
    co_await out.write("unlocked");
  }
};
