// RUN: %check %s async-lock-across-suspension

// Locks of C libraries, which models know by their functions.

#include <coroutine.h>
#include <posix.h>

using mini::task;
task<> tick();
pthread_mutex_t M;
pthread_rwlock_t Shared;
mtx_t Standard;

// Flagged

task<> mutex() {
  pthread_mutex_lock(&M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  pthread_mutex_unlock(&M);
}

task<> readLock() {
  pthread_rwlock_rdlock(&Shared);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Shared' is still locked while
  pthread_rwlock_unlock(&Shared);
}

task<> cThreads() {
  mtx_lock(&Standard);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Standard' is still locked while
  mtx_unlock(&Standard);
}

struct Session {
  pthread_mutex_t Mutex;
  task<> member() {
    pthread_mutex_lock(&Mutex);
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Mutex' is still locked while
    pthread_mutex_unlock(&this->Mutex);
    co_await tick();
  }
};

// Not flagged

task<> unlocked() {
  pthread_mutex_lock(&M);
  pthread_mutex_unlock(&M);
  co_await tick();
}

task<> waitsOutsideOfTheLock(pthread_cond_t *Changed) {
  pthread_mutex_lock(&M);
  pthread_cond_wait(Changed, &M);
  pthread_mutex_unlock(&M);
  co_await tick();
}
