// RUN: %check %s async-atomic-nonatomic-rmw

#include <qt.h>

QAtomicInt hits;
QAtomicInteger<unsigned> bytes;

struct Node {
  QAtomicPointer<Node> next;
};

void updates(unsigned size) {
  hits = hits + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'hits' is read and written in two steps; what others write between them is lost [async-atomic-nonatomic-rmw]
  hits.storeRelease(hits.loadAcquire() + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'hits' is read and written in two steps
  bytes = bytes + size;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'bytes' is read and written in two steps
}

//===- Not flagged --------------------------------------------------------===//

QMutex mutex;
void clean(Node &node) {
  hits.ref();
  hits += 2;
  hits.fetchAndAddOrdered(1);
  hits.storeRelaxed(hits.loadRelaxed() + 1);
  bytes = 0;
  node.next.storeRelease(node.next.loadRelaxed()->next.loadRelaxed());
  QMutexLocker locker(&mutex);
  hits = hits * 2;
}
