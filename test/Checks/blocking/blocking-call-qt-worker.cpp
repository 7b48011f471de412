// RUN: %check %s async-blocking-call

// Qt's way to a worker: an object that lives in a thread of its own, whose event loop waits for its slots.
// In such a file nobody can tell from a connection which thread runs what.

#include <qt.h>

class Worker : public QObject {
  Q_OBJECT
public:
  void convert() {
    QProcess::execute("convert", {"in.png", "out.jpg"});
    finished();
  }
  void finished();
};

class Controller : public QObject {
  Q_OBJECT
public:
  Controller() {
    worker->moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, worker, &Worker::convert);
    QObject::connect(this, &Controller::requested, worker, [this] { worker->convert(); });
    QObject::connect(worker, &Worker::finished, this, &Controller::show);
    QTimer::singleShot(0, worker, [] { QThread::sleep(1); });
    thread.start();
  }
  ~Controller() {
    thread.quit();
    thread.wait();
  }
  void requested();

private:
  void show();

  QThread thread;
  Worker *worker = new Worker;
};
