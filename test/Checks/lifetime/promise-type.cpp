// RUN: %check %s async-promise-type

#include <coroutine.h>
#include <memory>
#include <utility>

/// What all promises here have in common.
struct Common {
  std::suspend_never initial_suspend() noexcept { return {}; }
  void return_void() {}
  void unhandled_exception() {}
};

//===- Flagged --------------------------------------------------------------===//

class Twice {
public:
  struct promise_type {
    Twice get_return_object() {
      return Twice(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: a coroutine that runs on here destroys itself; the destructor of 'Twice' then destroys it again [async-promise-type]
    // CHECK-MESSAGES: :[[@LINE+8]]:14: note: destroyed here; let final_suspend return std::suspend_always
    void return_void() {}
    void unhandled_exception() {}
  };
  explicit Twice(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  Twice(Twice &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  ~Twice() {
    if (Handle)
      Handle.destroy();
  }

private:
  std::coroutine_handle<promise_type> Handle;
};

// By a method, and with what the promise has from its base.
template <class T> class TwiceTemplate {
public:
  struct promise_base {
    std::suspend_never final_suspend() noexcept { return {}; }
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: a coroutine that runs on here destroys itself; the destructor of 'TwiceTemplate<int>' then
    std::suspend_never initial_suspend() noexcept { return {}; }
    void unhandled_exception() {}
  };
  struct promise_type : promise_base {
    TwiceTemplate get_return_object() {
      return TwiceTemplate(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    void return_value(T Value) {}
  };
  explicit TwiceTemplate(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  TwiceTemplate(TwiceTemplate &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  ~TwiceTemplate() { reset(); }
  void reset() {
    if (Handle)
      std::exchange(Handle, nullptr), Handle.destroy();
  }

private:
  std::coroutine_handle<promise_type> Handle;
};
TwiceTemplate<int> one() { co_return 1; }
TwiceTemplate<short> two() { co_return 1; }

struct Copied {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Copied' can be copied, and each copy's destructor destroys the coroutine; delete the copy constructor
  // CHECK-MESSAGES: :[[@LINE+11]]:22: note: destroyed here
  struct promise_type {
    Copied get_return_object() {
      return Copied(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  explicit Copied(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  ~Copied() { Handle.destroy(); }
  std::coroutine_handle<promise_type> Handle;
};

template <class T> struct KeepsTheAddress {
  const T *Result = nullptr;
  void return_value(const T &Value) { Result = &Value; }
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: the address of a result is kept, but what is returned ends before anybody gets it; keep a copy
};
template struct KeepsTheAddress<int>;
template struct KeepsTheAddress<short>;
struct KeepsTheAddressOfATemporary {
  int *Result = nullptr;
  void return_value(int &&Value) { Result = std::addressof(Value); }
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: the address of a result is kept
};

//===- Not flagged ----------------------------------------------------------===//

// A promise that owns another coroutine: nobody copies a promise.
struct Adapted {
  struct promise_type {
    Adapted get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
    ~promise_type() {
      if (Outer)
        Outer.destroy();
    }
    std::coroutine_handle<> Outer;
  };
};
Adapted adapted() { co_return; }

class Right {
public:
  struct promise_type : Common {
    Right get_return_object() {
      return Right(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always final_suspend() noexcept { return {}; }
  };
  explicit Right(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  Right(Right &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  ~Right() {
    if (Handle)
      Handle.destroy();
  }

private:
  std::coroutine_handle<promise_type> Handle;
};

struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

class DestroysWhatHasNotEnded {
public:
  struct promise_type {
    DestroysWhatHasNotEnded *Owner = nullptr;
    DestroysWhatHasNotEnded get_return_object() {
      return DestroysWhatHasNotEnded(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() { Owner->Handle = nullptr; }
    void unhandled_exception() {}
  };
  explicit DestroysWhatHasNotEnded(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  DestroysWhatHasNotEnded(DestroysWhatHasNotEnded &&Other) = delete;
  ~DestroysWhatHasNotEnded() {
    if (Handle)
      Handle.destroy();
  }

private:
  std::coroutine_handle<promise_type> Handle;
};

class DestroysOnACondition {
public:
  struct promise_type {
    DestroysOnACondition get_return_object() {
      return DestroysOnACondition(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  explicit DestroysOnACondition(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  DestroysOnACondition(DestroysOnACondition &&) = delete;
  ~DestroysOnACondition() {
    if (Running)
      Handle.destroy();
  }

private:
  bool Running = true;
  std::coroutine_handle<promise_type> Handle;
};

// Its awaiter destroys it.
struct DestroyedByItsAwaiter {
  struct promise_type {
    DestroyedByItsAwaiter get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> Handle;
};
void finish(DestroyedByItsAwaiter Task) {
  Task.Handle.resume();
  Task.Handle.destroy();
}

// Who knows what its destructor does.
class DestroyedElsewhere {
public:
  struct promise_type {
    DestroyedElsewhere get_return_object() {
      return DestroyedElsewhere(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  explicit DestroyedElsewhere(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  ~DestroyedElsewhere();

private:
  std::coroutine_handle<promise_type> Handle;
};

struct CopiesAreCounted {
  std::coroutine_handle<> Handle;
  std::shared_ptr<int> Count;
  CopiesAreCounted(const CopiesAreCounted &Other);
  ~CopiesAreCounted() { Handle.destroy(); }
};
struct NotCopied {
  std::coroutine_handle<> Handle;
  NotCopied(const NotCopied &) = delete;
  ~NotCopied() { Handle.destroy(); }
};

template <class T> struct ReferenceResult {
  T *Result = nullptr;
  void return_value(T &Value) { Result = &Value; }
};
template struct ReferenceResult<int>;
template struct ReferenceResult<const int>;
template <class T> struct KeepsACopy {
  T Result;
  template <class U> void return_value(U &&Value) { Result = std::forward<U>(Value); }
};
KeepsACopy<int> Copy;

// A lambda that is a coroutine.
void inALambda() {
  auto Coroutine = []() -> Right { co_return; };
  Coroutine();
}

#define KEEP(X) Result = &X
struct InAMacro {
  int *Result = nullptr;
  void return_value(int &&Value) { KEEP(Value); }
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the address of a result is kept
};

struct Silenced {
  int *Result = nullptr;
  void return_value(int &&Value) { Result = &Value; } // NOLINT(async-promise-type)
};
