//===- stdexec.h - mock of stdexec, NVIDIA's std::execution ---*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// Namespace exec is called experimental::execution since February 2026.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_STDEXEC_H
#define ASYNC_TIDY_MOCKS_STDEXEC_H

#include "std.h"

#if __cplusplus >= 202002L

namespace stdexec {

template <class S> using value_of = typename std::remove_cvref_t<S>::mock_value;
template <class T> struct mock_optional_result {
  typedef std::optional<std::tuple<T>> type;
};
template <> struct mock_optional_result<void> {
  typedef std::optional<std::tuple<>> type;
};
template <class F, class T> struct mock_then_result {
  typedef std::invoke_result_t<F, T> type;
};
template <class F> struct mock_then_result<F, void> {
  typedef std::invoke_result_t<F> type;
};
template <class F, class S>
using then_result = typename mock_then_result<F, value_of<S>>::type;

namespace {
template <class T> struct __sexpr {
  typedef T mock_value;
};
} // namespace
template <class F> struct mock_closure {};
template <class S, class F>
__sexpr<then_result<F, S>> operator|(S Sender, mock_closure<F> Closure) MOCK_BODY;

template <class T> struct mock_awaiter {
  bool await_ready() noexcept MOCK_BODY;
  void await_suspend(std::coroutine_handle<>) noexcept MOCK_BODY;
  T await_resume() MOCK_BODY;
};
struct mock_promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
  template <class S> mock_awaiter<value_of<S>> await_transform(S &&Sender) noexcept MOCK_BODY;
};
template <class T, class Self> struct mock_promise : mock_promise_base {
  Self get_return_object() noexcept;
  template <class U> void return_value(U &&Value);
};
template <class Self> struct mock_promise<void, Self> : mock_promise_base {
  Self get_return_object() noexcept;
  void return_void() noexcept;
};

template <class T = void, class Environment = void> class [[nodiscard]] task {
public:
  typedef mock_promise<T, task> promise_type;
  typedef T mock_value;
  task(task &&Other) noexcept MOCK_BODY;
  ~task() MOCK_BODY;
};

struct mock_scheduler {
  __sexpr<void> schedule() const noexcept MOCK_BODY;
};
namespace __run_loop {
class __run_loop_base {
public:
  void run() noexcept;
  void finish() noexcept;
};
} // namespace __run_loop
struct run_loop : __run_loop::__run_loop_base {
  run_loop() noexcept;
  ~run_loop();
  mock_scheduler get_scheduler() noexcept;
};
class parallel_scheduler : public mock_scheduler {};
class task_scheduler : public mock_scheduler {};
struct inline_scheduler : mock_scheduler {};
parallel_scheduler get_parallel_scheduler();

class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
  bool stop_possible() const noexcept;
};
class inplace_stop_source {
public:
  inplace_stop_token get_token() const noexcept;
  bool request_stop() noexcept;
  bool stop_requested() const noexcept;
};
template <class F> class inplace_stop_callback {
public:
  template <class G> inplace_stop_callback(inplace_stop_token Token, G &&Callable) MOCK_BODY;
};

struct mock_scope_token {};
struct simple_counting_scope {
  simple_counting_scope() noexcept;
  ~simple_counting_scope();
  mock_scope_token get_token() noexcept;
  void close() noexcept;
  __sexpr<void> join() noexcept MOCK_BODY;
};
struct counting_scope {
  counting_scope() noexcept;
  ~counting_scope();
  mock_scope_token get_token() noexcept;
  void close() noexcept;
  __sexpr<void> join() noexcept MOCK_BODY;
  void request_stop() noexcept;
};

