// RUN: %check %s async-blocking-destructor

#include <asio.h>
#include <coroutine.h>
#include <cppcoro.h>
#include <folly.h>
#include <std.h>

using namespace std::chrono_literals;

cppcoro::task<> close_all();
bool poll();
bool same(std::thread::id one, std::thread::id other);

//===- Waits for asynchronous work ----------------------------------------===//

class Loader {
public:
  ~Loader() {
    for (auto &future : futures)
      future.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the destructor of 'Loader' waits for work that may need this very thread: 'wait' waits for the result [async-blocking-destructor]
  }

private:
  std::vector<folly::Future<int>> futures;
};

struct Server {
  ~Server() {
    cppcoro::sync_wait(close_all());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the destructor of 'Server' waits for work that may need this very thread: 'sync_wait' waits until the task is done [async-blocking-destructor]
  }
};

struct Shuts {
  ~Shuts() { shutdown(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the destructor of 'Shuts' waits for work that may need this very thread: 'shutdown' reaches 'get'
  // CHECK-MESSAGES: :[[@LINE+2]]:51: note: 'shutdown' calls 'get' here, which waits for the result
  folly::SemiFuture<int> pending;
  void shutdown() { int left = std::move(pending).get(); }
};

struct Drains {
  boost::asio::io_context io;
  ~Drains() {
    io.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the destructor of 'Drains' waits for work that may need this very thread: 'run' runs
  }
};

struct OutOfLine {
  ~OutOfLine();
  folly::Future<int> pending;
};
OutOfLine::~OutOfLine() { pending.wait(); }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: the destructor of 'OutOfLine' waits for work that may need this very thread

//===- Lets an exception escape -------------------------------------------===//

struct Throws {
  std::future<void> worker;
  ~Throws() {
    worker.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' throws what the work threw, which ends the program in the destructor of 'Throws'; 'wait()' doesn't [async-blocking-destructor]
  }
};

//===- Waits for the thread that runs it ----------------------------------===//

class KeptByItsThread : public std::enable_shared_from_this<KeptByItsThread> {
public:
  void start() {
    thread = std::thread([self = shared_from_this()] { self->work(); });
  }
  ~KeptByItsThread() {
    thread.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'KeptByItsThread' may be destroyed by the thread itself, and wait for itself here [async-blocking-destructor]
    // CHECK-MESSAGES: :[[@LINE-5]]:27: note: the thread has a share in the object, which may be the last
  }
  void work();

private:
  std::thread thread;
};

class PassedToItsThread : public std::enable_shared_from_this<PassedToItsThread> {
public:
  void start() { thread = std::thread(&PassedToItsThread::work, shared_from_this()); }
  ~PassedToItsThread() {
    stop();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'PassedToItsThread' may be destroyed by the thread itself, and wait for itself here
    // CHECK-MESSAGES: :[[@LINE+5]]:14: note: joined here
    // CHECK-MESSAGES: :[[@LINE-5]]:65: note: the thread has a share in the object, which may be the last
  }
  void stop() {
    if (thread.joinable())
      thread.join();
  }
  void work();

private:
  std::thread thread;
};

// Between two turns the thread may hold the only share.
class LockedByItsThreads : public std::enable_shared_from_this<LockedByItsThreads> {
public:
  void start() {
    threads.emplace_back([weak = weak_from_this()] {
      while (auto self = weak.lock())
        self->work();
    });
  }
  ~LockedByItsThreads() {
    for (std::thread &thread : threads)
      thread.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'LockedByItsThreads' may be destroyed by the thread itself, and wait for itself here
    // CHECK-MESSAGES: :[[@LINE-8]]:19: note: the thread has a share in the object, which may be the last
  }
  void work();

private:
  std::vector<std::thread> threads;
};

class JoinedByItsMember : public std::enable_shared_from_this<JoinedByItsMember> {
public:
  void start() {
    auto self = shared_from_this();
    thread = std::jthread([self] { self->work(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: with this share the thread may destroy its 'JoinedByItsMember', and wait for itself in the destructor of 'thread'
  }
  void work();

private:
  std::jthread thread;
};

//===- Not flagged --------------------------------------------------------===//

class AsksInItsStop : public std::enable_shared_from_this<AsksInItsStop> {
public:
  void start() { thread = std::thread(&AsksInItsStop::work, shared_from_this()); }
  ~AsksInItsStop() { stop(); }
  void stop() {
    if (std::this_thread::get_id() == thread.get_id())
      thread.detach();
    else
      thread.join();
  }
  void work();

private:
  std::thread thread;
};

class LocksAnother : public std::enable_shared_from_this<LocksAnother> {
public:
  LocksAnother(std::weak_ptr<PassedToItsThread> other)
      : thread([other] {
          while (auto turn = other.lock())
            turn->work();
        }) {}
  ~LocksAnother() { thread.join(); }

private:
  std::thread thread;
};

class Joiner {
public:
  ~Joiner() {
    stopped = true;
    thread.join();
  }

private:
  std::atomic<bool> stopped{false};
  std::thread thread{[this] {
    while (!stopped)
      poll();
  }};
};

// async-unjoined-thread says so.
class JoinsThreadThatNobodyTold {
public:
  void stop() { stopped = true; }
  ~JoinsThreadThatNobodyTold() { thread.join(); }

private:
  std::atomic<bool> stopped{false};
  std::thread thread{[this] {
    while (!stopped)
      poll();
  }};
};

class LooksWhoDestroysIt : public std::enable_shared_from_this<LooksWhoDestroysIt> {
public:
  void start() {
    thread = std::thread([self = shared_from_this()] { self->work(); });
  }
  ~LooksWhoDestroysIt() {
    if (same(thread.get_id(), std::this_thread::get_id()))
      thread.detach();
    else
      thread.join();
  }
  void work();

private:
  std::thread thread;
};

// std::async gives its work a thread: the future's own destructor would wait as well.
struct FutureJoiner {
  std::future<void> worker;
  ~FutureJoiner() {
    if (worker.valid())
      worker.wait();
  }
};
struct Catches {
  std::future<void> worker;
  ~Catches() {
    try {
      worker.get();
    } catch (...) {
    }
  }
};
struct MayThrow {
  std::future<void> worker;
  ~MayThrow() noexcept(false) { worker.get(); }
};

struct OnlyCancels {
  folly::Future<int> pending;
  ~OnlyCancels() { pending.cancel(); }
};
struct IsDone {
  folly::Future<int> pending;
  ~IsDone() {
    if (pending.isReady())
      int value = std::move(pending).get();
  }
};
struct NotTheDestructor {
  folly::Future<int> pending;
  void close() { pending.wait(); }
  ~NotTheDestructor() = default;
};
struct HandsOver {
  ~HandsOver() {
    std::thread([] { cppcoro::sync_wait(close_all()); }).detach();
  }
};
struct Silenced {
  ~Silenced() {
    cppcoro::sync_wait(close_all()); // NOLINT(async-blocking-destructor): last thing that main() does
  }
};
