// REQUIRES: boost-asio
// RUN: %check %s async-coroutine-lambda-capture --real-headers --std=c++20 -- %boost-asio-flags

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
void log(const std::string &Text);

awaitable<void> rest() {
  asio::steady_timer Timer(co_await asio::this_coro::executor);
  Timer.expires_after(std::chrono::seconds(1));
  co_await Timer.async_wait(use_awaitable);
}

//===- Flagged --------------------------------------------------------------===//

// asio#1135. Fixed: co_spawn() keeps the callable until the coroutine has ended.
void spawnsTheResult(asio::io_context &Context, std::string Name) {
  co_spawn(Context, [Name]() -> awaitable<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await rest();
    log(Name);
  }(), detached);
}

void spawnsTheResultOnAnExecutor(asio::any_io_executor Executor, std::string Name) {
  asio::co_spawn(
      Executor,
      [&Name]() -> awaitable<void> {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: captures of this coroutine lambda die
        co_await rest();
        log(Name);
      }(),
      [](std::exception_ptr) {});
}

class Server : public std::enable_shared_from_this<Server> {
public:
  void start() {
    co_spawn(Context, [this, Self = shared_from_this()]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: captures of this coroutine lambda die
      co_await rest();
      log(Name);
    }(), detached);
  }
  // No fix: the argument would be lost.
  void startWithAnArgument(int Port) {
    co_spawn(Context, [this](int Port) -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: captures of this coroutine lambda die
      co_await rest();
      log(Name + std::to_string(Port));
    }(Port), detached);
  }
  // No fix: with a name the closure is used elsewhere too.
  void startNamed() {
    auto Run = [this]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: captures of this coroutine lambda die
      co_await rest();
      log(Name);
    };
    co_spawn(Context, Run(), detached);
  }
  awaitable<void> task() {
    return [this]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die
      co_await rest();
      log(Name);
    }();
  }
  // The awaited statement is another one.
  awaitable<void> later() {
    auto Task = [Copy = Name]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die
      co_await rest();
      log(Copy);
    }();
    co_await std::move(Task);
  }

private:
  asio::io_context &Context;
  std::string Name;
};

//===- Not flagged ----------------------------------------------------------===//

void spawnsTheCallable(asio::io_context &Context, std::string Name) {
  co_spawn(Context, [Name]() -> awaitable<void> {
    co_await rest();
    log(Name);
  }, detached);
}

void spawnsANamedCallable(asio::io_context &Context, std::string Name) {
  auto Run = [Name]() -> awaitable<void> {
    co_await rest();
    log(Name);
  };
  co_spawn(Context, Run, detached);
  co_spawn(Context, std::move(Run), detached);
}

awaitable<void> spawnsAndAwaits(std::string Name) {
  auto Executor = co_await asio::this_coro::executor;
  co_await co_spawn(Executor, [&Name]() -> awaitable<void> {
    co_await rest();
    log(Name);
  }, use_awaitable);
  co_await co_spawn(Executor, [&Name]() -> awaitable<void> {
    co_await rest();
    log(Name);
  }(), use_awaitable);
}

awaitable<void> awaitsTogether(std::string Name) {
  using namespace asio::experimental::awaitable_operators;
  co_await ([&]() -> awaitable<void> { co_await rest(); log(Name); }() && rest());
  co_await ([&]() -> awaitable<void> { co_await rest(); log(Name); }() || rest());
}

awaitable<int> awaitsInPlace(int Value) {
  co_return co_await [Value]() -> awaitable<int> { co_await rest(); co_return Value; }();
}

void spawnsAFunction(asio::io_context &Context) { co_spawn(Context, rest(), detached); }

void spawnsWithoutCaptures(asio::io_context &Context) {
  co_spawn(Context, []() -> awaitable<void> { co_await rest(); }(), detached);
}

// By mistake: the awaitable that the handler returns is dropped and never runs. Its captures are
// the least of its troubles, and another check's finding.
void handlerIsACoroutine(asio::steady_timer &Timer, std::string Name) {
  Timer.async_wait([Name](boost::system::error_code) -> awaitable<void> {
    co_await rest();
    log(Name);
  });
  asio::post(Timer.get_executor(), [Name]() -> awaitable<void> {
    co_await rest();
    log(Name);
  });
}

// A handler that spawns the callable.
void handlerSpawns(asio::steady_timer &Timer, std::string Name) {
  Timer.async_wait([&Timer, Name](boost::system::error_code) {
    co_spawn(Timer.get_executor(), [Name]() -> awaitable<void> {
      co_await rest();
      log(Name);
    }, detached);
  });
}

// Kept as a handler for whoever calls it.
struct Router {
  using Handler = std::function<awaitable<void>()>;
  std::vector<Handler> Handlers;
  void route(std::string Name) {
    Handlers.push_back([Name]() -> awaitable<void> {
      co_await rest();
      log(Name);
    });
  }
  awaitable<void> run() {
    for (auto &Each : Handlers)
      co_await Each();
  }
};
