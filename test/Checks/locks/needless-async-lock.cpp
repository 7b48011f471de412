// RUN: %check %s async-needless-async-lock

#include <async_simple.h>
#include <coroutine.h>
#include <cppcoro.h>
#include <libcoro.h>

using mini::task;
task<> send(int Value);
void log(int Value);

//===- Flagged --------------------------------------------------------------===//

class Counter {
public:
  task<> add(int Value) {
    auto Lock = co_await Mutex.scoped_lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Mutex' is asynchronous, but never held over a suspension: a plain mutex is cheaper [async-needless-async-lock]
    // CHECK-MESSAGES: :[[@LINE+11]]:21: note: every lock of it in this class ends before the next suspension
    Sum += Value;
  }
  task<> report() {
    co_await Mutex.lock();
    int Now = Sum;
    Mutex.unlock();
    co_await send(Now);
  }

private:
  mini::async_mutex Mutex;
  int Sum = 0;
};

class UnlocksFirst {
public:
  task<> sendNext();

private:
  mini::async_mutex Mutex;
  int Next = 0;
};
task<> UnlocksFirst::sendNext() {
  auto Lock = co_await Mutex.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Mutex' is asynchronous, but never held
  int Value = ++Next;
  Lock.unlock();
  co_await send(Value);
}

class InALambda {
public:
  task<> run() {
    auto Work = [this]() -> task<> {
      auto Lock = co_await Mutex.scoped_lock();
      // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Mutex' is asynchronous, but never held
      ++Done;
    };
    co_await Work();
  }

private:
  mini::async_mutex Mutex;
  int Done = 0;
};

class WithCppcoro {
public:
  cppcoro::task<> add() {
    auto Lock = co_await Mutex.scoped_lock_async();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Mutex' is asynchronous, but never held
    ++Done;
  }

private:
  cppcoro::async_mutex Mutex;
  int Done = 0;
};

class WithAsyncSimple {
public:
  async_simple::coro::Lazy<> add() {
    auto Lock = co_await Mutex.coScopedLock();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Mutex' is asynchronous, but never held
    ++Done;
  }

private:
  async_simple::coro::Mutex Mutex;
  int Done = 0;
};

class WithLibcoro {
public:
  coro::task<> add() {
    auto Lock = co_await Mutex.scoped_lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Mutex' is asynchronous, but never held
    ++Done;
  }

private:
  coro::mutex Mutex;
  int Done = 0;
};

//===- Not flagged ----------------------------------------------------------===//

class HeldOverASuspension {
public:
  task<> sendAll() {
    auto Lock = co_await Mutex.scoped_lock();
    co_await send(Next);
  }

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

class HeldElsewhere {
public:
  task<> add() {
    auto Lock = co_await Mutex.scoped_lock();
    ++Next;
  }
  task<> sendAll() {
    co_await Mutex.lock();
    co_await send(Next);
    Mutex.unlock();
  }

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

class HeldInALambda {
public:
  task<> add() {
    auto Lock = co_await Mutex.scoped_lock();
    ++Next;
  }
  task<> sendAll() {
    auto Work = [this]() -> task<> {
      auto Lock = co_await Mutex.scoped_lock();
      co_await send(Next);
    };
    co_await Work();
  }

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

class UnseenMethod {
public:
  task<> add() {
    auto Lock = co_await Mutex.scoped_lock();
    ++Next;
  }
  task<> sendAll();

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

class GivenAway {
public:
  task<> add() {
    auto Lock = co_await Mutex.scoped_lock();
    ++Next;
  }
  mini::async_mutex &mutex() { return Mutex; }

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

class GuardGivenAway {
public:
  task<mini::async_mutex::guard> enter() {
    auto Lock = co_await Mutex.scoped_lock();
    log(Next);
    co_return static_cast<mini::async_mutex::guard &&>(Lock);
  }

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

class UnlockedOnSomePaths {
public:
  task<> add() {
    co_await Mutex.lock();
    if (++Next > 1)
      Mutex.unlock();
  }

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

class HasFriends {
public:
  task<> add() {
    auto Lock = co_await Mutex.scoped_lock();
    ++Next;
  }
  friend class Helper;

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

class OnlyWaitsForItsTurn {
public:
  task<> turn() { auto Lock = co_await Mutex.scoped_lock(); }

private:
  mini::async_mutex Mutex;
};

struct Public {
  mini::async_mutex Mutex;
  int Next = 0;
};
task<> anybodyMayHoldIt(Public &P) {
  auto Lock = co_await P.Mutex.scoped_lock();
  ++P.Next;
}

class Silenced {
public:
  task<> add() {
    auto Lock = co_await Mutex.scoped_lock(); // NOLINT(async-needless-async-lock)
    ++Next;
  }

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

#define IN_TURN auto Lock = co_await Mutex.scoped_lock()
class InAMacro {
public:
  task<> sendAll() {
    IN_TURN;
    co_await send(Next);
  }

private:
  mini::async_mutex Mutex;
  int Next = 0;
};

template <class T> class Template {
public:
  task<> add(T Value) {
    auto Lock = co_await Mutex.scoped_lock();
    Sum += Value;
  }

private:
  mini::async_mutex Mutex;
  T Sum{};
};
template class Template<int>;
