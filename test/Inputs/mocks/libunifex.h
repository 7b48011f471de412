//===- libunifex.h - mock of libunifex -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_LIBUNIFEX_H
#define ASYNC_TIDY_MOCKS_LIBUNIFEX_H

#include "std.h"

#if __cplusplus >= 202002L

namespace unifex {

class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
};
class inplace_stop_source {
public:
  bool request_stop() noexcept;
  inplace_stop_token get_token() noexcept;
};
template <class F> class inplace_stop_callback {
public:
  inplace_stop_callback(inplace_stop_token Token, F &&Callable) MOCK_BODY;
};

namespace _task {
struct promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
};
template <class T, bool Nothrow> struct _task {
  struct [[nodiscard]] type;
};
template <class T> struct result : promise_base {
  template <class U> void return_value(U &&Value) MOCK_BODY;
};
template <> struct result<void> : promise_base {
  void return_void() noexcept;
};
template <class T, bool Nothrow> struct _task<T, Nothrow>::type {
  struct promise_type : result<T> {
    type get_return_object() noexcept MOCK_BODY;
  };
  type(type &&Other) noexcept MOCK_BODY;
  ~type() MOCK_BODY;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept MOCK_BODY;
  T await_resume() { return static_cast<type &&>(*this).await_resume(); }
};
} // namespace _task
template <class T> using task = typename _task::_task<T, false>::type;

/// What an algorithm gives: something to await.
struct mock_sender {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  void await_resume();
};
/// An algorithm.
struct mock_algorithm {
  template <class... As> mock_sender operator()(As &&...Arguments) const MOCK_BODY;
};
struct mock_waits {
  template <class S> void operator()(S &&Sender) const MOCK_BODY;
};
inline constexpr mock_algorithm finally{}, let_done{}, let_value{}, schedule{}, schedule_after{}, sequence{}, spawn_future{}, stop_when{}, then{}, upon_error{},
    via{}, when_all{}, when_any{};
inline constexpr mock_waits spawn_detached{}, sync_wait{};

class async_mutex {
public:
  bool try_lock() noexcept;
  mock_sender async_lock() noexcept;
  void unlock() noexcept;
};

inline namespace v1 {
namespace _async_scope {
struct async_scope {
  template <class S> mock_sender spawn(S &&Sender) MOCK_BODY;
  template <class S> void detached_spawn(S &&Sender) MOCK_BODY;
  template <class E, class S> void detached_spawn_on(E &&Scheduler, S &&Sender) MOCK_BODY;
  template <class E, class F> void detached_spawn_call_on(E &&Scheduler, F &&Callable) MOCK_BODY;
  [[nodiscard]] mock_sender complete() noexcept;
  [[nodiscard]] mock_sender cleanup() noexcept;
  void request_stop() noexcept;
};
} // namespace _async_scope
using _async_scope::async_scope;
} // namespace v1

namespace _static_thread_pool {
class context {
public:
  class scheduler {};
  scheduler get_scheduler() noexcept;
  void request_stop() noexcept;
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;
namespace _single_thread {
class context {};
} // namespace _single_thread
using single_thread_context = _single_thread::context;
class timed_single_thread_context {};

} // namespace unifex

#endif

#endif
