// REQUIRES: qt6
// RUN: %check %s async-discarded-awaitable --real-headers --std=c++17,c++20 -- %qt6-flags

#include <QtConcurrent/QtConcurrent>
#include <QtCore/QFuture>
#include <QtCore/QFutureSynchronizer>
#include <QtCore/QFutureWatcher>

QFuture<int> load(const QString &name);

void drops(QList<int> sizes) {
  QtConcurrent::run([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'run' is dropped, and with it any error [async-discarded-awaitable]
  QtConcurrent::map(sizes, [](int &size) { size *= 2; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'map' is dropped
  load("settings");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'load' is dropped
}

//===- Not flagged --------------------------------------------------------===//

void keeps(QFutureWatcher<int> &watcher, QList<int> sizes) {
  watcher.setFuture(load("settings"));
  QFutureSynchronizer<int> all;
  all.addFuture(load("settings"));
  load("settings").waitForFinished();
  (void)QtConcurrent::run([] {});
  QtConcurrent::blockingMap(sizes, [](int &size) { size *= 2; });
  QThreadPool::globalInstance()->start([] {});
}
