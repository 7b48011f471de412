// RUN: %check %s async-stale-read-across-await

#include <coroutine.h>

mini::task<int> receive();

#define ADD(to, what) to = to + what

int total = 0;

mini::task<void> by_macro() {
  ADD(total, co_await receive());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'total' is read before the suspension and written after it: what others write meanwhile is lost [async-stale-read-across-await]
}

template <class T> class Sum {
public:
  mini::task<void> add() {
    sum_ = sum_ + co_await receive();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sum_' is read before the suspension
  }
  mini::task<void> fill() {
    if (!filled_)
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'filled_' is tested before the suspension and set after it: others that come meanwhile do the same
      filled_ = co_await receive();
  }

private:
  T sum_ = 0;
  T filled_ = 0;
};
template class Sum<int>;
template class Sum<long>;

mini::task<void> nested() {
  auto add = [&]() -> mini::task<void> {
    total = total + co_await receive();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'total' is read before the suspension
  };
  co_await add();
}

// The suspension is the inner lambda's.
mini::task<void> another_ones() {
  auto inner = []() -> mini::task<int> { co_return co_await receive(); };
  total = total + 1;
  co_await inner();
}

mini::task<void> silenced() {
  total = total + co_await receive(); // NOLINT(async-stale-read-across-await): one coroutine
}
