// RUN: %check %s async-coroutine-lambda-capture

// One finding for each lambda, whatever the number of instantiations.

#include <asio.hpp>
#include <coroutine.h>
#include <utility>

using mini::fire_and_forget;
using mini::task;
task<> tick();
asio::awaitable<void> rest();
template <class T> void use(const T &Value) {}

//===- Flagged --------------------------------------------------------------===//

template <class T> task<> instantiatedTwice(T X) {
  return [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await tick();
    use(X);
  }();
}
template task<> instantiatedTwice(int);
template task<> instantiatedTwice(long);

template <class T> struct Server {
  T Value;
  void start(asio::io_context &Context) {
    asio::co_spawn(Context, [this]() -> asio::awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: captures of this coroutine lambda die
      co_await rest();
      use(Value);
    }(), asio::detached);
  }
  void drop() {
    [this]() -> fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die
      co_await tick();
      use(Value);
    }();
  }
};
template struct Server<int>;
template struct Server<long>;

// A generic lambda is a template as well.
task<> generic(int X) {
  return [X](auto Y) -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X + Y);
  }(1);
}

task<> withTemplateParameters(int X) {
  return [X]<class T>(T Y) -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X + Y);
  }(1);
}

auto abbreviated(auto X) -> task<> {
  auto Run = [=]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  };
  return Run();
}
template task<> abbreviated(int);

//===- Not flagged ----------------------------------------------------------===//

template <class T> task<> awaited(T X) {
  co_await [X]() -> task<> {
    co_await tick();
    use(X);
  }();
  co_await [X](auto Y) -> task<> {
    co_await tick();
    use(X + Y);
  }(1);
}
template task<> awaited(int);

template <class T> void callable(asio::io_context &Context, T X) {
  asio::co_spawn(Context, [X]() -> asio::awaitable<void> {
    co_await rest();
    use(X);
  }, asio::detached);
}
template void callable(asio::io_context &, int);

template <class... Fs> task<> runAll(Fs... Functions) { (co_await Functions(), ...); }
task<> packOfCallables(int X) {
  co_await runAll([X]() -> task<> { co_await tick(); use(X); },
                  [&X]() -> task<> { co_await tick(); use(X); });
}

template <bool Spawn> task<> constexprBranch(int X) {
  auto Run = [X]() -> task<> {
    co_await tick();
    use(X);
  };
  if constexpr (Spawn)
    co_await tick();
  else
    co_await Run();
}
template task<> constexprBranch<true>(int);
template task<> constexprBranch<false>(int);

// Missed: a lambda in a template is only known in its instantiations.
template <class T> task<> neverInstantiated(int X) {
  return [X]() -> task<> {
    co_await tick();
    use(X);
  }();
}
