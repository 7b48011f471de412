// RUN: %check %s async-blocking-call --also=async-blocking-wait

// Qt's blocking calls in QCoro's coroutines: the fix is what QCoro has instead.

#include <qcoro.h>
#include <posix.h>

using namespace std::chrono_literals;

QFuture<int> load(const QString &name);
QCoro::Task<int> parse(const QString &name);

QCoro::Task<> sleeps(unsigned long delay) {
  QThread::sleep(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'sleeps': it puts the thread to sleep [async-blocking-call]
  QThread::msleep(delay);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msleep' blocks the thread that runs coroutine 'sleeps'
  QThread::usleep(500);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs coroutine 'sleeps'
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps'
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'sleeps'
  co_return;
}

QCoro::AsyncGenerator<int> ticks() {
  for (int i = 0; i < 10; ++i) {
    QThread::sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread that runs coroutine 'ticks'
    co_yield i;
  }
}

QCoro::LazyTask<> lazily() {
  QThread::msleep(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msleep' blocks the thread that runs coroutine 'lazily'
  co_return;
}

QCoro::Task<int> futures(QFuture<int> &sum, QFuture<void> *done) {
  int total = sum.result();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'result' blocks the thread that runs coroutine 'futures': it waits for the result [async-blocking-wait]
  done->waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitForFinished' blocks the thread that runs coroutine 'futures'
  total += load("settings").result();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'result' blocks the thread that runs coroutine 'futures'
  total += QCoro::waitFor(parse("settings"));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitFor' blocks the thread that runs coroutine 'futures': it runs a nested event loop until the task is done [async-blocking-wait]
  for (int value : sum.results())
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'results' blocks the thread that runs coroutine 'futures'
    total += value;
  co_return total;
}

QCoro::Task<bool> processes(QThread &thread) {
  QProcess process;
  process.start("gzip", {"data"});
  if (!process.waitForStarted())
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'waitForStarted' blocks the thread that runs coroutine 'processes': it waits for a program to start [async-blocking-call]
    co_return false;
  process.waitForReadyRead(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForReadyRead' blocks the thread that runs coroutine 'processes'
  process.waitForFinished(-1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForFinished' blocks the thread that runs coroutine 'processes': it waits for a program to end [async-blocking-call]
  thread.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'processes'
  thread.wait(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'processes'
  QProcess::execute("sync");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'execute' blocks the thread that runs coroutine 'processes'
  co_return true;
}

QCoro::Task<QByteArray> network(QTcpSocket *socket, QTcpServer &server, QLocalSocket local) {
  socket->connectToHost("example.org", 80);
  if (!socket->waitForConnected(3000))
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'waitForConnected' blocks the thread that runs coroutine 'network': it waits for the peer's answer [async-blocking-call]
    co_return QByteArray();
  socket->write("hello");
  if (!socket->waitForBytesWritten())
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'waitForBytesWritten' blocks the thread that runs coroutine 'network'
    co_return QByteArray();
  while (socket->waitForReadyRead())
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'waitForReadyRead' blocks the thread that runs coroutine 'network'
    socket->readAll();
  local.waitForDisconnected();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitForDisconnected' blocks the thread that runs coroutine 'network'
  if (server.waitForNewConnection(100))
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'waitForNewConnection' blocks the thread that runs coroutine 'network'
    server.nextPendingConnection();
  co_return socket->readAll();
}

//===- Not flagged --------------------------------------------------------===//

QCoro::Task<int> asynchronous(QProcess &process, QTcpSocket *socket, QTimer &timer) {
  co_await QCoro::sleepFor(1s);
  co_await qCoro(process).start("gzip", {"data"});
  co_await qCoro(process).waitForFinished();
  co_await qCoro(socket).waitForConnected(1000);
  co_await timer;
  co_await qCoro(timer).waitForTimeout();
  QThread::msleep(0);
  int value = co_await load("settings");
  value += co_await QtConcurrent::run([] {
    QThread::sleep(1);
    return 1;
  });
  co_return value + co_await parse("settings");
}

QCoro::Generator<int> numbers() {
  QThread::msleep(10);
  co_yield 1;
}

int main() {
  QThread::sleep(1);
  return QCoro::waitFor(parse("settings"));
}
