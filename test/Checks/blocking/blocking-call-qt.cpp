// RUN: %check %s async-blocking-call --also=async-blocking-wait

// What Qt's event loop runs, and what it hands to other threads.

#include <qt.h>

using namespace std::chrono_literals;

class Button : public QObject {
public:
  void clicked();
};

class Window : public QObject {
  Q_OBJECT
public:
  Window() {
    QObject::connect(&button, &Button::clicked, this, [this] {
      QThread::sleep(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
      export_report("all");
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'export_report' blocks the thread that runs this handler: it reaches 'waitForFinished'
    });
    QObject::connect(&button, &Button::clicked, this, &Window::on_clicked, Qt::QueuedConnection);
    QTimer::singleShot(100, this, &Window::refresh);
    timer.callOnTimeout(this, [this] {
      semaphore.acquire();
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'acquire' blocks the thread that runs this handler: it waits for another thread's release [async-blocking-call]
    });
  }

private:
  void on_clicked() {
    QThread::msleep(200);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'msleep' blocks the thread that runs handler 'on_clicked': it puts the thread to sleep [async-blocking-call]
    QProcess::execute("convert", {"in.png", "out.jpg"});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'execute' blocks the thread that runs handler 'on_clicked': it waits for a program to end [async-blocking-call]
    QFuture<int> sum = QtConcurrent::run([] { return 1; });
    sum.waitForFinished();
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitForFinished' blocks the thread that runs handler 'on_clicked': it waits for the result [async-blocking-wait]
    sum = QtConcurrent::run([] { return 1; });
    int total = sum.result();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'result' blocks the thread that runs handler 'on_clicked': it waits for the result [async-blocking-wait]
    QEventLoop loop;
    loop.exec();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'exec' blocks the thread that runs handler 'on_clicked': it runs a nested event loop [async-blocking-call]
    QFile log("app.log");
    log.open(QIODevice::ReadOnly);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'open' blocks the thread that runs handler 'on_clicked': it opens a file [async-blocking-call]
  }
  void refresh() {
    socket.waitForConnected();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitForConnected' blocks the thread that runs handler 'refresh': it waits for the peer's answer [async-blocking-call]
    socket.waitForReadyRead(3000);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitForReadyRead' blocks the thread that runs handler 'refresh': it waits for data [async-blocking-call]
    QIODevice &device = socket;
    device.waitForBytesWritten(3000);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitForBytesWritten' blocks the thread that runs handler 'refresh': it waits until the data is taken [async-blocking-call]
    server.waitForNewConnection(1000);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitForNewConnection' blocks the thread that runs handler 'refresh': it waits for a connection [async-blocking-call]
    QHostInfo::fromName("example.org");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'fromName' blocks the thread that runs handler 'refresh': it looks up a name [async-blocking-call]
    query.exec("select name from users");
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'exec' blocks the thread that runs handler 'refresh': it waits until the query is done [async-blocking-call]
    worker.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread that runs handler 'refresh': it waits for another thread to end [async-blocking-call]
    QThreadPool::globalInstance()->waitForDone();
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'waitForDone' blocks the thread that runs handler 'refresh': it waits for the pool's threads to end [async-blocking-call]
    QtConcurrent::blockingMap(sizes, [](int &size) { size *= 2; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'blockingMap' blocks the thread that runs handler 'refresh': it waits until all elements are done [async-blocking-call]
    QMutexLocker locker(&mutex);
    changed.wait(&mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wait' blocks the thread that runs handler 'refresh': it waits to be woken [async-blocking-call]
  }
  void export_report(const QString &name) {
    QProcess process;
    process.start("report", {name});
    process.waitForFinished();
  }

  Button button;
  QTimer timer;
  QSemaphore semaphore;
  QTcpSocket socket;
  QTcpServer server;
  QSqlQuery query;
  QThread worker;
  QList<int> sizes;
  QMutex mutex;
  QWaitCondition changed;
};

//===- Not flagged --------------------------------------------------------===//

class Quick : public QObject {
public:
  Quick() { QObject::connect(&button, &Button::clicked, this, &Quick::on_clicked); }

private:
  void on_clicked() {
    QThread::msleep(0);
    socket.waitForReadyRead(0);
    server.waitForNewConnection();
    semaphore.tryAcquire();
    semaphore.tryAcquire(1, 0);
    QMutexLocker locker(&mutex);
    QByteArray data = socket.readAll();
    QProcess::startDetached("viewer");
    process.start("viewer");
    current = QtConcurrent::run([] { QThread::sleep(1); });
    auto thumbnails = QtConcurrent::mapped(sizes, [](int size) {
      QThread::msleep(10);
      return size;
    });
    QThreadPool::globalInstance()->start([] { QProcess::execute("sync"); });
    QThread *thread = QThread::create([] { QThread::sleep(1); });
    thread->start();
  }

  Button button;
  QTcpSocket socket;
  QTcpServer server;
  QProcess process;
  QSemaphore semaphore;
  QMutex mutex;
  QList<int> sizes;
  QFuture<void> current;
};

// Without a context object it runs in the thread that emits.
void in_the_thread(QThread &thread, QProcess &process) {
  QObject::connect(&thread, &QThread::started, [&process] { process.waitForFinished(); });
}

// Its event loop is there for such work.
void to_the_worker(QObject *worker) {
  QMetaObject::invokeMethod(worker, [] { QProcess::execute("backup"); });
}

class Worker : public QThread {
  void run() override { msleep(100); }
};

int main() {
  QProcess process;
  process.start("true");
  return process.waitForFinished();
}
