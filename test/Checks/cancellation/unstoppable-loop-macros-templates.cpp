// RUN: %check %s async-unstoppable-loop --std=c++20

#include <std.h>

bool work();
template <class T> bool work_on(T value);

#define FOREVER for (;;)
#define WORK_FOREVER                                                                                \
  while (true)                                                                                      \
  work()

void in_macros(std::stop_token token) {
  FOREVER work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop never ends
}
void in_a_macro(std::stop_token token) {
  WORK_FOREVER;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop never ends
}
// Once.
template <class T> void in_template(std::stop_token token, T value) {
  while (true)
    work_on(value);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop never ends
}
void uses(std::stop_token token) {
  in_template(token, 1);
  in_template(token, 2L);
}
auto outer = [](std::stop_token token) {
  auto inner = [](std::stop_token stop) {
    while (true)
      work();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop never ends
  };
  inner(token);
};

//===- Not flagged --------------------------------------------------------===//

template <class T> void depends(std::stop_token token) {
  while (T::value)
    work();
}
void silenced(std::stop_token token) {
  // NOLINTNEXTLINE(async-unstoppable-loop)
  while (true)
    work();
}
