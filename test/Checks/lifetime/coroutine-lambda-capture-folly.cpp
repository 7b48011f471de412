// RUN: %check %s async-coroutine-lambda-capture

// Folly: co_invoke keeps the closure for as long as its coroutine runs, a lambda's call doesn't.

#include <folly.h>

using namespace std::chrono_literals;

folly::coro::Task<void> send(std::string message);
folly::coro::Task<bool> trySend(std::string message);

//===- Flagged ------------------------------------------------------------===//

class Publisher {
public:
  void publish(std::string message) {
    folly::coro::co_withExecutor(executor, [this, message]() -> folly::coro::Task<void> {
      co_await send(message);
      ++sent;
    }()).start();
    // CHECK-MESSAGES: :[[@LINE-4]]:44: warning: {{.*}} [async-coroutine-lambda-capture]
  }

  void publishInScope(std::string message) {
    scope.add(folly::coro::co_withExecutor(executor, [message]() -> folly::coro::Task<void> {
      co_await send(message);
    }()));
    // CHECK-MESSAGES: :[[@LINE-3]]:54: warning: {{.*}} [async-coroutine-lambda-capture]
  }

  folly::coro::Task<void> later(std::string message) {
    return [message]() -> folly::coro::Task<void> { co_await send(message); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} [async-coroutine-lambda-capture]
  }

  folly::SemiFuture<folly::Unit> asFuture(std::string message) {
    return [message]() -> folly::coro::Task<void> { co_await send(message); }().semi();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} [async-coroutine-lambda-capture]
  }

  //===- Not flagged ------------------------------------------------------===//

  void publishInvoked(std::string message) {
    auto task = folly::coro::co_invoke([this, message]() -> folly::coro::Task<void> {
      co_await send(message);
      ++sent;
    });
    folly::coro::co_withExecutor(executor, std::move(task)).start();
    scope.add(folly::coro::co_withExecutor(
        executor, folly::coro::co_invoke([message]() -> folly::coro::Task<void> {
          co_await send(message);
        })));
  }

  folly::coro::Task<void> laterInvoked(std::string message) {
    return folly::coro::co_invoke(
        [message]() -> folly::coro::Task<void> { co_await send(message); });
  }

  folly::coro::Task<void> awaited(std::string message) {
    co_await [&]() -> folly::coro::Task<void> { co_await send(message); }();
    co_await folly::coro::timeout(
        [&]() -> folly::coro::Task<void> { co_await send(message); }(), 5s);
    co_await folly::coro::collectAll([&]() -> folly::coro::Task<void> { co_await send(message); }(),
                                     send(message));
    auto resend = [&]() -> folly::coro::Task<void> { co_await send(message); };
    co_await resend();
  }

  folly::coro::Task<bool> retried(std::string message) {
    co_return co_await folly::coro::retryN(
        3, [message]() -> folly::coro::Task<bool> { co_return co_await trySend(message); });
  }

  void waited(std::string message) {
    folly::coro::blockingWait([&]() -> folly::coro::Task<void> { co_await send(message); }());
  }

  // Its arguments are the coroutine's own.
  void byParameter(std::string message) {
    folly::coro::co_withExecutor(executor, [](Publisher *self, std::string text)
                                               -> folly::coro::Task<void> {
      co_await send(text);
      ++self->sent;
    }(this, message)).start();
  }

private:
  folly::Executor::KeepAlive<> executor;
  folly::coro::AsyncScope scope;
  int sent = 0;
};
