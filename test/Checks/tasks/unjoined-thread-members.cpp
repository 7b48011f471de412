// RUN: %check %s async-unjoined-thread

#include "std.h"

void work();
void use(int);

// Nobody joins

class NeverJoined {
  std::atomic<bool> stopped_{false};
  std::thread thread_;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 'thread_': its destructor ends the program [async-unjoined-thread]
  // CHECK-MESSAGES: :[[@LINE+4]]:15: note: started here

public:
  NeverJoined() {
    thread_ = std::thread([this] { use(stopped_); });
  }
  ~NeverJoined() { stopped_ = true; }
};

class NoDestructor {
  std::thread thread_{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 'thread_': its destructor ends the program

public:
  void f() {}
};

class Pool {
  std::vector<std::thread> threads_;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing joins or detaches the thread in 'threads_': its destructor ends the program

public:
  void start() { threads_.emplace_back(work); }
};

class JoinedElsewhere {
  std::thread thread_;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'thread_' is joined by 'stop', but not by the destructor of its class, which ends the program without

public:
  void start() { thread_ = std::thread(work); }
  void stop() {
    if (thread_.joinable())
      thread_.join();
  }
  ~JoinedElsewhere() { use(1); }
};

// Joined in vain

class NeverStarted {
  std::thread thread_;

public:
  void start() { thread_ = std::thread(work); }
  ~NeverStarted() {
    use(1);
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'thread_' may have no thread to be joined here: join() throws without one
    // CHECK-MESSAGES: :[[@LINE-5]]:28: note: started here
  }
};

class JoinedTwice {
  std::thread thread_;

public:
  JoinedTwice() : thread_(work) {}
  void stop() { thread_.join(); }
  ~JoinedTwice() { thread_.join(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'thread_' may be joined or detached already: doing it again throws
};

class StoppedTwice {
  std::thread thread_{&StoppedTwice::run, this};
  std::atomic<bool> stopped_{false};
  void run();

public:
  StoppedTwice();
  void stop() {
    stopped_ = true;
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'thread_' may be joined or detached already: doing it again throws
  }
  ~StoppedTwice() { stop(); }
};
StoppedTwice::StoppedTwice() {}

// Joined before told to stop

class NotTold {
  std::atomic<bool> stopped_{false};
  std::thread thread_;
  void run() {
    while (!stopped_)
      use(1);
  }

public:
  NotTold() : thread_(&NotTold::run, this) {}
  void stop() { stopped_ = true; }
  ~NotTold() {
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'thread_' is joined while its loop runs on until 'stopped_' changes, which nobody here does
    // CHECK-MESSAGES: :[[@LINE-4]]:8: note: 'stopped_' is set here; do it before the join
  }
};

class StartedLater {
  std::atomic<bool> running_{false};
  std::thread thread_;
  void work() {
    while (running_.load())
      use(1);
  }

public:
  void start() {
    running_ = true;
    thread_ = std::thread([this] { work(); });
  }
  void shutdown() {
    running_ = false;
    if (thread_.joinable())
      thread_.join();
  }
  ~StartedLater() {
    if (thread_.joinable())
      thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'thread_' is joined while its loop runs on until 'running_' changes, which nobody here does
  }
};

class ToldTooLate {
  bool running_ = true;
  std::thread thread_{[this] {
    do
      use(1);
    while (running_);
  }};

public:
  ~ToldTooLate() {
    if (thread_.joinable())
      thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'thread_' is joined while its loop runs on until 'running_' changes, which nobody here does
    running_ = false;
  }
};

// Not flagged

class JoinedInDestructor {
  std::atomic<bool> stopped_{false};
  std::thread thread_{[this] {
    while (!stopped_)
      use(1);
  }};

public:
  ~JoinedInDestructor() {
    stopped_ = true;
    thread_.join();
  }
};

class StoppedByMethod {
  std::atomic<bool> stopped_{false};
  std::thread thread_;
  void run() {
    while (!stopped_)
      use(1);
  }

public:
  void start() { thread_ = std::thread(&StoppedByMethod::run, this); }
  void stop() {
    stopped_.store(true);
    if (thread_.joinable())
      thread_.join();
  }
  ~StoppedByMethod() { stop(); }
};

class EndsByItself {
  std::atomic<bool> stopped_{false};
  std::thread thread_{[this] {
    while (!stopped_)
      if (ready())
        break;
  }};
  bool ready();

public:
  void stop() { stopped_ = true; }
  ~EndsByItself() { thread_.join(); }
};

class LeavesItsLoop {
  std::atomic<bool> stopped_{false};
  std::thread thread_{[this] { run(); }};
  void run() {
    while (!stopped_)
      if (ready())
        return;
  }
  bool ready();

public:
  void stop() { stopped_ = true; }
  ~LeavesItsLoop() { thread_.join(); }
};

class ToldBySomethingUnseen {
  std::atomic<bool> stopped_{false};
  std::thread thread_{[this] { run(); }};
  void run() {
    while (!stopped_)
      use(1);
  }
  void halt();

public:
  void stop();
  ~ToldBySomethingUnseen() {
    halt();
    thread_.join();
  }
};
void ToldBySomethingUnseen::stop() { stopped_ = true; }

class EndsItself {
  std::atomic<bool> stopped_{false};
  std::thread thread_{[this] {
    while (!stopped_)
      finish();
  }};
  void finish() { stopped_ = true; }

public:
  ~EndsItself() { thread_.join(); }
};

class GuardedByFlag {
  bool started_ = false;
  std::thread thread_;

public:
  void start() {
    thread_ = std::thread(work);
    started_ = true;
  }
  ~GuardedByFlag() {
    if (started_)
      thread_.join();
  }
};

class ReturnsEarly {
  bool started_ = false;
  std::thread thread_;

public:
  void start() {
    thread_ = std::thread(work);
    started_ = true;
  }
  ~ReturnsEarly() {
    if (!started_)
      return;
    thread_.join();
  }
};

class StartedByConstructor {
  std::thread thread_;
  void start() { thread_ = std::thread(work); }

public:
  StartedByConstructor() { start(); }
  ~StartedByConstructor() { thread_.join(); }
};

class StartedByInitializer {
  std::thread thread_;

public:
  explicit StartedByInitializer(int value) : thread_([value] { use(value); }) {}
  ~StartedByInitializer() { thread_.join(); }
};

class MadeByFactory {
  std::thread thread_;
  MadeByFactory() = default;

public:
  static MadeByFactory *make() {
    auto *made = new MadeByFactory();
    made->thread_ = std::thread(work);
    return made;
  }
  void restart() { thread_ = std::thread(work); }
  ~MadeByFactory() { thread_.join(); }

private:
  explicit MadeByFactory(int);
};

class DestructorNotSeen {
  std::thread thread_{work};

public:
  ~DestructorNotSeen();
};

class StopNotSeen {
  std::thread thread_{work};

public:
  void stop();
};

class HelperNotSeen {
  std::thread thread_{work};
  void helper();

public:
  ~HelperNotSeen() { helper(); }
};

struct JoinedByOthers {
  std::thread thread{work};
};

class HasFriends {
  friend class Owner;
  std::thread thread_{work};
};

class PoolJoined {
  std::vector<std::thread> threads_;

public:
  PoolJoined() { threads_.emplace_back(work); }
  ~PoolJoined() {
    for (auto &thread : threads_)
      thread.join();
  }
};

class MovedAway {
  std::thread thread_{work};

public:
  ~MovedAway() { std::thread last = std::move(thread_); last.detach(); }
};

class Jthread {
  std::jthread thread_{work};
};

class NotStartedHere {
  std::thread thread_;

public:
  ~NotStartedHere() { use(1); }
};

// Whoever owns it, or derives from it, joins it first.

class JoinedByContract {
  std::thread thread_;

public:
  JoinedByContract() : thread_(work) {}
  virtual ~JoinedByContract() { use(1); }
  virtual void join() { thread_.join(); }
};

class JoinedByDerived {
  std::thread thread_;

protected:
  void start() { thread_ = std::thread(work); }
  void finish() { thread_.join(); }

public:
  ~JoinedByDerived() { use(1); }
};

class JoinedByOwner {
  std::thread thread_;

public:
  void start() { thread_ = std::thread(work); }
  void join() { thread_.join(); }
};
