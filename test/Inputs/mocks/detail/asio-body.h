//===- asio-body.h - what both roots of Asio's mock declare ---*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// Included by boost-asio.h and by standalone-asio.h, which say what the root namespace is.
//
//===--------------------------------------------------------------------===//

MOCK_ASIO_BEGIN

//===- Executors and contexts ---------------------------------------------===//

namespace execution {
namespace detail {
class any_executor_base {
public:
  template <class F> void execute(F &&Callable) const MOCK_BODY;
};
} // namespace detail
template <class...> class any_executor : public detail::any_executor_base {};
} // namespace execution

class execution_context {
public:
  execution_context(const execution_context &) = delete;
  ~execution_context();

protected:
  execution_context();
};
class any_io_executor : public execution::any_executor<execution_context &> {
public:
  any_io_executor() noexcept;
  any_io_executor(const any_io_executor &) noexcept;
  template <class E> any_io_executor(E Executor) MOCK_BODY;
};

class io_context : public execution_context {
public:
  template <class Allocator, unsigned long Bits> class basic_executor_type;
  typedef basic_executor_type<void, 0> executor_type;
  typedef unsigned long count_type;
  class strand;

  io_context();
  explicit io_context(int ConcurrencyHint);
  ~io_context();
  executor_type get_executor() noexcept;
  count_type run();
  count_type run(MOCK_ERROR_CODE &Error);
  template <class R, class P>
  count_type run_for(const std::chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class C, class D>
  count_type run_until(const std::chrono::time_point<C, D> &Time) MOCK_BODY;
  count_type run_one();
  template <class R, class P>
  count_type run_one_for(const std::chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class C, class D>
  count_type run_one_until(const std::chrono::time_point<C, D> &Time) MOCK_BODY;
  count_type poll();
  count_type poll_one();
  void stop();
  bool stopped() const;
  void restart();
  template <class F> void dispatch(F &&Handler) MOCK_BODY;
  template <class F> void post(F &&Handler) MOCK_BODY;
  template <class F> std::decay_t<F> wrap(F Handler) MOCK_BODY;
};
typedef io_context io_service;
template <class Allocator, unsigned long Bits> class io_context::basic_executor_type {
public:
  basic_executor_type(const basic_executor_type &) noexcept;
  io_context &context() const noexcept;
  template <class F> void execute(F &&Callable) const MOCK_BODY;
  template <class F, class A> void dispatch(F &&Callable, const A &) const MOCK_BODY;
  template <class F, class A> void post(F &&Callable, const A &) const MOCK_BODY;
  template <class F, class A> void defer(F &&Callable, const A &) const MOCK_BODY;
};
class io_context::strand {
public:
  explicit strand(io_context &Context);
  template <class F> void dispatch(F &&Handler) MOCK_BODY;
  template <class F> void post(F &&Handler) MOCK_BODY;
  template <class F, class A> void defer(F &&Callable, const A &) const MOCK_BODY;
  template <class F> std::decay_t<F> wrap(F Handler) MOCK_BODY;
};

class thread_pool : public execution_context {
public:
  template <class Allocator, unsigned Bits> class basic_executor_type;
  typedef basic_executor_type<void, 0> executor_type;
  thread_pool();
  explicit thread_pool(unsigned long Threads);
  ~thread_pool();
  executor_type get_executor() noexcept;
  void stop();
  void join();
  void wait();
};
typedef thread_pool static_thread_pool;
template <class Allocator, unsigned Bits> class thread_pool::basic_executor_type {
public:
  basic_executor_type(const basic_executor_type &) noexcept;
  template <class F> void execute(F &&Callable) const MOCK_BODY;
  template <class F, class A> void dispatch(F &&Callable, const A &) const MOCK_BODY;
  template <class F, class A> void post(F &&Callable, const A &) const MOCK_BODY;
  template <class F, class A> void defer(F &&Callable, const A &) const MOCK_BODY;
};
template <class Blocking, class Relationship, class Allocator> class basic_system_executor {
public:
  basic_system_executor();
  template <class F> void execute(F &&Callable) const MOCK_BODY;
  template <class F, class A> void dispatch(F &&Callable, const A &) const MOCK_BODY;
  template <class F, class A> void post(F &&Callable, const A &) const MOCK_BODY;
  template <class F, class A> void defer(F &&Callable, const A &) const MOCK_BODY;
};
typedef basic_system_executor<int, int, void> system_executor;
class system_context : public execution_context {
public:
  typedef system_executor executor_type;
  ~system_context();
  executor_type get_executor() noexcept;
  void stop();
  void join();
};

template <class Executor> class strand {
public:
  strand();
  explicit strand(const Executor &) MOCK_BODY;
  template <class F> void execute(F &&Callable) const MOCK_BODY;
  template <class F, class A> void dispatch(F &&Callable, const A &) const MOCK_BODY;
  template <class F, class A> void post(F &&Callable, const A &) const MOCK_BODY;
  template <class F, class A> void defer(F &&Callable, const A &) const MOCK_BODY;
};
strand<any_io_executor> make_strand(any_io_executor Executor);
strand<io_context::executor_type> make_strand(io_context &Context);
template <class Executor> class executor_work_guard {
public:
  executor_work_guard(executor_work_guard &&) MOCK_BODY;
  ~executor_work_guard() MOCK_BODY;
  void reset() noexcept MOCK_BODY;
};
executor_work_guard<io_context::executor_type> make_work_guard(io_context &Context);

//===- Completion tokens --------------------------------------------------===//

#if __cplusplus >= 202002L
template <class T, class Executor = any_io_executor> class awaitable;
template <class Executor = any_io_executor> struct use_awaitable_t {};
MOCK_INLINE constexpr use_awaitable_t<> use_awaitable{};
#endif
struct detached_t {};
MOCK_INLINE constexpr detached_t detached{};
struct use_future_t {};
MOCK_INLINE constexpr use_future_t use_future{};
class deferred_t {};
MOCK_INLINE constexpr deferred_t deferred{};
template <class Signature, class Initiation, class... As>
class MOCK_NODISCARD deferred_async_operation {
public:
  template <class Token> auto operator()(Token &&) -> void MOCK_BODY;
};
template <class Head, class Tail> class MOCK_NODISCARD deferred_sequence {
public:
  template <class Token> auto operator()(Token &&) -> void MOCK_BODY;
};
template <class Executor> class basic_yield_context {
public:
  basic_yield_context operator[](MOCK_ERROR_CODE &Error) const MOCK_BODY;
};
typedef basic_yield_context<any_io_executor> yield_context;
template <class Token> class as_tuple_t {};
template <class Token> as_tuple_t<std::decay_t<Token>> as_tuple(Token &&) MOCK_BODY;
template <class Token> class redirect_error_t {};
template <class Token>
redirect_error_t<std::decay_t<Token>> redirect_error(Token &&, MOCK_ERROR_CODE &Error) MOCK_BODY;
template <class Token, class... Values> class append_t {};
template <class Token, class... Values>
append_t<std::decay_t<Token>, Values...> append(Token &&, Values &&...) MOCK_BODY;
template <class Token, class... Values>
append_t<std::decay_t<Token>, Values...> prepend(Token &&, Values &&...) MOCK_BODY;
template <class Token, class... Values>
append_t<std::decay_t<Token>, Values...> consign(Token &&, Values &&...) MOCK_BODY;
template <class Token, class Executor> class executor_binder {};
template <class Executor, class Token>
executor_binder<std::decay_t<Token>, Executor> bind_executor(const Executor &, Token &&) MOCK_BODY;
template <class Allocator, class Token>
executor_binder<std::decay_t<Token>, Allocator> bind_allocator(const Allocator &,
                                                               Token &&) MOCK_BODY;
template <class Slot, class Token>
executor_binder<std::decay_t<Token>, Slot> bind_cancellation_slot(const Slot &, Token &&) MOCK_BODY;
template <class R, class P, class Token>
executor_binder<std::decay_t<Token>, R> cancel_after(const std::chrono::duration<R, P> &Limit,
                                                     Token &&) MOCK_BODY;
template <class C, class D, class Token>
executor_binder<std::decay_t<Token>, C> cancel_at(const std::chrono::time_point<C, D> &Limit,
                                                  Token &&) MOCK_BODY;

namespace experimental {
template <class Signature, class Executor = any_io_executor> struct promise {
  promise(promise &&) noexcept MOCK_BODY;
  ~promise() MOCK_BODY;
  void cancel() MOCK_BODY;
  template <class Token> auto operator()(Token &&) -> void MOCK_BODY;
};
struct use_promise_t {};
MOCK_INLINE constexpr use_promise_t use_promise{};
} // namespace experimental

namespace detail {
/// What an operation that gives an R returns for a completion token: nothing for a handler.
template <class Token, class R> struct token_result {
  typedef void type;
};
#if __cplusplus >= 202002L
template <class E, class R> struct token_result<use_awaitable_t<E>, R> {
  typedef awaitable<R, E> type;
};
template <class E, class R> struct token_result<as_tuple_t<use_awaitable_t<E>>, R> {
  typedef awaitable<std::tuple<MOCK_ERROR_CODE, R>, E> type;
};
template <class E> struct token_result<as_tuple_t<use_awaitable_t<E>>, void> {
  typedef awaitable<std::tuple<MOCK_ERROR_CODE>, E> type;
};
#endif
template <class R> struct token_result<use_future_t, R> {
  typedef std::future<R> type;
};
template <class R> struct token_result<deferred_t, R> {
  typedef deferred_async_operation<void(MOCK_ERROR_CODE, R), int> type;
};
template <> struct token_result<deferred_t, void> {
  typedef deferred_async_operation<void(MOCK_ERROR_CODE), int> type;
};
template <class R> struct token_result<experimental::use_promise_t, R> {
  typedef experimental::promise<void(MOCK_ERROR_CODE, R)> type;
};
template <> struct token_result<experimental::use_promise_t, void> {
  typedef experimental::promise<void(MOCK_ERROR_CODE)> type;
};
template <class E, class R> struct token_result<basic_yield_context<E>, R> {
  typedef R type;
};
template <class Token, class R>
struct token_result<redirect_error_t<Token>, R> : token_result<Token, R> {};
template <class Token, class E, class R>
struct token_result<executor_binder<Token, E>, R> : token_result<Token, R> {};
template <class Token, class... Vs, class R>
struct token_result<append_t<Token, Vs...>, R> : token_result<Token, R> {};
template <class Token, class R>
using result_t = typename token_result<std::decay_t<Token>, R>::type;
} // namespace detail

template <class Token, class Signature, class Initiation, class... As>
detail::result_t<Token, void> async_initiate(Initiation &&Start, Token &Completion,
                                             As &&...Arguments) MOCK_BODY;
template <class Token, class Signature, class Implementation, class... Objects>
detail::result_t<Token, void> async_compose(Implementation &&Steps, Token &Completion,
                                            Objects &&...Objects_) MOCK_BODY;

template <class Token> detail::result_t<Token, void> post(Token &&Completion) MOCK_BODY;
template <class Executor, class Token>
detail::result_t<Token, void> post(Executor &&On, Token &&Completion) MOCK_BODY;
template <class Token> detail::result_t<Token, void> dispatch(Token &&Completion) MOCK_BODY;
template <class Executor, class Token>
detail::result_t<Token, void> dispatch(Executor &&On, Token &&Completion) MOCK_BODY;
template <class Token> detail::result_t<Token, void> defer(Token &&Completion) MOCK_BODY;
template <class Executor, class Token>
detail::result_t<Token, void> defer(Executor &&On, Token &&Completion) MOCK_BODY;
template <class F> void spawn(F &&Callable) MOCK_BODY;
template <class Executor, class F> void spawn(Executor &&On, F &&Callable) MOCK_BODY;
template <class Executor, class F, class Token>
detail::result_t<Token, void> spawn(Executor &&On, F &&Callable, Token &&Completion) MOCK_BODY;

//===- Coroutines ---------------------------------------------------------===//

#if __cplusplus >= 202002L
namespace this_coro {
struct executor_t {};
inline constexpr executor_t executor{};
struct cancellation_state_t {};
inline constexpr cancellation_state_t cancellation_state{};
struct throw_if_cancelled_t {
  bool Value;
};
throw_if_cancelled_t throw_if_cancelled(bool Value);
} // namespace this_coro
class cancellation_state {
public:
  int cancelled() const noexcept;
};

namespace detail {
template <class T, class Executor> class awaitable_frame;
template <class T> struct this_coro_awaiter {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() noexcept MOCK_BODY;
};
template <class T> struct operation_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept MOCK_BODY;
  T await_resume() MOCK_BODY;
};
template <class T> struct frame_result {
  template <class U> void return_value(U &&Value) MOCK_BODY;
};
template <> struct frame_result<void> {
  void return_void() noexcept;
};
template <class Signature> struct operation_result {
  typedef void type;
};
template <class R> struct operation_result<void(MOCK_ERROR_CODE, R)> {
  typedef R type;
};
} // namespace detail

template <class T, class Executor> class [[nodiscard]] awaitable {
public:
  typedef T value_type;
  typedef Executor executor_type;
  constexpr awaitable() noexcept MOCK_BODY;
  awaitable(awaitable &&Other) noexcept MOCK_BODY;
  awaitable &operator=(awaitable &&Other) noexcept MOCK_BODY;
  ~awaitable() MOCK_BODY;
  bool valid() const noexcept MOCK_BODY;
  bool await_ready() const noexcept { return false; }
  template <class U>
  void await_suspend(std::coroutine_handle<detail::awaitable_frame<U, Executor>>) MOCK_BODY;
  T await_resume() MOCK_BODY;
};

namespace detail {
/// The promise, which awaitable itself doesn't name: std::coroutine_traits does.
template <class T, class Executor> class awaitable_frame : public frame_result<T> {
public:
  awaitable<T, Executor> get_return_object() noexcept MOCK_BODY;
  auto initial_suspend() noexcept { return std::suspend_always(); }
  auto final_suspend() noexcept { return std::suspend_always(); }
  void unhandled_exception() noexcept MOCK_BODY;
  template <class U>
  awaitable<U, Executor> await_transform(awaitable<U, Executor> Operand) const MOCK_BODY;
  this_coro_awaiter<Executor> await_transform(this_coro::executor_t) noexcept MOCK_BODY;
  this_coro_awaiter<MOCK_ASIO_ROOT::cancellation_state>
      await_transform(this_coro::cancellation_state_t) noexcept MOCK_BODY;
  this_coro_awaiter<void> await_transform(this_coro::throw_if_cancelled_t) noexcept MOCK_BODY;
  template <class Signature, class... As>
  operation_awaiter<typename operation_result<Signature>::type>
      await_transform(deferred_async_operation<Signature, As...>) MOCK_BODY;
};
} // namespace detail

template <class Executor, class F, class Token>
detail::result_t<Token, typename std::invoke_result_t<F &>::value_type>
co_spawn(Executor &&On, F &&Callable, Token &&Completion) MOCK_BODY;
template <class Executor, class T, class E, class Token>
detail::result_t<Token, T> co_spawn(const Executor &On, awaitable<T, E> Task,
                                    Token &&Completion) MOCK_BODY;
template <class T, class E, class Token>
detail::result_t<Token, T> co_spawn(io_context &On, awaitable<T, E> Task,
                                    Token &&Completion) MOCK_BODY;
template <class T, class E, class Token>
detail::result_t<Token, T> co_spawn(thread_pool &On, awaitable<T, E> Task,
                                    Token &&Completion) MOCK_BODY;

namespace experimental {
namespace awaitable_operators {
template <class T, class U, class E>
awaitable<std::tuple<T, U>, E> operator&&(awaitable<T, E> A, awaitable<U, E> B) MOCK_BODY;
template <class E>
awaitable<void, E> operator&&(awaitable<void, E> A, awaitable<void, E> B) MOCK_BODY;
template <class T, class U, class E>
awaitable<std::variant<T, U>, E> operator||(awaitable<T, E> A, awaitable<U, E> B) MOCK_BODY;
template <class U, class E>
awaitable<std::variant<std::monostate, U>, E> operator||(awaitable<void, E> A,
                                                         awaitable<U, E> B) MOCK_BODY;
template <class T, class E>
awaitable<std::variant<T, std::monostate>, E> operator||(awaitable<T, E> A,
                                                         awaitable<void, E> B) MOCK_BODY;
template <class E>
awaitable<std::variant<std::monostate, std::monostate>, E>
operator||(awaitable<void, E> A, awaitable<void, E> B) MOCK_BODY;
} // namespace awaitable_operators

template <class Yield, class Return = void, class Executor = any_io_executor,
          class Allocator = void>
struct coro {
  struct promise_type : MOCK_ASIO_ROOT::detail::frame_result<Return> {
    template <class... As> promise_type(As &&...) MOCK_BODY;
    coro get_return_object() MOCK_BODY;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept MOCK_BODY;
    template <class R>
    coro<void, R, Executor> await_transform(coro<void, R, Executor> Operand) MOCK_BODY;
  };
  coro(coro &&) noexcept MOCK_BODY;
  ~coro() MOCK_BODY;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) MOCK_BODY;
  Return await_resume() MOCK_BODY;
  template <class Token> detail::result_t<Token, Return> async_resume(Token &&Completion) MOCK_BODY;
};
template <class T, class E, class Token>
detail::result_t<Token, T> co_spawn(coro<void, T, E> Task, Token &&Completion) MOCK_BODY;
} // namespace experimental
#endif

