// REQUIRES: qcoro, libstdcxx-coroutine
// RUN: %check %s async-leak-across-suspension --real-headers -- %qcoro-flags

// QCoro's tasks, with Qt's atomics.

#include <QtCore/QAtomicInt>
#include <QtCore/QScopedPointer>
#include <qcoro/qcorotask.h>

struct Request {
  int id = 0;
};
QCoro::Task<> send(const Request &request);
QCoro::Task<> work();

class Client {
public:
  QCoro::Task<> run() {
    active_.ref();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'active_' stays counted up if the coroutine ends while suspended: it is released by hand, after that [async-leak-across-suspension]
    co_await work();
    active_.deref();
  }
  QCoro::Task<> count() {
    pending_.fetchAndAddRelaxed(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'pending_' stays counted up if the coroutine ends while suspended: it is released by hand, after that
    co_await work();
    pending_.fetchAndSubRelaxed(1);
  }
  QCoro::Task<> request() {
    auto *request = new Request;
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'request' leaks if the coroutine ends while suspended: it is released by hand, after that
    co_await work();
    delete request;
  }

  QCoro::Task<> inAnyCase() {
    active_.ref();
    try {
      co_await work();
    } catch (...) {
      active_.deref();
      throw;
    }
    active_.deref();
  }
  QCoro::Task<> total() {
    total_.ref();
    co_await work();
  }
  QCoro::Task<> scoped() {
    QScopedPointer<Request> request(new Request);
    co_await send(*request);
  }

private:
  QAtomicInt active_, pending_, total_;
};
