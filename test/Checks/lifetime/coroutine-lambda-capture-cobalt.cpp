// RUN: %check %s async-coroutine-lambda-capture

// A coroutine that is spawned, detached or put in a group outlives the statement.

#include <cobalt.h>
#include <string>

namespace cobalt = boost::cobalt;
using cobalt::promise;
using cobalt::task;

promise<void> tick();
void log(const std::string &text);

class server {
public:
  void start(std::string name) {
    cobalt::spawn(context, [this, name]() -> task<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await tick();
      log(name + prefix);
    }(), boost::asio::detached);
  }
  void detached(std::string name) {
    [this, name]() -> cobalt::detached {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name + prefix);
    }();
  }
  void collect(std::string name) {
    group.push_back([&name]() -> promise<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name);
    }());
  }
  promise<void> accept(int peer) {
    return [this, peer]() -> promise<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
  }
  task<void> accept_lazily(int peer) {
    return [this, peer]() -> task<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
  }

private:
  boost::asio::io_context context;
  cobalt::wait_group group;
  std::string prefix;
};

//===- Not flagged --------------------------------------------------------===//

promise<void> in_place(std::string name) {
  co_await [&name]() -> promise<void> {
    co_await tick();
    log(name);
  }();
  co_await cobalt::race([&name]() -> promise<void> {
    co_await tick();
    log(name);
  }(), tick());
}

void runs(std::string name) {
  cobalt::run([&name]() -> task<void> {
    co_await tick();
    log(name);
  }());
}

// with() keeps its functions.
promise<void> scoped(cobalt::channel<int> &jobs, std::string name) {
  co_await cobalt::with(&jobs, [name](cobalt::channel<int> *jobs) -> promise<void> {
    co_await jobs->write(1);
    log(name);
  }, [name](cobalt::channel<int> *jobs, std::exception_ptr) -> promise<void> {
    co_await jobs->write(2);
    log(name);
  });
}

void as_arguments(boost::asio::io_context &context, std::string name) {
  cobalt::spawn(context, [](std::string name) -> task<void> {
    co_await tick();
    log(name);
  }(name), boost::asio::detached);
}
