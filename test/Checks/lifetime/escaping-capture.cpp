// RUN: %check %s async-escaping-capture --std=c++20

#include <asio.hpp>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

void use(int Value);
void use(const std::string &Text);
void change(int &Value);
std::function<void()> Hook;

//===- Flagged --------------------------------------------------------------===//

void detachedThread() {
  int X = 1;
  std::thread([&X] { use(X); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'X' may be gone when this lambda runs: nothing waits for that in its scope [async-escaping-capture]
}

void detachedLater() {
  int X = 1, Y = 2;
  std::thread T([&] { use(X + Y); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'X' may be gone when this lambda runs: nothing waits
  T.detach();
}

void argumentOfADetachedThread() {
  int X = 0;
  std::thread(change, std::ref(X)).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'X' may be gone when this callable runs: nothing waits
}

void posted(asio::io_context &Io, std::string Text) {
  asio::post(Io, [&Text] { use(Text); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Text' may be gone when this lambda runs: nothing waits
}

// A timer that ends cancels, but its handler runs all the same, with an error.
void localTimer(asio::io_context &Io) {
  int Count = 0;
  asio::steady_timer Timer(Io);
  Timer.async_wait([&Count](const asio::error_code &) { change(Count); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Count' may be gone when this lambda runs: nothing waits
}

void variableOfALoop(asio::io_context &Io) {
  for (int I = 0; I < 3; ++I)
    asio::post(Io, [&] { use(I); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'I' may be gone when this lambda runs: nothing waits
}

// The wait comes behind the loop: too late for what each turn has.
void joinedBehindTheLoop() {
  std::vector<std::thread> Threads;
  for (int I = 0; I < 3; ++I) {
    int Number = I;
    Threads.push_back(std::thread([&Number] { use(Number); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'Number' is gone after this turn of the loop, and this lambda may still run
  }
  for (std::thread &T : Threads)
    T.join();
}

void storedInAGlobal() {
  int X = 0;
  Hook = [&X] { change(X); };
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'X' may be gone when this lambda runs: that is kept beyond the end of its scope
}

std::future<void> returnedFuture(int X) {
  return std::async(std::launch::async, [&X] { change(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'X' may be gone when this lambda runs: nothing waits
}

void pointerToALocal(asio::io_context &Io) {
  int X = 0;
  int *Pointer = &X;
  asio::post(Io, [Pointer] { use(*Pointer); });
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'X' may be gone when this lambda runs: nothing waits
}

void viewOfALocal(asio::io_context &Io, std::string Text) {
  std::string_view View = Text;
  asio::post(Io, [View] { use(View.size()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Text' may be gone when this lambda runs: nothing waits
}

template <class F> void later(asio::io_context &Io, F Callable) {
  asio::post(Io, std::move(Callable));
}
void throughAHelper(asio::io_context &Io) {
  int X = 0;
  later(Io, [&X] { change(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'X' may be gone when this lambda runs: nothing waits
}

struct Deferred {
  Deferred &onFinish(std::function<void()> Callback);
};
// The outer lambda runs once, and takes what it captured with it.
void closureOfALambdaThatRunsOnce(asio::io_context &Io, Deferred &Work) {
  std::promise<void> Done;
  asio::post(Io, [&Work, Done = std::move(Done)]() mutable {
    Work.onFinish([&] { Done.set_value(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Done' belongs to the lambda around, which may be gone when this lambda runs
  });
}

class Session : public std::enable_shared_from_this<Session> {
public:
  void start() {
    Timer.async_wait([this](const asio::error_code &) { step(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the object may be destroyed before this lambda runs: a raw 'this' doesn't keep it alive
  }
  void implicit() {
    asio::post(Io, [=] { step(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the object may be destroyed before this lambda runs
  }
  void bound() {
    asio::post(Io, std::bind(&Session::step, this));
    // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: the object may be destroyed before this callable runs
  }
  // The handler of the handler has to keep it as well.
  void nested() {
    asio::post(Io, [this, self = shared_from_this()] {
      asio::post(Io, [this] { step(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the object may be destroyed before this lambda runs
    });
  }
  void keeps() {
    Timer.async_wait([self = shared_from_this()](const asio::error_code &) { self->step(); });
    Timer.async_wait([this, self = shared_from_this()](const asio::error_code &) { step(); });
    asio::post(Io, std::bind(&Session::step, shared_from_this()));
  }
  void keepsByALocal() {
    auto Self = shared_from_this();
    asio::post(Io, [this, Self] { step(); });
  }
  void looksWhetherItLives() {
    asio::post(Io, [this, weak = weak_from_this()] {
      if (auto Self = weak.lock())
        step();
    });
  }
  // The timer's end cancels the wait, and the handler looks first.
  void looksForCancellation() {
    Timer.async_wait([this](const asio::error_code &Error) {
      if (Error)
        return;
      step();
    });
  }

private:
  void step();
  asio::io_context &Io;
  asio::steady_timer Timer;
};

class Worker {
public:
  void start() {
    std::thread([this] { run(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the object may be destroyed while this lambda runs: nothing waits for the detached thread
  }

private:
  void run();
  int State = 0;
};

class Node {
public:
  void output() {
    for (int I = 0; I < 3; ++I)
      asio::post(*Pool, [this, I] { write(I); });
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the object may be destroyed before this lambda runs: nothing waits or keeps it alive
  }

private:
  void write(int Number);
  asio::thread_pool *Pool;
};

//===- Not flagged ----------------------------------------------------------===//

void joined() {
  int X = 1;
  std::thread T([&X] { use(X); });
  T.join();
}

void joinsWhenItEnds() {
  int X = 1;
  std::jthread T([&X] { use(X); });
}

void allJoined() {
  int X = 1;
  std::vector<std::thread> Threads;
  for (int I = 0; I < 3; ++I)
    Threads.emplace_back([&X] { use(X); });
  for (std::thread &T : Threads)
    T.join();
}

void runsTheLoopItself() {
  asio::io_context Io;
  int X = 0;
  asio::post(Io, [&X] { change(X); });
  Io.run();
}

void runsTheLoopOfAnother(asio::io_context &Io) {
  int X = 0;
  asio::post(Io, [&X] { change(X); });
  Io.run();
}

void futureIsWaitedFor() {
  int X = 0;
  auto Future = std::async(std::launch::async, [&X] { change(X); });
  use(1);
  Future.get();
}

void futureWaitsWhenItEnds() {
  int X = 0;
  auto Future = std::async(std::launch::async, [&X] { change(X); });
}

void promiseIsWaitedFor(asio::io_context &Io) {
  std::promise<void> Promise;
  auto Future = Promise.get_future();
  asio::post(Io, [&Promise] { Promise.set_value(); });
  Future.wait();
}

void latchIsWaitedFor(asio::io_context &Io) {
  std::latch Latch(3);
  for (int I = 0; I < 3; ++I)
    asio::post(Io, [&Latch] { Latch.count_down(); });
  Latch.wait();
}

void waitUntilIdle();
void waitsByName(asio::io_context &Io) {
  int X = 0;
  asio::post(Io, [&X] { change(X); });
  waitUntilIdle();
}

void pollsUntilItIsDone(asio::io_context &Io) {
  bool Done = false;
  asio::post(Io, [&Done] { Done = true; });
  while (!Done)
    Io.poll();
}

void ownPool() {
  int X = 0;
  asio::thread_pool Pool;
  asio::post(Pool, [&X] { change(X); });
  Pool.join();
}

struct JoinsAtTheEnd {
  std::thread &Thread;
  ~JoinsAtTheEnd() { Thread.join(); }
};
void joinedByAGuard() {
  int X = 0;
  std::thread T([&X] { change(X); });
  JoinsAtTheEnd Guard{T};
}

template <class F> void runAndWait(asio::io_context &Io, F &&Callable) {
  std::promise<void> Done;
  asio::post(Io, [&] {
    Callable();
    Done.set_value();
  });
  Done.get_future().wait();
}
void helperWaits(asio::io_context &Io) {
  int X = 0;
  runAndWait(Io, [&X] { change(X); });
}

void hookIsReset() {
  int X = 0;
  Hook = [&X] { change(X); };
  Hook();
  Hook = nullptr;
}

void runAtOnce(std::vector<int> &Values) {
  int Sum = 0;
  for (int Value : Values)
    [&] { Sum += Value; }();
}

void byValue(asio::io_context &Io, std::string Text) {
  asio::post(Io, [Text] { use(Text); });
  asio::post(Io, [Copy = std::move(Text)] { use(Copy); });
}

void whatTheCallerHas(asio::io_context &Io, int &X) {
  asio::post(Io, [&X] { change(X); });
}

void ownedByTheClosure(asio::io_context &Io) {
  auto Owner = std::make_unique<int>(1);
  int *Pointer = Owner.get();
  asio::post(Io, [Pointer, Owner = std::move(Owner)] { use(*Pointer); });
}

// The object's end waits for its thread.
// Whoever does so throughout has seen to it that the object lives.
class UsesRawThisThroughout : public std::enable_shared_from_this<UsesRawThisThroughout> {
public:
  void first() {
    asio::post(Io, [this] { step(); });
  }
  void second() {
    asio::post(Io, [this] { step(); });
  }
  void third() {
    Timer.async_wait([this](const asio::error_code &) { step(); });
  }
  void fourth() {
    asio::post(Io, std::bind(&UsesRawThisThroughout::step, this));
  }
  void fifth() {
    Timer.async_wait([this](const asio::error_code &) { first(); });
  }

private:
  void step();
  asio::io_context &Io;
  asio::steady_timer Timer;
};

// What its threads run ends with it.
struct Threads {
  std::vector<std::thread> Running;
  asio::io_context &next();
};
class HasItsOwnThreads : public std::enable_shared_from_this<HasItsOwnThreads> {
public:
  void start() {
    asio::post(All.next(), [this] { step(); });
  }

private:
  void step();
  Threads All;
};

class HasItsOwnLoop : public std::enable_shared_from_this<HasItsOwnLoop> {
public:
  void start() {
    asio::post(Io, [this] { step(); });
  }

private:
  void step();
  asio::io_context Io;
};

class Waiter {
public:
  void start() {
    std::thread([this] { run(); }).detach();
  }
  ~Waiter() { Stopped.wait(); }

private:
  void run();
  std::latch Stopped{1};
};

class Single {
public:
  static Single &instance();
  void start() {
    std::thread([this] { run(); }).detach();
  }

private:
  void run();
};

struct Parser {
  void onToken(std::function<void()> Callback);
  void parse();
};
void callbackIsCalledByTheNextCall(Parser &P) {
  int Tokens = 0;
  P.onToken([&Tokens] { ++Tokens; });
  P.parse();
}

// drogon's RedisClient: in a template nobody knows yet whose get() it is.
template <class F> auto promiseIsWaitedForInATemplate(asio::io_context &Io, F Work) {
  using Result = decltype(Work());
  std::promise<Result> Done;
  asio::post(Io, [&Done, &Work] { Done.set_value(Work()); });
  return Done.get_future().get();
}

// drogon's DbClientLockFree: what is kept in the object itself ends with it.
struct Command {
  explicit Command(std::function<void()> Callback);
};
class Client : public std::enable_shared_from_this<Client> {
public:
  void keepsCommands() {
    Commands.emplace_back(std::make_shared<Command>([this] { finish(); }));
  }
  void finish();

private:
  std::vector<std::shared_ptr<Command>> Commands;
};

int main() {
  asio::io_context Io;
  int X = 0;
  std::thread([&X] { use(X); }).detach();
}
