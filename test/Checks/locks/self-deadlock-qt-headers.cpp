// REQUIRES: abseil, qt6
// RUN: %check %s async-self-deadlock --real-headers --std=c++17,c++20 -- %abseil-flags %qt6-flags

// Qt's mutexes, whose locker became a template with Qt 6, and Abseil's, with their annotations.

#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <QtCore/QReadWriteLock>
#include <QtCore/QThread>
#include <absl/base/thread_annotations.h>
#include <absl/synchronization/mutex.h>

class Settings {
public:
  int value() const {
    QReadLocker lock(&lock_);
    return value_;
  }
  void increase() {
    QWriteLocker lock(&lock_);
    value_ = value() + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'value' locks 'lock_', which is locked here already: the thread waits for itself [async-self-deadlock]
  }
  void log() {
    QMutexLocker locker(&mutex_);
    ++logged_;
  }
  void logTwice() {
    QMutexLocker locker(&mutex_);
    log();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'log' locks 'mutex_', which is locked here already: the thread waits for itself
  }
  void relock() {
    mutex_.lock();
    QMutexLocker<QMutex> locker(&mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'mutex_' is locked here already: the thread waits for itself
    ++logged_;
  }

private:
  mutable QReadWriteLock lock_;
  QMutex mutex_;
  int value_ = 0, logged_ = 0;
};

class Counter {
public:
  int value() ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::ReaderMutexLock lock(&mutex_);
    return value_;
  }
  void increase() {
    absl::MutexLock lock(&mutex_);
    value_ = value() + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'value' locks 'mutex_', which is locked here already: the thread waits for itself
  }
  void by_hand() {
    mutex_.Lock();
    increase();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'increase' locks 'mutex_', which is locked here already: the thread waits for itself
    mutex_.Unlock();
  }

private:
  absl::Mutex mutex_;
  int value_ ABSL_GUARDED_BY(mutex_) = 0;
};

//===- Not flagged --------------------------------------------------------===//

class Recursive {
public:
  void log() {
    QMutexLocker locker(&mutex_);
    ++logged_;
  }
  void logTwice() {
    QMutexLocker locker(&mutex_);
    log();
    log();
  }

private:
  QRecursiveMutex mutex_;
  int logged_ = 0;
};

class Unlocks {
public:
  void log() {
    QMutexLocker locker(&mutex_);
    ++logged_;
  }
  void logTwice() {
    QMutexLocker locker(&mutex_);
    ++logged_;
    locker.unlock();
    log();
    locker.relock();
    ++logged_;
  }
  void tries() {
    QMutexLocker locker(&mutex_);
    if (mutex_.tryLock())
      mutex_.unlock();
  }
  void increase() {
    absl::ReleasableMutexLock lock(&other_);
    ++value_;
    lock.Release();
    decrease();
  }
  void decrease() {
    absl::MutexLock lock(&other_);
    sub();
  }

private:
  void sub() ABSL_EXCLUSIVE_LOCKS_REQUIRED(other_) { --value_; }
  QMutex mutex_;
  absl::Mutex other_;
  int logged_ = 0, value_ = 0;
};
