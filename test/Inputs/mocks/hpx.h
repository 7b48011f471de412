//===- hpx.h - mock of HPX ----------------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_HPX_H
#define ASYNC_TIDY_MOCKS_HPX_H

#include "std.h"

#if __cplusplus >= 201703L

namespace hpx {

//===- Futures ------------------------------------------------------------===//

template <class R> class future;
template <class R> class shared_future;
enum class future_status { ready, timeout, deferred };
enum class mock_launch { async, sync, deferred };
using launch = mock_launch;

namespace lcos::detail {
template <class D, class R> class future_base {
public:
  bool valid() const noexcept MOCK_BODY;
  bool is_ready() const noexcept MOCK_BODY;
  void wait() const MOCK_BODY;
  template <class Rep, class Period>
  future_status wait_for(const std::chrono::duration<Rep, Period> &Duration) const MOCK_BODY;
  template <class C, class D2>
  future_status wait_until(const std::chrono::time_point<C, D2> &Time) const MOCK_BODY;
#if __cplusplus >= 202002L
  bool await_ready() const noexcept MOCK_BODY;
  template <class P> void await_suspend(std::coroutine_handle<P> Handle) MOCK_BODY;
  R await_resume() MOCK_BODY;
#endif
};
} // namespace lcos::detail

template <class R> class future : public lcos::detail::future_base<future<R>, R> {
public:
  future() noexcept MOCK_BODY;
  future(future &&Other) noexcept MOCK_BODY;
  future &operator=(future &&Other) noexcept MOCK_BODY;
  ~future() MOCK_BODY;
  R get() MOCK_BODY;
  shared_future<R> share() noexcept MOCK_BODY;
  template <class F> future<std::invoke_result_t<F, future>> then(F &&Run) MOCK_BODY;
  template <class F> future<std::invoke_result_t<F, future>> then(launch Policy, F &&Run) MOCK_BODY;
};
template <class R> class shared_future : public lcos::detail::future_base<shared_future<R>, R> {
public:
  shared_future(const shared_future &Other) MOCK_BODY;
  ~shared_future() MOCK_BODY;
  const R &get() const MOCK_BODY;
  template <class F> future<std::invoke_result_t<F, shared_future>> then(F &&Run) const MOCK_BODY;
};
template <>
class shared_future<void> : public lcos::detail::future_base<shared_future<void>, void> {
public:
  void get() const;
};

namespace detail {
template <class R> struct mock_unwrap {
  using type = future<R>;
};
template <class R> struct mock_unwrap<future<R>> {
  using type = future<R>;
};
template <class F, class... As>
using mock_future = typename mock_unwrap<std::invoke_result_t<F, As...>>::type;
} // namespace detail
template <class F, class... As> detail::mock_future<F, As...> async(F &&Run, As &&...As_) MOCK_BODY;
template <class F, class... As>
detail::mock_future<F, As...> async(launch Policy, F &&Run, As &&...As_) MOCK_BODY;
template <class F, class... As> bool post(F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
std::invoke_result_t<F, As...> sync(F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... Fs> future<void> dataflow(F &&Run, Fs &&...Futures) MOCK_BODY;
template <class F> F unwrapping(F &&Run) MOCK_BODY;

struct mock_when {
  template <class... Fs> future<std::tuple<Fs...>> operator()(Fs &&...Futures) const MOCK_BODY;
};
struct mock_wait {
  template <class... Fs> void operator()(Fs &&...Futures) const MOCK_BODY;
};
inline constexpr mock_when when_all{};
inline constexpr mock_when when_any{};
inline constexpr mock_when when_some{};
inline constexpr mock_when when_each{};
inline constexpr mock_wait wait_all{};
inline constexpr mock_wait wait_any{};
inline constexpr mock_wait wait_some{};
inline constexpr mock_wait wait_each{};

//===- Runtime, threads ---------------------------------------------------===//

int init(std::function<int(int, char **)> Main, int Count, char **Values);
int stop();
int finalize();
namespace local {
int init(std::function<int(int, char **)> Main, int Count, char **Values);
int stop();
} // namespace local
template <class F, class... As>
future<std::invoke_result_t<F, As...>> run_as_os_thread(F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
std::invoke_result_t<F, As...> run_as_hpx_thread(F &&Run, As &&...Arguments) MOCK_BODY;

class thread {
public:
  thread() noexcept;
  template <class F> explicit thread(F &&Run) MOCK_BODY;
  ~thread();
  void join();
  void detach();
};
class jthread {
public:
  template <class F> explicit jthread(F &&Run) MOCK_BODY;
  ~jthread();
  void join();
};
namespace this_thread {
void yield() noexcept;
template <class R, class P> void sleep_for(const std::chrono::duration<R, P> &Duration) MOCK_BODY;
namespace experimental {
struct mock_sync_wait {
  template <class S> std::optional<int> operator()(S &&Sender) const MOCK_BODY;
};
inline constexpr mock_sync_wait sync_wait{};
} // namespace experimental
} // namespace this_thread
namespace experimental {
class task_group {
public:
  task_group();
  ~task_group();
  template <class F, class... As> void run(F &&Run, As &&...Arguments) MOCK_BODY;
  void wait();
};
} // namespace experimental
namespace execution::experimental {
struct io_pool_executor {};
} // namespace execution::experimental

//===- Locks, queues, cancellation ----------------------------------------===//

class mutex {
public:
  mutex();
  mutex(const mutex &) = delete;
  void lock();
  bool try_lock();
  void unlock();
};
class timed_mutex {
public:
  timed_mutex();
  timed_mutex(const timed_mutex &) = delete;
  void lock();
  void unlock();
};
namespace detail {
template <bool Backoff = true> struct spinlock {
  void lock() MOCK_BODY;
  void unlock() MOCK_BODY;
};
template <class M = int> struct recursive_mutex_impl {
  void lock() MOCK_BODY;
  void unlock() MOCK_BODY;
};
template <class M = int> class shared_mutex {
public:
  void lock() MOCK_BODY;
  void unlock() MOCK_BODY;
  void lock_shared() MOCK_BODY;
  void unlock_shared() MOCK_BODY;
};
} // namespace detail
using spinlock = detail::spinlock<true>;
using recursive_mutex = detail::recursive_mutex_impl<>;
using shared_mutex = detail::shared_mutex<>;
enum class cv_status { no_timeout, timeout, error };
class condition_variable {
public:
  condition_variable();
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
  void notify_one();
  void notify_all();
  template <class L> void wait(L &Lock) MOCK_BODY;
  template <class L, class R, class P>
  cv_status wait_for(L &Lock, const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class L, class C, class D>
  cv_status wait_until(L &Lock, const std::chrono::time_point<C, D> &Time) MOCK_BODY;
};
struct once_flag {};
template <class F, class... As>
void call_once(once_flag &Flag, F &&Run, As &&...Arguments) MOCK_BODY;

namespace lcos::local {
template <class T> class channel {
public:
  void set(T Value) MOCK_BODY;
  future<T> get() const MOCK_BODY;
};
template <class T> class one_element_channel {
public:
  void set(T Value) MOCK_BODY;
  future<T> get() const MOCK_BODY;
};
} // namespace lcos::local
template <class T> using channel = lcos::local::channel<T>;

class stop_token {
public:
  bool stop_requested() const noexcept;
};
class stop_source {
public:
  stop_token get_token() const noexcept;
  bool request_stop() noexcept;
};
template <class F> class stop_callback {
public:
  stop_callback(const stop_token &Token, F &&Run) MOCK_BODY;
};
struct thread_interrupted : std::exception {};

} // namespace hpx

#if __cplusplus >= 202002L
namespace hpx::lcos::detail {
template <class R> struct mock_promise_base {
  future<R> get_return_object() MOCK_BODY;
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() MOCK_BODY;
};
} // namespace hpx::lcos::detail
namespace std {
template <class R, class... As> struct coroutine_traits<hpx::future<R>, As...> {
  struct promise_type : hpx::lcos::detail::mock_promise_base<R> {
    template <class U> void return_value(U &&Value) MOCK_BODY;
  };
};
template <class... As> struct coroutine_traits<hpx::future<void>, As...> {
  struct promise_type : hpx::lcos::detail::mock_promise_base<void> {
    void return_void() MOCK_BODY;
  };
};
} // namespace std
#endif

#endif
#endif
