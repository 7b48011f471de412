// REQUIRES: boost-thread
// RUN: %check %s async-ineffective-lock --real-headers -- %boost-thread-flags -DBOOST_THREAD_VERSION=4

#include <boost/thread.hpp>
#include <boost/thread/lock_factories.hpp>

class Cache {
public:
  void unnamed(int added) {
    boost::lock_guard<boost::mutex>{mutex};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'mutex' has no name: it ends here, and protects nothing [async-ineffective-lock]
    value += added;
  }
  void declares(int added) {
    boost::unique_lock<boost::mutex>(mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: this declares a variable 'mutex' and locks nothing; the mutex 'mutex' stays free
    value += added;
  }
  void tried(int added) {
    boost::unique_lock<boost::mutex> lock(mutex, boost::try_to_lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: nobody looks whether 'lock' got the lock
    value += added;
  }
  void deferred(int added) {
    boost::shared_lock<boost::shared_mutex> lock(shared, boost::defer_lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'lock' is never locked: it protects nothing
    value += added;
  }
  void own(int added) {
    boost::mutex local;
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: each call of 'own' has a mutex 'local' of its own
    boost::unique_lock<boost::mutex> lock(local);
    value += added;
  }

  void named(int added) {
    boost::unique_lock<boost::mutex> lock(mutex);
    auto made = boost::make_unique_lock(other);
    value += added;
  }
  bool tested(int added) {
    boost::unique_lock<boost::mutex> lock(mutex, boost::try_to_lock);
    if (!lock)
      return false;
    value += added;
    return true;
  }
  void both(int added) {
    boost::unique_lock<boost::mutex> first(mutex, boost::defer_lock);
    boost::unique_lock<boost::mutex> second(other, boost::defer_lock);
    boost::lock(first, second);
    value += added;
  }
  void wakes() {
    boost::lock_guard<boost::mutex>{mutex};
    changed.notify_all();
  }

private:
  boost::mutex mutex, other;
  boost::shared_mutex shared;
  boost::condition_variable changed;
  int value = 0;
};
