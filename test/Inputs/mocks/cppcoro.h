//===- cppcoro.h - mock of cppcoro --------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_CPPCORO_H
#define ASYNC_TIDY_MOCKS_CPPCORO_H

#include "std.h"

#if __cplusplus >= 202002L

namespace cppcoro {

//===- Cancellation -------------------------------------------------------===//

class operation_cancelled : public std::exception {
public:
  operation_cancelled() noexcept;
};
class cancellation_token {
public:
  cancellation_token() noexcept;
  cancellation_token(const cancellation_token &Other) noexcept;
  ~cancellation_token();
  bool can_be_cancelled() const noexcept;
  bool is_cancellation_requested() const noexcept;
  void throw_if_cancellation_requested() const;
};
class cancellation_source {
public:
  cancellation_source();
  cancellation_source(const cancellation_source &Other) noexcept;
  ~cancellation_source();
  cancellation_token token() const noexcept;
  void request_cancellation();
  bool is_cancellation_requested() const noexcept;
};
class cancellation_registration {
public:
  template <class F> cancellation_registration(cancellation_token Token, F &&Callback) MOCK_BODY;
  cancellation_registration(const cancellation_registration &) = delete;
  ~cancellation_registration();
};

//===- Tasks --------------------------------------------------------------===//

namespace detail {
struct task_promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
};
template <class Task, class T> struct task_promise : task_promise_base {
  Task get_return_object() noexcept;
  template <class U> void return_value(U &&Value);
};
template <class Task> struct task_promise<Task, void> : task_promise_base {
  Task get_return_object() noexcept;
  void return_void() noexcept;
};
template <class T> struct task_awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};
template <class T> struct awaited {
  typedef decltype(std::declval<T>().operator co_await().await_resume()) type;
};
} // namespace detail

template <class T = void> class [[nodiscard]] task {
public:
  typedef detail::task_promise<task, T> promise_type;
  task() noexcept;
  task(task &&Other) noexcept;
  task &operator=(task &&Other) noexcept;
  ~task();
  bool is_ready() const noexcept;
  detail::task_awaiter<T> operator co_await() const noexcept;
  detail::task_awaiter<void> when_ready() const noexcept;
};
template <class T = void> class [[nodiscard]] shared_task {
public:
  typedef detail::task_promise<shared_task, T> promise_type;
  shared_task() noexcept;
  shared_task(const shared_task &Other) noexcept;
  ~shared_task();
  bool is_ready() const noexcept;
  detail::task_awaiter<T> operator co_await() const noexcept;
  detail::task_awaiter<void> when_ready() const noexcept;
};
template <class T> shared_task<T> make_shared_task(task<T> Task) MOCK_BODY;

template <class T> class [[nodiscard]] generator {
public:
  struct promise_type : detail::task_promise_base {
    generator get_return_object() noexcept;
    std::suspend_always yield_value(const T &Value) noexcept;
    void return_void() noexcept;
  };
  generator(generator &&Other) noexcept;
  ~generator();
  const T *begin();
  const T *end() noexcept;
};

//===- Combinators --------------------------------------------------------===//

template <class A> typename detail::awaited<A>::type sync_wait(A &&Awaitable) MOCK_BODY;
template <class... As> task<> when_all(As &&...Awaitables) MOCK_BODY;
template <class A> task<> when_all(std::vector<A> Awaitables) MOCK_BODY;
template <class... As> task<> when_all_ready(As &&...Awaitables) MOCK_BODY;
template <class A> task<> when_all_ready(std::vector<A> Awaitables) MOCK_BODY;
template <class F, class A>
task<std::invoke_result_t<F, typename detail::awaited<A>::type>> fmap(F &&Callable,
                                                                     A &&Awaitable) MOCK_BODY;
template <class S, class A>
task<typename detail::awaited<A>::type> resume_on(S &Scheduler, A Awaitable) MOCK_BODY;
template <class S, class A>
task<typename detail::awaited<A>::type> schedule_on(S &Scheduler, A Awaitable) MOCK_BODY;

class async_scope {
public:
  async_scope() noexcept;
  ~async_scope();
  template <class A> void spawn(A &&Awaitable) MOCK_BODY;
  [[nodiscard]] detail::task_awaiter<void> join() noexcept;
};

//===- Synchronization ----------------------------------------------------===//

class async_mutex;
class async_mutex_lock {
public:
  async_mutex_lock(async_mutex &Mutex, std::adopt_lock_t) noexcept;
  async_mutex_lock(async_mutex_lock &&Other) noexcept;
  ~async_mutex_lock();
};
struct async_mutex_lock_operation {
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  void await_resume() const noexcept;
};
struct async_mutex_scoped_lock_operation : async_mutex_lock_operation {
  async_mutex_lock await_resume() const noexcept;
};
class async_mutex {
public:
  async_mutex() noexcept;
  ~async_mutex();
  bool try_lock() noexcept;
  async_mutex_lock_operation lock_async() noexcept;
  async_mutex_scoped_lock_operation scoped_lock_async() noexcept;
  void unlock();
};
class async_manual_reset_event {
public:
  async_manual_reset_event(bool Set = false) noexcept;
  detail::task_awaiter<void> operator co_await() const noexcept;
  void set() noexcept;
  void reset() noexcept;
};

//===- Executors ----------------------------------------------------------===//

class static_thread_pool {
public:
  static_thread_pool();
  explicit static_thread_pool(unsigned Threads);
  ~static_thread_pool();
  [[nodiscard]] detail::task_awaiter<void> schedule() noexcept;
};
class io_service {
public:
  io_service();
  ~io_service();
  [[nodiscard]] detail::task_awaiter<void> schedule() noexcept;
  template <class R, class P>
  [[nodiscard]] detail::task_awaiter<void>
  schedule_after(const std::chrono::duration<R, P> &Delay,
                 cancellation_token Token = {}) noexcept MOCK_BODY;
  unsigned long process_events();
  unsigned long process_pending_events();
  unsigned long process_one_event();
  unsigned long process_one_pending_event();
  void stop() noexcept;
};

//===- Files --------------------------------------------------------------===//

class file {
public:
  virtual ~file();
};
class read_only_file : public file {
public:
  static read_only_file open(io_service &Service, const std::filesystem::path &Path);
  [[nodiscard]] detail::task_awaiter<size_t> read(unsigned long Offset, void *Buffer,
                                                  size_t Size) const noexcept;
};
class read_write_file : public file {
public:
  static read_write_file open(io_service &Service, const std::filesystem::path &Path);
};
class write_only_file : public file {
public:
  static write_only_file open(io_service &Service, const std::filesystem::path &Path);
};

} // namespace cppcoro

#endif
#endif
