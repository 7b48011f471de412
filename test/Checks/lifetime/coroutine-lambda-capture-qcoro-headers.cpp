// REQUIRES: qcoro, libstdcxx-coroutine
// RUN: %check %s async-coroutine-lambda-capture --real-headers -- %qcoro-flags

#include <QCoroTask>
#include <QCoroTimer>
#include <QtCore/QTimer>

QCoro::Task<int> parse(QString name);
void show(const QString &text);

class Window : public QObject {
public:
  void flagged(QString name) {
    QTimer::singleShot(0, this, [this, name]() -> QCoro::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await parse(name);
      show(title);
    });
    [this]() -> QCoro::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die
      co_await parse("settings");
      show(title);
    }();
  }

  // Not flagged

  void connected() {
    connect(&timer, &QTimer::timeout, this, [this]() -> QCoro::Task<> {
      co_await parse("settings");
      show(title);
    });
    timer.callOnTimeout([this]() -> QCoro::Task<> {
      co_await parse("settings");
      show(title);
    });
    parse("settings").then([this](int) -> QCoro::Task<> {
      co_await parse("more");
      show(title);
    });
  }
  QCoro::Task<> awaited(QString name) {
    co_await [this, name]() -> QCoro::Task<> {
      co_await parse(name);
      show(title);
    }();
  }

private:
  QTimer timer;
  QString title;
};
