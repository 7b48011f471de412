// RUN: %check %s async-discarded-awaitable

// A dropped promise is cancelled at once.

#include <kj.h>

struct Stream {
  kj::Promise<kj::String> read();
  kj::Promise<void> write(kj::StringPtr Text);
};

kj::Promise<void> greet(Stream &Peer, kj::Timer &Timer) {
  Peer.write("hello");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'write' is dropped, which cancels it; await it [async-discarded-awaitable]
  Timer.afterDelay(10 * kj::MILLISECONDS);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'afterDelay' is dropped, which cancels it; await it [async-discarded-awaitable]
  (void)Peer.read();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task from 'read' is dropped, which cancels it; await it [async-discarded-awaitable]
  co_return;
}

// Not a coroutine: nothing can await here.
void close(Stream &Peer, kj::TaskSet &Tasks) {
  Peer.write("bye");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'write' is dropped, which cancels it [async-discarded-awaitable]
  Peer.read().then([](kj::String) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'then' is dropped, which cancels it [async-discarded-awaitable]
  Peer.write("bye").eagerlyEvaluate([](kj::Exception &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'eagerlyEvaluate' is dropped, which cancels it [async-discarded-awaitable]
  Tasks.onEmpty();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'onEmpty' is dropped, which cancels it [async-discarded-awaitable]
  kj::evalLater([]() {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'evalLater' is dropped, which cancels it [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

class Server : public kj::TaskSet::ErrorHandler {
  kj::TaskSet Tasks{*this};
  kj::Promise<void> Running = nullptr;
  Stream &Peer;

public:
  void taskFailed(kj::Exception &&) override;
  void start() {
    Tasks.add(Peer.write("hello"));
    Running = Peer.read().then([](kj::String) {}).eagerlyEvaluate([](kj::Exception &&) {});
    Peer.write("hello").detach([](kj::Exception &&) {});
  }
  kj::Promise<void> all() {
    co_await Peer.write("a");
    co_await Peer.write("b").attach(kj::heap<int>());
    co_await kj::joinPromises(kj::arr(Peer.write("c"), Peer.write("d")));
  }
  void synchronously(kj::WaitScope &In) { Peer.write("hello").wait(In); }
};
