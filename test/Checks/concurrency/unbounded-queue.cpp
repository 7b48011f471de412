// RUN: %check %s async-unbounded-queue --std=c++20
// RUN: %check %s async-unbounded-queue --std=c++20 --prefix=ALL --config='{CheckOptions: {async-unbounded-queue.CheckContainers: true}}'

#include <boost/asio.hpp>
#include <boost-thread.h>
#include <condition_variable>
#include <deque>
#include <functional>
#include <moodycamel.h>
#include <mutex>
#include <queue>
#include <string>
#include <thread>

struct Line {};
bool read(Line &To);
void write(const Line &From);

class Logger {
public:
  void log(Line What) { Lines.enqueue(What); }
  void run() {
    Line Next;
    for (;;) {
      Lines.wait_dequeue(Next);
      write(Next);
    }
  }

private:
  moodycamel::BlockingConcurrentQueue<Line> Lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'Lines' has no limit: what comes faster than it is taken out piles up in memory [async-unbounded-queue]
  // CHECK-MESSAGES: :[[@LINE-12]]:31: note: filled here, without waiting for room
  // CHECK-MESSAGES: :[[@LINE-9]]:13: note: emptied here
};

// In a local, between a thread and its starter.
void pipeline() {
  boost::concurrent::sync_queue<Line> Queue;
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'Queue' has no limit
  std::thread Writer([&] {
    for (;;)
      write(Queue.pull());
  });
  Line Next;
  while (read(Next))
    Queue.push(Next);
  Writer.join();
}

// What it begins with is no limit.
moodycamel::ConcurrentQueue<Line> Global(1024);
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'Global' has no limit
void produce(Line What) { Global.enqueue(What); }
bool consume(Line &To) { return Global.try_dequeue(To); }

// Handed to both.
void fill(moodycamel::ConcurrentQueue<Line> &To) {
  Line Next;
  while (read(Next))
    To.enqueue(Next);
}
void drain(moodycamel::ConcurrentQueue<Line> &From) {
  Line Next;
  while (From.try_dequeue(Next))
    write(Next);
}
void hands_on() {
  moodycamel::ConcurrentQueue<Line> Queue;
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'Queue' has no limit
  std::thread Filler([&] { fill(Queue); });
  drain(Queue);
  Filler.join();
}

namespace asio = boost::asio;
class Channels {
public:
  asio::awaitable<void> send(int Value) {
    co_await Open.async_send({}, Value, asio::use_awaitable);
    co_await Small.async_send({}, Value, asio::use_awaitable);
    co_await Given.async_send({}, Value, asio::use_awaitable);
  }
  asio::awaitable<void> receive() {
    for (;;) {
      co_await Open.async_receive(asio::use_awaitable);
      co_await Small.async_receive(asio::use_awaitable);
      co_await Given.async_receive(asio::use_awaitable);
    }
  }
  Channels(asio::any_io_executor On, std::size_t Size) : Given(On, Size) {}

private:
  asio::any_io_executor Executor;
  asio::experimental::channel<void(int)> Open{Executor, static_cast<std::size_t>(-1)};
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'Open' has no limit
  asio::experimental::channel<void(int)> Small{Executor, 16};
  asio::experimental::channel<void(int)> Given;
};

// With the option.
class HandMade {
public:
  void push(Line What) {
    {
      std::lock_guard Lock(Mutex);
      Lines.push(What);
    }
    Ready.notify_one();
  }
  Line pop() {
    std::unique_lock Lock(Mutex);
    Ready.wait(Lock, [this] { return !Lines.empty(); });
    Line Next = Lines.front();
    Lines.pop();
    return Next;
  }

private:
  std::mutex Mutex;
  std::condition_variable Ready;
  std::queue<Line> Lines;
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:20: warning: 'Lines' has no limit
};

//===- Not flagged --------------------------------------------------------===//

class AsksForItsSize {
public:
  bool log(Line What) { return Lines.size_approx() < 1000 && Lines.enqueue(What); }
  void run() {
    Line Next;
    while (Lines.try_dequeue(Next))
      write(Next);
  }

private:
  moodycamel::ConcurrentQueue<Line> Lines;
};

class HasSlots {
public:
  void log(Line What) {
    acquireSlot();
    Lines.enqueue(What);
  }
  void run() {
    Line Next;
    while (Lines.try_dequeue(Next))
      write(Next);
  }

private:
  void acquireSlot();
  moodycamel::ConcurrentQueue<Line> Lines;
};

class HasAMaximum {
public:
  void log(Line What) { Lines.enqueue(What); }
  void run() {
    Line Next;
    while (Lines.try_dequeue(Next))
      write(Next);
  }

private:
  unsigned MaxLines = 100;
  moodycamel::ConcurrentQueue<Line> Lines;
};

// try_enqueue() makes no room.
class DropsWhatIsTooMuch {
public:
  bool log(Line What) { return Lines.try_enqueue(What); }
  void run() {
    Line Next;
    while (Lines.try_dequeue(Next))
      write(Next);
  }

private:
  moodycamel::ConcurrentQueue<Line> Lines;
};

// There is as much to do as there is.
class Pool {
public:
  void post(std::function<void()> Work) { Jobs.enqueue(Work); }
  void run() {
    std::function<void()> Next;
    while (Jobs.try_dequeue(Next))
      Next();
  }

private:
  moodycamel::ConcurrentQueue<std::function<void()>> Jobs;
};

struct WorkWithAPriority {
  std::function<void()> Run;
  int Priority;
};
class PoolWithPriorities {
public:
  void post(WorkWithAPriority Work) { Jobs.enqueue(Work); }
  void run() {
    WorkWithAPriority Next;
    while (Jobs.try_dequeue(Next))
      Next.Run();
  }

private:
  moodycamel::ConcurrentQueue<WorkWithAPriority> Jobs;
};

class NobodyTakesAnythingHere {
public:
  void log(Line What) { Lines.enqueue(What); }

private:
  moodycamel::ConcurrentQueue<Line> Lines;
};

void list_of_its_own() {
  moodycamel::ConcurrentQueue<Line> Queue;
  Line Next;
  while (read(Next)) {
    Queue.enqueue(Next);
    Queue.try_dequeue(Next);
  }
}

// Ten.
void counted() {
  moodycamel::ConcurrentQueue<Line> Queue;
  std::thread Writer([&] {
    Line Next;
    while (Queue.try_dequeue(Next))
      write(Next);
  });
  for (int I = 0; I < 10; ++I)
    Queue.enqueue(Line());
  Writer.join();
}

class BoundedByTheCondition {
public:
  void push(Line What) {
    std::unique_lock Lock(Mutex);
    Room.wait(Lock, [this] { return Lines.size() < 10; });
    Lines.push(What);
    Ready.notify_one();
  }
  Line pop() {
    std::unique_lock Lock(Mutex);
    Ready.wait(Lock, [this] { return !Lines.empty(); });
    Line Next = Lines.front();
    Lines.pop();
    Room.notify_one();
    return Next;
  }

private:
  std::mutex Mutex;
  std::condition_variable Ready, Room;
  std::queue<Line> Lines;
};

class OfOneThread {
public:
  void push(Line What) { Lines.push_back(What); }
  void pop() { Lines.pop_front(); }

private:
  std::deque<Line> Lines;
};
