// RUN: %check %s async-coroutine-lambda-capture

// A suspension, a capture and a call belong to the innermost function that they are written in.

#include <coroutine.h>
#include <functional>
#include <utility>

using mini::fire_and_forget;
using mini::task;
task<> tick();
void use(int Value);
void subscribe(std::function<void()> Run);
extern task<> Current;

//===- Flagged --------------------------------------------------------------===//

void insideAHandler(int X) {
  subscribe([X] {
    [X]() -> fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await tick();
      use(X);
    }();
  });
}

task<> insideACoroutine(int X) {
  auto Outer = [X]() -> task<> {
    Current = [X]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: captures of this coroutine lambda die
      co_await tick();
      use(X);
    }();
    co_await tick();
  };
  co_await Outer();
}

// The coroutine makes a copy of what its own closure had: too late.
void copiedTooLate(int X) {
  [X]() -> fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
    co_await tick();
    auto Inner = [X] { use(X); };
    Inner();
  }();
}

void copiedByInitCaptureTooLate(int X) {
  [X]() -> fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
    co_await tick();
    subscribe([Y = X + 1] { use(Y); });
  }();
}

// What the inner lambda has by reference is the outer closure's.
task<> ofTheOuterClosure() {
  int X = 1;
  auto Outer = [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: captures of this coroutine lambda die
    auto Inner = [&]() -> task<> {
      co_await tick();
      use(X);
    };
    co_await Inner();
  };
  return Outer();
}

auto Global = [](int X) {
  return [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  }();
};

//===- Not flagged ----------------------------------------------------------===//

// The suspension is the inner lambda's.
void outerIsNoCoroutine(int X) {
  [X] {
    subscribe([X] { use(X); });
    auto Inner = []() -> task<> { co_await tick(); };
    use(sizeof(Inner));
  }();
}

// So is the capture.
void innerHasItsOwn() {
  []() -> fire_and_forget {
    int Y = 1;
    co_await [Y]() -> task<> {
      co_await tick();
      use(Y);
    }();
  }();
}

void copiedInTime(int X) {
  [X]() -> fire_and_forget {
    auto Inner = [X] { use(X); };
    co_await tick();
    Inner();
  }();
}

task<> outerAwaitsInner(int X) {
  co_await [X]() -> task<> {
    co_await [X]() -> task<> {
      co_await tick();
      use(X);
    }();
  }();
}

task<> awaitedInAnotherLambda(int X) {
  auto Inner = [X]() -> task<> {
    co_await tick();
    use(X);
  };
  auto Outer = [&Inner]() -> task<> { co_await Inner(); };
  co_await Outer();
}
