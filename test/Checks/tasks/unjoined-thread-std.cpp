// RUN: %check %s async-unjoined-thread --real-headers

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

void work();
void use(int);
bool ready();

void never_joined() {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 't': its destructor ends the program
}

void never_joined_auto() {
  auto t = std::thread(use, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing joins or detaches the thread in 't': its destructor ends the program
}

bool early_return() {
  std::thread t{[] { use(1); }};
  if (ready())
    return false;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is not joined before this return: its destructor ends the program
  t.join();
  return true;
}

void containers() {
  std::vector<std::thread> threads;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing joins or detaches the thread in 'threads': its destructor ends the program
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    threads.emplace_back(use, i);
}

void owners() {
  auto t = std::make_unique<std::thread>(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing joins or detaches the thread in 't': its destructor ends the program
  std::unique_ptr<std::thread> made(new std::thread(work));
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: nothing joins or detaches the thread in 'made': its destructor ends the program
}

void temporary() {
  std::thread(use, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this thread has no name, and is destroyed here without being joined, which ends the program
}

class Worker {
  std::thread thread_;

public:
  void start() {
    thread_ = std::thread([this] { work(); });
  }
  ~Worker() { thread_.join(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'thread_' may have no thread to be joined here: join() throws without one
};

class Poller {
  std::atomic<bool> stopped_{false};
  std::thread thread_{[this] {
    while (!stopped_.load(std::memory_order_relaxed))
      work();
  }};

public:
  void stop() { stopped_ = true; }
  ~Poller() {
    if (thread_.joinable())
      thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'thread_' is joined while its loop runs on until 'stopped_' changes, which nobody here does
  }
};

// Not flagged

void joined() {
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < 4; ++i)
    threads.emplace_back(use, i);
  std::for_each(threads.begin(), threads.end(), [](std::thread &t) { t.join(); });
  std::vector<std::unique_ptr<std::thread>> owned;
  owned.push_back(std::make_unique<std::thread>(work));
  for (auto &t : owned)
    t->join();
  std::optional<std::thread> maybe;
  if (ready())
    maybe.emplace(work);
  if (maybe)
    maybe->join();
}
