// RUN: %check %s async-coroutine-lambda-capture --strict-notes --std=c++20

#include <coroutine.h>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using mini::eager;
using mini::fire_and_forget;
using mini::task;
task<> tick();
task<int> number();
void use(int Value);
void use(const std::string &Text);
void spawn(task<> Task); // nobody knows what it does
template <class... Ts> task<> all(task<Ts>... Tasks);
std::vector<task<>> Background;
task<> *Slot;

//===- Flagged --------------------------------------------------------------===//

// Run where it is written, and the task is kept for later: the closure has no name and ends.
task<> storedInALocal(int X) {
  auto Task = [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+5]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    use(X);
  }();
  co_await tick();
  co_await std::move(Task);
}

task<> returned(int X) {
  return [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    use(X);
  }();
}

// A lazy coroutine has not even begun when its closure ends.
task<> returnedAndUsesItsCapturesAtOnce(int X) {
  return [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    use(X);
    co_return;
  }();
}

task<> returnedInAnotherCoroutine(int X) {
  co_await tick();
  auto Make = [&]() {
    return [X]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the closure is a temporary that ends with this statement; its task goes on
      use(X);
      co_await tick();
    }();
  };
  co_await Make();
}

// Runs at once up to its first suspension, and nobody waits for the rest.
void discarded(int X) {
  [X]() -> fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    use(X);
  }();
}

void discardedEager(int X) {
  [X]() -> eager<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    use(X);
    co_await tick();
    use(X);
  }();
}

// The operand of the await is made before the suspension, but what it awaits may refer to it.
void discardedAndGivenToTheAwaitedWork(std::function<task<>()> Callback) {
  [Callback]() -> fire_and_forget { co_await Callback(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
}

void discardedInALoop(int X) {
  [X]() -> fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    for (int I = 0; I != 3; ++I) {
      use(X);
      co_await tick();
    }
  }();
}

// A closure with a name, and the task goes further than it.
task<> namedAndReturned(int X) {
  auto Run = [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: the task leaves the function here, the closure does not
    co_await tick();
    use(X);
  };
  return Run();
}

void namedAndStored(int X) {
  auto Run = [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: the task leaves the function here, the closure does not
    co_await tick();
    use(X);
  };
  *Slot = Run();
}

struct Session {
  int Id = 0;
  task<> Task;
  void startMember() {
    Task = [this]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the closure is a temporary that ends with this statement; its task goes on
      co_await tick();
      use(Id);
    }();
  }
  task<> startCopy() {
    return [*this]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the closure is a temporary that ends with this statement; its task goes on
      co_await tick();
      use(Id);
    }();
  }
  Session(int Id) : Id(Id), Task([this]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:34: note: the closure is a temporary that ends with this statement; its task goes on
      co_await tick();
      use(this->Id);
    }()) {}
  Session(Session &&);
  Session(const Session &);
};

// What is captured doesn't matter, nor how.
task<> byReference(int &X) {
  return [&X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    use(X);
  }();
}

task<> byDefault(int X, int Y) {
  return [=]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    use(X + Y);
  }();
}

task<> initCapture(std::string Text) {
  return [Copy = std::move(Text)]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    use(Copy);
  }();
}

task<> pack(auto... Values) {
  return [Values...]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    (use(Values), ...);
  }();
}
template task<> pack(int, int);

task<> withParameters(int X) {
  return [X](int Y) -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    use(X + Y);
  }(1);
}

task<> throughAConditional(bool Flag, int X) {
  return Flag ? [X]() -> task<> { use(X); co_return; }()
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
              : tick();
}

// Helpers with a body in sight.
void keeps(task<> Task) { Background.push_back(std::move(Task)); }
void storesItself(task<> &&Task) { *Slot = std::move(Task); }
void storedByAHelper(int X) {
  storesItself([X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    use(X);
  }());
}

task<> handsBack(task<> Task) { return Task; }
task<> returnedThroughAHelper(int X) {
  return handsBack([X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is a temporary that ends with this statement; its task goes on
    co_await tick();
    use(X);
  }());
}

template <class F> void runsAndStores(F Run) { *Slot = Run(); }
void callableIsRunAndStored(int X) {
  runsAndStores([X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the task leaves the function here, the closure does not
    co_await tick();
    use(X);
  });
}

