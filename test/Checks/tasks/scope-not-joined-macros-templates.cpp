// RUN: %check %s async-scope-not-joined

#include "gtest.h"
#include "std.h"
#include "tbb.h"

void use(int);
bool ready();

#define RETURN_IF(COND)                                                                            \
  if (COND)                                                                                        \
  return
void leaves_by_macro() {
  tbb::task_group group;
  group.run([] { use(1); });
  RETURN_IF(ready());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'group' is not joined before this return
  group.wait();
}

// Templates: once for each place.

template <class F> void run(F f) {
  tbb::task_group group;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing joins 'group'
  group.run(f);
}
void instantiate() {
  run([] {});
  run([] { use(1); });
}

// Lambdas are functions of their own.

void nested() {
  auto f = [] {
    tbb::task_group group;
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nothing joins 'group'
    group.run([] { use(1); });
  };
  tbb::task_group group;
  group.run(f);
  group.wait();
}

// Silenced

void silenced() {
  tbb::task_group group; // NOLINT(async-scope-not-joined)
  group.run([] { use(1); });
}

// Tests: those that never join end the program even when they succeed.

TEST(Groups, Joined) {
  tbb::task_group group;
  group.run([] { use(1); });
  if (ready())
    return;
  group.wait();
}
TEST(Groups, Forgotten) {
  tbb::task_group group;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing joins 'group'
  group.run([] { use(1); });
}
