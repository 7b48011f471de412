//===- drogon.h - mock of drogon ----------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_DROGON_H
#define ASYNC_TIDY_MOCKS_DROGON_H

#include "trantor.h"

#if __cplusplus >= 202002L

namespace drogon {

//===- Coroutines ---------------------------------------------------------===//

template <class T = void> struct Task;
namespace internal {
struct promise_base {
  std::suspend_always initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception();
};
template <class T> struct promise : promise_base {
  Task<T> get_return_object();
  template <class U> void return_value(U &&Value);
};
template <> struct promise<void> : promise_base {
  Task<void> get_return_object();
  void return_void();
};
template <class T> struct [[nodiscard]] Awaiter {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Awaiting) noexcept;
  T await_resume();
};
template <class A>
using await_result_t = decltype(std::declval<A>().operator co_await().await_resume());
} // namespace internal

template <class T> struct [[nodiscard]] Task {
  typedef internal::promise<T> promise_type;
  Task(Task &&Other) noexcept;
  Task &operator=(Task &&Other) noexcept;
  ~Task();
  internal::Awaiter<T> operator co_await() const noexcept;
};
struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object() noexcept;
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void unhandled_exception();
    void return_void() noexcept;
  };
};

template <class A> internal::await_result_t<A> sync_wait(A &&Awaitable) MOCK_BODY;
template <class A> std::future<internal::await_result_t<A>> co_future(A &&Awaitable) MOCK_BODY;
template <class C> void async_run(C &&Coroutine) MOCK_BODY;
template <class C> std::function<void()> async_func(C &&Coroutine) MOCK_BODY;
template <class... Ts> internal::Awaiter<std::tuple<Ts...>> when_all(Ts... Tasks) MOCK_BODY;
internal::Awaiter<void> sleepCoro(trantor::EventLoop *Loop,
                                  const std::chrono::duration<double> &Delay) noexcept;
internal::Awaiter<void> sleepCoro(trantor::EventLoop *Loop, double Delay) noexcept;
internal::Awaiter<void> switchThreadCoro(trantor::EventLoop *Loop) noexcept;
internal::Awaiter<void> queueInLoopCoro(trantor::EventLoop *Loop, std::function<void()> Work,
                                        trantor::EventLoop *ResumeOn = nullptr);

class Mutex final {
public:
  Mutex() noexcept;
  ~Mutex();
  bool try_lock() noexcept;
  [[nodiscard]] internal::Awaiter<std::unique_lock<Mutex>>
  scoped_lock(trantor::EventLoop *Loop = nullptr) noexcept;
  [[nodiscard]] internal::Awaiter<void> lock(trantor::EventLoop *Loop = nullptr) noexcept;
  void unlock() noexcept;
};

//===- HTTP ---------------------------------------------------------------===//

class HttpRequest;
class HttpResponse;
class WebSocketConnection;
typedef std::shared_ptr<HttpRequest> HttpRequestPtr;
typedef std::shared_ptr<HttpResponse> HttpResponsePtr;
typedef std::shared_ptr<WebSocketConnection> WebSocketConnectionPtr;
typedef std::function<void(const HttpResponsePtr &)> Respond;
class HttpResponse {
public:
  static HttpResponsePtr newHttpResponse();
  void setBody(const std::string &Body);
};

class HttpAppFramework {
public:
  virtual ~HttpAppFramework();
  virtual void run() = 0;
  virtual void quit() = 0;
  virtual trantor::EventLoop *getLoop() const = 0;
  virtual HttpAppFramework &registerBeginningAdvice(const std::function<void()> &Advice) = 0;
  template <class F>
  HttpAppFramework &registerHandler(const std::string &Pattern, F &&Function) MOCK_BODY;
  template <class F>
  HttpAppFramework &registerHandlerViaRegex(const std::string &Pattern, F &&Function) MOCK_BODY;
  virtual HttpAppFramework &registerSyncAdvice(
      const std::function<HttpResponsePtr(const HttpRequestPtr &)> &Advice) = 0;
  virtual HttpAppFramework &registerPreRoutingAdvice(
      const std::function<void(const HttpRequestPtr &)> &Advice) = 0;
  virtual HttpAppFramework &registerPostRoutingAdvice(
      const std::function<void(const HttpRequestPtr &)> &Advice) = 0;
  virtual HttpAppFramework &registerPreHandlingAdvice(
      const std::function<void(const HttpRequestPtr &)> &Advice) = 0;
  virtual HttpAppFramework &registerPostHandlingAdvice(
      const std::function<void(const HttpRequestPtr &, const HttpResponsePtr &)> &Advice) = 0;
  virtual HttpAppFramework &registerPreSendingAdvice(
      const std::function<void(const HttpRequestPtr &, const HttpResponsePtr &)> &Advice) = 0;
};
HttpAppFramework &app();

class HttpSimpleControllerBase {
public:
  virtual ~HttpSimpleControllerBase();
  virtual void asyncHandleHttpRequest(const HttpRequestPtr &Request, Respond &&Callback) = 0;
};
template <class T> class HttpSimpleController : public HttpSimpleControllerBase {};
class HttpFilterBase {
public:
  virtual ~HttpFilterBase();
  virtual void doFilter(const HttpRequestPtr &Request, Respond &&Stop,
                        std::function<void()> &&Next) = 0;
};
template <class T> class HttpFilter : public HttpFilterBase {};
class HttpMiddlewareBase {
public:
  virtual ~HttpMiddlewareBase();
  virtual void invoke(const HttpRequestPtr &Request, std::function<void(Respond &&)> &&Next,
                      Respond &&Callback) = 0;
};
template <class T> class HttpMiddleware : public HttpMiddlewareBase {};
class WebSocketControllerBase {
public:
  virtual ~WebSocketControllerBase();
  virtual void handleNewMessage(const WebSocketConnectionPtr &Connection,
                                std::string &&Message) = 0;
  virtual void handleNewConnection(const HttpRequestPtr &Request,
                                   const WebSocketConnectionPtr &Connection) = 0;
  virtual void handleConnectionClosed(const WebSocketConnectionPtr &Connection) = 0;
};
template <class T> class WebSocketController : public WebSocketControllerBase {};

