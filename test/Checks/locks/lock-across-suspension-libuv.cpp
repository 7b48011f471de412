// RUN: %check %s async-lock-across-suspension

// libuv's locks, which models know by their functions.

#include <coroutine.h>
#include <libuv.h>

using mini::task;
task<> tick();

struct Cache {
  uv_mutex_t mutex;
  uv_rwlock_t shared;

  task<> store() {
    uv_mutex_lock(&mutex);
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    uv_mutex_unlock(&mutex);
  }
  task<> load() {
    uv_rwlock_rdlock(&shared);
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'shared' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    uv_rwlock_rdunlock(&shared);
  }
  task<> replace() {
    uv_rwlock_wrlock(&shared);
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'shared' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    uv_rwlock_wrunlock(&shared);
  }
  task<> store_at_once() {
    uv_mutex_lock(&mutex);
    uv_mutex_unlock(&mutex);
    co_await tick();
  }
  task<> load_at_once() {
    uv_rwlock_rdlock(&shared);
    uv_rwlock_rdunlock(&shared);
    co_await tick();
  }
};

void locked_in_a_callback(uv_async_t *async) {
  uv_async_init(uv_default_loop(), async, [](uv_async_t *handle) {
    auto *mutex = static_cast<uv_mutex_t *>(handle->data);
    uv_mutex_lock(mutex);
    uv_mutex_unlock(mutex);
  });
}
