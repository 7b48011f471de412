//===- std-execution.h - mock of C++26's std::execution -------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// The part of <execution> that is about senders, and what <stop_token> gets with it.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_STD_EXECUTION_H
#define ASYNC_TIDY_MOCKS_STD_EXECUTION_H

#include "std.h"

#if __cplusplus >= 202002L

namespace std {

//===- <stop_token> -------------------------------------------------------===//

class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
  bool stop_possible() const noexcept;
};
class inplace_stop_source {
public:
  constexpr inplace_stop_source() noexcept {}
  inplace_stop_source(inplace_stop_source &&) = delete;
  inplace_stop_token get_token() const noexcept;
  bool stop_requested() const noexcept;
  bool request_stop() noexcept;
};
template <class F> class inplace_stop_callback {
public:
  template <class G>
  explicit inplace_stop_callback(inplace_stop_token Token, G &&Callable) MOCK_BODY;
  inplace_stop_callback(inplace_stop_callback &&) = delete;
  ~inplace_stop_callback() MOCK_BODY;
};
template <class F> inplace_stop_callback(inplace_stop_token, F) -> inplace_stop_callback<F>;

//===- <execution> --------------------------------------------------------===//

struct mock_get_stop_token {};
inline constexpr mock_get_stop_token get_stop_token{};

