//===- coroutine.h - mock of <coroutine>, and a small task library -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// Namespace mini is a task library that no model knows: what checks find out about it they
// find out from its promise types.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_COROUTINE_H
#define ASYNC_TIDY_MOCKS_COROUTINE_H

#include "detail/base.h"

#if __cplusplus >= 202002L

namespace std {

template <class R, class... Args> struct coroutine_traits {
  using promise_type = typename R::promise_type;
};

template <class Promise = void> struct coroutine_handle;
template <> struct coroutine_handle<void> {
  constexpr coroutine_handle() noexcept = default;
  constexpr coroutine_handle(nullptr_t) noexcept {}
  static constexpr coroutine_handle from_address(void *Frame) noexcept {
    coroutine_handle Handle;
    Handle.Frame = Frame;
    return Handle;
  }
  constexpr void *address() const noexcept { return Frame; }
  constexpr explicit operator bool() const noexcept { return Frame != nullptr; }
  bool done() const noexcept { return __builtin_coro_done(Frame); }
  void operator()() const { resume(); }
  void resume() const { __builtin_coro_resume(Frame); }
  void destroy() const { __builtin_coro_destroy(Frame); }

protected:
  void *Frame = nullptr;
};
template <class Promise> struct coroutine_handle {
  constexpr coroutine_handle() noexcept = default;
  constexpr coroutine_handle(nullptr_t) noexcept {}
  static coroutine_handle from_promise(Promise &P) {
    return from_address(__builtin_coro_promise((char *)&P, alignof(Promise), true));
  }
  static constexpr coroutine_handle from_address(void *Frame) noexcept {
    coroutine_handle Handle;
    Handle.Frame = Frame;
    return Handle;
  }
  constexpr operator coroutine_handle<>() const noexcept {
    return coroutine_handle<>::from_address(Frame);
  }
  constexpr void *address() const noexcept { return Frame; }
  constexpr explicit operator bool() const noexcept { return Frame != nullptr; }
  bool done() const noexcept { return __builtin_coro_done(Frame); }
  void operator()() const { resume(); }
  void resume() const { __builtin_coro_resume(Frame); }
  void destroy() const { __builtin_coro_destroy(Frame); }
  Promise &promise() const {
    return *static_cast<Promise *>(__builtin_coro_promise(Frame, alignof(Promise), false));
  }

private:
  void *Frame = nullptr;
};

struct suspend_always {
  constexpr bool await_ready() const noexcept { return false; }
  constexpr void await_suspend(coroutine_handle<>) const noexcept {}
  constexpr void await_resume() const noexcept {}
};
struct suspend_never {
  constexpr bool await_ready() const noexcept { return true; }
  constexpr void await_suspend(coroutine_handle<>) const noexcept {}
  constexpr void await_resume() const noexcept {}
};

coroutine_handle<> noop_coroutine() noexcept;

} // namespace std

namespace mini {

namespace detail {
/// What the promises of all task types here have in common.
struct promise_base {
  void unhandled_exception() noexcept;
};
template <class T> struct result_promise : promise_base {
  template <class U> void return_value(U &&Value);
};
template <> struct result_promise<void> : promise_base {
  void return_void() noexcept;
};
} // namespace detail

/// Starts when it is awaited. Dropping it means that it never runs.
template <class T = void> class task {
public:
  struct promise_type : detail::result_promise<T> {
    task get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
  };
  task(task &&Other) noexcept;
  task &operator=(task &&Other) noexcept;
  ~task();
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};

/// The same, and the compiler complains if it is dropped.
template <class T = void> class [[nodiscard]] checked_task {
public:
  struct promise_type : detail::result_promise<T> {
    checked_task get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
  };
  checked_task(checked_task &&Other) noexcept;
  checked_task &operator=(checked_task &&Other) noexcept;
  ~checked_task();
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};

/// Starts at once. Dropping it doesn't stop it.
template <class T = void> class eager {
public:
  struct promise_type : detail::result_promise<T> {
    eager get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
  };
  eager(eager &&Other) noexcept;
  eager &operator=(eager &&Other) noexcept;
  ~eager();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};

/// Starts at once and ends by itself; nothing can await it.
struct fire_and_forget {
  struct promise_type : detail::promise_base {
    fire_and_forget get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept;
  };
};

/// Gives values one by one to a loop; has nothing asynchronous in it.
template <class T> class generator {
public:
  struct promise_type : detail::promise_base {
    generator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &Value) noexcept;
    void return_void() noexcept;
  };
  struct sentinel {};
  struct iterator {
    const T &operator*() const;
    iterator &operator++();
    bool operator!=(sentinel) const;
  };
  generator(generator &&Other) noexcept;
  ~generator();
  iterator begin();
  sentinel end();
};

/// Gives values one by one to a coroutine that awaits them.
template <class T> class async_generator {
public:
  struct promise_type : detail::promise_base {
    async_generator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &Value) noexcept;
    void return_void() noexcept;
  };
  async_generator(async_generator &&Other) noexcept;
  ~async_generator();
  task<const T *> next();
};

/// Lets others run.
struct yield_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
yield_awaiter yield() noexcept;
/// Has what it gives already, and never suspends.
struct ready_awaiter {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume() noexcept;
};
ready_awaiter ready() noexcept;
/// Gets its awaiter from a free operator.
struct event {};
yield_awaiter operator co_await(const event &) noexcept;
/// Gets its awaiter from a member.
struct signal {
  yield_awaiter operator co_await() const noexcept;
};

/// A mutex for coroutines: its lock() suspends instead of blocking.
class async_mutex {
public:
  struct guard {
    guard(guard &&) noexcept;
    ~guard();
    void unlock();
  };
  struct lock_awaiter {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume() noexcept;
  };
  struct scoped_lock_awaiter {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    guard await_resume() noexcept;
  };
  lock_awaiter lock() noexcept;
  scoped_lock_awaiter scoped_lock() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
};

/// Several tasks as one.
template <class... Ts> task<> when_all(task<Ts>... Tasks);

} // namespace mini

#endif
#endif
