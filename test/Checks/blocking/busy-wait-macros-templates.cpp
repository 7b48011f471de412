// RUN: %check %s async-busy-wait

#include <std.h>

std::atomic<bool> done;
void finish() { done.notify_all(); }

#define SPIN                                                                                        \
  do {                                                                                              \
  } while (!done)
#define NOT_DONE !done
#define FOREVER while (!done)

void in_macros() {
  SPIN;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop spins, and takes a whole core, until 'done' changes
  while (NOT_DONE)
    ;
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop spins, and takes a whole core, until 'done' changes
  FOREVER;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop spins, and takes a whole core, until 'done' changes
}

// Once.
template <class T> void in_template(T value) {
  while (!done)
    ;
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop spins, and takes a whole core, until 'done' changes
}
void uses() {
  in_template(1);
  in_template(2L);
}

auto lambda = [] {
  while (!done)
    ;
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop spins, and takes a whole core, until 'done' changes
};

//===- Not flagged --------------------------------------------------------===//

template <class Flag> void never_made(Flag &flag) {
  while (!flag)
    ;
}
void lambda_in_the_condition() {
  while ([] { return done.load(); }())
    ;
}
void plain_flag(bool &flag) {
  while (!flag)
    ;
}
void silenced() {
  // NOLINTNEXTLINE(async-busy-wait)
  while (!done)
    ;
}
