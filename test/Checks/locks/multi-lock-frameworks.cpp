// RUN: %check %s async-multi-lock

// Guards of other libraries on mutexes that std::scoped_lock takes as well.

#include <abseil.h>
#include <boost-thread.h>
#include <qt.h>
#include <std.h>

struct Node {
  boost::mutex boostMutex;
  QMutex qt;
  absl::Mutex abseil;
  QMutex *other;
};
int Work;

//===- Flagged --------------------------------------------------------------===//

void boostGuards(Node &a, Node &b) {
  boost::lock_guard<boost::mutex> one(a.boostMutex);
  boost::unique_lock<boost::mutex> two(b.boostMutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'b.boostMutex' is locked while 'a.boostMutex' is held; threads that lock them in another order wait for each other forever [async-multi-lock]
  Work++;
}

void qtLockers(Node &a, Node &b) {
  QMutexLocker one(&a.qt);
  QMutexLocker two(&b.qt);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'b.qt' is locked while 'a.qt' is held
  Work++;
}

// No fix: there may be no mutex behind the pointer.
void qtLockersByPointer(Node &a, QMutex *second) {
  QMutexLocker one(&a.qt);
  QMutexLocker two(second);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'second' is locked while 'qt' is held
  Work++;
}

//===- Not flagged ----------------------------------------------------------===//

// Which mutex it is may be what the first lock is for.
void qtLockerOfAMember(Node &a) {
  QMutexLocker one(&a.qt);
  QMutexLocker two(a.other);
  Work++;
}

void qtRelocks(Node &a, Node &b) {
  QMutexLocker one(&a.qt);
  QMutexLocker two(&b.qt);
  two.unlock();
  Work++;
}

void readers(Node &a, boost::shared_mutex &shared) {
  boost::shared_lock<boost::shared_mutex> one(shared);
  boost::lock_guard<boost::mutex> two(a.boostMutex);
  Work++;
}

// Has no try_lock() by that name.
void abseilLocks(Node &a, Node &b) {
  absl::MutexLock one(&a.abseil);
  absl::MutexLock two(&b.abseil);
  Work++;
}
