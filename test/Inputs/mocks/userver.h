//===- userver.h - mock of userver --------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_USERVER_H
#define ASYNC_TIDY_MOCKS_USERVER_H

#include "gtest.h"
#include "std.h"

#if __cplusplus >= 201703L

namespace userver {

//===- Tasks --------------------------------------------------------------===//

namespace engine {
class TaskProcessor;
class Deadline {
public:
  template <class R, class P>
  static Deadline FromDuration(std::chrono::duration<R, P> Duration) MOCK_BODY;
};
enum class FutureStatus { kReady, kTimeout, kCancelled };

class [[nodiscard]] TaskBase {
public:
  bool IsValid() const;
  bool IsFinished() const;
  void Wait() const noexcept(false);
  template <class R, class P>
  void WaitFor(const std::chrono::duration<R, P> &Duration) const MOCK_BODY;
  void WaitUntil(Deadline Until) const;
  void RequestCancel();
  void SyncCancel() noexcept;
  void BlockingWait() const;

protected:
  TaskBase();
  TaskBase(TaskBase &&Other) noexcept;
  ~TaskBase();
};
class [[nodiscard]] Task : public TaskBase {
public:
  Task();
  Task(Task &&Other) noexcept;
  Task &operator=(Task &&Other) noexcept;
  ~Task();
  void Detach() &&;
};
template <class T> class [[nodiscard]] TaskWithResult : public Task {
public:
  TaskWithResult() = default;
  TaskWithResult(TaskWithResult &&Other) noexcept = default;
  TaskWithResult &operator=(TaskWithResult &&Other) noexcept = default;
  T Get() noexcept(false) MOCK_BODY;
};
class [[nodiscard]] SharedTask : public TaskBase {
public:
  SharedTask();
  SharedTask(const SharedTask &Other) noexcept;
  ~SharedTask();
};
template <class T> class [[nodiscard]] SharedTaskWithResult : public SharedTask {
public:
  const T &Get() const noexcept(false) MOCK_BODY;
};
template <class> class Promise;
template <class T> class Future {
public:
  Future() MOCK_BODY;
  Future(Future &&Other) noexcept MOCK_BODY;
  Future &operator=(Future &&Other) noexcept MOCK_BODY;
  ~Future() MOCK_BODY;
  T get() MOCK_BODY;
  [[nodiscard]] FutureStatus wait() const MOCK_BODY;
  template <class R, class P>
  FutureStatus wait_for(std::chrono::duration<R, P> Timeout) const MOCK_BODY;
  FutureStatus wait_until(Deadline Until) const MOCK_BODY;
};

template <class F, class... As> using MockResult = std::invoke_result_t<F, As...>;
template <class F, class... As>
[[nodiscard]] TaskWithResult<MockResult<F, As...>> AsyncNoSpan(F &&Run,
                                                               As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] TaskWithResult<MockResult<F, As...>> AsyncNoSpan(TaskProcessor &On, F &&Run,
                                                               As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] TaskWithResult<MockResult<F, As...>> CriticalAsyncNoSpan(F &&Run,
                                                                       As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] SharedTaskWithResult<MockResult<F, As...>>
SharedAsyncNoSpan(F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] SharedTaskWithResult<MockResult<F, As...>>
SharedCriticalAsyncNoSpan(F &&Run, As &&...Arguments) MOCK_BODY;
void RunStandalone(std::function<void()> Payload);
void RunStandalone(size_t Threads, std::function<void()> Payload);

template <class... Ts> auto GetAll(Ts &...Tasks) MOCK_BODY;
template <class... Ts> void WaitAllChecked(Ts &...Tasks) MOCK_BODY;
template <class R, class P, class... Ts>
[[nodiscard]] FutureStatus WaitAllCheckedFor(std::chrono::duration<R, P> Duration,
                                             Ts &...Tasks) MOCK_BODY;
template <class... Ts>
[[nodiscard]] FutureStatus WaitAllCheckedUntil(Deadline Until, Ts &...Tasks) MOCK_BODY;
template <class... Ts> std::optional<size_t> WaitAny(Ts &...Tasks) MOCK_BODY;
template <class R, class P, class... Ts>
std::optional<size_t> WaitAnyFor(std::chrono::duration<R, P> Duration, Ts &...Tasks) MOCK_BODY;
template <class... Ts> std::optional<size_t> WaitAnyUntil(Deadline Until, Ts &...Tasks) MOCK_BODY;

void Yield();
template <class R, class P> void SleepFor(const std::chrono::duration<R, P> &Duration) MOCK_BODY;
template <class R, class P>
void InterruptibleSleepFor(const std::chrono::duration<R, P> &Duration) MOCK_BODY;

//===- Cancellation -------------------------------------------------------===//

class WaitInterruptedException : public std::runtime_error {};
class TaskCancelledException : public std::runtime_error {};
class SemaphoreLockCancelledError : public std::runtime_error {};
class TaskCancellationToken {
public:
  explicit TaskCancellationToken(Task &Of);
  void RequestCancel();
};
namespace io {
class IoCancelled : public std::runtime_error {};
} // namespace io
namespace current_task {
bool ShouldCancel() noexcept;
void CancellationPoint();
TaskProcessor &GetTaskProcessor();
} // namespace current_task

//===- Locks --------------------------------------------------------------===//

class Mutex {
public:
  Mutex();
  Mutex(const Mutex &) = delete;
  void lock();
  void unlock();
  [[nodiscard]] bool try_lock() noexcept;
};
class SharedMutex {
public:
  SharedMutex();
  SharedMutex(const SharedMutex &) = delete;
  void lock();
  void unlock();
  [[nodiscard]] bool try_lock();
  void lock_shared();
  void unlock_shared();
};
class SingleWaitingTaskMutex {
public:
  SingleWaitingTaskMutex();
  SingleWaitingTaskMutex(const SingleWaitingTaskMutex &) = delete;
  void lock();
  void unlock();
};
class Semaphore {
public:
  explicit Semaphore(size_t Capacity);
  void lock_shared();
  void unlock_shared();
};
class CancellableSemaphore {
public:
  explicit CancellableSemaphore(size_t Capacity);
  void lock_shared();
  void unlock_shared();
};
enum class CvStatus { kNoTimeout, kTimeout, kCancelled };
class ConditionVariable {
public:
  [[nodiscard]] CvStatus Wait(std::unique_lock<Mutex> &Lock);
  template <class F>
  [[nodiscard]] bool Wait(std::unique_lock<Mutex> &Lock, F &&Predicate) MOCK_BODY;
  template <class R, class P>
  [[nodiscard]] CvStatus WaitFor(std::unique_lock<Mutex> &Lock,
                                 std::chrono::duration<R, P> Time) MOCK_BODY;
  [[nodiscard]] CvStatus WaitUntil(std::unique_lock<Mutex> &Lock, Deadline Until);
  void NotifyOne();
  void NotifyAll();
};
} // namespace engine

//===- Starting tasks -----------------------------------------------------===//

namespace utils {
template <class F, class... As>
[[nodiscard]] engine::TaskWithResult<engine::MockResult<F, As...>>
Async(std::string Name, F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] engine::TaskWithResult<engine::MockResult<F, As...>>
Async(engine::TaskProcessor &On, std::string Name, F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] engine::TaskWithResult<engine::MockResult<F, As...>>
CriticalAsync(std::string Name, F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] engine::SharedTaskWithResult<engine::MockResult<F, As...>>
SharedAsync(std::string Name, F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] engine::SharedTaskWithResult<engine::MockResult<F, As...>>
SharedCriticalAsync(std::string Name, F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] engine::TaskWithResult<engine::MockResult<F, As...>>
AsyncBackground(std::string Name, engine::TaskProcessor &On, F &&Run, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
[[nodiscard]] engine::TaskWithResult<engine::MockResult<F, As...>>
CriticalAsyncBackground(std::string Name, engine::TaskProcessor &On, F &&Run,
                        As &&...Arguments) MOCK_BODY;

class PeriodicTask {
public:
  struct Settings {
    explicit Settings(std::chrono::milliseconds Period);
  };
  PeriodicTask();
  PeriodicTask(std::string Name, Settings With, std::function<void()> Callback);
  void Start(std::string Name, Settings With, std::function<void()> Callback);
  void Stop() noexcept;
};
} // namespace utils

//===- Scopes, queues -----------------------------------------------------===//

namespace concurrent {
class BackgroundTaskStorageCore {
public:
  BackgroundTaskStorageCore();
  ~BackgroundTaskStorageCore();
  void CancelAndWait() noexcept;
  void CloseAndWaitDebug() noexcept;
  void Detach(engine::Task &&Task);
};
class BackgroundTaskStorage {
public:
  BackgroundTaskStorage();
  void CancelAndWait() noexcept;
  void CloseAndWaitDebug() noexcept;
  template <class... As> void AsyncDetach(std::string Name, As &&...Arguments) MOCK_BODY;
  template <class... As> void CriticalAsyncDetach(std::string Name, As &&...Arguments) MOCK_BODY;
};
class FunctionId {};
class AsyncEventSubscriberScope {
public:
  ~AsyncEventSubscriberScope();
};
template <class... As> class AsyncEventSource {
public:
  AsyncEventSubscriberScope AddListener(FunctionId Id, std::string_view Name,
                                        std::function<void(As...)> &&Run) MOCK_BODY;
};
template <class T, class Policy> class GenericQueue {
public:
  static std::shared_ptr<GenericQueue> Create(size_t MaxSize = 0) MOCK_BODY;

private:
  bool Push(T &&Value, engine::Deadline Until) MOCK_BODY;
  bool PushNoblock(T &&Value) MOCK_BODY;
  bool Pop(T &Value, engine::Deadline Until) MOCK_BODY;
  bool PopNoblock(T &Value) MOCK_BODY;
};
template <class T> class MpscQueue {
public:
  static std::shared_ptr<MpscQueue> Create(size_t MaxSize = 0) MOCK_BODY;

private:
  bool Push(T &&Value, engine::Deadline Until) MOCK_BODY;
  bool PushNoblock(T &&Value) MOCK_BODY;
  bool Pop(T &Value, engine::Deadline Until) MOCK_BODY;
  bool PopNoblock(T &Value) MOCK_BODY;
};
} // namespace concurrent

//===- Files --------------------------------------------------------------===//

namespace fs {
std::string ReadFileContents(engine::TaskProcessor &On, const std::string &Path);
namespace blocking {
std::string ReadFileContents(const std::string &Path);
void CreateDirectories(std::string_view Path);
void RewriteFileContents(const std::string &Path, std::string_view Contents);
void RewriteFileContentsFSync(const std::string &Path, std::string_view Contents);
void RewriteFileContentsAtomically(const std::string &Path, std::string_view Contents);
void SyncDirectoryContents(const std::string &Path);
void Rename(const std::string &From, const std::string &To);
bool RemoveSingleFile(const std::string &Path);
} // namespace blocking
} // namespace fs

} // namespace userver

#endif

#define UTEST(Suite, Name) TEST(Suite, Name)
#define UTEST_DEATH(Suite, Name) TEST(Suite, Name)
#define UTEST_MT(Suite, Name, Threads) TEST(Suite, Name)
#define UTEST_F(Suite, Name) TEST_F(Suite, Name)
#define UTEST_F_DEATH(Suite, Name) TEST_F(Suite, Name)
#define UTEST_F_MT(Suite, Name, Threads) TEST_F(Suite, Name)
#define UTEST_P(Suite, Name) TEST_P(Suite, Name)
#define UTEST_P_MT(Suite, Name, Threads) TEST_P(Suite, Name)
#define TYPED_UTEST(Suite, Name) TYPED_TEST(Suite, Name)
#define TYPED_UTEST_MT(Suite, Name, Threads) TYPED_TEST(Suite, Name)
#define TYPED_UTEST_P(Suite, Name) TYPED_TEST_P(Suite, Name)
#define TYPED_UTEST_P_MT(Suite, Name, Threads) TYPED_TEST_P(Suite, Name)

#endif
