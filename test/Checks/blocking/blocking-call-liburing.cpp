// RUN: %check %s async-blocking-call

// liburing: a wait for completions stops all that the thread has to do, if it isn't the loop's own.

#include <asio.h>
#include <coroutine.h>
#include <liburing.h>

//===- Flagged ------------------------------------------------------------===//

mini::task<int> read_block(io_uring *ring, int fd, char *data) {
  io_uring_prep_read(io_uring_get_sqe(ring), fd, data, 4096, 0);
  io_uring_submit_and_wait(ring, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'io_uring_submit_and_wait' blocks the thread that runs coroutine 'read_block': it waits for completions [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'io_uring_submit' doesn't block
  io_uring_cqe *done;
  io_uring_wait_cqe(ring, &done);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'io_uring_wait_cqe' blocks the thread that runs coroutine 'read_block': it waits for a completion [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'io_uring_peek_cqe' doesn't block
  int result = done->res;
  io_uring_cqe_seen(ring, done);
  co_return result;
}

mini::task<> batch(io_uring *ring, unsigned count) {
  io_uring_cqe *done;
  __kernel_timespec second = {1, 0};
  io_uring_wait_cqe_nr(ring, &done, count);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'io_uring_wait_cqe_nr' blocks the thread that runs coroutine 'batch'
  io_uring_wait_cqe_timeout(ring, &done, &second);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'io_uring_wait_cqe_timeout' blocks the thread that runs coroutine 'batch'
  io_uring_wait_cqes(ring, &done, count, &second, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'io_uring_wait_cqes' blocks the thread that runs coroutine 'batch'
  io_uring_submit_and_wait_timeout(ring, &done, count, &second, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'io_uring_submit_and_wait_timeout' blocks the thread that runs coroutine 'batch'
  io_uring_enter(ring->ring_fd, 0, 1, IORING_ENTER_GETEVENTS, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'io_uring_enter' blocks the thread that runs coroutine 'batch'
  io_uring_sqring_wait(ring);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'io_uring_sqring_wait' blocks the thread that runs coroutine 'batch': it waits for room in the queue [async-blocking-call]
  co_return;
}

struct Journal {
  io_uring ring;
  asio::steady_timer timer;

  void flush() {
    io_uring_submit_and_wait(&ring, 1);
  }
  void stop() {
    timer.async_wait([this](asio::error_code) {
      flush();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'flush' blocks the thread that runs this handler: it reaches 'io_uring_submit_and_wait' [async-blocking-call]
      io_uring_sync_cancel_reg all = {-1};
      io_uring_register_sync_cancel(&ring, &all);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'io_uring_register_sync_cancel' blocks the thread that runs this handler: it waits until requests are cancelled [async-blocking-call]
    });
  }
};

//===- Not flagged --------------------------------------------------------===//

mini::task<> only_looks(io_uring *ring) {
  io_uring_submit(ring);
  io_uring_cqe *done;
  while (io_uring_peek_cqe(ring, &done) != 0)
    co_await mini::yield();
  io_uring_cqe_seen(ring, done);
  io_uring_submit_and_wait(ring, 0);
  io_uring_wait_cqe_nr(ring, &done, 0);
  io_uring_enter(ring->ring_fd, 1, 0, 0, nullptr);
  io_uring_prep_cancel(io_uring_get_sqe(ring), done, 0);
}

// The loop itself: this is where it should wait.
void run(io_uring *ring, bool &stopped) {
  io_uring_cqe *done;
  while (!stopped && io_uring_submit_and_wait(ring, 1) >= 0)
    while (io_uring_peek_cqe(ring, &done) == 0)
      io_uring_cqe_seen(ring, done);
}

void offloaded(asio::thread_pool &pool, io_uring *ring) {
  asio::post(pool, [=] { io_uring_submit_and_wait(ring, 1); });
}
