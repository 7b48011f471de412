// RUN: %check %s async-busy-wait --real-headers

// The standard library's own headers.

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

using namespace std::chrono_literals;

std::atomic<bool> done{false};
std::atomic_bool stopped{false};

void polls(std::future<int> result, std::shared_future<void> shared) {
  while (!done)
    ;
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop spins, and takes a whole core, until 'done' changes
  while (!stopped.load(std::memory_order_relaxed))
    std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop asks again and again whether 'stopped' changes
  while (result.wait_for(0s) != std::future_status::ready)
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop spins, and takes a whole core, until 'result' is ready
  while (shared.wait_for(std::chrono::seconds(0)) == std::future_status::timeout) {
    std::this_thread::sleep_for(1ms);
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop asks again and again whether 'shared' is ready
}

void finish() {
  done = true;
  done.notify_one();
}

//===- Not flagged --------------------------------------------------------===//

void waits(std::future<int> result) {
  done.wait(false);
  while (result.wait_for(100ms) != std::future_status::ready)
    ;
  bool expected = false;
  while (!done.compare_exchange_weak(expected, true))
    expected = false;
}
