// REQUIRES: boost-asio, boost-thread
// RUN: %check %s async-thread-member-order --real-headers -- %boost-thread-flags

// Threads of Boost, and an event loop that one runs.

#include <boost/asio/io_context.hpp>
#include <boost/thread/scoped_thread.hpp>
#include <boost/thread/thread.hpp>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

void use(const std::string &name);

class StartsTooEarly {
public:
  StartsTooEarly() : thread_([this] { run(); }), name_("worker") {}
  ~StartsTooEarly() { thread_.join(); }

private:
  void run() { use(name_); }
  boost::thread thread_;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the thread of 'thread_' starts before 'name_', which it uses, is initialized [async-thread-member-order]
  std::string name_;
};

class LoopTooEarly {
public:
  LoopTooEarly() : thread_([this] { io_.run(); }) {}
  ~LoopTooEarly() {
    io_.stop();
    thread_.join();
  }

private:
  std::thread thread_;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread of 'thread_' starts before 'io_', which it uses, is initialized
  boost::asio::io_context io_;
};

//===- Not flagged --------------------------------------------------------===//

class InOrder {
public:
  InOrder() : name_("worker"), thread_([this] { run(); }) {}
  ~InOrder() { thread_.join(); }

private:
  void run() { use(name_); }
  std::string name_;
  boost::thread thread_;
};

class LoopInOrder {
public:
  LoopInOrder() : thread_([this] { io_.run(); }) {}
  ~LoopInOrder() {
    io_.stop();
    thread_.join();
  }

private:
  boost::asio::io_context io_;
  std::thread thread_;
};

class StartsLater {
public:
  void start() {
    thread_ = boost::thread([this] { use(name_); });
  }
  ~StartsLater() {
    if (thread_.joinable())
      thread_.join();
  }

private:
  boost::thread thread_;
  std::string name_;
};
