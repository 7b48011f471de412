// RUN: %check %s async-lock-across-suspension

#include <kj.h>
#include <mutex>

struct Stream {
  kj::Promise<void> write(int Value);
};

class Counters {
  kj::MutexGuarded<int> Count;
  std::mutex Mutex;
  Stream &Peer;

public:
  kj::Promise<void> report() {
    auto Locked = Count.lockExclusive();
    int Now = ++*Locked;
    co_await Peer.write(Now);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Count' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  kj::Promise<void> reportShared() {
    kj::Locked<const int> Locked = Count.lockShared();
    int Now = *Locked;
    co_await Peer.write(Now);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Count' is still locked while the coroutine is suspended here
    Locked.release();
  }
  kj::Promise<void> reportBoth() {
    std::lock_guard Guard(Mutex);
    co_await Peer.write(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Mutex' is still locked while the coroutine is suspended here
  }

  //===- Not flagged ------------------------------------------------------===//

  kj::Promise<void> copyFirst() {
    int Now = *Count.lockExclusive();
    co_await Peer.write(Now);
  }
  kj::Promise<void> releaseFirst() {
    auto Locked = Count.lockExclusive();
    int Now = ++*Locked;
    Locked.release();
    co_await Peer.write(Now);
  }
  kj::Promise<void> ownScope() {
    {
      auto Locked = Count.lockExclusive();
      ++*Locked;
    }
    co_await Peer.write(1);
  }
  // The continuation runs later, without the lock.
  kj::Promise<void> continuation() {
    auto Locked = Count.lockExclusive();
    return Peer.write(*Locked).then([]() {});
  }
};
