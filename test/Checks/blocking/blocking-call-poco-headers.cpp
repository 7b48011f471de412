// REQUIRES: poco, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --also=async-blocking-wait --real-headers -- %poco-flags

// POCO's own headers.

#include <Poco/ActiveResult.h>
#include <Poco/Condition.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Event.h>
#include <Poco/FileStream.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketReactor.h>
#include <Poco/Net/WebSocket.h>
#include <Poco/NotificationQueue.h>
#include <Poco/Process.h>
#include <Poco/Semaphore.h>
#include <Poco/Thread.h>
#include <coroutine>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

Task network(std::string host, Poco::Net::WebSocket &socket, Poco::Net::ServerSocket &server) {
  Poco::Net::HTTPClientSession session(host);
  Poco::Net::HTTPRequest request;
  Poco::Net::HTTPResponse response;
  session.sendRequest(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sendRequest' blocks the thread that runs coroutine 'network': it waits for the connection [async-blocking-call]
  session.receiveResponse(response);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'receiveResponse' blocks the thread that runs coroutine 'network': it waits for the server's answer [async-blocking-call]
  Poco::Net::DNS::resolveOne(host);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'resolveOne' blocks the thread that runs coroutine 'network': it looks up a name [async-blocking-call]
  socket.sendFrame("hello", 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sendFrame' blocks the thread that runs coroutine 'network': it waits until the data is taken [async-blocking-call]
  socket.sendBytes("hello", 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sendBytes' blocks the thread that runs coroutine 'network'
  socket.poll(Poco::Timespan(1, 0), Poco::Net::Socket::SELECT_READ);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'poll' blocks the thread that runs coroutine 'network': it waits for events [async-blocking-call]
  socket.poll(Poco::Timespan(0), Poco::Net::Socket::SELECT_READ);
  Poco::Net::StreamSocket accepted = server.acceptConnection();
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'acceptConnection' blocks the thread that runs coroutine 'network': it waits for a connection [async-blocking-call]
  co_return;
}

Task threads(Poco::Thread &thread, Poco::Event &ready, Poco::Semaphore &slots,
             Poco::FastMutex &mutex, Poco::Condition &changed, Poco::NotificationQueue &queue,
             Poco::ActiveResult<int> &result, Poco::ProcessHandle &child) {
  thread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread that runs coroutine 'threads': it waits for another thread to end [async-blocking-call]
  Poco::Thread::sleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'threads': it puts the thread to sleep [async-blocking-call]
  ready.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'threads': it waits for another thread's signal [async-blocking-call]
  ready.tryWait(0);
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
  child.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'threads': it waits for a child process [async-blocking-call]
  co_return;
}

Task database(Poco::Data::Session &session) {
  Poco::Data::Session other("SQLite", "shop.db");
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Session' blocks the thread that runs coroutine 'database'
  Poco::Data::Session same(session);
  session.begin();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'begin' blocks the thread that runs coroutine 'database': it waits for the database [async-blocking-call]
  Poco::Data::Statement insert(session);
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
  void onTimeout() override { Poco::Thread::sleep(100); }
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sleep' blocks the thread that runs async function 'onTimeout'
};

//===- Not flagged --------------------------------------------------------===//

Task offloaded(Poco::Thread &thread, Poco::Semaphore &slots) {
  thread.startFunc([&slots] { slots.wait(); });
  slots.set();
  co_return;
}

int main() {
  Reactor reactor;
  reactor.run();
}
