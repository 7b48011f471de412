//===- grpc.h - mock of gRPC for C++ ------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_GRPC_H
#define ASYNC_TIDY_MOCKS_GRPC_H

#include "std.h"

struct gpr_timespec {
  long tv_sec;
  int tv_nsec;
};
enum gpr_clock_type { GPR_CLOCK_MONOTONIC, GPR_CLOCK_REALTIME };
extern "C" {
gpr_timespec gpr_inf_past(gpr_clock_type Clock);
gpr_timespec gpr_inf_future(gpr_clock_type Clock);
gpr_timespec gpr_time_0(gpr_clock_type Clock);
}
enum grpc_connectivity_state { GRPC_CHANNEL_IDLE, GRPC_CHANNEL_READY };

namespace grpc {

enum StatusCode { OK = 0, CANCELLED = 1, UNAVAILABLE = 14 };
class Status {
public:
  Status();
  Status(StatusCode Code, const std::string &Message);
  static const Status OK;
  static const Status CANCELLED;
  bool ok() const;
  StatusCode error_code() const;
};
class WriteOptions {
public:
  WriteOptions &set_last_message();
};
class ByteBuffer {};
class StubOptions {};
class ClientContext {
public:
  ClientContext();
  ~ClientContext();
  void TryCancel();
};
class ServerContextBase {
public:
  bool IsCancelled() const;
};
class ServerContext : public ServerContextBase {};
class CallbackServerContext : public ServerContextBase {};

class CompletionQueue {
public:
  enum NextStatus { SHUTDOWN, GOT_EVENT, TIMEOUT };
  CompletionQueue();
  virtual ~CompletionQueue();
  bool Next(void **Tag, bool *Ok);
  template <class T> NextStatus AsyncNext(void **Tag, bool *Ok, const T &Deadline) MOCK_BODY;
  template <class T, class F>
  NextStatus DoThenAsyncNext(F &&Callable, void **Tag, bool *Ok, const T &Deadline) MOCK_BODY;
  void Shutdown();
};
class ServerCompletionQueue : public CompletionQueue {};

class ChannelInterface {
public:
  virtual ~ChannelInterface();
  virtual grpc_connectivity_state GetState(bool Connect) = 0;
  template <class T>
  void NotifyOnStateChange(grpc_connectivity_state Last, T Deadline, CompletionQueue *Queue,
                           void *Tag) MOCK_BODY;
  template <class T> bool WaitForStateChange(grpc_connectivity_state Last, T Deadline) MOCK_BODY;
  template <class T> bool WaitForConnected(T Deadline) MOCK_BODY;
};
class Channel final : public ChannelInterface {
public:
  grpc_connectivity_state GetState(bool Connect) override;
};
class ChannelCredentials;
std::shared_ptr<ChannelCredentials> InsecureChannelCredentials();
std::shared_ptr<Channel> CreateChannel(const std::string &Target,
                                       const std::shared_ptr<ChannelCredentials> &Credentials);

class ServerInterface {
public:
  virtual ~ServerInterface();
  template <class T> void Shutdown(const T &Deadline) MOCK_BODY;
  void Shutdown() MOCK_BODY;
  virtual void Wait() = 0;
};
class Server : public ServerInterface {
public:
  ~Server() override;
  void Wait() override;
};

class Alarm {
public:
  Alarm();
  ~Alarm();
  template <class T> void Set(CompletionQueue *Queue, const T &Deadline, void *Tag) MOCK_BODY;
  template <class T> void Set(const T &Deadline, std::function<void(bool)> Callable) MOCK_BODY;
  void Cancel();
};

//===- Synchronous calls ----------------------------------------------------===//

namespace internal {
class RpcMethod {};
template <class Request, class Response, class BaseRequest = Request,
          class BaseResponse = Response>
Status BlockingUnaryCall(ChannelInterface *Channel, const RpcMethod &Method,
                         ClientContext *Context, const Request &Sent,
                         Response *Received) MOCK_BODY;
template <class Request, class Response, class BaseRequest = Request,
          class BaseResponse = Response>
void CallbackUnaryCall(ChannelInterface *Channel, const RpcMethod &Method, ClientContext *Context,
                       const Request *Sent, Response *Received,
                       std::function<void(Status)> Completion) MOCK_BODY;

class ClientStreamingInterface {
public:
  virtual ~ClientStreamingInterface();
  virtual Status Finish() = 0;
};
template <class R> class ReaderInterface {
public:
  virtual ~ReaderInterface() MOCK_BODY;
  virtual bool NextMessageSize(unsigned *Size) = 0;
  virtual bool Read(R *Message) = 0;
};
template <class W> class WriterInterface {
public:
  virtual ~WriterInterface() MOCK_BODY;
  virtual bool Write(const W &Message, WriteOptions Options) = 0;
  bool Write(const W &Message) MOCK_BODY;
  void WriteLast(const W &Message, WriteOptions Options) MOCK_BODY;
};
} // namespace internal

template <class R>
class ClientReaderInterface : public internal::ClientStreamingInterface,
                              public internal::ReaderInterface<R> {
public:
  virtual void WaitForInitialMetadata() = 0;
};
template <class R> class ClientReader final : public ClientReaderInterface<R> {
public:
  void WaitForInitialMetadata() override MOCK_BODY;
  bool NextMessageSize(unsigned *Size) override MOCK_BODY;
  bool Read(R *Message) override MOCK_BODY;
  Status Finish() override MOCK_BODY;
};
template <class W>
class ClientWriterInterface : public internal::ClientStreamingInterface,
                              public internal::WriterInterface<W> {
public:
  virtual bool WritesDone() = 0;
};
template <class W> class ClientWriter : public ClientWriterInterface<W> {
public:
  void WaitForInitialMetadata() MOCK_BODY;
  using internal::WriterInterface<W>::Write;
  bool Write(const W &Message, WriteOptions Options) override MOCK_BODY;
  bool WritesDone() override MOCK_BODY;
  Status Finish() override MOCK_BODY;
};
template <class W, class R>
class ClientReaderWriterInterface : public internal::ClientStreamingInterface,
                                    public internal::WriterInterface<W>,
                                    public internal::ReaderInterface<R> {
public:
  virtual void WaitForInitialMetadata() = 0;
  virtual bool WritesDone() = 0;
};
template <class W, class R>
class ClientReaderWriter final : public ClientReaderWriterInterface<W, R> {
public:
  void WaitForInitialMetadata() override MOCK_BODY;
  bool NextMessageSize(unsigned *Size) override MOCK_BODY;
  bool Read(R *Message) override MOCK_BODY;
  using internal::WriterInterface<W>::Write;
  bool Write(const W &Message, WriteOptions Options) override MOCK_BODY;
  bool WritesDone() override MOCK_BODY;
  Status Finish() override MOCK_BODY;
};
template <class W> class ServerWriter final : public internal::WriterInterface<W> {
public:
  using internal::WriterInterface<W>::Write;
  bool Write(const W &Message, WriteOptions Options) override MOCK_BODY;
};

//===- Asynchronous calls ---------------------------------------------------===//

template <class R> class ClientAsyncResponseReader {
public:
  void StartCall() MOCK_BODY;
  void Finish(R *Message, Status *Result, void *Tag) MOCK_BODY;
};
class ClientUnaryReactor;
template <class Request, class Response> class ClientBidiReactor;
template <class Request, class Response> class TemplatedGenericStub final {
public:
  explicit TemplatedGenericStub(std::shared_ptr<ChannelInterface> Channel) MOCK_BODY;
  void UnaryCall(ClientContext *Context, const std::string &Method, StubOptions Options,
                 const Request *Sent, Response *Received,
                 std::function<void(Status)> Completion) MOCK_BODY;
  void PrepareUnaryCall(ClientContext *Context, const std::string &Method, StubOptions Options,
                        const Request *Sent, Response *Received,
                        ClientUnaryReactor *Reactor) MOCK_BODY;
};
typedef TemplatedGenericStub<ByteBuffer, ByteBuffer> GenericStub;

//===- Reactors -------------------------------------------------------------===//

namespace internal {
class ClientReactor {
public:
  virtual ~ClientReactor();
  virtual void OnDone(const Status &Result) = 0;
};
class ServerReactor {
public:
  virtual ~ServerReactor();
  virtual void OnDone() = 0;
  virtual void OnCancel() = 0;
};
} // namespace internal

class ClientUnaryReactor : public internal::ClientReactor {
public:
  void StartCall();
  void OnDone(const Status &Result) override;
  virtual void OnReadInitialMetadataDone(bool Ok);
};
template <class Response> class ClientReadReactor : public internal::ClientReactor {
public:
  void StartCall() MOCK_BODY;
  void StartRead(Response *Message) MOCK_BODY;
  void OnDone(const Status &Result) override MOCK_BODY;
  virtual void OnReadInitialMetadataDone(bool Ok) MOCK_BODY;
  virtual void OnReadDone(bool Ok) MOCK_BODY;
};
template <class Request> class ClientWriteReactor : public internal::ClientReactor {
public:
  void StartCall() MOCK_BODY;
  void StartWrite(const Request *Message) MOCK_BODY;
  void StartWritesDone() MOCK_BODY;
  void OnDone(const Status &Result) override MOCK_BODY;
  virtual void OnReadInitialMetadataDone(bool Ok) MOCK_BODY;
  virtual void OnWriteDone(bool Ok) MOCK_BODY;
  virtual void OnWritesDoneDone(bool Ok) MOCK_BODY;
};
template <class Request, class Response> class ClientBidiReactor : public internal::ClientReactor {
public:
  void StartCall() MOCK_BODY;
  void StartRead(Response *Message) MOCK_BODY;
  void StartWrite(const Request *Message) MOCK_BODY;
  void StartWritesDone() MOCK_BODY;
  void OnDone(const Status &Result) override MOCK_BODY;
  virtual void OnReadInitialMetadataDone(bool Ok) MOCK_BODY;
  virtual void OnReadDone(bool Ok) MOCK_BODY;
  virtual void OnWriteDone(bool Ok) MOCK_BODY;
  virtual void OnWritesDoneDone(bool Ok) MOCK_BODY;
};
class ServerUnaryReactor : public internal::ServerReactor {
public:
  void Finish(Status Result);
  virtual void OnSendInitialMetadataDone(bool Ok);
  void OnDone() override = 0;
  void OnCancel() override;
};
template <class Request> class ServerReadReactor : public internal::ServerReactor {
public:
  void StartRead(Request *Message) MOCK_BODY;
  void Finish(Status Result) MOCK_BODY;
  virtual void OnSendInitialMetadataDone(bool Ok) MOCK_BODY;
  virtual void OnReadDone(bool Ok) MOCK_BODY;
  void OnDone() override = 0;
  void OnCancel() override MOCK_BODY;
};
template <class Response> class ServerWriteReactor : public internal::ServerReactor {
public:
  void StartWrite(const Response *Message) MOCK_BODY;
  void Finish(Status Result) MOCK_BODY;
  virtual void OnSendInitialMetadataDone(bool Ok) MOCK_BODY;
  virtual void OnWriteDone(bool Ok) MOCK_BODY;
  void OnDone() override = 0;
  void OnCancel() override MOCK_BODY;
};
template <class Request, class Response> class ServerBidiReactor : public internal::ServerReactor {
public:
  void StartRead(Request *Message) MOCK_BODY;
  void StartWrite(const Response *Message) MOCK_BODY;
  void Finish(Status Result) MOCK_BODY;
  virtual void OnSendInitialMetadataDone(bool Ok) MOCK_BODY;
  virtual void OnReadDone(bool Ok) MOCK_BODY;
  virtual void OnWriteDone(bool Ok) MOCK_BODY;
  void OnDone() override = 0;
  void OnCancel() override MOCK_BODY;
};

} // namespace grpc

#endif
