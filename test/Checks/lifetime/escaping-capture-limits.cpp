// RUN: %check %s async-escaping-capture --std=c++17,c++20 --real-headers --no-fixes

// Waits that give up while the work that they wait for may still run.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

struct Client {
  void request(int id, std::function<void(int)> done);
  int subscribe(std::function<void(int)> done);
  void unsubscribe(int subscription);
  void cancel();
};

int answer(Client &client) {
  std::promise<int> promise;
  auto future = promise.get_future();
  client.request(1, [&promise](int result) { promise.set_value(result); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'promise' may be gone when this lambda runs: the wait for it gives up after a time [async-escaping-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is given away here
  if (future.wait_for(5s) != std::future_status::ready)
    return -1;
  return future.get();
}

bool notified(Client &client) {
  std::mutex mutex;
  std::condition_variable answered;
  bool done = false;
  std::unique_lock<std::mutex> lock(mutex);
  client.request(1, [&](int) {
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'mutex' may be gone when this lambda runs: the wait for it gives up after a time [async-escaping-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is given away here
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: so may be 'done'
  // CHECK-MESSAGES: :[[@LINE-4]]:21: note: so may be 'answered'
    std::lock_guard<std::mutex> guard(mutex);
    done = true;
    answered.notify_all();
  });
  return answered.wait_for(lock, 5s, [&] { return done; });
}

//===- Not flagged --------------------------------------------------------===//

int waitsForEver(Client &client) {
  std::promise<int> promise;
  auto future = promise.get_future();
  client.request(1, [&promise](int result) { promise.set_value(result); });
  return future.get();
}

int asksAgain(Client &client) {
  std::promise<int> promise;
  auto future = promise.get_future();
  client.request(1, [&promise](int result) { promise.set_value(result); });
  while (future.wait_for(5s) != std::future_status::ready)
    ;
  return future.get();
}

int endsIt(Client &client) {
  std::promise<int> promise;
  auto future = promise.get_future();
  client.request(1, [&promise](int result) { promise.set_value(result); });
  if (future.wait_for(5s) != std::future_status::ready) {
    client.cancel();
    return -1;
  }
  return future.get();
}

int waitsOnAsWell(Client &client) {
  std::promise<int> promise;
  auto future = promise.get_future();
  bool done = false;
  client.request(1, [&](int result) {
    done = true;
    promise.set_value(result);
  });
  if (future.wait_for(5s) != std::future_status::ready)
    while (!done)
      std::this_thread::sleep_for(10ms);
  return 0;
}

int takesItBack(Client &client) {
  std::promise<int> promise;
  auto future = promise.get_future();
  int subscription = client.subscribe([&promise](int result) { promise.set_value(result); });
  int result = future.wait_for(5s) == std::future_status::ready ? 1 : -1;
  client.unsubscribe(subscription);
  return result;
}

int shares(Client &client) {
  auto promise = std::make_shared<std::promise<int>>();
  auto future = promise->get_future();
  client.request(1, [promise](int result) { promise->set_value(result); });
  return future.wait_for(5s) == std::future_status::ready ? future.get() : -1;
}
