// REQUIRES: boost-thread, boost-asio, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --also=async-blocking-wait --real-headers -- %boost-thread-flags -DBOOST_THREAD_VERSION=4

#include <boost/asio.hpp>
#include <boost/thread.hpp>
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <boost/thread/concurrent_queues/sync_queue.hpp>
#include <boost/thread/latch.hpp>

namespace asio = boost::asio;
using asio::awaitable;

int compute();

awaitable<void> sleeps(boost::chrono::milliseconds delay) {
  boost::this_thread::sleep_for(boost::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps': it puts the thread to sleep [async-blocking-call]
  boost::this_thread::sleep_for(delay);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps'
  boost::this_thread::no_interruption_point::sleep_for(delay);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps'
  boost::this_thread::sleep_until(boost::chrono::steady_clock::now() + delay);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks the thread that runs coroutine 'sleeps'
  co_return;
}

awaitable<int> waits(boost::mutex &mutex, boost::condition_variable &changed,
                     boost::condition_variable_any &any, boost::latch &latch,
                     boost::barrier &barrier) {
  boost::unique_lock<boost::mutex> lock(mutex);
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'waits': it waits to be notified [async-blocking-call]
  changed.wait(lock, [] { return compute() > 0; });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'waits'
  any.wait_for(lock, boost::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait_for' blocks the thread that runs coroutine 'waits'
  lock.unlock();
  latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'waits': it waits for other threads to count down [async-blocking-call]
  barrier.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'waits': it waits for other threads to arrive [async-blocking-call]
  boost::thread thread(compute);
  thread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread that runs coroutine 'waits': it waits for another thread to end [async-blocking-call]
  boost::thread_group group;
  group.create_thread(compute);
  group.join_all();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'join_all' blocks the thread that runs coroutine 'waits': it waits for all threads to end [async-blocking-call]
  boost::future<int> result = boost::async([] { return compute(); });
  result.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'waits': it waits for the result [async-blocking-wait]
  result = boost::async([] { return compute(); });
  result.wait_for(boost::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait_for' blocks the thread that runs coroutine 'waits'
  boost::shared_future<int> shared = boost::async(boost::launch::async, compute).share();
  boost::wait_for_all(result, shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for_all' blocks the thread that runs coroutine 'waits': it waits for all results [async-blocking-wait]
  int sum = result.get() + shared.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks the thread that runs coroutine 'waits'
  // CHECK-MESSAGES: :[[@LINE-2]]:35: warning: 'get' blocks the thread that runs coroutine 'waits'
  co_return sum;
}

void handlers(asio::io_context &io, boost::concurrent::sync_queue<int> &queue,
              boost::concurrent::sync_bounded_queue<int> &bounded) {
  asio::post(io, [&queue, &bounded] {
    int next = queue.pull();
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'pull' blocks the thread that runs this handler: it waits for an element [async-blocking-call]
    bounded.push_back(next);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'push_back' blocks the thread that runs this handler: it waits for room in the queue [async-blocking-call]
    boost::once_flag flag;
    boost::call_once(flag, [] { boost::this_thread::sleep_for(boost::chrono::seconds(1)); });
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: a lambda blocks the thread that runs this handler: it reaches 'sleep_for'
  });
}

class Session {
public:
  void start(asio::io_context &io) { asio::post(io, boost::bind(&Session::run, this)); }

private:
  void run() {
    worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'join' blocks the thread that runs handler 'run': it waits for another thread to end [async-blocking-call]
  }
  boost::thread worker;
};

//===- Not flagged --------------------------------------------------------===//

awaitable<void> at_once(boost::concurrent::sync_queue<int> &queue, boost::mutex &mutex,
                        boost::future<int> &result) {
  boost::lock_guard<boost::mutex> guard(mutex);
  queue.push(1);
  int next;
  queue.try_pull(next);
  boost::this_thread::sleep_for(boost::chrono::milliseconds(0));
  if (result.wait_for(boost::chrono::seconds(0)) == boost::future_status::ready)
    co_return;
  boost::this_thread::yield();
}

awaitable<void> offloaded(boost::thread_group &group) {
  boost::thread([] { boost::this_thread::sleep_for(boost::chrono::seconds(1)); }).detach();
  group.create_thread([] { boost::this_thread::sleep_for(boost::chrono::seconds(1)); });
  auto result = boost::async(boost::launch::async, [] {
    boost::this_thread::sleep_for(boost::chrono::seconds(1));
    return compute();
  });
  co_return;
}

int main() {
  boost::thread thread(compute);
  thread.join();
}
