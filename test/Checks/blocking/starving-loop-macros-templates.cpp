// RUN: %check %s async-starving-loop --std=c++20

#include <seastar.h>

bool work();
template <class T> bool work_on(T Value);

#define FOREVER for (;;)
#define WORK_FOREVER                                                                               \
  while (true) {                                                                                   \
    work();                                                                                        \
  }

seastar::future<> in_macros() {
  FOREVER { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop never suspends the coroutine
  co_return;
}
seastar::future<> in_a_macro() {
  WORK_FOREVER
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop never suspends the coroutine
  co_return;
}

// Once, and no fix.
template <class T> seastar::future<> in_a_template(T Value) {
  while (true) {
    work_on(Value);
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop never suspends the coroutine
  co_return;
}
seastar::future<> uses() {
  co_await in_a_template(1);
  co_await in_a_template(2L);
}

auto Nested = []() -> seastar::future<> {
  auto Inner = []() -> seastar::future<> {
    while (true) {
      work();
    }
    // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: this loop never suspends the coroutine
    co_return;
  };
  co_await Inner();
};

//===- Not flagged --------------------------------------------------------===//

seastar::future<> loop_of_a_plain_lambda() {
  auto Plain = [] {
    while (true)
      work();
  };
  co_return;
}

seastar::future<> silenced() {
  // NOLINTNEXTLINE(async-starving-loop)
  while (true) {
    work();
  }
  co_return;
}
