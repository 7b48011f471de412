// RUN: %check %s async-coroutine-lambda-capture

#include <qcoro.h>

QCoro::Task<int> parse(const QString &name);
void show(const QString &text);

class Button : public QObject {
public:
  void clicked();
};

class Window : public QObject {
public:
  void flagged(QString name) {
    QTimer::singleShot(0, this, [this, name]() -> QCoro::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await parse(name);
      show(name);
    });
    [this]() -> QCoro::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die
      co_await parse("settings");
      show(title);
    }();
    QMetaObject::invokeMethod(this, [this]() -> QCoro::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: captures of this coroutine lambda die
      co_await parse("settings");
      show(title);
    });
    auto task = [name]() -> QCoro::Task<int> {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die
      int value = co_await parse("settings");
      show(name);
      co_return value;
    }();
    QCoro::connect([name]() -> QCoro::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: captures of this coroutine lambda die
      co_await parse("settings");
      show(name);
    }(), this, [] {});
  }

  //===- Not flagged ------------------------------------------------------===//

  // The connection keeps the lambda.
  void connected() {
    QObject::connect(&button, &Button::clicked, this, [this]() -> QCoro::Task<> {
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
  void waited_for(QString name) {
    QCoro::waitFor([name]() -> QCoro::Task<int> {
      int value = co_await parse(name);
      show(name);
      co_return value;
    }());
  }
  void used_in_time(QString name) {
    QTimer::singleShot(0, this, [name]() -> QCoro::Task<> {
      show(name);
      co_await parse("settings");
    });
  }

private:
  Button button;
  QString title;
};
