// RUN: %check %s async-coroutine-lambda-capture --strict-notes

#include "coroutine.h"

using mini::eager;
using mini::task;

eager<> tick();
void use(int);

// Run like functions, by callers who don't know that the callable must live on.
auto eagerFactory(int X) {
  return [X]() -> eager<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:3: note: returned here; it must live until each coroutine that it starts has ended
    co_await tick();
    use(X);
  };
}

// Not flagged

auto usedBeforeTheFirstSuspension(int X) {
  return [X]() -> eager<> {
    use(X);
    co_await tick();
  };
}

auto plainLambdaAroundACoroutine(int X) {
  return [X] { return [](int Y) -> eager<> { co_await tick(); use(Y); }(X); };
}

auto lazyFactory(int X) {
  return [X]() -> task<> { co_await tick(); use(X); };
}
