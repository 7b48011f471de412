// RUN: %check %s async-lock-across-suspension

// A lock and a suspension belong to the innermost function that they are written in.

#include <coroutine.h>
#include <functional>
#include <mutex>

using mini::task;
task<> send();
void keep(std::function<task<>()> Function);
void run(std::function<void()> Function);
std::mutex M;
int Sent;

//===- Flagged --------------------------------------------------------------===//

task<> lockInsideTheLambda() {
  auto Inner = []() -> task<> {
    std::lock_guard Lock(M);
    ++Sent;
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  };
  co_await Inner();
}

void inAPlainFunction() {
  keep([]() -> task<> {
    std::lock_guard Lock(M);
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
  });
}

task<> lambdaInsideALambda() {
  auto Outer = [] {
    return []() -> task<> {
      std::unique_lock Lock(M);
      ++Sent;
      co_await send();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'M' is still locked while
      ++Sent;
    };
  };
  co_await Outer()();
}

// Awaited under the lock of the function around it.
task<> lambdaAwaitedUnderTheLock() {
  std::lock_guard Lock(M);
  co_await []() -> task<> { co_await send(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> guardIsCaptured() {
  auto Inner = [Guard = std::unique_lock(M)]() -> task<> { co_await send(); };
  std::lock_guard Lock(M);
  co_await Inner();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

struct Local {
  task<> outer() {
    struct Inner {
      task<> method() {
        std::lock_guard Lock(M);
        co_await send();
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'M' is still locked while
      }
    };
    co_await Inner().method();
  }
};

std::function<task<>()> Global = []() -> task<> {
  std::lock_guard Lock(M);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
};

//===- Not flagged ----------------------------------------------------------===//

task<> lambdaIsOnlyMadeUnderTheLock() {
  std::lock_guard Lock(M);
  keep([]() -> task<> { co_await send(); });
  auto Later = []() -> task<> { co_await send(); };
  co_return;
}

task<> lockInAPlainLambda() {
  run([] {
    std::lock_guard Lock(M);
    ++Sent;
  });
  [&] {
    std::lock_guard Lock(M);
    ++Sent;
  }();
  co_await send();
}

void plainFunctionWithACoroutineInside() {
  std::lock_guard Lock(M);
  keep([]() -> task<> {
    co_await send();
    ++Sent;
  });
}

// The parameter is the lambda's.
task<> parameterOfALambda() {
  auto Inner = [](std::unique_lock<std::mutex> Lock) { Lock.unlock(); };
  Inner(std::unique_lock(M));
  co_await send();
}

// Referred to, it is held by the function around the lambda.
task<> captureByReference() {
  std::unique_lock Lock(M);
  auto Inner = [&Lock]() -> task<> {
    Lock.unlock();
    co_await send();
    Lock.lock();
  };
  co_return;
}
