// RUN: %check %s async-coroutine-lambda-capture

// std::execution: let_value keeps the lambda for as long as its task runs; a call of the lambda
// doesn't.

#include <std-execution.h>

namespace ex = std::execution;

struct Frame {};
ex::task<void> show(Frame frame);
inline constexpr auto ignore = [](auto) noexcept {};

class Player {
public:
  //===- Flagged ----------------------------------------------------------===//

  void play(Frame frame) {
    ex::spawn(ex::upon_error(ex::starts_on(loop.get_scheduler(),
                                           [this, frame]() -> ex::task<void> {
                                             co_await show(frame);
                                             ++shown;
                                           }()),
                             ignore),
              scope.get_token());
    // CHECK-MESSAGES: :[[@LINE-6]]:44: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
  }

  void playNext(Frame frame) {
    auto task = [frame]() -> ex::task<void> { co_await show(frame); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    auto next = ex::starts_on(loop.get_scheduler(), std::move(task));
    ex::spawn(ex::upon_error(std::move(next), ignore), scope.get_token());
  }

  auto playLater(Frame frame) {
    return ex::spawn_future(
        ex::starts_on(loop.get_scheduler(),
                      [frame]() -> ex::task<void> { co_await show(frame); }()),
        scope.get_token());
    // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
  }

  ex::task<void> later(Frame frame) {
    return [frame]() -> ex::task<void> { co_await show(frame); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
  }

  //===- Not flagged ------------------------------------------------------===//

  void playKept(Frame frame) {
    ex::spawn(ex::schedule(loop.get_scheduler()) |
                  ex::let_value([this, frame]() -> ex::task<void> {
                    co_await show(frame);
                    ++shown;
                  }) |
                  ex::upon_error(ignore),
              scope.get_token());
  }

  void waited(Frame frame) {
    std::this_thread::sync_wait([&]() -> ex::task<void> { co_await show(frame); }());
    std::this_thread::sync_wait(
        ex::starts_on(loop.get_scheduler(),
                      [&]() -> ex::task<void> { co_await show(frame); }()));
  }

  ex::task<void> awaited(Frame frame) {
    co_await [&]() -> ex::task<void> { co_await show(frame); }();
    co_await ex::when_all([&]() -> ex::task<void> { co_await show(frame); }(), show(frame));
  }

  // Its arguments are the coroutine's own.
  void byParameter(Frame frame) {
    ex::spawn(ex::upon_error(ex::starts_on(loop.get_scheduler(),
                                           [](Player *self, Frame frame) -> ex::task<void> {
                                             co_await show(frame);
                                             ++self->shown;
                                           }(this, frame)),
                             ignore),
              scope.get_token());
  }

private:
  ex::run_loop loop;
  ex::counting_scope scope;
  int shown = 0;
};
