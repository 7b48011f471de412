// RUN: %check %s async-cancellation-not-forwarded --real-headers --std=c++20

// The standard library's own headers.

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

struct Queue {
  std::mutex mutex;
  std::condition_variable_any ready;
  std::condition_variable plain;
  bool full = false;

  void run(std::stop_token token) {
    std::unique_lock lock(mutex);
    ready.wait(lock, [this] { return full; });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' isn't given 'token', and goes on when the work is asked to stop
  }

  //===- Not flagged ------------------------------------------------------===//

  void runs_till_it_is_stopped(std::stop_token token) {
    std::unique_lock lock(mutex);
    ready.wait(lock, token, [this] { return full; });
  }
  void has_no_token() {
    std::unique_lock lock(mutex);
    ready.wait(lock, [this] { return full; });
  }
  void knows_no_tokens(std::stop_token token) {
    std::unique_lock lock(mutex);
    plain.wait(lock, [this] { return full; });
  }
};
