// RUN: %check %s async-lock-across-suspension

// One finding for each place, whatever the number of instantiations; fixes only where the text
// belongs to one.

#include <coroutine.h>
#include <mutex>
#include <utility>

using mini::task;
task<> send();
template <class T> task<T> fetch(T Value);
std::mutex M;
int Sent;

//===- Flagged --------------------------------------------------------------===//

template <class T> task<> neverInstantiated(T Value) {
  std::lock_guard Lock(M);
  co_await fetch(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

template <class T> task<> instantiatedTwice(T Value) {
  std::lock_guard Lock(M);
  co_await fetch(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}
template task<> instantiatedTwice(int);
template task<> instantiatedTwice(long);

template <class T> task<> nothingDependent() {
  std::lock_guard Lock(M);
  ++Sent;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}
template task<> nothingDependent<int>();

// Known by its instantiations only.
template <class Mutex> task<> anyMutex(Mutex &Any) {
  std::unique_lock<Mutex> Lock(Any);
  ++Sent;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Any' is still locked while
}
template task<> anyMutex(std::mutex &);
template task<> anyMutex(std::recursive_mutex &);

template <class Mutex> class Guarded {
public:
  template <class F> task<> with(F Function) {
    std::lock_guard Lock(Own);
    co_await Function();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Own' is still locked while
  }
  task<> touch();

private:
  Mutex Own;
};
template <class Mutex> task<> Guarded<Mutex>::touch() {
  std::lock_guard<Mutex> Lock(Own);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Own' is still locked while
}
task<> useGuarded(Guarded<std::mutex> &G) {
  co_await G.with([] { return send(); });
  co_await G.touch();
}

template <class... Mutexes> task<> allOf(Mutexes &...All) {
  std::scoped_lock Locks(All...);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'All' is still locked while
}
template task<> allOf(std::mutex &, std::mutex &);

template <class T> task<> genericLambdas(T Value) {
  auto Generic = [](auto Inner) -> task<> {
    std::lock_guard Lock(M);
    co_await fetch(Inner);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
  };
  co_await Generic(Value);
}
template task<> genericLambdas(int);

auto abbreviated(auto Value) -> task<> {
  std::lock_guard Lock(M);
  co_await fetch(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

template <class T> concept Lockable = requires(T &M) { M.lock(); };
task<> constrained(Lockable auto &Any) {
  std::lock_guard Lock(Any);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Any' is still locked while
}
template task<> constrained(std::mutex &);

//===- Not flagged ----------------------------------------------------------===//

template <class Mutex> task<> ofAnAsyncMutex(Mutex &Any) {
  co_await Any.lock();
  std::unique_lock<Mutex> Lock(Any, std::adopt_lock);
  co_await send();
}
template task<> ofAnAsyncMutex(mini::async_mutex &);

template <class Mutex> task<> notInstantiated(Mutex &Any) {
  std::unique_lock<Mutex> Lock(Any);
  co_await send();
}

template <class... Mutexes> task<> noneOf(Mutexes &...All) {
  std::scoped_lock Locks(All...);
  co_await send();
}
template task<> noneOf();

template <class T> task<> unlocked(T Value) {
  std::unique_lock Lock(M);
  Lock.unlock();
  co_await fetch(Value);
}
template task<> unlocked(int);

template <bool Locks> task<> constexprBranch() {
  if constexpr (Locks) {
    std::lock_guard Lock(M);
    ++Sent;
  } else {
    co_await send();
  }
}
template task<> constexprBranch<true>();
template task<> constexprBranch<false>();
