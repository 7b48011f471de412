// RUN: %check %s async-coroutine-lambda-capture

// A continuation is destroyed when it has been called; the coroutine that it started goes on.

#include <kj.h>

struct Stream {
  kj::Promise<kj::String> read();
  kj::Promise<void> write(kj::String Text);
};
void log(const kj::String &Text);

kj::Promise<void> echo(Stream &Peer, kj::String Prefix) {
  return Peer.read().then([&Peer, Prefix](kj::String Text) -> kj::Promise<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await Peer.write(Prefix);
    co_await Peer.write(Text);
  });
}

kj::Promise<void> retry(Stream &Peer) {
  return Peer.read().ignoreResult().catch_([&Peer](kj::Exception &&) -> kj::Promise<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: captures of this coroutine lambda die
    kj::String Text = co_await Peer.read();
    co_await Peer.write(Text);
  });
}

class Server {
  kj::TaskSet &Tasks;
  Stream &Peer;
  kj::String Last;

public:
  void start() {
    Tasks.add(kj::evalLater([this]() -> kj::Promise<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: captures of this coroutine lambda die
      Last = co_await Peer.read();
      log(Last);
    }));
    Tasks.add([this]() -> kj::Promise<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: captures of this coroutine lambda die
      Last = co_await Peer.read();
      log(Last);
    }());
  }
  kj::Promise<void> run() {
    return [this]() -> kj::Promise<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die
      Last = co_await Peer.read();
      log(Last);
    }();
  }
  //===- Not flagged ------------------------------------------------------===//

  void startKept(const kj::Executor &Other) {
    Tasks.add(kj::evalLater(kj::coCapture([this]() -> kj::Promise<void> {
      Last = co_await Peer.read();
      log(Last);
    })));
    Tasks.add(kj::coCapture([this]() -> kj::Promise<void> {
      Last = co_await Peer.read();
      log(Last);
    })());
    Tasks.add(Other.executeAsync([this]() -> kj::Promise<void> {
      Last = co_await Peer.read();
      log(Last);
    }));
  }
  kj::Promise<void> awaitedInPlace() {
    co_await [this]() -> kj::Promise<void> {
      Last = co_await Peer.read();
      log(Last);
    }();
  }
  void waitedFor(kj::WaitScope &In) {
    [this]() -> kj::Promise<void> {
      Last = co_await Peer.read();
      log(Last);
    }().wait(In);
  }
};
