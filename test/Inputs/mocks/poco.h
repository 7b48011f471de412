//===- poco.h - mock of POCO --------------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_POCO_H
#define ASYNC_TIDY_MOCKS_POCO_H

#include "std.h"

namespace Poco {

//===- Locks ----------------------------------------------------------------===//

template <class M> class ScopedLock {
public:
  explicit ScopedLock(M &Mutex) MOCK_BODY;
  ScopedLock(M &Mutex, long Milliseconds) MOCK_BODY;
  ~ScopedLock() MOCK_BODY;
};
template <class M> class ScopedLockWithUnlock {
public:
  explicit ScopedLockWithUnlock(M &Mutex) MOCK_BODY;
  ScopedLockWithUnlock(M &Mutex, long Milliseconds) MOCK_BODY;
  ~ScopedLockWithUnlock() MOCK_BODY;
  void unlock() MOCK_BODY;
};
class Mutex {
public:
  typedef Poco::ScopedLock<Mutex> ScopedLock;
  Mutex();
  ~Mutex();
  void lock();
  void lock(long Milliseconds);
  bool tryLock();
  bool tryLock(long Milliseconds);
  void unlock();
};
class FastMutex {
public:
  typedef Poco::ScopedLock<FastMutex> ScopedLock;
  FastMutex();
  ~FastMutex();
  void lock();
  void lock(long Milliseconds);
  bool tryLock();
  bool tryLock(long Milliseconds);
  void unlock();
};
class SpinlockMutex {
public:
  typedef Poco::ScopedLock<SpinlockMutex> ScopedLock;
  SpinlockMutex();
  void lock();
  void lock(long Milliseconds);
  bool tryLock();
  bool tryLock(long Milliseconds);
  void unlock();
};
class NullMutex {
public:
  typedef Poco::ScopedLock<NullMutex> ScopedLock;
  NullMutex();
  void lock();
  void unlock();
};
class RWLock {
public:
  RWLock();
  ~RWLock();
  void readLock();
  bool tryReadLock();
  void writeLock();
  bool tryWriteLock();
  void unlock();
};
class ScopedRWLock {
public:
  explicit ScopedRWLock(RWLock &Lock, bool Write = false);
  ~ScopedRWLock();
};
class ScopedReadRWLock : public ScopedRWLock {
public:
  explicit ScopedReadRWLock(RWLock &Lock);
};
class ScopedWriteRWLock : public ScopedRWLock {
public:
  explicit ScopedWriteRWLock(RWLock &Lock);
};
class Event {
public:
  explicit Event(bool AutoReset = true);
  void set();
  void wait();
  void wait(long Milliseconds);
  bool tryWait(long Milliseconds);
};
class Semaphore {
public:
  explicit Semaphore(int Count);
  void set();
  void wait();
  void wait(long Milliseconds);
  bool tryWait(long Milliseconds);
};
class Condition {
public:
  template <class M> void wait(M &Mutex) MOCK_BODY;
  template <class M> void wait(M &Mutex, long Milliseconds) MOCK_BODY;
  template <class M> bool tryWait(M &Mutex, long Milliseconds) MOCK_BODY;
  void signal();
  void broadcast();
};

//===- Threads --------------------------------------------------------------===//

class Runnable {
public:
  virtual ~Runnable();
  virtual void run() = 0;
};
class Thread {
public:
  typedef void (*Callable)(void *);
  Thread();
  ~Thread();
  void start(Runnable &Target);
  void start(Callable Target, void *Data = nullptr);
  template <class F> void startFunc(F &&Target) MOCK_BODY;
  void join();
  void join(long Milliseconds);
  bool tryJoin(long Milliseconds);
  static void sleep(long Milliseconds);
  static bool trySleep(long Milliseconds);
  static void yield();
};
class ThreadPool {
public:
  ThreadPool(int Least = 2, int Most = 16);
  ~ThreadPool();
  void start(Runnable &Target);
  void stopAll();
  void joinAll();
  static ThreadPool &defaultPool();
};
class Task : public Runnable {
public:
  explicit Task(const std::string &Name);
  virtual void runTask() = 0;
  bool isCancelled() const;
  bool sleep(long Milliseconds);
  void run() override;
};
class TaskManager {
public:
  TaskManager();
  ~TaskManager();
  void start(Task *Started);
  void cancelAll();
  void joinAll();
};
class Timer;
class AbstractTimerCallback {
public:
  virtual ~AbstractTimerCallback();
};
template <class C> class TimerCallback : public AbstractTimerCallback {
public:
  TimerCallback(C &Object, void (C::*Method)(Timer &)) MOCK_BODY;
};
class Timer {
public:
  Timer(long First = 0, long Period = 0);
  void start(const AbstractTimerCallback &Callback);
  void stop();
  void restart();
};
template <class C> class Activity {
public:
  Activity(C *Owner, void (C::*Method)()) MOCK_BODY;
  void start() MOCK_BODY;
  void stop() MOCK_BODY;
  void wait() MOCK_BODY;
  void wait(long Milliseconds) MOCK_BODY;
};
template <class T> class ActiveResult {
public:
  T &data() const MOCK_BODY;
  void wait() MOCK_BODY;
  void wait(long Milliseconds) MOCK_BODY;
  bool tryWait(long Milliseconds) MOCK_BODY;
  bool available() const MOCK_BODY;
};
template <class T, class A, class C> class ActiveMethod {
public:
  ActiveMethod(C *Owner, T (C::*Method)(const A &)) MOCK_BODY;
  ActiveResult<T> operator()(const A &Argument) MOCK_BODY;
};
class ProcessHandle {
public:
  int wait() const;
};
class Process {
public:
  static ProcessHandle launch(const std::string &Command, const std::vector<std::string> &Words);
  static int wait(const ProcessHandle &Handle);
};

//===- Notifications --------------------------------------------------------===//

class Notification {
public:
  virtual ~Notification();
};
class AbstractObserver {
public:
  virtual ~AbstractObserver();
};
template <class C, class N> class Observer : public AbstractObserver {
public:
  Observer(C &Object, void (C::*Method)(N *)) MOCK_BODY;
};
template <class T> class AutoPtr {
public:
  T *operator->() const MOCK_BODY;
};
template <class C, class N> class NObserver : public AbstractObserver {
public:
  NObserver(C &Object, void (C::*Method)(const AutoPtr<N> &)) MOCK_BODY;
};
class NotificationQueue {
public:
  void enqueueNotification(Notification *Sent);
  void enqueueUrgentNotification(Notification *Sent);
  Notification *dequeueNotification();
  Notification *waitDequeueNotification();
  Notification *waitDequeueNotification(long Milliseconds);
};
class PriorityNotificationQueue {
public:
  void enqueueNotification(Notification *Sent, int Priority);
  Notification *dequeueNotification();
  Notification *waitDequeueNotification();
  Notification *waitDequeueNotification(long Milliseconds);
};
class TimedNotificationQueue {
public:
  void enqueueNotification(Notification *Sent, long Time);
  Notification *dequeueNotification();
  Notification *waitDequeueNotification();
  Notification *waitDequeueNotification(long Milliseconds);
};

//===- Files ----------------------------------------------------------------===//

class File {
public:
  explicit File(const std::string &Path);
  void copyTo(const std::string &Path) const;
  bool exists() const;
};
class FileIOS {
public:
  void open(const std::string &Path, int Mode = 0);
  void close();
};
class FileInputStream : public FileIOS {
public:
  FileInputStream();
  explicit FileInputStream(const std::string &Path, int Mode = 0);
};
class FileOutputStream : public FileIOS {
public:
  FileOutputStream();
  explicit FileOutputStream(const std::string &Path, int Mode = 0);
};
class FileStream : public FileIOS {
public:
  FileStream();
  explicit FileStream(const std::string &Path, int Mode = 0);
};

//===- Network --------------------------------------------------------------===//

class Timespan {
public:
  Timespan();
  Timespan(long Microseconds);
  Timespan(long Seconds, long Microseconds);
};

namespace Net {

class IPAddress {};
class HostEntry {};
class SocketAddress {
public:
  SocketAddress(const std::string &Host, unsigned short Port);
};
class DNS {
public:
  static HostEntry hostByName(const std::string &Name, unsigned Flags = 0);
  static HostEntry hostByAddress(const IPAddress &Address, unsigned Flags = 0);
  static HostEntry resolve(const std::string &Address);
  static IPAddress resolveOne(const std::string &Address);
  static HostEntry thisHost();
  static std::string hostName();
};
class Socket {
public:
  enum SelectMode { SELECT_READ = 1, SELECT_WRITE = 2 };
  virtual ~Socket();
  bool poll(const Timespan &Timeout, int Mode) const;
  static int select(std::vector<Socket> &Read, std::vector<Socket> &Write,
                    std::vector<Socket> &Except, const Timespan &Timeout);
  void setBlocking(bool On);
  void close();
};
class StreamSocket : public Socket {
public:
  StreamSocket();
  virtual void connect(const SocketAddress &Peer);
  virtual void connect(const SocketAddress &Peer, const Timespan &Timeout);
  virtual void connectNB(const SocketAddress &Peer);
  virtual int sendBytes(const void *Data, int Size, int Flags = 0);
  virtual int receiveBytes(void *Data, int Size, int Flags = 0);
};
class SecureStreamSocket : public StreamSocket {
public:
  int completeHandshake();
};
class WebSocket : public StreamSocket {
public:
  virtual int sendFrame(const void *Data, int Size, int Flags = 0);
  virtual int receiveFrame(void *Data, int Size, int &Flags);
};
class DatagramSocket : public Socket {
public:
  int sendBytes(const void *Data, int Size, int Flags = 0);
  int receiveBytes(void *Data, int Size, int Flags = 0);
  int sendTo(const void *Data, int Size, const SocketAddress &Peer, int Flags = 0);
  int receiveFrom(void *Data, int Size, SocketAddress &Peer, int Flags = 0);
};
class ServerSocket : public Socket {
public:
  explicit ServerSocket(unsigned short Port);
  virtual StreamSocket acceptConnection();
  virtual StreamSocket acceptConnection(SocketAddress &Peer);
};
class PollSet {
public:
  std::map<Socket, int> poll(const Timespan &Timeout);
};
class SocketReactor : public Runnable {
public:
  SocketReactor();
  ~SocketReactor() override;
  void run() override;
  void stop();
  void wakeUp();
  void addEventHandler(const Socket &Watched, const AbstractObserver &Observer);

protected:
  virtual void onTimeout();
  virtual void onIdle();
  virtual void onShutdown();
  virtual void onBusy();
};
class ReadableNotification : public Notification {};
class HTTPRequest {
public:
  HTTPRequest(const std::string &Method, const std::string &Path);
};
class HTTPResponse {};
class HTTPClientSession {
public:
  HTTPClientSession(const std::string &Host, unsigned short Port = 80);
  virtual ~HTTPClientSession();
  virtual std::ostream &sendRequest(HTTPRequest &Request);
  virtual std::istream &receiveResponse(HTTPResponse &Response);
  virtual bool peekResponse(HTTPResponse &Response);
  void reset();
};
class HTTPSClientSession : public HTTPClientSession {
public:
  HTTPSClientSession(const std::string &Host, unsigned short Port = 443);
  std::ostream &sendRequest(HTTPRequest &Request) override;
};
class HTTPServerRequest {};
class HTTPServerResponse {};
class HTTPRequestHandler {
public:
  virtual ~HTTPRequestHandler();
  virtual void handleRequest(HTTPServerRequest &Request, HTTPServerResponse &Response) = 0;
};

} // namespace Net

//===- Databases ------------------------------------------------------------===//

namespace Data {

class Session {
public:
  Session(const std::string &Connector, const std::string &Connection, size_t Timeout = 0);
  Session(const Session &Other);
  void open(const std::string &Connection = "");
  void reconnect();
  void close();
  void begin();
  void commit();
  void rollback();
};
class Statement {
public:
  explicit Statement(Session &Connection);
  template <class T> Statement &operator<<(const T &Text) MOCK_BODY;
  size_t execute(bool Reset = true);
  const ActiveResult<size_t> &executeAsync(bool Reset = true);
  void setAsync(bool On = true);
  size_t wait(long Milliseconds = -1);
};
class Transaction {
public:
  explicit Transaction(Session &Connection);
  void commit();
  void rollback();
  void execute(const std::string &Statements, bool Commit = true);
};

} // namespace Data

namespace MongoDB {
class RequestMessage {};
class ResponseMessage {};
class Connection {
public:
  void connect(const std::string &Host, int Port);
  void sendRequest(RequestMessage &Request);
  void sendRequest(RequestMessage &Request, ResponseMessage &Response);
};
} // namespace MongoDB

namespace Redis {
class Array {};
class Client {
public:
  void connect(const std::string &Host, int Port);
  template <class T> T execute(const Array &Command) MOCK_BODY;
};
} // namespace Redis

} // namespace Poco

#endif
