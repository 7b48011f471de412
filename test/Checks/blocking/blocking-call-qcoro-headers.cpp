// REQUIRES: qcoro, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --also=async-blocking-wait --real-headers -- %qcoro-flags

#include <QCoroFuture>
#include <QCoroProcess>
#include <QCoroTask>
#include <QtConcurrent/QtConcurrent>
#include <QtCore/QProcess>
#include <QtCore/QThread>
#include <QtNetwork/QTcpSocket>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

QCoro::Task<int> parse(QString name);

QCoro::Task<int> download(QTcpSocket &socket, QFuture<int> sum) {
  QThread::msleep(200);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msleep' blocks the thread that runs coroutine 'download': it puts the thread to sleep [async-blocking-call]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'download'
  QProcess process;
  process.start("gzip", {"data"});
  if (!process.waitForFinished(5000))
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'waitForFinished' blocks the thread that runs coroutine 'download'
    co_return 0;
  socket.waitForReadyRead();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitForReadyRead' blocks the thread that runs coroutine 'download'
  int size = sum.result();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'result' blocks the thread that runs coroutine 'download'
  size += QCoro::waitFor(parse("settings"));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitFor' blocks the thread that runs coroutine 'download'
  co_return size;
}

//===- Not flagged --------------------------------------------------------===//

QCoro::Task<int> asynchronous(QTcpSocket &socket) {
  QProcess process;
  co_await qCoro(process).start("gzip", {"data"});
  co_await qCoro(process).waitForFinished(1s);
  QByteArray data = socket.readAll();
  int value = co_await QtConcurrent::run([] {
    QThread::sleep(1);
    return 1;
  });
  co_return value + co_await parse("settings");
}

int main() { return QCoro::waitFor(parse("settings")); }
