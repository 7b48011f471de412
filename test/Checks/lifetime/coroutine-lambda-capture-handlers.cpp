// RUN: %check %s async-coroutine-lambda-capture

// Closures that are kept for later, by whom one can see and by whom one can't.

#include <coroutine.h>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using mini::eager;
using mini::fire_and_forget;
using mini::task;
task<> tick();
void use(int Value);
bool ready();

using Handler = std::function<task<>()>;
void subscribe(Handler Run);
template <class F> void on(F &&Run);
extern task<> Current;

//===- Flagged --------------------------------------------------------------===//

// A thread drops what it was given when that has returned, at the first suspension.
void inAThread(int X) {
  std::jthread Thread([X]() -> fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await tick();
    use(X);
  });
}

// The callable is a local, and the task isn't.
void functionObject(int X) {
  Handler Run = [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  };
  Current = Run();
}

// The helper runs it, keeps the task, and its parameter ends.
template <class F> void runsAndStores(F Run) { Current = Run(); }
void helperStoresTheTask(int X) {
  runsAndStores([X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  });
}

//===- Not flagged ----------------------------------------------------------===//

// A lazy coroutine that a thread makes and drops never runs: another check's finding.
void lazyInAThread(int X) {
  std::jthread Thread([X]() -> task<> {
    co_await tick();
    use(X);
  });
}

struct Server {
  Handler Member;
  std::map<int, Handler> Routes;
  std::vector<Handler> All;
  int Port = 0;

  void set(int X) {
    Member = [X]() -> task<> { co_await tick(); use(X); };
    Member = [this]() -> task<> { co_await tick(); use(Port); };
    Routes[X] = [X]() -> task<> { co_await tick(); use(X); };
    All.push_back([X]() -> task<> { co_await tick(); use(X); });
  }
  void take(Handler Run) { Member = std::move(Run); }
  template <class F> void takeAny(F Run) { Member = std::move(Run); }
  void give(int X) {
    take([X]() -> task<> { co_await tick(); use(X); });
    takeAny([X]() -> task<> { co_await tick(); use(X); });
  }
  explicit Server(int X) : Member([X]() -> task<> { co_await tick(); use(X); }) {}
  task<> run() { co_await Member(); }
};

Handler Global;
void setGlobal(int X) {
  Global = [X]() -> task<> { co_await tick(); use(X); };
  static Handler Static = [X]() -> task<> { co_await tick(); use(X); };
}

// Who gets it may keep it as long as it likes.
Handler returned(int X) {
  return [X]() -> task<> { co_await tick(); use(X); };
}
auto returnedAsItIs(int X) {
  return [X]() -> task<> { co_await tick(); use(X); };
}
auto returnedThroughALocal(int X) {
  auto Run = [X]() -> task<> { co_await tick(); use(X); };
  return Run;
}

void givenToUnknownCode(int X) {
  subscribe([X]() -> task<> { co_await tick(); use(X); });
}

auto shared(int X) {
  return std::make_shared<Handler>([X]() -> task<> { co_await tick(); use(X); });
}

task<> localFunctionObject(int X) {
  Handler Run = [X]() -> task<> { co_await tick(); use(X); };
  co_await Run();
  std::optional<Handler> Maybe = Run;
  co_await (*Maybe)();
}

template <class F> task<> runsAndAwaits(F Run) { co_await Run(); }
task<> helperAwaits(int X) {
  co_await runsAndAwaits([X]() -> task<> { co_await tick(); use(X); });
}

// The caller's closure: it is there as long as the caller awaits.
template <class F> task<> runsAndAwaitsReference(const F &Run) { co_await Run(); }
task<> helperAwaitsByReference(int X) {
  co_await runsAndAwaitsReference([X]() -> task<> { co_await tick(); use(X); });
}

void keptBySharedPointer(int X) {
  auto Run = std::make_shared<Handler>([X]() -> task<> { co_await tick(); use(X); });
  subscribe([Run]() -> task<> { return (*Run)(); });
}