struct mock_sync_wait {
  template <class S>
  typename mock_optional_result<value_of<S>>::type operator()(S &&Sender) const MOCK_BODY;
};
inline constexpr mock_sync_wait sync_wait{};
inline constexpr mock_sync_wait sync_wait_with_variant{};
struct mock_just {
  __sexpr<void> operator()() const MOCK_BODY;
  template <class T> __sexpr<std::decay_t<T>> operator()(T &&Value) const MOCK_BODY;
};
inline constexpr mock_just just{};
struct mock_schedule {
  template <class S> __sexpr<void> operator()(S &&Scheduler) const MOCK_BODY;
};
inline constexpr mock_schedule schedule{};
struct mock_get_scheduler {};
inline constexpr mock_get_scheduler get_scheduler{};
struct mock_read_env {
  __sexpr<mock_scheduler> operator()(mock_get_scheduler Query) const MOCK_BODY;
};
inline constexpr mock_read_env read_env{};
struct mock_then {
  template <class S, class F>
  __sexpr<then_result<F, S>> operator()(S &&Sender, F Callable) const MOCK_BODY;
  template <class F> mock_closure<F> operator()(F Callable) const MOCK_BODY;
};
inline constexpr mock_then then{};
inline constexpr mock_then upon_error{};
inline constexpr mock_then upon_stopped{};
inline constexpr mock_then let_value{};
inline constexpr mock_then let_error{};
inline constexpr mock_then let_stopped{};
struct mock_bulk {
  template <class S, class N, class F>
  __sexpr<value_of<S>> operator()(S &&Sender, N Shape, F Callable) const MOCK_BODY;
};
inline constexpr mock_bulk bulk{};
struct mock_starts_on {
  template <class C, class S>
  __sexpr<value_of<S>> operator()(C &&Scheduler, S &&Sender) const MOCK_BODY;
};
inline constexpr mock_starts_on starts_on{};
inline constexpr mock_starts_on on{};
struct mock_continues_on {
  template <class S, class C>
  __sexpr<value_of<S>> operator()(S &&Sender, C Scheduler) const MOCK_BODY;
};
inline constexpr mock_continues_on continues_on{};
struct mock_combine {
  template <class... Ss> __sexpr<void> operator()(Ss &&...Senders) const MOCK_BODY;
};
inline constexpr mock_combine when_all{};
inline constexpr mock_combine when_all_with_variant{};
inline constexpr mock_combine into_variant{};
inline constexpr mock_combine stopped_as_optional{};
inline constexpr mock_combine stopped_as_error{};
struct mock_spawn {
  template <class S> void operator()(S &&Sender, mock_scope_token Token) const MOCK_BODY;
};
inline constexpr mock_spawn spawn{};
struct mock_spawn_future {
  template <class S>
  __sexpr<value_of<S>> operator()(S &&Sender, mock_scope_token Token) const MOCK_BODY;
};
inline constexpr mock_spawn_future spawn_future{};
struct mock_associate {
  template <class S>
  __sexpr<value_of<S>> operator()(S &&Sender, mock_scope_token Token) const MOCK_BODY;
};
inline constexpr mock_associate associate{};

struct mock_start_detached {
  template <class S> void operator()(S &&Sender) const MOCK_BODY;
};
inline constexpr mock_start_detached start_detached{};
struct mock_ensure_started {
  template <class S> __sexpr<value_of<S>> operator()(S &&Sender) const MOCK_BODY;
};
inline constexpr mock_ensure_started ensure_started{};
inline constexpr mock_ensure_started split{};
struct mock_execute {
  template <class S, class F> void operator()(S &&Scheduler, F Callable) const MOCK_BODY;
};
inline constexpr mock_execute execute{};

} // namespace stdexec

#define MOCK_EXEC_BEGIN namespace exec {
#define MOCK_EXEC_END }
#include "detail/exec-body.h"
#undef MOCK_EXEC_BEGIN
#undef MOCK_EXEC_END
#define MOCK_EXEC_BEGIN                                                                            \
  namespace experimental {                                                                         \
  namespace execution {
#define MOCK_EXEC_END                                                                              \
  }                                                                                                \
  }
#include "detail/exec-body.h"
#undef MOCK_EXEC_BEGIN
#undef MOCK_EXEC_END

#endif
#endif
