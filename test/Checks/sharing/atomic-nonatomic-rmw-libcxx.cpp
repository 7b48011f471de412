// REQUIRES: libcxx
// RUN: %check %s async-atomic-nonatomic-rmw --real-headers --std=c++11,c++17,c++20 -- %libcxx-flags

// The same as with libstdc++: libc++ has its names in inline namespaces and other bases.

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>

std::atomic<int> number;
std::atomic<std::uint8_t> small;
std::atomic<unsigned long long> wide;
std::atomic_size_t named;
std::atomic<const char *> pointer;
std::atomic<bool> flag;
std::atomic<double> real;
enum Color : int { Red, Green };
std::atomic<Color> color;

void updates(int by) {
  number = number + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is read and written in two steps; what others write between them is lost [async-atomic-nonatomic-rmw]
  number = by + number;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is read and written in two steps
  number.store(number.load() - by);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is read and written in two steps
  number.store(number.load(std::memory_order_seq_cst) | by, std::memory_order_seq_cst);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is read and written in two steps
  small = small + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'small' is read and written in two steps
  small = small & ~3;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'small' is read and written in two steps
  wide = wide ^ 1ull;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wide' is read and written in two steps
  named = named + sizeof(int);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'named' is read and written in two steps
  pointer = pointer + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'pointer' is read and written in two steps
  pointer.store(pointer.load() - by);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'pointer' is read and written in two steps
}

// No fix.
void others(int by) {
  flag = !flag;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'flag' is read and written in two steps
  flag.store(!flag.load());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'flag' is read and written in two steps
  flag = flag | (by > 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'flag' is read and written in two steps
  real = real + 1.5;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'real' is read and written in two steps
  number = number * 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is read and written in two steps
  number = -number;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is read and written in two steps
  color = static_cast<Color>(color + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'color' is read and written in two steps
  number.store(number.load(std::memory_order_acquire) + 1, std::memory_order_release);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is read and written in two steps
}

struct Counter {
  std::atomic<long> hits{0};
  std::unique_ptr<Counter> next;
  void hit() {
    hits = hits + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'hits' is read and written in two steps
    next->hits = next->hits + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'hits' is read and written in two steps
  }
};

//===- Not flagged --------------------------------------------------------===//

std::mutex mutex;
void clean(Counter &one, Counter &other, int by) {
  number += by;
  number++;
  number.fetch_add(1, std::memory_order_relaxed);
  number = by;
  number.store(number.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  one.hits = other.hits + 1;
  bool before = flag.exchange(true);
  flag = before;
  std::lock_guard<std::mutex> guard(mutex);
  number = number * 2;
}
