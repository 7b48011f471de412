// REQUIRES: boost-thread, libstdcxx-jthread
// RUN: %check %s async-self-deadlock --real-headers -- %boost-thread-flags

// libstdc++'s mutexes and Boost.Thread's.

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/locks.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/recursive_mutex.hpp>
#include <boost/thread/reverse_lock.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <boost/thread/thread.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>

class Registry {
public:
  bool contains(const std::string &name) const {
    std::shared_lock lock(mutex_);
    return names_.count(name) != 0;
  }
  void add(const std::string &name) {
    std::scoped_lock lock(mutex_);
    if (!contains(name))
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'contains' locks 'mutex_', which is locked here already: the thread waits for itself [async-self-deadlock]
      names_[name] = 1;
  }
  int upgraded(const std::string &name) {
    std::shared_lock reader(mutex_);
    if (auto it = names_.find(name); it != names_.end())
      return it->second;
    std::unique_lock writer(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'mutex_' is locked here already: the thread waits for itself
    return names_[name] = 2;
  }

private:
  mutable std::shared_mutex mutex_;
  std::map<std::string, int> names_;
};

class Ticker {
public:
  ~Ticker() { stop(); }
  void start() {
    thread_ = std::jthread([this](std::stop_token stop) {
      while (!stop.stop_requested()) {
        std::lock_guard lock(mutex_);
        ++ticks_;
      }
    });
  }
  void stop() {
    std::lock_guard lock(mutex_);
    thread_.request_stop();
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the thread that is joined here may be waiting for 'mutex_', which stays locked until it ends
  }

private:
  std::mutex mutex_;
  std::jthread thread_;
  int ticks_ = 0;
};

class BoostRegistry {
public:
  size_t size() {
    boost::shared_lock<boost::shared_mutex> lock(names_mutex_);
    return names_.size();
  }
  void add(const std::string &name) {
    boost::unique_lock<boost::shared_mutex> lock(names_mutex_);
    names_[name] = int(size());
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'size' locks 'names_mutex_', which is locked here already: the thread waits for itself
  }
  void count() {
    boost::mutex::scoped_lock lock(mutex_);
    ++count_;
  }
  void countTwice() {
    boost::lock_guard<boost::mutex> lock(mutex_);
    count();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'count' locks 'mutex_', which is locked here already: the thread waits for itself
  }
  void stop() {
    boost::unique_lock<boost::mutex> lock(mutex_);
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the thread that is joined here may be waiting for 'mutex_', which stays locked until it ends
  }
  void start() {
    thread_ = boost::thread([this] { count(); });
  }

private:
  boost::shared_mutex names_mutex_;
  boost::mutex mutex_;
  boost::thread thread_;
  std::map<std::string, int> names_;
  int count_ = 0;
};

//===- Not flagged --------------------------------------------------------===//

class Recursive {
public:
  int size() {
    std::lock_guard lock(mutex_);
    boost::lock_guard<boost::recursive_mutex> other(other_);
    return size_;
  }
  int twice() {
    std::unique_lock lock(mutex_);
    boost::recursive_mutex::scoped_lock other(other_);
    return 2 * size();
  }

private:
  std::recursive_mutex mutex_;
  boost::recursive_mutex other_;
  int size_ = 0;
};

class Unlocks {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++size_;
  }
  void add_twice() {
    std::unique_lock lock(mutex_);
    ++size_;
    lock.unlock();
    add();
    lock.lock();
    --size_;
  }
  void upgrade() {
    boost::upgrade_lock<boost::shared_mutex> reader(shared_);
    if (size_)
      return;
    boost::upgrade_to_unique_lock<boost::shared_mutex> writer(reader);
    ++size_;
  }
  void upgrade_after() {
    {
      std::shared_lock reader(readers_);
      if (size_)
        return;
    }
    std::unique_lock writer(readers_);
    ++size_;
  }
  void reversed() {
    boost::unique_lock<boost::mutex> lock(plain_);
    {
      boost::reverse_lock<boost::unique_lock<boost::mutex>> unlocked(lock);
      plain();
    }
    ++size_;
  }
  void plain() {
    boost::lock_guard<boost::mutex> lock(plain_);
    ++size_;
  }

private:
  std::mutex mutex_;
  std::shared_mutex readers_;
  boost::shared_mutex shared_;
  boost::mutex plain_;
  int size_ = 0;
};

class Waits {
public:
  void push() {
    std::lock_guard lock(mutex_);
    ++size_;
    ready_.notify_one();
  }
  void pop() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return size_ > 0; });
    --size_;
  }

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  int size_ = 0;
};