namespace execution {

template <class S> using mock_value_of = typename remove_cvref_t<S>::mock_value;
template <class F, class T> struct mock_then_result {
  typedef invoke_result_t<F, T> type;
};
template <class F> struct mock_then_result<F, void> {
  typedef invoke_result_t<F> type;
};
template <class T> struct mock_sender {
  typedef T mock_value;
};
template <class F, class S>
using mock_then_sender = mock_sender<typename mock_then_result<F, mock_value_of<S>>::type>;
template <class F, class S>
using mock_let_sender =
    mock_sender<typename mock_then_sender<F, S>::mock_value::mock_value>;
struct mock_closure {};
template <class S> mock_sender<mock_value_of<S>> operator|(S &&Sender, mock_closure) MOCK_BODY;
template <class F> struct mock_then_closure {};
template <class S, class F>
mock_then_sender<F, S> operator|(S &&Sender, mock_then_closure<F>) MOCK_BODY;
template <class F> struct mock_let_closure {};
template <class S, class F>
mock_let_sender<F, S> operator|(S &&Sender, mock_let_closure<F>) MOCK_BODY;

template <class T> struct mock_awaiter {
  bool await_ready() noexcept MOCK_BODY;
  void await_suspend(coroutine_handle<>) noexcept MOCK_BODY;
  T await_resume() MOCK_BODY;
};
struct mock_promise_base {
  static constexpr suspend_always initial_suspend() noexcept { return {}; }
  suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception();
  coroutine_handle<> unhandled_stopped() noexcept;
  template <class S> mock_awaiter<mock_value_of<S>> await_transform(S &&Sender) MOCK_BODY;
};
template <class T, class Self> struct mock_promise : mock_promise_base {
  Self get_return_object() noexcept;
  template <class U = T> void return_value(U &&Value);
};
template <class Self> struct mock_promise<void, Self> : mock_promise_base {
  Self get_return_object() noexcept;
  void return_void();
};
template <class... Environments> struct env {};
template <class T = void, class Environment = env<>> class task {
public:
  typedef mock_promise<T, task> promise_type;
  typedef T mock_value;
  task(task &&Other) noexcept MOCK_BODY;
  ~task() MOCK_BODY;
};

struct mock_scheduler {
  mock_sender<void> schedule() const noexcept MOCK_BODY;
};
class run_loop {
public:
  run_loop() noexcept;
  run_loop(run_loop &&) = delete;
  ~run_loop();
  mock_scheduler get_scheduler() noexcept;
  void run() noexcept;
  void finish() noexcept;
};
class inline_scheduler : public mock_scheduler {};
class task_scheduler : public mock_scheduler {};
class parallel_scheduler : public mock_scheduler {};
parallel_scheduler get_parallel_scheduler();

class simple_counting_scope {
public:
  struct token {};
  simple_counting_scope() noexcept;
  simple_counting_scope(simple_counting_scope &&) = delete;
  ~simple_counting_scope();
  token get_token() noexcept;
  void close() noexcept;
  mock_sender<void> join() noexcept MOCK_BODY;
};
class counting_scope {
public:
  struct token {};
  counting_scope() noexcept;
  counting_scope(counting_scope &&) = delete;
  ~counting_scope();
  token get_token() noexcept;
  void close() noexcept;
  mock_sender<void> join() noexcept MOCK_BODY;
  void request_stop() noexcept;
};

class sequenced_policy {};
class parallel_policy {};
inline constexpr sequenced_policy seq{};
inline constexpr parallel_policy par{};

struct mock_just {
  mock_sender<void> operator()() const MOCK_BODY;
  template <class T> mock_sender<decay_t<T>> operator()(T &&Value) const MOCK_BODY;
};
inline constexpr mock_just just{};
struct mock_schedule {
  template <class C> mock_sender<void> operator()(C &&Scheduler) const MOCK_BODY;
};
inline constexpr mock_schedule schedule{};
struct mock_get_start_scheduler {};
inline constexpr mock_get_start_scheduler get_start_scheduler{};
struct mock_read_env {
  mock_sender<task_scheduler> operator()(mock_get_start_scheduler Query) const MOCK_BODY;
  mock_sender<inplace_stop_token> operator()(mock_get_stop_token Query) const MOCK_BODY;
};
inline constexpr mock_read_env read_env{};

struct mock_then {
  template <class S, class F>
  mock_then_sender<F, S> operator()(S &&Sender, F Callable) const MOCK_BODY;
  template <class F> mock_then_closure<F> operator()(F Callable) const MOCK_BODY;
};
inline constexpr mock_then then{};
struct mock_let_value {
  template <class S, class F>
  mock_let_sender<F, S> operator()(S &&Sender, F Callable) const MOCK_BODY;
  template <class F> mock_let_closure<F> operator()(F Callable) const MOCK_BODY;
};
inline constexpr mock_let_value let_value{};
/// Those whose result has the type of value that their sender has.
struct mock_adaptor {
  template <class S, class... As>
    requires requires { typename mock_value_of<S>; }
  mock_sender<mock_value_of<S>> operator()(S &&Sender, As... Arguments) const MOCK_BODY;
  template <class A, class... As>
    requires(!requires { typename mock_value_of<A>; })
  mock_closure operator()(A Argument, As... Arguments) const MOCK_BODY;
};
inline constexpr mock_adaptor affine{}, associate{}, bulk{}, bulk_chunked{}, bulk_unchunked{},
    continues_on{}, let_error{}, let_stopped{}, schedule_from{}, stopped_as_error{}, unstoppable{},
    upon_error{}, upon_stopped{}, write_env{};
struct mock_starts_on {
  template <class C, class S>
  mock_sender<mock_value_of<S>> operator()(C &&Scheduler, S &&Sender) const MOCK_BODY;
};
inline constexpr mock_starts_on starts_on{}, on{};
struct mock_combine {
  template <class... Ss> mock_sender<void> operator()(Ss &&...Senders) const MOCK_BODY;
};
inline constexpr mock_combine into_variant{}, when_all{}, when_all_with_variant{};
struct mock_stopped_as_optional {
  template <class S>
  mock_sender<optional<mock_value_of<S>>> operator()(S &&Sender) const MOCK_BODY;
};
inline constexpr mock_stopped_as_optional stopped_as_optional{};

struct mock_spawn {
  template <class S, class T> void operator()(S &&Sender, T Token) const MOCK_BODY;
};
inline constexpr mock_spawn spawn{};
struct mock_spawn_future {
  template <class S, class T>
  mock_sender<mock_value_of<S>> operator()(S &&Sender, T Token) const MOCK_BODY;
};
inline constexpr mock_spawn_future spawn_future{};

template <class S, class R> struct mock_operation {
  void start() & noexcept MOCK_BODY;
};
struct mock_connect {
  template <class S, class R>
  mock_operation<remove_cvref_t<S>, remove_cvref_t<R>> operator()(S &&Sender,
                                                                  R &&Receiver) const MOCK_BODY;
};
inline constexpr mock_connect connect{};
struct mock_start {
  template <class O> void operator()(O &Operation) const noexcept MOCK_BODY;
};
inline constexpr mock_start start{};

} // namespace execution

namespace this_thread {
template <class T> struct mock_sync_wait_result {
  typedef optional<tuple<T>> type;
};
template <> struct mock_sync_wait_result<void> {
  typedef optional<tuple<>> type;
};
struct mock_sync_wait {
  template <class S>
  typename mock_sync_wait_result<execution::mock_value_of<S>>::type
  operator()(S &&Sender) const MOCK_BODY;
};
inline constexpr mock_sync_wait sync_wait{}, sync_wait_with_variant{};
} // namespace this_thread

} // namespace std

#endif
#endif
