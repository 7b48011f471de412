// RUN: %check %s async-cancellation-not-forwarded --std=c++20

#include <std.h>

void scan(int depth, std::stop_token token = {});
template <class T> void store(T value, std::stop_token token = {});

#define SCAN(depth) scan(depth)
#define SCAN_ALL scan(100)

// The text of a macro serves others too.
void in_macros(std::stop_token token) {
  SCAN(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scan' isn't given 'token'
  SCAN_ALL;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scan' isn't given 'token'
}

// Once, and without a fix.
template <class T> void in_template(T value, std::stop_token token) {
  store(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'store' isn't given 'token'
}
void uses(std::stop_token token) {
  in_template(1, token);
  in_template(2L, token);
}

// The lambda's own.
auto outer = [](std::stop_token token) {
  auto inner = [](std::stop_token stop) { scan(1); };
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'scan' isn't given 'stop'
  inner(token);
};

//===- Not flagged --------------------------------------------------------===//

template <class T> void never_made(T value, std::stop_token token) { store(value); }
void nested_lambda_without(std::stop_token token) {
  auto inner = [] { scan(1); };
}
void silenced(std::stop_token token) {
  // NOLINTNEXTLINE(async-cancellation-not-forwarded)
  scan(1);
}
