// RUN: %check %s async-coroutine-lambda-capture --std=c++20,c++2b

// Findings in macros are reported where they are used; nothing of a macro is changed.

#include <asio.hpp>
#include <coroutine.h>

using mini::fire_and_forget;
using mini::task;
task<> tick();
asio::awaitable<void> rest();
void use(int Value);

#define CORO(...) [__VA_ARGS__]() -> task<>
#define GO(...) [__VA_ARGS__]() -> fire_and_forget
#define CALL ()
#define SPAWN(Context, ...) asio::co_spawn(Context, __VA_ARGS__, asio::detached)
#define RETURN_TASK(X)                                                                             \
  return [X]() -> task<> {                                                                         \
    co_await tick();                                                                               \
    use(X);                                                                                        \
  }()
#define BODY(X) co_await tick(), use(X)

task<> introducerFromAMacro(int X) {
  return CORO(X) {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await tick();
    use(X);
  }();
}

void introducerFromAMacroIsDropped(int X) {
  GO(=) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  }();
}

task<> allFromAMacro(int X) {
  RETURN_TASK(X);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
}

void argumentOfAMacro(asio::io_context &Context, int X) {
  SPAWN(Context, [X]() -> asio::awaitable<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: captures of this coroutine lambda die
    co_await rest();
    use(X);
  }());
}

void callFromAMacro(asio::io_context &Context, int X) {
  asio::co_spawn(Context, [X]() -> asio::awaitable<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: captures of this coroutine lambda die
    co_await rest();
    use(X);
  } CALL, asio::detached);
}

// Not flagged

task<> awaited(int X) {
  co_await CORO(X) { BODY(X); }();
}

void callable(asio::io_context &Context, int X) {
  SPAWN(Context, [X]() -> asio::awaitable<void> {
    co_await rest();
    use(X);
  });
}

#define RUN_ALL(X)                                                                                 \
  do {                                                                                             \
    auto Run = [X]() -> task<> { BODY(X); };                                                       \
    co_await Run();                                                                                \
  } while (false)
task<> allFromAMacroAndAwaited(int X) { RUN_ALL(X); }
