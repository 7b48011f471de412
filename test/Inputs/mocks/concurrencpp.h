//===- concurrencpp.h - mock of concurrencpp ----------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// As in the library, the promises of results come from std::coroutine_traits.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_CONCURRENCPP_H
#define ASYNC_TIDY_MOCKS_CONCURRENCPP_H

#include "std.h"

#if __cplusplus >= 202002L

namespace concurrencpp {

struct executor_tag {};
struct null_result {};
enum class result_status { idle, value, exception };

namespace errors {
struct interrupted_task : std::runtime_error {
  using runtime_error::runtime_error;
};
struct broken_task : interrupted_task {
  using interrupted_task::interrupted_task;
};
struct runtime_shutdown : interrupted_task {
  using interrupted_task::interrupted_task;
};
} // namespace errors

//===- Results ------------------------------------------------------------===//

namespace details {
template <class T> struct awaitable {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> Awaiting);
  T await_resume();
};
} // namespace details

template <class T> class result {
public:
  result() noexcept;
  result(result &&Other) noexcept;
  result &operator=(result &&Other) noexcept;
  ~result();
  explicit operator bool() const noexcept;
  result_status status() const;
  void wait() const;
  template <class R, class P>
  result_status wait_for(std::chrono::duration<R, P> Duration) const MOCK_BODY;
  template <class C, class D>
  result_status wait_until(std::chrono::time_point<C, D> Time) const MOCK_BODY;
  T get();
  details::awaitable<T> operator co_await();
  details::awaitable<result> resolve();
};
template <class T> class shared_result {
public:
  shared_result() noexcept;
  shared_result(result<T> From);
  shared_result(const shared_result &Other) noexcept;
  ~shared_result();
  result_status status() const;
  void wait();
  template <class R, class P>
  result_status wait_for(std::chrono::duration<R, P> Duration) MOCK_BODY;
  template <class C, class D>
  result_status wait_until(std::chrono::time_point<C, D> Time) MOCK_BODY;
  T get();
  details::awaitable<T> operator co_await();
  details::awaitable<shared_result> resolve();
};
template <class T> class lazy_result {
public:
  lazy_result() noexcept;
  lazy_result(lazy_result &&Other) noexcept;
  lazy_result &operator=(lazy_result &&Other) noexcept;
  ~lazy_result() noexcept;
  result_status status() const;
  details::awaitable<T> operator co_await();
  details::awaitable<lazy_result> resolve();
  result<T> run();
};
template <class T> class generator {
public:
  struct promise_type {
    generator get_return_object() noexcept;
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    std::suspend_always yield_value(const T &Value) noexcept;
    void return_void() const noexcept;
    void unhandled_exception();
  };
  generator(generator &&Other) noexcept;
  ~generator() noexcept;
  const T *begin();
  static const T *end() noexcept;
};

namespace details {
struct null_result_promise {
  null_result get_return_object() const noexcept;
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void return_void() const noexcept;
  void unhandled_exception() const noexcept;
};
template <class Result> struct promise_base {
  Result get_return_object() noexcept;
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept;
};
template <class Result, class T> struct promise : promise_base<Result> {
  template <class U> void return_value(U &&Value);
};
template <class Result> struct promise<Result, void> : promise_base<Result> {
  void return_void() noexcept;
};
template <class T> struct eager_promise : promise<result<T>, T> {
  std::suspend_never initial_suspend() const noexcept { return {}; }
};
template <class T> struct lazy_promise : promise<lazy_result<T>, T> {
  std::suspend_always initial_suspend() const noexcept { return {}; }
};
struct rescheduled : std::suspend_always {
  void await_suspend(std::coroutine_handle<> Handle);
};
template <class T> struct rescheduled_promise : promise<result<T>, T> {
  template <class... As> rescheduled_promise(executor_tag, As &&...Arguments);
  rescheduled initial_suspend() const noexcept { return {}; }
};
} // namespace details
} // namespace concurrencpp

namespace std {
template <class... As> struct coroutine_traits<concurrencpp::null_result, As...> {
  typedef concurrencpp::details::null_result_promise promise_type;
};
template <class T, class... As> struct coroutine_traits<concurrencpp::result<T>, As...> {
  typedef concurrencpp::details::eager_promise<T> promise_type;
};
template <class T, class E, class... As>
struct coroutine_traits<concurrencpp::result<T>, concurrencpp::executor_tag, shared_ptr<E>, As...> {
  typedef concurrencpp::details::rescheduled_promise<T> promise_type;
};
template <class T, class... As> struct coroutine_traits<concurrencpp::lazy_result<T>, As...> {
  typedef concurrencpp::details::lazy_promise<T> promise_type;
};
} // namespace std

