// RUN: %check %s async-blocking-call

// libuv: callbacks run on the loop, the work of uv_queue_work on its pool.

#include <asio.h>
#include <coroutine.h>
#include <libuv.h>
#include <posix.h>

//===- Callbacks of the loop ----------------------------------------------===//

void on_timer(uv_timer_t *timer) {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'on_timer': it puts the thread to sleep [async-blocking-call]
}

void on_read(uv_stream_t *stream, long size, const uv_buf_t *buffer) {
  uv_sleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_sleep' blocks the thread that runs handler 'on_read'
}

void on_allocate(uv_handle_t *handle, unsigned long size, uv_buf_t *buffer) {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs handler 'on_allocate'
}

void on_close(uv_handle_t *handle) {
  uv_thread_join(static_cast<uv_thread_t *>(handle->data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_thread_join' blocks the thread that runs handler 'on_close': it waits for another thread to end [async-blocking-call]
}

void on_wake_up(uv_async_t *handle) {
  uv_sem_wait(static_cast<uv_sem_t *>(handle->data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_sem_wait' blocks the thread that runs handler 'on_wake_up': it waits for another thread's post [async-blocking-call]
  uv_close(reinterpret_cast<uv_handle_t *>(handle), on_close);
}

void on_idle(uv_idle_t *idle) {
  uv_run(uv_default_loop(), UV_RUN_ONCE);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_run' blocks the thread that runs handler 'on_idle': it runs the event loop until nothing is left to do [async-blocking-call]
}

void callbacks(uv_loop_t *loop, uv_timer_t *timer, uv_stream_t *stream, uv_async_t *async,
               uv_idle_t *idle) {
  uv_timer_start(timer, on_timer, 100, 0);
  uv_read_start(stream, &on_allocate, &on_read);
  uv_async_init(loop, async, on_wake_up);
  uv_idle_start(idle, on_idle);
}

struct Session {
  uv_tcp_t socket;
  uv_connect_t request;
  uv_mutex_t mutex;
  uv_cond_t changed;

  void connect(const sockaddr *peer) { uv_tcp_connect(&request, &socket, peer, &on_connect); }
  static void on_connect(uv_connect_t *request, int status) {
    auto *session = static_cast<Session *>(request->data);
    uv_mutex_lock(&session->mutex);
    uv_cond_wait(&session->changed, &session->mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'uv_cond_wait' blocks the thread that runs handler 'on_connect': it waits to be notified [async-blocking-call]
    uv_mutex_unlock(&session->mutex);
  }
};

void render(uv_work_t *work) { sleep(1); }

void rendered(uv_work_t *work, int status) {
  uv_barrier_wait(static_cast<uv_barrier_t *>(work->data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_barrier_wait' blocks the thread that runs handler 'rendered': it waits for other threads to arrive [async-blocking-call]
}

void report(uv_loop_t *loop, uv_work_t *work) { uv_queue_work(loop, work, render, rendered); }

//===- Coroutines ---------------------------------------------------------===//

asio::awaitable<void> polls(uv_loop_t *loop, uv_thread_t thread) {
  uv_run(loop, UV_RUN_DEFAULT);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_run' blocks the thread that runs coroutine 'polls'
  uv_sleep(20);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_sleep' blocks the thread that runs coroutine 'polls'
  uv_thread_join(&thread);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_thread_join' blocks the thread that runs coroutine 'polls'
  co_return;
}

mini::task<> waits(uv_sem_t *done, uv_cond_t *changed, uv_mutex_t *mutex) {
  uv_sleep(20);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_sleep' blocks the thread that runs coroutine 'waits'
  uv_sem_wait(done);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_sem_wait' blocks the thread that runs coroutine 'waits'
  uv_cond_timedwait(changed, mutex, 1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_cond_timedwait' blocks the thread that runs coroutine 'waits'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

void compress(uv_work_t *work) { sleep(1); }
void compressed(uv_work_t *work, int status) {}

void offloaded(uv_loop_t *loop, uv_work_t *work, uv_thread_t *thread, uv_sem_t *ready) {
  uv_queue_work(loop, work, compress, compressed);
  uv_thread_create(
      thread, [](void *ready) { uv_sem_wait(static_cast<uv_sem_t *>(ready)); }, ready);
  uv_run(loop, UV_RUN_DEFAULT);
  uv_thread_join(thread);
}

mini::task<> asynchronous(uv_loop_t *loop, uv_timer_t *timer, uv_stream_t *stream, uv_write_t *write,
                          uv_buf_t *data, uv_sem_t *ready, uv_mutex_t *mutex) {
  uv_run(loop, UV_RUN_NOWAIT);
  uv_timer_start(
      timer, [](uv_timer_t *timer) { uv_stop(static_cast<uv_loop_t *>(timer->data)); }, 10, 0);
  uv_write(write, stream, data, 1, nullptr);
  uv_try_write(stream, data, 1);
  uv_sem_trywait(ready);
  uv_mutex_lock(mutex);
  uv_mutex_unlock(mutex);
  co_return;
}
