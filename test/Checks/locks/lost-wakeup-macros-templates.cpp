// RUN: %check %s async-lost-wakeup

#include "boost-thread.h"
#include "gtest.h"
#include "qt.h"
#include "std.h"

struct Base {
  std::mutex m;
  std::condition_variable cv;
  bool ready = false;
  void wait() {
    std::unique_lock<std::mutex> lock(m);
    cv.wait(lock, [this] { return ready; });
  }
};

// Macros: found, without a suggestion.

#define SET(FLAG) FLAG = true
struct Macros : Base {
  void set() {
    SET(ready);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'ready' is written without 'm'
    cv.notify_all();
  }
};

// Templates: once for each place.

template <class T> struct Typed {
  std::mutex m;
  std::condition_variable cv;
  T value{};
  void wait() {
    std::unique_lock<std::mutex> lock(m);
    cv.wait(lock, [this] { return value != T(); });
  }
  void set(T to) {
    value = to;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'value' is written without 'm'
    cv.notify_all();
  }
  void set_locked(T to) {
    {
      std::lock_guard<std::mutex> lock(m);
      value = to;
    }
    cv.notify_all();
  }
};
void use() {
  Typed<int> one;
  one.set(1);
  one.wait();
  one.set_locked(1);
  Typed<long> two;
  two.set(2);
  two.wait();
}

// Lambdas: run without the lock, though it was held where they are written in.

void run(std::function<void()> f);
struct Lambdas : Base {
  void later() {
    run([this] {
      ready = true;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ready' is written without 'm'
      run([this] { cv.notify_one(); });
      cv.notify_all();
    });
  }
};

// Boost's, Qt's

struct Boost {
  boost::mutex m;
  boost::condition_variable cv;
  bool ready = false;
  void wait() {
    boost::unique_lock<boost::mutex> lock(m);
    while (!ready)
      cv.wait(lock);
  }
  void set() {
    ready = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ready' is written without 'm'
    cv.notify_all();
  }
};

struct Qt_ {
  QMutex m;
  QWaitCondition cv;
  bool ready = false;
  void wait() {
    QMutexLocker lock(&m);
    while (!ready)
      cv.wait(&m);
  }
  void set() {
    ready = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ready' is written without 'm'
    cv.wakeAll();
  }
  void set_locked() {
    QMutexLocker lock(&m);
    ready = true;
    cv.wakeAll();
  }
};

// Silenced

struct Silenced : Base {
  void set() {
    ready = true; // NOLINT(async-lost-wakeup)
    cv.notify_all();
  }
};

// Test code

TEST(Test, Wakes) {
  Base base;
  base.ready = true;
  base.cv.notify_all();
}
