// REQUIRES: kj
// RUN: %check %s async-discarded-awaitable --real-headers -- %kj-flags

#include <kj/async-io.h>
#include <kj/async.h>

class Server : public kj::TaskSet::ErrorHandler {
public:
  void close(kj::AsyncIoStream &Peer) {
    Peer.write("bye", 3);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'write' is dropped, which cancels it [async-discarded-awaitable]
    Peer.write("bye", 3).then([]() {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'then' is dropped, which cancels it [async-discarded-awaitable]
    kj::evalLater([]() {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'evalLater' is dropped, which cancels it [async-discarded-awaitable]
    Tasks.onEmpty();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'onEmpty' is dropped, which cancels it [async-discarded-awaitable]
  }

  //===- Not flagged ------------------------------------------------------===//

  void start(kj::AsyncIoStream &Peer, kj::WaitScope &In) {
    Tasks.add(Peer.write("hello", 5));
    Running = Peer.whenWriteDisconnected().eagerlyEvaluate(nullptr);
    Peer.write("hello", 5).detach([](kj::Exception &&) {});
    kj::Promise<void> Write = Peer.write("hello", 5);
    Write.wait(In);
    Peer.write("hello", 5).attach(kj::heap<int>(1)).wait(In);
  }
  kj::Promise<void> hello(kj::AsyncIoStream &Peer) { return Peer.write("hello", 5); }
  void taskFailed(kj::Exception &&) override;

private:
  kj::TaskSet Tasks{*this};
  kj::Promise<void> Running = nullptr;
};
