//===- folly.h - mock of Folly ------------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_FOLLY_H
#define ASYNC_TIDY_MOCKS_FOLLY_H

#include "std.h"

#if __cplusplus >= 202002L

namespace folly {

struct Unit {};
inline constexpr Unit unit{};
template <class T> struct mock_lift_unit {
  typedef T type;
};
template <> struct mock_lift_unit<void> {
  typedef Unit type;
};
template <class T> using lift_unit_t = typename mock_lift_unit<T>::type;

typedef std::chrono::microseconds HighResDuration;

template <class> class Function;
template <class R, class... As> class Function<R(As...)> {
public:
  Function() noexcept MOCK_BODY;
  Function(std::nullptr_t) noexcept MOCK_BODY;
  Function(Function &&) noexcept MOCK_BODY;
  Function &operator=(Function &&) noexcept MOCK_BODY;
  template <class F, class = std::enable_if_t<!std::is_same<std::decay_t<F>, Function>::value>>
  Function(F &&Callable) MOCK_BODY;
  ~Function() MOCK_BODY;
  explicit operator bool() const noexcept MOCK_BODY;
  R operator()(As... Arguments) MOCK_BODY;
};
typedef Function<void()> Func;

class exception_wrapper {
public:
  exception_wrapper() noexcept;
  explicit exception_wrapper(std::exception_ptr Error) noexcept;
};
template <class T> class Try {
public:
  bool hasValue() const noexcept MOCK_BODY;
  bool hasException() const noexcept MOCK_BODY;
  T &value() & MOCK_BODY;
  T &&value() && MOCK_BODY;
};
template <> class Try<void> {
public:
  bool hasValue() const noexcept;
  bool hasException() const noexcept;
  void value() const;
};
template <class T> using Optional = std::optional<T>;

//===- Executors ----------------------------------------------------------===//

class Executor;
template <class E = Executor> class ExecutorKeepAlive {
public:
  ExecutorKeepAlive() noexcept MOCK_BODY;
  ExecutorKeepAlive(E *Object) MOCK_BODY;
  template <class Other>
  ExecutorKeepAlive(const ExecutorKeepAlive<Other> &Object) noexcept MOCK_BODY;
  E *get() const MOCK_BODY;
  E &operator*() const MOCK_BODY;
  E *operator->() const MOCK_BODY;
  ExecutorKeepAlive copy() const MOCK_BODY;
  template <class F> void add(F &&Callable) && MOCK_BODY;
};
class Executor {
public:
  template <class E = Executor> using KeepAlive = ExecutorKeepAlive<E>;
  virtual ~Executor();
  virtual void add(Func Work) = 0;
  virtual void addWithPriority(Func Work, signed char Priority);
};
template <class E> ExecutorKeepAlive<E> getKeepAliveToken(E *Object) MOCK_BODY;
template <class E> ExecutorKeepAlive<E> getKeepAliveToken(E &Object) MOCK_BODY;
class ExecutorBlockingGuard {
public:
  struct PermitTag {};
  explicit ExecutorBlockingGuard(PermitTag) noexcept;
  ~ExecutorBlockingGuard();
};

class EventBase;
class IOExecutor : public virtual Executor {
public:
  virtual EventBase *getEventBase() = 0;
};
class SequencedExecutor : public virtual Executor {};
class SerializedExecutor : public SequencedExecutor {};
class DrivableExecutor : public virtual Executor {
public:
  virtual void drive() = 0;
};
class TimedDrivableExecutor : public DrivableExecutor {
public:
  void add(Func Work) override;
  void drive() noexcept override;
  size_t run() noexcept;
  size_t drain() noexcept;
  void wait() noexcept;
};
class ScheduledExecutor : public virtual Executor {
public:
  typedef std::chrono::steady_clock::duration Duration;
  typedef std::chrono::steady_clock::time_point TimePoint;
  void schedule(Func &&Work);
  void schedule(Func &&Work, const Duration &Delay);
  virtual void scheduleAt(Func &&Work, const TimePoint &Time);
};
class ManualExecutor : public DrivableExecutor,
                       public ScheduledExecutor,
                       public SequencedExecutor {
public:
  ManualExecutor();
  ~ManualExecutor() override;
  void add(Func Work) override;
  size_t run();
  size_t drain();
  void wait();
  void makeProgress();
  void drive() override;
  template <class F> void waitFor(const F &Future) MOCK_BODY;
};
class InlineExecutor : public Executor {
public:
  static InlineExecutor &instance() noexcept;
  void add(Func Work) override;
};
class DefaultKeepAliveExecutor : public virtual Executor {};
class ThreadPoolExecutor : public DefaultKeepAliveExecutor {
public:
  void add(Func Work) override = 0;
  virtual void add(Func Work, std::chrono::milliseconds Expiration, Func Expired = nullptr);
  virtual void stop();
  virtual void join();
};
class CPUThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit CPUThreadPoolExecutor(size_t Threads);
  ~CPUThreadPoolExecutor() override;
  void add(Func Work) override;
  void add(Func Work, std::chrono::milliseconds Expiration, Func Expired = nullptr) override;
  void addWithPriority(Func Work, signed char Priority) override;
};
class StripedEDFThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit StripedEDFThreadPoolExecutor(size_t Threads);
  void add(Func Work) override;
};
class EDFThreadPoolExecutor : public StripedEDFThreadPoolExecutor {
public:
  explicit EDFThreadPoolExecutor(size_t Threads);
};
class IOThreadPoolExecutor : public ThreadPoolExecutor, public IOExecutor {
public:
  explicit IOThreadPoolExecutor(size_t Threads);
  ~IOThreadPoolExecutor() override;
  void add(Func Work) override;
  void add(Func Work, std::chrono::milliseconds Expiration, Func Expired = nullptr) override;
  EventBase *getEventBase() override;
};
class ThreadedExecutor : public virtual Executor {
public:
  ThreadedExecutor();
  void add(Func Work) override;
};
class VirtualExecutor : public DefaultKeepAliveExecutor {
public:
  explicit VirtualExecutor(Executor &Object);
  void add(Func Work) override;
};
namespace detail {
struct mock_serial_queue {};
template <class Queue> class SerialExecutorImpl : public SerializedExecutor {
public:
  static ExecutorKeepAlive<SerialExecutorImpl> create(ExecutorKeepAlive<> Parent) MOCK_BODY;
  void add(Func Work) override MOCK_BODY;
};
} // namespace detail
typedef detail::SerialExecutorImpl<detail::mock_serial_queue> SerialExecutor;
class StrandExecutor final : public SerializedExecutor {
public:
  static ExecutorKeepAlive<StrandExecutor> create();
  void add(Func Work) override;
};
class FunctionScheduler {
public:
  FunctionScheduler();
  ~FunctionScheduler();
  void addFunction(Func &&Work, std::chrono::milliseconds Interval, std::string_view Name = {});
  void addFunctionOnce(Func &&Work, std::string_view Name = {},
                       std::chrono::microseconds Delay = {});
  bool cancelFunctionAndWait(std::string_view Name);
  void cancelAllFunctionsAndWait();
  bool start();
  bool shutdown();
};
ExecutorKeepAlive<> getGlobalCPUExecutor();
ExecutorKeepAlive<IOExecutor> getGlobalIOExecutor();

