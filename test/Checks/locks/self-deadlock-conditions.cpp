// RUN: %check %s async-self-deadlock

// A wait for a condition variable gives up one lock: who notifies must not need another one.

#include <std.h>

class Pool {
public:
  void drain() {
    std::lock_guard<std::mutex> outer(config);
    std::unique_lock<std::mutex> lock(jobs);
    while (busy > 0)
      idle.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'config' stays locked during this wait, but who notifies needs it [async-self-deadlock]
  }
  void finish() {
    std::lock_guard<std::mutex> outer(config);
    std::lock_guard<std::mutex> lock(jobs);
    --busy;
    idle.notify_all();
  }

  //===- Not flagged ------------------------------------------------------===//

  void drainOne() {
    std::unique_lock<std::mutex> lock(jobs);
    while (busy > 1)
      idle.wait(lock);
  }
  void startTogether() {
    std::lock_guard<std::mutex> outer(starting);
    std::unique_lock<std::mutex> lock(jobs);
    while (busy == 0)
      idle.wait(lock);
  }

private:
  std::mutex config, jobs, starting;
  std::condition_variable idle;
  int busy = 0;
};
