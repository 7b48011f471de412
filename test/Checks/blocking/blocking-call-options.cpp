// RUN: %check %s async-blocking-call
// RUN: %check %s async-blocking-call --prefix=LOCKS --config='{CheckOptions: {async-blocking-call.CheckLocks: true}}'

#include <coroutine.h>
#include <posix.h>
#include <std.h>

std::mutex mutex;

void slow() {
  sleep(1);
}

void lock_and_unlock() {
  mutex.lock();
  mutex.unlock();
}

mini::task<> task(pthread_mutex_t *raw) {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'task': it puts the thread to sleep [async-blocking-call]
  slow();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'slow' blocks the thread that runs coroutine 'task': it reaches 'sleep' [async-blocking-call]
  mutex.lock();
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:9: warning: 'lock' blocks the thread that runs coroutine 'task': it waits while another thread holds the lock [async-blocking-call]
  pthread_mutex_lock(raw);
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:3: warning: 'pthread_mutex_lock' blocks the thread
  std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
  lock.lock();
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:8: warning: 'lock' blocks the thread
  std::lock_guard<std::mutex> guard(mutex);
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:31: warning: 'lock_guard' blocks the thread that runs coroutine 'task': it waits while
  std::scoped_lock both(mutex, mutex);
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:20: warning: 'scoped_lock' blocks the thread
  lock_and_unlock();
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:3: warning: 'lock_and_unlock' blocks the thread that runs coroutine 'task': it reaches 'lock'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> tries(pthread_mutex_t *raw) {
  mutex.try_lock();
  pthread_mutex_trylock(raw);
  mutex.unlock();
  std::unique_lock<std::mutex> lock(mutex, std::try_to_lock);
  std::unique_lock<std::mutex> later(mutex, std::defer_lock);
  std::unique_lock<std::mutex> none, moved = std::move(lock);
  std::lock_guard<std::mutex> adopted(mutex, std::adopt_lock);
  co_return;
}
