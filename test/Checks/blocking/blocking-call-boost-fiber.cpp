// RUN: %check %s async-blocking-call --also=async-blocking-wait

// What blocks the thread stops all its fibers; what Boost.Fiber has of its own suspends one of them.

#include <boost-fiber.h>
#include <posix.h>

namespace fibers = boost::fibers;
using namespace std::chrono_literals;

void log_to_file(int value) { usleep(value); }

class Pipeline {
public:
  void start() {
    producer = fibers::fiber([this] {
      for (int i = 0; i < 10; ++i) {
        std::this_thread::sleep_for(10ms);
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sleep_for' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
        channel.push(i);
      }
    });
    consumer = fibers::fiber(fibers::launch::post, &Pipeline::consume, this);
    total = fibers::async([this] {
      std::future<int> sum = std::async(std::launch::async, [] { return 1; });
      return sum.get();
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread that runs this handler: it waits for the result [async-blocking-wait]
    });
  }

  // Not flagged

  void start_asynchronously() {
    producer = fibers::fiber(fibers::launch::dispatch, [this] {
      boost::this_fiber::sleep_for(10ms);
      std::unique_lock<fibers::mutex> lock(mutex);
      changed.wait(lock, [this] { return ready; });
      channel.push(1);
      int next = channel.value_pop();
      fibers::future<int> sum = fibers::async([next] { return next + 1; });
      sum.wait();
      next = sum.get();
      consumer.join();
      boost::this_fiber::yield();
      std::thread([] { std::this_thread::sleep_for(1s); }).detach();
    });
  }

private:
  void consume() {
    int value;
    while (channel.pop(value) == fibers::channel_op_status::success)
      log_to_file(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'log_to_file' blocks the thread that runs handler 'consume': it reaches 'usleep'
  }

  fibers::buffered_channel<int> channel{16};
  fibers::fiber producer, consumer;
  fibers::future<int> total;
  fibers::mutex mutex;
  fibers::condition_variable changed;
  bool ready = false;
};

int main() {
  fibers::fiber fiber([] {});
  std::this_thread::sleep_for(1s);
  fiber.join();
}