namespace concurrencpp {

template <class T, class... As> result<T> make_ready_result(As &&...Arguments) MOCK_BODY;
template <class E, class... Rs>
lazy_result<std::tuple<std::decay_t<Rs>...>> when_all(std::shared_ptr<E> Executor,
                                                      Rs &&...Results) MOCK_BODY;
template <class E, class... Rs>
lazy_result<size_t> when_any(std::shared_ptr<E> Executor, Rs &&...Results) MOCK_BODY;
template <class E>
details::awaitable<void> resume_on(std::shared_ptr<E> Executor) MOCK_BODY;

//===- Executors ----------------------------------------------------------===//

class task {
public:
  task() noexcept;
  template <class F> task(F &&Callable) MOCK_BODY;
};
class executor {
public:
  virtual ~executor() noexcept;
  virtual void enqueue(concurrencpp::task Task) = 0;
  virtual bool shutdown_requested() const = 0;
  virtual void shutdown() = 0;
  template <class F, class... As> void post(F &&Callable, As &&...Arguments) MOCK_BODY;
  template <class F, class... As>
  result<std::invoke_result_t<F, As...>> submit(F &&Callable, As &&...Arguments) MOCK_BODY;
  template <class F> void bulk_post(std::vector<F> &Callables) MOCK_BODY;
  template <class F> std::vector<result<void>> bulk_submit(std::vector<F> &Callables) MOCK_BODY;
};
template <class Concrete> struct derivable_executor : executor {
  template <class F, class... As> void post(F &&Callable, As &&...Arguments) MOCK_BODY;
  template <class F, class... As>
  result<std::invoke_result_t<F, As...>> submit(F &&Callable, As &&...Arguments) MOCK_BODY;
  template <class F> void bulk_post(std::vector<F> &Callables) MOCK_BODY;
  template <class F> std::vector<result<void>> bulk_submit(std::vector<F> &Callables) MOCK_BODY;
};
#define MOCK_EXECUTOR(Name, Base)                                                                  \
  class Name final : public Base {                                                                 \
  public:                                                                                          \
    void enqueue(concurrencpp::task Task) override;                                                \
    bool shutdown_requested() const override;                                                      \
    void shutdown() override;                                                                      \
  };
MOCK_EXECUTOR(inline_executor, executor)
MOCK_EXECUTOR(thread_executor, derivable_executor<thread_executor>)
MOCK_EXECUTOR(thread_pool_executor, derivable_executor<thread_pool_executor>)
MOCK_EXECUTOR(worker_thread_executor, derivable_executor<worker_thread_executor>)
#undef MOCK_EXECUTOR
class manual_executor final : public derivable_executor<manual_executor> {
public:
  void enqueue(concurrencpp::task Task) override;
  bool shutdown_requested() const override;
  void shutdown() override;
  bool loop_once();
  bool loop_once_for(std::chrono::milliseconds Duration);
  template <class C, class D> bool loop_once_until(std::chrono::time_point<C, D> Time) MOCK_BODY;
  size_t loop(size_t Count);
  size_t loop_for(size_t Count, std::chrono::milliseconds Duration);
  template <class C, class D>
  size_t loop_until(size_t Count, std::chrono::time_point<C, D> Time) MOCK_BODY;
  void wait_for_task();
  bool wait_for_task_for(std::chrono::milliseconds Duration);
  template <class C, class D>
  bool wait_for_task_until(std::chrono::time_point<C, D> Time) MOCK_BODY;
  void wait_for_tasks(size_t Count);
  size_t wait_for_tasks_for(size_t Count, std::chrono::milliseconds Duration);
  template <class C, class D>
  size_t wait_for_tasks_until(size_t Count, std::chrono::time_point<C, D> Time) MOCK_BODY;
};

//===- Timers, runtime ----------------------------------------------------===//

class timer {
public:
  timer() noexcept;
  timer(timer &&Other) noexcept;
  timer &operator=(timer &&Other) noexcept;
  ~timer() noexcept;
  void cancel();
};
class timer_queue {
public:
  template <class F, class... As>
  timer make_timer(std::chrono::milliseconds Due, std::chrono::milliseconds Frequency,
                   std::shared_ptr<executor> Executor, F &&Callable, As &&...Arguments) MOCK_BODY;
  template <class F, class... As>
  timer make_one_shot_timer(std::chrono::milliseconds Due, std::shared_ptr<executor> Executor,
                            F &&Callable, As &&...Arguments) MOCK_BODY;
  lazy_result<void> make_delay_object(std::chrono::milliseconds Due,
                                      std::shared_ptr<executor> Executor);
};
class runtime {
public:
  runtime();
  ~runtime() noexcept;
  std::shared_ptr<concurrencpp::timer_queue> timer_queue() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> thread_pool_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> background_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_executor> thread_executor() const noexcept;
  std::shared_ptr<concurrencpp::worker_thread_executor> make_worker_thread_executor();
  std::shared_ptr<concurrencpp::manual_executor> make_manual_executor();
};

//===- Synchronization ----------------------------------------------------===//

class async_lock;
class scoped_async_lock {
public:
  scoped_async_lock(scoped_async_lock &&Other) noexcept;
  scoped_async_lock(async_lock &Lock, std::defer_lock_t) noexcept;
  scoped_async_lock(async_lock &Lock, std::adopt_lock_t) noexcept;
  ~scoped_async_lock() noexcept;
  lazy_result<void> lock(std::shared_ptr<executor> Executor);
  lazy_result<bool> try_lock();
  void unlock();
  bool owns_lock() const noexcept;
  async_lock *release() noexcept;
};
class async_lock {
public:
  ~async_lock() noexcept;
  lazy_result<scoped_async_lock> lock(std::shared_ptr<executor> Executor);
  lazy_result<bool> try_lock();
  void unlock();
};
class async_condition_variable {
public:
  ~async_condition_variable() noexcept;
  lazy_result<void> await(std::shared_ptr<executor> Executor, scoped_async_lock &Lock);
  template <class F>
  lazy_result<void> await(std::shared_ptr<executor> Executor, scoped_async_lock &Lock,
                          F Predicate) MOCK_BODY;
  void notify_one();
  void notify_all();
};

} // namespace concurrencpp

#endif
#endif
