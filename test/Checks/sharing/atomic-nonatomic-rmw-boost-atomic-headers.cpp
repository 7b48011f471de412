// REQUIRES: boost-thread
// RUN: %check %s async-atomic-nonatomic-rmw --real-headers --std=c++11,c++17,c++20

#include <boost/atomic.hpp>

boost::atomic<int> number(0);
boost::atomic<unsigned> mask(0);
boost::atomic<bool> flag(false);

void updates(int by, int &plain) {
  number = number + by;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is read and written in two steps; what others write between them is lost [async-atomic-nonatomic-rmw]
  number.store(number.load() + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is read and written in two steps
  mask = mask - 2u;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'mask' is read and written in two steps
  flag = !flag;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'flag' is read and written in two steps
  boost::atomic_ref<int> shared(plain);
  shared.store(shared.load() - by);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'shared' is read and written in two steps
}

//===- Not flagged --------------------------------------------------------===//

void clean(int by) {
  number += by;
  ++number;
  number.fetch_add(by, boost::memory_order_relaxed);
  number = by;
  number.store(number.load(boost::memory_order_relaxed) + 1, boost::memory_order_relaxed);
  number = static_cast<int>(mask) + 1;
}
