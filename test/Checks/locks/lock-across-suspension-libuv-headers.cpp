// REQUIRES: libuv, libstdcxx-coroutine
// RUN: %check %s async-lock-across-suspension --real-headers -- %libuv-flags

// libuv's own locks, which are those of POSIX threads.

#include <coroutine>
#include <uv.h>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

Task store(uv_mutex_t *mutex) {
  uv_mutex_lock(mutex);
  co_await std::suspend_always();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  uv_mutex_unlock(mutex);
  co_await std::suspend_always();
}

Task load(uv_rwlock_t *shared) {
  uv_rwlock_rdlock(shared);
  co_await std::suspend_always();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'shared' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  uv_rwlock_rdunlock(shared);
  co_await std::suspend_always();
}
