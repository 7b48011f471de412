// REQUIRES: abseil, boost-thread, qt6
// RUN: %check %s async-wait-without-predicate --real-headers --std=c++17,c++20 -- %abseil-flags %qt6-flags

// Condition variables of Qt, Boost.Thread and Abseil.

#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <QtCore/QQueue>
#include <QtCore/QWaitCondition>
#include <absl/synchronization/mutex.h>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <deque>

class QtQueue {
public:
  void push(int value) {
    QMutexLocker locker(&mutex_);
    values_.enqueue(value);
    filled_.wakeOne();
  }
  int waitOnce() {
    QMutexLocker locker(&mutex_);
    if (values_.isEmpty())
      filled_.wait(&mutex_);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this wait for 'filled_' isn't in a loop that tests the state: it may wake up without a reason [async-wait-without-predicate]
    return values_.dequeue();
  }
  int pop() {
    QMutexLocker locker(&mutex_);
    while (values_.isEmpty())
      filled_.wait(&mutex_);
    return values_.dequeue();
  }

private:
  QMutex mutex_;
  QWaitCondition filled_;
  QQueue<int> values_;
};

class BoostQueue {
public:
  void push(int value) {
    boost::unique_lock<boost::mutex> lock(mutex_);
    values_.push_back(value);
    filled_.notify_one();
  }
  int waitOnce() {
    boost::mutex::scoped_lock lock(mutex_);
    if (values_.empty())
      filled_.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this wait for 'filled_' isn't in a loop that tests the state: it may wake up without a reason
    return values_.front();
  }
  int pop() {
    boost::unique_lock<boost::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return !values_.empty(); });
    return values_.front();
  }
  int popInALoop() {
    boost::unique_lock<boost::mutex> lock(mutex_);
    while (values_.empty())
      filled_.wait(lock);
    return values_.front();
  }

private:
  boost::mutex mutex_;
  boost::condition_variable filled_;
  std::deque<int> values_;
};

class AbslQueue {
public:
  void push(int value) {
    absl::MutexLock lock(&mutex_);
    values_.push_back(value);
    filled_.Signal();
  }
  int waitOnce() {
    absl::MutexLock lock(&mutex_);
    if (values_.empty())
      filled_.Wait(&mutex_);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this wait for 'filled_' isn't in a loop that tests the state: it may wake up without a reason
    return values_.front();
  }
  int pop() {
    absl::MutexLock lock(&mutex_);
    while (values_.empty())
      filled_.Wait(&mutex_);
    return values_.front();
  }
  int await() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &AbslQueue::filled));
    return values_.front();
  }

private:
  bool filled() const { return !values_.empty(); }
  absl::Mutex mutex_;
  absl::CondVar filled_;
  std::deque<int> values_;
};
