// RUN: %check %s async-blocking-call --also=async-blocking-wait

// On the reactor nothing may block: coroutines, continuations, and what seastar::async runs.

#include <fstream>
#include <posix.h>
#include <seastar.h>

using namespace std::chrono_literals;

struct connection {
  seastar::future<std::string> read();
  seastar::future<> write(std::string text);
};
seastar::future<> retry(connection &peer, std::chrono::milliseconds pause) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    co_await peer.write("hello");
    std::this_thread::sleep_for(pause * attempt);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'retry': it puts the thread to sleep [async-blocking-call]
  }
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs coroutine 'retry'
}

seastar::future<std::string> motd(connection &peer) {
  return peer.read().then([](std::string name) {
    std::ifstream file(name);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'ifstream' blocks the thread that runs this handler: it opens a file [async-blocking-call]
    return name;
  });
}

// A stack of its own, but still the reactor's thread.
seastar::future<> migrate(connection &peer, std::thread &worker) {
  return seastar::async([&] {
    std::string answer = peer.read().get();
    worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'join' blocks the thread that runs this handler: it waits for another thread to end [async-blocking-call]
  });
}

class cache {
  seastar::sharded<cache> &all;
  seastar::timer<> flush;

public:
  void start() {
    flush.set_callback([] { sync(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sync' blocks the thread that runs this handler
    flush.arm_periodic(10s);
  }
  seastar::future<> clear() {
    return all.invoke_on_all([](cache &local) { sleep(1); });
    // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'sleep' blocks the thread that runs this handler
  }
};

void load() { std::ifstream file("/etc/hosts"); }
seastar::future<> refresh(seastar::semaphore &limit) {
  return seastar::with_semaphore(limit, 1, [] {
    load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'load' blocks the thread that runs this handler: it reaches 'ifstream' [async-blocking-call]
  });
}

// From a thread of its own the application waits for a shard; a shard must not wait for it.
seastar::future<> asks_back(seastar::alien::instance &app) {
  seastar::alien::submit_to(app, 0, [] { return seastar::make_ready_future<>(); }).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:84: warning: 'wait' blocks the thread that runs coroutine 'asks_back'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

seastar::future<> waits(connection &peer, seastar::shared_mutex &mutex, seastar::abort_source &as) {
  co_await seastar::sleep(1s);
  co_await seastar::sleep_abortable(1s, as);
  auto guard = co_await seastar::get_unique_lock(mutex);
  std::string answer = co_await peer.read();
  co_await seastar::coroutine::maybe_yield();
}

// In a seastar thread get() and wait() only switch.
seastar::future<> in_a_thread(connection &peer) {
  return seastar::async([&peer] {
    peer.write(peer.read().get()).get();
    seastar::sleep(1s).wait();
    seastar::thread::yield();
  });
}

void worker_thread(seastar::alien::instance &app) {
  std::thread([&app] {
    seastar::alien::submit_to(app, 0, [] { return seastar::sleep(1s); }).wait();
    std::this_thread::sleep_for(1s);
  }).detach();
  seastar::posix_thread writer([] { sync(); });
  writer.join();
}