//===- EventBase ----------------------------------------------------------===//

class TimeoutManager {
public:
  virtual ~TimeoutManager();
  void runAfterDelay(Func Work, unsigned Milliseconds);
  bool tryRunAfterDelay(Func Work, unsigned Milliseconds);
};
class AsyncTimeout {
public:
  explicit AsyncTimeout(EventBase *Loop);
  virtual ~AsyncTimeout();
  virtual void timeoutExpired() noexcept = 0;
  bool scheduleTimeout(unsigned Milliseconds);
  template <class F>
  static std::unique_ptr<AsyncTimeout> make(TimeoutManager &Manager, F &&Callable) MOCK_BODY;
  template <class F>
  static std::unique_ptr<AsyncTimeout> schedule(std::chrono::milliseconds Delay,
                                                TimeoutManager &Manager, F &&Callable) MOCK_BODY;
};
template <class Duration> class HHWheelTimerBase {
public:
  class Callback {
  public:
    virtual ~Callback();
    virtual void timeoutExpired() noexcept = 0;
    virtual void callbackCanceled() noexcept;
  };
  void scheduleTimeout(Callback *Object, Duration Delay) MOCK_BODY;
  template <class F> void scheduleTimeoutFn(F Callable, Duration Delay) MOCK_BODY;
};
typedef HHWheelTimerBase<std::chrono::milliseconds> HHWheelTimer;
class EventBase : public TimeoutManager,
                  public DrivableExecutor,
                  public IOExecutor,
                  public SequencedExecutor,
                  public ScheduledExecutor {
public:
  class LoopCallback {
  public:
    virtual ~LoopCallback();
    virtual void runLoopCallback() noexcept = 0;
  };
  EventBase();
  ~EventBase() override;
  bool loop();
  bool loopIgnoreKeepAlive();
  bool loopOnce(int Flags = 0);
  void loopForever();
  void terminateLoopSoon();
  void runInLoop(LoopCallback *Object, bool ThisIteration = false);
  void runInLoop(Func Work, bool ThisIteration = false);
  void runInEventBaseThread(Func Work) noexcept;
  template <class T> void runInEventBaseThread(void (*Work)(T *), T *Argument) noexcept MOCK_BODY;
  void runInEventBaseThreadAlwaysEnqueue(Func Work) noexcept;
  void runInEventBaseThreadAndWait(Func Work) noexcept;
  void runImmediatelyOrRunInEventBaseThread(Func Work) noexcept;
  void runImmediatelyOrRunInEventBaseThreadAndWait(Func Work) noexcept;
  void runOnDestruction(Func Work);
  void waitUntilRunning();
  HHWheelTimer &timer();
  void add(Func Work) override;
  void drive() override;
  void scheduleAt(Func &&Work, const TimePoint &Time) override;
  EventBase *getEventBase() override;
};
class ScopedEventBaseThread : public IOExecutor, public SequencedExecutor {
public:
  ScopedEventBaseThread();
  ~ScopedEventBaseThread() override;
  EventBase *getEventBase() override;
  void add(Func Work) override;
};
class EventHandler {
public:
  virtual ~EventHandler();
  virtual void handlerReady(unsigned short Events) noexcept = 0;
};
class AsyncSocketException : public std::runtime_error {
public:
  explicit AsyncSocketException(const char *What);
};
class SocketAddress {};
class AsyncReader {
public:
  class ReadCallback {
  public:
    virtual ~ReadCallback();
    virtual void getReadBuffer(void **Buffer, size_t *Length);
    virtual void readDataAvailable(size_t Length) noexcept;
    virtual void readEOF() noexcept = 0;
    virtual void readErr(const AsyncSocketException &Error) noexcept = 0;
  };
};
class AsyncWriter {
public:
  class WriteCallback {
  public:
    virtual ~WriteCallback();
    virtual void writeSuccess() noexcept = 0;
    virtual void writeErr(size_t Written, const AsyncSocketException &Error) noexcept = 0;
  };
};
class AsyncSocketTransport : public AsyncReader, public AsyncWriter {
public:
  class ConnectCallback {
  public:
    virtual ~ConnectCallback();
    virtual void connectSuccess() noexcept = 0;
    virtual void connectErr(const AsyncSocketException &Error) noexcept = 0;
  };
};
class AsyncServerSocket {
public:
  class AcceptCallback {
  public:
    virtual ~AcceptCallback();
    virtual void connectionAccepted(int Socket, const SocketAddress &Peer) noexcept = 0;
    virtual void acceptError(const std::exception &Error) noexcept = 0;
  };
};

