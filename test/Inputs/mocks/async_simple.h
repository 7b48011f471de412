//===- async_simple.h - mock of async_simple ----------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_ASYNC_SIMPLE_H
#define ASYNC_TIDY_MOCKS_ASYNC_SIMPLE_H

#include "std.h"

#if __cplusplus >= 202002L

namespace async_simple {

template <class T> class Try {
public:
  const T &value() const MOCK_BODY;
  bool hasError() const MOCK_BODY;
};
template <> class Try<void> {
public:
  void value();
  bool hasError() const;
};

//===- Cancellation -------------------------------------------------------===//

enum SignalType : unsigned long { None = 0, Terminate = 1, All = ~0ul };
class Signal {
public:
  SignalType emits(SignalType Type) noexcept;
  template <class T = Signal> static std::shared_ptr<T> create() MOCK_BODY;
  virtual ~Signal();
};
class Slot {
public:
  explicit Slot(Signal *From);
  ~Slot();
  template <class... As> [[nodiscard]] bool emplace(SignalType Type, As &&...Handler) MOCK_BODY;
  bool clear(SignalType Type);
  bool canceled() const noexcept;
};
class SignalException : public std::runtime_error {
public:
  explicit SignalException(SignalType Type, std::string Text = "");
  SignalType value() const;
};

//===- Executors ----------------------------------------------------------===//

class IOExecutor {
public:
  virtual ~IOExecutor();
};
class Executor {
public:
  typedef std::function<void()> Func;
  typedef void *Context;
  virtual ~Executor();
  virtual bool schedule(Func Work) = 0;
  virtual bool schedule(Func Work, unsigned long Info);
  bool schedule_move_only(std::function<void()> Work);
  virtual Context checkout();
  virtual bool checkin(Func Work, Context Where);
};
namespace util {
class ThreadPool {
public:
  explicit ThreadPool(size_t Threads = 1);
  ~ThreadPool();
  int scheduleById(std::function<void()> Work, int Id = -1);
};
template <class T> class Queue {
public:
  void push(T &&Item) MOCK_BODY;
  bool try_push(const T &Item) MOCK_BODY;
  bool pop(T &Item) MOCK_BODY;
  bool try_pop(T &Item) MOCK_BODY;
  void stop() MOCK_BODY;
};
} // namespace util
namespace executors {
class SimpleExecutor : public Executor {
public:
  explicit SimpleExecutor(size_t Threads);
  ~SimpleExecutor();
  bool schedule(Func Work) override;
};
} // namespace executors

//===- Futures ------------------------------------------------------------===//

template <class T> class Future {
public:
  Future(Future &&Other);
  Future &operator=(Future &&Other);
  ~Future();
  bool hasResult() const;
  T &value() &;
  T get() &&;
  void wait();
  Future via(Executor *To) &&;
  template <class F> Future thenTry(F &&Callable) && MOCK_BODY;
  template <class F> Future thenValue(F &&Callable) && MOCK_BODY;
  template <class F> Future then(F &&Callable) && MOCK_BODY;
  template <class F> void setContinuation(F &&Callable) MOCK_BODY;
};
template <class T> class Promise {
public:
  Promise();
  ~Promise();
  Future<T> getFuture();
  void setValue(T &&Value);
};
template <class I> Future<std::vector<int>> collectAll(I First, I Last) MOCK_BODY;

//===- Coroutines ---------------------------------------------------------===//

namespace coro {

template <class T> class Lazy;
template <class T> class RescheduleLazy;
struct Yield {};

namespace detail {
template <class T> struct ValueAwaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};
struct LazyPromiseBase {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
  template <class A> A &&await_transform(A &&Awaitable);
  ValueAwaiter<void> await_transform(Yield);
};
template <class T> struct LazyPromise : LazyPromiseBase {
  Lazy<T> get_return_object() noexcept;
  template <class U> void return_value(U &&Value);
};
template <> struct LazyPromise<void> : LazyPromiseBase {
  Lazy<void> get_return_object() noexcept;
  void return_void() noexcept;
};
template <class T, bool Reschedule> class LazyBase {
public:
  typedef LazyPromise<T> promise_type;
  typedef T ValueType;
  LazyBase(LazyBase &&Other) noexcept;
  ~LazyBase();
  template <class F> void start(F &&Callback) MOCK_BODY;
  bool isReady() const;
  ValueAwaiter<T> operator co_await();
  ValueAwaiter<Try<T>> coAwaitTry();
};
} // namespace detail

template <class T = void> class [[nodiscard]] Lazy : public detail::LazyBase<T, false> {
public:
  using detail::LazyBase<T, false>::LazyBase;
  RescheduleLazy<T> via(Executor *To) &&;
  template <class... As> Lazy setLazyLocal(As &&...Arguments) && MOCK_BODY;
  template <class F> void directlyStart(F &&Callback, Executor *Where) MOCK_BODY;
};
template <class T = void> class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T, true> {
public:
  using detail::LazyBase<T, true>::LazyBase;
  void detach();
};

template <class L> typename std::remove_cvref_t<L>::ValueType syncAwait(L &&Task) MOCK_BODY;
template <class L>
typename std::remove_cvref_t<L>::ValueType syncAwait(L &&Task, Executor *Where) MOCK_BODY;
template <class... Ls> Lazy<std::tuple<Ls...>> collectAll(Ls... Tasks) MOCK_BODY;
template <class L> Lazy<std::vector<int>> collectAll(std::vector<L> &&Tasks) MOCK_BODY;
template <class... Ls> Lazy<std::tuple<Ls...>> collectAllPara(Ls... Tasks) MOCK_BODY;
template <class L> Lazy<std::vector<int>> collectAllPara(std::vector<L> &&Tasks) MOCK_BODY;
template <class L>
Lazy<std::vector<int>> collectAllWindowed(size_t Count, bool Yields,
                                          std::vector<L> &&Tasks) MOCK_BODY;
template <class L>
Lazy<std::vector<int>> collectAllWindowedPara(size_t Count, bool Yields,
                                              std::vector<L> &&Tasks) MOCK_BODY;
template <class... Ls> Lazy<int> collectAny(Ls... Tasks) MOCK_BODY;
template <class L> Lazy<int> collectAny(std::vector<L> &&Tasks) MOCK_BODY;
template <class R, class P> Lazy<void> sleep(std::chrono::duration<R, P> Duration) MOCK_BODY;
detail::ValueAwaiter<void> dispatch(Executor *To);

class Mutex {
public:
  Mutex() noexcept;
  ~Mutex();
  bool tryLock() noexcept;
  [[nodiscard]] detail::ValueAwaiter<std::unique_lock<Mutex>> coScopedLock() noexcept;
  [[nodiscard]] detail::ValueAwaiter<void> coLock() noexcept;
  void unlock() noexcept;
};
class SpinLock {
public:
  explicit SpinLock(int Count = 1024) noexcept;
  bool tryLock() noexcept;
  Lazy<> coLock();
  void lock() noexcept;
  void unlock() noexcept;
  [[nodiscard]] Lazy<std::unique_lock<SpinLock>> coScopedLock();
};
class ScopedSpinLock {
public:
  explicit ScopedSpinLock(SpinLock &Lock);
  ~ScopedSpinLock();
};
template <class Lock> class SharedMutexBase {
public:
  Lazy<> coLock() noexcept;
  Lazy<> coLockShared();
  bool tryLock() noexcept;
  bool tryLockShared();
  Lazy<> unlock() noexcept;
  Lazy<> unlockShared();
};
struct SharedMutex : public SharedMutexBase<SpinLock> {
  SharedMutex(int Count = 128);
};
template <class Lock> class ConditionVariable {
public:
  void notify() noexcept;
  void notifyOne() noexcept;
  void notifyAll() noexcept;
  template <class F> Lazy<> wait(Lock &Mutex, F &&Predicate) noexcept MOCK_BODY;
};
class Latch {
public:
  explicit Latch(size_t Count);
  Lazy<> count_down(size_t By = 1);
  Lazy<> wait() const noexcept;
};

} // namespace coro

template <class T> coro::detail::ValueAwaiter<T> operator co_await(Future<T> &&F) MOCK_BODY;

//===- Stackful threads ---------------------------------------------------===//

namespace uthread {
enum class Launch { Prompt, Schedule, Current };
class Uthread {
public:
  Uthread() noexcept;
  ~Uthread();
  void detach();
};
template <Launch Policy, class F> void async(F &&Callable, Executor *Where) MOCK_BODY;
template <Launch Policy, class F, class C>
void async(F &&Callable, C &&Callback, Executor *Where) MOCK_BODY;
template <class T> T await(Future<T> &&F) MOCK_BODY;
} // namespace uthread

} // namespace async_simple

#endif
#endif
