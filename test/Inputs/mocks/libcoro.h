//===- libcoro.h - mock of libcoro --------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_LIBCORO_H
#define ASYNC_TIDY_MOCKS_LIBCORO_H

#include "std.h"

#if __cplusplus >= 202002L

namespace coro {

//===- Tasks --------------------------------------------------------------===//

template <class T = void> class task;
namespace detail {
struct promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
};
template <class T> struct promise : promise_base {
  task<T> get_return_object() noexcept;
  template <class U> void return_value(U &&Value);
};
template <> struct promise<void> : promise_base {
  task<void> get_return_object() noexcept;
  void return_void() noexcept;
};
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};
template <class T> struct awaited {
  typedef decltype(std::declval<T>().operator co_await().await_resume()) type;
};
} // namespace detail

template <class T> class [[nodiscard]] task {
public:
  typedef detail::promise<T> promise_type;
  task() noexcept;
  task(task &&Other) noexcept;
  task &operator=(task &&Other) noexcept;
  ~task();
  bool is_ready() const noexcept;
  bool resume();
  detail::awaiter<T> operator co_await() const noexcept;
};

template <class A> typename detail::awaited<A>::type sync_wait(A &&Awaitable) MOCK_BODY;
template <class... As> [[nodiscard]] task<> when_all(As... Awaitables) MOCK_BODY;
template <class A> [[nodiscard]] task<> when_all(std::vector<A> Awaitables) MOCK_BODY;
template <class... As> [[nodiscard]] task<> when_any(As... Awaitables) MOCK_BODY;
template <class... As>
[[nodiscard]] task<> when_any(std::stop_source Source, As... Awaitables) MOCK_BODY;
template <class F, class... As>
std::invoke_result_t<F, As...> invoke(F Callable, As &&...Arguments) MOCK_BODY;

//===- Executors ----------------------------------------------------------===//

class thread_pool {
public:
  struct options {
    unsigned thread_count = 1;
  };
  static std::unique_ptr<thread_pool> make_unique();
  static std::unique_ptr<thread_pool> make_unique(options Options);
  virtual ~thread_pool();
  [[nodiscard]] detail::awaiter<void> schedule();
  template <class T> [[nodiscard]] task<T> schedule(task<T> Task) MOCK_BODY;
  bool spawn_detached(task<void> &&Task) noexcept;
  task<void> spawn_joinable(task<void> &&Task) noexcept;
  [[nodiscard]] detail::awaiter<void> yield();
  void shutdown() noexcept;
};
class scheduler {
public:
  static std::unique_ptr<scheduler> make_unique();
  virtual ~scheduler();
  size_t process_events(std::chrono::milliseconds Timeout = std::chrono::milliseconds{0});
  detail::awaiter<void> schedule();
  template <class T> [[nodiscard]] task<T> schedule(task<T> Task) MOCK_BODY;
  template <class T, class R, class P>
  [[nodiscard]] task<T> schedule(task<T> Task, std::chrono::duration<R, P> Timeout) MOCK_BODY;
  bool spawn_detached(task<void> &&Task);
  task<void> spawn_joinable(task<void> &&Task);
  template <class R, class P>
  [[nodiscard]] task<void> schedule_after(std::chrono::duration<R, P> Amount) MOCK_BODY;
  [[nodiscard]] detail::awaiter<void> yield();
  template <class R, class P>
  [[nodiscard]] task<void> yield_for(std::chrono::duration<R, P> Amount) MOCK_BODY;
  void shutdown() noexcept;
};
template <class E> class task_group {
public:
  explicit task_group(E *Executor) MOCK_BODY;
  explicit task_group(E *Executor, task<void> &&Task) MOCK_BODY;
  explicit task_group(std::unique_ptr<E> &Executor) MOCK_BODY;
  explicit task_group(std::unique_ptr<E> &Executor, task<void> &&Task) MOCK_BODY;
  task_group(const task_group &) = delete;
  ~task_group() MOCK_BODY;
  [[nodiscard]] bool start(task<void> &&Task) MOCK_BODY;
  size_t size() const MOCK_BODY;
  detail::awaiter<void> operator co_await() const noexcept;
};

