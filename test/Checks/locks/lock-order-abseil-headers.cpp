// REQUIRES: abseil, qt6
// RUN: %check %s async-lock-order --real-headers --std=c++17,c++20 -- %abseil-flags %qt6-flags

// Abseil's mutexes, with their annotations, and Qt's.

#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <QtCore/QReadWriteLock>
#include <absl/base/thread_annotations.h>
#include <absl/synchronization/mutex.h>
#include <vector>

class Table {
public:
  void insert(int row) {
    absl::MutexLock rows(&rows_mutex_);
    rows_.push_back(row);
    absl::WriterMutexLock index(&index_mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'index_mutex_' is locked under 'rows_mutex_' here, and 'rows_mutex_' under 'index_mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
    ++indexed_;
  }
  int indexed() {
    absl::ReaderMutexLock index(&index_mutex_);
    absl::MutexLock rows(&rows_mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'rows_mutex_' is locked under 'index_mutex_' here, and 'index_mutex_' under 'rows_mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
    return rows_.empty() ? 0 : indexed_;
  }

private:
  absl::Mutex rows_mutex_;
  std::vector<int> rows_ ABSL_GUARDED_BY(rows_mutex_);
  absl::Mutex index_mutex_ ABSL_ACQUIRED_AFTER(rows_mutex_);
  int indexed_ ABSL_GUARDED_BY(index_mutex_) = 0;
};

class Annotated {
public:
  void refresh() {
    absl::MutexLock values(&values_mutex_);
    count();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'count_mutex_' is locked under 'values_mutex_' here, and 'values_mutex_' under 'count_mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
  }
  void reset() {
    absl::MutexLock count(&count_mutex_);
    clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'values_mutex_' is locked under 'count_mutex_' here, and 'count_mutex_' under 'values_mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
  }

private:
  void count() ABSL_EXCLUSIVE_LOCKS_REQUIRED(values_mutex_) {
    absl::MutexLock count(&count_mutex_);
    ++count_;
  }
  void clear() ABSL_LOCKS_EXCLUDED(values_mutex_) {
    absl::MutexLock values(&values_mutex_);
    values_.clear();
  }
  absl::Mutex values_mutex_, count_mutex_;
  std::vector<int> values_;
  int count_ = 0;
};

class Document {
public:
  void save() {
    QMutexLocker text(&textMutex_);
    QWriteLocker file(&fileLock_);
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'fileLock_' is locked under 'textMutex_' here, and 'textMutex_' under 'fileLock_' elsewhere: two threads that do so wait for each other [async-lock-order]
    ++saved_;
  }
  int saved() {
    QReadLocker file(&fileLock_);
    QMutexLocker<QMutex> text(&textMutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'textMutex_' is locked under 'fileLock_' here, and 'fileLock_' under 'textMutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
    return saved_;
  }

private:
  QMutex textMutex_;
  QReadWriteLock fileLock_;
  int saved_ = 0;
};

//===- Not flagged --------------------------------------------------------===//

class InOrder {
public:
  void insert(int row) {
    absl::MutexLock rows(&rows_mutex_);
    absl::MutexLock index(&index_mutex_);
    rows_.push_back(row);
  }
  void released() {
    absl::ReleasableMutexLock index(&index_mutex_);
    ++indexed_;
    index.Release();
    absl::MutexLock rows(&rows_mutex_);
    rows_.clear();
  }
  void tried() {
    absl::MutexLock index(&index_mutex_);
    if (rows_mutex_.TryLock()) {
      rows_.clear();
      rows_mutex_.Unlock();
    }
  }
  void by_hand() {
    index_mutex_.Lock();
    ++indexed_;
    index_mutex_.Unlock();
    absl::MutexLock rows(&rows_mutex_);
  }

private:
  absl::Mutex rows_mutex_, index_mutex_;
  std::vector<int> rows_;
  int indexed_ = 0;
};

class OrderedDocument {
public:
  void save() {
    QMutexLocker text(&textMutex_);
    QMutexLocker file(&fileMutex_);
    ++saved_;
  }
  void unlocks() {
    QMutexLocker file(&fileMutex_);
    ++saved_;
    file.unlock();
    QMutexLocker text(&textMutex_);
  }
  void tries() {
    QMutexLocker file(&fileMutex_);
    if (textMutex_.tryLock(10)) {
      ++saved_;
      textMutex_.unlock();
    }
  }

private:
  QMutex textMutex_, fileMutex_;
  int saved_ = 0;
};
