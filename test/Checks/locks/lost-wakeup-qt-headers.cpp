// REQUIRES: abseil, boost-thread, qt6
// RUN: %check %s async-lost-wakeup --real-headers --std=c++17,c++20 -- %abseil-flags %qt6-flags

// Condition variables of Qt, Boost.Thread and Abseil.

#include <QtCore/QAtomicInt>
#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <QtCore/QWaitCondition>
#include <absl/synchronization/mutex.h>
#include <atomic>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>

class QtWorker {
public:
  void run() {
    QMutexLocker locker(&mutex_);
    while (!stopped_)
      wake_.wait(&mutex_);
  }
  void stop() {
    stopped_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stopped_' is written without 'mutex_': a waiter that has just tested it misses the notification, and sleeps on [async-lost-wakeup]
    wake_.wakeAll();
  }
  void stopLocked() {
    QMutexLocker locker(&mutex_);
    stopped_ = true;
    wake_.wakeAll();
  }

private:
  QMutex mutex_;
  QWaitCondition wake_;
  std::atomic<bool> stopped_ = false;
};

class BoostWorker {
public:
  void run() {
    boost::unique_lock<boost::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return stopped_.load(); });
  }
  void stop() {
    stopped_.store(true);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stopped_' is written without 'mutex_': a waiter that has just tested it misses the notification, and sleeps on
    wake_.notify_all();
  }
  void stopLocked() {
    {
      boost::lock_guard<boost::mutex> lock(mutex_);
      stopped_.store(true);
    }
    wake_.notify_all();
  }

private:
  boost::mutex mutex_;
  boost::condition_variable wake_;
  std::atomic<bool> stopped_{false};
};

class AbslWorker {
public:
  void run() {
    absl::MutexLock lock(&mutex_);
    while (!stopped_)
      wake_.Wait(&mutex_);
  }
  void stop() {
    stopped_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stopped_' is written without 'mutex_': a waiter that has just tested it misses the notification, and sleeps on
    wake_.SignalAll();
  }
  void stopLocked() {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
    wake_.SignalAll();
  }

private:
  absl::Mutex mutex_;
  absl::CondVar wake_;
  std::atomic<bool> stopped_{false};
};
