// RUN: %check %s async-coroutine-lambda-capture

// stdexec: let_value keeps the lambda for as long as its task runs; a call of the lambda doesn't.

#include <stdexec.h>

struct Frame {};
exec::task<void> show(Frame frame);

class Player {
public:
  //===- Flagged ----------------------------------------------------------===//

  void play(Frame frame) {
    exec::start_detached(stdexec::starts_on(
        pool.get_scheduler(), [this, frame]() -> exec::task<void> {
          co_await show(frame);
          ++shown;
        }()));
    // CHECK-MESSAGES: :[[@LINE-4]]:31: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
  }

  void playInScope(Frame frame) {
    scope.spawn([frame]() -> exec::task<void> { co_await show(frame); }());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    auto task = [frame]() -> exec::task<void> { co_await show(frame); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    stdexec::spawn(std::move(task), counted.get_token());
  }

  exec::task<void> later(Frame frame) {
    return [frame]() -> exec::task<void> { co_await show(frame); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
  }

  //===- Not flagged ------------------------------------------------------===//

  void playKept(Frame frame) {
    scope.spawn(stdexec::let_value(
        stdexec::just(), [frame]() -> exec::task<void> { co_await show(frame); }));
    exec::start_detached(stdexec::schedule(pool.get_scheduler()) |
                         stdexec::let_value([this, frame]() -> exec::task<void> {
                           co_await show(frame);
                           ++shown;
                         }));
  }

  void waited(Frame frame) {
    stdexec::sync_wait([&]() -> exec::task<void> { co_await show(frame); }());
    stdexec::sync_wait(stdexec::starts_on(
        pool.get_scheduler(), [&]() -> exec::task<void> { co_await show(frame); }()));
  }

  exec::task<void> awaited(Frame frame) {
    co_await [&]() -> exec::task<void> { co_await show(frame); }();
    co_await stdexec::when_all([&]() -> exec::task<void> { co_await show(frame); }(), show(frame));
  }

  // Its arguments are the coroutine's own.
  void byParameter(Frame frame) {
    scope.spawn([](Player *self, Frame frame) -> exec::task<void> {
      co_await show(frame);
      ++self->shown;
    }(this, frame));
  }

private:
  exec::static_thread_pool pool{2};
  exec::async_scope scope;
  stdexec::counting_scope counted;
  int shown = 0;
};
