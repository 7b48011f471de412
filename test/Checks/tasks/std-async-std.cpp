// REQUIRES: libstdcxx-coroutine
// RUN: %check %s async-std-async --real-headers --std=c++20

// The real <future>.

#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <vector>

using namespace std::chrono_literals;

int work(int request);
void step();

struct Page {
  std::map<int, std::future<int>> loading;
  std::optional<std::future<int>> last;
  std::shared_future<int> shared = std::async(work, 0);

  void load(int number) {
    loading[number] = std::async(work, number);
    last = std::async(work, number);
  }
  bool ready(int number) {
    if (last && last->wait_for(0s) == std::future_status::ready)
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'last' may be deferred until somebody waits without a limit; this wait never finds it ready then [async-std-async]
      // CHECK-MESSAGES: :[[@LINE-5]]:12: note: started here, without a policy
      return true;
    for (auto &[key, page] : loading)
      if (page.wait_for(0s) == std::future_status::ready)
        // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'loading' may be deferred until
        // CHECK-MESSAGES: :[[@LINE-11]]:23: note: started here, without a policy
        return true;
    auto found = loading.find(number);
    return found->second.wait_for(0s) == std::future_status::ready;
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'loading' may be deferred until
    // CHECK-MESSAGES: :[[@LINE-16]]:23: note: started here, without a policy
  }
};

int misplaced(int x) {
  auto bound = std::async(std::bind(work, x), std::launch::async);
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: this policy is an argument for the callable
  step();
  return bound.get();
}

void polled_deferred() {
  std::shared_future<int> result = std::async(std::launch::deferred, work, 1);
  while (result.wait_for(0s) != std::future_status::ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' is deferred until
    // CHECK-MESSAGES: :[[@LINE-3]]:36: note: started here
    step();
}

int at_once() {
  auto result = std::async(work, 1);
  return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the work of 'result' is waited for at once
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: started here
}

void no_limit() {
  std::async(std::launch::async, work, 1).wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: this limit means nothing
}

//===- Not flagged --------------------------------------------------------===//

void with_threads(std::vector<std::unique_ptr<std::future<int>>> &all) {
  all.push_back(std::make_unique<std::future<int>>(std::async(std::launch::async, work, 1)));
  while (all.back()->wait_for(0s) != std::future_status::ready)
    step();
}

int later() {
  std::future<int> result = std::async(work, 1);
  step();
  return result.get();
}
