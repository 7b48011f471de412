// RUN: %check %s async-start-in-constructor

#include "gtest.h"
#include "std.h"

void use(int);

class Virtual {
public:
  Virtual() {
    thread_ = std::thread([this] { step(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this thread gets an object of 'Virtual' that isn't complete: a derived class's constructor may still run [async-start-in-constructor]
    period_ = 5;
  }
  virtual ~Virtual() { thread_.join(); }
  virtual void step();

private:
  std::thread thread_;
  int period_ = 0;
};

struct Base {
  int value = 0;
};
class Derived : Base {
public:
  Derived() : thread_(&Derived::run, this) { use(value); }
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this thread gets an object of 'Derived' that isn't complete: its constructor may still run
  ~Derived() { thread_.join(); }

private:
  void run();
  std::thread thread_;
};

class Detached {
public:
  Detached() {
    std::thread([this] { step(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this thread gets an object of 'Detached' that isn't complete: a derived class's constructor may still run
    use(1);
  }
  virtual void step();
};

class Async {
public:
  Async() : loading_(std::async(std::launch::async, [this] { load(); })) { use(1); }
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: this thread gets an object of 'Async' that isn't complete: a derived class's constructor may still run
  virtual void load();

private:
  std::future<void> loading_;
};

template <class T> class Typed : Base {
public:
  Typed() {
    thread_ = std::jthread([this] { use(value_); });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this thread gets an object of 'Typed<int>' that isn't complete: its constructor may still run
    value_ = 1;
  }

private:
  T value_{};
  std::jthread thread_;
};
Typed<int> one;
Typed<long> two;

#define START(F) thread_ = std::jthread([this] { F(); })
class InMacro : Base {
  std::jthread thread_;
  void run();

public:
  InMacro() {
    START(run);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this thread gets an object of 'InMacro' that isn't complete: its constructor may still run
    use(1);
  }
};

// Not flagged

class Final final : Base {
  std::jthread thread_;
  void run();

public:
  Final() {
    thread_ = std::jthread([this] { run(); });
    use(1);
  }
};

class Plain {
  std::jthread thread_;
  void run();

public:
  Plain() {
    thread_ = std::jthread([this] { run(); });
    use(1);
  }
};

class LastStatement : Base {
  std::jthread thread_;
  void run();

public:
  LastStatement() {
    use(1);
    thread_ = std::jthread([this] { run(); });
  }
};

class LastMember : Base {
  int period_ = 5;
  std::jthread thread_;
  void run();

public:
  LastMember() : thread_(&LastMember::run, this) {}
};

class OfOthers : Base {
  std::jthread thread_;
  int period_ = 5;

public:
  OfOthers() : thread_([period = period_] { use(period); }) { use(1); }
};

class StartedByMethod : Base {
  std::jthread thread_;
  void run();

public:
  StartedByMethod() { use(1); }
  void start() { thread_ = std::jthread([this] { run(); }); }
};

class Nested : Base {
  std::jthread thread_;
  std::function<void()> start_;
  void run();

public:
  Nested() {
    start_ = [this] { thread_ = std::jthread([this] { run(); }); };
    use(1);
  }
};

class Silenced : Base {
  std::jthread thread_;
  void run();

public:
  Silenced() {
    thread_ = std::jthread([this] { run(); }); // NOLINT(async-start-in-constructor)
    use(1);
  }
};

class Fixture : public testing::Test {
  std::jthread thread_;
  void run();

public:
  Fixture() {
    thread_ = std::jthread([this] { run(); });
    use(1);
  }
};
