// RUN: %check %s async-blocking-call

// oneTBB called by coroutines and handlers: what runs at once, what its workers run, what waits.

#include <boost-asio.h>
#include <tbb.h>

namespace asio = boost::asio;
using asio::awaitable;
using namespace std::chrono_literals;

int compute(int value);
void slow(int) { std::this_thread::sleep_for(1ms); }

awaitable<void> waits(tbb::task_group &group, tbb::flow::graph &graph,
                      tbb::concurrent_bounded_queue<int> &queue) {
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'waits': it waits for the group's tasks [async-blocking-call]
  graph.wait_for_all();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait_for_all' blocks the thread that runs coroutine 'waits': it waits until the graph is idle [async-blocking-call]
  int next;
  queue.pop(next);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'pop' blocks the thread that runs coroutine 'waits': it waits for an element [async-blocking-call]
  co_return;
}

awaitable<void> at_once(std::vector<int> &values, tbb::task_arena &arena) {
  oneapi::tbb::parallel_for(0, 10, [](int value) { slow(value); });
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: a lambda blocks the thread that runs coroutine 'at_once': it reaches 'sleep_for'
  tbb::parallel_for_each(values, slow);
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'slow' blocks the thread that runs coroutine 'at_once': it reaches 'sleep_for'
  tbb::parallel_invoke([] { compute(1); }, [] { slow(2); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: a lambda blocks the thread that runs coroutine 'at_once'
  arena.execute([] { slow(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: a lambda blocks the thread that runs coroutine 'at_once'
  co_return;
}

void handlers(asio::io_context &io, tbb::task_group &group) {
  asio::post(io, [&group] {
    group.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs this handler: it waits for the group's tasks [async-blocking-call]
  });
}

//===- Not flagged --------------------------------------------------------===//

awaitable<void> offloaded(tbb::task_group &group, tbb::task_arena &arena, tbb::flow::graph &graph) {
  group.run([] { slow(1); });
  arena.enqueue([] { slow(1); });
  tbb::this_task_arena::enqueue([] { slow(1); });
  tbb::flow::function_node<int, int> node(graph, tbb::flow::unlimited, [](int value) {
    slow(value);
    return value;
  });
  node.try_put(1);
  co_return;
}

awaitable<int> quick(std::vector<int> &values, tbb::concurrent_queue<int> &queue,
                     tbb::concurrent_bounded_queue<int> &bounded, tbb::spin_mutex &mutex) {
  tbb::parallel_for(0, 10, [&values](int i) { values[i] = compute(i); });
  tbb::parallel_sort(values.begin(), values.end(), [](int a, int b) { return a < b; });
  tbb::spin_mutex::scoped_lock lock(mutex);
  int next = 0;
  queue.push(next);
  queue.try_pop(next);
  bounded.try_push(next);
  bounded.try_pop(next);
  co_return next;
}

int main() {
  tbb::task_group group;
  group.run([] { slow(1); });
  group.wait();
}
