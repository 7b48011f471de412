// RUN: %check %s async-blocking-call --also=async-blocking-wait

// POCO: its sessions, sockets, queues and statements block; its servers' handlers run on pools.

#include <asio.h>
#include <coroutine.h>
#include <poco.h>

using Poco::Thread;

//===- Coroutines ---------------------------------------------------------===//

asio::awaitable<std::string> download(std::string host) {
  Poco::Net::HTTPClientSession session(host);
  Poco::Net::HTTPRequest request("GET", "/");
  session.sendRequest(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sendRequest' blocks the thread that runs coroutine 'download': it waits for the connection [async-blocking-call]
  Poco::Net::HTTPResponse response;
  std::istream &body = session.receiveResponse(response);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'receiveResponse' blocks the thread that runs coroutine 'download': it waits for the server's answer [async-blocking-call]
  Poco::Net::HTTPSClientSession secure(host);
  secure.sendRequest(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sendRequest' blocks the thread that runs coroutine 'download'
  Poco::Net::DNS::resolveOne(host);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'resolveOne' blocks the thread that runs coroutine 'download': it looks up a name [async-blocking-call]
  Poco::Thread::sleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'download': it puts the thread to sleep [async-blocking-call]
  co_return host;
}

mini::task<> network(Poco::Net::StreamSocket &socket, Poco::Net::SocketAddress peer,
                     Poco::Net::ServerSocket &server, Poco::Net::DatagramSocket &datagrams,
                     Poco::Net::PollSet &sockets) {
  char data[100];
  socket.connect(peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread that runs coroutine 'network': it waits for the peer's answer [async-blocking-call]
  socket.sendBytes("hello", 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sendBytes' blocks the thread that runs coroutine 'network': it waits until the data is taken [async-blocking-call]
  socket.receiveBytes(data, sizeof(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'receiveBytes' blocks the thread that runs coroutine 'network': it waits for data from the peer [async-blocking-call]
  datagrams.receiveFrom(data, sizeof(data), peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'receiveFrom' blocks the thread that runs coroutine 'network'
  server.acceptConnection();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'acceptConnection' blocks the thread that runs coroutine 'network': it waits for a connection [async-blocking-call]
  socket.poll(Poco::Timespan(1, 0), Poco::Net::Socket::SELECT_READ);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'poll' blocks the thread that runs coroutine 'network': it waits for events [async-blocking-call]
  sockets.poll(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'poll' blocks the thread that runs coroutine 'network'
  co_return;
}

mini::task<int> threads(Poco::Thread &thread, Poco::ThreadPool &pool, Poco::Event &ready,
                        Poco::Semaphore &slots, Poco::Condition &changed, Poco::FastMutex &mutex,
                        Poco::NotificationQueue &queue, Poco::ActiveResult<int> result) {
  thread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread that runs coroutine 'threads': it waits for another thread to end [async-blocking-call]
  thread.tryJoin(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'tryJoin' blocks the thread that runs coroutine 'threads'
  pool.joinAll();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'joinAll' blocks the thread that runs coroutine 'threads': it waits for the pool's threads to end [async-blocking-call]
  ready.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'threads': it waits for another thread's signal [async-blocking-call]
  slots.tryWait(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'tryWait' blocks the thread that runs coroutine 'threads'
  {
    Poco::FastMutex::ScopedLock lock(mutex);
    changed.wait(mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wait' blocks the thread that runs coroutine 'threads': it waits to be notified [async-blocking-call]
  }
  queue.waitDequeueNotification();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitDequeueNotification' blocks the thread that runs coroutine 'threads': it waits for a notification [async-blocking-call]
  result.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'threads': it waits for the result [async-blocking-wait]
  Poco::ProcessHandle child = Poco::Process::launch("gzip", {"file"});
  child.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'threads': it waits for a child process [async-blocking-call]
  Poco::Process::wait(child);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs coroutine 'threads'
  co_return result.data();
}

asio::awaitable<void> database(Poco::Data::Session &session) {
  Poco::Data::Session other("SQLite", "shop.db");
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Session' blocks the thread that runs coroutine 'database'
  session.begin();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'begin' blocks the thread that runs coroutine 'database': it waits for the database [async-blocking-call]
  Poco::Data::Statement insert(session);
  insert << "insert into orders values (1)";
  insert.execute();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'execute' blocks the thread that runs coroutine 'database'
  session.commit();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'commit' blocks the thread that runs coroutine 'database'
  Poco::FileInputStream file("orders.csv");
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'FileInputStream' blocks the thread that runs coroutine 'database': it opens a file [async-blocking-call]
  co_return;
}

class Reactor : public Poco::Net::SocketReactor {
protected:
  void onTimeout() override { Thread::sleep(100); }
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sleep' blocks the thread that runs async function 'onTimeout'
};

void on_timer(asio::steady_timer &timer, Poco::TaskManager &tasks) {
  timer.async_wait([&](asio::error_code) { tasks.joinAll(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'joinAll' blocks the thread that runs this handler: it waits for all tasks to end [async-blocking-call]
}

//===- Not flagged --------------------------------------------------------===//

class Handler : public Poco::Net::HTTPRequestHandler {
public:
  void handleRequest(Poco::Net::HTTPServerRequest &, Poco::Net::HTTPServerResponse &) override {
    Thread::sleep(100);
    Poco::Data::Statement(session_).execute();
  }

private:
  Poco::Data::Session session_;
};

class Consumer : public Poco::Runnable {
public:
  void run() override {
    while (queue_.waitDequeueNotification())
      Thread::sleep(10);
  }

private:
  Poco::NotificationQueue queue_;
};

mini::task<> offloaded(Poco::Thread &thread, asio::thread_pool &pool, Poco::Semaphore &slots) {
  thread.startFunc([&] { slots.wait(); });
  asio::post(pool, [] { Thread::sleep(100); });
  co_return;
}

mini::task<> at_once(Poco::Event &ready, Poco::Semaphore &slots, Poco::FastMutex &mutex,
                     Poco::Net::StreamSocket &socket, Poco::NotificationQueue &queue) {
  ready.tryWait(0);
  slots.set();
  socket.poll(Poco::Timespan(0), Poco::Net::Socket::SELECT_READ);
  queue.dequeueNotification();
  queue.enqueueNotification(nullptr);
  Poco::FastMutex::ScopedLock lock(mutex);
  Thread::yield();
  co_return;
}

int main() {
  Reactor reactor;
  Thread thread;
  thread.start(reactor);
  reactor.run();
  thread.join();
}
