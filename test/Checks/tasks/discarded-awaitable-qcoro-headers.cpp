// REQUIRES: qcoro, libstdcxx-coroutine
// RUN: %check %s async-discarded-awaitable --real-headers -- %qcoro-flags

#include <QCoroProcess>
#include <QCoroTask>
#include <QCoroTimer>
#include <QtCore/QTimer>

QCoro::Task<> save(QString name);
QCoro::Task<int> parse(QString name);

QCoro::Task<> close_all(QTimer &timer, QProcess &process) {
  save("settings");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'save' is dropped, and with it any error; await it [async-discarded-awaitable]
  parse("settings");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'parse' is dropped, and with it any error; await it [async-discarded-awaitable]
  qCoro(process).waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'waitForFinished' is dropped
  QCoro::sleepFor(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'sleepFor' is dropped
  co_await timer;
}

//===- Not flagged --------------------------------------------------------===//

void on_clicked(QObject *context) {
  save("settings");
  parse("settings").then([](int) {});
  QCoro::connect(parse("settings"), context, [](int) {});
  QCoro::waitFor(save("settings"));
}

QCoro::Task<> awaits() {
  auto saved = save("settings");
  (void)save("log");
  co_await parse("settings");
  co_await saved;
}
