// RUN: %check %s async-atomic-nonatomic-rmw

#include <std.h>

std::atomic<int> counter;

void flagged() {
  counter = counter + 1; // NOLINT(bugprone-other)
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'counter' is read and written in two steps; what others write between them is lost [async-atomic-nonatomic-rmw]
}

//===- Not flagged --------------------------------------------------------===//

void silenced() {
  counter = counter + 1; // NOLINT
  counter = counter + 1; // NOLINT(async-atomic-nonatomic-rmw): the only writer
  counter = counter + 1; // NOLINT(async-*)
  // NOLINTNEXTLINE(async-atomic-nonatomic-rmw)
  counter = counter + 1;
  // NOLINTBEGIN(async-atomic-nonatomic-rmw)
  counter = counter + 1;
  counter.store(counter.load() * 2);
  // NOLINTEND(async-atomic-nonatomic-rmw)
}

// The order of the read says the same.
void one_writer() {
  counter.store(counter.load(std::memory_order_relaxed) + 1);
}
