// REQUIRES: abseil, boost-thread, qt6
// RUN: %check %s async-guarded-reference-escape --real-headers --std=c++17,c++20 -- %abseil-flags %qt6-flags

// Containers and locks of Qt, Boost and Abseil.

#include <QtCore/QHash>
#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <QtCore/QReadWriteLock>
#include <QtCore/QString>
#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <absl/synchronization/mutex.h>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <memory>
#include <string>
#include <vector>

class QtNames {
public:
  const QString &first() const {
    QReadLocker locker(&lock_);
    return first_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a reference into 'first_' is used when 'lock_' is unlocked again, while others change it [async-guarded-reference-escape]
  }
  QString &named(int id) {
    QWriteLocker locker(&lock_);
    return names_[id];
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a reference into 'names_' is used when 'lock_' is unlocked again, while others change it; return a copy
  }
  void rename(int id, const QString &name) {
    QWriteLocker locker(&lock_);
    names_[id] = name;
    names_.remove(id + 1);
    first_ = name;
  }
  QString copied() const {
    QReadLocker locker(&lock_);
    return first_;
  }

private:
  mutable QReadWriteLock lock_;
  QString first_;
  QHash<int, QString> names_;
};

class AbslNames {
public:
  absl::string_view name() const {
    absl::MutexLock lock(&mutex_);
    return name_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a view into 'name_' is used when 'mutex_' is unlocked again, while others change it; return a copy
  }
  const std::string *find(int id) const {
    absl::ReaderMutexLock lock(&mutex_);
    auto it = names_.find(id);
    return it == names_.end() ? nullptr : &it->second;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a pointer into 'names_' is used when 'mutex_' is unlocked again, while others change it; return a copy
  }
  void rename(int id, std::string name) {
    absl::MutexLock lock(&mutex_);
    names_[id] = name;
    names_.erase(id + 1);
    name_ = std::move(name);
  }
  std::string copied(int id) const {
    absl::ReaderMutexLock lock(&mutex_);
    auto it = names_.find(id);
    return it == names_.end() ? std::string() : it->second;
  }

private:
  mutable absl::Mutex mutex_;
  std::string name_;
  absl::flat_hash_map<int, std::string> names_;
};

class BoostValues {
public:
  const std::vector<int> &values() const {
    boost::shared_lock<boost::shared_mutex> lock(mutex_);
    return values_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a reference into 'values_' is used when 'mutex_' is unlocked again, while others change it
  }
  void add(int value) {
    boost::unique_lock<boost::shared_mutex> lock(mutex_);
    values_.push_back(value);
    shared_ = std::make_shared<const std::vector<int>>(values_);
  }
  std::shared_ptr<const std::vector<int>> shared() const {
    boost::shared_lock<boost::shared_mutex> lock(mutex_);
    return shared_;
  }
  int last() const {
    boost::shared_lock<boost::shared_mutex> lock(mutex_);
    return values_.back();
  }

private:
  mutable boost::shared_mutex mutex_;
  std::vector<int> values_;
  std::shared_ptr<const std::vector<int>> shared_;
};
