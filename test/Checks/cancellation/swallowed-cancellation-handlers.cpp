// RUN: %check %s async-swallowed-cancellation --std=c++17,c++20

// Handlers of timers, which are called when the timer is cancelled as well.

#include <boost-asio.h>
#include <std.h>

namespace asio = boost::asio;
using boost::system::error_code;
using namespace std::chrono_literals;

void log(const char *what);
void ping();

class Heartbeat {
public:
  void stop() { timer_.cancel(); }
  void start() {
    timer_.expires_after(1s);
    timer_.async_wait([this](const error_code &error) { tick(error); });
  }

private:
  void tick(const error_code &error) {
    ping();
    start();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the wait for 'timer_' starts again also when it was cancelled, and never ends [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-8]]:12: note: this wait calls its handler in both cases
    // CHECK-MESSAGES: :[[@LINE-12]]:24: note: it is cancelled here
    // CHECK-MESSAGES: :[[@LINE-6]]:31: note: the error says which of them it is
    report(error);
  }
  void report(const error_code &error);
  asio::steady_timer timer_;
};

class ByPointer {
public:
  ~ByPointer() { timer_->cancel(); }
  void run() {
    timer_->async_wait([this](const error_code &) { next(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: the wait for 'timer_' starts again also when it was cancelled
  }

private:
  void next() {
    ping();
    run();
  }
  std::unique_ptr<asio::steady_timer> timer_;
};

class Deadline {
public:
  void read() {
    timer_.expires_after(30s);
    timer_.async_wait([this](error_code) { close(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: this happens also when the wait for 'timer_' was cancelled, not only when its time is over
  }
  void done() { timer_.cancel(); }
  void close();

private:
  asio::steady_timer timer_;
};

//===- Not flagged --------------------------------------------------------===//

class Asks {
public:
  void stop() { timer_.cancel(); }
  void start() {
    timer_.async_wait([this](const error_code &error) {
      if (error)
        return;
      start();
    });
  }
  void other() {
    timer_.async_wait([this](const error_code &error) {
      if (!error)
        start();
    });
  }
  void further_on() {
    timer_.async_wait([this](const error_code &error) { tick(error); });
  }

private:
  void tick(const error_code &error) {
    if (!error) {
      ping();
      further_on();
    }
  }
  asio::steady_timer timer_;
};

class HasAFlag {
public:
  void stop() {
    stopped_ = true;
    timer_.cancel();
  }
  void start() {
    timer_.async_wait([this](const error_code &) {
      if (stopped_)
        return;
      start();
    });
  }
  void checks_first() {
    if (stopped_)
      return;
    timer_.async_wait([this](const error_code &) { checks_first(); });
  }

private:
  bool stopped_ = false;
  asio::steady_timer timer_;
};

// Nobody cancels it for good: only to set another time.
class OnlyRestarted {
public:
  void start() {
    timer_.async_wait([this](const error_code &) { start(); });
  }
  void sooner() {
    timer_.cancel();
    timer_.expires_after(1s);
    timer_.async_wait([this](const error_code &error) {
      if (!error)
        start();
    });
  }

private:
  asio::steady_timer timer_;
};

// Cancelling it is how its waiters are woken.
class Event {
public:
  void wait() {
    timer_.expires_at(asio::steady_timer::time_point::max());
    timer_.async_wait([this](const error_code &) { retry(); });
  }
  void set() { timer_.cancel(); }
  void retry();

private:
  asio::steady_timer timer_;
};

// What it does then is right in both cases.
class Countdown {
public:
  void start() {
    timer_.async_wait([this](const error_code &) { count(); });
  }
  void stop() { timer_.cancel(); }
  void count();

private:
  asio::steady_timer timer_;
};

class Silenced {
public:
  void stop() { timer_.cancel(); }
  void start() {
    timer_.async_wait([this](const error_code &) { start(); }); // NOLINT(async-swallowed-cancellation): ends with the context
  }

private:
  asio::steady_timer timer_;
};
