// REQUIRES: libstdcxx-coroutine
// RUN: %check %s async-future-misuse --real-headers --std=c++20

// The real <future>.

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

void use(int value);

int twice() {
  std::future result = std::async(std::launch::async, [] { return 1; });
  use(result.get());
  return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' has given its result already; it has only one [async-future-misuse]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: taken here
}

bool from_nothing() {
  std::future<void> result;
  return result.wait_for(1s) == std::future_status::ready;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' belongs to no work: it has no result to wait for
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: made here, of nothing
}

void set_twice(std::promise<void> promise) {
  promise.set_value();
  promise.set_exception(std::make_exception_ptr(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the result of 'promise' is set already; it is set once only
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: set here
}

std::future<int> broken(std::error_code error) {
  std::promise<int> promise;
  if (error)
    return promise.get_future();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the returned future never gets its result: 'promise' is destroyed here without one
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: its future comes from here
  promise.set_value(1);
  return {};
}

template <class F> void later(F) {}
void callback(std::promise<int> promise) {
  later([promise = std::make_shared<std::promise<int>>(std::move(promise))](std::error_code error) {
    if (error) {
      use(error.value());
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'promise' is left without a result when this fails
    }
    promise->set_value(1);
  });
}

void task(std::packaged_task<int()> &&task) {
  std::thread thread(std::move(task));
  thread.join();
  use(task.get_future().get());
}

//===- Not flagged --------------------------------------------------------===//

int with_an_owner(std::optional<std::future<int>> result) {
  if (result && result->wait_for(0s) == std::future_status::ready) {
    int value = result->get();
    result.reset();
    return value;
  }
  return 0;
}

int each_once(std::vector<std::future<int>> all) {
  int sum = 0;
  for (std::future<int> &one : all)
    sum += one.get();
  return sum;
}

std::future<int> given_on() {
  std::promise<int> promise;
  auto result = promise.get_future();
  std::thread([promise = std::move(promise)]() mutable { promise.set_value(1); }).detach();
  return result;
}
