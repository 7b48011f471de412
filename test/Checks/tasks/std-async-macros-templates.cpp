// RUN: %check %s async-std-async --std=c++17

#include <chrono>
#include <future>
#include <vector>

int work(int request);
void step();

using namespace std::chrono;

#define START(f, x) std::async(f, x)
#define READY(f) (f.wait_for(seconds(0)) == std::future_status::ready)

// No fix in a macro.
void in_macros() {
  auto started = START(work, 1);
  if (started.wait_for(seconds(0)) == std::future_status::ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'started' may be deferred until
    // CHECK-MESSAGES: :[[@LINE-3]]:18: note: started here, without a policy
    step();
  auto other = std::async(work, 2);
  if (READY(other))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'other' may be deferred until
    // CHECK-MESSAGES: :[[@LINE-3]]:16: note: started here, without a policy
    step();
}

// One finding for all instantiations, and no fix.
template <class T> bool in_a_template(T request) {
  std::future<T> result = std::async(work, request);
  step();
  return result.wait_for(seconds(0)) == std::future_status::ready;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' may be deferred until
  // CHECK-MESSAGES: :[[@LINE-4]]:27: note: started here, without a policy
}
template bool in_a_template(int);
int twice() { return in_a_template(1) + in_a_template<int>(2); }

template <class T> struct Loader {
  std::future<int> pending;
  void start() { pending = std::async(work, 1); }
  bool done() { return pending.wait_for(seconds(0)) == std::future_status::ready; }
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'pending' may be deferred until
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: started here, without a policy
};
template struct Loader<int>;
template struct Loader<char>;

// A lambda's work is its own.
void in_lambdas() {
  auto outer = [] {
    auto result = std::async(work, 1);
    auto inner = [&] { return result.wait_for(seconds(0)) == std::future_status::ready; };
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'result' may be deferred until
    // CHECK-MESSAGES: :[[@LINE-3]]:19: note: started here, without a policy
    step();
    return inner();
  };
  outer();
  for (int i = 0; i < 3; ++i) {
    auto in_the_loop = [i] { return std::async(std::launch::async, work, i).get(); };
    // CHECK-MESSAGES: :[[@LINE-1]]:77: warning: the work of 'async' is waited for at once: a plain call does the same
    in_the_loop();
  }
}

using Future = std::future<int>;
auto start_by = [](int x) { return std::async(work, x); };

void through_an_alias() {
  namespace s = std;
  Future result{s::async(work, 1)};
  step();
  if (result.wait_until(steady_clock::now()) != s::future_status::ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'result' may be deferred until
    // CHECK-MESSAGES: :[[@LINE-4]]:17: note: started here, without a policy
    step();
}

//===- Not flagged --------------------------------------------------------===//

void silenced() {
  auto result = std::async(work, 1); // NOLINT(async-std-async)
  step();
  // NOLINTNEXTLINE(async-std-async)
  std::async(std::launch::async, work, 1).get();
}

void other_variables_lambda() {
  auto result = std::async(work, 1);
  auto other = [](Future result) {
    return result.wait_for(seconds(0)) == std::future_status::ready;
  };
  other(std::move(result));
}

struct Other {
  int async(int);
  int get();
};
int not_the_standards(Other other) { return other.async(other.get()); }
