// RUN: %check %s async-atomic-nonatomic-rmw --std=c++11,c++20

#include <std.h>

std::atomic<int> a, b;
std::atomic<unsigned> bits;
std::atomic<long> wide;
std::atomic<char> narrow;
std::atomic<int *> pointer;
std::atomic<bool> flag;
std::atomic<double> real;
std::atomic_int named;
int x, y;
int compute();
int compute(int);

//===- Operators ----------------------------------------------------------===//

void operators() {
  a = a + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps; what others write between them is lost [async-atomic-nonatomic-rmw]
  a = a - 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a & 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a | 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a ^ 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  bits = bits | (1u << 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'bits' is read and written in two steps
  bits = bits & ~4u;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'bits' is read and written in two steps
  wide = wide + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wide' is read and written in two steps
  narrow = narrow + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'narrow' is read and written in two steps
  named = named + x;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'named' is read and written in two steps
  a = a + (x + y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a + x * y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a - x - y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
}

// The order of the operands makes no difference but for the difference.
void operand_orders() {
  a = 1 + a;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = x | a;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = (x & a);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = (a) + (1);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = (a + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = 1 - a;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: read here; use one atomic operation or a compare-exchange loop
}

void loads() {
  a = a.load() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a.load(std::memory_order_acquire) + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a.store(a + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a.store(a.load() + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a.store(x + a.load());
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a.store((a.load() - 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
}

// One order for both: the update gets it. Two: nobody can tell which.
void orders() {
  a.store(a.load(std::memory_order_seq_cst) + 1, std::memory_order_seq_cst);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a.store(a.load(std::memory_order_acquire) + 1, std::memory_order_release);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a.store(a.load() + 1, std::memory_order_release);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
}

// No operation does these in one step.
void other_operators() {
  a = a * 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a / 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a % 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a << 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a >> 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = -a;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = ~a;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = std::max(a.load(), x);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = compute(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a > 3 ? 0 : a + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = (a + 1) % 16;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a + 1 - y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  flag = !flag;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'flag' is read and written in two steps
  flag = flag | true;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'flag' is read and written in two steps
  flag.store(!flag.load());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'flag' is read and written in two steps
  real = real + 1.0;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'real' is read and written in two steps
  real = real * 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'real' is read and written in two steps
  a = a + 1.5;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
}

// The other operand reads it as well.
void twice() {
  a = a + a;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a + compute(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a.store(a.load() + a.load());
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
}

// The other operand is a call; or changes something itself, which is left alone.
void effects() {
  a = a + x++;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  a = a + compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
}

// One in the other: the inner one is fixed.
void nested() {
  a = a + (b = b + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  // CHECK-MESSAGES: :[[@LINE-2]]:14: warning: 'b' is read and written in two steps
  a.store(a.load() + compute(b = b + 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
  // CHECK-MESSAGES: :[[@LINE-2]]:32: warning: 'b' is read and written in two steps
}

void pointers() {
  pointer = pointer + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'pointer' is read and written in two steps
  pointer = pointer - 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'pointer' is read and written in two steps
  pointer = pointer.load() + x;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'pointer' is read and written in two steps
}

//===- Whose atomic -------------------------------------------------------===//

struct Counter {
  std::atomic<int> hits;
  std::atomic<int> misses;
  static std::atomic<int> total;
  Counter *next;

  void hit() {
    hits = hits + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'hits' is read and written in two steps
    this->hits = this->hits + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'hits' is read and written in two steps
    hits = this->hits + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'hits' is read and written in two steps
    total = total + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'total' is read and written in two steps
    next->hits = next->hits + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'hits' is read and written in two steps
    Counter::total = total + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'total' is read and written in two steps
  }
  Counter();
  ~Counter();
};

void members(Counter &counter, Counter *other, std::unique_ptr<Counter> &owned) {
  counter.hits = counter.hits + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'hits' is read and written in two steps
  other->hits = other->hits + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'hits' is read and written in two steps
  (*other).hits = other->hits + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'hits' is read and written in two steps
  owned->hits = owned->hits + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'hits' is read and written in two steps
  other->hits.store(other->hits.load() + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'hits' is read and written in two steps
}

void parameters(std::atomic<int> &by_reference, std::atomic<int> *by_pointer) {
  by_reference = by_reference + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'by_reference' is read and written in two steps
  *by_pointer = *by_pointer + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'by_pointer' is read and written in two steps
  by_pointer->store(by_pointer->load() + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'by_pointer' is read and written in two steps
  auto &alias = by_reference;
  alias = by_reference + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'by_reference' is read and written in two steps
}

// The lock is not held any more.
std::mutex other_mutex;
void unlocked() {
  std::unique_lock<std::mutex> lock(other_mutex);
  lock.unlock();
  a = a + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is read and written in two steps
}

//===- In a larger expression ---------------------------------------------===//

// What `a = ...` gives is the new value, which is what `a += ...` gives too.
int used() {
  int value = (a = a + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'a' is read and written in two steps
  if ((a = a - 1) == 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'a' is read and written in two steps
    return a = a | 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'a' is read and written in two steps
  for (int i = 0; i < 3; a = a + 1, ++i)
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'a' is read and written in two steps
    ;
  return compute(a = a + 1) + value;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'a' is read and written in two steps
}

//===- Not flagged --------------------------------------------------------===//

void one_step() {
  a += 1;
  a++;
  --a;
  a |= 1;
  a.fetch_add(1);
  a.fetch_sub(1, std::memory_order_relaxed);
  a.exchange(a + 1);
  int expected = a;
  while (!a.compare_exchange_weak(expected, expected + 1))
    ;
}

void only_written_or_read() {
  a = 1;
  a = x + 1;
  x = a + 1;
  x = a + a;
  a.store(x);
  a.store(compute());
  if (a > 0 && a < 10)
    y = a;
}

// Another object's.
void different_objects(Counter &one, Counter &other, Counter *array) {
  a = b + 1;
  one.hits = other.hits + 1;
  one.hits = one.misses + 1;
  one.hits = one.next->hits + 1;
  array[0].hits = array[1].hits + 1;
  a.store(b.load() + 1);
}

// The lock keeps other writers out; readers don't need it.
std::mutex mutex;
void under_a_lock() {
  std::lock_guard<std::mutex> guard(mutex);
  a = a + 1;
  flag = !flag;
}
void the_lock_is_released_first() {
  std::unique_lock<std::mutex> lock(mutex);
  lock.unlock();
  lock.lock();
  a = a + 1;
}
void under_a_lock_taken_by_hand() {
  mutex.lock();
  a = a + 1;
  mutex.unlock();
}

// Nobody weakens the order of a read by accident: there is one writer.
void one_writer() {
  a.store(a.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  a.store(a.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  a = a.load(std::memory_order_relaxed) + 1;
}

// Nobody else has the object yet, or still.
Counter::Counter() {
  hits = hits + 1;
  misses = 0;
}
Counter::~Counter() {
  hits = hits - 1;
}

// What a lambda reads is read when somebody calls it.
void in_a_lambda() {
  a = [] { return b + 1; }();
  auto later = [] { return a + 1; };
  a = 0;
}

// Not an atomic.
struct Volatile {
  volatile int value;
  int load() const;
  void store(int);
  void update() {
    value = value + 1;
    store(load() + 1);
  }
};
