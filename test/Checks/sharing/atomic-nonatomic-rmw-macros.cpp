// RUN: %check %s async-atomic-nonatomic-rmw

#include <std.h>

std::atomic<int> counter;
#define COUNTER counter
#define ONE 1
#define ADD(what, by) what = what + by
#define LOAD(what) what.load()
#define CALL(statement) statement

void macros() {
  ADD(counter, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'counter' is read and written in two steps; what others write between them is lost [async-atomic-nonatomic-rmw]
  COUNTER = counter + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'counter' is read and written in two steps
  counter = COUNTER + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'counter' is read and written in two steps
  counter = counter + ONE;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'counter' is read and written in two steps
  counter.store(counter.load() + ONE);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'counter' is read and written in two steps
  counter = LOAD(counter) + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'counter' is read and written in two steps
  CALL(counter = counter + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'counter' is read and written in two steps
}

// The macro around it is not touched.
#define FUNCTION(name) void name()
FUNCTION(in_a_macro_function) {
  counter = counter + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'counter' is read and written in two steps
}
#define IF(condition) if (condition)
void in_a_macro_branch() {
  IF(true) counter = counter + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'counter' is read and written in two steps
}

//===- Not flagged --------------------------------------------------------===//

#define INCREMENT(what) ++what
#define RESET(what) what = 0
#define RELAXED std::memory_order_relaxed

void clean() {
  INCREMENT(counter);
  RESET(counter);
  counter += ONE;
  counter.store(counter.load(std::memory_order_relaxed) + ONE);
}
