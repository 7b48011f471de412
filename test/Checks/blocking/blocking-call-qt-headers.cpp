// REQUIRES: qt6, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --also=async-blocking-wait --real-headers -- %qt6-flags

// Qt's own headers: overloads, templates and the classes that declare a method are the real ones.

#include <QtConcurrent/QtConcurrent>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QFuture>
#include <QtCore/QProcess>
#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtSql/QSqlQuery>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

class Downloader : public QObject {
public:
  Downloader() {
    connect(&timer, &QTimer::timeout, this, [this] {
      QThread::sleep(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
      std::this_thread::sleep_for(1s);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' blocks the thread that runs this handler
      socket.waitForReadyRead();
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'waitForReadyRead' blocks the thread that runs this handler
    });
    connect(&socket, &QTcpSocket::connected, this, &Downloader::on_connected);
    connect(&socket, &QTcpSocket::readyRead, this, &Downloader::on_data, Qt::QueuedConnection);
    QTimer::singleShot(1s, this, [this] { socket.waitForConnected(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'waitForConnected' blocks the thread that runs this handler
    QTimer::singleShot(100, [] { QThread::msleep(5); });
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'msleep' blocks the thread that runs this handler
    timer.callOnTimeout([this] { server.waitForNewConnection(100); });
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'waitForNewConnection' blocks the thread that runs this handler
    QHostInfo::lookupHost("example.org", this, [](const QHostInfo &) { QThread::usleep(5); });
    // CHECK-MESSAGES: :[[@LINE-1]]:72: warning: 'usleep' blocks the thread that runs this handler
  }

private:
  void on_connected() {
    QProcess::execute("gzip", {"data"});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'execute' blocks the thread that runs handler 'on_connected'
    QProcess process;
    process.start("gzip", {"data"});
    process.waitForStarted();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'waitForStarted' blocks the thread that runs handler 'on_connected'
    process.waitForFinished(-1);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'waitForFinished' blocks the thread that runs handler 'on_connected'
    QHostInfo info = QHostInfo::fromName("example.org");
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'fromName' blocks the thread that runs handler 'on_connected'
    QSqlQuery query;
    query.exec("select 1");
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'exec' blocks the thread that runs handler 'on_connected'
    QFile file("data");
    file.open(QIODevice::ReadOnly);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'open' blocks the thread that runs handler 'on_connected'
  }
  void on_data() {
    QFuture<int> size = QtConcurrent::run([] { return 1; });
    int first = size.result();
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'result' blocks the thread that runs handler 'on_data'
    size.waitForFinished();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitForFinished' blocks the thread that runs handler 'on_data'
    QEventLoop().exec();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'exec' blocks the thread that runs handler 'on_data'
    semaphore.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'acquire' blocks the thread that runs handler 'on_data'
    thread.wait(1000);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread that runs handler 'on_data'
  }

  QTimer timer;
  QTcpSocket socket;
  QTcpServer server;
  QSemaphore semaphore;
  QThread thread;
};

//===- Not flagged --------------------------------------------------------===//

class Worker : public QObject {
public:
  void start(QThread &thread) {
    connect(&thread, &QThread::started, [] { QThread::sleep(1); });
    QMetaObject::invokeMethod(this, [this] { process.waitForFinished(); }, Qt::QueuedConnection);
    connect(&process, &QProcess::finished, this, &Worker::on_finished);
  }

private:
  void on_finished() {
    QByteArray output = process.readAllStandardOutput();
    socket.connectToHost("example.org", 80);
    socket.write(output);
    server.waitForNewConnection();
    semaphore.tryAcquire(1, 0);
    QMutexLocker locker(&mutex);
    QThread *thread = QThread::create([] { QThread::sleep(1); });
    QThreadPool::globalInstance()->start([] { QThread::sleep(1); });
    QFuture<void> done = QtConcurrent::run([] { QThread::sleep(1); });
    QFuture<void> on_pool = QtConcurrent::run(QThreadPool::globalInstance(), [this](int name) {
      QProcess::execute("gzip", {QString::number(name)});
    }, 3);
    QFuture<void> then = done.then(QtFuture::Launch::Async, [] { QThread::sleep(1); });
    QList<int> sizes{1, 2};
    QFuture<int> doubled = QtConcurrent::mapped(sizes, [](int size) {
      QThread::msleep(size);
      return size * 2;
    });
    process.start("next");
  }

  QProcess process;
  QTcpSocket socket;
  QTcpServer server;
  QSemaphore semaphore;
  QMutex mutex;
};

int main() {
  QProcess process;
  process.start("true");
  return process.waitForFinished();
}
