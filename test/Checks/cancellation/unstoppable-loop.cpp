// RUN: %check %s async-unstoppable-loop --std=c++20

#include <coroutine.h>
#include <cppcoro.h>
#include <std.h>

bool work();
void look(std::stop_token token);
mini::task<> tick();

void worker(std::stop_token token) {
  while (true)
    work();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop never ends: nobody looks at the 'std::stop_token' that asks it to [async-unstoppable-loop]
  // CHECK-MESSAGES: :[[@LINE-4]]:29: note: it comes in here
}

void start() {
  std::jthread thread([](std::stop_token) {
    for (;;)
      work();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop never ends: nobody looks at the 'std::stop_token' that asks it to
  });
}

mini::task<> in_a_coroutine(cppcoro::cancellation_token token) {
  co_await tick();
  do {
    work();
  } while (1);
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop never ends: nobody looks at the 'cppcoro::cancellation_token' that asks it to
}

void nested(const std::stop_token &token) {
  if (work()) {
    while (true) {
      auto later = [] { return work(); };
      later();
    }
    // CHECK-MESSAGES: :[[@LINE-4]]:5: warning: this loop never ends
  }
}

//===- Not flagged --------------------------------------------------------===//

void looks(std::stop_token token) {
  while (!token.stop_requested())
    work();
}
void leaves_when_asked(std::stop_token token) {
  while (true)
    if (token.stop_requested())
      break;
}
void others_look(std::stop_token token) {
  while (true)
    look(token);
}
void told_by_a_callback(std::stop_token token) {
  std::stop_callback callback(token, [] { work(); });
  while (true)
    work();
}
void ends_by_itself(std::stop_token token) {
  while (work())
    ;
  while (true)
    if (!work())
      return;
  for (int i = 0; i < 3; ++i)
    work();
}
void throws(std::stop_token token) {
  while (true)
    if (!work())
      throw 1;
}
void has_no_token() {
  while (true)
    work();
}
// An await may throw when it is cancelled.
mini::task<> awaits(cppcoro::cancellation_token token) {
  while (true)
    co_await tick();
}
void loop_of_a_lambda(std::stop_token token) {
  auto later = [] {
    while (true)
      work();
  };
}
void silenced(std::stop_token token) {
  while (true) // NOLINT(async-unstoppable-loop): ends with the process
    work();
}
