// RUN: %check %s async-blocking-under-lock

// Locks, sleeps and waits of frameworks: models know them.

#include <abseil.h>
#include <boost-asio.h>
#include <boost-thread.h>
#include <folly.h>
#include <hiredis.h>
#include <libpq.h>
#include <poco.h>
#include <posix.h>
#include <qt.h>

//===- POSIX ----------------------------------------------------------------===//

pthread_mutex_t Old;
pthread_cond_t OldChanged;

void posixSleeps() {
  pthread_mutex_lock(&Old);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' puts the thread to sleep while 'Old' is locked; all who want it wait too [async-blocking-under-lock]
  pthread_mutex_unlock(&Old);
  sleep(1);
}

void posixJoins(pthread_t Thread) {
  pthread_mutex_lock(&Old);
  pthread_join(Thread, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_join' waits for another thread to end while 'Old' is locked; all who want it wait too
  pthread_mutex_unlock(&Old);
}

void posixWaits() {
  pthread_mutex_lock(&Old);
  pthread_cond_wait(&OldChanged, &Old);
  pthread_mutex_unlock(&Old);
}

//===- Boost ----------------------------------------------------------------===//

class BoostUser {
public:
  void sleeps() {
    boost::lock_guard<boost::mutex> Lock(Mutex);
    boost::this_thread::sleep_for(boost::chrono::seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep while 'Mutex' is locked; all who want it wait too
  }
  void waits() {
    boost::unique_lock<boost::mutex> Lock(Mutex);
    Changed.wait(Lock);
  }
  void joins(boost::thread &Thread) {
    boost::unique_lock<boost::mutex> Lock(Mutex);
    Thread.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'join' waits for another thread to end while 'Mutex' is locked; all who want it wait too
    Lock.unlock();
    Thread.join();
  }
  void sendsOnItsSocket(boost::asio::const_buffer Data) {
    boost::unique_lock<boost::mutex> Lock(Mutex);
    boost::asio::write(Socket, Data);
    Socket.send(Data);
  }
  void sendsOnAnother(boost::asio::ip::tcp::socket &Other, boost::asio::const_buffer Data) {
    boost::unique_lock<boost::mutex> Lock(Mutex);
    boost::asio::write(Other, Data);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' waits until all data is taken while 'Mutex' is locked; all who want it wait too
  }

private:
  boost::mutex Mutex;
  boost::condition_variable Changed;
  boost::asio::ip::tcp::socket Socket;
};

//===- Qt -------------------------------------------------------------------===//

class QtUser {
public:
  void sleeps() {
    QMutexLocker Lock(&Mutex);
    QThread::msleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'msleep' puts the thread to sleep while 'Mutex' is locked; all who want it wait too
    Lock.unlock();
    QThread::msleep(10);
  }
  void waits() {
    QMutexLocker Lock(&Mutex);
    Changed.wait(&Mutex);
  }
  int result(QFuture<int> Future) {
    QReadLocker Lock(&Readers);
    return Future.result();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'result' waits for the result while 'Readers' is locked; all who want it wait too
  }

  void uses() { QWriteLocker Lock(&Readers); }

private:
  QMutex Mutex;
  QReadWriteLock Readers;
  QWaitCondition Changed;
};

//===- Abseil ---------------------------------------------------------------===//

class AbseilUser {
public:
  void sleeps() {
    absl::MutexLock Lock(&Mutex);
    absl::SleepFor(absl::Seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'SleepFor' puts the thread to sleep while 'Mutex' is locked; all who want it wait too
  }
  void waits() {
    absl::MutexLock Lock(&Mutex);
    Mutex.Await(absl::Condition(&Ready));
    Changed.Wait(&Mutex);
  }
  void isNotified(absl::Notification &Done) {
    absl::MutexLock Lock(&Mutex);
    Done.WaitForNotification();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'WaitForNotification' waits to be notified while 'Mutex' is locked; all who want it wait too
  }

private:
  absl::Mutex Mutex;
  absl::CondVar Changed;
  bool Ready = false;
};

//===- POCO -----------------------------------------------------------------===//

class PocoUser {
public:
  void waits() {
    Poco::FastMutex::ScopedLock Lock(Mutex);
    Changed.wait(Mutex);
  }
  void isSet(Poco::Event &Done) {
    Poco::FastMutex::ScopedLock Lock(Mutex);
    Done.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' waits for another thread's signal while 'Mutex' is locked; all who want it wait too
  }
  void none(Poco::Event &Done) {
    Poco::ScopedLock<Poco::NullMutex> Lock(Nothing);
    Done.wait();
  }

private:
  Poco::FastMutex Mutex;
  Poco::Condition Changed;
  Poco::NullMutex Nothing;
};

//===- folly ----------------------------------------------------------------===//

int folly_(folly::Synchronized<int> &Value, folly::Baton<> &Done) {
  auto Locked = Value.wlock();
  Done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' waits for another thread's post while 'Locked' is locked; all who want it wait too
  return *Locked;
}

//===- Databases ------------------------------------------------------------===//

class Database {
public:
  // The mutex is the connection's.
  void query(const char *Text) {
    std::lock_guard Lock(Mutex);
    PQclear(PQexec(Connection, Text));
    freeReplyObject(redisCommand(Cache, Text));
  }
  void queryOther(PGconn *Other, const char *Text) {
    std::lock_guard Lock(Mutex);
    PQclear(PQexec(Other, Text));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'PQexec' waits for the server's answer while 'Mutex' is locked; all who want it wait too
  }

private:
  std::mutex Mutex;
  PGconn *Connection;
  redisContext *Cache;
};
