// RUN: %check %s async-atomic-check-then-act

#include <std.h>

void work();
std::atomic<bool> started{false};
std::atomic<int> owner{0};

#define IS_SET(flag) flag.load()
#define CLAIM(flag, old) flag.compare_exchange_weak(old, 1)

void by_macro() {
  if (!IS_SET(started))
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'started' is tested here and set in a second step: two threads may both pass the test [async-atomic-check-then-act]
    started = true;
  int old = 0;
  if (CLAIM(owner, old))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: weak compare-exchange of 'owner' outside a loop: it may fail though the value is the expected one
    work();
}

template <class T> class Slot {
public:
  void take(T id) {
    T expected{};
    if (owner_.compare_exchange_weak(expected, id))
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: weak compare-exchange of 'owner_' outside a loop
      work();
  }
  void open() {
    if (!open_)
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'open_' is tested here and set in a second step
      open_ = true;
  }

private:
  std::atomic<T> owner_{};
  std::atomic<bool> open_{false};
};
template class Slot<int>;
template class Slot<long>;

void nested() {
  auto claim = [] {
    auto inner = [] {
      int old = 0;
      if (owner.compare_exchange_weak(old, 2))
        // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: weak compare-exchange of 'owner' outside a loop
        work();
    };
    inner();
  };
  claim();
}

void silenced() {
  if (!started) // NOLINT(async-atomic-check-then-act): one thread calls this
    started = true;
}

// The loop is in the lambda, and around it.
void in_loops() {
  for (int i = 0; i < 3; ++i)
    [i] {
      int old = 0;
      while (!owner.compare_exchange_weak(old, i))
        old = 0;
    }();
}
