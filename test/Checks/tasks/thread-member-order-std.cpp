// RUN: %check %s async-thread-member-order --real-headers

#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

class Queue {
public:
  Queue() : worker([this](std::stop_token stop) { run(stop); }), limit(4) {}
  void push(int item) {
    {
      std::lock_guard lock(mutex);
      items.push_back(item);
    }
    changed.notify_one();
  }

private:
  void run(std::stop_token stop) {
    std::unique_lock lock(mutex);
    while (changed.wait(lock, stop, [this] { return !items.empty(); }))
      items.pop_front();
  }

  std::jthread worker;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'worker' starts before 'mutex', which it uses, is initialized
  std::mutex mutex;
  std::condition_variable_any changed;
  std::deque<int> items;
  unsigned limit;
};

class Pool {
public:
  Pool() {
    for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
      workers.emplace_back([this] { work(); });
  }

private:
  void work() {
    std::lock_guard lock(*mutex);
    items.pop_front();
  }
  std::vector<std::jthread> workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the destructor of 'workers' waits for its thread after 'items', which that uses, is destroyed
  std::deque<int> items;
  std::unique_ptr<std::mutex> mutex = std::make_unique<std::mutex>();
};

class Loader {
  std::deque<int> items;
  std::mutex mutex;
  std::future<void> loading = std::async(std::launch::async, [this] {
    std::lock_guard lock(mutex);
    items.push_back(1);
  });
  std::unique_ptr<std::thread> logger{std::make_unique<std::thread>([this] { items.size(); })};

public:
  ~Loader() { logger->join(); }
};
