// RUN: %check %s async-lock-order

// Readers, templates, macros, lambdas.

#include <std.h>

//===- Flagged ------------------------------------------------------------===//

template <class Mutex> class Table {
public:
  void insert() {
    std::scoped_lock rows(rows_);
    std::scoped_lock index(index_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'index_' is locked under 'rows_' here, and 'rows_' under 'index_' elsewhere: two threads that do so wait for each other [async-lock-order]
  }
  void rebuild() {
    std::scoped_lock index(index_);
    std::scoped_lock rows(rows_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'rows_' is locked under 'index_' here, and 'index_' under 'rows_' elsewhere: two threads that do so wait for each other [async-lock-order]
  }

private:
  Mutex rows_, index_;
};
template class Table<std::mutex>;
template class Table<std::recursive_mutex>;

class Tree {
public:
  void read() {
    std::shared_lock nodes(nodes_);
    std::shared_lock leaves(leaves_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'leaves_' is locked under 'nodes_' here, and 'nodes_' under 'leaves_' elsewhere: two threads that do so wait for each other [async-lock-order]
  }
  void write() {
    auto change = [this] { std::scoped_lock nodes(nodes_); };
    std::scoped_lock leaves(leaves_);
    change();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'nodes_' is locked under 'leaves_' here, and 'leaves_' under 'nodes_' elsewhere: two threads that do so wait for each other [async-lock-order]
  }

private:
  std::shared_mutex nodes_, leaves_;
};

#define LOCK(mutex) std::scoped_lock mutex##Guard(mutex)

std::mutex input, output;
void copy() {
  LOCK(input);
  LOCK(output);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'output' is locked under 'input' here, and 'input' under 'output' elsewhere: two threads that do so wait for each other [async-lock-order]
}
void flush() {
  LOCK(output);
  LOCK(input);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'input' is locked under 'output' here, and 'output' under 'input' elsewhere: two threads that do so wait for each other [async-lock-order]
}

//===- Not flagged --------------------------------------------------------===//

class Readers {
public:
  void one() {
    std::shared_lock a(a_);
    std::shared_lock b(b_);
  }
  void two() {
    std::shared_lock b(b_);
    std::shared_lock a(a_);
  }
  void laterUnderTheOther(std::vector<std::function<void()>> &queue) {
    std::scoped_lock b(b_);
    queue.push_back([this] { std::scoped_lock a(a_); });
  }
  void together() { std::scoped_lock both(b_, a_); }

private:
  std::shared_mutex a_, b_;
};
