// RUN: %check %s async-ineffective-lock

// Guards of other libraries, as their models tell.

#include <abseil.h>
#include <boost-thread.h>
#include <coroutine.h>
#include <cppcoro.h>
#include <folly.h>
#include <poco.h>
#include <qt.h>
#include <tbb.h>

int counter;
void work();

//===- Flagged --------------------------------------------------------------===//

class Cache {
public:
  void with_qt() {
    QMutexLocker<QMutex>{&qt};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'qt' has no name: it ends here, and protects nothing [async-ineffective-lock]
    ++counter;
  }
  void with_abseil() {
    absl::MutexLock(&this->abseil);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'abseil' has no name
    ++counter;
  }
  void with_poco() {
    Poco::ScopedLock<Poco::Mutex>{poco};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'poco' has no name
    ++counter;
  }
  void with_boost() {
    boost::unique_lock<boost::mutex>(boost);
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: this declares a variable 'boost' and locks nothing
    ++counter;
  }
  void with_boost_tags() {
    boost::unique_lock<boost::mutex> lock(boost, boost::try_to_lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: nobody looks whether 'lock' got the lock
    ++counter;
  }
  void with_folly() {
    names.wlock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock has no name
    ++counter;
  }
  void with_tbb() {
    tbb::spin_mutex::scoped_lock lock;
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'lock' has no mutex to lock
    ++counter;
  }
  void own_qt_mutex() {
    QMutex mutex;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: each call of 'own_qt_mutex' has a mutex 'mutex' of its own
    QMutexLocker locker(&mutex);
    ++counter;
  }
  // The guard that the await gives unlocks at once. No fix: what follows suspends.
  cppcoro::task<> with_cppcoro() {
    co_await async.scoped_lock_async();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock has no name
    ++counter;
  }
  cppcoro::task<> with_cppcoro_and_await() {
    co_await async.scoped_lock_async();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock has no name
    co_await with_cppcoro();
  }

  mini::task<> of_any_coroutine_mutex() {
    co_await unknown.scoped_lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock has no name
    ++counter;
  }

  //===- Not flagged --------------------------------------------------------===//

  void named() {
    QMutexLocker locker(&qt);
    absl::MutexLock lock(&abseil);
    Poco::ScopedLock<Poco::Mutex> scoped(poco);
    boost::lock_guard<boost::mutex> guard(boost);
    auto locked = names.wlock();
    ++counter;
  }
  void acquired_later() {
    tbb::spin_mutex::scoped_lock lock;
    lock.acquire(spin);
    ++counter;
  }
  void used_in_passing() {
    names.wlock()->size();
    auto size = names.rlock()->size();
    counter += size;
  }
  cppcoro::task<> awaited() {
    auto lock = co_await async.scoped_lock_async();
    ++counter;
  }
  cppcoro::task<> by_hand() {
    co_await async.lock_async();
    ++counter;
    async.unlock();
  }

private:
  QMutex qt;
  absl::Mutex abseil;
  Poco::Mutex poco;
  ::boost::mutex boost;
  folly::Synchronized<std::string> names;
  tbb::spin_mutex spin;
  cppcoro::async_mutex async;
  mini::async_mutex unknown;
};

cppcoro::task<> by_hand_of_a_stranger(mini::async_mutex &mutex) {
  co_await mutex.lock();
  ++counter;
  mutex.unlock();
}
