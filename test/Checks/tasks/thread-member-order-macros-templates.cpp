// RUN: %check %s async-thread-member-order

#include "std.h"

void use(int);

// Macros: found, without a suggestion.

#define MEMBER(TYPE, NAME) TYPE NAME
class InMacro {
  MEMBER(std::jthread, thread_){[this] { use(period_); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the thread of 'thread_' starts before 'period_'
  int period_ = 5;
};

class Conditional {
  std::jthread thread_{[this] { use(period_); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'thread_' starts before 'period_'
#ifndef NOTHING
  int period_ = 5;
#endif
};

// Templates: once for each place.

template <class T> class Typed {
  std::jthread thread_{[this] { use(period_); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'thread_' starts before 'period_'
  T period_ = 5;

public:
  void f() {}
};
template <class T> class TypedInOrder {
  T period_ = 5;
  std::jthread thread_{[this] { use(period_); }};

public:
  void f() {}
};
void instantiate() {
  Typed<int>().f();
  Typed<long>().f();
  TypedInOrder<int>().f();
}

// Lambdas in the thread's body, local classes.

class Nested {
  void each(std::function<void()> f) { f(); }
  std::jthread thread_{[this] { each([this] { use(period_); }); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'thread_' starts before 'period_'
  int period_ = 5;
};

void local() {
  struct Local {
    int period = 5;
    std::jthread thread{[this] { use(period); }};
  };
  auto lambda = [] {
    struct Inner {
      std::jthread thread{[this] { use(period); }};
      // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the thread of 'thread' starts before 'period'
      int period = 5;
    };
    Inner inner;
  };
  lambda();
}

// Silenced

class Silenced {
  std::jthread thread_{[this] { use(period_); }}; // NOLINT(async-thread-member-order)
  int period_ = 5;
};
