// RUN: %check %s async-blocking-call

// Continuations and coroutines run on the event loop of their thread.

#include <kj.h>
#include <posix.h>

struct Stream {
  kj::Promise<kj::String> read();
  kj::Promise<void> write(const kj::String &Text);
};

kj::Promise<void> echo(Stream &Peer, const kj::File &Log) {
  kj::String Text = co_await Peer.read();
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs coroutine 'echo': it puts the thread to sleep [async-blocking-call]
  Log.writeAll(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'writeAll' blocks the thread that runs coroutine 'echo': it writes a file [async-blocking-call]
  Log.sync();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync' blocks the thread that runs coroutine 'echo': it waits until the disk has the data [async-blocking-call]
  co_await Peer.write(Text);
}

kj::Promise<void> logged(Stream &Peer, const kj::File &Log) {
  return Peer.read()
      .then([&Log](kj::String Text) { Log.writeAll(Text); })
      // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'writeAll' blocks the thread that runs this handler: it writes a file
      .catch_([](kj::Exception &&) { sleep(1); });
      // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'sleep' blocks the thread that runs this handler
}

kj::Promise<void> askOther(const kj::Executor &Other) {
  return kj::evalLater([&Other]() {
    Other.executeSync([]() { return 1; });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'executeSync' blocks the thread that runs this handler: it waits until another event loop has run the function [async-blocking-call]
  });
}

class Server : public kj::TaskSet::ErrorHandler {
  void taskFailed(kj::Exception &&) override {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread that runs async function 'taskFailed'
  }
};

//===- Not flagged --------------------------------------------------------===//

kj::Promise<void> waits(Stream &Peer, kj::Timer &Timer, const kj::Executor &Other) {
  co_await Timer.afterDelay(10 * kj::MILLISECONDS);
  co_await Timer.timeoutAfter(10 * kj::MILLISECONDS, Peer.read());
  co_await Other.executeAsync([]() {});
}

// A fiber only switches; locks are held briefly.
kj::Promise<void> inAFiber(Stream &Peer, kj::MutexGuarded<int> &Lines) {
  return kj::startFiber(65536, [&](kj::WaitScope &In) {
    Peer.write(Peer.read().wait(In)).wait(In);
    *Lines.lockExclusive() = 1;
  });
}

void worker(const kj::Executor &Main) {
  kj::Thread Thread([&Main]() {
    Main.executeSync([]() {});
    sleep(1);
  });
}

int main() {
  kj::EventLoop Loop;
  kj::WaitScope In(Loop);
  Stream Peer;
  Peer.read().wait(In);
  sleep(1);
}
