//===- cobalt.h - mock of Boost.Cobalt ----------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_COBALT_H
#define ASYNC_TIDY_MOCKS_COBALT_H

#include "boost-asio.h"

#if __cplusplus >= 202002L

namespace boost {
namespace cobalt {

typedef asio::any_io_executor executor;
namespace this_coro {
using namespace asio::this_coro;
}

namespace detail {
template <class T> struct [[nodiscard]] awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};
struct promise_base {
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
  template <class A> A &&await_transform(A &&Awaitable);
  awaiter<executor> await_transform(asio::this_coro::executor_t);
};
template <class Result, class T> struct value_promise : promise_base {
  Result get_return_object();
  template <class U> void return_value(U &&Value);
};
template <class Result> struct value_promise<Result, void> : promise_base {
  Result get_return_object();
  void return_void();
};
template <class Result, class T> struct eager_promise : value_promise<Result, T> {
  std::suspend_never initial_suspend() noexcept { return {}; }
};
struct posts_itself {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> Started) noexcept;
  void await_resume() noexcept;
};
template <class Result, class T> struct posted_promise : value_promise<Result, T> {
  posts_itself initial_suspend() noexcept;
};
} // namespace detail

//===- Coroutines ---------------------------------------------------------===//

template <class T = void> struct [[nodiscard]] promise {
  typedef detail::eager_promise<promise, T> promise_type;
  promise(promise &&Other) noexcept;
  promise &operator=(promise &&Other) noexcept;
  ~promise();
  detail::awaiter<T> operator co_await();
  void operator+() &&;
  void cancel();
  bool ready() const;
  void detach();
  void attach();
  T get();
};
template <class T = void> struct [[nodiscard]] task {
  typedef detail::posted_promise<task, T> promise_type;
  task(task &&Other) noexcept;
  task &operator=(task &&Other) noexcept;
  ~task();
  detail::awaiter<T> operator co_await();
};
template <class Yield, class Push = void> struct [[nodiscard]] generator {
  struct promise_type : detail::eager_promise<generator, Yield> {
    detail::awaiter<Push> yield_value(const Yield &Value);
  };
  generator(generator &&Other) noexcept;
  ~generator();
  explicit operator bool() const;
  detail::awaiter<Yield> operator co_await();
  void cancel();
};
struct detached {
  struct promise_type {
    detached get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void();
    void unhandled_exception();
    template <class A> A &&await_transform(A &&Awaitable);
  };
};
struct thread {
  typedef detail::posted_promise<thread, void> promise_type;
  thread(thread &&Other) noexcept;
  ~thread();
  detail::awaiter<void> operator co_await();
  void cancel();
  void join();
  bool joinable() const;
  void detach();
};

struct use_op_t {};
constexpr use_op_t use_op{};
struct use_task_t {};
constexpr use_task_t use_task{};

//===- Working with several -----------------------------------------------===//

template <class T> T run(task<T> Task) MOCK_BODY;
template <class Context, class T, class Token>
void spawn(Context &&Where, task<T> &&Task, Token &&Completion) MOCK_BODY;
template <class... Ps> detail::awaiter<std::tuple<int>> gather(Ps &&...Promises) MOCK_BODY;
template <class... Ps> detail::awaiter<std::tuple<int>> join(Ps &&...Promises) MOCK_BODY;
template <class... Ps> detail::awaiter<size_t> left_race(Ps &&...Promises) MOCK_BODY;
template <class... Ps> detail::awaiter<size_t> race(Ps &&...Promises) MOCK_BODY;
template <class A, class F, class G>
detail::awaiter<void> with(A Argument, F Function, G Teardown) MOCK_BODY;

struct wait_group {
  wait_group();
  void push_back(promise<void> Promise);
  void cancel();
  size_t size() const;
  detail::awaiter<size_t> wait_one();
  detail::awaiter<void> wait();
};
template <class T> struct channel {
  explicit channel(size_t Limit = 0);
  ~channel();
  bool is_open() const;
  void close();
  detail::awaiter<T> read();
  template <class U> detail::awaiter<void> write(U &&Value) MOCK_BODY;
};

} // namespace cobalt

namespace asio {
namespace detail {
template <class R> struct token_result<cobalt::use_op_t, R> {
  typedef cobalt::detail::awaiter<R> type;
};
template <class R> struct token_result<cobalt::use_task_t, R> {
  typedef cobalt::task<R> type;
};
} // namespace detail
} // namespace asio
} // namespace boost

#endif
#endif
