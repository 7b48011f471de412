//===- boost-fiber.h - mock of Boost.Fiber ------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_BOOST_FIBER_H
#define ASYNC_TIDY_MOCKS_BOOST_FIBER_H

#include "std.h"

namespace boost {
namespace fibers {

enum class launch { dispatch, post };
enum class channel_op_status { success, empty, full, closed, timeout };
enum class future_status { ready, timeout, deferred };
enum class cv_status { no_timeout, timeout };

class fiber {
public:
  fiber() noexcept;
  template <class F, class... As> fiber(F &&Callable, As &&...Arguments) MOCK_BODY;
  template <class F, class... As> fiber(launch Policy, F &&Callable, As &&...Arguments) MOCK_BODY;
  fiber(const fiber &) = delete;
  fiber(fiber &&Other) noexcept;
  fiber &operator=(fiber &&Other) noexcept;
  ~fiber();
  bool joinable() const noexcept;
  void join();
  void detach();
};

class mutex {
public:
  mutex();
  ~mutex();
  void lock();
  bool try_lock();
  void unlock();
};
class recursive_mutex {
public:
  recursive_mutex();
  ~recursive_mutex();
  void lock();
  bool try_lock();
  void unlock();
};
class timed_mutex {
public:
  timed_mutex();
  ~timed_mutex();
  void lock();
  bool try_lock();
  template <class R, class P> bool try_lock_for(const std::chrono::duration<R, P> &Time) MOCK_BODY;
  void unlock();
};
class recursive_timed_mutex {
public:
  recursive_timed_mutex();
  ~recursive_timed_mutex();
  void lock();
  bool try_lock();
  template <class R, class P> bool try_lock_for(const std::chrono::duration<R, P> &Time) MOCK_BODY;
  void unlock();
};
class condition_variable {
public:
  condition_variable();
  ~condition_variable();
  void notify_one();
  void notify_all();
  void wait(std::unique_lock<mutex> &Lock);
  template <class P> void wait(std::unique_lock<mutex> &Lock, P Done) MOCK_BODY;
  template <class R, class P>
  cv_status wait_for(std::unique_lock<mutex> &Lock,
                     const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  cv_status wait_until(std::unique_lock<mutex> &Lock,
                       const std::chrono::time_point<C, D> &Time) MOCK_BODY;
};
class condition_variable_any {
public:
  condition_variable_any();
  ~condition_variable_any();
  void notify_one();
  void notify_all();
  template <class L> void wait(L &Lock) MOCK_BODY;
  template <class L, class R, class P>
  cv_status wait_for(L &Lock, const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class L, class C, class D>
  cv_status wait_until(L &Lock, const std::chrono::time_point<C, D> &Time) MOCK_BODY;
};
class barrier {
public:
  explicit barrier(size_t Count);
  bool wait();
};

namespace detail {
template <class T> class future_base {
public:
  bool valid() const noexcept MOCK_BODY;
  void wait() const MOCK_BODY;
  template <class R, class P>
  future_status wait_for(const std::chrono::duration<R, P> &Time) const MOCK_BODY;
  template <class C, class D>
  future_status wait_until(const std::chrono::time_point<C, D> &Time) const MOCK_BODY;
};
} // namespace detail
template <class T> class shared_future : public detail::future_base<T> {
public:
  shared_future() noexcept MOCK_BODY;
  shared_future(const shared_future &Other) MOCK_BODY;
  ~shared_future() MOCK_BODY;
  T get() const MOCK_BODY;
};
template <class T> class future : public detail::future_base<T> {
public:
  future() noexcept MOCK_BODY;
  future(future &&Other) noexcept MOCK_BODY;
  future &operator=(future &&Other) noexcept MOCK_BODY;
  ~future() MOCK_BODY;
  shared_future<T> share() MOCK_BODY;
  T get() MOCK_BODY;
};
template <class T> class promise {
public:
  promise() MOCK_BODY;
  ~promise() MOCK_BODY;
  future<T> get_future() MOCK_BODY;
  void set_value(const T &Value) MOCK_BODY;
  void set_exception(std::exception_ptr E) MOCK_BODY;
};
template <class F, class... As>
future<std::invoke_result_t<F, As...>> async(F &&Callable, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
future<std::invoke_result_t<F, As...>> async(launch Policy, F &&Callable,
                                             As &&...Arguments) MOCK_BODY;

template <class T> class buffered_channel {
public:
  explicit buffered_channel(size_t Capacity) MOCK_BODY;
  ~buffered_channel() MOCK_BODY;
  void close() noexcept MOCK_BODY;
  channel_op_status push(const T &Value) MOCK_BODY;
  channel_op_status try_push(const T &Value) MOCK_BODY;
  template <class R, class P>
  channel_op_status push_wait_for(const T &Value,
                                  const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  channel_op_status push_wait_until(const T &Value,
                                    const std::chrono::time_point<C, D> &Time) MOCK_BODY;
  channel_op_status pop(T &Value) MOCK_BODY;
  channel_op_status try_pop(T &Value) MOCK_BODY;
  T value_pop() MOCK_BODY;
  template <class R, class P>
  channel_op_status pop_wait_for(T &Value, const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  channel_op_status pop_wait_until(T &Value, const std::chrono::time_point<C, D> &Time) MOCK_BODY;
};
template <class T> class unbuffered_channel {
public:
  unbuffered_channel() MOCK_BODY;
  ~unbuffered_channel() MOCK_BODY;
  void close() noexcept MOCK_BODY;
  channel_op_status push(const T &Value) MOCK_BODY;
  template <class R, class P>
  channel_op_status push_wait_for(const T &Value,
                                  const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  channel_op_status push_wait_until(const T &Value,
                                    const std::chrono::time_point<C, D> &Time) MOCK_BODY;
  channel_op_status pop(T &Value) MOCK_BODY;
  T value_pop() MOCK_BODY;
  template <class R, class P>
  channel_op_status pop_wait_for(T &Value, const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  channel_op_status pop_wait_until(T &Value, const std::chrono::time_point<C, D> &Time) MOCK_BODY;
};

} // namespace fibers

namespace this_fiber {
template <class R, class P> void sleep_for(const std::chrono::duration<R, P> &Time) MOCK_BODY;
template <class C, class D> void sleep_until(const std::chrono::time_point<C, D> &Time) MOCK_BODY;
void yield() noexcept;
} // namespace this_fiber
} // namespace boost

#endif
