//===- yaclib.h - mock of YACLib ----------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// As in the library, the promises come from std::coroutine_traits, and futures and tasks get
// their awaiters from free operators.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_YACLIB_H
#define ASYNC_TIDY_MOCKS_YACLIB_H

#include "std.h"

#if __cplusplus >= 202002L

namespace yaclib {

//===- Results, executors -------------------------------------------------===//

struct StopError {};
template <class E> class ResultError : public std::exception {};
template <class V = void, class E = StopError> class Result {
public:
  Result(Result &&Other) noexcept;
  explicit operator bool() const noexcept;
  V Ok() const;
};

class Job {
public:
  virtual ~Job();
};
class IExecutor {
public:
  virtual ~IExecutor();
  virtual bool Alive() const noexcept = 0;
  virtual void Submit(Job &Work) noexcept = 0;
};
class FairThreadPool : public IExecutor {
public:
  explicit FairThreadPool(unsigned long Threads = 1);
  bool Alive() const noexcept override;
  void Submit(Job &Work) noexcept override;
  void SoftStop() noexcept;
  void Stop() noexcept;
  void HardStop() noexcept;
  void Wait() noexcept;
};
class ManualExecutor : public IExecutor {
public:
  bool Alive() const noexcept override;
  void Submit(Job &Work) noexcept override;
  size_t Drain() noexcept;
};
class Strand : public IExecutor {
public:
  bool Alive() const noexcept override;
  void Submit(Job &Work) noexcept override;
};
template <class F> void Submit(IExecutor &Executor, F &&Callable) MOCK_BODY;

//===- Futures ------------------------------------------------------------===//

template <class V, class E> class Future;
template <class V, class E> class FutureOn;
template <class V, class E> class FutureBase {
public:
  FutureBase() noexcept;
  FutureBase(FutureBase &&Other) noexcept;
  FutureBase &operator=(FutureBase &&Other) noexcept;
  ~FutureBase() noexcept;
  [[nodiscard]] bool Ready() const & noexcept;
  [[nodiscard]] const Result<V, E> *Get() const & noexcept;
  [[nodiscard]] Result<V, E> Get() && noexcept;
  template <class F>
  [[nodiscard]] FutureOn<V, E> Then(IExecutor &Executor, F &&Callable) && MOCK_BODY;
  void Detach() && noexcept;
  template <class F> void Detach(IExecutor &Executor, F &&Callable) && MOCK_BODY;
  template <class F> void DetachInline(F &&Callable) && MOCK_BODY;
};
template <class V = void, class E = StopError> class Future final : public FutureBase<V, E> {
public:
  Future() noexcept;
  template <class F> [[nodiscard]] Future ThenInline(F &&Callable) && MOCK_BODY;
};
template <class V = void, class E = StopError> class FutureOn final : public FutureBase<V, E> {
public:
  using FutureBase<V, E>::Detach;
  using FutureBase<V, E>::Then;
  FutureOn() noexcept;
  [[nodiscard]] Future<V, E> On(std::nullptr_t) && noexcept;
  template <class F> [[nodiscard]] FutureOn ThenInline(F &&Callable) && MOCK_BODY;
  template <class F> [[nodiscard]] FutureOn Then(F &&Callable) && MOCK_BODY;
  template <class F> void Detach(F &&Callable) && MOCK_BODY;
};
template <class V, class E> class SharedFutureBase {
public:
  SharedFutureBase() noexcept;
  SharedFutureBase(const SharedFutureBase &Other) noexcept;
  ~SharedFutureBase() noexcept;
  [[nodiscard]] bool Ready() const noexcept;
  [[nodiscard]] const Result<V, E> &Get() const & noexcept;
  [[nodiscard]] Result<V, E> Get() && noexcept;
  template <class F>
  [[nodiscard]] FutureOn<V, E> Then(IExecutor &Executor, F &&Callable) const MOCK_BODY;
  void Detach() && noexcept;
  template <class F> void Subscribe(IExecutor &Executor, F &&Callable) const MOCK_BODY;
  template <class F> void SubscribeInline(F &&Callable) const MOCK_BODY;
};
template <class V = void, class E = StopError>
class SharedFuture final : public SharedFutureBase<V, E> {
public:
  template <class F> [[nodiscard]] Future<V, E> ThenInline(F &&Callable) const MOCK_BODY;
};
template <class V = void, class E = StopError>
class SharedFutureOn final : public SharedFutureBase<V, E> {
public:
  template <class F> [[nodiscard]] FutureOn<V, E> ThenInline(F &&Callable) const MOCK_BODY;
  template <class F> [[nodiscard]] FutureOn<V, E> Then(F &&Callable) const MOCK_BODY;
  template <class F> void Subscribe(F &&Callable) const MOCK_BODY;
};
template <class V = void, class E = StopError> class Promise final {
public:
  Promise(Promise &&Other) noexcept;
  ~Promise() noexcept;
  template <class... As> void Set(As &&...Arguments) && MOCK_BODY;
};

template <class V = void, class E = StopError> class Task final {
public:
  Task() noexcept;
  Task(Task &&Other) noexcept;
  Task &operator=(Task &&Other) noexcept;
  ~Task() noexcept;
  template <class F> Task Then(IExecutor &Executor, F &&Callable) && MOCK_BODY;
  template <class F> Task Then(F &&Callable) && MOCK_BODY;
  template <class F> Task ThenInline(F &&Callable) && MOCK_BODY;
  void Cancel() && noexcept;
  void Detach() && noexcept;
  void Detach(IExecutor &Executor) && noexcept;
  Future<V, E> ToFuture() && noexcept;
  FutureOn<V, E> ToFuture(IExecutor &Executor) && noexcept;
  Result<V, E> Get() && noexcept;
};

template <class F> Future<> Run(F &&Callable) MOCK_BODY;
template <class F> FutureOn<> Run(IExecutor &Executor, F &&Callable) MOCK_BODY;
template <class F> SharedFuture<> RunShared(F &&Callable) MOCK_BODY;
template <class F> SharedFutureOn<> RunShared(IExecutor &Executor, F &&Callable) MOCK_BODY;
template <class V = void, class F> Future<V> AsyncContract(F &&Callable) MOCK_BODY;
template <class V = void, class F>
FutureOn<V> AsyncContract(IExecutor &Executor, F &&Callable) MOCK_BODY;
template <class V = void, class F> SharedFuture<V> AsyncSharedContract(F &&Callable) MOCK_BODY;
template <class F> Task<> Schedule(F &&Callable) MOCK_BODY;
template <class F> Task<> Schedule(IExecutor &Executor, F &&Callable) MOCK_BODY;
template <class V = void, class F> Task<V> LazyContract(F &&Callable) MOCK_BODY;
template <class V = void, class F>
Task<V> LazyContract(IExecutor &Executor, F &&Callable) MOCK_BODY;
template <class V, class E> void Connect(FutureBase<V, E> &&From, Promise<V, E> &&To) MOCK_BODY;
template <class V, class E> Future<V, E> Share(const SharedFutureBase<V, E> &From) MOCK_BODY;
template <class V, class E> SharedFuture<V, E> Split(FutureBase<V, E> &&From) MOCK_BODY;
template <class... Fs> Future<> Join(Fs... Futures) MOCK_BODY;
template <class... Fs> Future<> WhenAll(Fs... Futures) MOCK_BODY;
template <class... Fs> Future<> WhenAny(Fs... Futures) MOCK_BODY;
template <class... Fs> void Wait(Fs &...Futures) noexcept MOCK_BODY;
template <class R, class P, class... Fs>
bool WaitFor(const std::chrono::duration<R, P> &Timeout, Fs &...Futures) noexcept MOCK_BODY;
template <class C, class D, class... Fs>
bool WaitUntil(const std::chrono::time_point<C, D> &Time, Fs &...Futures) noexcept MOCK_BODY;

//===- Coroutines ---------------------------------------------------------===//

namespace detail {
template <class T> struct [[nodiscard]] Awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};
template <class Result> struct PromiseBase {
  Result get_return_object() noexcept;
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
};
template <class Result, class V> struct PromiseValue : PromiseBase<Result> {
  template <class U> void return_value(U &&Value);
};
template <class Result> struct PromiseValue<Result, void> : PromiseBase<Result> {
  void return_void() noexcept;
};
template <class Result, class V> struct EagerPromise : PromiseValue<Result, V> {
  std::suspend_never initial_suspend() noexcept { return {}; }
};
template <class Result, class V> struct LazyPromise : PromiseValue<Result, V> {
  std::suspend_always initial_suspend() noexcept { return {}; }
};
struct Yield {};
Awaiter<void> operator co_await(const Yield &) noexcept;
} // namespace detail

