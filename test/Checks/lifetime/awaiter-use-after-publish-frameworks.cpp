// RUN: %check %s async-awaiter-use-after-publish

#include <boost-asio.h>
#include <boost/asio.hpp>
#include <coroutine.h>
#include <folly.h>
#include <qt.h>
#include <thread>
#include <utility>

using Handle = std::coroutine_handle<>;

//===- Flagged --------------------------------------------------------------===//

struct Asio {
  boost::asio::io_context &Context;
  int Posted = 0;
  bool await_ready() { return false; }
  void await_suspend(Handle H) {
    boost::asio::post(Context, [H] { H.resume(); });
    ++Posted;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the awaiter is used when the coroutine may already have run on elsewhere, and destroyed it [async-awaiter-use-after-publish]
  }
  void await_resume() {}
};
struct Folly {
  folly::Executor *On;
  int Added = 0;
  bool await_ready() { return false; }
  void await_suspend(Handle H) {
    On->add([H] { H.resume(); });
    ++Added;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the awaiter is used when
  }
  void await_resume() {}
};
struct Thread {
  std::thread *Started;
  int Count = 0;
  bool await_ready() { return false; }
  void await_suspend(Handle H) {
    *Started = std::thread(H);
    Count = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used when
  }
  void await_resume() {}
};

//===- Not flagged ----------------------------------------------------------===//

// The event loop of this thread runs it later.
struct OnATimer {
  QTimer *Timer;
  int Connected = 0;
  bool await_ready() { return false; }
  void await_suspend(Handle H) {
    QObject::connect(Timer, &QTimer::timeout, [H] { H.resume(); });
    ++Connected;
  }
  void await_resume() {}
};
struct PostsLast {
  boost::asio::io_context &Context;
  int Posted = 0;
  bool await_ready() { return false; }
  void await_suspend(Handle H) {
    ++Posted;
    boost::asio::post(Context, [H] { H.resume(); });
  }
  void await_resume() {}
};
