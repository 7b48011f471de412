// RUN: %check %s async-coroutine-lambda-capture

// Shapes of real programs that must stay silent, and the bugs that look like them.

#include <asio.hpp>
#include <condition_variable>
#include <coroutine.h>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using mini::fire_and_forget;
using mini::task;
using Message = std::string;
task<> sleep(int Seconds);
void info(const std::string &Text);

// Flagged

// drogon#1069: the name is gone when the coroutine wakes up.
void greet(std::string Name) {
  [Name]() -> fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    info("hello");
    co_await sleep(10);
    info(Name);
  }();
}

// drogon's WebSocketClient::setAsyncMessageHandler: the coroutine that the callback starts refers
// to the callback's own captures, which lie in the closure that ends.
struct Client {
  std::function<void(Message)> Handler;
  void setAsyncHandler(const std::function<task<>(Message)> &Callback) {
    Handler = [Callback](Message Text) {
      [Callback](Message Text) -> fire_and_forget {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: captures of this coroutine lambda die
        co_await Callback(std::move(Text));
      }(std::move(Text));
    };
  }
};

// Not flagged

// The correction of the first: a function or a parameter has its own copy in the frame.
void greetByParameter(std::string Name) {
  [](std::string Name) -> fire_and_forget {
    co_await sleep(10);
    info(Name);
  }(std::move(Name));
}

// A route's handler lives in the table of routes.
class App {
public:
  using Handler = std::function<task<>(const Message &)>;
  App &route(Handler Run) {
    Routes.push_back(std::move(Run));
    return *this;
  }
  void setup(std::shared_ptr<int> State) {
    route([State](const Message &Text) -> task<> {
      co_await sleep(*State);
      info(Text);
    }).route([this](const Message &) -> task<> { co_await sleep(Routes.size()); });
  }

private:
  std::vector<Handler> Routes;
};

// A retry policy of a plain function: the closure is the caller's.
template <class F> task<> withRetries(F &&Run, int Times) {
  while (Times--)
    co_await Run();
}
task<> retries(std::string Name) {
  co_await withRetries([&]() -> task<> {
    co_await sleep(1);
    info(Name);
  }, 3);
}

// A callback of main: the loop that runs it is run by the function that has the closure.
int mainFunction(asio::io_context &Context, std::string Name) {
  asio::co_spawn(Context, [&]() -> asio::awaitable<void> {
    info(Name);
    co_return;
  }, asio::detached);
  Context.run();
  return 0;
}

// Local recursion, and a dispatch to closures with names.
task<> dispatch(bool Flag, std::string Name) {
  auto First = [&]() -> task<> {
    co_await sleep(1);
    info(Name);
  };
  auto Second = [&]() -> task<> {
    co_await sleep(2);
    info(Name);
  };
  co_await (Flag ? First() : Second());
}

// drogon's sync_wait(): the thread only refers to the closure, which the function keeps until the
// coroutine has told that it is done.
template <class Awaitable> void runsOnAThreadAndIsWaitedFor(Awaitable &&Work) {
  std::mutex Mutex;
  std::condition_variable Done;
  bool Ready = false;
  auto Task = [&]() -> mini::fire_and_forget {
    co_await Work;
    std::unique_lock<std::mutex> Lock(Mutex);
    Ready = true;
    Done.notify_all();
  };
  std::thread Thread([&] { Task(); });
  std::unique_lock<std::mutex> Lock(Mutex);
  Done.wait(Lock, [&] { return Ready; });
  Thread.join();
}
