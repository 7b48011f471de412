// RUN: %check %s async-manual-lock

// Other libraries' mutexes: with a guard of the standard library where it takes them.

#include <abseil.h>
#include <boost-thread.h>
#include <posix.h>
#include <qt.h>
#include <std.h>

void work();
bool ready();

struct Node {
  pthread_mutex_t posix;
  pthread_rwlock_t readers;
  QMutex qt;
  QReadWriteLock qtReaders;
  absl::Mutex abseil;
  boost::mutex boostMutex;
};

//===- Flagged --------------------------------------------------------------===//

// No fix: POSIX has no guard.
int posixLeaks(Node &node, bool bad) {
  pthread_mutex_lock(&node.posix);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'posix' is locked by hand and stays so on a way out of the function; who locks it next waits forever [async-manual-lock]
  if (bad)
    return -1;
  pthread_mutex_unlock(&node.posix);
  return 0;
}
void posixThrows(Node &node) {
  (void)pthread_rwlock_wrlock(&node.readers);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'readers' is locked by hand; an exception before the unlock leaves it locked, with a guard it wouldn't [async-manual-lock]
  work();
  (void)pthread_rwlock_unlock(&node.readers);
}

void qt(Node &node) {
  node.qt.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'qt' is locked by hand; an exception before
  work();
  node.qt.unlock();
}

// No fix: these are locked by other names.
void qtReaders(Node &node) {
  node.qtReaders.lockForRead();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'qtReaders' is locked by hand; an exception before
  work();
  node.qtReaders.unlock();
}
void abseil(Node &node) {
  node.abseil.Lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'abseil' is locked by hand; an exception before
  work();
  node.abseil.Unlock();
}
void abseilMixesThemUp(Node &node) {
  node.abseil.ReaderLock();
  node.abseil.Unlock();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'abseil' was locked by 'ReaderLock', and 'Unlock' is undefined then: it ends the other kind of lock [async-manual-lock]
}

void boostMutex(Node &node) {
  node.boostMutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'boostMutex' is locked by hand; an exception before
  work();
  node.boostMutex.unlock();
}

//===- Not flagged ----------------------------------------------------------===//

// It may not have worked: then there is nothing to unlock.
int posixAsked(Node &node) {
  if (pthread_mutex_lock(&node.posix) != 0)
    return -1;
  work();
  pthread_mutex_unlock(&node.posix);
  return 0;
}
int posixKept(Node &node) {
  int error = pthread_mutex_lock(&node.posix);
  if (error)
    return error;
  work();
  return pthread_mutex_unlock(&node.posix);
}

// One call unlocks both kinds.
void posixReaders(Node &node, int &value, int n) {
  pthread_rwlock_rdlock(&node.readers);
  value = n;
  pthread_rwlock_unlock(&node.readers);
}

// What is C doesn't throw.
void posixWaits(Node &node, pthread_cond_t *changed, const bool &done) {
  pthread_mutex_lock(&node.posix);
  while (!done)
    pthread_cond_wait(changed, &node.posix);
  pthread_mutex_unlock(&node.posix);
}

void qtTries(Node &node) {
  if (!node.qt.try_lock())
    return;
  work();
  node.qt.unlock();
}

void guards(Node &node) {
  QMutexLocker locker(&node.qt);
  absl::MutexLock lock(&node.abseil);
  work();
}

// The number of the error is kept and tested.
bool posixTested(Node &node, bool ready) {
  int error = pthread_mutex_lock(&node.posix);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'posix' is locked by hand and stays so on a way out of the function; who locks it next waits forever [async-manual-lock]
  if (error != 0)
    return false;
  if (!ready)
    return false;
  work();
  error = pthread_mutex_unlock(&node.posix);
  return error == 0;
}

bool posixTestedAndUnlocked(Node &node, bool ready) {
  int error = pthread_mutex_lock(&node.posix);
  if (error)
    return false;
  int seen = ready ? 1 : 0;
  (void)seen;
  error = pthread_mutex_unlock(&node.posix);
  return error == 0;
}

bool posixTriedAndTested(Node &node) {
  int busy = pthread_mutex_trylock(&node.posix);
  if (busy)
    return false;
  pthread_mutex_unlock(&node.posix);
  return true;
}