//===- Buffers ------------------------------------------------------------===//

class mutable_buffer {
public:
  mutable_buffer(void *Data, std::size_t Size) noexcept;
  void *data() const noexcept;
  std::size_t size() const noexcept;
};
class const_buffer {
public:
  const_buffer(const void *Data, std::size_t Size) noexcept;
  const_buffer(const mutable_buffer &) noexcept;
};
mutable_buffer buffer(void *Data, std::size_t Size) noexcept;
const_buffer buffer(const void *Data, std::size_t Size) noexcept;
mutable_buffer buffer(std::string &Text) noexcept;
const_buffer buffer(const std::string &Text) noexcept;
const_buffer buffer(std::string_view Text) noexcept;
template <class T, std::size_t N> mutable_buffer buffer(T (&Data)[N]) noexcept MOCK_BODY;
template <class T, std::size_t N> const_buffer buffer(const T (&Data)[N]) noexcept MOCK_BODY;
template <class T, std::size_t N> mutable_buffer buffer(std::array<T, N> &Data) noexcept MOCK_BODY;
template <class T> mutable_buffer buffer(std::vector<T> &Data) noexcept MOCK_BODY;
template <class T> const_buffer buffer(const std::vector<T> &Data) noexcept MOCK_BODY;
template <class T> class dynamic_container_buffer {};
template <class T> dynamic_container_buffer<T> dynamic_buffer(T &Data) noexcept MOCK_BODY;
template <class Allocator = void> class basic_streambuf {
public:
  basic_streambuf();
  std::size_t size() const noexcept;
  void consume(std::size_t Count);
};
typedef basic_streambuf<> streambuf;
namespace detail {
struct transfer_exactly_t {
  std::size_t Size;
  std::size_t operator()(const MOCK_ERROR_CODE &Error, std::size_t Done);
};
} // namespace detail
detail::transfer_exactly_t transfer_all();
detail::transfer_exactly_t transfer_exactly(std::size_t Size);
detail::transfer_exactly_t transfer_at_least(std::size_t Size);