//===- Synchronization ----------------------------------------------------===//

class mutex;
class scoped_lock {
public:
  explicit scoped_lock(class mutex &Mutex);
  scoped_lock(scoped_lock &&Other) noexcept;
  scoped_lock &operator=(scoped_lock &&Other) noexcept;
  ~scoped_lock();
  void unlock();
};
class mutex {
public:
  explicit mutex() noexcept;
  mutex(const mutex &) = delete;
  ~mutex();
  [[nodiscard]] detail::awaiter<coro::scoped_lock> scoped_lock();
  [[nodiscard]] detail::awaiter<void> lock();
  [[nodiscard]] bool try_lock();
  void unlock();
};
template <class E> class shared_mutex {
public:
  explicit shared_mutex(std::unique_ptr<E> &Executor) MOCK_BODY;
  ~shared_mutex() MOCK_BODY;
  [[nodiscard]] task<void> lock() MOCK_BODY;
  [[nodiscard]] task<void> lock_shared() MOCK_BODY;
  [[nodiscard]] bool try_lock() MOCK_BODY;
  [[nodiscard]] bool try_lock_shared() MOCK_BODY;
  [[nodiscard]] task<void> unlock() MOCK_BODY;
  [[nodiscard]] task<void> unlock_shared() MOCK_BODY;
};
class condition_variable {
public:
  task<void> notify_one();
  task<void> notify_all();
  [[nodiscard]] detail::awaiter<void> wait(scoped_lock &Lock);
  [[nodiscard]] detail::awaiter<void> wait(scoped_lock &Lock, std::function<bool()> Predicate);
  template <class R, class P>
  [[nodiscard]] task<std::cv_status> wait_for(std::unique_ptr<scheduler> &Scheduler,
                                              scoped_lock &Lock,
                                              std::chrono::duration<R, P> Timeout) MOCK_BODY;
  template <class C, class D>
  [[nodiscard]] task<std::cv_status> wait_until(std::unique_ptr<scheduler> &Scheduler,
                                                scoped_lock &Lock,
                                                std::chrono::time_point<C, D> Until) MOCK_BODY;
};
class event {
public:
  explicit event(bool Set = false) noexcept;
  void set() noexcept;
  detail::awaiter<void> operator co_await() const noexcept;
};
template <ptrdiff_t Max> class semaphore {
public:
  explicit semaphore(ptrdiff_t Count) MOCK_BODY;
  [[nodiscard]] task<bool> acquire() MOCK_BODY;
  [[nodiscard]] task<void> release() MOCK_BODY;
};
template <class T> class queue {
public:
  queue() MOCK_BODY;
  ~queue() MOCK_BODY;
  task<bool> push(const T &Element) MOCK_BODY;
  task<bool> push(T &&Element) MOCK_BODY;
  template <class... As> task<bool> emplace(As &&...Arguments) MOCK_BODY;
  [[nodiscard]] task<std::optional<T>> pop() MOCK_BODY;
  [[nodiscard]] std::optional<T> try_pop() MOCK_BODY;
  task<void> shutdown() MOCK_BODY;
};
template <class T, size_t Size> class ring_buffer {
public:
  ring_buffer() MOCK_BODY;
  ~ring_buffer() MOCK_BODY;
  [[nodiscard]] task<bool> produce(T Element) MOCK_BODY;
  [[nodiscard]] task<std::optional<T>> consume() MOCK_BODY;
};

namespace net {
enum class connect_status { connected, invalid_ip_address, timeout, error };
namespace tcp {
class client {
public:
  explicit client(std::unique_ptr<scheduler> &On);
  task<connect_status> connect(std::chrono::milliseconds Limit = std::chrono::milliseconds(0));
};
} // namespace tcp
} // namespace net

} // namespace coro

#endif
#endif
