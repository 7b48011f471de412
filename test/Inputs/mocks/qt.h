//===- qt.h - mock of Qt ------------------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_QT_H
#define ASYNC_TIDY_MOCKS_QT_H

#include "std.h"

#define Q_OBJECT
#define Q_SIGNALS public
#define Q_SLOTS

//===- Values -------------------------------------------------------------===//

typedef unsigned short quint16;
typedef long long qint64;

class QByteArray {
public:
  QByteArray();
  QByteArray(const char *Text);
  QByteArray(const QByteArray &Other);
  QByteArray &operator=(const QByteArray &Other);
  ~QByteArray();
  bool isEmpty() const;
};
class QString {
public:
  QString();
  QString(const char *Text);
  QString(const QString &Other);
  QString &operator=(const QString &Other);
  ~QString();
  bool isEmpty() const;
};
template <class T> class QList {
public:
  QList() MOCK_BODY;
  QList(std::initializer_list<T> Values) MOCK_BODY;
  QList(const QList &Other) MOCK_BODY;
  ~QList() MOCK_BODY;
  void append(const T &Value) MOCK_BODY;
  int size() const MOCK_BODY;
  T *begin() MOCK_BODY;
  T *end() MOCK_BODY;
  const T *begin() const MOCK_BODY;
  const T *end() const MOCK_BODY;
};
typedef QList<QString> QStringList;

namespace Qt {
enum ConnectionType { AutoConnection, DirectConnection, QueuedConnection };
enum TimerType { PreciseTimer, CoarseTimer };
} // namespace Qt

class QDeadlineTimer {
public:
  enum ForeverConstant { Forever };
  QDeadlineTimer(ForeverConstant);
  explicit QDeadlineTimer(qint64 Milliseconds);
};

//===- Objects and the event loop -----------------------------------------===//

class QObject;
struct QMetaObject {
  class Connection {
  public:
    Connection();
    explicit operator bool() const;
  };
  static bool invokeMethod(QObject *Object, const char *Member);
  template <class F>
  static bool invokeMethod(QObject *Context, F Callable,
                           Qt::ConnectionType Type = Qt::AutoConnection) MOCK_BODY;
};

class QThread;
class QObject {
public:
  explicit QObject(QObject *Parent = nullptr);
  virtual ~QObject();
  static QMetaObject::Connection connect(const QObject *Sender, const char *Signal,
                                         const QObject *Receiver, const char *Member,
                                         Qt::ConnectionType Type = Qt::AutoConnection);
  template <class Signal, class F>
  static QMetaObject::Connection connect(const QObject *Sender, Signal Emitted,
                                         F &&Slot) MOCK_BODY;
  template <class Signal, class F>
  static QMetaObject::Connection connect(const QObject *Sender, Signal Emitted,
                                         const QObject *Context, F &&Slot,
                                         Qt::ConnectionType Type = Qt::AutoConnection) MOCK_BODY;
  void moveToThread(QThread *Thread);
  void deleteLater();
};

class QEventLoop : public QObject {
public:
  explicit QEventLoop(QObject *Parent = nullptr);
  int exec();
  void quit();
};
class QCoreApplication : public QObject {
public:
  QCoreApplication(int &Count, char **Arguments);
  static int exec();
  static void quit();
};

class QTimer : public QObject {
public:
  explicit QTimer(QObject *Parent = nullptr);
  template <class D, class F> static void singleShot(D Interval, F Callable) MOCK_BODY;
  template <class D, class F>
  static void singleShot(D Interval, Qt::TimerType Type, F Callable) MOCK_BODY;
  template <class D, class F>
  static void singleShot(D Interval, const QObject *Context, F Callable) MOCK_BODY;
  template <class D, class F>
  static void singleShot(D Interval, Qt::TimerType Type, const QObject *Context,
                         F Callable) MOCK_BODY;
  template <class... As> QMetaObject::Connection callOnTimeout(As &&...Arguments) MOCK_BODY;
  void start(int Milliseconds);
  void stop();
  void timeout();
};

