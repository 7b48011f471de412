// REQUIRES: abseil, boost-thread, qt6
// RUN: %check %s async-inconsistent-locking --config='{CheckOptions: {async-inconsistent-locking.AllFields: true}}' --real-headers --std=c++17,c++20 -- %abseil-flags %qt6-flags

// Locks of Qt, Boost.Thread and Abseil.

#include <QtCore/QHash>
#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <QtCore/QReadWriteLock>
#include <QtCore/QString>
#include <absl/base/thread_annotations.h>
#include <absl/container/flat_hash_map.h>
#include <absl/synchronization/mutex.h>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <map>
#include <string>

class QtCache {
public:
  void insert(const QString &key, int value) {
    QWriteLocker locker(&lock_);
    values_.insert(key, value);
  }
  void remove(const QString &key) {
    QWriteLocker locker(&lock_);
    values_.remove(key);
  }
  int value(const QString &key) const {
    QReadLocker locker(&lock_);
    return values_.value(key);
  }
  bool contains(const QString &key) const { return values_.contains(key); }
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'values_' is read without 'lock_', under which another thread may write it [async-inconsistent-locking]

private:
  mutable QReadWriteLock lock_;
  QHash<QString, int> values_;
};

class BoostCache {
public:
  void insert(int key, int value) {
    boost::unique_lock<boost::shared_mutex> lock(mutex_);
    values_[key] = value;
  }
  void erase(int key) {
    boost::lock_guard<boost::shared_mutex> lock(mutex_);
    values_.erase(key);
  }
  size_t size() const { return values_.size(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'values_' is read without 'mutex_', under which another thread may write it
  size_t count(int key) const {
    boost::shared_lock<boost::shared_mutex> lock(mutex_);
    return values_.count(key);
  }

private:
  mutable boost::shared_mutex mutex_;
  std::map<int, int> values_;
};

class AbslCache {
public:
  void insert(const std::string &key, int value) {
    absl::MutexLock lock(&mutex_);
    values_[key] = value;
  }
  void erase(const std::string &key) {
    absl::WriterMutexLock lock(&mutex_);
    values_.erase(key);
  }
  void clear() { values_.clear(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'values_' is written without 'mutex_', under which others use it

private:
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, int> values_;
};

//===- Not flagged --------------------------------------------------------===//

class Consistent {
public:
  Consistent() { values_["first"] = 1; }
  void insert(const std::string &key, int value) {
    absl::MutexLock lock(&mutex_);
    values_[key] = value;
    shrink();
  }
  void erase(const std::string &key) {
    absl::MutexLock lock(&mutex_);
    values_.erase(key);
    shrink();
  }
  size_t size() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return values_.size(); }
  bool containsLocked(const std::string &key) const { return values_.contains(key); }
  int count() const { return count_; }

private:
  void shrink() {
    if (values_.size() > 100)
      values_.clear();
  }
  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, int> values_;
  const int count_ = 0;
};

class QtConsistent {
public:
  void insert(const QString &key, int value) {
    QMutexLocker locker(&mutex_);
    values_.insert(key, value);
  }
  void remove(const QString &key) {
    mutex_.lock();
    values_.remove(key);
    mutex_.unlock();
  }
  bool contains(const QString &key) {
    QMutexLocker<QMutex> locker(&mutex_);
    return values_.contains(key);
  }

private:
  QMutex mutex_;
  QHash<QString, int> values_;
};
