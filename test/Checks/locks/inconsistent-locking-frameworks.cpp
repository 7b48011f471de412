// RUN: %check %s async-inconsistent-locking --config='{CheckOptions: {async-inconsistent-locking.AllFields: true}}'

// Mutexes and guards of all kinds. The last method of each class forgets the lock.

#include <abseil.h>
#include <boost-thread.h>
#include <poco.h>
#include <posix.h>
#include <qt.h>

class BoostMutex {
public:
  void add() {
    boost::lock_guard<boost::mutex> lock(mutex_);
    ++size_;
  }
  void remove() {
    boost::unique_lock<boost::mutex> lock(mutex_);
    --size_;
  }
  int size() const { return size_; }
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'size_' is read without 'mutex_', under which another thread may write it

private:
  mutable boost::mutex mutex_;
  int size_ = 0;
};

class QtMutex {
public:
  void add() {
    QMutexLocker<QMutex> lock(&mutex_);
    ++size_;
  }
  void remove() {
    mutex_.lock();
    --size_;
    mutex_.unlock();
  }
  int size() const { return size_; }
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'size_' is read without 'mutex_'

private:
  QMutex mutex_;
  int size_ = 0;
};

class QtReaders {
public:
  void add() {
    QWriteLocker lock(&mutex_);
    ++size_;
  }
  int size() {
    QReadLocker lock(&mutex_);
    return size_;
  }
  int guess() const { return size_; }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'size_' is read without 'mutex_'

private:
  QReadWriteLock mutex_;
  int size_ = 0;
};

class AbseilMutex {
public:
  void add() {
    absl::MutexLock lock(&mutex_);
    ++size_;
    help();
  }
  int size() {
    absl::ReaderMutexLock lock(&mutex_);
    return size_;
  }
  int locked() const __attribute__((requires_capability(mutex_))) { return size_; }
  int guess() const { return size_; }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'size_' is read without 'mutex_'

private:
  void help() { size_ = 1; }
  mutable absl::Mutex mutex_;
  int size_ = 0;
};

class PocoMutex {
public:
  void add() {
    Poco::Mutex::ScopedLock lock(mutex_);
    ++size_;
  }
  void remove() {
    Poco::Mutex::ScopedLock lock(mutex_);
    --size_;
  }
  int size() const { return size_; }
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'size_' is read without 'mutex_'

private:
  Poco::Mutex mutex_;
  int size_ = 0;
};

class PosixMutex {
public:
  void add() {
    pthread_mutex_lock(&mutex_);
    ++size_;
    pthread_mutex_unlock(&mutex_);
  }
  void remove() {
    pthread_mutex_lock(&mutex_);
    --size_;
    pthread_mutex_unlock(&mutex_);
  }
  int size() const { return size_; }
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'size_' is read without 'mutex_'

private:
  pthread_mutex_t mutex_;
  int size_ = 0;
};

// A mutex of one's own, by its shape.
class Spin {
public:
  void lock();
  void unlock();
};
class OwnMutex {
public:
  void add() {
    mutex_.lock();
    ++size_;
    mutex_.unlock();
  }
  void remove() {
    mutex_.lock();
    --size_;
    mutex_.unlock();
  }
  int size() const { return size_; }
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'size_' is read without 'mutex_'

private:
  Spin mutex_;
  int size_ = 0;
};
