// RUN: %check %s async-lock-across-suspension

// stdexec: it has no mutex of its own; a task may go on in another thread after each await.

#include <stdexec.h>

struct Frame {};
exec::task<Frame> capture();
exec::task<void> show(Frame frame);

class Player {
public:
  exec::task<void> refresh() {
    std::lock_guard lock(mutex);
    last = co_await capture();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }

  stdexec::task<void> onPool(exec::static_thread_pool &pool) {
    std::unique_lock lock(mutex);
    co_await stdexec::schedule(pool.get_scheduler());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    ++shown;
  }

  exec::task<void> captureFirst() {
    Frame frame = co_await capture();
    std::lock_guard lock(mutex);
    last = frame;
  }

  exec::task<void> copied() {
    Frame frame;
    {
      std::lock_guard lock(mutex);
      frame = last;
    }
    co_await show(frame);
  }

private:
  std::mutex mutex;
  Frame last;
  int shown = 0;
};
