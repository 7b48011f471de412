// RUN: %check %s async-lost-wakeup --std=c++17,c++20 --real-headers

// States behind several calls, waits of hours, who is woken too early.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

class Reactor {
  enum class Phase { Running, Ended };
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<Phase> phase_{Phase::Running};
  int jobs_ = 0;

  bool running() const { return phase_ != Phase::Ended; }
  bool mayGoOn() const { return jobs_ > 0 || !running(); }

public:
  void turn() {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return mayGoOn(); });
  }
  void end() {
    phase_ = Phase::Ended;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'phase_' is written without 'mutex_': a waiter that has just tested it misses the notification, and sleeps on [async-lost-wakeup]
    // CHECK-MESSAGES: :[[@LINE-5]]:11: note: tested before this wait, under 'mutex_'
    // CHECK-MESSAGES: :[[@LINE+1]]:11: note: notified here; hold 'mutex_' for the write, even of an atomic
    wake_.notify_all();
  }
};

template <class Duration> class Cleaner {
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> ended_{false};
  void clean();

public:
  void run() {
    const Duration pause(4);
    while (true) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (ended_ || wake_.wait_for(lock, pause) == std::cv_status::no_timeout)
        return;
      clean();
    }
  }
  void end() {
    ended_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ended_' is written without 'mutex_': a waiter that has just tested it misses the notification, and sleeps on [async-lost-wakeup]
    // CHECK-MESSAGES: :[[@LINE-8]]:27: note: tested before this wait, under 'mutex_'
    // CHECK-MESSAGES: :[[@LINE+1]]:11: note: notified here; hold 'mutex_' for the write, even of an atomic
    wake_.notify_all();
  }
};
// Only the one who sleeps for hours is missed for long.
template class Cleaner<std::chrono::hours>;

class Poller {
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> ended_{false};
  void poll();

public:
  void run() {
    while (true) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (ended_ || wake_.wait_for(lock, std::chrono::milliseconds(100)) ==
                        std::cv_status::no_timeout)
        return;
      poll();
    }
  }
  void end() {
    ended_ = true;
    wake_.notify_all();
  }
};

class Jobs {
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  bool busy_ = false;
  int waiting_ = 0;

public:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (waiting_ == 0 && !stopping_)
      wake_.wait(lock);
  }
  void stopTooLate() {
    wake_.notify_all();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: notified before 'stopping_' is set: who wakes up now finds it as it was, and sleeps on [async-lost-wakeup]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: set here, and nobody is notified any more
    // CHECK-MESSAGES: :[[@LINE-6]]:13: note: tested before this wait
    std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  void stop() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
  }
  void stopUnderLock() { // Nobody gets the lock before the flag is set.
    std::lock_guard<std::mutex> lock(mutex_);
    wake_.notify_all();
    stopping_ = true;
  }
  void stopTwice() {
    wake_.notify_all();
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
  }
  void begin() {
    wake_.notify_all();
    std::lock_guard<std::mutex> lock(mutex_);
    busy_ = true;
    waiting_ = 0;
    stopping_ = false;
  }
};
