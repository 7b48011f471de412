//===- exec-body.h - what stdexec adds to std::execution ------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// Included by stdexec.h for each name of the namespace: MOCK_EXEC_BEGIN opens it, MOCK_EXEC_END
// closes it.
//
//===--------------------------------------------------------------------===//

MOCK_EXEC_BEGIN

namespace __task {
template <class T> class [[nodiscard]] basic_task {
public:
  typedef stdexec::mock_promise<T, basic_task> promise_type;
  typedef T mock_value;
  basic_task(basic_task &&Other) noexcept MOCK_BODY;
  ~basic_task() MOCK_BODY;
  stdexec::mock_awaiter<T> operator co_await() && noexcept MOCK_BODY;
};
} // namespace __task
template <class T> using task = __task::basic_task<T>;

namespace __scope {
struct async_scope {
  async_scope() = default;
  async_scope(async_scope &&) = delete;
  ~async_scope();
  template <class S>
  [[nodiscard]] stdexec::__sexpr<stdexec::value_of<S>> when_empty(S &&Sender) const MOCK_BODY;
  [[nodiscard]] stdexec::__sexpr<void> on_empty() const MOCK_BODY;
  template <class S>
  [[nodiscard]] stdexec::__sexpr<stdexec::value_of<S>> nest(S &&Sender) MOCK_BODY;
  template <class S> void spawn(S &&Sender) MOCK_BODY;
  template <class S>
  [[nodiscard]] stdexec::__sexpr<stdexec::value_of<S>> spawn_future(S &&Sender) MOCK_BODY;
  stdexec::inplace_stop_token get_stop_token() const noexcept;
  bool request_stop() noexcept;
};
} // namespace __scope
using __scope::async_scope;

struct static_thread_pool {
  explicit static_thread_pool(unsigned Threads);
  ~static_thread_pool();
  stdexec::mock_scheduler get_scheduler() noexcept;
  void request_stop() noexcept;
};
class single_thread_context {
public:
  single_thread_context();
  ~single_thread_context();
  stdexec::mock_scheduler get_scheduler() noexcept;
};
class timed_thread_context {
public:
  timed_thread_context();
  ~timed_thread_context();
  stdexec::mock_scheduler get_scheduler() noexcept;
  void request_stop() noexcept;
};

inline constexpr stdexec::mock_start_detached start_detached{};
inline constexpr stdexec::mock_ensure_started ensure_started{};
inline constexpr stdexec::mock_ensure_started split{};
inline constexpr stdexec::mock_execute execute{};
namespace __when_any {
inline constexpr stdexec::mock_combine when_any{};
}
using __when_any::when_any;
struct mock_schedule_after {
  template <class S, class D>
  stdexec::__sexpr<void> operator()(S &&Scheduler, const D &Delay) const MOCK_BODY;
};
inline constexpr mock_schedule_after schedule_after{};
struct mock_reschedule {
  stdexec::__sexpr<void> operator()() const MOCK_BODY;
};
inline constexpr mock_reschedule reschedule{};

MOCK_EXEC_END
