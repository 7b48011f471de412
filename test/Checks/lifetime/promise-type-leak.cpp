// RUN: %check %s async-promise-type

#include <coroutine.h>
#include <utility>

//===- Flagged --------------------------------------------------------------===//

struct Leaks {
  struct promise_type {
    Leaks get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: a coroutine that stops here has to be destroyed, and nobody does: each one leaks its frame
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> Handle;
};

// Nobody has its handle, and it never ends alone.
struct LeaksDetached {
  struct promise_type {
    LeaksDetached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: a coroutine that stops here has to be destroyed, and nobody does
    void return_void() {}
    void unhandled_exception() {}
  };
};

//===- Not flagged ----------------------------------------------------------===//

// Who uses it destroys it.
struct DestroyedByItsUser {
  struct promise_type {
    DestroyedByItsUser get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> Handle;
};
void finish(DestroyedByItsUser Task) {
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

// Its end is an awaiter of its own, which may destroy it.
struct EndsInItsOwnWay {
  struct promise_type {
    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<promise_type> Handle) noexcept;
      void await_resume() noexcept {}
    };
    EndsInItsOwnWay get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
