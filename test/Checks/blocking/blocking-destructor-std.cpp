// RUN: %check %s async-blocking-destructor --real-headers

// The standard library's own headers.

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

void poll();

struct Owner : std::enable_shared_from_this<Owner> {
  std::thread thread;
  void start() {
    auto self = shared_from_this();
    thread = std::thread([self] { poll(); });
  }
  ~Owner() {
    thread.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Owner' may be destroyed by the thread itself, and wait for itself here
  }
};

struct Throws {
  std::future<int> result;
  ~Throws() {
    result.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' throws what the work threw
  }
};

//===- Not flagged --------------------------------------------------------===//

class Joins {
public:
  ~Joins() {
    stopped = true;
    thread.join();
    result.wait();
  }

private:
  std::atomic<bool> stopped{false};
  std::future<int> result = std::async(std::launch::async, [] { return 1; });
  std::thread thread{[this] {
    while (!stopped)
      poll();
  }};
};

struct JoinsByItself {
  std::jthread thread{[](std::stop_token token) {
    while (!token.stop_requested())
      poll();
  }};
};
