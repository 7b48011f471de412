// RUN: %check %s async-lock-across-suspension

#include <qcoro.h>

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
  QCoro::AsyncGenerator<int> values() {
    QReadLocker locker(&lock);
    co_yield value;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' is still locked while
  }

  //===- Not flagged ------------------------------------------------------===//

  QCoro::Task<> store() {
    int copy;
    {
      QMutexLocker locker(&mutex);
      copy = value;
    }
    co_await save(copy);
  }
  QCoro::Task<> store_later() {
    QMutexLocker locker(&mutex);
    int copy = value;
    locker.unlock();
    co_await save(copy);
  }
  // An eager task starts without a suspension.
  QCoro::Task<> under_the_lock(QMutexLocker<QMutex> &locker) {
    value = 1;
    co_return;
  }

private:
  QMutex mutex;
  QReadWriteLock lock;
  int value = 0;
};
