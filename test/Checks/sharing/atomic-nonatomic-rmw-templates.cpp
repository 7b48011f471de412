// RUN: %check %s async-atomic-nonatomic-rmw --std=c++14,c++20

// In templates: one finding for a line, whatever the number of instantiations. A fix that fits an
// int need not fit a double.

#include <std.h>

template <class T> void function_template(std::atomic<T> &value) {
  value = value + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'value' is read and written in two steps; what others write between them is lost [async-atomic-nonatomic-rmw]
  value.store(value.load() + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'value' is read and written in two steps
}

template <class T> struct Statistics {
  std::atomic<T> sum;
  std::atomic<int> count;
  void add(T value) {
    sum = sum + value;
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sum' is read and written in two steps
    count = count + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'count' is read and written in two steps
  }
  void remove(T value);
};
template <class T> void Statistics<T>::remove(T value) {
  sum = sum - value;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sum' is read and written in two steps
}

// Only some instantiations hold an atomic.
template <class T> struct Cell {
  T value;
  void increment() { value = value + 1; }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'value' is read and written in two steps
};

template <> void function_template(std::atomic<char> &value) {
  value = value + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'value' is read and written in two steps
}

template <> struct Statistics<bool> {
  std::atomic<int> count;
  void add() { count = count + 1; }
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'count' is read and written in two steps
};

void uses(std::atomic<int> &number, std::atomic<double> &real, Statistics<int> &statistics,
          Statistics<long> &wide, Cell<std::atomic<int>> &cell, Cell<int> &plain) {
  function_template(number);
  function_template(real);
  statistics.add(1);
  wide.add(1);
  statistics.remove(1);
  cell.increment();
  plain.increment();
  auto generic = [](auto &value) { value = value + 1; };
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'value' is read and written in two steps
  generic(number);
  generic(real);
}

//===- Not flagged --------------------------------------------------------===//

// Never instantiated with an atomic.
template <class T> struct Box {
  T value;
  void increment() { value = value + 1; }
};

template <class T> void one_step(std::atomic<T> &value) {
  value += 1;
  value.fetch_add(1);
}
template <class T> void other(std::atomic<T> &value, std::atomic<T> &from) {
  value = from + 1;
}

void clean(Box<int> &box, std::atomic<int> &number, std::atomic<int> &from) {
  box.increment();
  one_step(number);
  other(number, from);
}
