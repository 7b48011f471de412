//===- boost-thread.h - mock of Boost.Thread ----------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_BOOST_THREAD_H
#define ASYNC_TIDY_MOCKS_BOOST_THREAD_H

#include "std.h"

namespace boost {

namespace chrono {
template <class Rep, class Period> class duration {
public:
  constexpr explicit duration(Rep Count) : Ticks(Count) {}
  template <class R, class P>
  constexpr duration(const duration<R, P> &Other) : Ticks(Other.count()) {}
  constexpr Rep count() const { return Ticks; }
  static constexpr duration zero() { return duration(0); }

private:
  Rep Ticks;
};
typedef duration<long long, std::nano> nanoseconds;
typedef duration<long long, std::milli> milliseconds;
typedef duration<long long, std::ratio<1>> seconds;
template <class Clock, class Duration = nanoseconds> class time_point {
public:
  time_point operator+(const Duration &Time) const MOCK_BODY;
};
struct steady_clock {
  static time_point<steady_clock> now();
};
} // namespace chrono

class system_time {};

//===- Owners and binders -------------------------------------------------===//

template <class T> class scoped_ptr {
public:
  explicit scoped_ptr(T *Pointer = nullptr) MOCK_BODY;
  scoped_ptr(const scoped_ptr &) = delete;
  ~scoped_ptr() MOCK_BODY;
  T *operator->() const MOCK_BODY;
  void reset(T *Pointer = nullptr) MOCK_BODY;
};
template <class T> class shared_ptr {
public:
  shared_ptr() MOCK_BODY;
  template <class U> explicit shared_ptr(U *Pointer) MOCK_BODY;
  shared_ptr(const shared_ptr &Other) MOCK_BODY;
  ~shared_ptr() MOCK_BODY;
  T &operator*() const MOCK_BODY;
  T *operator->() const MOCK_BODY;
};
template <class T> class optional {
public:
  optional() MOCK_BODY;
  optional(const T &Value) MOCK_BODY;
  ~optional() MOCK_BODY;
  T &operator*() MOCK_BODY;
  T *operator->() MOCK_BODY;
  void reset() MOCK_BODY;
};
template <class F> struct mock_bound {
  template <class... As> void operator()(As &&...Arguments) MOCK_BODY;
};
template <class F, class... As> mock_bound<F> bind(F Callable, As... Arguments) MOCK_BODY;

//===- Mutexes ------------------------------------------------------------===//

class mutex {
public:
  mutex();
  mutex(const mutex &) = delete;
  ~mutex();
  void lock();
  bool try_lock();
  void unlock();
};

class recursive_mutex {
public:
  recursive_mutex();
  recursive_mutex(const recursive_mutex &) = delete;
  ~recursive_mutex();
  void lock();
  bool try_lock();
  void unlock();
};

class timed_mutex {
public:
  timed_mutex();
  timed_mutex(const timed_mutex &) = delete;
  ~timed_mutex();
  void lock();
  bool try_lock();
  void unlock();
  bool timed_lock(const system_time &Time);
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
};

class recursive_timed_mutex {
public:
  recursive_timed_mutex();
  recursive_timed_mutex(const recursive_timed_mutex &) = delete;
  ~recursive_timed_mutex();
  void lock();
  bool try_lock();
  void unlock();
  bool timed_lock(const system_time &Time);
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
};

class shared_mutex {
public:
  shared_mutex();
  shared_mutex(const shared_mutex &) = delete;
  ~shared_mutex();
  void lock();
  bool try_lock();
  void unlock();
  bool timed_lock(const system_time &Time);
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  void lock_shared();
  bool try_lock_shared();
  template <class R, class P>
  bool try_lock_shared_for(const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  bool try_lock_shared_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  void unlock_shared();
  void lock_upgrade();
  void unlock_upgrade();
};

struct defer_lock_t {};
struct try_to_lock_t {};
struct adopt_lock_t {};
MOCK_INLINE constexpr defer_lock_t defer_lock{};
MOCK_INLINE constexpr try_to_lock_t try_to_lock{};
MOCK_INLINE constexpr adopt_lock_t adopt_lock{};

template <class M> class lock_guard {
public:
  explicit lock_guard(M &Mutex) MOCK_BODY;
  lock_guard(M &Mutex, adopt_lock_t) MOCK_BODY;
  lock_guard(const lock_guard &) = delete;
  ~lock_guard() MOCK_BODY;
};
template <class M> class shared_lock_guard {
public:
  explicit shared_lock_guard(M &Mutex) MOCK_BODY;
  shared_lock_guard(const shared_lock_guard &) = delete;
  ~shared_lock_guard() MOCK_BODY;
};
template <class M> class strict_lock {
public:
  explicit strict_lock(M &Mutex) MOCK_BODY;
  strict_lock(const strict_lock &) = delete;
  ~strict_lock() MOCK_BODY;
};
template <class L> class nested_strict_lock {
public:
  explicit nested_strict_lock(L &Lock) MOCK_BODY;
  nested_strict_lock(const nested_strict_lock &) = delete;
  ~nested_strict_lock() MOCK_BODY;
};
template <class M> class unique_lock {
public:
  unique_lock() MOCK_BODY;
  explicit unique_lock(M &Mutex) MOCK_BODY;
  unique_lock(M &Mutex, defer_lock_t) MOCK_BODY;
  unique_lock(M &Mutex, try_to_lock_t) MOCK_BODY;
  unique_lock(M &Mutex, adopt_lock_t) MOCK_BODY;
  unique_lock(unique_lock &&Other) MOCK_BODY;
  ~unique_lock() MOCK_BODY;
  void lock() MOCK_BODY;
  bool try_lock() MOCK_BODY;
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  bool timed_lock(const system_time &Time) MOCK_BODY;
  void unlock() MOCK_BODY;
  M *release() MOCK_BODY;
  bool owns_lock() const MOCK_BODY;
  explicit operator bool() const MOCK_BODY;
};
template <class M> class shared_lock {
public:
  shared_lock() MOCK_BODY;
  explicit shared_lock(M &Mutex) MOCK_BODY;
  shared_lock(M &Mutex, defer_lock_t) MOCK_BODY;
  shared_lock(M &Mutex, try_to_lock_t) MOCK_BODY;
  shared_lock(M &Mutex, adopt_lock_t) MOCK_BODY;
  shared_lock(shared_lock &&Other) MOCK_BODY;
  ~shared_lock() MOCK_BODY;
  void lock() MOCK_BODY;
  bool try_lock() MOCK_BODY;
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  bool timed_lock(const system_time &Time) MOCK_BODY;
  void unlock() MOCK_BODY;
  M *release() MOCK_BODY;
  bool owns_lock() const MOCK_BODY;
  explicit operator bool() const MOCK_BODY;
};
template <class M> class upgrade_lock {
public:
  upgrade_lock() MOCK_BODY;
  explicit upgrade_lock(M &Mutex) MOCK_BODY;
  upgrade_lock(M &Mutex, defer_lock_t) MOCK_BODY;
  upgrade_lock(M &Mutex, try_to_lock_t) MOCK_BODY;
  upgrade_lock(M &Mutex, adopt_lock_t) MOCK_BODY;
  upgrade_lock(upgrade_lock &&Other) MOCK_BODY;
  ~upgrade_lock() MOCK_BODY;
  void lock() MOCK_BODY;
  bool try_lock() MOCK_BODY;
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  bool timed_lock(const system_time &Time) MOCK_BODY;
  void unlock() MOCK_BODY;
  M *release() MOCK_BODY;
  bool owns_lock() const MOCK_BODY;
  explicit operator bool() const MOCK_BODY;
};
template <class M> class upgrade_to_unique_lock {
public:
  explicit upgrade_to_unique_lock(upgrade_lock<M> &Lock) MOCK_BODY;
  ~upgrade_to_unique_lock() MOCK_BODY;
};
template <class A, class B> void lock(A &First, B &Second) MOCK_BODY;
template <class A, class B> int try_lock(A &First, B &Second) MOCK_BODY;

template <class T, class L = mutex> class const_strict_lock_ptr {
public:
  const_strict_lock_ptr(T &Value, L &Mutex) MOCK_BODY;
  const_strict_lock_ptr(const_strict_lock_ptr &&Other) MOCK_BODY;
  ~const_strict_lock_ptr() MOCK_BODY;
};
template <class T, class L = mutex> class strict_lock_ptr : public const_strict_lock_ptr<T, L> {
public:
  strict_lock_ptr(strict_lock_ptr &&Other) MOCK_BODY;
  T *operator->() MOCK_BODY;
};
template <class T, class L = mutex> class const_unique_lock_ptr : public unique_lock<L> {
public:
  const_unique_lock_ptr(const_unique_lock_ptr &&Other) MOCK_BODY;
};
template <class T, class L = mutex> class unique_lock_ptr : public const_unique_lock_ptr<T, L> {
public:
  unique_lock_ptr(unique_lock_ptr &&Other) MOCK_BODY;
  T *operator->() MOCK_BODY;
};
template <class T, class L = mutex> class synchronized_value {
public:
  synchronized_value() MOCK_BODY;
  strict_lock_ptr<T, L> synchronize() MOCK_BODY;
  unique_lock_ptr<T, L> unique_synchronize() MOCK_BODY;
};

struct once_flag {};
template <class F> void call_once(once_flag &Flag, F Callable) MOCK_BODY;

//===- Waiting ------------------------------------------------------------===//

enum class cv_status { no_timeout, timeout };
class condition_variable {
public:
  condition_variable();
  ~condition_variable();
  void notify_one();
  void notify_all();
  void wait(unique_lock<mutex> &Lock);
  template <class P> void wait(unique_lock<mutex> &Lock, P Done) MOCK_BODY;
  template <class R, class P>
  cv_status wait_for(unique_lock<mutex> &Lock, const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  cv_status wait_until(unique_lock<mutex> &Lock, const chrono::time_point<C, D> &Time) MOCK_BODY;
  bool timed_wait(unique_lock<mutex> &Lock, const system_time &Time);
};
class condition_variable_any {
public:
  condition_variable_any();
  ~condition_variable_any();
  void notify_one();
  void notify_all();
  template <class L> void wait(L &Lock) MOCK_BODY;
  template <class L, class P> void wait(L &Lock, P Done) MOCK_BODY;
  template <class L, class R, class P>
  cv_status wait_for(L &Lock, const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class L, class C, class D>
  cv_status wait_until(L &Lock, const chrono::time_point<C, D> &Time) MOCK_BODY;
  template <class L> bool timed_wait(L &Lock, const system_time &Time) MOCK_BODY;
};
void notify_all_at_thread_exit(condition_variable &Condition, unique_lock<mutex> Lock);
class latch {
public:
  explicit latch(unsigned long Count);
  void count_down();
  bool try_wait();
  void wait();
  template <class R, class P> cv_status wait_for(const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D> cv_status wait_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  void count_down_and_wait();
};
class barrier {
public:
  explicit barrier(unsigned Count);
  bool wait();
  void count_down_and_wait();
};

namespace this_thread {
template <class R, class P> void sleep_for(const chrono::duration<R, P> &Time) MOCK_BODY;
template <class C, class D> void sleep_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
void sleep(const system_time &Time);
void yield() noexcept;
void interruption_point();
namespace no_interruption_point {
template <class R, class P> void sleep_for(const chrono::duration<R, P> &Time) MOCK_BODY;
template <class C, class D> void sleep_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
void sleep(const system_time &Time);
} // namespace no_interruption_point
class disable_interruption {
public:
  disable_interruption() noexcept;
  ~disable_interruption() noexcept;
};
class restore_interruption {
public:
  explicit restore_interruption(disable_interruption &Disabled) noexcept;
  ~restore_interruption() noexcept;
};
} // namespace this_thread
class thread_interrupted {};

//===- Threads ------------------------------------------------------------===//

class thread {
public:
  thread() noexcept;
  template <class F, class... As> explicit thread(F Callable, As &&...Arguments) MOCK_BODY;
  thread(thread &&Other) noexcept;
  thread &operator=(thread &&Other) noexcept;
  ~thread();
  bool joinable() const noexcept;
  void join();
  template <class R, class P> bool try_join_for(const chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D> bool try_join_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  bool timed_join(const system_time &Time);
  void detach();
  void interrupt();
  static void sleep(const system_time &Time);
};
struct join_if_joinable {};
template <class D = join_if_joinable, class T = thread> class strict_scoped_thread {
public:
  template <class F, class... As>
  explicit strict_scoped_thread(F &&Callable, As &&...Arguments) MOCK_BODY;
  ~strict_scoped_thread() MOCK_BODY;
};
template <class D = join_if_joinable, class T = thread> class scoped_thread {
public:
  template <class F, class... As> explicit scoped_thread(F &&Callable, As &&...Arguments) MOCK_BODY;
  scoped_thread(scoped_thread &&Other) noexcept MOCK_BODY;
  ~scoped_thread() MOCK_BODY;
  void join() MOCK_BODY;
};
class thread_group {
public:
  thread_group();
  ~thread_group();
  template <class F> thread *create_thread(F Callable) MOCK_BODY;
  void add_thread(thread *Thread);
  void join_all();
};

//===- Futures ------------------------------------------------------------===//

enum class future_status { ready, timeout, deferred };
enum class launch { none, async, deferred, executor, inherit, sync, any };
template <class T> class shared_future;
namespace detail {
template <class T> class basic_future {
public:
  bool valid() const MOCK_BODY;
  bool is_ready() const MOCK_BODY;
  void wait() const MOCK_BODY;
  template <class R, class P>
  future_status wait_for(const chrono::duration<R, P> &Time) const MOCK_BODY;
  template <class C, class D>
  future_status wait_until(const chrono::time_point<C, D> &Time) const MOCK_BODY;
  bool timed_wait(const system_time &Time) const MOCK_BODY;
};
} // namespace detail
template <class T> class future : public detail::basic_future<T> {
public:
  future() MOCK_BODY;
  future(future &&Other) MOCK_BODY;
  future &operator=(future &&Other) MOCK_BODY;
  ~future() MOCK_BODY;
  T get() MOCK_BODY;
  template <class U> T get_or(U &&Value) MOCK_BODY;
  shared_future<T> share() MOCK_BODY;
  future unwrap() MOCK_BODY;
  template <class F> future<int> then(F &&Callable) MOCK_BODY;
  template <class F> future<int> then(launch Policy, F &&Callable) MOCK_BODY;
};
template <class T> class unique_future : public detail::basic_future<T> {
public:
  unique_future() MOCK_BODY;
  unique_future(unique_future &&Other) MOCK_BODY;
  unique_future &operator=(unique_future &&Other) MOCK_BODY;
  ~unique_future() MOCK_BODY;
  T get() MOCK_BODY;
  template <class U> T get_or(U &&Value) MOCK_BODY;
  shared_future<T> share() MOCK_BODY;
  unique_future unwrap() MOCK_BODY;
  template <class F> unique_future<int> then(F &&Callable) MOCK_BODY;
  template <class F> unique_future<int> then(launch Policy, F &&Callable) MOCK_BODY;
};
template <class T> class shared_future : public detail::basic_future<T> {
public:
  shared_future() MOCK_BODY;
  shared_future(const shared_future &Other) MOCK_BODY;
  ~shared_future() MOCK_BODY;
  T get() const MOCK_BODY;
  template <class U> T get_or(U &&Value) const MOCK_BODY;
  template <class F> future<int> then(F &&Callable) const MOCK_BODY;
};
template <class T> class promise {
public:
  promise() MOCK_BODY;
  ~promise() MOCK_BODY;
  future<T> get_future() MOCK_BODY;
  void set_value(const T &Value) MOCK_BODY;
  void set_exception(std::exception_ptr E) MOCK_BODY;
};
template <class F> future<std::invoke_result_t<F>> async(F &&Callable) MOCK_BODY;
template <class F> future<std::invoke_result_t<F>> async(launch Policy, F &&Callable) MOCK_BODY;
template <class... Ts> future<int> when_all(Ts &&...Futures) MOCK_BODY;
template <class... Ts> future<int> when_any(Ts &&...Futures) MOCK_BODY;
template <class... Ts> void wait_for_all(Ts &...Futures) MOCK_BODY;
template <class... Ts> unsigned wait_for_any(Ts &...Futures) MOCK_BODY;

//===- Executors and queues -----------------------------------------------===//

namespace executors {
class executor {
public:
  virtual ~executor();
  virtual void close() = 0;
  template <class F> void submit(F &&Callable) MOCK_BODY;
};
class basic_thread_pool {
public:
  basic_thread_pool();
  ~basic_thread_pool();
  void close();
  void join();
  template <class F> void submit(F &&Callable) MOCK_BODY;
};
class inline_executor {
public:
  inline_executor();
  ~inline_executor();
  void close();
  template <class F> void submit(F &&Callable) MOCK_BODY;
};
class loop_executor {
public:
  loop_executor();
  ~loop_executor();
  void close();
  void loop();
  template <class F> void submit(F &&Callable) MOCK_BODY;
};
class serial_executor {
public:
  serial_executor();
  ~serial_executor();
  void close();
  template <class F> void submit(F &&Callable) MOCK_BODY;
};
class thread_executor {
public:
  thread_executor();
  ~thread_executor();
  void close();
  template <class F> void submit(F &&Callable) MOCK_BODY;
};
namespace detail {
template <class Clock = chrono::steady_clock> class scheduled_executor_base {
public:
  template <class F> void submit_at(F Callable, const chrono::time_point<Clock> &Time) MOCK_BODY;
  template <class F> void submit_after(F Callable, const chrono::nanoseconds &Time) MOCK_BODY;
};
} // namespace detail
} // namespace executors
using executors::basic_thread_pool;

namespace concurrent {
template <class T> class sync_queue {
public:
  sync_queue() MOCK_BODY;
  ~sync_queue() MOCK_BODY;
  void push(const T &Value) MOCK_BODY;
  int try_push(const T &Value) MOCK_BODY;
  int wait_push(const T &Value) MOCK_BODY;
  T pull() MOCK_BODY;
  int try_pull(T &Value) MOCK_BODY;
  int wait_pull(T &Value) MOCK_BODY;
  void close() MOCK_BODY;
};
template <class T> class sync_bounded_queue {
public:
  explicit sync_bounded_queue(unsigned long Most) MOCK_BODY;
  ~sync_bounded_queue() MOCK_BODY;
  void push(const T &Value) MOCK_BODY;
  void push_back(const T &Value) MOCK_BODY;
  bool try_push(const T &Value) MOCK_BODY;
  int try_push_back(const T &Value) MOCK_BODY;
  int wait_push_back(const T &Value) MOCK_BODY;
  T pull() MOCK_BODY;
  T pull_front() MOCK_BODY;
  bool try_pull(T &Value) MOCK_BODY;
  int try_pull_front(T &Value) MOCK_BODY;
  int wait_pull_front(T &Value) MOCK_BODY;
  void close() MOCK_BODY;
};
} // namespace concurrent
using concurrent::sync_bounded_queue;
using concurrent::sync_queue;

} // namespace boost

#endif
