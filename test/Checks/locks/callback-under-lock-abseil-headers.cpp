// REQUIRES: abseil, boost-thread, qt6
// RUN: %check %s async-callback-under-lock --real-headers --std=c++17,c++20 -- %abseil-flags %qt6-flags

// Callables and locks of Abseil, Boost and Qt.

#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <QtCore/QVector>
#include <absl/container/flat_hash_map.h>
#include <absl/functional/any_invocable.h>
#include <absl/functional/function_ref.h>
#include <absl/synchronization/mutex.h>
#include <boost/function.hpp>
#include <boost/signals2/signal.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

class Watchers {
public:
  void add(absl::AnyInvocable<void(int)> watcher) {
    absl::MutexLock lock(&mutex_);
    watchers_.push_back(std::move(watcher));
  }
  void changed(int value) {
    absl::MutexLock lock(&mutex_);
    for (auto &watcher : watchers_)
      watcher(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a callback in 'watchers_' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock [async-callback-under-lock]
  }
  void tell(const std::string &name) {
    absl::ReaderMutexLock lock(&mutex_);
    if (auto it = by_name_.find(name); it != by_name_.end())
      it->second(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a callback in 'by_name_' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock
  }

private:
  absl::Mutex mutex_;
  std::vector<absl::AnyInvocable<void(int)>> watchers_;
  absl::flat_hash_map<std::string, std::function<void(int)>> by_name_;
};

class BoostWatchers {
public:
  void onChange(boost::function<void(int)> watcher) {
    boost::lock_guard<boost::mutex> lock(mutex_);
    watcher_ = watcher;
  }
  void changed(int value) {
    boost::lock_guard<boost::mutex> lock(mutex_);
    if (watcher_)
      watcher_(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'watcher_' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock
  }
  void signal(int value) {
    boost::unique_lock<boost::mutex> lock(mutex_);
    changed_(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'changed_' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock
  }

private:
  boost::mutex mutex_;
  boost::function<void(int)> watcher_;
  boost::signals2::signal<void(int)> changed_;
};

class QtWatchers {
public:
  void changed(int value) {
    QMutexLocker locker(&mutex_);
    for (const auto &watcher : std::as_const(watchers_))
      watcher(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a callback in 'watchers_' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock
  }

private:
  QMutex mutex_;
  QVector<std::function<void(int)>> watchers_;
};

//===- Not flagged --------------------------------------------------------===//

class TellsAfterwards {
public:
  void changed(int value) {
    std::vector<std::function<void(int)>> watchers;
    {
      absl::MutexLock lock(&mutex_);
      watchers = watchers_;
    }
    for (const auto &watcher : watchers)
      watcher(value);
  }
  void released(int value) {
    absl::ReleasableMutexLock lock(&mutex_);
    auto watcher = watcher_;
    lock.Release();
    watcher(value);
  }
  void visit(absl::FunctionRef<void(const std::function<void(int)> &)> visitor) {
    absl::MutexLock lock(&mutex_);
    for (const auto &watcher : watchers_)
      visitor(watcher);
  }

private:
  absl::Mutex mutex_;
  std::vector<std::function<void(int)>> watchers_;
  std::function<void(int)> watcher_;
};

class QtTellsAfterwards {
public:
  void changed(int value) {
    QMutexLocker locker(&mutex_);
    const auto watchers = watchers_;
    locker.unlock();
    for (const auto &watcher : watchers)
      watcher(value);
  }
  void boostChanged(int value) {
    boost::unique_lock<boost::mutex> lock(boostMutex_);
    boost::function<void(int)> watcher = watcher_;
    lock.unlock();
    watcher(value);
  }

private:
  QMutex mutex_;
  boost::mutex boostMutex_;
  QVector<std::function<void(int)>> watchers_;
  boost::function<void(int)> watcher_;
};
