// RUN: %check %s async-coroutine-lambda-capture

// What is posted or detached outlives the closure that it came from.

#include <string>
#include <toomanycooks.h>
#include <vector>

tmc::task<void> tick();
void log(const std::string &text);

class server {
public:
  void start(std::string name) {
    tmc::post(executor, [this, name]() -> tmc::task<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await tick();
      log(name + prefix);
    }());
  }
  void detach(std::string name) {
    tmc::spawn([&name]() -> tmc::task<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name);
    }()).detach();
  }
  void detach_on(std::string name) {
    tmc::spawn([this, name]() -> tmc::task<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name + prefix);
    }()).run_on(executor).detach();
  }
  tmc::task<void> accept(int peer) {
    return [this, peer]() -> tmc::task<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
  }

private:
  tmc::ex_cpu executor;
  std::string prefix;
};

//===- Not flagged --------------------------------------------------------===//

tmc::task<void> in_place(std::string name) {
  co_await [&name]() -> tmc::task<void> {
    co_await tick();
    log(name);
  }();
  co_await tmc::spawn_tuple([&name]() -> tmc::task<void> {
    co_await tick();
    log(name);
  }(), tick());
}

void waits(tmc::ex_cpu &executor, std::string name) {
  tmc::post_waitable(executor, [&name]() -> tmc::task<void> {
    co_await tick();
    log(name);
  }()).get();
}

tmc::task<void> several(std::vector<std::string> names) {
  auto greet = [&names](std::size_t index) -> tmc::task<void> {
    co_await tick();
    log(names[index]);
  };
  std::vector<tmc::task<void>> greetings;
  for (std::size_t index = 0; index < names.size(); ++index)
    greetings.push_back(greet(index));
  co_await tmc::spawn_many(greetings);
}

void as_arguments(tmc::ex_cpu &executor, std::string name) {
  tmc::post(executor, [](std::string name) -> tmc::task<void> {
    co_await tick();
    log(name);
  }(name));
}
