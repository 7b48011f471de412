// RUN: %check %s async-lost-wakeup --real-headers

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

class Queue {
public:
  void pop() {
    std::unique_lock<std::mutex> lock(m);
    cv.wait(lock, [this] { return stopped || !items.empty(); });
  }
  void stop() {
    stopped = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stopped' is written without 'm'
    cv.notify_all();
  }
  void push(int item) {
    {
      std::lock_guard<std::mutex> lock(m);
      items.push_back(item);
    }
    cv.notify_one();
  }
  void stopLocked() {
    std::lock_guard<std::mutex> lock(m);
    stopped = true;
    cv.notify_all();
  }

private:
  std::mutex m;
  std::condition_variable cv;
  std::deque<int> items;
  std::atomic<bool> stopped{false};
};