//===- Free operations ----------------------------------------------------===//

#define MOCK_TRANSFER(Name)                                                                        \
  template <class Stream, class B> std::size_t Name(Stream &S, B &&Buffers) MOCK_BODY;             \
  template <class Stream, class B>                                                                 \
  std::size_t Name(Stream &S, B &&Buffers, MOCK_ERROR_CODE &Error) MOCK_BODY;                      \
  template <class Stream, class B, class Condition>                                                \
  std::size_t Name(Stream &S, B &&Buffers, Condition Until) MOCK_BODY;                             \
  template <class Stream, class B, class Condition>                                                \
  std::size_t Name(Stream &S, B &&Buffers, Condition Until, MOCK_ERROR_CODE &Error) MOCK_BODY;     \
  template <class Stream, class B, class Token>                                                    \
  detail::result_t<Token, std::size_t> async_##Name(Stream &S, B &&Buffers, Token &&Completion)    \
      MOCK_BODY;                                                                                   \
  template <class Stream, class B, class Condition, class Token>                                   \
  detail::result_t<Token, std::size_t> async_##Name(Stream &S, B &&Buffers, Condition Until,       \
                                                    Token &&Completion) MOCK_BODY;
MOCK_TRANSFER(read)
MOCK_TRANSFER(write)
#undef MOCK_TRANSFER
#define MOCK_TRANSFER_AT(Name)                                                                     \
  template <class Device, class B>                                                                 \
  std::size_t Name(Device &D, unsigned long Offset, B &&Buffers) MOCK_BODY;                        \
  template <class Device, class B>                                                                 \
  std::size_t Name(Device &D, unsigned long Offset, B &&Buffers, MOCK_ERROR_CODE &Error)           \
      MOCK_BODY;                                                                                   \
  template <class Device, class B, class Condition>                                                \
  std::size_t Name(Device &D, unsigned long Offset, B &&Buffers, Condition Until) MOCK_BODY;       \
  template <class Device, class B, class Condition>                                                \
  std::size_t Name(Device &D, unsigned long Offset, B &&Buffers, Condition Until,                  \
                   MOCK_ERROR_CODE &Error) MOCK_BODY;                                              \
  template <class Device, class B, class Token>                                                    \
  detail::result_t<Token, std::size_t> async_##Name(Device &D, unsigned long Offset, B &&Buffers,  \
                                                    Token &&Completion) MOCK_BODY;                 \
  template <class Device, class B, class Condition, class Token>                                   \
  detail::result_t<Token, std::size_t> async_##Name(Device &D, unsigned long Offset, B &&Buffers,  \
                                                    Condition Until, Token &&Completion)           \
      MOCK_BODY;
