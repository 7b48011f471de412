// REQUIRES: boost-thread
// RUN: %check %s async-lock-order --real-headers --std=c++17,c++20 -- %boost-thread-flags

// libstdc++'s mutexes and Boost.Thread's.

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/locks.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

class Cache {
public:
  void store(const std::string &key, int value) {
    std::unique_lock entries(entries_mutex_);
    std::scoped_lock statistics(statistics_mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'statistics_mutex_' is locked under 'entries_mutex_' here, and 'entries_mutex_' under 'statistics_mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
    entries_[key] = value;
    ++stores_;
  }
  int stores() {
    std::lock_guard<std::mutex> statistics(statistics_mutex_);
    std::shared_lock entries(entries_mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'entries_mutex_' is locked under 'statistics_mutex_' here, and 'statistics_mutex_' under 'entries_mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
    return entries_.empty() ? 0 : stores_;
  }

private:
  std::shared_mutex entries_mutex_;
  std::mutex statistics_mutex_;
  std::map<std::string, int> entries_;
  int stores_ = 0;
};

class Server;
class Session {
public:
  explicit Session(Server &server) : server_(server) {}
  void close() {
    std::lock_guard lock(mutex_);
    open_ = false;
  }
  void fail();

private:
  Server &server_;
  std::mutex mutex_;
  bool open_ = true;
};
class Server {
public:
  void stop() {
    std::lock_guard lock(mutex_);
    for (const auto &session : sessions_)
      session->close();
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Session::mutex_' is locked under 'Server::mutex_' here, and 'Server::mutex_' under 'Session::mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
  }
  void failed() {
    std::lock_guard lock(mutex_);
    ++failures_;
  }

private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Session>> sessions_;
  int failures_ = 0;
};
void Session::fail() {
  std::lock_guard lock(mutex_);
  server_.failed();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Server::mutex_' is locked under 'Session::mutex_' here, and 'Session::mutex_' under 'Server::mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
}

class BoostCache {
public:
  void store(int value) {
    boost::unique_lock<boost::shared_mutex> values(values_mutex_);
    boost::lock_guard<boost::mutex> log(log_mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'log_mutex_' is locked under 'values_mutex_' here, and 'values_mutex_' under 'log_mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
    values_.push_back(value);
  }
  size_t log() {
    boost::mutex::scoped_lock log(log_mutex_);
    boost::shared_lock<boost::shared_mutex> values(values_mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'values_mutex_' is locked under 'log_mutex_' here, and 'log_mutex_' under 'values_mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
    return values_.size();
  }

private:
  boost::shared_mutex values_mutex_;
  boost::mutex log_mutex_;
  std::vector<int> values_;
};

//===- Not flagged --------------------------------------------------------===//

class AtOnce {
public:
  void swap(int value) {
    std::scoped_lock both(first_mutex_, second_mutex_);
    first_ = second_;
    second_ = value;
  }
  int sum() {
    std::unique_lock second(second_mutex_, std::defer_lock);
    std::unique_lock first(first_mutex_, std::defer_lock);
    std::lock(second, first);
    return first_ + second_;
  }
  int boost_sum() {
    boost::unique_lock<boost::mutex> a(a_, boost::defer_lock), b(b_, boost::defer_lock);
    boost::lock(a, b);
    return first_;
  }
  void boost_other() {
    boost::lock(b_, a_);
    boost::lock_guard<boost::mutex> b(b_, boost::adopt_lock), a(a_, boost::adopt_lock);
    ++second_;
  }

private:
  std::mutex first_mutex_, second_mutex_;
  boost::mutex a_, b_;
  int first_ = 0, second_ = 0;
};

class OneAfterTheOther {
public:
  void first() {
    std::lock_guard a(a_);
    std::lock_guard b(b_);
  }
  void second() {
    std::unique_lock b(b_);
    ++count_;
    b.unlock();
    std::lock_guard a(a_);
  }
  void tries() {
    std::lock_guard b(b_);
    if (std::unique_lock a(a_, std::try_to_lock); a.owns_lock())
      ++count_;
  }
  void boost_first() {
    boost::lock_guard<boost::mutex> c(c_);
    boost::lock_guard<boost::mutex> d(d_);
  }
  void boost_tries() {
    boost::lock_guard<boost::mutex> d(d_);
    boost::unique_lock<boost::mutex> c(c_, boost::try_to_lock);
  }

private:
  std::mutex a_, b_;
  boost::mutex c_, d_;
  int count_ = 0;
};
