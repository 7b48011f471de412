// RUN: %check %s async-blocking-call --also=async-blocking-wait

// stdexec: tasks must not wait, the threads of a pool may.

#include <stdexec.h>

using namespace std::chrono_literals;

struct Frame {};
exec::task<Frame> capture();
exec::task<void> show(Frame frame);
std::string encode(Frame frame);

//===- Flagged ------------------------------------------------------------===//

exec::task<void> preview(exec::timed_thread_context &timer) {
  auto first = stdexec::sync_wait(capture());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: {{.*}} blocks the thread that runs coroutine 'preview': it waits until the sender completes [async-blocking-wait]
  if (first.has_value())
    co_await show({});
  std::this_thread::sleep_for(40ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'preview': it puts the thread to sleep [async-blocking-call]
  co_await exec::schedule_after(timer.get_scheduler(), 40ms);
}

stdexec::task<int> nested(std::mutex &mutex, std::condition_variable &changed) {
  std::unique_lock lock(mutex);
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'nested': it waits to be notified [async-blocking-call]
  co_return 1;
}

experimental::execution::task<void> drain(stdexec::run_loop &loop) {
  loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'run' blocks the thread that runs coroutine 'drain': it runs the event loop inside of itself [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

exec::task<std::string> offloaded(exec::static_thread_pool &pool) {
  Frame frame = co_await capture();
  co_await stdexec::starts_on(pool.get_scheduler(), stdexec::just() | stdexec::then([] {
                                                      std::this_thread::sleep_for(1s);
                                                    }));
  exec::execute(pool.get_scheduler(), [] { std::this_thread::sleep_for(1s); });
  co_return encode(frame);
}

exec::task<void> together() {
  co_await stdexec::when_all(capture(), capture());
  co_await (stdexec::just() | stdexec::then([] {}));
}

int main() {
  exec::static_thread_pool pool(4);
  stdexec::sync_wait(stdexec::starts_on(pool.get_scheduler(), capture()));
  stdexec::run_loop loop;
  loop.run();
}
