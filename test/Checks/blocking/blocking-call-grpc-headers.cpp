// REQUIRES: grpcpp, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %grpcpp-flags

// gRPC's own headers: streams and reactors are final classes over interfaces.

#include <chrono>
#include <coroutine>
#include <grpcpp/alarm.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/support/async_stream.h>
#include <grpcpp/support/client_callback.h>
#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/sync_stream.h>
#include <memory>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

class Table {
public:
  virtual ~Table() = default;
  virtual std::unique_ptr<grpc::ClientReader<grpc::ByteBuffer>>
  list(grpc::ClientContext *context, const grpc::ByteBuffer &query) = 0;
};

Task streams(Table &table, grpc::ClientWriter<grpc::ByteBuffer> &writer,
             grpc::ClientReaderWriter<grpc::ByteBuffer, grpc::ByteBuffer> &both) {
  grpc::ClientContext context;
  grpc::ByteBuffer row;
  auto rows = table.list(&context, row);
  rows->WaitForInitialMetadata();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'WaitForInitialMetadata' blocks the thread that runs coroutine 'streams': it waits for the server's answer [async-blocking-call]
  while (rows->Read(&row))
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Read' blocks the thread that runs coroutine 'streams': it waits for the next message [async-blocking-call]
    ;
  if (!rows->Finish().ok())
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Finish' blocks the thread that runs coroutine 'streams': it waits until the call ends [async-blocking-call]
    context.TryCancel();
  writer.WaitForInitialMetadata();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'WaitForInitialMetadata' blocks the thread that runs coroutine 'streams'
  writer.Write(row);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Write' blocks the thread that runs coroutine 'streams': it waits until the message is taken [async-blocking-call]
  writer.Write(row, grpc::WriteOptions());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Write' blocks the thread that runs coroutine 'streams'
  writer.WriteLast(row, grpc::WriteOptions());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'WriteLast' blocks the thread that runs coroutine 'streams'
  writer.WritesDone();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'WritesDone' blocks the thread that runs coroutine 'streams': it waits until all messages are sent [async-blocking-call]
  writer.Finish();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Finish' blocks the thread that runs coroutine 'streams'
  both.WaitForInitialMetadata();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'WaitForInitialMetadata' blocks the thread that runs coroutine 'streams'
  both.Read(&row);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Read' blocks the thread that runs coroutine 'streams'
  both.WritesDone();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'WritesDone' blocks the thread that runs coroutine 'streams'
  co_return;
}

Task channel(std::shared_ptr<grpc::Channel> channel, grpc::CompletionQueue &queue,
             std::unique_ptr<grpc::Server> server) {
  auto deadline = std::chrono::system_clock::now() + 1s;
  channel->WaitForConnected(deadline);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'WaitForConnected' blocks the thread that runs coroutine 'channel': it waits for the connection [async-blocking-call]
  channel->WaitForStateChange(GRPC_CHANNEL_IDLE, deadline);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'WaitForStateChange' blocks the thread that runs coroutine 'channel': it waits until the connection's state changes [async-blocking-call]
  void *tag;
  bool ok;
  queue.Next(&tag, &ok);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Next' blocks the thread that runs coroutine 'channel': it waits for the next event [async-blocking-call]
  queue.AsyncNext(&tag, &ok, deadline);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'AsyncNext' blocks the thread that runs coroutine 'channel'
  queue.AsyncNext(&tag, &ok, gpr_inf_past(GPR_CLOCK_REALTIME));
  server->Shutdown(deadline);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Shutdown' blocks the thread that runs coroutine 'channel': it waits until all calls have ended [async-blocking-call]
  server->Shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Shutdown' blocks the thread that runs coroutine 'channel'
  server->Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Wait' blocks the thread that runs coroutine 'channel': it waits until the server is shut down [async-blocking-call]
  queue.Shutdown();
  co_return;
}

class Echo : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
public:
  Echo() { StartRead(&message_); }
  void OnReadDone(bool ok) override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs async function 'OnReadDone': it puts the thread to sleep [async-blocking-call]
    StartWrite(&message_);
  }
  void OnWriteDone(bool ok) override { StartRead(&message_); }
  void OnCancel() override { usleep(1); }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'usleep' blocks the thread that runs async function 'OnCancel'
  void OnDone() override { delete this; }

private:
  grpc::ByteBuffer message_;
};

class Ping : public grpc::ClientUnaryReactor {
public:
  void OnDone(const grpc::Status &status) override { sleep(1); }
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'sleep' blocks the thread that runs async function 'OnDone'
};

void callbacks(grpc::Alarm &alarm, grpc::GenericStub &stub, grpc::ClientContext &context,
               grpc::ByteBuffer &query, grpc::ByteBuffer &row) {
  alarm.Set(std::chrono::system_clock::now() + 1s, [](bool) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'sleep' blocks the thread that runs this handler
  stub.UnaryCall(&context, "/db/get", {}, &query, &row, [](grpc::Status) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:76: warning: 'sleep' blocks the thread that runs this handler
}

//===- Not flagged --------------------------------------------------------===//

Task asynchronous(grpc::ClientAsyncReader<grpc::ByteBuffer> &rows, grpc::Server *server) {
  grpc::ByteBuffer row;
  grpc::Status status;
  rows.StartCall(&row);
  rows.Read(&row, &status);
  rows.Finish(&status, &row);
  std::thread([server] { server->Shutdown(); }).detach();
  co_return;
}

void serve(grpc::Server &server) { server.Wait(); }