//===- Not flagged ----------------------------------------------------------===//

task<> awaitedInPlace(int X) {
  co_await [X]() -> task<> {
    co_await tick();
    use(X);
  }();
  int Y = co_await [&]() -> task<int> { co_return X + co_await number(); }();
  use(Y);
  if (co_await [X]() -> task<bool> { co_return X > 0; }())
    use(X);
}

task<int> awaitedInAReturn(int X) {
  co_return co_await [X]() -> task<int> { co_return X + co_await number(); }();
}

task<> awaitedThroughACombinator(int X) {
  co_await mini::when_all([X]() -> task<> { co_await tick(); use(X); }(),
                          [&X]() -> task<> { co_await tick(); use(X); }());
}

task<> awaitedThroughAnUnknownWrapper(int X) {
  co_await all([X]() -> task<> { co_await tick(); use(X); }());
}

// Nothing is captured: the frame has it all.
task<> noCapture() {
  return []() -> task<> { co_await tick(); }();
}

task<> parametersInsteadOfCaptures(int X) {
  return [](int X) -> task<> {
    co_await tick();
    use(X);
  }(X);
}

// Captured, but not looked at when the closure is gone.
void usedBeforeTheFirstSuspension(int X) {
  [X]() -> fire_and_forget {
    use(X);
    co_await tick();
  }();
}

void copiedBeforeTheFirstSuspension(std::string Text) {
  [Text]() -> fire_and_forget {
    auto Copy = Text;
    co_await tick();
    use(Copy);
  }();
}

void neverSuspended(int X) {
  [X]() -> fire_and_forget {
    co_await std::suspend_never{};
    use(X);
    co_return;
  }();
}

task<> notUsed(int X) {
  return [&]() -> task<> { co_await tick(); }();
}

// Lazy and dropped: never runs, which is another check's finding.
void lazyAndDropped(int X) {
  [X]() -> task<> {
    co_await tick();
    use(X);
  }();
}

// A closure that lives as long as its tasks.
task<> namedAndAwaited(int X) {
  auto Run = [X]() -> task<> {
    co_await tick();
    use(X);
  };
  co_await Run();
  auto Task = Run();
  co_await std::move(Task);
}

task<> namedAndJoined(int X) {
  auto Run = [&](int Y) -> task<> {
    co_await tick();
    use(X + Y);
  };
  std::vector<task<>> Tasks;
  for (int I = 0; I != 3; ++I)
    Tasks.push_back(Run(I));
  for (auto &Task : Tasks)
    co_await std::move(Task);
}

// Whoever waits has thought of the matter: async_simple's await().
void waitForAll();
void namedAndWaitedFor(int X) {
  auto Run = [X]() -> task<> {
    co_await tick();
    use(X);
  };
  *Slot = Run();
  waitForAll();
}

void staticClosure() {
  static int Count = 0;
  static auto Run = [Copy = Count]() -> task<> {
    co_await tick();
    use(Copy);
  };
  *Slot = Run();
}

// Somebody else's business: the closure goes where its task can't be seen.
task<> capturedByAnotherLambda(int X) {
  auto Inner = [X]() -> task<> {
    co_await tick();
    use(X);
  };
  auto Outer = [Inner]() -> task<> { co_await Inner(); };
  co_await Outer();
}

task<> givenToUnknownCode(int X) {
  spawn([X]() -> task<> { co_await tick(); use(X); }());
  co_await tick();
}

// No coroutine: it only makes one, which has its arguments in its own frame.
task<> work(int Value);
task<> plainLambda(int X) {
  return [X] { return work(X); }();
}

// Helpers with a body in sight.
task<> awaits(task<> Task) { co_await std::move(Task); }
task<> awaitedByAHelper(int X) {
  co_await awaits([X]() -> task<> { co_await tick(); use(X); }());
}

template <class F> task<> retry(F Run) {
  for (int I = 0; I != 3; ++I)
    co_await Run();
}
task<> callableIsAwaitedByAHelper(int X) {
  co_await retry([&X]() -> task<> { co_await tick(); use(X); });
}
task<> callableLivesInTheHelpersFrame(int X) {
  return retry([X]() -> task<> { co_await tick(); use(X); });
}
