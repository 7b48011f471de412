//===- toomanycooks.h - mock of TooManyCooks ----------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_TOOMANYCOOKS_H
#define ASYNC_TIDY_MOCKS_TOOMANYCOOKS_H

#include "std.h"

#if __cplusplus >= 202002L

namespace tmc {

//===- Tasks --------------------------------------------------------------===//

template <class T> struct task;
namespace detail {
template <class T> struct awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume() noexcept;
};
struct promise_base {
  std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept;
  template <class A> A &&await_transform(A &&Awaitable) noexcept;
};
template <class T> struct promise : promise_base {
  task<T> get_return_object() noexcept;
  template <class U> void return_value(U &&Value);
};
template <> struct promise<void> : promise_base {
  task<void> get_return_object() noexcept;
  void return_void() noexcept;
};
template <class Derived> struct run_on_mixin {
  template <class E> Derived &&run_on(E &&Executor) && noexcept;
};
} // namespace detail

template <class T> struct [[nodiscard]] task {
  typedef detail::promise<T> promise_type;
  task() noexcept;
  task(task &&Other) noexcept;
  task &operator=(task &&Other) noexcept;
  ~task();
  detail::awaiter<T> operator co_await() && noexcept;
  template <class E> [[nodiscard]] task &&resume_on(E &&Executor) && noexcept;
};

#define MOCK_SPAWNED(Name, Parameters)                                                             \
  template <Parameters> class [[nodiscard]] Name                                                   \
      : public detail::run_on_mixin<Name<MOCK_ARGUMENTS>> {                                        \
  public:                                                                                          \
    Name(Name &&Other);                                                                            \
    ~Name() noexcept;                                                                              \
    detail::awaiter<int> operator co_await() && noexcept;                                          \
    [[nodiscard]] detail::awaiter<int> fork() &&;                                                  \
    void detach();                                                                                 \
  };
#define MOCK_ARGUMENTS T
MOCK_SPAWNED(aw_spawn, class T)
MOCK_SPAWNED(aw_spawn_func, class T)
MOCK_SPAWNED(aw_spawn_many, class T)
#undef MOCK_ARGUMENTS
#define MOCK_ARGUMENTS Ts...
MOCK_SPAWNED(aw_spawn_tuple, class... Ts)
#undef MOCK_ARGUMENTS
#undef MOCK_SPAWNED
template <class T> class [[nodiscard]] aw_spawn_group {
public:
  aw_spawn_group(aw_spawn_group &&Other);
  void add(T &&Awaitable);
  detail::awaiter<void> operator co_await() && noexcept;
};
template <class T> class [[nodiscard]] aw_fork_group {
public:
  aw_fork_group(aw_fork_group &&) = delete;
  template <class A> void fork(A &&Awaitable, size_t Priority = 0) MOCK_BODY;
  detail::awaiter<T> operator co_await() && noexcept;
};

template <class A> aw_spawn<A> spawn(A &&Awaitable) MOCK_BODY;
template <class A> [[nodiscard]] aw_spawn<A> spawn_clang(A &&Awaitable) MOCK_BODY;
template <class A> [[nodiscard]] detail::awaiter<int> fork_clang(A &&Awaitable) MOCK_BODY;
template <class F, class... As>
aw_spawn_func<int> spawn_func(F &&Callable, As &&...Arguments) MOCK_BODY;
template <class A> aw_spawn_group<std::remove_cvref_t<A>> spawn_group(A &&Awaitable) MOCK_BODY;
template <class R> aw_spawn_many<R> spawn_many(R &&Tasks) MOCK_BODY;
template <class... As> aw_spawn_tuple<As...> spawn_tuple(As &&...Awaitables) MOCK_BODY;
inline aw_fork_group<void> fork_group();
template <class A> aw_fork_group<void> fork_group(A &&Awaitable) MOCK_BODY;
template <class... As> task<size_t> select(As... Awaitables) MOCK_BODY;

detail::awaiter<void> yield();
template <class E> detail::awaiter<void> resume_on(E &&Executor) MOCK_BODY;

//===- Executors ----------------------------------------------------------===//

class ex_any {};
#define MOCK_EXECUTOR(Name)                                                                        \
  class Name {                                                                                     \
  public:                                                                                          \
    Name();                                                                                        \
    ~Name();                                                                                       \
    void init();                                                                                   \
    void teardown();                                                                               \
  };
