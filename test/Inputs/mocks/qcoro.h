//===- qcoro.h - mock of QCoro ------------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_QCORO_H
#define ASYNC_TIDY_MOCKS_QCORO_H

#include "qt.h"

#if __cplusplus >= 202002L

namespace QCoro {

template <class T = void> class Task;
template <class T = void> class LazyTask;

namespace detail {
template <class T> struct mock_awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};
/// What a type of Qt is awaited by.
template <class T> struct awaiter_type {};
template <class T> struct awaiter_type<QFuture<T>> {
  typedef mock_awaiter<T> type;
};
template <> struct awaiter_type<QTimer> {
  typedef mock_awaiter<void> type;
};
template <> struct awaiter_type<QNetworkReply *> {
  typedef mock_awaiter<QNetworkReply *> type;
};
struct TaskFinalSuspend {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Finished) noexcept;
  void await_resume() const noexcept;
};
struct TaskPromiseBase {
  std::suspend_never initial_suspend() const noexcept { return {}; }
  TaskFinalSuspend final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept;
  template <class T>
  typename awaiter_type<std::remove_cvref_t<T>>::type await_transform(T &&Value) MOCK_BODY;
  template <class T>
    requires requires(T X) { X.operator co_await(); }
  T &&await_transform(T &&Awaitable) MOCK_BODY;
  template <class T>
    requires requires(T X) { X.await_ready(); }
  T &&await_transform(T &&Awaitable) MOCK_BODY;
};
template <class T> struct TaskPromise : TaskPromiseBase {
  Task<T> get_return_object() noexcept;
  template <class U> void return_value(U &&Value);
};
template <> struct TaskPromise<void> : TaskPromiseBase {
  Task<void> get_return_object() noexcept;
  void return_void() noexcept;
};
template <class T> struct LazyTaskPromise : TaskPromiseBase {
  LazyTask<T> get_return_object() noexcept;
  std::suspend_always initial_suspend() const noexcept { return {}; }
  template <class U> void return_value(U &&Value);
};
template <> struct LazyTaskPromise<void> : TaskPromiseBase {
  LazyTask<void> get_return_object() noexcept;
  std::suspend_always initial_suspend() const noexcept { return {}; }
  void return_void() noexcept;
};
/// Since 0.11 the tasks have what they have in common from here.
template <class T, template <class> class Impl, class Promise> class TaskBase {
public:
  mock_awaiter<T> operator co_await() const noexcept MOCK_BODY;
  bool isReady() const MOCK_BODY;
  template <class F> Impl<void> then(F &&Callback) MOCK_BODY;
  template <class F, class E> Impl<void> then(F &&Callback, E &&OnError) MOCK_BODY;
};
} // namespace detail

template <class T> class Task {
public:
  typedef detail::TaskPromise<T> promise_type;
  Task(Task &&Other) noexcept;
  Task &operator=(Task &&Other) noexcept;
  ~Task();
  bool isReady() const MOCK_BODY;
  detail::mock_awaiter<T> operator co_await() const noexcept MOCK_BODY;
  template <class F> Task<> then(F &&Callback) MOCK_BODY;
  template <class F, class E> Task<> then(F &&Callback, E &&OnError) MOCK_BODY;
};
template <class T>
class LazyTask : public detail::TaskBase<T, LazyTask, detail::LazyTaskPromise<T>> {
public:
  typedef detail::LazyTaskPromise<T> promise_type;
  LazyTask(LazyTask &&Other) noexcept;
  ~LazyTask();
};

template <class T> T waitFor(Task<T> &Running) MOCK_BODY;
template <class T> T waitFor(Task<T> &&Running) MOCK_BODY;
template <class T, class C, class F> void connect(Task<T> &&Running, C *Context, F Slot) MOCK_BODY;
template <class R, class P> Task<> sleepFor(const std::chrono::duration<R, P> &Time) MOCK_BODY;
template <class C, class D> Task<> sleepUntil(const std::chrono::time_point<C, D> &Time) MOCK_BODY;

template <class T> class Generator {
public:
  struct promise_type {
    Generator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &Value) noexcept;
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  Generator(Generator &&Other) noexcept;
  ~Generator();
  T *begin();
  T *end();
};
template <class T> class [[nodiscard]] AsyncGenerator {
public:
  struct promise_type {
    AsyncGenerator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &Value) noexcept;
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  struct iterator {
    T &operator*() const;
    detail::mock_awaiter<iterator &> operator++() noexcept;
    bool operator!=(const iterator &Other) const;
  };
  AsyncGenerator(AsyncGenerator &&Other) noexcept;
  ~AsyncGenerator();
  detail::mock_awaiter<iterator> begin() noexcept;
  iterator end() noexcept;
};

namespace detail {
struct QCoroIODevice {
  Task<QByteArray> readAll();
  Task<QByteArray> readLine();
  Task<bool> waitForReadyRead(int Milliseconds);
  Task<std::optional<qint64>> waitForBytesWritten(int Milliseconds);
};
struct QCoroProcess : QCoroIODevice {
  Task<bool> start(const QString &Program, const QStringList &Arguments);
  Task<bool> waitForStarted(int Milliseconds = 30000);
  Task<bool> waitForFinished(int Milliseconds = 30000);
};
struct QCoroSocket : QCoroIODevice {
  Task<bool> waitForConnected(int Milliseconds = 30000);
  Task<bool> waitForDisconnected(int Milliseconds = 30000);
};
struct QCoroTcpServer {
  Task<QTcpSocket *> waitForNewConnection(int Milliseconds = 30000);
};
struct QCoroThread {
  Task<bool> waitForStarted();
  Task<bool> waitForFinished();
};
struct QCoroTimer {
  Task<> waitForTimeout() const;
};
template <class T> struct QCoroFuture {
  Task<T> waitForFinished() MOCK_BODY;
};
} // namespace detail

} // namespace QCoro

QCoro::detail::QCoroIODevice qCoro(QIODevice &Device) noexcept;
QCoro::detail::QCoroIODevice qCoro(QIODevice *Device) noexcept;
QCoro::detail::QCoroProcess qCoro(QProcess &Process) noexcept;
QCoro::detail::QCoroProcess qCoro(QProcess *Process) noexcept;
QCoro::detail::QCoroSocket qCoro(QAbstractSocket &Socket) noexcept;
QCoro::detail::QCoroSocket qCoro(QAbstractSocket *Socket) noexcept;
QCoro::detail::QCoroSocket qCoro(QLocalSocket &Socket) noexcept;
QCoro::detail::QCoroSocket qCoro(QLocalSocket *Socket) noexcept;
QCoro::detail::QCoroTcpServer qCoro(QTcpServer &Server) noexcept;
QCoro::detail::QCoroTcpServer qCoro(QTcpServer *Server) noexcept;
QCoro::detail::QCoroThread qCoro(QThread &Thread);
QCoro::detail::QCoroThread qCoro(QThread *Thread);
QCoro::detail::QCoroTimer qCoro(QTimer &Timer) noexcept;
QCoro::detail::QCoroTimer qCoro(QTimer *Timer) noexcept;
template <class T> QCoro::detail::QCoroFuture<T> qCoro(const QFuture<T> &Future) noexcept MOCK_BODY;
template <class T, class S> QCoro::Task<> qCoro(T *Sender, S Signal) MOCK_BODY;

#endif
#endif
