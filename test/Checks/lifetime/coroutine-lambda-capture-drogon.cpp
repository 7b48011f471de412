// RUN: %check %s async-coroutine-lambda-capture

// async_run() and handlers keep a callable; event loops drop it once it was called.

#include <drogon.h>
#include <string>

using drogon::AsyncTask;
using drogon::Task;

Task<> tick();
void log(const std::string &text);

class server {
public:
  void queues(std::string name) {
    loop->queueInLoop([this, name]() -> AsyncTask {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await tick();
      log(name + prefix);
    });
  }
  void runs_later(std::string name) {
    loop->runAfter(1.0, [name]() -> AsyncTask {
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name);
    });
  }
  void runs_at_once(std::string name) {
    [this, name]() -> AsyncTask {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name + prefix);
    }();
  }
  Task<> accept(int peer) {
    return [this, peer]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
  }
  auto starts(int peer) {
    return drogon::co_future([this, peer]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }());
  }

  // Not flagged

  void async_run(std::string name) {
    drogon::async_run([this, name]() -> Task<> {
      co_await tick();
      log(name + prefix);
    });
  }
  void async_func(std::string name) {
    loop->queueInLoop(drogon::async_func([this, name]() -> Task<> {
      co_await tick();
      log(name + prefix);
    }));
  }
  void repeats(std::string name) {
    loop->runEvery(1.0, [name]() -> AsyncTask {
      co_await tick();
      log(name);
    });
  }
  void handles() {
    drogon::app().registerHandler(
        "/", [this](drogon::HttpRequestPtr) -> Task<drogon::HttpResponsePtr> {
          co_await tick();
          log(prefix);
          co_return drogon::HttpResponse::newHttpResponse();
        });
  }
  Task<> in_place(std::string name) {
    co_await [&name]() -> Task<> {
      co_await tick();
      log(name);
    }();
    co_await drogon::when_all([&name]() -> Task<> {
      co_await tick();
      log(name);
    }(), tick());
  }
  void waits(std::string name) {
    drogon::sync_wait([&name]() -> Task<> {
      co_await tick();
      log(name);
    }());
  }

private:
  trantor::EventLoop *loop;
  std::string prefix;
};
