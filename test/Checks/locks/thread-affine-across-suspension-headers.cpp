// REQUIRES: qcoro, libstdcxx-coroutine
// RUN: %check %s async-thread-affine-across-suspension --real-headers -- %qcoro-flags

// Qt's own blocker of signals, and QCoro's tasks.

#include <QtCore/QObject>
#include <QtCore/QScopedPointer>
#include <QtCore/QSignalBlocker>
#include <memory>
#include <optional>
#include <qcoro/qcorotask.h>

QCoro::Task<int> load();
QCoro::Task<> store(int value);
void show(QObject *view, int value);

QCoro::Task<> refresh(QObject *view) {
  const QSignalBlocker blocker(view);
  int value = co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'blocker' is bound to its thread, but still alive while the coroutine is suspended here [async-thread-affine-across-suspension]
  show(view, value);
}

QCoro::Task<int> refreshed(QObject &view) {
  auto blocker = std::make_unique<QSignalBlocker>(view);
  if (int value = co_await load())
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'blocker' is bound to its thread, but still alive while the coroutine is suspended here
    co_return value;
  co_return 0;
}

QCoro::Task<> refreshAll(QObject *view) {
  QSignalBlocker blocker{view};
  for (int i = 0; i < 3; ++i)
    co_await store(i);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'blocker' is bound to its thread, but still alive while the coroutine is suspended here
  blocker.unblock();
}

class View : public QObject {
public:
  QCoro::Task<> reload() {
    auto reloading = [this]() -> QCoro::Task<> {
      QSignalBlocker blocker(this);
      value_ = co_await load();
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'blocker' is bound to its thread, but still alive while the coroutine is suspended here
    };
    co_await reloading();
  }

private:
  int value_ = 0;
};

//===- Not flagged --------------------------------------------------------===//

QCoro::Task<> loadsFirst(QObject *view) {
  int value = co_await load();
  const QSignalBlocker blocker(view);
  show(view, value);
}

QCoro::Task<> inABlock(QObject *view) {
  {
    const QSignalBlocker blocker(view);
    show(view, 0);
  }
  co_await store(0);
}

QCoro::Task<> unblocked(QObject *view) {
  QSignalBlocker blocker(view);
  show(view, 0);
  blocker.unblock();
  co_await store(0);
}

QCoro::Task<> emptied(QObject *view) {
  std::optional<QSignalBlocker> blocker(view);
  show(view, 0);
  blocker.reset();
  co_await store(0);
}

QCoro::Task<> blocks(QObject *view) {
  view->blockSignals(true);
  co_await store(0);
  view->blockSignals(false);
}

void noCoroutine(QObject *view) {
  const QSignalBlocker blocker(view);
  load().then([view](int value) { show(view, value); });
}
