// REQUIRES: libstdcxx-jthread
// RUN: %check %s async-volatile-flag --real-headers

#include <memory>
#include <mutex>
#include <thread>
#include <vector>

void step();

class Pool {
public:
  explicit Pool(unsigned count) {
    for (unsigned i = 0; i < count; ++i)
      threads_.emplace_back(&Pool::work, this);
    extra_ = std::make_unique<std::thread>([this] { work(); });
  }
  ~Pool() {
    stop_ = true;
    for (std::thread &thread : threads_)
      thread.join();
    extra_->join();
  }

private:
  void work() {
    while (!stop_)
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'stop_' is written on another thread but no atomic: this loop may never see the change [async-volatile-flag]
      step();
  }
  mutable volatile unsigned spare_ = 0;
  bool stop_ = false;
  std::vector<std::thread> threads_;
  std::unique_ptr<std::thread> extra_;
};

//===- Not flagged --------------------------------------------------------===//

class StopToken {
  std::jthread thread_{[](std::stop_token stop) {
    while (!stop.stop_requested())
      step();
  }};
};

class OnlyTheMakersLoop {
public:
  void fill() {
    while (!full_)
      threads_.emplace_back([] { step(); });
  }
  void stop() { full_ = true; }

private:
  bool full_ = false;
  std::vector<std::jthread> threads_;
};