MOCK_TRANSFER_AT(read_at)
MOCK_TRANSFER_AT(write_at)
#undef MOCK_TRANSFER_AT
template <class Stream, class B, class Delimiter>
std::size_t read_until(Stream &S, B &&Buffers, const Delimiter &Until) MOCK_BODY;
template <class Stream, class B, class Delimiter>
std::size_t read_until(Stream &S, B &&Buffers, const Delimiter &Until,
                       MOCK_ERROR_CODE &Error) MOCK_BODY;
template <class Stream, class B, class Delimiter, class Token>
detail::result_t<Token, std::size_t>
async_read_until(Stream &S, B &&Buffers, const Delimiter &Until, Token &&Completion) MOCK_BODY;

//===- Timers -------------------------------------------------------------===//

template <class Clock> struct wait_traits {};
template <class Clock, class WaitTraits = wait_traits<Clock>, class Executor = any_io_executor>
class basic_waitable_timer {
public:
  typedef typename Clock::duration duration;
  typedef typename Clock::time_point time_point;
  explicit basic_waitable_timer(const Executor &On) MOCK_BODY;
  explicit basic_waitable_timer(io_context &On) MOCK_BODY;
  basic_waitable_timer(const Executor &On, const duration &Expiry) MOCK_BODY;
  basic_waitable_timer(io_context &On, const duration &Expiry) MOCK_BODY;
  basic_waitable_timer(const Executor &On, const time_point &Expiry) MOCK_BODY;
  basic_waitable_timer(basic_waitable_timer &&Other) MOCK_BODY;
  ~basic_waitable_timer() MOCK_BODY;
  std::size_t cancel() MOCK_BODY;
  std::size_t expires_at(const time_point &Time) MOCK_BODY;
  std::size_t expires_after(const duration &Duration) MOCK_BODY;
  time_point expiry() const MOCK_BODY;
  void wait() MOCK_BODY;
  void wait(MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token> detail::result_t<Token, void> async_wait(Token &&Completion) MOCK_BODY;
};
typedef basic_waitable_timer<std::chrono::steady_clock> steady_timer;
typedef basic_waitable_timer<std::chrono::system_clock> system_timer;
template <class Time, class Traits = int, class Executor = any_io_executor>
class basic_deadline_timer {
public:
  explicit basic_deadline_timer(io_context &On) MOCK_BODY;
  ~basic_deadline_timer() MOCK_BODY;
  void wait() MOCK_BODY;
  void wait(MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token> detail::result_t<Token, void> async_wait(Token &&Completion) MOCK_BODY;
};
typedef basic_deadline_timer<long> deadline_timer;

//===- Sockets ------------------------------------------------------------===//

class socket_base {
public:
  typedef int message_flags;
  enum shutdown_type { shutdown_receive, shutdown_send, shutdown_both };
  enum wait_type { wait_read, wait_write, wait_error };
};

/// read_some and write_some, and their asynchronous forms.
#define MOCK_READ_SOME                                                                             \
  template <class B> std::size_t read_some(const B &Buffers) MOCK_BODY;                            \
  template <class B> std::size_t read_some(const B &Buffers, MOCK_ERROR_CODE &Error) MOCK_BODY;    \
  template <class B, class Token>                                                                  \
  detail::result_t<Token, std::size_t> async_read_some(const B &Buffers, Token &&Completion)       \
      MOCK_BODY;
#define MOCK_WRITE_SOME                                                                            \
  template <class B> std::size_t write_some(const B &Buffers) MOCK_BODY;                           \
  template <class B> std::size_t write_some(const B &Buffers, MOCK_ERROR_CODE &Error) MOCK_BODY;   \
  template <class B, class Token>                                                                  \
  detail::result_t<Token, std::size_t> async_write_some(const B &Buffers, Token &&Completion)      \
      MOCK_BODY;
/// send or receive with flags.
#define MOCK_SEND(Name)                                                                            \
  template <class B> std::size_t Name(const B &Buffers) MOCK_BODY;                                 \
  template <class B>                                                                               \
  std::size_t Name(const B &Buffers, socket_base::message_flags Flags) MOCK_BODY;                  \
  template <class B>                                                                               \
  std::size_t Name(const B &Buffers, socket_base::message_flags Flags, MOCK_ERROR_CODE &Error)     \
      MOCK_BODY;                                                                                   \
  template <class B, class Token>                                                                  \
  detail::result_t<Token, std::size_t> async_##Name(const B &Buffers, Token &&Completion)          \
      MOCK_BODY;                                                                                   \
  template <class B, class Token>                                                                  \
  detail::result_t<Token, std::size_t> async_##Name(                                               \
      const B &Buffers, socket_base::message_flags Flags, Token &&Completion) MOCK_BODY;
#define MOCK_SEND_TO(Name, Endpoint)                                                               \
  template <class B> std::size_t Name(const B &Buffers, Endpoint Peer) MOCK_BODY;                  \
  template <class B>                                                                               \
  std::size_t Name(const B &Buffers, Endpoint Peer, socket_base::message_flags Flags) MOCK_BODY;   \
  template <class B>                                                                               \
  std::size_t Name(const B &Buffers, Endpoint Peer, socket_base::message_flags Flags,              \
                   MOCK_ERROR_CODE &Error) MOCK_BODY;                                              \
  template <class B, class Token>                                                                  \
  detail::result_t<Token, std::size_t> async_##Name(const B &Buffers, Endpoint Peer,               \
                                                    Token &&Completion) MOCK_BODY;                 \
  template <class B, class Token>                                                                  \
  detail::result_t<Token, std::size_t> async_##Name(                                               \
      const B &Buffers, Endpoint Peer, socket_base::message_flags Flags, Token &&Completion)       \
      MOCK_BODY;

