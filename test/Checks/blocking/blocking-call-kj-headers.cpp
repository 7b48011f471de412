// REQUIRES: kj
// RUN: %check %s async-blocking-call --real-headers -- %kj-flags

#include <kj/async-io.h>
#include <kj/async.h>
#include <kj/filesystem.h>
#include <kj/mutex.h>
#include <kj/thread.h>
#include <unistd.h>

class Server : public kj::TaskSet::ErrorHandler {
public:
  kj::Promise<void> echo(kj::AsyncIoStream &Peer, const kj::File &Log) {
    return Peer.read(Buffer, sizeof(Buffer)).then([this, &Peer, &Log]() {
      Log.writeAll("read");
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'writeAll' blocks the thread that runs this handler: it writes a file [async-blocking-call]
      usleep(100);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'usleep' blocks the thread that runs this handler
      return Peer.write(Buffer, sizeof(Buffer));
    });
  }
  void later(const kj::Executor &Other) {
    Tasks.add(kj::evalLater([&Other]() {
      Other.executeSync([]() {});
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'executeSync' blocks the thread that runs this handler
    }));
  }
  void taskFailed(kj::Exception &&) override {
    kj::FdOutputStream(2).write("failed", 6);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'write' blocks the thread that runs async function 'taskFailed': it waits until all data is taken [async-blocking-call]
  }

  //===- Not flagged ------------------------------------------------------===//

  kj::Promise<void> pause(kj::Timer &Timer, kj::AsyncIoStream &Peer) {
    return Timer.afterDelay(10 * kj::MILLISECONDS).then([this, &Peer]() {
      *Count.lockExclusive() += 1;
      return Peer.write(Buffer, sizeof(Buffer));
    });
  }
  void worker(const kj::Executor &Main) {
    kj::Thread Thread([&Main]() {
      Main.executeSync([]() {});
      usleep(100);
    });
  }
  void run(kj::AsyncIoContext &Io, kj::AsyncIoStream &Peer) {
    Peer.read(Buffer, sizeof(Buffer)).wait(Io.waitScope);
    usleep(100);
  }

private:
  kj::TaskSet Tasks{*this};
  kj::MutexGuarded<int> Count{0};
  char Buffer[16];
};
