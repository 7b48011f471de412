// RUN: %check %s async-thread-local-across-suspension

#include <coroutine.h>
#include <map>
#include <posix.h>
#include <seastar.h>
#include <thread>
#include <vector>

#undef errno
extern "C" int *__errno_location();
#define errno (*__errno_location())

using mini::task;
task<> send();
task<int> receive();
void use(int Value);
void use(std::thread::id Id);
int next();
extern "C" int legacy(int Value);

struct Context {
  int Depth = 0;
  std::vector<int> Stack;
};
thread_local Context Current;
thread_local Context *Active = nullptr;
thread_local std::map<int, int> Cache;
Context Shared;

Context &current() {
  thread_local Context Own;
  return Own;
}
struct Worker {
  static thread_local int Number;
};

//===- Flagged --------------------------------------------------------------===//

task<> reference() {
  Context &Mine = Current;
  co_await send();
  use(Mine.Depth);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Mine' leads into thread_local 'Current' of the thread that the coroutine was on, and may have left [async-thread-local-across-suspension]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: suspended here; another thread may resume it
}
task<> pointer() {
  Context *Mine = &Current;
  co_await send();
  Mine->Depth = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Mine' leads into thread_local 'Current'
}
task<> partOfIt() {
  int &Depth = Current.Depth;
  co_await send();
  ++Depth;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Depth' leads into thread_local 'Current'
}
task<> element() {
  int &Cached = Cache[1];
  Cached = co_await receive();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Cached' leads into thread_local 'Cache'
}
task<> throughAFunction() {
  Context &Mine = current();
  co_await send();
  use(Mine.Depth);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Mine' leads into thread_local 'Own'
}
task<> staticMember() {
  int &Number = Worker::Number;
  co_await send();
  use(Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Number' leads into thread_local 'Number'
}
task<> declaredInside() {
  thread_local int Counter = next();
  ++Counter;
  co_await send();
  use(Counter);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Counter' is thread_local: behind the suspension this may be another thread's, which nobody has initialized
}
task<> declaredInsideAndInitializedEverywhere() {
  static thread_local int Counter = 0;
  ++Counter;
  co_await send();
  use(Counter);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Counter' is thread_local: behind the suspension this may be another thread's [async
}
task<> threadNumber() {
  auto Id = std::this_thread::get_id();
  co_await send();
  use(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Id' may be the number of another thread: the coroutine was suspended since
}
task<> errorNumber() {
  int Result = legacy(1);
  if (Result < 0) {
    co_await send();
    use(errno);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: errno may be that of another thread or of other work: the coroutine was suspended since it was set
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: suspended here; keep errno in a variable before
  }
}
task<> addressOfErrno() {
  int *Error = &errno;
  co_await send();
  use(*Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Error' leads into errno of the thread
}
template <class T> task<> inATemplate() {
  Context &Mine = Current;
  co_await send();
  use(static_cast<T>(Mine.Depth));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Mine' leads into thread_local 'Current'
}
template task<> inATemplate<int>();
template task<> inATemplate<short>();

void inALambda() {
  auto Coroutine = []() -> task<> {
    Context &Mine = Current;
    co_await send();
    use(Mine.Depth);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Mine' leads into thread_local 'Current'
  };
  Coroutine();
}

//===- Not flagged ----------------------------------------------------------===//

task<> usedBefore() {
  Context &Mine = Current;
  use(Mine.Depth);
  co_await send();
}
task<> takenAgain() {
  Context *Mine = &Current;
  use(Mine->Depth);
  co_await send();
  Mine = &Current;
  use(Mine->Depth);
}
task<> accessedByName() {
  use(Current.Depth);
  co_await send();
  use(Current.Depth);
}
task<> copied() {
  int Depth = Current.Depth;
  Context *Before = Active;
  co_await send();
  use(Depth);
  Active = Before;
}
task<> ofAllThreads() {
  Context &Mine = Shared;
  co_await send();
  use(Mine.Depth);
}
task<> usedOnOneSide() {
  co_await send();
  thread_local int Counter = next();
  use(Counter);
}
task<> hasItMoved() {
  auto Id = std::this_thread::get_id();
  co_await send();
  if (Id == std::this_thread::get_id())
    use(1);
}
task<> errnoKept() {
  legacy(1);
  int Error = errno;
  co_await send();
  use(Error);
}
task<> errnoOfALaterCall() {
  legacy(1);
  co_await send();
  if (legacy(2) < 0)
    use(errno);
}
task<> errnoThatComesWithTheResult() {
  legacy(1);
  int Result = co_await receive();
  if (Result < 0)
    use(errno);
}
task<> neverSuspended() {
  Context &Mine = Current;
  co_await mini::ready();
  use(Mine.Depth);
}
mini::generator<int> generated() {
  Context &Mine = Current;
  co_yield 1;
  co_yield Mine.Depth;
}
// One thread runs all of a shard's coroutines.
seastar::future<> ofAFrameworkThatStaysOnItsThread() {
  Context &Mine = Current;
  co_await seastar::sleep(std::chrono::seconds(1));
  use(Mine.Depth);
}
void noCoroutine() {
  Context &Mine = Current;
  use(Mine.Depth);
}
task<> silenced() {
  Context &Mine = Current;
  co_await send();
  use(Mine.Depth); // NOLINT(async-thread-local-across-suspension)
}
