// REQUIRES: abseil, boost-asio, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %abseil-flags

#include <absl/base/call_once.h>
#include <absl/synchronization/barrier.h>
#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <boost/asio.hpp>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;

class Server {
public:
  awaitable<void> waits() {
    absl::SleepFor(absl::Seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'SleepFor' blocks the thread that runs coroutine 'waits': it puts the thread to sleep [async-blocking-call]
    started.WaitForNotification();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'WaitForNotification' blocks the thread that runs coroutine 'waits': it waits to be notified [async-blocking-call]
    started.WaitForNotificationWithTimeout(absl::Seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'WaitForNotificationWithTimeout' blocks the thread that runs coroutine 'waits'
    done.Wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Wait' blocks the thread that runs coroutine 'waits': it waits for other threads to count down [async-blocking-call]
    barrier.Block();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Block' blocks the thread that runs coroutine 'waits': it waits for other threads to arrive [async-blocking-call]
    mutex.LockWhen(absl::Condition(&ready));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'LockWhen' blocks the thread that runs coroutine 'waits': it waits until its condition holds [async-blocking-call]
    mutex.Await(absl::Condition(&ready));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Await' blocks the thread that runs coroutine 'waits'
    changed.Wait(&mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Wait' blocks the thread that runs coroutine 'waits': it waits to be notified [async-blocking-call]
    changed.WaitWithTimeout(&mutex, absl::Milliseconds(5));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'WaitWithTimeout' blocks the thread that runs coroutine 'waits'
    mutex.Unlock();
    absl::call_once(once, [] { absl::SleepFor(absl::Seconds(1)); });
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: a lambda blocks the thread that runs coroutine 'waits': it reaches 'SleepFor'
    co_return;
  }
  void handlers(asio::io_context &io) {
    asio::post(io, [this] { started.WaitForNotification(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'WaitForNotification' blocks the thread that runs this handler
  }

  // Not flagged

  awaitable<void> at_once() {
    absl::MutexLock lock(&mutex);
    if (started.HasBeenNotified())
      co_return;
    started.Notify();
    done.DecrementCount();
    changed.SignalAll();
    absl::SleepFor(absl::ZeroDuration());
    mutex.AwaitWithTimeout(absl::Condition(&ready), absl::ZeroDuration());
  }
  awaitable<void> offloaded() {
    std::thread([this] { started.WaitForNotification(); }).detach();
    co_return;
  }

private:
  absl::Mutex mutex;
  absl::CondVar changed;
  absl::Notification started;
  absl::BlockingCounter done{2};
  absl::Barrier barrier{2};
  absl::once_flag once;
  bool ready = false;
};
