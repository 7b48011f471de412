//===- abseil.h - mock of Abseil ----------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_ABSEIL_H
#define ASYNC_TIDY_MOCKS_ABSEIL_H

#include "std.h"

namespace absl {
inline namespace lts_20220623 {

class Duration {};
class Time {};
Duration Seconds(int Count);
Duration Milliseconds(int Count);
Duration ZeroDuration();
Time Now();
void SleepFor(Duration Time);
std::chrono::nanoseconds ToChronoNanoseconds(Duration Time);

class once_flag {};
template <class F, class... As>
void call_once(once_flag &Flag, F &&Callable, As &&...Arguments) MOCK_BODY;

class Condition {
public:
  explicit Condition(const bool *Flag);
  template <class T> Condition(bool (*Function)(T *), T *Argument) MOCK_BODY;
};

class __attribute__((capability("mutex"))) Mutex {
public:
  Mutex();
  ~Mutex();
  void Lock() __attribute__((exclusive_lock_function()));
  void Unlock() __attribute__((unlock_function()));
  bool TryLock() __attribute__((exclusive_trylock_function(true)));
  void ReaderLock() __attribute__((shared_lock_function()));
  void ReaderUnlock() __attribute__((unlock_function()));
  bool ReaderTryLock() __attribute__((shared_trylock_function(true)));
  void WriterLock() __attribute__((exclusive_lock_function()));
  void WriterUnlock() __attribute__((unlock_function()));
  bool WriterTryLock() __attribute__((exclusive_trylock_function(true)));
  void Await(const Condition &Until);
  bool AwaitWithTimeout(const Condition &Until, Duration Time);
  bool AwaitWithDeadline(const Condition &Until, Time Deadline);
  void LockWhen(const Condition &Until) __attribute__((exclusive_lock_function()));
  bool LockWhenWithTimeout(const Condition &Until, Duration Time);
  bool LockWhenWithDeadline(const Condition &Until, Time Deadline);
  void ReaderLockWhen(const Condition &Until) __attribute__((shared_lock_function()));
  bool ReaderLockWhenWithTimeout(const Condition &Until, Duration Time);
  bool ReaderLockWhenWithDeadline(const Condition &Until, Time Deadline);
  void WriterLockWhen(const Condition &Until) __attribute__((exclusive_lock_function()));
  bool WriterLockWhenWithTimeout(const Condition &Until, Duration Time);
  bool WriterLockWhenWithDeadline(const Condition &Until, Time Deadline);
};
class __attribute__((scoped_lockable)) MutexLock {
public:
  explicit MutexLock(Mutex *Held) __attribute__((exclusive_lock_function(Held)));
  MutexLock(Mutex *Held, const Condition &Until) __attribute__((exclusive_lock_function(Held)));
  MutexLock(const MutexLock &) = delete;
  ~MutexLock() __attribute__((unlock_function()));
};
class __attribute__((scoped_lockable)) ReaderMutexLock {
public:
  explicit ReaderMutexLock(Mutex *Held) __attribute__((shared_lock_function(Held)));
  ReaderMutexLock(const ReaderMutexLock &) = delete;
  ~ReaderMutexLock() __attribute__((unlock_function()));
};
class __attribute__((scoped_lockable)) WriterMutexLock {
public:
  explicit WriterMutexLock(Mutex *Held) __attribute__((exclusive_lock_function(Held)));
  WriterMutexLock(const WriterMutexLock &) = delete;
  ~WriterMutexLock() __attribute__((unlock_function()));
};
class __attribute__((scoped_lockable)) MutexLockMaybe {
public:
  explicit MutexLockMaybe(Mutex *Held) __attribute__((exclusive_lock_function(Held)));
  MutexLockMaybe(const MutexLockMaybe &) = delete;
  ~MutexLockMaybe() __attribute__((unlock_function()));
};
class __attribute__((scoped_lockable)) ReleasableMutexLock {
public:
  explicit ReleasableMutexLock(Mutex *Held) __attribute__((exclusive_lock_function(Held)));
  ReleasableMutexLock(const ReleasableMutexLock &) = delete;
  ~ReleasableMutexLock() __attribute__((unlock_function()));
  void Release() __attribute__((unlock_function()));
};

class CondVar {
public:
  CondVar();
  ~CondVar();
  void Wait(Mutex *Held);
  bool WaitWithTimeout(Mutex *Held, Duration Time);
  bool WaitWithDeadline(Mutex *Held, Time Deadline);
  void Signal();
  void SignalAll();
};
class Notification {
public:
  Notification();
  ~Notification();
  bool HasBeenNotified() const;
  void WaitForNotification() const;
  bool WaitForNotificationWithTimeout(Duration Time) const;
  bool WaitForNotificationWithDeadline(Time Deadline) const;
  void Notify();
};
class BlockingCounter {
public:
  explicit BlockingCounter(int Count);
  bool DecrementCount();
  void Wait();
};
class Barrier {
public:
  explicit Barrier(int Count);
  bool Block();
};

} // namespace lts_20220623
} // namespace absl

#endif
