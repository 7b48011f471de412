// REQUIRES: abseil, boost-thread, qt6
// RUN: %check %s async-double-checked-locking --real-headers --std=c++17,c++20 -- %abseil-flags %qt6-flags

// Locks of Qt, Boost.Thread and Abseil, and Qt's atomic pointer.

#include <QtCore/QAtomicPointer>
#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <QtCore/QScopedPointer>
#include <absl/synchronization/mutex.h>
#include <atomic>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <memory>
#include <string>

struct Config {
  std::string name;
};

class Qt {
public:
  Config *config() {
    if (!config_) {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'config_' is no atomic, but tested without the lock: it may be seen set before what it stands for [async-double-checked-locking]
      QMutexLocker locker(&mutex_);
      if (!config_)
        config_ = new Config;
    }
    return config_;
  }
  Config *safe() {
    Config *config = safe_.loadAcquire();
    if (!config) {
      QMutexLocker locker(&mutex_);
      config = safe_.loadRelaxed();
      if (!config) {
        config = new Config;
        safe_.storeRelease(config);
      }
    }
    return config;
  }

private:
  QMutex mutex_;
  Config *config_ = nullptr;
  QAtomicPointer<Config> safe_;
};

class Boost {
public:
  Config &config() {
    if (!config_) {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'config_' is no atomic, but tested without the lock: it may be seen set before what it stands for
      boost::lock_guard<boost::mutex> lock(mutex_);
      if (!config_)
        config_ = std::make_unique<Config>();
    }
    return *config_;
  }
  Config &locked() {
    boost::mutex::scoped_lock lock(mutex_);
    if (!config_)
      config_ = std::make_unique<Config>();
    return *config_;
  }

private:
  boost::mutex mutex_;
  std::unique_ptr<Config> config_;
};

class Absl {
public:
  const std::string &name() {
    if (!loaded_) {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'loaded_' is no atomic, but tested without the lock: it may be seen set before what it stands for
      absl::MutexLock lock(&mutex_);
      if (!loaded_) {
        name_ = "loaded";
        loaded_ = true;
      }
    }
    return name_;
  }
  const std::string &safe() {
    if (!safe_.load(std::memory_order_acquire)) {
      absl::MutexLock lock(&mutex_);
      if (!safe_) {
        other_ = "loaded";
        safe_ = true;
      }
    }
    return other_;
  }

private:
  absl::Mutex mutex_;
  bool loaded_ = false;
  std::atomic<bool> safe_ = false;
  std::string name_, other_;
};
