// RUN: %check %s async-thread-affine-across-suspension

// Frameworks of coroutines, and what of theirs belongs to a thread.

#include <boost-asio.h>
#include <boost-thread.h>
#include <folly.h>
#include <qcoro.h>

void work();

class Editor : public QObject {
public:
  QCoro::Task<> load() {
    QSignalBlocker blocker(this);
    co_await timer;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'blocker' is bound to its thread, but still alive while the coroutine is suspended here [async-thread-affine-across-suspension]
  }
  QCoro::Task<> load_and_show() {
    {
      QSignalBlocker blocker(this);
      work();
    }
    co_await timer;
  }
  QCoro::Task<> unblocks() {
    QSignalBlocker blocker(this);
    work();
    blocker.unblock();
    co_await timer;
  }
  QCoro::Task<> hands_over() {
    QSignalBlocker blocker(this);
    take(std::move(blocker));
    co_await timer;
  }

private:
  void take(QSignalBlocker blocker);
  QTimer timer;
};

folly::coro::Task<void> save();

folly::coro::Task<void> in_a_request() {
  folly::RequestContextScopeGuard guard;
  co_await save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'guard' is bound to its thread
}

folly::coro::Task<void> before_the_request() {
  {
    folly::RequestContextScopeGuard guard;
    work();
  }
  co_await save();
}

boost::asio::awaitable<void> store();

boost::asio::awaitable<void> uninterrupted() {
  boost::this_thread::disable_interruption disabled;
  co_await store();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'disabled' is bound to its thread
}
