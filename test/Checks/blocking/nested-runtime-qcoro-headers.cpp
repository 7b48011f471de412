// REQUIRES: qcoro, libstdcxx-coroutine
// RUN: %check %s async-nested-runtime --real-headers -- %qcoro-flags

// Qt's and QCoro's own headers: the suggestion compiles with them.

#include <QCoroTask>
#include <QtCore/QEventLoop>
#include <QtCore/QString>

static QString fetch(const QString &url) {
  QEventLoop loop;
  loop.exec();
  return url;
}

QCoro::Task<QString> offloads() {
  QString url = "https://example.org";
  QString page = fetch(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'fetch' builds an event loop of its own each time that coroutine 'offloads' calls it
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: run it where blocking is allowed: 'co_await QtConcurrent::run([&] { return fetch(...); })'
  co_return page;
}

QCoro::Task<> here() {
  QEventLoop loop;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: an event loop of its own is built
  co_return;
}
