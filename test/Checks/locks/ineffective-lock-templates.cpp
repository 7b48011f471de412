// RUN: %check %s async-ineffective-lock

// One finding for each place; of a guard with a name the template as written decides, as an
// instantiation may lack what another one does with it. No fix in macros.

#include <mutex>
#include <shared_mutex>

std::mutex M;
int Counter;
void work();

//===- Templates ------------------------------------------------------------===//

template <class T> void neverInstantiated(T Value) {
  std::lock_guard<std::mutex>{M};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this lock of 'M' has no name: it ends here, and protects nothing [async-ineffective-lock]
  Counter += Value;
}

template <class Mutex> class Stack {
public:
  void push(int Value) {
    std::lock_guard<Mutex>{Own};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'Own' has no name
    Top = Value;
  }
  void pop() {
    std::lock_guard<Mutex> Lock(Own);
    --Top;
  }
  template <bool Threads> void drop() {
    std::unique_lock<std::mutex> Lock(M, std::defer_lock);
    if constexpr (Threads)
      Lock.lock();
    --Top;
  }

private:
  Mutex Own;
  int Top = 0;
};

void instantiates(Stack<std::mutex> &A, Stack<std::shared_mutex> &B) {
  A.push(1);
  B.push(2);
  A.pop();
  A.drop<false>();
  B.drop<true>();
}

template <class... Mutexes> void lockAll(Mutexes &...All) {
  std::scoped_lock Lock(All...);
  ++Counter;
}
void locksNone() { lockAll(); }

template <class F> void run(F Work) {
  std::mutex Own;
  auto Locked = [&](auto Value) {
    std::lock_guard<std::mutex> Lock(Own);
    Work(Value);
  };
  Locked(1);
  std::lock_guard<std::mutex> Lock(Own);
}
void runs() {
  run([](int Value) { Counter = Value; });
}

//===- Macros ---------------------------------------------------------------===//

#define GUARD(Mutex) std::lock_guard<std::mutex>{Mutex}
#define NAMED_GUARD(Mutex) std::lock_guard<std::mutex> Lock##Mutex(Mutex)
#define BODY                                                                                       \
  std::lock_guard<std::mutex>{M};                                                                  \
  ++Counter;

void guardOfAMacro() {
  GUARD(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this lock of 'M' has no name
  ++Counter;
}

void namedGuardOfAMacro() {
  NAMED_GUARD(M);
  ++Counter;
}

void allIsAMacro() {
  BODY
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this lock of 'M' has no name
}

//===- Lambdas and local classes --------------------------------------------===//

void nested() {
  auto Outer = [](std::mutex &Given) {
    auto Inner = [&Given] {
      std::lock_guard<std::mutex>{Given};
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this lock of 'Given' has no name
      work();
    };
    Inner();
    {
      std::unique_lock<std::mutex>(Given);
      // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: this declares a variable 'Given' and locks nothing
      work();
    }
  };
  Outer(M);
  struct Local {
    void touch() {
      std::unique_lock<std::mutex>(Own);
      // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: this declares a variable 'Own' and locks nothing
      ++Value;
    }
    std::mutex Own;
    int Value = 0;
  };
  Local().touch();
}

//===- Silenced -------------------------------------------------------------===//

void silenced() {
  std::lock_guard<std::mutex>{M}; // NOLINT(async-ineffective-lock)
  (void)std::lock_guard<std::mutex>{M};
  // NOLINTNEXTLINE(async-ineffective-lock): as good as it gets in a crash
  std::unique_lock<std::mutex> Lock(M, std::try_to_lock);
  ++Counter;
}
