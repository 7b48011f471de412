// RUN: %check %s async-double-checked-locking --real-headers --std=c++17,c++20

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

struct Table {
  std::string text;
};
Table parse();

class Lazy {
public:
  const Table &unique() {
    if (!unique_) {
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'unique_' is no atomic, but tested without the lock: it may be seen set before what it stands for [async-double-checked-locking]
      std::scoped_lock lock(mutex_);
      if (!unique_)
        unique_ = std::make_unique<Table>();
    }
    return *unique_;
  }
  const Table &shared() {
    if (shared_ == nullptr) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'shared_' is no atomic, but tested without the lock
      std::scoped_lock lock(mutex_);
      if (shared_ == nullptr)
        shared_.reset(new Table);
    }
    return *shared_;
  }
  void flag() {
    if (loaded_)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'loaded_' is no atomic, but tested without the lock
      return;
    std::scoped_lock lock(mutex_);
    if (loaded_)
      return;
    table_ = parse();
    loaded_ = true;
  }

//===- Not flagged --------------------------------------------------------===//

  const Table &atomic() {
    if (!atomic_.load(std::memory_order_acquire)) {
      std::scoped_lock lock(mutex_);
      if (!atomic_.load(std::memory_order_relaxed))
        atomic_.store(new Table, std::memory_order_release);
    }
    return *atomic_;
  }
  const Table &atomic_shared() {
    if (!std::atomic_load(&shared_too_)) {
      std::scoped_lock lock(mutex_);
      if (!shared_too_)
        std::atomic_store(&shared_too_, std::make_shared<Table>());
    }
    return *shared_too_;
  }

private:
  std::mutex mutex_;
  bool loaded_ = false;
  Table table_;
  std::unique_ptr<Table> unique_;
  std::shared_ptr<Table> shared_;
  std::shared_ptr<Table> shared_too_;
  std::atomic<Table *> atomic_{nullptr};
};
