// REQUIRES: qt6
// RUN: %check %s async-atomic-nonatomic-rmw --real-headers --std=c++17,c++20 -- %qt6-flags

// Qt's atomics have their operations in bases, and their assignment takes an atomic.

#include <QtCore/QAtomicInt>
#include <QtCore/QAtomicPointer>
#include <QtCore/QMutex>

struct Statistics {
  QAtomicInt hits;
  QAtomicInteger<quint64> bytes;
  QAtomicPointer<Statistics> next;

  void hit(quint64 size) {
    hits = hits + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'hits' is read and written in two steps; what others write between them is lost [async-atomic-nonatomic-rmw]
    hits.storeRelaxed(hits.loadAcquire() - 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'hits' is read and written in two steps
    bytes = bytes + size;
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'bytes' is read and written in two steps
    next.storeRelease(next.loadAcquire()->next);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'next' is read and written in two steps
  }

  // Not flagged

  void clean(quint64 size) {
    hits.ref();
    ++hits;
    bytes += size;
    bytes.fetchAndAddRelaxed(size);
    bytes.storeRelaxed(bytes.loadRelaxed() + size);
    hits = 0;
    QMutexLocker locker(&mutex);
    bytes = bytes + size;
  }

  QMutex mutex;
};
