// RUN: %check %s async-atomic-check-then-act --std=c++11,c++17,c++20

#include <std.h>

void open();
void close();
void work(int);

//===- Tested, then set ---------------------------------------------------===//

struct Cache;
Cache *load();

class Service {
public:
  void start() {
    if (!started_) {
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'started_' is tested here and set in a second step: two threads may both pass the test [async-atomic-check-then-act]
      started_ = true;
      open();
    }
  }
  void stop() {
    if (!started_.load())
      // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'started_' is tested here and set in a second step
      return;
    started_.store(false);
    close();
  }
  Cache *cache() {
    if (cache_ == nullptr)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'cache_' is tested here and set in a second step
      cache_ = load();
    return cache_;
  }
  bool enter() {
    if (users_ < 10) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'users_' is tested here and set in a second step
      ++users_;
      return true;
    }
    return false;
  }
  void leave() {
    if (users_.load() > 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'users_' is tested here and set in a second step
      users_.fetch_sub(1);
  }
  void measured(int latency) {
    if (latency > slowest_)
      // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'slowest_' is tested here and set in a second step
      slowest_ = latency;
  }
  void close_once() {
    if (state_ == Closed)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'state_' is tested here and set in a second step
      return;
    state_ = Closed;
    close();
  }

private:
  enum State { Open, Closed };
  std::atomic<bool> started_{false};
  std::atomic<Cache *> cache_{nullptr};
  std::atomic<int> users_{0};
  std::atomic<int> slowest_{0};
  std::atomic<State> state_{Open};
};

//===- Weak compare-exchange without a loop -------------------------------===//

std::atomic<int> owner{0};

void take(int id) {
  int expected = 0;
  if (owner.compare_exchange_weak(expected, id))
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: weak compare-exchange of 'owner' outside a loop: it may fail though the value is the expected one
    work(id);
}

void take_with_orders(int id) {
  int expected = 0;
  owner.compare_exchange_weak(expected, id, std::memory_order_acq_rel, std::memory_order_acquire);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: weak compare-exchange of 'owner' outside a loop
}

//===- Memory orders ------------------------------------------------------===//

std::atomic<bool> ready{false};

void orders(int expected) {
  if (ready.load(std::memory_order_release))
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'release' is no memory order for a load: the behaviour is undefined
    work(1);
  ready.store(true, std::memory_order_acquire);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'acquire' is no memory order for a store: the behaviour is undefined
  owner.compare_exchange_strong(expected, 1, std::memory_order_acq_rel, std::memory_order_release);
  // CHECK-MESSAGES: :[[@LINE-1]]:73: warning: 'release' is no memory order for a compare-exchange that fails: the behaviour is undefined
}

//===- Once guards --------------------------------------------------------===//

class Library {
public:
  void ensure() {
    if (!initialized_.exchange(true))
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'initialized_' is set before the work is done: another thread that finds it set goes on too early
      open();
  }
  void load_once() {
    if (loaded_.exchange(true))
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'loaded_' is set before the work is done
      return;
    open();
  }

private:
  std::atomic<bool> initialized_{false};
  std::atomic<bool> loaded_{false};
};

//===- Not flagged --------------------------------------------------------===//

class InOneStep {
public:
  void start() {
    if (!started_.exchange(true))
      open();
  }
  Cache *cache() {
    Cache *known = cache_.load();
    if (!known) {
      Cache *fresh = load();
      if (cache_.compare_exchange_strong(known, fresh))
        return fresh;
    }
    return known;
  }

private:
  std::atomic<bool> started_{false};
  std::atomic<Cache *> cache_{nullptr};
};

class UnderLock {
public:
  void start() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!started_) {
      started_ = true;
      open();
    }
  }
  void reset() {
    std::lock_guard<std::mutex> lock(mutex_);
    clear();
  }

private:
  void clear() {
    if (started_)
      started_ = false;
  }
  std::mutex mutex_;
  std::atomic<bool> started_{false};
};

// What asks for it and what does it are two threads.
class Request {
public:
  void ask() { asked_ = true; }
  void poll() {
    for (int i = 0; i < 100; ++i)
      if (asked_) {
        asked_ = false;
        open();
      }
  }
  void start() { thread_ = std::thread([this] { serve(); }); }

private:
  void serve() {
    if (asked_) {
      asked_ = false;
      open();
    }
  }
  std::atomic<bool> asked_{false};
  std::thread thread_;
};

class OwnersLifecycle {
public:
  void stop() {
    if (running_) {
      running_ = false;
      thread_.join();
    }
  }
  ~OwnersLifecycle() {
    if (running_)
      running_ = false;
  }

private:
  std::atomic<bool> running_{true};
  std::thread thread_;
};

std::atomic<int> count{0};
std::atomic<bool> enabled{false};
void test_and_set_are_of_different_things(int limit) {
  if (enabled)
    count = 0;
  if (enabled)
    enabled = true;
  if (count > limit)
    count = 0;
  if (count.load(std::memory_order_relaxed) < limit)
    ++count;
}

bool try_take(int id) {
  int expected = 0;
  return owner.compare_exchange_weak(expected, id);
}
void take_in_loop(int id) {
  int expected = 0;
  while (!owner.compare_exchange_weak(expected, id))
    expected = 0;
  do
    expected = 0;
  while (!owner.compare_exchange_weak(expected, id, std::memory_order_acq_rel));
again:
  if (!owner.compare_exchange_weak(expected, id))
    goto again;
}

void right_orders(int expected) {
  ready.store(true, std::memory_order_release);
  work(ready.load(std::memory_order_acquire));
  owner.compare_exchange_strong(expected, 1, std::memory_order_release, std::memory_order_relaxed);
}

// Nobody waits for these: what is asked for is that one of them does it.
class ToldOnce {
public:
  void stop() {
    if (stopped_.exchange(true))
      return;
    close();
  }
  void init() {
    if (initialized_.exchange(true))
      throw 1;
  }
  void again() {
    if (initialized_.exchange(false))
      close();
  }

private:
  std::atomic<bool> stopped_{false};
  std::atomic<bool> initialized_{false};
};

// libcoro's shared_mutex: the caller has the lock, as the name says.
struct SharedMutex {
  std::atomic<int> state{0};
  bool tryLockLocked() {
    if (state == 0) {
      state = 1;
      return true;
    }
    return false;
  }
};

// libcoro's ring_buffer: it lets go of a lock that it didn't take.
struct RingBuffer {
  template <class Mutex> bool produce(Mutex &mutex) {
    if (used.load() < 8) {
      used.fetch_add(1);
      mutex.unlock();
      return true;
    }
    return false;
  }
  std::atomic<int> used{0};
};
void fills(RingBuffer &buffer, std::mutex &mutex) { buffer.produce(mutex); }

// libcoro's default_executor: the others wait until the work is done.
std::atomic<bool> executorInitialized{false};
std::atomic<int *> executor{nullptr};
int *makeExecutor();
int *waitsForTheOneThatMakesIt() {
  if (executorInitialized.exchange(true) == false)
    executor.store(makeExecutor());
  while (executor.load() == nullptr) {
  }
  return executor.load();
}

// ZLToolKit's Socket: two threads that both pass the test store the same.
struct Receiver {
  void enable(bool on) {
    if (enabled == on)
      return;
    enabled = on;
  }
  void remember(int value) {
    if (largest.load() < value)
      largest.store(value);
    // CHECK-MESSAGES: :[[@LINE-2]]:17: warning: 'largest' is tested here and set in a second step: two threads may both pass the test
  }
  std::atomic<bool> enabled{true};
  std::atomic<int> largest{0};
};