class QSignalBlocker {
public:
  explicit QSignalBlocker(QObject *Object) noexcept;
  explicit QSignalBlocker(QObject &Object) noexcept;
  QSignalBlocker(QSignalBlocker &&Other) noexcept;
  ~QSignalBlocker();
  void reblock() noexcept;
  void unblock() noexcept;
};

template <class T> class QSharedPointer {
public:
  QSharedPointer() noexcept MOCK_BODY;
  explicit QSharedPointer(T *Pointer) MOCK_BODY;
  QSharedPointer(const QSharedPointer &Other) noexcept MOCK_BODY;
  ~QSharedPointer() MOCK_BODY;
  template <class... As> static QSharedPointer create(As &&...Arguments) MOCK_BODY;
  T *operator->() const noexcept MOCK_BODY;
  T &operator*() const MOCK_BODY;
  T *data() const noexcept MOCK_BODY;
  void reset() MOCK_BODY;
};
template <class T> class QScopedPointer {
public:
  explicit QScopedPointer(T *Pointer = nullptr) noexcept MOCK_BODY;
  QScopedPointer(const QScopedPointer &) = delete;
  ~QScopedPointer() MOCK_BODY;
  T *operator->() const noexcept MOCK_BODY;
  T &operator*() const MOCK_BODY;
  T *data() const noexcept MOCK_BODY;
  void reset(T *Pointer = nullptr) noexcept MOCK_BODY;
};

//===- Atomics ------------------------------------------------------------===//

template <class T> class QBasicAtomicInteger {
public:
  T loadRelaxed() const noexcept MOCK_BODY;
  T loadAcquire() const noexcept MOCK_BODY;
  void storeRelaxed(T Value) noexcept MOCK_BODY;
  void storeRelease(T Value) noexcept MOCK_BODY;
  operator T() const noexcept MOCK_BODY;
  T operator=(T Value) noexcept MOCK_BODY;
  bool ref() noexcept MOCK_BODY;
  bool deref() noexcept MOCK_BODY;
  bool testAndSetOrdered(T Expected, T Value) noexcept MOCK_BODY;
  T fetchAndStoreOrdered(T Value) noexcept MOCK_BODY;
  T fetchAndAddOrdered(T Value) noexcept MOCK_BODY;
  T operator++() noexcept MOCK_BODY;
  T operator+=(T Value) noexcept MOCK_BODY;
  T operator-=(T Value) noexcept MOCK_BODY;
  T operator|=(T Value) noexcept MOCK_BODY;
};
template <class T> class QAtomicInteger : public QBasicAtomicInteger<T> {
public:
  constexpr QAtomicInteger(T Value = 0) noexcept {}
  QAtomicInteger(const QAtomicInteger &Other) noexcept MOCK_BODY;
  QAtomicInteger &operator=(const QAtomicInteger &Other) noexcept MOCK_BODY;
};
class QAtomicInt : public QAtomicInteger<int> {
public:
  constexpr QAtomicInt(int Value = 0) noexcept : QAtomicInteger<int>(Value) {}
};
template <class T> class QBasicAtomicPointer {
public:
  T *loadRelaxed() const noexcept MOCK_BODY;
  T *loadAcquire() const noexcept MOCK_BODY;
  void storeRelaxed(T *Value) noexcept MOCK_BODY;
  void storeRelease(T *Value) noexcept MOCK_BODY;
  operator T *() const noexcept MOCK_BODY;
};
template <class T> class QAtomicPointer : public QBasicAtomicPointer<T> {
public:
  constexpr QAtomicPointer(T *Value = nullptr) noexcept {}
  QAtomicPointer(const QAtomicPointer &Other) noexcept MOCK_BODY;
  QAtomicPointer &operator=(const QAtomicPointer &Other) noexcept MOCK_BODY;
};

//===- Locks --------------------------------------------------------------===//

