// RUN: %check %s async-blocking-call

// A coroutine runs on a thread of HPX, which only HPX's own waits give to others.

#include <fstream>
#include <hpx.h>
#include <posix.h>

using namespace std::chrono_literals;

hpx::future<int> compute(int value);

hpx::future<void> poll(std::chrono::milliseconds pause) {
  co_await compute(1);
  std::this_thread::sleep_for(pause);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'poll': it puts the thread to sleep [async-blocking-call]
  std::ifstream file("data.csv");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'ifstream' blocks the thread that runs coroutine 'poll': it opens a file [async-blocking-call]
  hpx::run_as_hpx_thread([] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_as_hpx_thread' blocks the thread that runs coroutine 'poll': it waits until a thread of HPX has run the function [async-blocking-call]
}

int restart(int argc, char **argv);
hpx::future<void> nested(int argc, char **argv) {
  hpx::local::init(restart, argc, argv);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'init' blocks the thread that runs coroutine 'nested': it waits until the runtime has ended [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

// These only switch to another thread of HPX.
hpx::future<void> switches(hpx::mutex &mutex) {
  hpx::this_thread::sleep_for(1s);
  hpx::this_thread::yield();
  compute(1).wait();
  int value = compute(2).get();
  hpx::wait_all(compute(3), compute(value));
  {
    std::lock_guard lock(mutex);
  }
  co_await compute(4);
}

hpx::future<void> offloads() {
  co_await hpx::run_as_os_thread([] { sync(); });
  co_await hpx::async([] { sync(); });
}

int main(int argc, char **argv) {
  hpx::init(restart, argc, argv);
  hpx::run_as_hpx_thread([] { return 1; });
}
