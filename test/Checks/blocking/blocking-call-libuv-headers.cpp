// REQUIRES: libuv, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %libuv-flags

// libuv's own header.

#include <coroutine>
#include <unistd.h>
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

Task waits(uv_loop_t *loop, uv_sem_t *done, uv_cond_t *changed, uv_mutex_t *mutex,
           uv_thread_t thread) {
  uv_run(loop, UV_RUN_DEFAULT);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_run' blocks the thread that runs coroutine 'waits': it runs the event loop until nothing is left to do [async-blocking-call]
  uv_sleep(20);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_sleep' blocks the thread that runs coroutine 'waits': it puts the thread to sleep [async-blocking-call]
  uv_sem_wait(done);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_sem_wait' blocks the thread that runs coroutine 'waits': it waits for another thread's post [async-blocking-call]
  uv_cond_timedwait(changed, mutex, 1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_cond_timedwait' blocks the thread that runs coroutine 'waits': it waits to be notified [async-blocking-call]
  uv_thread_join(&thread);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'uv_thread_join' blocks the thread that runs coroutine 'waits': it waits for another thread to end [async-blocking-call]
  co_return;
}

static void on_read(uv_stream_t *stream, ssize_t size, const uv_buf_t *buffer) {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'on_read'
}

static void on_allocate(uv_handle_t *handle, size_t size, uv_buf_t *buffer) {
  *buffer = uv_buf_init(new char[size], size);
}

static void on_connection(uv_stream_t *server, int status) {
  auto *client = new uv_tcp_t;
  uv_tcp_init(server->loop, client);
  if (uv_accept(server, reinterpret_cast<uv_stream_t *>(client)) == 0)
    uv_read_start(reinterpret_cast<uv_stream_t *>(client), on_allocate, on_read);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs handler 'on_connection'
}

static void on_file(uv_fs_t *request) {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'on_file'
  uv_fs_req_cleanup(request);
}

//===- Not flagged --------------------------------------------------------===//

static void compress(uv_work_t *work) { sleep(1); }
static void compressed(uv_work_t *work, int status) { delete work; }

int main() {
  uv_loop_t *loop = uv_default_loop();
  uv_tcp_t server;
  uv_tcp_init(loop, &server);
  uv_listen(reinterpret_cast<uv_stream_t *>(&server), 128, on_connection);
  uv_queue_work(loop, new uv_work_t, compress, compressed);
  uv_fs_t request;
  uv_fs_open(loop, &request, "log", 0, 0, on_file);
  return uv_run(loop, UV_RUN_DEFAULT);
}

Task no_wait(uv_loop_t *loop, uv_sem_t *done) {
  uv_run(loop, UV_RUN_NOWAIT);
  uv_sem_trywait(done);
  co_return;
}
