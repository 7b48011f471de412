// RUN: %check %s async-thread-member-order

#include "std.h"

void use(int);
bool fill(std::deque<int> &to);

// Started before later members exist

class InitList {
public:
  InitList() : thread_([this] { run(); }), limit_(10) {}
  ~InitList() {
    stopped_ = true;
    thread_.join();
  }

private:
  void run() {
    while (!stopped_)
      step();
  }
  void step() { use(limit_); }
  std::thread thread_;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread of 'thread_' starts before 'stopped_', which it uses, is initialized [async-thread-member-order]
  // CHECK-MESSAGES: :[[@LINE-14]]:16: note: started here
  // CHECK-MESSAGES: :[[@LINE-7]]:13: note: 'stopped_' is used here by the thread
  // CHECK-MESSAGES: :[[@LINE+2]]:7: note: declare 'thread_' behind 'limit_': members are initialized in this order, and destroyed in the opposite one
  std::atomic<bool> stopped_{false};
  int limit_;
};

class InClass {
  void run();
  std::deque<int> items_;
  std::thread thread_{&InClass::run, this}; // polls
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread of 'thread_' starts before 'changed_', which it uses, is initialized
  std::condition_variable changed_;

public:
  ~InClass() { thread_.join(); }
};
void InClass::run() {
  fill(items_);
  changed_.notify_all();
}

class ByParameter {
  static void loop(ByParameter *self) { use(self->period_); }
  std::jthread thread_;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'thread_' starts before 'period_', which it uses, is initialized
  int period_ = 5;

public:
  ByParameter() : thread_(&ByParameter::loop, this) {}
};

class ByBind {
  void run() { use(period_); }
  std::jthread thread_{std::bind(&ByBind::run, this)};
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'thread_' starts before 'period_', which it uses, is initialized
  int period_ = 5;
  int other_ = 7;
};

class Async {
  std::future<void> loaded_ = std::async(std::launch::async, [self = this] { fill(self->items_); });
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the thread of 'loaded_' starts before 'items_', which it uses, is initialized
  std::deque<int> items_;
};

class PartsGiven {
  std::jthread first_;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'first_' starts before 'items_', which it uses, is initialized
  std::jthread second_;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'second_' starts before 'items_', which it uses, is initialized
  std::deque<int> items_;

public:
  PartsGiven() : first_(&fill, std::ref(items_)), second_([&items = items_] { fill(items); }) {}
};

class Pointers {
  std::unique_ptr<std::thread> made_;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the thread of 'made_' starts before 'items_', which it uses, is initialized
  std::thread *raw_;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'raw_' starts before 'items_', which it uses, is initialized
  std::deque<int> items_;

public:
  Pointers()
      : made_(std::make_unique<std::thread>([this] { fill(items_); })),
        raw_(new std::thread([this] { fill(items_); })) {}
};

