// RUN: %check %s async-lock-across-suspension

#include <qt.h>

mini::task<> save(int value);

class Cache {
public:
  mini::task<> store(int value) {
    QMutexLocker locker(&mutex);
    entries.append(value);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  mini::task<> store_all() {
    QReadLocker locker(&lock);
    for (int value : entries)
      co_await save(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'lock' is still locked while
  }
  mini::task<> replace(int value) {
    QWriteLocker locker(&lock);
    entries.append(value);
    locker.unlock();
    co_await save(value);
    locker.relock();
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' is still locked while
  }
  mini::task<> by_hand(int value) {
    recursive.lock();
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'recursive' is still locked while
    recursive.unlock();
    lock.lockForWrite();
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' is still locked while
    lock.unlock();
    if (mutex.tryLock(10)) {
      co_await save(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex' is still locked while
      mutex.unlock();
    }
  }
  mini::task<> standard_guard(int value) {
    std::lock_guard<QMutex> guard(mutex);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
  }
  mini::task<> owned(int value) {
    QScopedPointer<QMutexLocker<QMutex>> locker(new QMutexLocker<QMutex>(&mutex));
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'locker' is still locked while
  }

  //===- Not flagged ------------------------------------------------------===//

  mini::task<> first_unlocked(int value) {
    QMutexLocker locker(&mutex);
    entries.append(value);
    locker.unlock();
    co_await save(value);
  }
  mini::task<> in_a_block(int value) {
    {
      QMutexLocker locker(&mutex);
      entries.append(value);
    }
    lock.lockForRead();
    int size = entries.size();
    lock.unlock();
    co_await save(size);
  }
  mini::task<> failed(int value) {
    if (!mutex.tryLock())
      co_await save(value);
  }
  mini::task<> blocker(QObject *object) {
    QSignalBlocker signals(object);
    co_await save(1);
  }

private:
  QMutex mutex;
  QRecursiveMutex recursive;
  QReadWriteLock lock;
  QList<int> entries;
};
