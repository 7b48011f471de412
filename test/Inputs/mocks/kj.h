//===- kj.h - mock of KJ, the library of Cap'n Proto --------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_KJ_H
#define ASYNC_TIDY_MOCKS_KJ_H

#include "std.h"

#if __cplusplus >= 201402L

namespace kj {

//===- Common -------------------------------------------------------------===//

template <class T> constexpr T &&mv(T &X) noexcept { return static_cast<T &&>(X); }
template <class T> class Own {
public:
  Own() MOCK_BODY;
  Own(Own &&Other) noexcept MOCK_BODY;
  ~Own() MOCK_BODY;
  T *operator->() MOCK_BODY;
  T &operator*() MOCK_BODY;
};
template <class T, class... As> Own<T> heap(As &&...Arguments) MOCK_BODY;
template <class T> class Maybe {
public:
  Maybe() MOCK_BODY;
  Maybe(T &&Value) MOCK_BODY;
};
template <class T> class Array {
public:
  Array(Array &&Other) noexcept MOCK_BODY;
};
template <class T, class... Ts> Array<T> arr(T &&First, Ts &&...More) MOCK_BODY;
template <class T> class Vector {
public:
  void add(T &&Value) MOCK_BODY;
  Array<T> releaseAsArray() MOCK_BODY;
};
class String {};
class StringPtr {
public:
  StringPtr(const char *Text);
  StringPtr(const String &Text);
};
class Exception {};
template <class> class Function;
template <class R, class... As> class Function<R(As...)> {
public:
  template <class F> Function(F &&Callable) MOCK_BODY;
  Function(Function &&Other) MOCK_BODY;
  R operator()(As... Arguments) MOCK_BODY;
};
class Duration {};
class TimePoint {};
constexpr Duration MILLISECONDS{};
Duration operator*(int Count, Duration Unit);

//===- Promises -----------------------------------------------------------===//

class EventLoop;
class WaitScope;
template <class T> class Promise;
template <class T> class ForkedPromise;
namespace _ {
template <class T> struct MockUnwrap {
  using Type = T;
};
template <class T> struct MockUnwrap<Promise<T>> {
  using Type = T;
};
template <class F, class... As>
using MockResult = typename MockUnwrap<std::invoke_result_t<F, As...>>::Type;
template <class F, class T> struct MockThen {
  using Type = Promise<MockResult<F, T>>;
};
template <class F> struct MockThen<F, void> {
  using Type = Promise<MockResult<F>>;
};
template <class T> struct MockFixVoid {
  using Type = T;
};
struct Void {};
template <> struct MockFixVoid<void> {
  using Type = Void;
};
struct ReadyNow {
  operator Promise<void>() const;
};
class PromiseBase {};
} // namespace _
constexpr _::ReadyNow READY_NOW{};

template <class T> class MOCK_NODISCARD Promise : protected _::PromiseBase {
public:
  Promise(typename _::MockFixVoid<T>::Type Value) MOCK_BODY;
  Promise(Exception &&E) MOCK_BODY;
  Promise(std::nullptr_t) MOCK_BODY;
  Promise(Promise &&Other) noexcept MOCK_BODY;
  Promise &operator=(Promise &&Other) noexcept MOCK_BODY;
  ~Promise() MOCK_BODY;
  template <class F> typename _::MockThen<F, T>::Type then(F &&Run) MOCK_BODY;
  template <class F, class E>
  typename _::MockThen<F, T>::Type then(F &&Run, E &&ErrorHandler) MOCK_BODY;
  Promise<void> ignoreResult() MOCK_BODY;
  template <class E> Promise<T> catch_(E &&ErrorHandler) MOCK_BODY;
  T wait(WaitScope &In) MOCK_BODY;
  bool poll(WaitScope &In) MOCK_BODY;
  ForkedPromise<T> fork() MOCK_BODY;
  std::tuple<T> split() MOCK_BODY;
  Promise<T> exclusiveJoin(Promise<T> &&Other) MOCK_BODY;
  template <class... As> Promise<T> attach(As &&...Attachments) MOCK_BODY;
  template <class E> Promise<T> eagerlyEvaluate(E &&ErrorHandler) MOCK_BODY;
  template <class E> void detach(E &&ErrorHandler) MOCK_BODY;
};
template <class T> class ForkedPromise {
public:
  Promise<T> addBranch() MOCK_BODY;
};
template <class F> Promise<_::MockResult<F>> evalLater(F &&Run) MOCK_BODY;
template <class F> Promise<_::MockResult<F>> evalLast(F &&Run) MOCK_BODY;
template <class F> Promise<_::MockResult<F>> evalNow(F &&Run) MOCK_BODY;
template <class F> Promise<_::MockResult<F>> retryOnDisconnect(F &&Run) MOCK_BODY;
template <class F>
Promise<_::MockResult<F, WaitScope &>> startFiber(size_t StackSize, F &&Run) MOCK_BODY;
template <class T> Promise<Array<T>> joinPromises(Array<Promise<T>> &&Promises) MOCK_BODY;
template <class T> Promise<Array<T>> joinPromisesFailFast(Array<Promise<T>> &&Promises) MOCK_BODY;
Promise<void> joinPromises(Array<Promise<void>> &&Promises);
Promise<void> joinPromisesFailFast(Array<Promise<void>> &&Promises);
template <class T> Promise<T> raceSuccessful(Array<Promise<T>> &&Promises) MOCK_BODY;
Promise<void> yield();

class PromiseRejector {};
template <class T> class PromiseFulfiller : public PromiseRejector {
public:
  virtual void fulfill(typename _::MockFixVoid<T>::Type &&Value = {}) = 0;
};
template <class T> struct PromiseFulfillerPair {
  Promise<T> promise;
  Own<PromiseFulfiller<T>> fulfiller;
};
template <class T> PromiseFulfillerPair<T> newPromiseAndFulfiller() MOCK_BODY;

//===- Scopes, loops, threads ---------------------------------------------===//

class Canceler {
public:
  ~Canceler() noexcept(false);
  template <class T> Promise<T> wrap(Promise<T> Of) MOCK_BODY;
  void cancel(StringPtr Reason);
};
class TaskSet {
public:
  class ErrorHandler {
  public:
    virtual void taskFailed(Exception &&E) = 0;
  };
  explicit TaskSet(ErrorHandler &Handler);
  ~TaskSet() noexcept(false);
  void add(Promise<void> &&Task);
  bool isEmpty();
  Promise<void> onEmpty();
};
class Executor {
public:
  template <class F> Promise<_::MockResult<F>> executeAsync(F &&Run) const MOCK_BODY;
  template <class F> _::MockResult<F> executeSync(F &&Run) const MOCK_BODY;
};
const Executor &getCurrentThreadExecutor();
class EventLoop {
public:
  EventLoop();
  ~EventLoop() noexcept(false);
  void run();
};
class WaitScope {
public:
  explicit WaitScope(EventLoop &Loop);
  ~WaitScope();
};
class FiberPool {
public:
  explicit FiberPool(size_t StackSize);
  template <class F> Promise<_::MockResult<F, WaitScope &>> startFiber(F &&Run) const MOCK_BODY;
  void runSynchronously(Function<void()> Run) const;
};
class Thread {
public:
  explicit Thread(Function<void()> Run);
  ~Thread() noexcept(false);
  void detach();
};
class Timer {
public:
  virtual TimePoint now() const = 0;
  virtual Promise<void> atTime(TimePoint Time) = 0;
  virtual Promise<void> afterDelay(Duration Delay) = 0;
  template <class T> Promise<T> timeoutAt(TimePoint Time, Promise<T> &&Task) MOCK_BODY;
  template <class T> Promise<T> timeoutAfter(Duration Delay, Promise<T> &&Task) MOCK_BODY;
};
class AsyncIoStream {
public:
  virtual ~AsyncIoStream() noexcept(false);
};
class NetworkAddress {
public:
  virtual Promise<Own<AsyncIoStream>> connect() = 0;
};
template <class T> class ProducerConsumerQueue {
public:
  void push(T Value) MOCK_BODY;
  Promise<T> pop() MOCK_BODY;
};

//===- Locks --------------------------------------------------------------===//

template <class T> class Locked {
public:
  Locked() MOCK_BODY;
  Locked(Locked &&Other) noexcept MOCK_BODY;
  Locked &operator=(Locked &&Other) MOCK_BODY;
  ~Locked() MOCK_BODY;
  void release() MOCK_BODY;
  T *operator->() MOCK_BODY;
  T &operator*() MOCK_BODY;
  T *get() MOCK_BODY;
  template <class C> void wait(C &&Condition) MOCK_BODY;
};
template <class T> class MutexGuarded {
public:
  template <class... As> explicit MutexGuarded(As &&...Arguments) MOCK_BODY;
  Locked<T> lockExclusive() const MOCK_BODY;
  Locked<const T> lockShared() const MOCK_BODY;
  Maybe<Locked<T>> lockExclusiveWithTimeout(Duration Timeout) const MOCK_BODY;
  Maybe<Locked<const T>> lockSharedWithTimeout(Duration Timeout) const MOCK_BODY;
  const T &getWithoutLock() const MOCK_BODY;
  template <class C, class F>
  std::invoke_result_t<F, T &> when(C &&Condition, F &&Run) const MOCK_BODY;
};

//===- Files, streams -----------------------------------------------------===//

class FsNode {
public:
  void sync() const;
  void datasync() const;
};
class ReadableFile : public FsNode {
public:
  String readAllText() const;
  Array<char> readAllBytes() const;
};
class File : public ReadableFile {
public:
  void writeAll(StringPtr Text) const;
};
class FdInputStream {
public:
  explicit FdInputStream(int Fd);
  size_t tryRead(void *Buffer, size_t Least, size_t Most);
};
class FdOutputStream {
public:
  explicit FdOutputStream(int Fd);
  void write(const void *Data, size_t Size);
};

//===- Coroutines ---------------------------------------------------------===//

#if __cplusplus >= 202002L
namespace _ {
template <class T> struct MockAwaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Handle) noexcept MOCK_BODY;
  T await_resume() MOCK_BODY;
};
template <class T> class CoroutineBase {
public:
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept MOCK_BODY;
  template <class U> MockAwaiter<U> await_transform(Promise<U> &Of) MOCK_BODY;
  template <class U> MockAwaiter<U> await_transform(Promise<U> &&Of) MOCK_BODY;
};
template <class T> class Coroutine : public CoroutineBase<T> {
public:
  Promise<T> get_return_object() MOCK_BODY;
  template <class U> void return_value(U &&Value) MOCK_BODY;
};
template <> class Coroutine<void> : public CoroutineBase<void> {
public:
  Promise<void> get_return_object();
  void return_void();
};
template <class F> struct CaptureForCoroutine {
  explicit CaptureForCoroutine(F &&Run) MOCK_BODY;
  template <class... As> std::invoke_result_t<F, As...> operator()(As &&...Arguments) MOCK_BODY;
};
} // namespace _
template <class F> _::CaptureForCoroutine<std::decay_t<F>> coCapture(F &&Run) MOCK_BODY;
#endif

} // namespace kj

#if __cplusplus >= 202002L
namespace std {
template <class T, class... As> struct coroutine_traits<kj::Promise<T>, As...> {
  using promise_type = kj::_::Coroutine<T>;
};
} // namespace std
#endif

#endif

#define KJ_TEST(Description) void mockKjTest()

#endif
