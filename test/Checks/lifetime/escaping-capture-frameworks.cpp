// RUN: %check %s async-escaping-capture --std=c++20

#include <folly.h>
#include <memory>
#include <qt.h>
#include <string>
#include <seastar.h>

void use(int Value);
void change(int &Value);

//===- Qt -------------------------------------------------------------------===//

class Service : public QObject {
public:
  void finished();
};

class Window : public QObject {
public:
  // Whoever has the service lives longer than a window.
  void watch(Service *Of) {
    connect(Of, &Service::finished, [this] { show(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the object may be destroyed before this lambda runs: without a context it runs all the same [async-escaping-capture]
  }
  void later() {
    QTimer::singleShot(100, [this] { show(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the object may be destroyed before this lambda runs
  }
  void localsOfTheFunction(Service *Of) {
    int Count = 0;
    connect(Of, &Service::finished, this, [this, &Count] { change(Count); });
    // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'Count' may be gone when this lambda runs: nothing waits
  }
  void withContext(Service *Of) {
    connect(Of, &Service::finished, this, [this] { show(); });
    QTimer::singleShot(100, this, [this] { show(); });
  }
  void ownSignal() {
    connect(this, &Window::closed, [this] { show(); });
    connect(Own, &Service::finished, [this] { show(); });
    auto *Timer = new QTimer(this);
    connect(Timer, &QTimer::timeout, [this] { show(); });
  }
  void waitsInALoop(Service *Of) {
    QEventLoop Loop;
    connect(Of, &Service::finished, [&Loop] { Loop.quit(); });
    Loop.exec();
  }
  void closed();

private:
  void show();
  Service *Own;
};

// Not an object of Qt's: there is nothing to bind to.
struct Plain {
  void watch(Service *Of) {
    QObject::connect(Of, &Service::finished, [this] { use(1); });
  }
};

//===- Seastar --------------------------------------------------------------===//

seastar::future<> readSome();
seastar::future<> continuationIsReturned() {
  int Count = 0;
  return readSome().then([&Count] { change(Count); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'Count' may be gone when this lambda runs: nothing waits
}
seastar::future<> continuationIsAwaited() {
  int Count = 0;
  co_await readSome().then([&Count] { change(Count); });
}
