// RUN: %check %s async-volatile-flag

#include <std.h>

void step();

#define WHILE_NOT(flag) while (!(flag))
#define FLAG(name) bool name = false

class FlagByMacro {
public:
  ~FlagByMacro() {
    stop_ = true;
    thread_.join();
  }

private:
  FLAG(stop_);
  std::thread thread_{[this] {
    WHILE_NOT(stop_)
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'stop_' is written on another thread but no atomic: this loop may never see the change [async-volatile-flag]
    step();
  }};
};

template <class T> class Worker {
public:
  void start() {
    thread_ = std::thread([this] {
      while (!stop_)
        // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'stop_' is written on another thread but no atomic
        item_.step();
    });
  }
  void stop() {
    stop_ = true;
    thread_.join();
  }

private:
  T item_;
  bool stop_ = false;
  std::thread thread_;
};
struct Item {
  void step();
};
template class Worker<Item>;
struct Other {
  void step();
};
template class Worker<Other>;

// The inner lambda runs on the thread as well.
void nested() {
  bool done = false;
  std::thread worker([&] {
    auto drain = [&] {
      while (!done)
        // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'done' is written on another thread but no atomic
        step();
    };
    drain();
  });
  done = true;
  worker.join();
}

void silenced() {
  bool done = false;
  std::thread worker([&] {
    while (!done) // NOLINT(async-volatile-flag): only for show
      step();
  });
  done = true;
  worker.join();
}
