// REQUIRES: qcoro, libstdcxx-coroutine
// RUN: %check %s async-lock-across-suspension --real-headers -- %qcoro-flags

#include <QCoroAsyncGenerator>
#include <QCoroFuture>
#include <QCoroTask>
#include <QCoroTimer>
#include <QtCore/QMutex>
#include <QtCore/QReadWriteLock>
#include <QtCore/QTimer>
#include <mutex>

QCoro::Task<> save(int value);
QFuture<int> load();

class Settings {
public:
  QCoro::Task<> update() {
    QMutexLocker locker(&mutex);
    value = co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  QCoro::Task<> wait(QTimer &timer) {
    QWriteLocker locker(&lock);
    value = 0;
    co_await timer;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' is still locked while
  }
  QCoro::Task<> recursively() {
    std::scoped_lock guard(mutex, recursive);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
  }
  QCoro::AsyncGenerator<int> values() {
    QReadLocker locker(&lock);
    co_yield value;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' is still locked while
  }
  QCoro::Task<> by_hand() {
    lock.lockForRead();
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' is still locked while
    lock.unlock();
  }

  // Not flagged

  QCoro::Task<> store_later() {
    QMutexLocker locker(&mutex);
    int copy = value;
    locker.unlock();
    co_await save(copy);
  }
  QCoro::Task<> tried() {
    if (!mutex.tryLock())
      co_await save(0);
    else
      mutex.unlock();
  }

private:
  QMutex mutex;
  QRecursiveMutex recursive;
  QReadWriteLock lock;
  int value = 0;
};
