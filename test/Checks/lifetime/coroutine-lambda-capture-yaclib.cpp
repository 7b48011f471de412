// RUN: %check %s async-coroutine-lambda-capture

// What is detached outlives the closure that it came from.

#include <string>
#include <utility>
#include <vector>
#include <yaclib.h>

using yaclib::Future;
using yaclib::Task;

Future<> tick();
void log(const std::string &text);

class server {
public:
  void start(std::string name) {
    [this, name]() -> Future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await tick();
      log(name + prefix);
    }().Detach();
  }
  void start_lazily(std::string name) {
    [&name]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name);
    }().Detach(executor);
  }
  void collect(yaclib::WaitGroup<> &group, std::string name) {
    group.Consume([&name]() -> Future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name);
    }());
  }
  Future<> accept(int peer) {
    return [this, peer]() -> Future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
  }
  Future<> accept_lazily(int peer) {
    return [this, peer]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }().ToFuture();
  }

private:
  yaclib::FairThreadPool executor;
  std::string prefix;
};

//===- Not flagged --------------------------------------------------------===//

Task<> in_place(std::string name) {
  co_await [&name]() -> Future<> {
    co_await tick();
    log(name);
  }();
  co_await yaclib::WhenAny([&name]() -> Future<> {
    co_await tick();
    log(name);
  }(), tick());
}

void waits(std::string name) {
  [&name]() -> Task<> {
    co_await tick();
    log(name);
  }().Get();
}

Future<> joins_in_scope(std::string name) {
  auto greet = [&name](int times) -> Future<> {
    co_await tick();
    log(name + std::to_string(times));
  };
  auto once = greet(1);
  auto twice = greet(2);
  co_await yaclib::Await(once, twice);
}

void plain_callables(yaclib::IExecutor &executor, std::string name) {
  yaclib::Run(executor, [name] { log(name); }).Detach();
  [](std::string name) -> Future<> {
    co_await tick();
    log(name);
  }(name).Detach();
}
