// RUN: %check %s async-lock-across-suspension

// Shapes of real programs that must stay silent, and the bugs that look like them.

#include <condition_variable>
#include <coroutine.h>
#include <functional>
#include <mutex>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

using mini::task;
task<int> load(int Key);
task<> flush();

// Flagged

// arangodb#21099: the thread that resumes unlocks a mutex that another one has locked.
class Cache {
public:
  task<int> lookup(int Key) {
    std::unique_lock<std::mutex> Guard(Mutex);
    if (Value < 0)
      Value = co_await load(Key);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    co_return Value;
  }

private:
  std::mutex Mutex;
  int Value = -1;
};

// Not flagged

// Queues and latches of task libraries: everything under the lock happens in the
// functions of an awaiter.
class Queue {
public:
  struct Awaiter {
    Queue &Owner;
    std::unique_lock<std::mutex> Lock;
    bool await_ready() const noexcept { return !Owner.Items.empty(); }
    bool await_suspend(std::coroutine_handle<> Handle) {
      Owner.Waiting.push_back(Handle);
      Lock.unlock();
      return true;
    }
    int await_resume() { return Owner.Items.front(); }
  };
  Awaiter pop() { return Awaiter{*this, std::unique_lock(Mutex)}; }
  task<int> popTwice() {
    int First = co_await pop();
    co_return First + co_await pop();
  }

  // Takes what is there out of the lock, and works on it afterwards.
  task<> drain() {
    std::vector<int> Batch;
    {
      std::lock_guard Lock(Mutex);
      Batch = std::move(Items);
    }
    for (int Item : Batch)
      co_await load(Item);
  }

  // The same with a lambda that is called at once.
  task<> drainByLambda() {
    auto Batch = [this] {
      std::lock_guard Lock(Mutex);
      return std::move(Items);
    }();
    for (int Item : Batch)
      co_await load(Item);
  }

  // A loop that gives the lock up for each of its turns.
  task<> work() {
    std::unique_lock Lock(Mutex);
    for (;;) {
      if (Items.empty())
        co_return;
      int Item = Items.back();
      Items.pop_back();
      Lock.unlock();
      co_await load(Item);
      Lock.lock();
    }
  }

  // Early returns under the lock.
  task<bool> tryFlush() {
    {
      std::lock_guard Lock(Mutex);
      if (Items.empty())
        co_return false;
    }
    co_await flush();
    co_return true;
  }

private:
  std::mutex Mutex;
  std::vector<int> Items;
  std::vector<std::coroutine_handle<>> Waiting;
};