enum class ReqResult { Ok, Timeout };
class HttpClient {
public:
  virtual ~HttpClient();
  virtual void sendRequest(const HttpRequestPtr &Request, const Respond &Callback,
                           double Timeout = 0) = 0;
  std::pair<ReqResult, HttpResponsePtr> sendRequest(const HttpRequestPtr &Request,
                                                    double Timeout = 0);
  internal::Awaiter<HttpResponsePtr> sendRequestCoro(HttpRequestPtr Request, double Timeout = 0);
};
class WebSocketClient {
public:
  virtual ~WebSocketClient();
  virtual void setMessageHandler(const std::function<void(std::string &&)> &Callback) = 0;
  virtual void setConnectionClosedHandler(const std::function<void()> &Callback) = 0;
  virtual void connectToServer(const HttpRequestPtr &Request, const Respond &Callback) = 0;
  void setAsyncMessageHandler(const std::function<Task<>(std::string &&)> &Callback);
  void setAsyncConnectionClosedHandler(const std::function<Task<>()> &Callback);
};

//===- Databases ----------------------------------------------------------===//

namespace orm {
class Result {
public:
  Result(const Result &Other) noexcept;
  ~Result();
  size_t size() const noexcept;
};
class Transaction;
class DbClient {
public:
  virtual ~DbClient();
  template <class F, class G, class... As>
  void execSqlAsync(const std::string &Sql, F &&Callback, G &&ErrorCallback,
                    As &&...Arguments) noexcept MOCK_BODY;
  template <class... As>
  std::future<Result> execSqlAsyncFuture(const std::string &Sql, As &&...Arguments) noexcept
      MOCK_BODY;
  template <class... As> Result execSqlSync(const std::string &Sql, As &&...Arguments) MOCK_BODY;
  template <class... As>
  internal::Awaiter<Result> execSqlCoro(const std::string &Sql, As &&...Arguments) noexcept
      MOCK_BODY;
  virtual std::shared_ptr<Transaction>
  newTransaction(const std::function<void(bool)> &Callback = nullptr) = 0;
  virtual void newTransactionAsync(
      const std::function<void(const std::shared_ptr<Transaction> &)> &Callback) = 0;
  internal::Awaiter<std::shared_ptr<Transaction>> newTransactionCoro();
};
class Transaction : public DbClient {
public:
  virtual void rollback() = 0;
};
typedef std::shared_ptr<DbClient> DbClientPtr;

class Criteria {};
typedef std::function<void(const std::exception &)> ExceptionCallback;
template <class T> class Mapper {
public:
  explicit Mapper(const DbClientPtr &Client);
  T findByPrimaryKey(const int &Key);
  void findByPrimaryKey(const int &Key, const std::function<void(T)> &Callback,
                        const ExceptionCallback &ErrorCallback);
  std::vector<T> findAll();
  void findAll(const std::function<void(std::vector<T>)> &Callback,
               const ExceptionCallback &ErrorCallback);
  std::size_t count(const Criteria &What = Criteria());
  T findOne(const Criteria &What);
  std::future<T> findFutureOne(const Criteria &What) noexcept;
  std::vector<T> findBy(const Criteria &What);
  void insert(T &Object);
  void insert(const T &Object, const std::function<void(T)> &Callback,
              const ExceptionCallback &ErrorCallback);
  std::size_t update(const T &Object);
  std::size_t updateBy(const std::vector<std::string> &Columns, const Criteria &What);
  std::size_t increment(const std::vector<std::string> &Columns, const Criteria &What);
  std::size_t deleteOne(const T &Object);
  std::size_t deleteBy(const Criteria &What);
  std::size_t deleteByPrimaryKey(const int &Key);
};
} // namespace orm

namespace nosql {
class RedisResult {
public:
  long asInteger() const;
};
class RedisTransaction;
class RedisClient {
public:
  virtual ~RedisClient();
  virtual void execCommandAsync(std::function<void(const RedisResult &)> &&Callback,
                                std::function<void(const std::exception &)> &&ErrorCallback,
                                std::string_view Command, ...) noexcept = 0;
  template <class F, class... As>
  std::invoke_result_t<F, const RedisResult &>
  execCommandSync(F &&Process, std::string_view Command, As &&...Arguments) MOCK_BODY;
  virtual std::shared_ptr<RedisTransaction> newTransaction() = 0;
  virtual void newTransactionAsync(
      const std::function<void(const std::shared_ptr<RedisTransaction> &)> &Callback) = 0;
  template <class... As>
  internal::Awaiter<RedisResult> execCommandCoro(std::string_view Command,
                                                 As... Arguments) MOCK_BODY;
  internal::Awaiter<std::shared_ptr<RedisTransaction>> newTransactionCoro();
};
class RedisTransaction : public RedisClient {};
} // namespace nosql

} // namespace drogon

#endif
#endif
