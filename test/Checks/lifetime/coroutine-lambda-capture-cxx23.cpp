// REQUIRES: llvm-19-or-later
// RUN: %check %s async-coroutine-lambda-capture --std=c++2b

// `this auto` moves the closure into the coroutine's frame: the fix where the language has it.

#include <coroutine.h>
#include <functional>
#include <memory>
#include <string>
#include <utility>

using mini::fire_and_forget;
using mini::task;
task<> tick();
void use(int Value);
void use(const std::string &Text);
extern task<> Current;

//===- Flagged --------------------------------------------------------------===//

task<> withoutParameters(int X) {
  return [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await tick();
    use(X);
  }();
}

task<> withParameters(int X) {
  return [X](int Y, int Z) -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X + Y + Z);
  }(1, 2);
}

task<> withoutParentheses(int X) {
  return [X] -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  }();
}

task<> commentInTheParentheses(int X) {
  return [=](/* nothing */) -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  }();
}

void discarded(std::string Text) {
  [Text]() -> fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
    co_await tick();
    use(Text);
  }();
}

task<> named(std::string Text) {
  auto Run = [Text]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: captures of this coroutine lambda die
    co_await tick();
    use(Text);
  };
  return Run();
}

void asAFunctionObject(int X) {
  std::function<task<>()> Run = [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  };
  Current = Run();
}

struct Session {
  int Id;
  task<> copy() {
    return [*this]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die
      co_await tick();
      use(Id);
    }();
  }
  // No fix: the object that the pointer names may die as well.
  task<> pointer() {
    return [this]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die
      co_await tick();
      use(Id);
    }();
  }
};

// No fix: what is referred to may die as well.
task<> byReference(int &X, int Y) {
  return [&X, Y]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X + Y);
  }();
}

// No fix: `this auto` and mutable don't go together.
task<> isMutable(int X) {
  return [X]() mutable -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(++X);
  }();
}

// No fix: the closure can't be copied. A temporary needn't be, but Clang 19 does it.
task<> moveOnlyTemporary(std::unique_ptr<std::string> Text) {
  return [Text = std::move(Text)]() noexcept -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(*Text);
  }();
}

task<> moveOnlyWithAName(std::unique_ptr<std::string> Text) {
  auto Run = [Text = std::move(Text)]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: captures of this coroutine lambda die
    co_await tick();
    use(*Text);
  };
  return Run();
}

// No fix: there is no place for it, unless a pair of parentheses is made.
task<> templateWithoutParentheses(int X) {
  return [X]<class T = int> -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X + T());
  }();
}

// By reference it is the caller's closure still (llvm-project#221750).
task<> explicitReference(int X) {
  auto Run = [X](this auto &) -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  };
  return Run();
}

task<> explicitConstReference(int X) {
  auto Run = [X](this const auto &) -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  };
  return Run();
}

task<> explicitForwardingReference(int X) {
  return [X](this auto &&) -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  }();
}

//===- Not flagged ----------------------------------------------------------===//

task<> explicitValue(int X) {
  return [X](this auto) -> task<> {
    co_await tick();
    use(X);
  }();
}

task<> explicitValueWithAName(int X) {
  auto Run = [X](this auto Self, int Y) -> task<> {
    co_await tick();
    use(X + Y);
  };
  return Run(1);
}

void explicitValueDiscarded(int X) {
  [X](this auto) -> fire_and_forget {
    co_await tick();
    use(X);
  }();
}

task<> referenceAwaitedInPlace(int X) {
  co_await [X](this auto &&) -> task<> {
    co_await tick();
    use(X);
  }();
}

// `static` has no captures, and no closure.
task<> staticLambda() {
  return [] static -> task<> { co_await tick(); }();
}
