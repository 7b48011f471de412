// RUN: %check %s async-volatile-flag

// Threads and pools of frameworks.

#include <boost-asio.h>
#include <boost-thread.h>
#include <qt.h>

void step();

class BoostThread {
public:
  void start() { thread_ = boost::thread([this] { run(); }); }
  void stop() { stop_ = true; }

private:
  void run() {
    while (!stop_)
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'stop_' is written on another thread but no atomic: this loop may never see the change [async-volatile-flag]
      step();
  }
  bool stop_ = false;
  boost::thread thread_;
};

class QtWorker : public QThread {
public:
  void stop() { stop_ = true; }

protected:
  void run() override {
    while (!stop_)
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'stop_' is written on another thread but no atomic
      step();
  }

private:
  volatile int unused_ = 0;
  bool stop_ = false;
};

// One thread runs the loop and its handlers, as far as anybody can tell.
class EventLoop {
public:
  void post(boost::asio::io_context &context) {
    boost::asio::post(context, [this] { while (!stop_) step(); });
  }
  void stop() { stop_ = true; }

private:
  bool stop_ = false;
};

class QtNoThread : public QObject {
public:
  void run() {
    while (!stop_)
      step();
  }
  void stop() { stop_ = true; }

private:
  bool stop_ = false;
};