template <class V, class E>
detail::Awaiter<V> operator co_await(FutureBase<V, E> &&Awaited) noexcept MOCK_BODY;
template <class V, class E>
detail::Awaiter<V> operator co_await(const SharedFutureBase<V, E> &Awaited) noexcept MOCK_BODY;
template <class V, class E>
detail::Awaiter<V> operator co_await(Task<V, E> &&Awaited) noexcept MOCK_BODY;
inline constexpr detail::Yield kYield{};
detail::Awaiter<void> On(IExecutor &Executor) noexcept;
template <class... Fs> detail::Awaiter<void> Await(Fs &...Waited) noexcept MOCK_BODY;
template <class... Fs> detail::Awaiter<void> AwaitInline(Fs &...Waited) noexcept MOCK_BODY;
template <class... Fs>
detail::Awaiter<void> AwaitOn(IExecutor &Executor, Fs &...Waited) noexcept MOCK_BODY;
template <class... Fs> detail::Awaiter<void> AwaitSticky(Fs &...Waited) noexcept MOCK_BODY;

//===- Synchronization ----------------------------------------------------===//

namespace detail {
template <class M, bool Shared> class Guard {
public:
  Guard() noexcept;
  Guard(Guard &&Other) noexcept;
  Guard(M &Mutex, std::defer_lock_t) noexcept;
  Guard(M &Mutex, std::adopt_lock_t) noexcept;
  ~Guard() noexcept;
  Awaiter<void> Lock() noexcept;
  bool TryLock() noexcept;
  Awaiter<void> Unlock() noexcept;
  Awaiter<void> UnlockOn(IExecutor &Executor) noexcept;
  void UnlockHere() noexcept;
  M *Release() noexcept;
  bool OwnsLock() const noexcept;
};
template <bool FIFO, bool Batching> struct MutexImpl {
  bool TryLock() noexcept;
  void UnlockHere() noexcept;
};
template <bool FIFO, bool ReadersFIFO> struct SharedMutexImpl {
  bool TryLock() noexcept;
  bool TryLockShared() noexcept;
  void UnlockHere() noexcept;
  void UnlockHereShared() noexcept;
};
} // namespace detail
template <class M> class [[nodiscard]] UniqueGuard : public detail::Guard<M, false> {};
template <class M> class [[nodiscard]] SharedGuard : public detail::Guard<M, true> {};
template <class M> class [[nodiscard]] StickyGuard : public detail::Guard<M, false> {
public:
  detail::Awaiter<void> Lock() noexcept;
  detail::Awaiter<void> Unlock() noexcept;
};
template <bool Batching = true, bool FIFO = false>
class Mutex final : protected detail::MutexImpl<FIFO, Batching> {
public:
  using Base = detail::MutexImpl<FIFO, Batching>;
  using Base::TryLock;
  using Base::UnlockHere;
  UniqueGuard<Mutex> TryGuard() noexcept;
  detail::Awaiter<UniqueGuard<Mutex>> Guard() noexcept;
  detail::Awaiter<StickyGuard<Mutex>> GuardSticky() noexcept;
  detail::Awaiter<void> Lock() noexcept;
  detail::Awaiter<void> Unlock() noexcept;
  detail::Awaiter<void> UnlockOn(IExecutor &Executor) noexcept;
};
template <bool FIFO = true, bool ReadersFIFO = false>
class SharedMutex final : protected detail::SharedMutexImpl<FIFO, ReadersFIFO> {
public:
  using Base = detail::SharedMutexImpl<FIFO, ReadersFIFO>;
  using Base::TryLock;
  using Base::TryLockShared;
  using Base::UnlockHere;
  using Base::UnlockHereShared;
  detail::Awaiter<UniqueGuard<SharedMutex>> Guard() noexcept;
  detail::Awaiter<SharedGuard<SharedMutex>> GuardShared() noexcept;
  detail::Awaiter<void> Lock() noexcept;
  detail::Awaiter<void> LockShared() noexcept;
};
class OneShotEvent {
public:
  bool Ready() noexcept;
  void Set() noexcept;
  void Wait() noexcept;
  template <class R, class P> bool WaitFor(const std::chrono::duration<R, P> &Timeout) MOCK_BODY;
  template <class C, class D> bool WaitUntil(const std::chrono::time_point<C, D> &Time) MOCK_BODY;
  detail::Awaiter<void> AwaitInline() noexcept;
  detail::Awaiter<void> AwaitSticky() noexcept;
  detail::Awaiter<void> AwaitOn(IExecutor &Executor) noexcept;
};
template <class Event = OneShotEvent> class WaitGroup final {
public:
  explicit WaitGroup(size_t Count = 0) noexcept;
  void Add(size_t Count = 1) noexcept;
  void Done(size_t Count = 1) noexcept;
  template <class... Fs> void Attach(Fs &...Futures) noexcept MOCK_BODY;
  template <class... Fs> void Consume(Fs &&...Futures) noexcept MOCK_BODY;
  void Wait() noexcept;
  template <class R, class P> bool WaitFor(const std::chrono::duration<R, P> &Timeout) MOCK_BODY;
  template <class C, class D> bool WaitUntil(const std::chrono::time_point<C, D> &Time) MOCK_BODY;
  detail::Awaiter<void> AwaitInline() noexcept;
  detail::Awaiter<void> AwaitSticky() noexcept;
  detail::Awaiter<void> AwaitOn(IExecutor &Executor) noexcept;
};

} // namespace yaclib

namespace std {
template <class V, class E, class... As> struct coroutine_traits<yaclib::Future<V, E>, As...> {
  typedef yaclib::detail::EagerPromise<yaclib::Future<V, E>, V> promise_type;
};
template <class V, class E, class... As> struct coroutine_traits<yaclib::Task<V, E>, As...> {
  typedef yaclib::detail::LazyPromise<yaclib::Task<V, E>, V> promise_type;
};
} // namespace std

#endif
#endif