MOCK_EXECUTOR(ex_asio)
MOCK_EXECUTOR(ex_cpu)
MOCK_EXECUTOR(ex_cpu_st)
MOCK_EXECUTOR(ex_manual_st)
#undef MOCK_EXECUTOR
class ex_braid {
public:
  ex_braid();
  ~ex_braid();
};
ex_cpu &cpu_executor();
int async_main(task<int> &&Main);
template <class E, class W> void post(E &&Executor, W &&Work, size_t Priority = 0) MOCK_BODY;
template <class E, class W>
[[nodiscard]] std::future<void> post_waitable(E &&Executor, W &&Work,
                                              size_t Priority = 0) MOCK_BODY;

//===- Synchronization ----------------------------------------------------===//

class [[nodiscard]] mutex_scope {
public:
  mutex_scope(mutex_scope &&Other) noexcept;
  ~mutex_scope();
};
class mutex {
public:
  mutex() noexcept;
  ~mutex();
  bool try_lock() noexcept;
  void unlock() noexcept;
  [[nodiscard]] detail::awaiter<void> co_unlock() noexcept;
  [[nodiscard]] detail::awaiter<mutex_scope> lock_scope() noexcept;
  detail::awaiter<void> operator co_await() noexcept;
};
class [[nodiscard]] rw_lock_read_scope {
public:
  rw_lock_read_scope(rw_lock_read_scope &&Other) noexcept;
  ~rw_lock_read_scope();
};
class [[nodiscard]] rw_lock_write_scope {
public:
  rw_lock_write_scope(rw_lock_write_scope &&Other) noexcept;
  ~rw_lock_write_scope();
};
class rw_lock {
public:
  rw_lock() noexcept;
  ~rw_lock();
  bool try_lock_read() noexcept;
  bool try_lock_write() noexcept;
  [[nodiscard]] detail::awaiter<void> lock_read() noexcept;
  [[nodiscard]] detail::awaiter<void> lock_write() noexcept;
  [[nodiscard]] detail::awaiter<rw_lock_read_scope> lock_read_scope() noexcept;
  [[nodiscard]] detail::awaiter<rw_lock_write_scope> lock_write_scope() noexcept;
  void unlock_read() noexcept;
  void unlock_write() noexcept;
};

//===- Channels -----------------------------------------------------------===//

template <class T> class chan_tok {
public:
  template <class... As> bool post(As &&...Arguments) noexcept MOCK_BODY;
  template <class R> bool post_bulk(R &&Range) MOCK_BODY;
  template <class... As> [[nodiscard]] detail::awaiter<bool> push(As &&...Arguments) MOCK_BODY;
  [[nodiscard]] detail::awaiter<std::optional<T>> pull() noexcept;
  [[nodiscard]] detail::awaiter<std::optional<T>> pull_zc() noexcept;
  std::variant<T, std::monostate> try_pull() noexcept;
  void close() noexcept;
  task<void> drain() noexcept;
  void drain_wait() noexcept;
};
template <class T> chan_tok<T> make_channel() noexcept MOCK_BODY;
#define MOCK_BOUNDED(Name)                                                                         \
  template <class T> class Name {                                                                  \
  public:                                                                                          \
    template <class... As> [[nodiscard]] detail::awaiter<void> push(As &&...Arguments) MOCK_BODY;  \
    [[nodiscard]] detail::awaiter<T> pull() noexcept;                                              \
    std::optional<T> try_pull();                                                                   \
  };
#define MOCK_UNBOUNDED(Name)                                                                       \
  template <class T> class Name {                                                                  \
  public:                                                                                          \
    template <class... As> void post(As &&...Arguments) noexcept MOCK_BODY;                        \
    template <class R> void post_bulk(R &&Range) noexcept MOCK_BODY;                               \
    [[nodiscard]] detail::awaiter<T> pull() noexcept;                                              \
    std::optional<T> try_pull();                                                                   \
  };
MOCK_BOUNDED(qu_mpsc_bounded)
MOCK_BOUNDED(qu_spsc_bounded)
MOCK_UNBOUNDED(qu_mpsc_unbounded)
MOCK_UNBOUNDED(qu_spsc_unbounded)
#undef MOCK_BOUNDED
#undef MOCK_UNBOUNDED

} // namespace tmc

#endif
#endif
