// RUN: %check %s async-awaiter-use-after-publish

#include <atomic>
#include <coroutine.h>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

using Handle = std::coroutine_handle<>;
struct Pool {
  void post(Handle H);
  bool trySchedule(Handle H);
  bool schedule(Handle H);
  void onReady(std::function<void()> Run);
  template <class F> void later(F &&Run);
  std::atomic<void *> Waiting;
  Handle Next;
};
void use(int Value);

/// What all awaiters here have in common.
struct Base {
  Pool &Executor;
  int Value = 0;
  Handle Waiting;
  bool await_ready() const noexcept { return false; }
  void await_resume() {}
};

//===- Flagged --------------------------------------------------------------===//

struct MemberAfterPost : Base {
  void await_suspend(Handle H) {
    Executor.post(H);
    Value = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used when the coroutine may already have run on elsewhere, and destroyed it [async-awaiter-use-after-publish]
    // CHECK-MESSAGES: :[[@LINE-3]]:14: note: handed out here; use nothing but locals from here on
  }
};

struct InAThread : Base {
  void await_suspend(Handle H) {
    std::thread([H] { H.resume(); }).detach();
    use(this->Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the awaiter is used
  }
};

struct AClosureHasIt : Base {
  void await_suspend(Handle H) {
    Executor.onReady([H] { H.resume(); });
    ++Value;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the awaiter is used
  }
};

struct AClosureHasTheAwaiter : Base {
  void await_suspend(Handle H) {
    Waiting = H;
    Executor.later([this] { Waiting.resume(); });
    Value = 2;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used
  }
};

struct OnOnePath : Base {
  bool await_suspend(Handle H) {
    if (Value == 0)
      Executor.post(H);
    return Value != 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the awaiter is used
  }
};

struct InAnAtomic : Base {
  void await_suspend(Handle H) {
    Waiting = H;
    Executor.Waiting.store(this);
    Value = 3;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used
  }
};

void give(Pool &To, Handle H) { To.post(H); }
struct ThroughAVisibleFunction : Base {
  void await_suspend(Handle H) {
    give(Executor, H);
    Value = 4;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used
  }
};

struct Promise {
  int State = 0;
};
struct ThePromise : Base {
  void await_suspend(std::coroutine_handle<Promise> H) {
    Executor.post(H);
    H.promise().State = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the coroutine's frame is used when it may already have run on elsewhere, and ended
  }
};
struct AReferenceToThePromise : Base {
  void await_suspend(std::coroutine_handle<Promise> H) {
    Promise &P = H.promise();
    Executor.post(H);
    P.State = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the coroutine's frame is used
  }
};

struct ResumedAndUsed : Base {
  void await_suspend(Handle H) {
    H.resume();
    Value = 5;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used
  }
};

struct OwnMutex : Base {
  std::mutex Own;
  void await_suspend(Handle H) {
    std::lock_guard<std::mutex> Lock(Own);
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'Lock' unlocks a mutex of the awaiter when the coroutine may already have run on, and destroyed it
    Executor.post(H);
  }
};

struct TailResume : Base {
  void await_suspend(Handle H) {
    Waiting = H;
    Executor.Next.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: a coroutine is resumed inside await_suspend: chains of them overflow the stack; return its handle
  }
};
struct TailResumeOnOnePath : Base {
  void await_suspend(Handle H) noexcept {
    if (Value)
      Executor.Next.resume();
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: a coroutine is resumed inside await_suspend
  }
};

template <class T> struct Template : Base {
  void await_suspend(std::coroutine_handle<T> H) {
    Executor.post(H);
    Value = 6;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used
  }
};
template struct Template<Promise>;
template struct Template<int>;

struct TemplatedFunction : Base {
  template <class T> void await_suspend(std::coroutine_handle<T> H) {
    Executor.Next.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: a coroutine is resumed inside
  }
};
void instantiate(TemplatedFunction &F, std::coroutine_handle<Promise> H) { F.await_suspend(H); }

#define POST_AND_COUNT(H)                                                                          \
  Executor.post(H);                                                                                \
  ++Value
struct InAMacro : Base {
  void await_suspend(Handle H) {
    POST_AND_COUNT(H);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiter is used
  }
};

//===- Not flagged ----------------------------------------------------------===//

struct PostedLast : Base {
  void await_suspend(Handle H) {
    Value = 1;
    Executor.post(H);
  }
};
struct KeptByTheAwaiter : Base {
  std::atomic<void *> Own;
  void await_suspend(Handle H) {
    Waiting = H;
    Own.store(H.address());
    Value = 1;
  }
};
struct OnlyLocalsAfterwards : Base {
  bool await_suspend(Handle H) {
    Pool &To = Executor;
    int Local = Value;
    To.post(H);
    use(Local);
    return true;
  }
};
struct AskedWhetherItWasTaken : Base {
  bool await_suspend(Handle H) {
    if (!Executor.trySchedule(H)) {
      Value = -1;
      return false;
    }
    return true;
  }
};
struct AskedLater : Base {
  bool await_suspend(Handle H) {
    bool Taken = Executor.schedule(H);
    if (!Taken)
      Value = -1;
    return Taken;
  }
};
struct OtherBranch : Base {
  void await_suspend(Handle H) {
    if (Value)
      Executor.post(H);
    else
      Value = 1;
  }
};
struct ContinuationOfAnInnerCoroutine : Base {
  struct InnerPromise {
    Handle Continuation;
    void continueWith(Handle H) { Continuation = H; }
  };
  std::coroutine_handle<InnerPromise> Inner;
  Handle await_suspend(Handle H) {
    Inner.promise().continueWith(H);
    return Inner;
  }
};
struct UnderTheLockOfTheResumer : Base {
  std::mutex &Mutex;
  void await_suspend(Handle H) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Executor.post(H);
    Value = 1;
  }
};
struct UnlockedAfterwards : Base {
  std::mutex *Mutex;
  void await_suspend(Handle H) {
    Executor.Waiting.store(H.address());
    Mutex->unlock();
  }
};
struct LastOneResumes : Base {
  std::atomic<int> Left;
  void await_suspend(Handle H) {
    Executor.onReady([this, H] {
      if (Left.fetch_sub(1) == 1)
        H.resume();
    });
    Value = 1;
  }
};
struct StartsAll : Base {
  void await_suspend(Handle H) {
    for (int I = 0; I < Value; ++I)
      Executor.onReady([H] { H.resume(); });
  }
};
struct NotAnAwaiter {
  int Value;
  void start(Pool &To, Handle H) {
    To.post(H);
    Value = 1;
  }
};
struct ReturnsTheHandle : Base {
  Handle await_suspend(Handle H) {
    Waiting = H;
    return Executor.Next;
  }
};
struct ResumesAndGoesOn : Base {
  void await_suspend(Handle H) {
    Executor.Next.resume();
    Waiting = H;
  }
};
struct Silenced : Base {
  void await_suspend(Handle H) {
    Executor.post(H);
    Value = 1; // NOLINT(async-awaiter-use-after-publish)
  }
};