class QBasicMutex {
public:
  constexpr QBasicMutex() = default;
  QBasicMutex(const QBasicMutex &) = delete;
  void lock() noexcept;
  void unlock() noexcept;
  bool tryLock() noexcept;
  bool try_lock() noexcept;
};
class QMutex : public QBasicMutex {
public:
  constexpr QMutex() = default;
  ~QMutex();
  using QBasicMutex::tryLock;
  bool tryLock(int Milliseconds) noexcept;
  bool try_lock() noexcept;
  template <class R, class P>
  bool try_lock_for(std::chrono::duration<R, P> Duration) MOCK_BODY;
  template <class C, class D>
  bool try_lock_until(std::chrono::time_point<C, D> Time) MOCK_BODY;
};
class QRecursiveMutex {
public:
  constexpr QRecursiveMutex() = default;
  QRecursiveMutex(const QRecursiveMutex &) = delete;
  ~QRecursiveMutex();
  void lock() noexcept;
  bool tryLock(int Milliseconds = 0) noexcept;
  bool try_lock() noexcept;
  template <class R, class P>
  bool try_lock_for(std::chrono::duration<R, P> Duration) MOCK_BODY;
  template <class C, class D>
  bool try_lock_until(std::chrono::time_point<C, D> Time) MOCK_BODY;
  void unlock() noexcept;
};
class QReadWriteLock {
public:
  enum RecursionMode { NonRecursive, Recursive };
  explicit QReadWriteLock(RecursionMode Mode = NonRecursive);
  QReadWriteLock(const QReadWriteLock &) = delete;
  ~QReadWriteLock();
  void lockForRead();
  bool tryLockForRead();
  bool tryLockForRead(int Milliseconds);
  void lockForWrite();
  bool tryLockForWrite();
  bool tryLockForWrite(int Milliseconds);
  void unlock();
};
template <class M> class MOCK_NODISCARD QMutexLocker {
public:
  explicit QMutexLocker(M *Mutex) noexcept MOCK_BODY;
  QMutexLocker(QMutexLocker &&Other) noexcept MOCK_BODY;
  ~QMutexLocker() MOCK_BODY;
  bool isLocked() const noexcept MOCK_BODY;
  void unlock() noexcept MOCK_BODY;
  void relock() noexcept MOCK_BODY;
};
class QReadLocker {
public:
  QReadLocker(QReadWriteLock *Lock);
  QReadLocker(const QReadLocker &) = delete;
  ~QReadLocker();
  void unlock();
  void relock();
};
class QWriteLocker {
public:
  QWriteLocker(QReadWriteLock *Lock);
  QWriteLocker(const QWriteLocker &) = delete;
  ~QWriteLocker();
  void unlock();
  void relock();
};
class QSemaphore {
public:
  explicit QSemaphore(int Count = 0);
  ~QSemaphore();
  void acquire(int Count = 1);
  bool tryAcquire(int Count = 1);
  bool tryAcquire(int Count, int Milliseconds);
  template <class R, class P>
  bool try_acquire_for(const std::chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class C, class D>
  bool try_acquire_until(const std::chrono::time_point<C, D> &Time) MOCK_BODY;
  void release(int Count = 1);
};
class QSystemSemaphore {
public:
  explicit QSystemSemaphore(const QString &Key, int Count = 0);
  ~QSystemSemaphore();
  bool acquire();
  bool release(int Count = 1);
};
class QWaitCondition {
public:
  QWaitCondition();
  ~QWaitCondition();
  bool wait(QMutex *Mutex, QDeadlineTimer Deadline = QDeadlineTimer(QDeadlineTimer::Forever));
  bool wait(QMutex *Mutex, unsigned long Milliseconds);
  bool wait(QReadWriteLock *Lock,
            QDeadlineTimer Deadline = QDeadlineTimer(QDeadlineTimer::Forever));
  bool wait(QReadWriteLock *Lock, unsigned long Milliseconds);
  void wakeOne();
  void wakeAll();
  void notify_one();
  void notify_all();
};

//===- Threads ------------------------------------------------------------===//

class QThread : public QObject {
public:
  explicit QThread(QObject *Parent = nullptr);
  ~QThread();
  template <class F, class... As>
  static QThread *create(F &&Callable, As &&...Arguments) MOCK_BODY;
  void start();
  void quit();
  bool wait(QDeadlineTimer Deadline = QDeadlineTimer(QDeadlineTimer::Forever));
  bool wait(unsigned long Milliseconds);
  static void sleep(unsigned long Seconds);
  static void msleep(unsigned long Milliseconds);
  static void usleep(unsigned long Microseconds);
  static void yieldCurrentThread();
  void started();
  void finished();

protected:
  virtual void run();
};
class QRunnable {
public:
  virtual ~QRunnable();
  virtual void run() = 0;
};
class QThreadPool : public QObject {
public:
  QThreadPool(QObject *Parent = nullptr);
  ~QThreadPool();
  static QThreadPool *globalInstance();
  void start(QRunnable *Runnable, int Priority = 0);
  bool tryStart(QRunnable *Runnable);
  void startOnReservedThread(QRunnable *Runnable);
  void start(std::function<void()> Callable, int Priority = 0);
  bool tryStart(std::function<void()> Callable);
  void startOnReservedThread(std::function<void()> Callable);
  bool waitForDone(int Milliseconds = -1);
  void clear();
};

//===- Futures ------------------------------------------------------------===//

namespace QtFuture {
enum class Launch { Sync, Async, Inherit };
} // namespace QtFuture

template <class T> class QFuture {
public:
  QFuture() MOCK_BODY;
  QFuture(const QFuture &Other) MOCK_BODY;
  QFuture &operator=(const QFuture &Other) MOCK_BODY;
  ~QFuture() MOCK_BODY;
  void cancel() MOCK_BODY;
  bool isValid() const MOCK_BODY;
  bool isFinished() const MOCK_BODY;
  bool isCanceled() const MOCK_BODY;
  bool isResultReadyAt(int Index) const MOCK_BODY;
  void waitForFinished() MOCK_BODY;
  T result() const MOCK_BODY;
  T resultAt(int Index) const MOCK_BODY;
  QList<T> results() const MOCK_BODY;
  T takeResult() MOCK_BODY;
  template <class F> QFuture<std::invoke_result_t<F, T>> then(F &&Callable) MOCK_BODY;
  template <class F>
  QFuture<std::invoke_result_t<F, T>> then(QtFuture::Launch Policy, F &&Callable) MOCK_BODY;
  template <class F>
  QFuture<std::invoke_result_t<F, T>> then(QThreadPool *Pool, F &&Callable) MOCK_BODY;
  template <class F>
  QFuture<std::invoke_result_t<F, T>> then(QObject *Context, F &&Callable) MOCK_BODY;
  template <class F> QFuture onFailed(F &&Handler) MOCK_BODY;
  template <class F> QFuture onFailed(QObject *Context, F &&Handler) MOCK_BODY;
  template <class F> QFuture onCanceled(F &&Handler) MOCK_BODY;
  template <class F> QFuture onCanceled(QObject *Context, F &&Handler) MOCK_BODY;
  QFuture unwrap() MOCK_BODY;
};
template <> class QFuture<void> {
public:
  QFuture();
  QFuture(const QFuture &Other);
  QFuture &operator=(const QFuture &Other);
  ~QFuture();
  void cancel();
  bool isValid() const;
  bool isFinished() const;
  bool isCanceled() const;
  void waitForFinished();
  template <class F> QFuture<std::invoke_result_t<F>> then(F &&Callable) MOCK_BODY;
  template <class F>
  QFuture<std::invoke_result_t<F>> then(QThreadPool *Pool, F &&Callable) MOCK_BODY;
  template <class F>
  QFuture<std::invoke_result_t<F>> then(QObject *Context, F &&Callable) MOCK_BODY;
  template <class F> QFuture onFailed(F &&Handler) MOCK_BODY;
  template <class F> QFuture onCanceled(F &&Handler) MOCK_BODY;
};
class QFutureWatcherBase : public QObject {
public:
  explicit QFutureWatcherBase(QObject *Parent = nullptr);
  bool isFinished() const;
  void waitForFinished();
  void cancel();
  void finished();
};
template <class T> class QFutureWatcher : public QFutureWatcherBase {
public:
  explicit QFutureWatcher(QObject *Parent = nullptr) MOCK_BODY;
  void setFuture(const QFuture<T> &Future) MOCK_BODY;
  QFuture<T> future() const MOCK_BODY;
  T result() const MOCK_BODY;
};
template <class T> class QFutureSynchronizer {
public:
  QFutureSynchronizer() MOCK_BODY;
  ~QFutureSynchronizer() MOCK_BODY;
  void addFuture(const QFuture<T> &Future) MOCK_BODY;
  void waitForFinished() MOCK_BODY;
};
template <class T> class QPromise {
public:
  QPromise() MOCK_BODY;
  QPromise(QPromise &&Other) MOCK_BODY;
  ~QPromise() MOCK_BODY;
  QFuture<T> future() const MOCK_BODY;
  template <class U> bool addResult(U &&Result, int Index = -1) MOCK_BODY;
  void start() MOCK_BODY;
  void finish() MOCK_BODY;
};
namespace QtFuture {
template <class... Ts> QFuture<QList<int>> whenAll(Ts &&...Futures) MOCK_BODY;
template <class... Ts> QFuture<int> whenAny(Ts &&...Futures) MOCK_BODY;
} // namespace QtFuture

namespace QtConcurrent {
template <class F, class... As>
MOCK_NODISCARD QFuture<std::invoke_result_t<F, As...>> run(F &&Callable,
                                                           As &&...Arguments) MOCK_BODY;
template <class F, class... As>
MOCK_NODISCARD QFuture<std::invoke_result_t<F, As...>> run(QThreadPool *Pool, F &&Callable,
                                                           As &&...Arguments) MOCK_BODY;
template <class S, class F> QFuture<void> map(S &&Sequence, F &&Callable) MOCK_BODY;
template <class S, class F>
QFuture<std::invoke_result_t<F, int>> mapped(S &&Sequence, F &&Callable) MOCK_BODY;
template <class S, class F, class G>
QFuture<int> mappedReduced(S &&Sequence, F &&Callable, G &&Reduce) MOCK_BODY;
template <class S, class F> QFuture<void> filter(S &Sequence, F &&Keep) MOCK_BODY;
template <class S, class F> QFuture<int> filtered(S &&Sequence, F &&Keep) MOCK_BODY;
template <class S, class F, class G>
QFuture<int> filteredReduced(S &&Sequence, F &&Keep, G &&Reduce) MOCK_BODY;
template <class S, class F> void blockingMap(S &&Sequence, F &&Callable) MOCK_BODY;
template <class S, class F> std::decay_t<S> blockingMapped(S &&Sequence, F &&Callable) MOCK_BODY;
template <class S, class F, class G>
int blockingMappedReduced(S &&Sequence, F &&Callable, G &&Reduce) MOCK_BODY;
template <class S, class F> void blockingFilter(S &Sequence, F &&Keep) MOCK_BODY;
template <class S, class F> std::decay_t<S> blockingFiltered(S &&Sequence, F &&Keep) MOCK_BODY;
template <class S, class F, class G>
int blockingFilteredReduced(S &&Sequence, F &&Keep, G &&Reduce) MOCK_BODY;
template <class F> class QTaskBuilder {
public:
  QFuture<std::invoke_result_t<F>> spawn() MOCK_BODY;
};
template <class F> QTaskBuilder<F> task(F &&Callable) MOCK_BODY;
} // namespace QtConcurrent

//===- Devices, processes, databases --------------------------------------===//

class QIODevice : public QObject {
public:
  enum OpenModeFlag { ReadOnly, WriteOnly, ReadWrite };
  typedef int OpenMode;
  QIODevice();
  ~QIODevice();
  virtual bool open(OpenMode Mode);
  virtual void close();
  QByteArray read(qint64 Most);
  QByteArray readAll();
  qint64 write(const QByteArray &Data);
  virtual bool waitForReadyRead(int Milliseconds);
  virtual bool waitForBytesWritten(int Milliseconds);
  void readyRead();
};
class QFile : public QIODevice {
public:
  explicit QFile(const QString &Name);
  ~QFile();
  bool open(OpenMode Mode) override;
  bool copy(const QString &To);
  static bool copy(const QString &From, const QString &To);
  static bool exists(const QString &Name);
};
class QSaveFile : public QIODevice {
public:
  explicit QSaveFile(const QString &Name);
  ~QSaveFile();
  bool open(OpenMode Mode) override;
  bool commit();
};
class QTemporaryFile : public QFile {
public:
  QTemporaryFile();
  ~QTemporaryFile();
  bool open();

protected:
  bool open(OpenMode Mode) override;
};
class QDir {
public:
  explicit QDir(const QString &Path);
  bool exists() const;
  bool removeRecursively();
};
class QProcess : public QIODevice {
public:
  explicit QProcess(QObject *Parent = nullptr);
  ~QProcess();
  void start(const QString &Program, const QStringList &Arguments = QStringList());
  bool waitForStarted(int Milliseconds = 30000);
  bool waitForReadyRead(int Milliseconds = 30000) override;
  bool waitForBytesWritten(int Milliseconds = 30000) override;
  bool waitForFinished(int Milliseconds = 30000);
  int exitCode() const;
  static int execute(const QString &Program, const QStringList &Arguments = QStringList());
  static bool startDetached(const QString &Program, const QStringList &Arguments = QStringList());
  void finished(int Code);
};
class QAbstractSocket : public QIODevice {
public:
  explicit QAbstractSocket(QObject *Parent = nullptr);
  ~QAbstractSocket();
  virtual void connectToHost(const QString &Host, quint16 Port);
  virtual bool waitForConnected(int Milliseconds = 30000);
  bool waitForReadyRead(int Milliseconds = 30000) override;
  bool waitForBytesWritten(int Milliseconds = 30000) override;
  virtual bool waitForDisconnected(int Milliseconds = 30000);
  void connected();
};
class QTcpSocket : public QAbstractSocket {
public:
  explicit QTcpSocket(QObject *Parent = nullptr);
  ~QTcpSocket();
};
class QSslSocket : public QTcpSocket {
public:
  explicit QSslSocket(QObject *Parent = nullptr);
  ~QSslSocket();
  bool waitForConnected(int Milliseconds = 30000) override;
  bool waitForEncrypted(int Milliseconds = 30000);
};
class QTcpServer : public QObject {
public:
  explicit QTcpServer(QObject *Parent = nullptr);
  ~QTcpServer();
  bool listen();
  bool waitForNewConnection(int Milliseconds = 0, bool *TimedOut = nullptr);
  QTcpSocket *nextPendingConnection();
  void newConnection();
};
class QLocalSocket : public QIODevice {
public:
  explicit QLocalSocket(QObject *Parent = nullptr);
  ~QLocalSocket();
  bool waitForConnected(int Milliseconds = 30000);
  bool waitForDisconnected(int Milliseconds = 30000);
  bool waitForReadyRead(int Milliseconds = 30000) override;
  bool waitForBytesWritten(int Milliseconds = 30000) override;
};
class QLocalServer : public QObject {
public:
  explicit QLocalServer(QObject *Parent = nullptr);
  ~QLocalServer();
  bool waitForNewConnection(int Milliseconds = 0, bool *TimedOut = nullptr);
};
class QHostInfo {
public:
  static QHostInfo fromName(const QString &Name);
  template <class F> static int lookupHost(const QString &Name, F Callable) MOCK_BODY;
  template <class F>
  static int lookupHost(const QString &Name, QObject *Context, F Callable) MOCK_BODY;
};
class QNetworkReply : public QIODevice {
public:
  ~QNetworkReply();
  int error() const;
  void finished();
};

class QSqlQuery {
public:
  explicit QSqlQuery(const QString &Query = QString());
  ~QSqlQuery();
  bool prepare(const QString &Query);
  bool exec();
  bool exec(const QString &Query);
  bool execBatch();
  bool next();
};
class QSqlDatabase {
public:
  ~QSqlDatabase();
  static QSqlDatabase database();
  bool open();
  QSqlQuery exec(const QString &Query = QString()) const;
  bool isOpen() const;
};

#endif
