// RUN: %check %s async-inconsistent-locking --config='{CheckOptions: {async-inconsistent-locking.AllFields: true}}'

#include <mutex>

#define SIZE_OF(Field) int size() const { return Field; }
#define LOCKED std::lock_guard<std::mutex> lock(mutex_)

class FromMacros {
public:
  void add() {
    LOCKED;
    size_ += 1;
  }
  void remove() {
    LOCKED;
    size_ -= 1;
  }
  SIZE_OF(size_)
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'size_' is read without 'mutex_', under which another thread may write it

private:
  std::mutex mutex_;
  int size_ = 0;
};

// Two instantiations, one finding; methods that are never instantiated don't count.
template <class T> class Stack {
public:
  void push(const T &value) {
    std::lock_guard<std::mutex> lock(mutex_);
    top_ = value;
    ++size_;
  }
  void pop() {
    std::lock_guard lock(mutex_);
    --size_;
  }
  int size() const { return size_; }
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'size_' is read without 'mutex_', under which another thread may write it
  void reset() { size_ = 0; }

private:
  mutable std::mutex mutex_;
  T top_;
  int size_ = 0;
};

void use(Stack<int> &a, Stack<long> &b) {
  a.push(1);
  a.pop();
  a.push(2);
  b.push(1);
  b.pop();
  a.size();
  b.size();
}

// Silenced

class Silenced {
public:
  void add() {
    std::lock_guard<std::mutex> lock(mutex_);
    size_ += 1;
  }
  void remove() {
    std::lock_guard<std::mutex> lock(mutex_);
    size_ -= 1;
  }
  int size() const { return size_; } // NOLINT(async-inconsistent-locking): only for the log

private:
  std::mutex mutex_;
  int size_ = 0;
};
