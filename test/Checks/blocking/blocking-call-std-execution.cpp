// RUN: %check %s async-blocking-call --also=async-blocking-wait

// std::execution: tasks must not wait; what runs on another scheduler is nobody's event loop.

#include <std-execution.h>

using namespace std::chrono_literals;
namespace ex = std::execution;

struct Frame {};
ex::task<Frame> capture();
ex::task<void> show(Frame frame);
std::string encode(Frame frame);
void encodeRow(Frame &frame, int row);

//===- Flagged ------------------------------------------------------------===//

ex::task<void> preview() {
  auto first = std::this_thread::sync_wait(capture());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sync_wait' blocks the thread that runs coroutine 'preview': it waits until the sender completes [async-blocking-wait]
  if (first.has_value())
    co_await show({});
  std::this_thread::sync_wait_with_variant(ex::when_all(capture(), capture()));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait_with_variant' blocks the thread that runs coroutine 'preview': it waits until the sender completes [async-blocking-wait]
  std::this_thread::sleep_for(40ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'preview': it puts the thread to sleep [async-blocking-call]
}

ex::task<int> changes(std::mutex &mutex, std::condition_variable &changed) {
  std::unique_lock lock(mutex);
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'changes': it waits to be notified [async-blocking-call]
  co_return 1;
}

ex::task<void> drain(ex::run_loop &loop) {
  loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'run' blocks the thread that runs coroutine 'drain': it runs the event loop inside of itself [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

ex::task<std::string> offloaded() {
  Frame frame = co_await capture();
  co_await ex::on(ex::get_parallel_scheduler(),
                  ex::just() | ex::then([] { std::this_thread::sleep_for(1s); }));
  co_await (ex::schedule(ex::get_parallel_scheduler()) |
            ex::bulk(ex::par, 480, [&frame](int row) { encodeRow(frame, row); }));
  co_return encode(frame);
}

ex::task<void> together() {
  co_await ex::when_all(capture(), capture());
  co_await (ex::just(Frame()) | ex::let_value([](Frame frame) { return show(frame); }));
}

class Player {
public:
  Player() : thread([this] { loop.run(); }) {}
  ~Player() { loop.finish(); }
  bool next() {
    auto frame = std::this_thread::sync_wait(ex::starts_on(loop.get_scheduler(), capture()));
    return frame.has_value();
  }

private:
  ex::run_loop loop;
  std::jthread thread;
};

int main() {
  std::this_thread::sync_wait(capture());
  std::this_thread::sync_wait_with_variant(ex::when_all(capture(), capture()));
  std::this_thread::sleep_for(40ms);
  ex::run_loop loop;
  loop.finish();
  loop.run();
}
