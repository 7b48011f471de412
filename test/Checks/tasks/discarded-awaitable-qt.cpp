// RUN: %check %s async-discarded-awaitable

#include <qt.h>

QFuture<int> load(const QString &name);

void drops(QList<int> &sizes) {
  QtConcurrent::run([] { QThread::sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'run' is dropped, and with it any error [async-discarded-awaitable]
  QtConcurrent::mapped(sizes, [](int size) { return size * 2; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'mapped' is dropped, and with it any error [async-discarded-awaitable]
  load("settings");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'load' is dropped, and with it any error [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

struct Window : QObject {
  QFutureWatcher<int> watcher;
  QFutureSynchronizer<int> all;
  QFuture<int> current;

  void keeps() {
    watcher.setFuture(load("settings"));
    all.addFuture(load("settings"));
    current = load("settings");
    load("settings").waitForFinished();
    int value = load("settings").result();
    (void)QtConcurrent::run([] {});
    QThreadPool::globalInstance()->start([] {});
  }
};
