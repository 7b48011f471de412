// RUN: %check %s async-wait-without-predicate

#include "gtest.h"
#include "std.h"

struct Base {
  std::mutex m;
  std::condition_variable cv;
  bool ready = false;
  void announce() {
    std::lock_guard lock(m);
    ready = true;
    cv.notify_all();
  }
};

// Macros: found, without a fix.

#define WAIT(CV, LOCK) CV.wait(LOCK)
#define NOT_READY !ready

struct Macros : Base {
  void call() {
    std::unique_lock lock(m);
    if (!ready)
      WAIT(cv, lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this wait for 'cv' isn't in a loop
  }
  // The condition stays as it is.
  void condition() {
    std::unique_lock lock(m);
    if (NOT_READY)
      cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
  }
  void loop() {
    std::unique_lock lock(m);
    while (NOT_READY)
      WAIT(cv, lock);
  }
};

// Templates: once for each place, without a fix.

template <class Mutex> struct Typed {
  Mutex m;
  std::condition_variable_any cv;
  bool ready = false;
  void announce() {
    std::lock_guard<Mutex> lock(m);
    ready = true;
    cv.notify_all();
  }
  void once() {
    std::unique_lock<Mutex> lock(m);
    if (!ready)
      cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
  }
  void loop() {
    std::unique_lock<Mutex> lock(m);
    while (!ready)
      cv.wait(lock);
  }
  template <class P> void until(P done) {
    std::unique_lock<Mutex> lock(m);
    while (!done())
      cv.wait(lock);
    cv.wait(lock, done);
  }
};

void use() {
  Typed<std::mutex> one;
  one.once();
  one.loop();
  one.until([] { return true; });
  Typed<std::recursive_mutex> two;
  two.once();
}

template <class F> void run(F f);

// Lambdas are functions of their own.

struct Lambdas : Base {
  void loop_outside() {
    while (!ready)
      run([this] {
        std::unique_lock lock(m);
        cv.wait(lock);
        // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this wait for 'cv' isn't in a loop
      });
  }
  void lock_outside() {
    std::unique_lock lock(m);
    while (!ready)
      run([&] { cv.wait(lock); });
  }
  void generic() {
    run([this](auto x) {
      std::unique_lock lock(m);
      if (!ready)
        cv.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this wait for 'cv' isn't in a loop
    });
  }
};

// A name for a part can't be captured before C++20.
struct Pair {
  bool set;
  int value;
};
struct Bindings : Base {
  Pair pair;
  void announce_pair() {
    std::lock_guard lock(m);
    pair.set = true;
    cv.notify_all();
  }
  void wait() {
    std::unique_lock lock(m);
    auto &[set, value] = pair;
    if (!set)
      cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
  }
};

// Silenced

struct Silenced : Base {
  void poke() {
    std::unique_lock lock(m);
    cv.wait(lock); // NOLINT(async-wait-without-predicate)
  }
};

// Tests make sure by other means that the notification comes after the wait.

TEST(Test, Wakes) {
  std::mutex m;
  std::condition_variable cv;
  std::unique_lock lock(m);
  cv.wait(lock);
}