//===- Locks --------------------------------------------------------------===//

template <bool ReaderPriority> class SharedMutexImpl {
public:
  void lock() MOCK_BODY;
  bool try_lock() MOCK_BODY;
  template <class R, class P> bool try_lock_for(const std::chrono::duration<R, P> &Time) MOCK_BODY;
  void unlock() MOCK_BODY;
  void lock_shared() MOCK_BODY;
  bool try_lock_shared() MOCK_BODY;
  void unlock_shared() MOCK_BODY;
  void lock_upgrade() MOCK_BODY;
  bool try_lock_upgrade() MOCK_BODY;
  void unlock_upgrade() MOCK_BODY;
  void unlock_upgrade_and_lock() MOCK_BODY;
};
typedef SharedMutexImpl<true> SharedMutexReadPriority;
typedef SharedMutexImpl<false> SharedMutexWritePriority;
typedef SharedMutexWritePriority SharedMutex;
struct MicroSpinLock {
  void lock() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
};
class SpinLock {
public:
  void lock() const noexcept;
  bool try_lock() const noexcept;
  void unlock() const noexcept;
};
class RWSpinLock {
public:
  void lock();
  bool try_lock();
  void unlock();
  void lock_shared();
  bool try_lock_shared();
  void unlock_shared();
};

template <class M> class shared_lock_guard {
public:
  explicit shared_lock_guard(M &Mutex) MOCK_BODY;
  shared_lock_guard(M &Mutex, std::adopt_lock_t) MOCK_BODY;
  ~shared_lock_guard() MOCK_BODY;
};
template <class M> class hybrid_lock_guard {
public:
  explicit hybrid_lock_guard(M &Mutex) MOCK_BODY;
  hybrid_lock_guard(M &Mutex, std::adopt_lock_t) MOCK_BODY;
  ~hybrid_lock_guard() MOCK_BODY;
};

template <class S> class ScopedUnlocker {
public:
  ~ScopedUnlocker() MOCK_BODY;
};
template <class S> class LockedPtr {
public:
  LockedPtr() MOCK_BODY;
  explicit LockedPtr(S *Parent) MOCK_BODY;
  LockedPtr(LockedPtr &&Other) noexcept MOCK_BODY;
  LockedPtr &operator=(LockedPtr &&Other) noexcept MOCK_BODY;
  ~LockedPtr() MOCK_BODY;
  bool isNull() const MOCK_BODY;
  explicit operator bool() const MOCK_BODY;
  typename S::DataType *operator->() const MOCK_BODY;
  typename S::DataType &operator*() const MOCK_BODY;
  void unlock() noexcept MOCK_BODY;
  ScopedUnlocker<S> scopedUnlock() MOCK_BODY;
  LockedPtr moveFromUpgradeToWrite() MOCK_BODY;
};
template <class S> class SynchronizedBase {
public:
  LockedPtr<S> wlock() MOCK_BODY;
  LockedPtr<S> rlock() const MOCK_BODY;
  LockedPtr<S> ulock() MOCK_BODY;
  LockedPtr<S> lock() MOCK_BODY;
  template <class R, class P>
  LockedPtr<S> wlock(const std::chrono::duration<R, P> &Time) MOCK_BODY;
  LockedPtr<S> tryWLock() MOCK_BODY;
  LockedPtr<S> tryRLock() const MOCK_BODY;
  template <class F> auto withWLock(F &&Callable) MOCK_BODY;
  template <class F> auto withRLock(F &&Callable) const MOCK_BODY;
  template <class F> auto withULock(F &&Callable) MOCK_BODY;
  template <class F> auto withLock(F &&Callable) MOCK_BODY;
};
template <class T, class M = SharedMutex>
struct Synchronized : public SynchronizedBase<Synchronized<T, M>> {
  typedef T DataType;
  typedef folly::LockedPtr<Synchronized> LockedPtr;
  Synchronized() MOCK_BODY;
  explicit Synchronized(const T &Value) MOCK_BODY;
  T copy() const MOCK_BODY;
  T exchange(T &&Value) MOCK_BODY;
  void swap(T &Value) MOCK_BODY;
};

