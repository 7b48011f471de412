// REQUIRES: boost-thread, qt6
// RUN: %check %s async-busy-wait --real-headers -- %boost-thread-flags -DBOOST_THREAD_VERSION=4 %qt6-flags

// Flags and futures of Boost and Qt.

#include <QtCore/QAtomicInt>
#include <QtCore/QFuture>
#include <QtCore/QThread>
#include <boost/atomic/atomic.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/thread.hpp>

bool work();

class Waits {
public:
  void asks() {
    while (!done_) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop spins, and takes a whole core, until 'done_' changes [async-busy-wait]
    }
  }
  void sleeps() {
    while (!done_.load(boost::memory_order_acquire))
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop asks again and again whether 'done_' changes
      boost::this_thread::sleep_for(boost::chrono::milliseconds(1));
  }
  void yields() {
    while (!ready_.loadAcquire())
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop spins, and takes a whole core, until 'ready_' changes
      QThread::yieldCurrentThread();
  }
  int result(QFuture<int> loading) {
    while (!loading.isFinished())
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop asks again and again whether 'loading' is ready
      QThread::msleep(10);
    return loading.result();
  }
  int boostResult(boost::future<int> loading) {
    while (!loading.is_ready()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop spins, and takes a whole core, until 'loading' is ready
    }
    return loading.get();
  }

  void works() {
    while (!done_)
      work();
  }
  int asksOnce(QFuture<int> loading) {
    if (!loading.isFinished())
      return 0;
    return loading.result();
  }
  int waits(boost::future<int> loading) {
    while (loading.wait_for(boost::chrono::milliseconds(100)) != boost::future_status::ready)
      work();
    return loading.get();
  }
  void waitsForNumbers() {
    while (ready_.loadAcquire() < 10)
      QThread::yieldCurrentThread();
  }

private:
  boost::atomic<bool> done_{false};
  QAtomicInt ready_;
};
