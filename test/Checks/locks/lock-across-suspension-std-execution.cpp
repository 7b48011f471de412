// RUN: %check %s async-lock-across-suspension

// std::execution has no mutex that a task could await. After an await a task is back on its
// scheduler, which may have many threads.

#include <std-execution.h>

namespace ex = std::execution;

struct Frame {};
ex::task<Frame> capture();
ex::task<void> show(Frame frame);

class Player {
public:
  ex::task<void> refresh() {
    std::lock_guard lock(mutex);
    last = co_await capture();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }

  ex::task<void> onPool() {
    std::unique_lock lock(mutex);
    co_await ex::schedule(ex::get_parallel_scheduler());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    ++shown;
  }

  ex::task<void> captureFirst() {
    Frame frame = co_await capture();
    std::lock_guard lock(mutex);
    last = frame;
  }

  ex::task<void> copied() {
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
