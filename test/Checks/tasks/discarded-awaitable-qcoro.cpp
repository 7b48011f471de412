// RUN: %check %s async-discarded-awaitable

// QCoro's tasks start at once and go on when they are dropped: slots are made so. In a coroutine an await
// is as easy.

#include <qcoro.h>

QCoro::Task<> save(const QString &name);
QCoro::Task<int> parse(const QString &name);
QCoro::LazyTask<int> lazily();

class Window : public QObject {
public:
  QCoro::Task<> close_all(QTimer &timer, QProcess &process) {
    save("settings");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the result of 'save' is dropped, and with it any error; await it [async-discarded-awaitable]
    parse("settings");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the result of 'parse' is dropped, and with it any error; await it [async-discarded-awaitable]
    qCoro(process).waitForFinished();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the result of 'waitForFinished' is dropped
    QCoro::sleepFor(std::chrono::seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the result of 'sleepFor' is dropped
    QtConcurrent::run([] { return 1; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the result of 'run' is dropped
    lazily();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazily' is dropped and never runs
    co_await timer;
  }
  void plain() {
    lazily();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazily' is dropped and never runs [async-discarded-awaitable]
    (void)lazily();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task from 'lazily' is dropped and never runs [async-discarded-awaitable]
  }

  //===- Not flagged ------------------------------------------------------===//

  void on_clicked() {
    save("settings");
    parse("settings").then([](int) {});
    QCoro::connect(parse("settings"), this, [](int) {});
    QCoro::waitFor(save("settings"));
    (void)save("settings");
  }
  QCoro::Task<> awaits() {
    co_await save("settings");
    auto saved = save("settings");
    int value = co_await parse("settings") + co_await lazily();
    (void)save("log");
    co_await saved;
  }
};
