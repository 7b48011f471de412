// RUN: %check %s async-wait-without-predicate

#include "abseil.h"
#include "boost-fiber.h"
#include "boost-thread.h"
#include "hpx.h"
#include "libuv.h"
#include "poco.h"
#include "posix.h"
#include "qt.h"
#include "userver.h"
#include "winrt.h"

bool ready;

struct Boost {
  boost::mutex m;
  boost::condition_variable cv;
  boost::condition_variable_any any;
  void set() {
    boost::unique_lock<boost::mutex> lock(m);
    ready = true;
    cv.notify_one();
    any.notify_one();
  }
  void once(boost::system_time end) {
    boost::unique_lock<boost::mutex> lock(m);
    if (!ready)
      cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
    if (!ready)
      any.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this wait for 'any' isn't in a loop
    while (!ready)
      cv.wait(lock);
    cv.timed_wait(lock, end);
  }
};

struct Posix {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t cv;
  void set() {
    pthread_mutex_lock(&m);
    ready = true;
    pthread_mutex_unlock(&m);
    pthread_cond_broadcast(&cv);
  }
  void once() {
    pthread_mutex_lock(&m);
    if (!ready)
      pthread_cond_wait(&cv, &m);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this wait for 'cv' isn't in a loop
    pthread_mutex_unlock(&m);
  }
  void loop() {
    pthread_mutex_lock(&m);
    while (!ready)
      pthread_cond_wait(&cv, &m);
    pthread_mutex_unlock(&m);
  }
  // A wrapper.
  void wait() { pthread_cond_wait(&cv, &m); }
};

struct C11 {
  mtx_t m;
  cnd_t cv;
  void set() {
    mtx_lock(&m);
    ready = true;
    cnd_signal(&cv);
    mtx_unlock(&m);
  }
  void once() {
    mtx_lock(&m);
    if (!ready)
      cnd_wait(&cv, &m);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this wait for 'cv' isn't in a loop
    mtx_unlock(&m);
  }
  void loop() {
    mtx_lock(&m);
    while (!ready)
      cnd_wait(&cv, &m);
    mtx_unlock(&m);
  }
};

struct Abseil {
  absl::Mutex m;
  absl::CondVar cv;
  void set() {
    absl::MutexLock lock(&m);
    ready = true;
    cv.SignalAll();
  }
  void once() {
    absl::MutexLock lock(&m);
    if (!ready)
      cv.Wait(&m);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
  }
  void loop() {
    absl::MutexLock lock(&m);
    while (!ready)
      cv.Wait(&m);
    m.Await(absl::Condition(&ready));
  }
};

struct Qt_ {
  QMutex m;
  QWaitCondition cv;
  void set() {
    QMutexLocker lock(&m);
    ready = true;
    cv.wakeAll();
  }
  void once() {
    QMutexLocker lock(&m);
    if (!ready)
      cv.wait(&m);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
  }
  bool timed() {
    m.lock();
    bool woken = cv.wait(&m, 1000ul);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: this wait for 'cv' may end without a reason
    m.unlock();
    return woken;
  }
  void loop() {
    QMutexLocker lock(&m);
    while (!ready)
      cv.wait(&m);
    cv.wait(&m, 1000ul);
  }
};

struct Poco_ {
  Poco::FastMutex m;
  Poco::Condition cv;
  void set() {
    Poco::FastMutex::ScopedLock lock(m);
    ready = true;
    cv.broadcast();
  }
  void once() {
    Poco::FastMutex::ScopedLock lock(m);
    if (!ready)
      cv.wait(m);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
  }
  void loop() {
    Poco::FastMutex::ScopedLock lock(m);
    while (!ready)
      cv.wait(m);
    cv.wait(m, 1000);
  }
};

struct Uv {
  uv_mutex_t m;
  uv_cond_t cv;
  void set() {
    uv_mutex_lock(&m);
    ready = true;
    uv_cond_signal(&cv);
    uv_mutex_unlock(&m);
  }
  void once() {
    uv_mutex_lock(&m);
    if (!ready)
      uv_cond_wait(&cv, &m);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this wait for 'cv' isn't in a loop
    uv_mutex_unlock(&m);
  }
};

// User-space threads: the wait is one of theirs.
struct Fibers {
  boost::fibers::mutex m;
  boost::fibers::condition_variable cv;
  void set() {
    std::unique_lock<boost::fibers::mutex> lock(m);
    ready = true;
    cv.notify_one();
  }
  void once() {
    std::unique_lock<boost::fibers::mutex> lock(m);
    if (!ready)
      cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
  }
};

struct Hpx {
  hpx::mutex m;
  hpx::condition_variable cv;
  void once() {
    std::unique_lock<hpx::mutex> lock(m);
    cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this wait for 'cv' isn't in a loop
  }
};

struct Userver {
  userver::engine::Mutex m;
  userver::engine::ConditionVariable cv;
  bool once() {
    std::unique_lock<userver::engine::Mutex> lock(m);
    if (!ready)
      (void)cv.Wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this wait for 'cv' isn't in a loop
    return cv.Wait(lock, [] { return ready; });
  }
};

// Always with a predicate.
struct WinRT {
  winrt::slim_mutex m;
  winrt::slim_condition_variable cv;
  void wait() {
    winrt::slim_lock_guard lock(m);
    cv.wait(m, [] { return ready; });
  }
};
