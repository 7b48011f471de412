//===- httplib.h - mock of cpp-httplib ----------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

// The mock stands in only where the standard library's headers are out of reach (-nostdinc++).
#if __has_include(<ios>)
#include_next <httplib.h>
#elif !defined(ASYNC_TIDY_MOCKS_HTTPLIB_H)
#define ASYNC_TIDY_MOCKS_HTTPLIB_H

#include "std.h"

namespace httplib {

class DataSink {
public:
  std::function<bool(const char *Data, size_t Size)> write;
  std::function<void()> done;
};
typedef std::map<std::string, std::string> Headers;
typedef std::map<std::string, std::string> Params;
typedef std::function<bool(unsigned long Current, unsigned long Total)> Progress;
typedef std::function<bool(const char *Data, size_t Size)> ContentReceiver;
typedef std::function<bool(size_t Offset, DataSink &Sink)> ContentProviderWithoutLength;

struct Request {
  std::string method;
  std::string path;
  std::string body;
};
struct Response {
  int status;
  std::string body;
  void set_content(const std::string &Text, const std::string &Type);
  void set_content_provider(const std::string &Type, ContentProviderWithoutLength Provider,
                            std::function<void(bool)> Releaser = nullptr);
  void set_chunked_content_provider(const std::string &Type, ContentProviderWithoutLength Provider,
                                    std::function<void(bool)> Releaser = nullptr);
};
enum class Error { Success, Connection };
class Result {
public:
  explicit operator bool() const;
  const Response &operator*() const;
  const Response *operator->() const;
  Error error() const;
};

class TaskQueue {
public:
  virtual ~TaskQueue();
  virtual void enqueue(std::function<void()> Callable) = 0;
  virtual void shutdown() = 0;
};
class ThreadPool : public TaskQueue {
public:
  explicit ThreadPool(size_t Threads);
  void enqueue(std::function<void()> Callable) override;
  void shutdown() override;
};

class Server {
public:
  enum class HandlerResponse { Handled, Unhandled };
  typedef std::function<void(const Request &, Response &)> Handler;
  typedef std::function<HandlerResponse(const Request &, Response &)> HandlerWithResponse;
  Server();
  virtual ~Server();
  Server &Get(const std::string &Pattern, Handler Callable);
  Server &Post(const std::string &Pattern, Handler Callable);
  Server &Put(const std::string &Pattern, Handler Callable);
  Server &Patch(const std::string &Pattern, Handler Callable);
  Server &Delete(const std::string &Pattern, Handler Callable);
  Server &Options(const std::string &Pattern, Handler Callable);
  Server &set_file_request_handler(Handler Callable);
  Server &set_error_handler(Handler Callable);
  Server &set_exception_handler(
      std::function<void(const Request &, Response &, std::exception_ptr)> Callable);
  Server &set_pre_routing_handler(HandlerWithResponse Callable);
  Server &set_post_routing_handler(Handler Callable);
  Server &
  set_expect_100_continue_handler(std::function<int(const Request &, Response &)> Callable);
  Server &set_logger(std::function<void(const Request &, const Response &)> Callable);
  int bind_to_any_port(const std::string &Host, int Flags = 0);
  bool listen_after_bind();
  bool listen(const std::string &Host, int Port, int Flags = 0);
  void stop();
  std::function<TaskQueue *()> new_task_queue;
};

#define MOCK_HTTPLIB_METHODS                                                                       \
  Result Get(const std::string &Path);                                                             \
  Result Get(const std::string &Path, const Headers &Fields);                                      \
  Result Get(const std::string &Path, ContentReceiver Receiver);                                   \
  Result Head(const std::string &Path);                                                            \
  Result Post(const std::string &Path);                                                            \
  Result Post(const std::string &Path, const std::string &Body, const std::string &Type);          \
  Result Put(const std::string &Path, const std::string &Body, const std::string &Type);           \
  Result Patch(const std::string &Path, const std::string &Body, const std::string &Type);         \
  Result Delete(const std::string &Path);                                                          \
  Result Options(const std::string &Path);                                                         \
  bool send(Request &Sent, Response &Received, Error &Failure);                                    \
  Result send(const Request &Sent);                                                                \
  void stop();
class ClientImpl {
public:
  explicit ClientImpl(const std::string &Host);
  virtual ~ClientImpl();
  MOCK_HTTPLIB_METHODS
};
class Client {
public:
  explicit Client(const std::string &Address);
  explicit Client(const std::string &Host, int Port);
  ~Client();
  MOCK_HTTPLIB_METHODS
};
class SSLClient : public ClientImpl {
public:
  explicit SSLClient(const std::string &Host);
};
#undef MOCK_HTTPLIB_METHODS

} // namespace httplib

#endif
