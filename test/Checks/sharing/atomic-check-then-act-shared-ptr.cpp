// RUN: %check %s async-atomic-check-then-act --std=c++11,c++17 --real-headers -- -Wno-deprecated-declarations

// Shared pointers by the free functions.

#include <memory>
#include <mutex>
#include <vector>

struct Column {};
std::shared_ptr<Column> make(int index);

class Batch {
  mutable std::vector<std::shared_ptr<Column>> columns_;
  mutable std::shared_ptr<Column> first_, second_;
  mutable std::mutex mutex_;

public:
  std::shared_ptr<Column> column(int index) const {
    std::shared_ptr<Column> result = std::atomic_load(&columns_[index]);
    if (!result) {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'columns_[index]' is tested here and set in a second step: two threads may both pass the test [async-atomic-check-then-act]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: set here; one exchange or compare-exchange tests and sets
      result = make(index);
      std::atomic_store(&columns_[index], result);
    }
    return result;
  }
  std::shared_ptr<Column> first() const {
    auto result = std::atomic_load_explicit(&first_, std::memory_order_acquire);
    if (result == nullptr)
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'first_' is tested here and set in a second step: two threads may both pass the test [async-atomic-check-then-act]
    // CHECK-MESSAGES: :[[@LINE+1]]:7: note: set here; one exchange or compare-exchange tests and sets
      std::atomic_store_explicit(&first_, make(0), std::memory_order_release);
    return result;
  }

  std::shared_ptr<Column> exchanged(int index) const {
    std::shared_ptr<Column> result = std::atomic_load(&columns_[index]);
    if (!result) {
      auto made = make(index);
      if (std::atomic_compare_exchange_strong(&columns_[index], &result, made))
        return made;
    }
    return result;
  }
  std::shared_ptr<Column> locked() const {
    std::lock_guard<std::mutex> lock(mutex_);
    auto result = std::atomic_load(&first_);
    if (!result)
      std::atomic_store(&first_, make(0));
    return result;
  }
  void copyOfAnother() const {
    auto result = std::atomic_load(&first_);
    if (!result)
      std::atomic_store(&second_, make(1));
  }
  void replace() const {
    auto result = std::atomic_load(&first_);
    if (result)
      std::atomic_store(&first_, make(2));
  }
};
