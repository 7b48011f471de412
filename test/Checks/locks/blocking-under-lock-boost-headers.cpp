// REQUIRES: boost-asio, boost-thread, qt6
// RUN: %check %s async-blocking-under-lock --real-headers -- %boost-thread-flags %qt6-flags

// What blocks in Boost.Asio, Boost.Thread and Qt, under locks of Boost and Qt.

#include <QtCore/QFuture>
#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <QtCore/QThread>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>
#include <mutex>
#include <string>
#include <vector>

namespace asio = boost::asio;

class Connection {
public:
  explicit Connection(asio::io_context &io) : socket_(io), resolver_(io) {}
  void send(asio::ip::tcp::socket &to, const std::string &text) {
    std::lock_guard<std::mutex> lock(mutex_);
    asio::write(to, asio::buffer(text));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' waits until all data is taken while 'mutex_' is locked; all who want it wait too [async-blocking-under-lock]
    ++sent_;
  }
  size_t receive(asio::ip::tcp::socket &from, std::vector<char> &into) {
    boost::unique_lock<boost::mutex> lock(boostMutex_);
    return from.read_some(asio::buffer(into));
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'read_some' waits for data while 'boostMutex_' is locked; all who want it wait too
  }
  void reconnect(const std::string &host) {
    boost::lock_guard<boost::mutex> lock(boostMutex_);
    auto endpoints = resolver_.resolve(host, "80");
    // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'resolve' looks up a name while 'boostMutex_' is locked; all who want it wait too
    connected_ = true;
  }
  void rests() {
    boost::lock_guard<boost::mutex> lock(boostMutex_);
    boost::this_thread::sleep_for(boost::chrono::seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep while 'boostMutex_' is locked; all who want it wait too
  }

  // The mutex is there for the socket.
  void sendLocked(const std::string &text) {
    std::lock_guard<std::mutex> lock(mutex_);
    asio::write(socket_, asio::buffer(text));
  }
  void sendUnlocked(const std::string &text) {
    asio::write(socket_, asio::buffer(text));
    std::lock_guard<std::mutex> lock(mutex_);
    ++sent_;
  }
  void sendLater(std::string text) {
    boost::lock_guard<boost::mutex> lock(boostMutex_);
    text_ = std::move(text);
    asio::async_write(socket_, asio::buffer(text_), [](boost::system::error_code, size_t) {});
  }
  void restsUnlocked() {
    boost::unique_lock<boost::mutex> lock(boostMutex_);
    connected_ = false;
    lock.unlock();
    boost::this_thread::sleep_for(boost::chrono::seconds(1));
  }

private:
  std::mutex mutex_;
  boost::mutex boostMutex_;
  asio::ip::tcp::socket socket_;
  asio::ip::tcp::resolver resolver_;
  std::string text_;
  int sent_ = 0;
  bool connected_ = false;
};

class Loader {
public:
  int value() {
    QMutexLocker locker(&mutex_);
    return loading_.result();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'result' waits for the result while 'mutex_' is locked; all who want it wait too
  }
  void rests() {
    QMutexLocker locker(&mutex_);
    QThread::msleep(100);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'msleep' puts the thread to sleep while 'mutex_' is locked; all who want it wait too
    ++rests_;
  }
  int rested() const {
    QMutexLocker locker(&mutex_);
    return rests_;
  }
  void waitFor(QThread &other) {
    QMutexLocker locker(&mutex_);
    other.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' waits for another thread to end while 'mutex_' is locked; all who want it wait too
  }

  int valueUnlocked() {
    QMutexLocker locker(&mutex_);
    QFuture<int> loading = loading_;
    locker.unlock();
    return loading.result();
  }
  bool stops(QThread &other) {
    QMutexLocker locker(&mutex_);
    return other.wait(0);
  }

private:
  mutable QMutex mutex_;
  QFuture<int> loading_;
  int rests_ = 0;
};
