// RUN: %check %s async-unbounded-queue --std=c++20

#include <async_simple.h>
#include <folly.h>
#include <kj.h>
#include <libcoro.h>
#include <tbb.h>

class OfFolly {
public:
  void push(int Value) {
    Blocking.enqueue(Value);
    Async.enqueue(Value);
  }
  folly::coro::Task<int> pop() { co_return Blocking.dequeue() + co_await Async.dequeue(); }

private:
  folly::UMPSCQueue<int, true> Blocking;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Blocking' has no limit
  folly::coro::UnboundedQueue<int> Async;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'Async' has no limit
};

class OfLibcoro {
public:
  coro::task<> push(int Value) { co_await Values.push(Value); }
  coro::task<> pop() { co_await Values.pop(); }

private:
  coro::queue<int> Values;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Values' has no limit
};

class OfTbb {
public:
  void push(int Value) { Values.push(Value); }
  bool pop(int &Value) { return Values.try_pop(Value); }

private:
  tbb::concurrent_queue<int> Values;
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Values' has no limit
};

class OfKj {
public:
  void push(int Value) { Values.push(Value); }
  kj::Promise<int> pop() { return Values.pop(); }

private:
  kj::ProducerConsumerQueue<int> Values;
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'Values' has no limit
};

class OfAsyncSimple {
public:
  void push(int Value) { Values->push(std::move(Value)); }
  bool pop(int &Value) { return Values->try_pop(Value); }

private:
  std::unique_ptr<async_simple::util::Queue<int>> Values;
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'Values' has no limit
};

//===- Not flagged --------------------------------------------------------===//

class BoundedByItsType {
public:
  folly::coro::Task<void> push(int Value) {
    co_await Async.enqueue(Value);
    Ring.enqueue(Value);
  }
  folly::coro::Task<int> pop() {
    int Value;
    Ring.dequeue(Value);
    co_return co_await Async.dequeue();
  }

private:
  folly::coro::BoundedQueue<int> Async{100};
  folly::DynamicBoundedQueue<int, false, false, true> Ring{100};
};
coro::ring_buffer<int, 16> Ring;
coro::task<> push(int Value) { co_await Ring.produce(Value); }
coro::task<> pop() { co_await Ring.consume(); }
