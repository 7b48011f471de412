// RUN: %check %s async-blocking-call

// gRPC: synchronous streams, queues and servers block; reactions run on gRPC's own threads.

#include <asio.h>
#include <coroutine.h>
#include <grpc.h>
#include <posix.h>

using namespace std::chrono_literals;

struct Query {};
struct Row {};

//===- Coroutines ---------------------------------------------------------===//

asio::awaitable<void> download(grpc::ClientReader<Row> &rows) {
  rows.WaitForInitialMetadata();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'WaitForInitialMetadata' blocks the thread that runs coroutine 'download': it waits for the server's answer [async-blocking-call]
  Row row;
  while (rows.Read(&row))
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Read' blocks the thread that runs coroutine 'download': it waits for the next message [async-blocking-call]
    ;
  grpc::Status status = rows.Finish();
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Finish' blocks the thread that runs coroutine 'download': it waits until the call ends [async-blocking-call]
  co_return;
}

mini::task<> chat(std::unique_ptr<grpc::ClientReaderWriter<Query, Row>> stream, Query query) {
  stream->Write(query);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Write' blocks the thread that runs coroutine 'chat': it waits until the message is taken [async-blocking-call]
  stream->Write(query, grpc::WriteOptions());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Write' blocks the thread that runs coroutine 'chat'
  stream->WritesDone();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'WritesDone' blocks the thread that runs coroutine 'chat': it waits until all messages are sent [async-blocking-call]
  co_return;
}

mini::task<grpc::Status> upload(grpc::ClientWriter<Query> &writer, Query query) {
  writer.WriteLast(query, grpc::WriteOptions());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'WriteLast' blocks the thread that runs coroutine 'upload'
  co_return writer.Finish();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Finish' blocks the thread that runs coroutine 'upload'
}

asio::awaitable<bool> connect(grpc::Channel &channel, grpc::CompletionQueue &queue) {
  auto deadline = std::chrono::system_clock::now() + 1s;
  channel.WaitForConnected(deadline);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'WaitForConnected' blocks the thread that runs coroutine 'connect': it waits for the connection [async-blocking-call]
  void *tag;
  bool ok;
  queue.AsyncNext(&tag, &ok, deadline);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'AsyncNext' blocks the thread that runs coroutine 'connect': it waits for the next event [async-blocking-call]
  co_return queue.Next(&tag, &ok);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Next' blocks the thread that runs coroutine 'connect'
}

void on_signal(asio::signal_set &signals, grpc::Server &server) {
  signals.async_wait([&](asio::error_code, int) {
    server.Shutdown();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Shutdown' blocks the thread that runs this handler: it waits until all calls have ended [async-blocking-call]
    server.Wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Wait' blocks the thread that runs this handler: it waits until the server is shut down [async-blocking-call]
  });
}

grpc::Status fetch(grpc::Channel &channel, grpc::ClientContext &context, const Query &query,
                   Row &row) {
  return grpc::internal::BlockingUnaryCall(&channel, grpc::internal::RpcMethod(), &context, query,
                                           &row);
}
asio::awaitable<void> unary(grpc::Channel &channel, Query query, Row row) {
  grpc::ClientContext context;
  fetch(channel, context, query, row);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fetch' blocks the thread that runs coroutine 'unary': it reaches 'BlockingUnaryCall' [async-blocking-call]
  co_return;
}

//===- Reactions and callbacks --------------------------------------------===//

class Rows : public grpc::ServerWriteReactor<Row> {
public:
  void OnWriteDone(bool ok) override {
    usleep(100);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' blocks the thread that runs async function 'OnWriteDone': it puts the thread to sleep [async-blocking-call]
    StartWrite(&row_);
  }
  void OnDone() override {
    worker_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'join' blocks the thread that runs async function 'OnDone': it waits for another thread to end [async-blocking-call]
    delete this;
  }
  void stop() { worker_.join(); }

private:
  Row row_;
  std::thread worker_;
};

class Answer : public grpc::ClientReadReactor<Row> {
public:
  void OnReadDone(bool ok) override;
  void OnDone(const grpc::Status &status) override { rest_->Finish(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'Finish' blocks the thread that runs async function 'OnDone'

private:
  grpc::ClientReader<Row> *rest_;
};
void Answer::OnReadDone(bool ok) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs async function 'OnReadDone'
}

void callbacks(grpc::Alarm &alarm, grpc::GenericStub &stub, grpc::ClientContext &context,
               grpc::ByteBuffer &query, grpc::ByteBuffer &row, grpc::ClientReader<Row> &rows) {
  alarm.Set(std::chrono::system_clock::now() + 1s, [](bool ok) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: 'sleep' blocks the thread that runs this handler
  stub.UnaryCall(&context, "/db/get", {}, &query, &row, [&](grpc::Status) { rows.Finish(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:82: warning: 'Finish' blocks the thread that runs this handler
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> asynchronous(grpc::Channel &channel, grpc::CompletionQueue &queue,
                                   grpc::ClientAsyncResponseReader<Row> &call,
                                   grpc::ClientContext &context, grpc::ClientReader<Row> &rows) {
  Row row;
  grpc::Status status;
  void *tag;
  bool ok;
  call.StartCall();
  call.Finish(&row, &status, &tag);
  channel.NotifyOnStateChange(channel.GetState(true), std::chrono::system_clock::now() + 1s, &queue,
                              &tag);
  queue.AsyncNext(&tag, &ok, gpr_inf_past(GPR_CLOCK_REALTIME));
  queue.AsyncNext(&tag, &ok, std::chrono::system_clock::now());
  unsigned size;
  rows.NextMessageSize(&size);
  context.TryCancel();
  queue.Shutdown();
  co_return;
}

void serve(grpc::Server &server, grpc::CompletionQueue &queue, asio::thread_pool &pool) {
  asio::post(pool, [&] { server.Shutdown(); });
  std::thread poller([&] {
    void *tag;
    bool ok;
    while (queue.Next(&tag, &ok))
      ;
  });
  server.Wait();
  poller.join();
}

class Database {
public:
  grpc::Status list(grpc::ServerContext *context, const Query *query,
                    grpc::ServerWriter<Row> *rows) {
    usleep(100);
    rows->Write(Row());
    return grpc::Status::OK;
  }
};