class LaterReference {
  std::thread thread_{[this] { fill(items_); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread of 'thread_' starts before 'items_', which it uses, is initialized
  std::deque<int> &items_;

public:
  explicit LaterReference(std::deque<int> &items) : items_(items) {}
  ~LaterReference() { thread_.join(); }
};

// Waited for when later members are gone

class DestroyedEarly {
public:
  void start() {
    thread_ = std::jthread([this] { fill(items_); });
  }

private:
  std::jthread thread_;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the destructor of 'thread_' waits for its thread after 'items_', which that uses, is destroyed
  std::deque<int> items_;
};

class DestroyedEarlyPool {
  std::vector<std::jthread> threads_;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the destructor of 'threads_' waits for its thread after 'items_', which that uses, is destroyed
  std::deque<int> items_;

public:
  DestroyedEarlyPool() {
    for (int i = 0; i < 4; ++i)
      threads_.emplace_back([this] { fill(items_); });
  }
  ~DestroyedEarlyPool() { items_.clear(); }
};

class StoppedOnly {
  std::jthread thread_;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the destructor of 'thread_' waits for its thread after 'items_', which that uses, is destroyed
  std::deque<int> items_;

public:
  StoppedOnly() { thread_ = std::jthread([this] { fill(items_); }); }
  ~StoppedOnly() { thread_.request_stop(); }
};

// Not moved: a comment above, another member in between that needs it, an aggregate, a public one

class NotMoved {
  // What it does.
  std::jthread commented_{[this] { use(period_); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'commented_' starts before 'period_'
  int period_ = 5;
};
class NotMovedEither {
  std::jthread needed_{[this] { use(period_); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'needed_' starts before 'period_'
  std::stop_token token_ = needed_.get_stop_token();
  int period_ = 5;
};
struct Aggregate {
  std::jthread thread{[this] { use(period); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'thread' starts before 'period'
  int period = 5;
};
class Sections {
public:
  std::jthread thread_{[this] { use(period_); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the thread of 'thread_' starts before 'period_'

private:
  int period_ = 5;
};

// The base waits when the derived part is gone

class Source {
public:
  virtual ~Source() {
    stop();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the thread in 'thread_' may still call 'next' of 'Counter', which is destroyed before this waits for it
    // CHECK-MESSAGES: :[[@LINE+11]]:11: note: called here by the thread
    // CHECK-MESSAGES: :[[@LINE+21]]:7: note: overridden here: end the thread in the destructor of 'Counter', or before it
  }
  void start() { thread_ = std::thread(&Source::run, this); }
  void stop() {
    stopped_ = true;
    if (thread_.joinable())
      thread_.join();
  }
  void run() {
    while (!stopped_)
      use(next());
  }

protected:
  virtual int next() = 0;

private:
  std::atomic<bool> stopped_{false};
  std::thread thread_;
};
class Counter : public Source {
  int next() override { return ++count_; }
  int count_ = 0;
};

// Not flagged

class PoliteSource {
public:
  virtual ~PoliteSource() { stop(); }
  void start() { thread_ = std::thread(&PoliteSource::run, this); }
  void stop() {
    stopped_ = true;
    if (thread_.joinable())
      thread_.join();
  }
  void run() {
    while (!stopped_)
      use(next());
    use(PoliteSource::last());
  }

protected:
  virtual int next() = 0;
  virtual int last();

private:
  std::atomic<bool> stopped_{false};
  std::thread thread_;
};
class StopsFirst : public PoliteSource {
public:
  ~StopsFirst() override { stop(); }

private:
  int next() override { return ++count_; }
  int count_ = 0;
};
class CalledByItsClass : public StopsFirst {
  int last() override { return 0; }
};

class LastMember {
  std::deque<int> items_;
  std::atomic<bool> stopped_{false};
  std::jthread thread_{[this] {
    while (!stopped_)
      fill(items_);
  }};
};

class StartedInBodyJoinedInDestructor {
  std::thread thread_;
  std::deque<int> items_;

public:
  StartedInBodyJoinedInDestructor() {
    thread_ = std::thread([this] { fill(items_); });
  }
  ~StartedInBodyJoinedInDestructor() { thread_.join(); }
};

class JthreadJoinedInDestructor {
  std::jthread thread_;
  std::deque<int> items_;
  void stop() {
    if (thread_.joinable())
      thread_.join();
  }

public:
  void start() { thread_ = std::jthread([this] { fill(items_); }); }
  ~JthreadJoinedInDestructor() { stop(); }
};

class PoolJoinedInDestructor {
  std::vector<std::jthread> threads_;
  std::deque<int> items_;

public:
  PoolJoinedInDestructor() { threads_.emplace_back([this] { fill(items_); }); }
  ~PoolJoinedInDestructor() {
    for (std::jthread &thread : threads_)
      thread.join();
  }
};

class DestructorNotSeen {
  std::jthread thread_;
  std::deque<int> items_;

public:
  DestructorNotSeen() {
    thread_ = std::jthread([this] { fill(items_); });
  }
  ~DestructorNotSeen();
};

class StoppedElsewhere {
  std::jthread thread_;
  std::deque<int> items_;

public:
  void start() { thread_ = std::jthread([this] { fill(items_); }); }
  void shutdown();
};

class UsesEarlierOnes {
  std::deque<int> items_;
  std::thread thread_{[this] { fill(items_); }};
  int unrelated_ = 1;

public:
  ~UsesEarlierOnes() { thread_.join(); }
};

class NotOfThisObject {
  std::thread thread_;
  int period_ = 5;

public:
  explicit NotOfThisObject(NotOfThisObject *other)
      : thread_([other] { use(other->period_); }) {}
  ~NotOfThisObject() { thread_.join(); }
};

class NothingToInitialize {
  std::thread thread_{[this] { total_ = 5; }};
  int total_;

public:
  ~NothingToInitialize() { thread_.join(); }
};

class WaitsUntilComplete {
  std::latch complete_{1};
  std::thread thread_;
  int period_ = 5;
  void run() {
    complete_.wait();
    use(period_);
  }

public:
  WaitsUntilComplete() : thread_(&WaitsUntilComplete::run, this) { complete_.count_down(); }
  ~WaitsUntilComplete() { thread_.join(); }
};

class CopiesInConstructor {
  int period_ = 5;
  std::thread thread_{[period = period_] { use(period); }};
  std::deque<int> items_;

public:
  ~CopiesInConstructor() { thread_.join(); }
};

class RunsLaterOnly {
  std::function<void()> callback_{[this] { use(period_); }};
  int period_ = 5;
};

class OnlyNumbersAreGone {
  std::jthread thread_;
  std::atomic<int> total_{0};

public:
  void start() {
    thread_ = std::jthread([this] { ++total_; });
  }
};

class FutureOfAPromise {
  std::promise<int> promise_;
  std::future<int> future_ = promise_.get_future();
  std::deque<int> items_;
};