template <class Protocol, class Executor = any_io_executor>
class basic_socket : public socket_base {
public:
  typedef Executor executor_type;
  typedef Protocol protocol_type;
  typedef typename Protocol::endpoint endpoint_type;
  explicit basic_socket(const Executor &On) MOCK_BODY;
  explicit basic_socket(io_context &On) MOCK_BODY;
  basic_socket(const Executor &On, const endpoint_type &Local) MOCK_BODY;
  basic_socket(io_context &On, const endpoint_type &Local) MOCK_BODY;
  basic_socket(basic_socket &&Other) MOCK_BODY;
  basic_socket &operator=(basic_socket &&Other) MOCK_BODY;
  ~basic_socket() MOCK_BODY;
  executor_type get_executor() noexcept MOCK_BODY;
  bool is_open() const MOCK_BODY;
  std::size_t available() const MOCK_BODY;
  void open(const Protocol &Kind) MOCK_BODY;
  void close() MOCK_BODY;
  MOCK_ERROR_CODE
  close(MOCK_ERROR_CODE &Error) MOCK_BODY;
  void cancel() MOCK_BODY;
  void bind(const endpoint_type &Local) MOCK_BODY;
  void shutdown(shutdown_type What) MOCK_BODY;
  MOCK_ERROR_CODE
  shutdown(shutdown_type What, MOCK_ERROR_CODE &Error) MOCK_BODY;
  void non_blocking(bool Mode) MOCK_BODY;
  template <class Option> void set_option(const Option &Value) MOCK_BODY;
  endpoint_type remote_endpoint() const MOCK_BODY;
  void connect(const endpoint_type &Peer) MOCK_BODY;
  MOCK_ERROR_CODE
  connect(const endpoint_type &Peer, MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, void> async_connect(const endpoint_type &Peer,
                                              Token &&Completion) MOCK_BODY;
  void wait(wait_type What) MOCK_BODY;
  MOCK_ERROR_CODE
  wait(wait_type What, MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, void> async_wait(wait_type What, Token &&Completion) MOCK_BODY;
};
template <class Protocol, class Executor = any_io_executor>
class basic_stream_socket : public basic_socket<Protocol, Executor> {
public:
  using basic_socket<Protocol, Executor>::basic_socket;
  MOCK_READ_SOME
  MOCK_WRITE_SOME
  MOCK_SEND(send)
  MOCK_SEND(receive)
};
template <class Protocol, class Executor = any_io_executor>
class basic_datagram_socket : public basic_socket<Protocol, Executor> {
public:
  using basic_socket<Protocol, Executor>::basic_socket;
  MOCK_SEND(send)
  MOCK_SEND(receive)
  MOCK_SEND_TO(send_to, const typename Protocol::endpoint &)
  MOCK_SEND_TO(receive_from, typename Protocol::endpoint &)
};
template <class Protocol, class Executor = any_io_executor>
class basic_raw_socket : public basic_socket<Protocol, Executor> {
public:
  using basic_socket<Protocol, Executor>::basic_socket;
  MOCK_SEND(send)
  MOCK_SEND(receive)
  MOCK_SEND_TO(send_to, const typename Protocol::endpoint &)
  MOCK_SEND_TO(receive_from, typename Protocol::endpoint &)
};
template <class Protocol, class Executor = any_io_executor>
class basic_seq_packet_socket : public basic_socket<Protocol, Executor> {
public:
  using basic_socket<Protocol, Executor>::basic_socket;
  typedef socket_base::message_flags message_flags;
  template <class B> std::size_t send(const B &Buffers, message_flags Flags) MOCK_BODY;
  template <class B>
  std::size_t send(const B &Buffers, message_flags Flags, MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class B, class Token>
  detail::result_t<Token, std::size_t> async_send(const B &Buffers, message_flags Flags,
                                                  Token &&Completion) MOCK_BODY;
  template <class B> std::size_t receive(const B &Buffers, message_flags &Out) MOCK_BODY;
  template <class B>
  std::size_t receive(const B &Buffers, message_flags In, message_flags &Out) MOCK_BODY;
  template <class B>
  std::size_t receive(const B &Buffers, message_flags In, message_flags &Out,
                      MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class B, class Token>
  detail::result_t<Token, std::size_t> async_receive(const B &Buffers, message_flags &Out,
                                                     Token &&Completion) MOCK_BODY;
  template <class B, class Token>
  detail::result_t<Token, std::size_t> async_receive(const B &Buffers, message_flags In,
                                                     message_flags &Out,
                                                     Token &&Completion) MOCK_BODY;
};
template <class Protocol, class Executor = any_io_executor>
class basic_socket_acceptor : public socket_base {
public:
  typedef typename Protocol::endpoint endpoint_type;
  typedef typename Protocol::socket socket;
  explicit basic_socket_acceptor(const Executor &On) MOCK_BODY;
  explicit basic_socket_acceptor(io_context &On) MOCK_BODY;
  basic_socket_acceptor(const Executor &On, const endpoint_type &Local,
                        bool Reuse = true) MOCK_BODY;
  basic_socket_acceptor(io_context &On, const endpoint_type &Local, bool Reuse = true) MOCK_BODY;
  basic_socket_acceptor(basic_socket_acceptor &&Other) MOCK_BODY;
  ~basic_socket_acceptor() MOCK_BODY;
  void listen() MOCK_BODY;
  void close() MOCK_BODY;
  void cancel() MOCK_BODY;
  void non_blocking(bool Mode) MOCK_BODY;
  void wait(wait_type What) MOCK_BODY;
  MOCK_ERROR_CODE
  wait(wait_type What, MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, void> async_wait(wait_type What, Token &&Completion) MOCK_BODY;
  socket accept() MOCK_BODY;
  socket accept(MOCK_ERROR_CODE &Error) MOCK_BODY;
  socket accept(endpoint_type &Peer) MOCK_BODY;
  socket accept(endpoint_type &Peer, MOCK_ERROR_CODE &Error) MOCK_BODY;
  void accept(socket &Peer) MOCK_BODY;
  MOCK_ERROR_CODE
  accept(socket &Peer, MOCK_ERROR_CODE &Error) MOCK_BODY;
  void accept(socket &Peer, endpoint_type &Endpoint) MOCK_BODY;
  MOCK_ERROR_CODE
  accept(socket &Peer, endpoint_type &Endpoint, MOCK_ERROR_CODE &Error) MOCK_BODY;
  socket accept(io_context &On) MOCK_BODY;
  socket accept(io_context &On, MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token> detail::result_t<Token, socket> async_accept(Token &&Completion) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, void> async_accept(socket &Peer, Token &&Completion) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, socket> async_accept(endpoint_type &Peer, Token &&Completion) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, socket> async_accept(io_context &On, Token &&Completion) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, void> async_accept(socket &Peer, endpoint_type &Endpoint,
                                             Token &&Completion) MOCK_BODY;
};
template <class Protocol> class basic_socket_iostream {
public:
  basic_socket_iostream() MOCK_BODY;
  template <class... As> explicit basic_socket_iostream(As... Where) MOCK_BODY;
  template <class... As> void connect(As... Where) MOCK_BODY;
};

//===- ip -----------------------------------------------------------------===//

namespace ip {
class address {
public:
  address() noexcept;
  std::string to_string() const;
};
address make_address(const char *Text);
address make_address(const std::string &Text);
template <class Protocol> class basic_endpoint {
public:
  basic_endpoint() noexcept;
  basic_endpoint(const Protocol &Kind, unsigned short Port) noexcept;
  basic_endpoint(const ip::address &Address, unsigned short Port) noexcept;
  unsigned short port() const noexcept;
};
template <class Protocol> class basic_resolver_entry {
public:
  typename Protocol::endpoint endpoint() const;
  operator typename Protocol::endpoint() const;
};
template <class Protocol> class basic_resolver_results {
public:
  typedef const basic_resolver_entry<Protocol> *iterator;
  iterator begin() const;
  iterator end() const;
  bool empty() const noexcept;
};
class resolver_base {
public:
  enum flags { passive, numeric_host };
};
template <class Protocol, class Executor = any_io_executor>
class basic_resolver : public resolver_base {
public:
  typedef typename Protocol::endpoint endpoint_type;
  typedef basic_resolver_results<Protocol> results_type;
  explicit basic_resolver(const Executor &On) MOCK_BODY;
  explicit basic_resolver(io_context &On) MOCK_BODY;
  ~basic_resolver() MOCK_BODY;
  void cancel() MOCK_BODY;
  results_type resolve(std::string_view Host, std::string_view Service) MOCK_BODY;
  results_type resolve(std::string_view Host, std::string_view Service,
                       MOCK_ERROR_CODE &Error) MOCK_BODY;
  results_type resolve(std::string_view Host, std::string_view Service, flags Flags) MOCK_BODY;
  results_type resolve(std::string_view Host, std::string_view Service, flags Flags,
                       MOCK_ERROR_CODE &Error) MOCK_BODY;
  results_type resolve(const endpoint_type &Endpoint) MOCK_BODY;
  results_type resolve(const endpoint_type &Endpoint, MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, results_type>
  async_resolve(std::string_view Host, std::string_view Service, Token &&Completion) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, results_type> async_resolve(std::string_view Host,
                                                      std::string_view Service, flags Flags,
                                                      Token &&Completion) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, results_type> async_resolve(const endpoint_type &Endpoint,
                                                      Token &&Completion) MOCK_BODY;
};
class tcp {
public:
  typedef basic_endpoint<tcp> endpoint;
  typedef basic_stream_socket<tcp> socket;
  typedef basic_socket_acceptor<tcp> acceptor;
  typedef basic_resolver<tcp> resolver;
  typedef basic_socket_iostream<tcp> iostream;
  struct no_delay {
    explicit no_delay(bool Value);
  };
  static tcp v4() noexcept;
  static tcp v6() noexcept;
};
class udp {
public:
  typedef basic_endpoint<udp> endpoint;
  typedef basic_datagram_socket<udp> socket;
  typedef basic_resolver<udp> resolver;
  static udp v4() noexcept;
};
class icmp {
public:
  typedef basic_endpoint<icmp> endpoint;
  typedef basic_raw_socket<icmp> socket;
};
} // namespace ip

template <class P, class E, class Sequence>
typename P::endpoint connect(basic_socket<P, E> &S, const Sequence &Endpoints) MOCK_BODY;
template <class P, class E, class Sequence>
typename P::endpoint connect(basic_socket<P, E> &S, const Sequence &Endpoints,
                             MOCK_ERROR_CODE &Error) MOCK_BODY;
template <class P, class E, class Iterator>
Iterator connect(basic_socket<P, E> &S, Iterator First, Iterator Last) MOCK_BODY;
template <class P, class E, class Iterator, class Condition>
Iterator connect(basic_socket<P, E> &S, Iterator First, Iterator Last, Condition Try,
                 MOCK_ERROR_CODE &Error) MOCK_BODY;
template <class P, class E, class Sequence, class Token>
detail::result_t<Token, typename P::endpoint>
async_connect(basic_socket<P, E> &S, const Sequence &Endpoints, Token &&Completion) MOCK_BODY;
template <class P, class E, class Iterator, class Token>
detail::result_t<Token, Iterator> async_connect(basic_socket<P, E> &S, Iterator First,
                                                Iterator Last, Token &&Completion) MOCK_BODY;
template <class P, class E, class Iterator, class Condition, class Token>
detail::result_t<Token, Iterator> async_connect(basic_socket<P, E> &S, Iterator First,
                                                Iterator Last, Condition Try,
                                                Token &&Completion) MOCK_BODY;

//===- Other devices ------------------------------------------------------===//

template <class Executor = any_io_executor> class basic_signal_set {
public:
  template <class... Numbers> basic_signal_set(io_context &On, Numbers... Signals) MOCK_BODY;
  template <class... Numbers> basic_signal_set(const Executor &On, Numbers... Signals) MOCK_BODY;
  ~basic_signal_set() MOCK_BODY;
  template <class Token> detail::result_t<Token, int> async_wait(Token &&Completion) MOCK_BODY;
};
typedef basic_signal_set<> signal_set;
template <class Executor = any_io_executor> class basic_serial_port {
public:
  basic_serial_port(io_context &On, const char *Device) MOCK_BODY;
  ~basic_serial_port() MOCK_BODY;
  MOCK_READ_SOME MOCK_WRITE_SOME
};
typedef basic_serial_port<> serial_port;
template <class Executor = any_io_executor> class basic_readable_pipe {
public:
  explicit basic_readable_pipe(io_context &On) MOCK_BODY;
  ~basic_readable_pipe() MOCK_BODY;
  MOCK_READ_SOME
};
typedef basic_readable_pipe<> readable_pipe;
template <class Executor = any_io_executor> class basic_writable_pipe {
public:
  explicit basic_writable_pipe(io_context &On) MOCK_BODY;
  ~basic_writable_pipe() MOCK_BODY;
  MOCK_WRITE_SOME
};
typedef basic_writable_pipe<> writable_pipe;
namespace posix {
template <class Executor = any_io_executor> class basic_descriptor {
public:
  enum wait_type { wait_read, wait_write };
  explicit basic_descriptor(io_context &On) MOCK_BODY;
  ~basic_descriptor() MOCK_BODY;
  void wait(wait_type What) MOCK_BODY;
  MOCK_ERROR_CODE
  wait(wait_type What, MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, void> async_wait(wait_type What, Token &&Completion) MOCK_BODY;
};
template <class Executor = any_io_executor>
class basic_stream_descriptor : public basic_descriptor<Executor> {
public:
  basic_stream_descriptor(io_context &On, int Descriptor)
      : basic_descriptor<Executor>(On) MOCK_BODY;
  MOCK_READ_SOME MOCK_WRITE_SOME
};
typedef basic_stream_descriptor<> stream_descriptor;
} // namespace posix

/// Operations without arguments: fill, flush.
#define MOCK_OPERATION(Name)                                                                       \
  std::size_t Name() MOCK_BODY;                                                                    \
  std::size_t Name(MOCK_ERROR_CODE &Error) MOCK_BODY;                                              \
  template <class Token>                                                                           \
  detail::result_t<Token, std::size_t> async_##Name(Token &&Completion) MOCK_BODY;
template <class Stream> class buffered_read_stream {
public:
  template <class A> explicit buffered_read_stream(A &&Argument) MOCK_BODY;
  MOCK_READ_SOME MOCK_WRITE_SOME MOCK_OPERATION(fill)
};
template <class Stream> class buffered_write_stream {
public:
  template <class A> explicit buffered_write_stream(A &&Argument) MOCK_BODY;
  MOCK_READ_SOME MOCK_WRITE_SOME MOCK_OPERATION(flush)
};
template <class Stream> class buffered_stream {
public:
  template <class A> explicit buffered_stream(A &&Argument) MOCK_BODY;
  MOCK_READ_SOME MOCK_WRITE_SOME MOCK_OPERATION(fill) MOCK_OPERATION(flush)
};

namespace ssl {
class stream_base {
public:
  enum handshake_type { client, server };
};
class context {
public:
  enum method { tls, tls_client, tls_server };
  explicit context(method Method);
  ~context();
};
template <class Stream> class stream : public stream_base {
public:
  template <class A> stream(A &&Argument, context &Context) MOCK_BODY;
  stream(stream &&Other) MOCK_BODY;
  ~stream() MOCK_BODY;
  Stream &next_layer() MOCK_BODY;
  void handshake(handshake_type Type) MOCK_BODY;
  MOCK_ERROR_CODE
  handshake(handshake_type Type, MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class B> void handshake(handshake_type Type, const B &Buffers) MOCK_BODY;
  template <class B>
  MOCK_ERROR_CODE handshake(handshake_type Type, const B &Buffers,
                            MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token>
  detail::result_t<Token, void> async_handshake(handshake_type Type, Token &&Completion) MOCK_BODY;
  template <class B, class Token>
  detail::result_t<Token, std::size_t> async_handshake(handshake_type Type, const B &Buffers,
                                                       Token &&Completion) MOCK_BODY;
  MOCK_READ_SOME MOCK_WRITE_SOME void shutdown() MOCK_BODY;
  MOCK_ERROR_CODE
  shutdown(MOCK_ERROR_CODE &Error) MOCK_BODY;
  template <class Token> detail::result_t<Token, void> async_shutdown(Token &&Completion) MOCK_BODY;
};
} // namespace ssl

namespace experimental {
template <class... Operations> class parallel_group {
public:
  template <class Condition, class Token>
  detail::result_t<Token, int> async_wait(Condition Until, Token &&Completion) MOCK_BODY;
};
struct wait_for_one {};
template <class... Operations>
parallel_group<Operations...> make_parallel_group(Operations...) MOCK_BODY;
template <class Executor, class Signature> class basic_channel {
public:
  basic_channel(const Executor &On, std::size_t Size) MOCK_BODY;
  ~basic_channel() MOCK_BODY;
  template <class T> bool try_send(MOCK_ERROR_CODE Error, T Value) MOCK_BODY;
  template <class F> bool try_receive(F &&Handler) MOCK_BODY;
  template <class T, class Token>
  detail::result_t<Token, void> async_send(MOCK_ERROR_CODE Error, T Value,
                                           Token &&Completion) MOCK_BODY;
  template <class Token> detail::result_t<Token, int> async_receive(Token &&Completion) MOCK_BODY;
};
template <class Signature> using channel = basic_channel<any_io_executor, Signature>;
template <class Executor, class Signature> class basic_concurrent_channel {
public:
  basic_concurrent_channel(const Executor &On, std::size_t Size) MOCK_BODY;
  ~basic_concurrent_channel() MOCK_BODY;
  template <class T> bool try_send(MOCK_ERROR_CODE Error, T Value) MOCK_BODY;
  template <class T, class Token>
  detail::result_t<Token, void> async_send(MOCK_ERROR_CODE Error, T Value,
                                           Token &&Completion) MOCK_BODY;
  template <class F> bool try_receive(F &&Handler) MOCK_BODY;
  template <class Token> detail::result_t<Token, int> async_receive(Token &&Completion) MOCK_BODY;
};
} // namespace experimental

class cancellation_slot {};
class cancellation_signal {
public:
  void emit(int Type);
  cancellation_slot slot() noexcept;
};

#undef MOCK_READ_SOME
#undef MOCK_WRITE_SOME
#undef MOCK_SEND
#undef MOCK_SEND_TO
#undef MOCK_OPERATION

MOCK_ASIO_END

#if __cplusplus >= 202002L
namespace std {
template <class T, class Executor, class... Args>
struct coroutine_traits<MOCK_ASIO_ROOT::awaitable<T, Executor>, Args...> {
  typedef MOCK_ASIO_ROOT::detail::awaitable_frame<T, Executor> promise_type;
};
} // namespace std
#endif
