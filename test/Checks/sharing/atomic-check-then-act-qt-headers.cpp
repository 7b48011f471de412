// REQUIRES: boost-thread, qt6
// RUN: %check %s async-atomic-check-then-act --real-headers --std=c++17,c++20 -- %qt6-flags

// Atomics of Qt, whose operations are those of a template's base, and of Boost.

#include <QtCore/QAtomicInt>
#include <QtCore/QAtomicInteger>
#include <QtCore/QAtomicPointer>
#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <boost/atomic/atomic.hpp>

void open();
void use(int id);

class QtUsers {
public:
  void enter() {
    if (users_.loadAcquire() < 10)
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'users_' is tested here and set in a second step: two threads may both pass the test [async-atomic-check-then-act]
      users_.ref();
  }
  void start() {
    if (!started_.loadAcquire()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'started_' is tested here and set in a second step: two threads may both pass the test
      started_.storeRelease(1);
      open();
    }
  }

private:
  QAtomicInt users_;
  QAtomicInteger<int> started_;
};

class BoostUsers {
public:
  void start() {
    if (!started_.load()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'started_' is tested here and set in a second step: two threads may both pass the test
      started_.store(true);
      open();
    }
  }
  void enter() {
    if (users_ < 10)
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'users_' is tested here and set in a second step: two threads may both pass the test
      ++users_;
  }
  void own(int id) {
    int nobody = 0;
    if (owner_.compare_exchange_weak(nobody, id))
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: weak compare-exchange of 'owner_' outside a loop: it may fail though the value is the expected one
      use(id);
  }

private:
  boost::atomic<bool> started_{false};
  boost::atomic<int> users_{0};
  boost::atomic_int owner_{0};
};

//===- Not flagged --------------------------------------------------------===//

class QtOnce {
public:
  void start() {
    if (started_.testAndSetAcquire(0, 1))
      open();
  }
  void locked() {
    QMutexLocker locker(&mutex_);
    if (!started_.loadAcquire())
      started_.storeRelease(1);
  }
  void relaxed() {
    if (!started_.loadRelaxed())
      started_.storeRelaxed(1);
  }
  int *shared(int *made) {
    int *there = pointer_.loadAcquire();
    if (!there && pointer_.testAndSetRelease(nullptr, made))
      there = made;
    return there;
  }

private:
  QMutex mutex_;
  QAtomicInt started_;
  QAtomicPointer<int> pointer_;
};

class BoostOnce {
public:
  void start() {
    if (!started_.exchange(true))
      open();
  }
  void enter() {
    int now = users_;
    while (now < 10 && !users_.compare_exchange_weak(now, now + 1))
      ;
  }
  void own(int id) {
    int nobody = 0;
    if (owner_.compare_exchange_strong(nobody, id))
      use(id);
  }

private:
  boost::atomic<bool> started_{false};
  boost::atomic<int> users_{0}, owner_{0};
};
