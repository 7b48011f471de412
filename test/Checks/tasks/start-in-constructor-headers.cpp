// REQUIRES: boost-asio, boost-thread, libstdcxx-jthread
// RUN: %check %s async-start-in-constructor --real-headers -- %boost-thread-flags

// libstdc++'s threads, Boost.Thread's and Boost.Asio's pool.

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/thread/thread.hpp>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

class Service {
public:
  virtual ~Service() = default;
  virtual void run() = 0;
  void loop(std::stop_token stop) {
    while (!stop.stop_requested())
      run();
  }
};

class Poller : public Service {
public:
  Poller() : thread_([this](std::stop_token stop) { loop(stop); }) {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: this thread gets an object of 'Poller' that isn't complete: a derived class's constructor may still run [async-start-in-constructor]
    period_ = 10;
  }
  void run() override {}

private:
  std::jthread thread_;
  int period_ = 0;
};

class Pool : public Service {
public:
  explicit Pool(int size) {
    for (int i = 0; i < size; ++i)
      threads_.emplace_back(&Pool::run, this);
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this thread gets an object of 'Pool' that isn't complete: a derived class's constructor may still run
    ready_ = true;
  }
  void run() override;

private:
  std::vector<std::thread> threads_;
  bool ready_ = false;
};

class Loader : public Service {
public:
  Loader() {
    loading_ = std::async(std::launch::async, [this] { run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this thread gets an object of 'Loader' that isn't complete: a derived class's constructor may still run
    path_ = "data";
  }
  void run() override;

private:
  std::future<void> loading_;
  const char *path_ = nullptr;
};

class BoostWorker : public Service {
public:
  BoostWorker() {
    thread_ = boost::thread([this] { run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this thread gets an object of 'BoostWorker' that isn't complete: a derived class's constructor may still run
    started_ = true;
  }
  void run() override;

private:
  boost::thread thread_;
  bool started_ = false;
};

class Posted : public Service {
public:
  explicit Posted(boost::asio::thread_pool &pool) {
    boost::asio::post(pool, std::bind(&Posted::run, this));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this thread gets an object of 'Posted' that isn't complete: a derived class's constructor may still run
    posted_ = 1;
  }
  void run() override;

private:
  int posted_ = 0;
};

class Owner : public Service {
public:
  Owner() {
    thread_ = std::make_unique<std::jthread>([this] { run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this thread gets an object of 'Owner' that isn't complete: a derived class's constructor may still run
    name_ = "owner";
  }
  void run() override;

private:
  std::unique_ptr<std::jthread> thread_;
  const char *name_ = "";
};

//===- Not flagged --------------------------------------------------------===//

class FinalPoller final : public Service {
public:
  FinalPoller() {
    period_ = 10;
    thread_ = std::jthread(std::bind_front(&FinalPoller::loop, this));
  }
  void run() override {}

private:
  int period_ = 0;
  std::jthread thread_;
};

class LastOfAll : public Service {
public:
  LastOfAll() {
    period_ = 10;
    thread_.emplace([this](std::stop_token stop) { loop(stop); });
  }
  void run() override {}

private:
  int period_ = 0;
  std::optional<std::jthread> thread_;
};

class StartedLater : public Service {
public:
  StartedLater() : period_(10) {}
  void start() {
    thread_ = std::jthread([this](std::stop_token stop) { loop(stop); });
    period_ = 20;
  }
  void run() override {}

private:
  std::jthread thread_;
  int period_;
};

class OfItsOwn : public Service {
public:
  OfItsOwn() {
    thread_ = std::jthread([state = state_](std::stop_token) { ++*state; });
    period_ = 10;
  }
  void run() override {}

private:
  std::shared_ptr<int> state_ = std::make_shared<int>(0);
  std::jthread thread_;
  int period_ = 0;
};

class Plain {
public:
  explicit Plain(boost::asio::thread_pool &pool) {
    boost::asio::post(pool, [this] { ++posted_; });
    other_ = 1;
  }

private:
  int posted_ = 0, other_ = 0;
};
