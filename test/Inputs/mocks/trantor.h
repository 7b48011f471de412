//===- trantor.h - mock of trantor --------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_TRANTOR_H
#define ASYNC_TIDY_MOCKS_TRANTOR_H

#include "std.h"

namespace trantor {

typedef unsigned long TimerId;
typedef std::function<void()> Func;
class Date {
public:
  static Date now();
};

class EventLoop {
public:
  EventLoop();
  ~EventLoop();
  void loop();
  void quit();
  bool isInLoopThread() const;
  static EventLoop *getEventLoopOfCurrentThread();
  template <class F> void runInLoop(F &&Callable) MOCK_BODY;
  void queueInLoop(const Func &Callable);
  void queueInLoop(Func &&Callable);
  TimerId runAt(const Date &Time, const Func &Callable);
  TimerId runAfter(double Delay, const Func &Callable);
  TimerId runAfter(const std::chrono::duration<double> &Delay, const Func &Callable);
  TimerId runEvery(double Interval, const Func &Callable);
  TimerId runEvery(const std::chrono::duration<double> &Interval, const Func &Callable);
  void invalidateTimer(TimerId Id);
  void runOnQuit(const Func &Callable);
};
class EventLoopThread {
public:
  explicit EventLoopThread(const std::string &Name = "EventLoopThread");
  ~EventLoopThread();
  void wait();
  EventLoop *getLoop() const;
  void run();
};
class EventLoopThreadPool {
public:
  explicit EventLoopThreadPool(size_t Threads);
  void start();
  void wait();
  EventLoop *getNextLoop();
};

class TaskQueue {
public:
  virtual ~TaskQueue();
  virtual void runTaskInQueue(const std::function<void()> &Task) = 0;
  virtual void runTaskInQueue(std::function<void()> &&Task) = 0;
  void syncTaskInQueue(const std::function<void()> &Task);
};
class ConcurrentTaskQueue : public TaskQueue {
public:
  ConcurrentTaskQueue(size_t Threads, const std::string &Name);
  ~ConcurrentTaskQueue();
  void runTaskInQueue(const std::function<void()> &Task) override;
  void runTaskInQueue(std::function<void()> &&Task) override;
  void stop();
};
class SerialTaskQueue : public TaskQueue {
public:
  explicit SerialTaskQueue(const std::string &Name);
  ~SerialTaskQueue();
  void runTaskInQueue(const std::function<void()> &Task) override;
  void runTaskInQueue(std::function<void()> &&Task) override;
  void waitAllTasksFinished();
  void stop();
};

} // namespace trantor

#endif