class WaitOptions {};
template <bool MayBlock = true> class Baton {
public:
  bool ready() const noexcept MOCK_BODY;
  void post() noexcept MOCK_BODY;
  void reset() noexcept MOCK_BODY;
  void wait(const WaitOptions &Options = WaitOptions()) noexcept MOCK_BODY;
  bool try_wait() noexcept MOCK_BODY;
  template <class R, class P>
  bool try_wait_for(const std::chrono::duration<R, P> &Time) noexcept MOCK_BODY;
  template <class C, class D>
  bool try_wait_until(const std::chrono::time_point<C, D> &Time) noexcept MOCK_BODY;
};
class Latch {
public:
  explicit Latch(ptrdiff_t Expected);
  void count_down(ptrdiff_t Count = 1) noexcept;
  bool try_wait() noexcept;
  template <class R, class P>
  bool try_wait_for(const std::chrono::duration<R, P> &Time) noexcept MOCK_BODY;
  template <class C, class D>
  bool try_wait_until(const std::chrono::time_point<C, D> &Time) noexcept MOCK_BODY;
  void wait() noexcept;
  void arrive_and_wait(ptrdiff_t Count = 1) noexcept;
};
template <bool MayBlock> class SaturatingSemaphore {
public:
  void post() noexcept MOCK_BODY;
  void wait(const WaitOptions &Options = WaitOptions()) noexcept MOCK_BODY;
  bool try_wait() noexcept MOCK_BODY;
  template <class R, class P>
  bool try_wait_for(const std::chrono::duration<R, P> &Time) noexcept MOCK_BODY;
  template <class C, class D>
  bool try_wait_until(const std::chrono::time_point<C, D> &Time) noexcept MOCK_BODY;
};
namespace detail {
template <class Handoff> struct LifoSemBase {
  bool post() MOCK_BODY;
  bool tryWait() MOCK_BODY;
  void wait() MOCK_BODY;
  template <class R, class P> bool try_wait_for(const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  bool try_wait_until(const std::chrono::time_point<C, D> &Time) MOCK_BODY;
};
} // namespace detail
struct LifoSem : public detail::LifoSemBase<Baton<>> {};
struct once_flag {
  constexpr once_flag() noexcept = default;
};
template <class F, class... As>
void call_once(once_flag &Flag, F &&Callable, As &&...Arguments) MOCK_BODY;

//===- Queues -------------------------------------------------------------===//

namespace detail {
template <class T> class MPMCQueueBase {
public:
  explicit MPMCQueueBase(size_t Capacity) MOCK_BODY;
  template <class... As> void blockingWrite(As &&...Arguments) noexcept MOCK_BODY;
  template <class... As> bool write(As &&...Arguments) noexcept MOCK_BODY;
  template <class... As> bool writeIfNotFull(As &&...Arguments) noexcept MOCK_BODY;
  template <class Clock, class... As>
  bool tryWriteUntil(const std::chrono::time_point<Clock> &Time, As &&...Arguments) noexcept
      MOCK_BODY;
  void blockingRead(T &Element) noexcept MOCK_BODY;
  bool read(T &Element) noexcept MOCK_BODY;
  bool readIfNotEmpty(T &Element) noexcept MOCK_BODY;
  template <class Clock>
  bool tryReadUntil(const std::chrono::time_point<Clock> &Time, T &Element) noexcept MOCK_BODY;
};
} // namespace detail
template <class T> class MPMCQueue : public detail::MPMCQueueBase<T> {
public:
  using detail::MPMCQueueBase<T>::MPMCQueueBase;
};
template <class T, bool SingleProducer, bool SingleConsumer, bool MayBlock> class UnboundedQueue {
public:
  void enqueue(const T &Value) MOCK_BODY;
  void enqueue(T &&Value) MOCK_BODY;
  void dequeue(T &Value) noexcept MOCK_BODY;
  T dequeue() noexcept MOCK_BODY;
  bool try_dequeue(T &Value) noexcept MOCK_BODY;
  Optional<T> try_dequeue() noexcept MOCK_BODY;
  template <class R, class P>
  bool try_dequeue_for(T &Value, const std::chrono::duration<R, P> &Time) noexcept MOCK_BODY;
  template <class C, class D>
  bool try_dequeue_until(T &Value, const std::chrono::time_point<C, D> &Time) noexcept MOCK_BODY;
};
template <class T, bool MayBlock> using UMPMCQueue = UnboundedQueue<T, false, false, MayBlock>;
template <class T, bool MayBlock> using UMPSCQueue = UnboundedQueue<T, false, true, MayBlock>;
template <class T, bool SingleProducer, bool SingleConsumer, bool MayBlock>
class DynamicBoundedQueue {
public:
  explicit DynamicBoundedQueue(size_t Capacity) MOCK_BODY;
  void enqueue(const T &Value) MOCK_BODY;
  void enqueue(T &&Value) MOCK_BODY;
  bool try_enqueue(T &&Value) MOCK_BODY;
  template <class R, class P>
  bool try_enqueue_for(T &&Value, const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  bool try_enqueue_until(T &&Value, const std::chrono::time_point<C, D> &Time) MOCK_BODY;
  void dequeue(T &Value) MOCK_BODY;
  bool try_dequeue(T &Value) MOCK_BODY;
  template <class R, class P>
  bool try_dequeue_for(T &Value, const std::chrono::duration<R, P> &Time) MOCK_BODY;
  template <class C, class D>
  bool try_dequeue_until(T &Value, const std::chrono::time_point<C, D> &Time) MOCK_BODY;
};
template <class T> struct ProducerConsumerQueue {
  explicit ProducerConsumerQueue(unsigned Size) MOCK_BODY;
  template <class... As> bool write(As &&...Arguments) MOCK_BODY;
  bool read(T &Value) MOCK_BODY;
};

//===- Cancellation, contexts ---------------------------------------------===//

class CancellationToken {
public:
  CancellationToken() noexcept;
  bool isCancellationRequested() const noexcept;
  bool canBeCancelled() const noexcept;
};
class CancellationSource {
public:
  CancellationSource();
  CancellationToken getToken() const noexcept;
  bool requestCancellation() const noexcept;
};
class CancellationCallback {
public:
  template <class F> CancellationCallback(CancellationToken &&Token, F &&Callable) MOCK_BODY;
  template <class F> CancellationCallback(const CancellationToken &Token, F &&Callable) MOCK_BODY;
  ~CancellationCallback();
};
struct OperationCancelled final : public std::exception {
  const char *what() const noexcept override;
};
class FutureException : public std::logic_error {
public:
  using logic_error::logic_error;
};
class FutureCancellation : public FutureException {
public:
  FutureCancellation();
};
class RequestContext {
public:
  static std::shared_ptr<RequestContext> saveContext();
};
class RequestContextScopeGuard {
public:
  RequestContextScopeGuard();
  explicit RequestContextScopeGuard(const std::shared_ptr<RequestContext> &Context);
  ~RequestContextScopeGuard();
};
struct ShallowCopyRequestContextScopeGuard {
  ShallowCopyRequestContextScopeGuard();
  ~ShallowCopyRequestContextScopeGuard();
};
template <class F> struct mock_scope_guard {
  ~mock_scope_guard() MOCK_BODY;
  void dismiss() noexcept MOCK_BODY;
};
template <class F> mock_scope_guard<std::decay_t<F>> makeGuard(F &&Callable) MOCK_BODY;

//===- Futures ------------------------------------------------------------===//

template <class T> class Future;
template <class T> class SemiFuture;
class Timekeeper;
template <class> struct mock_unwrap;
template <class T> struct mock_unwrap {
  typedef lift_unit_t<T> type;
};
template <class T> struct mock_unwrap<Future<T>> {
  typedef T type;
};
template <class T> struct mock_unwrap<SemiFuture<T>> {
  typedef T type;
};
template <class F, class... As>
using mock_result = typename mock_unwrap<std::decay_t<std::invoke_result_t<F, As...>>>::type;

template <class T> class SemiFuture {
public:
  typedef T value_type;
  typedef T mock_awaited;
  SemiFuture(SemiFuture &&) noexcept MOCK_BODY;
  SemiFuture(Future<T> &&) noexcept MOCK_BODY;
  SemiFuture &operator=(SemiFuture &&) noexcept MOCK_BODY;
  ~SemiFuture() MOCK_BODY;
  bool valid() const noexcept MOCK_BODY;
  bool isReady() const MOCK_BODY;
  T &value() & MOCK_BODY;
  void cancel() MOCK_BODY;
  T get() && MOCK_BODY;
  T get(HighResDuration Time) && MOCK_BODY;
  Try<T> getTry() && MOCK_BODY;
  Try<T> getTry(HighResDuration Time) && MOCK_BODY;
  SemiFuture &wait() & MOCK_BODY;
  SemiFuture &&wait() && MOCK_BODY;
  bool wait(HighResDuration Time) && MOCK_BODY;
  Future<T> via(ExecutorKeepAlive<> Where) && MOCK_BODY;
  template <class F> SemiFuture<mock_result<F, Try<T>>> defer(F &&Callable) && MOCK_BODY;
  template <class F> SemiFuture<mock_result<F, T>> deferValue(F &&Callable) && MOCK_BODY;
  template <class F> SemiFuture deferError(F &&Callable) && MOCK_BODY;
  template <class F> SemiFuture deferEnsure(F &&Callable) && MOCK_BODY;
  SemiFuture<Unit> unit() && MOCK_BODY;
  SemiFuture within(HighResDuration Time, Timekeeper *Keeper = nullptr) && MOCK_BODY;
  SemiFuture delayed(HighResDuration Time, Timekeeper *Keeper = nullptr) && MOCK_BODY;
  Future<T> toUnsafeFuture() && MOCK_BODY;
};
template <class T> class Future {
public:
  typedef T value_type;
  typedef T mock_awaited;
  Future(Future &&) noexcept MOCK_BODY;
  Future &operator=(Future &&) noexcept MOCK_BODY;
  ~Future() MOCK_BODY;
  bool valid() const noexcept MOCK_BODY;
  bool isReady() const MOCK_BODY;
  T &value() & MOCK_BODY;
  void cancel() MOCK_BODY;
  T get() && MOCK_BODY;
  T get(HighResDuration Time) && MOCK_BODY;
  Try<T> getTry() && MOCK_BODY;
  Try<T> getTry(HighResDuration Time) && MOCK_BODY;
  T getVia(DrivableExecutor *Where) && MOCK_BODY;
  Try<T> getTryVia(DrivableExecutor *Where) && MOCK_BODY;
  Future &wait() & MOCK_BODY;
  Future &&wait() && MOCK_BODY;
  Future &wait(HighResDuration Time) & MOCK_BODY;
  Future &waitVia(DrivableExecutor *Where) & MOCK_BODY;
  Future via(ExecutorKeepAlive<> Where) && MOCK_BODY;
  template <class F> Future<mock_result<F, Try<T>>> thenTry(F &&Callable) && MOCK_BODY;
  template <class F> Future<mock_result<F, Try<T>>> thenTryInline(F &&Callable) && MOCK_BODY;
  template <class F> Future<mock_result<F, T>> thenValue(F &&Callable) && MOCK_BODY;
  template <class F> Future<mock_result<F, T>> thenValueInline(F &&Callable) && MOCK_BODY;
  template <class F> Future thenError(F &&Callable) && MOCK_BODY;
  template <class F> Future thenErrorInline(F &&Callable) && MOCK_BODY;
  template <class F> Future ensure(F &&Callable) && MOCK_BODY;
  template <class F> Future ensureInline(F &&Callable) && MOCK_BODY;
  template <class F>
  Future onTimeout(HighResDuration Time, F &&Callable, Timekeeper *Keeper = nullptr) && MOCK_BODY;
  Future<Unit> then() && MOCK_BODY;
  Future<Unit> unit() && MOCK_BODY;
  Future within(HighResDuration Time, Timekeeper *Keeper = nullptr) && MOCK_BODY;
  Future delayed(HighResDuration Time, Timekeeper *Keeper = nullptr) && MOCK_BODY;
  SemiFuture<T> semi() && MOCK_BODY;
};

namespace fibers {
class FiberManager : public Executor {
public:
  template <class F> void addTask(F &&Callable) MOCK_BODY;
  template <class F> Future<mock_result<F>> addTaskFuture(F &&Callable) MOCK_BODY;
  template <class F> void addTaskEager(F &&Callable) MOCK_BODY;
  template <class F> Future<mock_result<F>> addTaskEagerFuture(F &&Callable) MOCK_BODY;
  template <class F> void addTaskRemote(F &&Callable) MOCK_BODY;
  template <class F> Future<mock_result<F>> addTaskRemoteFuture(F &&Callable) MOCK_BODY;
  template <class F, class G> void addTaskFinally(F &&Callable, G &&Finally) MOCK_BODY;
  template <class F, class G> void addTaskFinallyEager(F &&Callable, G &&Finally) MOCK_BODY;
};
class Baton {
public:
  void post() MOCK_BODY;
  void wait() MOCK_BODY;
};
} // namespace fibers
template <class T> class Promise {
public:
  Promise() MOCK_BODY;
  Promise(Promise &&) noexcept MOCK_BODY;
  ~Promise() MOCK_BODY;
  SemiFuture<T> getSemiFuture() MOCK_BODY;
  Future<T> getFuture() MOCK_BODY;
  template <class U> void setValue(U &&Value) MOCK_BODY;
  void setValue() MOCK_BODY;
  void setException(exception_wrapper Error) MOCK_BODY;
  void setTry(Try<T> &&Result) MOCK_BODY;
  bool isFulfilled() const noexcept MOCK_BODY;
  template <class F> void setInterruptHandler(F &&Callable) MOCK_BODY;
  template <class F> void setWith(F &&Callable) MOCK_BODY;
};
template <class F> SemiFuture<mock_result<F>> makeSemiFutureWith(F &&Callable) MOCK_BODY;
template <class F> Future<mock_result<F>> makeFutureWith(F &&Callable) MOCK_BODY;
template <class T> Future<T> makeFuture(T &&Value) MOCK_BODY;
Future<Unit> makeFuture();
SemiFuture<Unit> makeSemiFuture();
Future<Unit> via(ExecutorKeepAlive<> Where);
template <class F> Future<mock_result<F>> via(ExecutorKeepAlive<> Where, F &&Callable) MOCK_BODY;
template <class F> Future<mock_result<F>> async(F &&Callable) MOCK_BODY;
template <class Range> SemiFuture<std::vector<Unit>> collectAll(Range &&Futures) MOCK_BODY;
template <class A, class B, class... Fs>
SemiFuture<std::tuple<Unit, Unit>> collectAll(A &&First, B &&Second, Fs &&...More) MOCK_BODY;
template <class Range> SemiFuture<std::vector<Unit>> collect(Range &&Futures) MOCK_BODY;
template <class A, class B, class... Fs>
SemiFuture<std::tuple<Unit, Unit>> collect(A &&First, B &&Second, Fs &&...More) MOCK_BODY;
template <class Range> SemiFuture<std::pair<size_t, Unit>> collectAny(Range &&Futures) MOCK_BODY;
template <class Range>
SemiFuture<std::pair<size_t, Unit>> collectAnyWithoutException(Range &&Futures) MOCK_BODY;
template <class Range> SemiFuture<std::vector<Unit>> collectN(Range &&Futures, size_t N) MOCK_BODY;
template <class Range, class F>
std::vector<Future<Unit>> window(Range Inputs, F Callable, size_t Count) MOCK_BODY;
namespace futures {
SemiFuture<Unit> sleep(HighResDuration Time, Timekeeper *Keeper = nullptr);
} // namespace futures

//===- Coroutines ---------------------------------------------------------===//

namespace coro {

template <class T = void> class Task;
template <class T = void> class TaskWithExecutor;
struct co_current_executor_t {};
inline constexpr co_current_executor_t co_current_executor{};
struct co_current_cancellation_token_t {};
inline constexpr co_current_cancellation_token_t co_current_cancellation_token{};

namespace detail {
template <class T> struct mock_awaiter {
  bool await_ready() noexcept MOCK_BODY;
  void await_suspend(std::coroutine_handle<>) noexcept MOCK_BODY;
  T await_resume() MOCK_BODY;
};
struct mock_reschedule {
  mock_awaiter<void> operator co_await() const noexcept MOCK_BODY;
};
class TaskPromiseBase {
public:
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
  mock_awaiter<Executor *> await_transform(co_current_executor_t) noexcept;
  mock_awaiter<const CancellationToken &>
  await_transform(co_current_cancellation_token_t) noexcept;
  template <class A> decltype(auto) await_transform(A &&Awaitable) {
    typedef std::remove_cvref_t<A> Type;
    if constexpr (requires { typename Type::mock_awaited; })
      return mock_awaiter<typename Type::mock_awaited>();
    else if constexpr (requires { static_cast<A &&>(Awaitable).operator co_await(); })
      return static_cast<A &&>(Awaitable).operator co_await();
    else
      return static_cast<A &&>(Awaitable);
  }
};
template <class T, class Self> class TaskPromise : public TaskPromiseBase {
public:
  Self get_return_object() noexcept;
  template <class U> void return_value(U &&Value);
};
template <class Self> class TaskPromise<void, Self> : public TaskPromiseBase {
public:
  Self get_return_object() noexcept;
  void return_void() noexcept;
};
template <class T> using await_result = typename std::remove_cvref_t<T>::mock_awaited;
} // namespace detail

namespace folly_cpo__ {
struct mock_co_with_executor {
  template <class T>
  TaskWithExecutor<T> operator()(ExecutorKeepAlive<> Where, Task<T> Work) const MOCK_BODY;
};
inline constexpr mock_co_with_executor co_withExecutor{};
struct mock_co_invoke {
  template <class F, class... As>
  std::invoke_result_t<F, As...> operator()(F &&Callable, As &&...Arguments) const MOCK_BODY;
};
inline constexpr mock_co_invoke co_invoke{};
struct mock_co_with_cancellation {
  template <class A> A operator()(const CancellationToken &Token, A &&Awaitable) const MOCK_BODY;
};
inline constexpr mock_co_with_cancellation co_withCancellation{};
} // namespace folly_cpo__
using namespace folly_cpo__;

template <class T> class [[nodiscard]] TaskWithExecutor {
public:
  typedef T mock_awaited;
  TaskWithExecutor(TaskWithExecutor &&) noexcept;
  ~TaskWithExecutor();
  SemiFuture<lift_unit_t<T>> start() && MOCK_BODY;
  template <class F> void start(F &&Callback, CancellationToken Token = {}) && MOCK_BODY;
  SemiFuture<lift_unit_t<T>> startInlineUnsafe() && MOCK_BODY;
  template <class F>
  void startInlineUnsafe(F &&Callback, CancellationToken Token = {}) && MOCK_BODY;
};
template <class T> class [[nodiscard]] Task {
public:
  typedef detail::TaskPromise<T, Task> promise_type;
  typedef T mock_awaited;
  Task(Task &&) noexcept;
  Task &operator=(Task) noexcept;
  ~Task();
  TaskWithExecutor<T> scheduleOn(ExecutorKeepAlive<> Where) && noexcept;
  SemiFuture<lift_unit_t<T>> semi() && MOCK_BODY;
};
template <class T = void> class [[nodiscard]] now_task {
public:
  typedef detail::TaskPromise<T, now_task> promise_type;
  typedef T mock_awaited;
  now_task(now_task &&) = delete;
  ~now_task();
  Task<T> as_unsafe() && MOCK_BODY;
};
template <class T = void> class [[nodiscard]] now_task_with_executor {
public:
  typedef T mock_awaited;
  ~now_task_with_executor();
};
enum class safe_alias_of_mock { maybe_value, co_cleanup_safe_ref };
template <safe_alias_of_mock Safety, class T = void> class [[nodiscard]] safe_task {
public:
  typedef detail::TaskPromise<T, safe_task> promise_type;
  typedef T mock_awaited;
  safe_task(safe_task &&) noexcept;
  ~safe_task();
};
template <class T = void>
using value_task = safe_task<safe_alias_of_mock::maybe_value, T>;

template <class Reference, class V = std::remove_cvref_t<Reference>>
class [[nodiscard]] AsyncGenerator {
public:
  class promise_type : public detail::TaskPromiseBase {
  public:
    AsyncGenerator get_return_object() noexcept;
    std::suspend_always yield_value(Reference &&Value) noexcept MOCK_BODY;
    void return_void() noexcept;
  };
  AsyncGenerator(AsyncGenerator &&) noexcept;
  ~AsyncGenerator();
  detail::mock_awaiter<Optional<V>> next() noexcept MOCK_BODY;
};

struct mock_blocking_wait {
  template <class A> detail::await_result<A> operator()(A &&Awaitable) const MOCK_BODY;
  template <class A>
  detail::await_result<A> operator()(A &&Awaitable, DrivableExecutor *Where) const MOCK_BODY;
};
inline constexpr mock_blocking_wait blocking_wait{};
static constexpr const mock_blocking_wait &blockingWait = blocking_wait;

inline constexpr detail::mock_reschedule co_reschedule_on_current_executor{};
template <class A>
detail::mock_awaiter<Try<detail::await_result<A>>> co_awaitTry(A &&Awaitable) MOCK_BODY;
template <class A> A co_nothrow(A &&Awaitable) MOCK_BODY;

Task<void> sleep(HighResDuration Time, Timekeeper *Keeper = nullptr);
Task<void> sleepReturnEarlyOnCancel(HighResDuration Time, Timekeeper *Keeper = nullptr);
template <class A>
Task<detail::await_result<A>> timeout(A Awaitable, HighResDuration Time,
                                      Timekeeper *Keeper = nullptr) MOCK_BODY;
template <class A>
Task<detail::await_result<A>> timeoutNoDiscard(A Awaitable, HighResDuration Time) MOCK_BODY;
template <class A>
Task<Optional<detail::await_result<A>>> timed_wait(A Awaitable, HighResDuration Time) MOCK_BODY;
template <class A> Task<detail::await_result<A>> detachOnCancel(A Awaitable) MOCK_BODY;
struct mock_to_task {
  template <class A> Task<detail::await_result<A>> operator()(A Awaitable) const MOCK_BODY;
};
inline constexpr mock_to_task toTask{};
template <class T> Task<T> toTaskInterruptOnCancel(Future<T> Work) MOCK_BODY;
template <class T> SemiFuture<lift_unit_t<T>> toSemiFuture(Task<T> Work) MOCK_BODY;

template <class... As> Task<std::tuple<lift_unit_t<detail::await_result<As>>...>>
collectAll(As... Awaitables) MOCK_BODY;
template <class... As> Task<std::tuple<Try<detail::await_result<As>>...>>
collectAllTry(As... Awaitables) MOCK_BODY;
template <class Range> Task<void> collectAllRange(Range Awaitables) MOCK_BODY;
template <class Range> Task<void> collectAllTryRange(Range Awaitables) MOCK_BODY;
template <class Range> Task<void> collectAllWindowed(Range Awaitables, size_t Most) MOCK_BODY;
template <class Range> Task<void> collectAllTryWindowed(Range Awaitables, size_t Most) MOCK_BODY;
template <class A, class... As>
Task<std::pair<size_t, Try<detail::await_result<A>>>> collectAny(A &&First,
                                                                 As &&...More) MOCK_BODY;
template <class A, class... As>
Task<std::pair<size_t, Try<detail::await_result<A>>>>
collectAnyWithoutException(A &&First, As &&...More) MOCK_BODY;
template <class A, class... As> Task<void> collectAnyNoDiscard(A &&First, As &&...More) MOCK_BODY;
template <class Range> Task<void> collectAnyRange(Range Awaitables) MOCK_BODY;
template <class Range> Task<void> collectAnyWithoutExceptionRange(Range Awaitables) MOCK_BODY;
template <class Range> Task<void> collectAnyNoDiscardRange(Range Awaitables) MOCK_BODY;
template <class F, class D> std::invoke_result_t<F &> retryWhen(F Callable, D Delay) MOCK_BODY;
template <class F> std::invoke_result_t<F &> retryN(unsigned Most, F &&Callable) MOCK_BODY;
template <class F>
std::invoke_result_t<F &> retryWithExponentialBackoff(unsigned Most, HighResDuration Min,
                                                      HighResDuration Max, double Jitter,
                                                      F &&Callable) MOCK_BODY;

class AsyncScope {
public:
  AsyncScope() noexcept;
  ~AsyncScope();
  template <class A> void add(A &&Awaitable, void *ReturnAddress = nullptr) MOCK_BODY;
  Task<void> joinAsync() noexcept;
  SemiFuture<Unit> cleanup() noexcept;
};
class CancellableAsyncScope {
public:
  CancellableAsyncScope() noexcept;
  explicit CancellableAsyncScope(CancellationToken &&Token);
  template <class A> void add(A &&Awaitable) MOCK_BODY;
  Task<void> co_schedule(Task<void> &&Work);
  void requestCancellation() const noexcept;
  Task<void> cancelAndJoinAsync() noexcept;
  Task<void> joinAsync() noexcept;
};

class Baton {
public:
  explicit Baton(bool Signalled = false) noexcept;
  bool ready() const noexcept;
  detail::mock_awaiter<void> operator co_await() const noexcept;
  void post() noexcept;
  void reset() noexcept;
};
class Mutex {
  template <class T> class LockOperation;

public:
  Mutex() noexcept;
  bool try_lock() noexcept;
  [[nodiscard]] LockOperation<std::unique_lock<Mutex>> co_scoped_lock() noexcept;
  [[nodiscard]] LockOperation<void> co_lock() noexcept;
  void unlock() noexcept;
};
template <class T> class Mutex::LockOperation {
public:
  typedef T mock_awaited;
};
namespace detail {
template <class M> class LockBase {
public:
  LockBase() noexcept MOCK_BODY;
  LockBase(M &Mutex, std::defer_lock_t) noexcept MOCK_BODY;
  LockBase(M &Mutex, std::adopt_lock_t) noexcept MOCK_BODY;
  LockBase(M &Mutex, std::try_to_lock_t) MOCK_BODY;
  LockBase(LockBase &&Other) noexcept MOCK_BODY;
  LockBase &operator=(LockBase &&Other) noexcept MOCK_BODY;
  ~LockBase() MOCK_BODY;
  M *release() noexcept MOCK_BODY;
  bool owns_lock() const noexcept MOCK_BODY;
  explicit operator bool() const noexcept MOCK_BODY;
  bool try_lock() MOCK_BODY;
  void unlock() MOCK_BODY;
};
} // namespace detail
template <class M> class [[nodiscard]] SharedLock : public detail::LockBase<M> {
public:
  using detail::LockBase<M>::LockBase;
};
template <class M> class [[nodiscard]] UpgradeLock : public detail::LockBase<M> {
public:
  using detail::LockBase<M>::LockBase;
};
class SharedMutexFair {
  template <class T> class LockOperation;

public:
  SharedMutexFair() noexcept;
  bool try_lock() noexcept;
  bool try_lock_shared() noexcept;
  [[nodiscard]] LockOperation<void> co_lock() noexcept;
  [[nodiscard]] LockOperation<std::unique_lock<SharedMutexFair>> co_scoped_lock() noexcept;
  [[nodiscard]] LockOperation<void> co_lock_shared() noexcept;
  [[nodiscard]] LockOperation<SharedLock<SharedMutexFair>> co_scoped_lock_shared() noexcept;
  void unlock() noexcept;
  void unlock_shared() noexcept;
};
template <class T> class SharedMutexFair::LockOperation {
public:
  typedef T mock_awaited;
};
typedef SharedMutexFair SharedMutex;

template <class T, bool SingleProducer = false, bool SingleConsumer = false>
class UnboundedQueue {
public:
  template <class U = T> void enqueue(U &&Value) MOCK_BODY;
  Task<T> dequeue() MOCK_BODY;
  template <class D> Task<T> co_try_dequeue_for(D Time) MOCK_BODY;
  Optional<T> try_dequeue() MOCK_BODY;
};
template <class T, bool SingleProducer = false, bool SingleConsumer = false> class BoundedQueue {
public:
  explicit BoundedQueue(unsigned Capacity) MOCK_BODY;
  template <class U = T> Task<void> enqueue(U &&Value) MOCK_BODY;
  template <class U = T> bool try_enqueue(U &&Value) MOCK_BODY;
  Task<T> dequeue() MOCK_BODY;
  template <class D> Task<T> co_try_dequeue_for(D Time) MOCK_BODY;
  std::optional<T> try_dequeue() MOCK_BODY;
};
template <class T, bool SingleProducer = false, bool SingleConsumer = false>
class SmallUnboundedQueue {
public:
  template <class U = T> void enqueue(U &&Value) MOCK_BODY;
  Task<T> dequeue() MOCK_BODY;
};
template <class T> class AsyncPipe {
public:
  static std::pair<AsyncGenerator<T &&>, AsyncPipe> create() MOCK_BODY;
  template <class U = T> bool write(U &&Value) MOCK_BODY;
};
template <class T> class BoundedAsyncPipe {
public:
  static std::pair<AsyncGenerator<T &&>, BoundedAsyncPipe> create(size_t Tokens) MOCK_BODY;
  template <class U = T> Task<bool> write(U &&Value) MOCK_BODY;
  template <class U = T> bool try_write(U &&Value) MOCK_BODY;
};
template <class T> class Future {
public:
  typedef T mock_awaited;
  Future() MOCK_BODY;
  Future(Future &&) noexcept MOCK_BODY;
  detail::mock_awaiter<T> operator co_await() && noexcept MOCK_BODY;
  bool isReady() const noexcept MOCK_BODY;
};

} // namespace coro

//===- Processes, files ---------------------------------------------------===//

class ProcessReturnCode {
public:
  int exitStatus() const;
};
class Subprocess {
public:
  explicit Subprocess(const std::vector<std::string> &Arguments);
  ~Subprocess();
  ProcessReturnCode poll();
  ProcessReturnCode wait();
  void waitChecked();
  ProcessReturnCode waitTimeout(std::chrono::milliseconds Time);
  ProcessReturnCode waitOrTerminateOrKill(std::chrono::milliseconds Time,
                                          std::chrono::milliseconds Then);
  ProcessReturnCode terminateOrKill(std::chrono::milliseconds Time);
  std::pair<std::string, std::string> communicate(std::string_view Input = {});
};
template <class C> bool readFile(const char *Name, C &To) MOCK_BODY;
template <class C> bool writeFile(const C &Data, const char *Name) MOCK_BODY;
int writeFileAtomicNoThrow(std::string_view Name, std::string_view Data);
void writeFileAtomic(std::string_view Name, std::string_view Data);

} // namespace folly

#endif
#endif
