// RUN: %check %s async-lost-wakeup

#include "std.h"

class Worker {
  std::mutex mutex_;
  std::condition_variable cv_;
  std::deque<int> items_;
  std::atomic<bool> stopped_{false};
  bool paused_ = false;
  int waiting_ = 0;
  int total_ = 0;

  bool hasWork() const { return waiting_ > 0; }
  void run();
  void runLoop();
  void clear();
  void setPausedLocked();
  void helper();
  void quit();

public:
  Worker();
  ~Worker();
  void stop();
  void pause();
  void push(int item);
  void count();
  void lock_over();
  void notify_under_lock();
  void write_under_lock();
  void unrelated();
  void lock_between();
  void calls_helper();
  void calls_clear();
  void other_order();
  void timed();
  void limited();
  void required() __attribute__((requires_capability(mutex_)));
  void on_a_thread();
  void loop_and_notify();
};

void use(int);

void Worker::run() {
  std::unique_lock lock(mutex_);
  cv_.wait(lock, [this] { return stopped_ || !items_.empty() || hasWork(); });
}

void Worker::runLoop() {
  std::unique_lock lock(mutex_);
  while (!stopped_ && paused_)
    cv_.wait(lock);
}

Worker::~Worker() {
  stopped_ = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stopped_' is written without 'mutex_': a waiter that has just tested it misses the notification, and sleeps on [async-lost-wakeup]
  // CHECK-MESSAGES: :[[@LINE-12]]:7: note: tested before this wait, under 'mutex_'
  // CHECK-MESSAGES: :[[@LINE+1]]:7: note: notified here; hold 'mutex_' for the write, even of an atomic
  cv_.notify_all();
}

void Worker::stop() {
  stopped_.store(true); // for good
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stopped_' is written without 'mutex_'
  use(1);
  this->cv_.notify_all();
}

void Worker::pause() {
  if (paused_)
    paused_ = false;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'paused_' is written without 'mutex_'
  cv_.notify_all();
}

void Worker::push(int item) {
  items_.push_back(item);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'items_' is written without 'mutex_'
  cv_.notify_one();
}

// Through a method that the predicate calls.
void Worker::count() {
  waiting_++;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waiting_' is written without 'mutex_'
  cv_.notify_one();
}

// Unlocked too early.
void Worker::lock_over() {
  {
    std::lock_guard lock(mutex_);
    total_ = 0;
  }
  paused_ = false;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'paused_' is written without 'mutex_'
  cv_.notify_all();
}

void Worker::on_a_thread() {
  std::thread([this] {
    stopped_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stopped_' is written without 'mutex_'
    cv_.notify_all();
  }).detach();
}

// Only called without the lock.
void Worker::quit() {
  stopped_ = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stopped_' is written without 'mutex_'
  cv_.notify_all();
}
void quit(Worker &worker);
void Worker::other_order() {
  quit();
  cv_.notify_all();
}

struct State {
  std::mutex m;
  std::condition_variable_any changed;
  bool ready = false;
};
void wait_for(State &state) {
  std::lock_guard lock(state.m);
  while (!state.ready)
    state.changed.wait(state.m);
}
void set(State *state) {
  state->ready = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ready' is written without 'm'
  state->changed.notify_all();
}

std::mutex global_mutex;
std::condition_variable global_cv;
int global_count;
void wait_for_global() {
  std::unique_lock lock(global_mutex);
  global_cv.wait(lock, [] { return global_count == 3; });
}
void count_global() {
  ++global_count;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'global_count' is written without 'global_mutex'
  global_cv.notify_one();
}

void local(void (*post)(std::function<void()>)) {
  std::mutex m;
  std::condition_variable cv;
  bool done = false;
  post([&] {
    done = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'done' is written without 'm'
    cv.notify_one();
  });
  std::unique_lock lock(m);
  cv.wait(lock, [&] { return done; });
}

// Not flagged

// Nobody waits yet.
Worker::Worker() {
  paused_ = true;
  cv_.notify_all();
}

void Worker::notify_under_lock() {
  std::lock_guard lock(mutex_);
  paused_ = false;
  cv_.notify_all();
}

void Worker::write_under_lock() {
  {
    std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  cv_.notify_all();
}

// No waiter tests it.
void Worker::unrelated() {
  total_ = 1;
  cv_.notify_all();
}

// Whoever tested before has gone to sleep when this one gets the lock.
void Worker::lock_between() {
  stopped_ = true;
  { std::lock_guard lock(mutex_); }
  cv_.notify_all();
}
void notify_under(Worker &worker);

void Worker::clear() {
  std::lock_guard lock(mutex_);
  items_.clear();
}
void Worker::calls_clear() {
  stopped_ = true;
  clear();
  cv_.notify_all();
}

// Private, and called with the lock held.
void Worker::helper() {
  paused_ = false;
  cv_.notify_all();
}
void Worker::calls_helper() {
  std::lock_guard lock(mutex_);
  helper();
}

// Says that it wants the lock.
void Worker::setPausedLocked() {
  paused_ = true;
  cv_.notify_all();
}
void Worker::required() {
  paused_ = true;
  cv_.notify_all();
}

// A wake-up that comes late does no harm.
struct Timed {
  std::mutex m;
  std::condition_variable cv;
  std::atomic<bool> stop{false};
  void run() {
    std::unique_lock lock(m);
    while (!stop)
      cv.wait_for(lock, std::chrono::seconds(1));
    cv.wait_for(lock, std::chrono::seconds(1), [this] { return stop.load(); });
  }
  void end() {
    stop = true;
    cv.notify_all();
  }
};

// Written behind the notification: for the next time.
struct Behind {
  std::mutex m;
  std::condition_variable cv;
  bool ready = false;
  void run() {
    std::unique_lock lock(m);
    cv.wait(lock, [this] { return ready; });
  }
  void reset() {
    cv.notify_all();
    ready = false;
  }
};

// The caller's lock.
struct Passed {
  std::mutex m;
  std::condition_variable cv;
  bool ready = false;
  void run() {
    std::unique_lock lock(m);
    cv.wait(lock, [this] { return ready; });
  }
  void set(std::unique_lock<std::mutex> &lock) {
    ready = true;
    cv.notify_all();
  }
  void set(std::unique_lock<std::mutex> &&lock, int) {
    ready = true;
    lock.unlock();
    cv.notify_all();
  }
};

// The waiter itself.
struct Same {
  std::mutex m;
  std::condition_variable cv;
  int users = 0;
  void run() {
    users++;
    cv.notify_all();
    std::unique_lock lock(m);
    cv.wait(lock, [this] { return users == 2; });
  }
};

// Run under the lock of the function that it is written in.
struct Inside {
  std::mutex m;
  std::condition_variable cv;
  bool ready = false;
  void run() {
    std::unique_lock lock(m);
    cv.wait(lock, [this] { return ready; });
  }
  void set() {
    std::lock_guard lock(m);
    auto now = [this] {
      ready = true;
      cv.notify_all();
    };
    now();
  }
};
