// REQUIRES: boost-asio, boost-thread, tbb
// RUN: %check %s async-unbounded-queue --real-headers --config='{CheckOptions: {async-unbounded-queue.CheckContainers: true}}' -- %boost-thread-flags

// Queues of Boost.Thread, oneTBB (tbb::detail::d2) and Boost.Asio, and libstdc++'s with a
// condition variable.

#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <boost/thread/concurrent_queues/sync_queue.hpp>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <queue>
#include <string>
#include <tbb/concurrent_queue.h>

void write(const std::string &line);
using Lines =
    boost::asio::experimental::concurrent_channel<void(boost::system::error_code, std::string)>;

class Logger {
public:
  void log(const std::string &line) { lines_.push(line); }
  void run() {
    while (!lines_.closed())
      write(lines_.pull());
  }

private:
  boost::sync_queue<std::string> lines_;
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'lines_' has no limit: what comes faster than it is taken out piles up in memory [async-unbounded-queue]
};

class Collector {
public:
  void add(std::string line) { lines_.push(std::move(line)); }
  void flush() {
    for (std::string line; lines_.try_pop(line);)
      write(line);
  }

private:
  tbb::concurrent_queue<std::string> lines_;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'lines_' has no limit: what comes faster than it is taken out piles up in memory
};

class Channel {
public:
  explicit Channel(boost::asio::io_context &io)
      : lines_(io, std::numeric_limits<std::size_t>::max()) {}
  void send(std::string line) { lines_.try_send(boost::system::error_code(), std::move(line)); }
  void receive() {
    lines_.async_receive([](boost::system::error_code, const std::string &line) { write(line); });
  }

private:
  Lines lines_;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'lines_' has no limit: what comes faster than it is taken out piles up in memory
};

class Mailbox {
public:
  void push(std::string line) {
    {
      std::scoped_lock lock(mutex_);
      lines_.push(std::move(line));
    }
    filled_.notify_one();
  }
  std::string pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return !lines_.empty(); });
    std::string line = std::move(lines_.front());
    lines_.pop();
    return line;
  }

private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::queue<std::string> lines_;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'lines_' has no limit: what comes faster than it is taken out piles up in memory
};

//===- Not flagged --------------------------------------------------------===//

class BoundedLogger {
public:
  BoundedLogger() : lines_(1000) {}
  void log(const std::string &line) { lines_.push(line); }
  void run() {
    while (!lines_.closed())
      write(lines_.pull());
  }

private:
  boost::sync_bounded_queue<std::string> lines_;
};

class BoundedCollector {
public:
  BoundedCollector() { lines_.set_capacity(1000); }
  void add(std::string line) { lines_.push(std::move(line)); }
  void run() {
    std::string line;
    for (;;) {
      lines_.pop(line);
      write(line);
    }
  }

private:
  tbb::concurrent_bounded_queue<std::string> lines_;
};

class BoundedChannel {
public:
  explicit BoundedChannel(boost::asio::io_context &io) : lines_(io, 64) {}
  void send(std::string line) { lines_.try_send(boost::system::error_code(), std::move(line)); }
  void receive() {
    lines_.async_receive([](boost::system::error_code, const std::string &line) { write(line); });
  }

private:
  Lines lines_;
};

class BoundedMailbox {
public:
  bool push(std::string line) {
    std::scoped_lock lock(mutex_);
    if (lines_.size() >= 1000)
      return false;
    lines_.push(std::move(line));
    filled_.notify_one();
    return true;
  }
  std::string pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return !lines_.empty(); });
    std::string line = std::move(lines_.front());
    lines_.pop();
    return line;
  }

private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::queue<std::string> lines_;
};
