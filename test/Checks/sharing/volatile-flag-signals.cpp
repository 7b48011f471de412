// RUN: %check %s async-volatile-flag --real-headers --no-fixes

// sig_atomic_t is for signal handlers, and no more than that.

#include <csignal>
#include <thread>

bool step();

struct Timer {
  volatile sig_atomic_t expired = 1;
  std::thread thread;
  void start() {
    expired = 0;
    thread = std::thread([this] {
      step();
      expired = 1;
    });
  }
  ~Timer() { thread.join(); }
};

void run(Timer &timer) {
  timer.start();
  while (!timer.expired)
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'expired' is written on another thread, and volatile is not atomic: what was written before may be missed [async-volatile-flag]
  // CHECK-MESSAGES: :[[@LINE-10]]:7: note: written here
  // CHECK-MESSAGES: :[[@LINE-13]]:14: note: the thread is started here
    step();
}

//===- Not flagged --------------------------------------------------------===//

volatile std::sig_atomic_t interrupted = 0;
void onSignal(int) { interrupted = 1; }

class Server {
  std::thread thread_{[this] { serve(); }};
  void serve() {
    while (!interrupted)
      step();
  }

public:
  ~Server() { thread_.join(); }
};
