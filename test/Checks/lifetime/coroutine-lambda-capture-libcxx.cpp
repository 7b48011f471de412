// REQUIRES: libcxx
// RUN: %check %s async-coroutine-lambda-capture --real-headers -- %libcxx-flags

// The same as with libstdc++: libc++ has its names in inline namespaces and other bases.

#include <coroutine>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

template <class Initial> struct Basic {
  struct promise_type {
    Basic get_return_object() { return {}; }
    Initial initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
using Lazy = Basic<std::suspend_always>;
using Eager = Basic<std::suspend_never>;

Lazy tick();
void use(const std::string &Text);
std::vector<Lazy> Background;
Lazy Current;

//===- Flagged --------------------------------------------------------------===//

Lazy returned(std::string Text) {
  return [Text]() -> Lazy {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await tick();
    use(Text);
  }();
}

Lazy storedInALocal(std::string Text) {
  Lazy Task = [&]() -> Lazy {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: captures of this coroutine lambda die
    co_await tick();
    use(Text);
  }();
  co_await Task;
}

void discarded(std::string Text) {
  [Text]() -> Eager {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
    co_await tick();
    use(Text);
  }();
}

void functionObject(std::string Text) {
  std::function<Lazy()> Run = [Text]() -> Lazy {
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: captures of this coroutine lambda die
    co_await tick();
    use(Text);
  };
  Current = Run();
}

void inAThread(std::string Text) {
  std::thread([Text]() -> Eager {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: captures of this coroutine lambda die
    co_await tick();
    use(Text);
  }).detach();
}

void asynchronously(std::string Text) {
  auto Future = std::async(std::launch::async, [Text]() -> Eager {
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: captures of this coroutine lambda die
    co_await tick();
    use(Text);
  });
  Future.get();
}

//===- Not flagged ----------------------------------------------------------===//

Lazy awaited(std::string Text) {
  co_await [Text]() -> Lazy {
    co_await tick();
    use(Text);
  }();
  co_await std::invoke([&Text]() -> Lazy {
    co_await tick();
    use(Text);
  });
}

Lazy named(std::string Text) {
  auto Run = [Text]() -> Lazy {
    co_await tick();
    use(Text);
  };
  std::vector<Lazy> Tasks;
  Tasks.push_back(Run());
  Tasks.emplace_back(Run());
  for (auto &Task : Tasks)
    co_await Task;
}

struct Server {
  std::function<Lazy()> Handler;
  std::optional<std::function<Lazy()>> Maybe;
  void set(std::string Text) {
    Handler = [Text]() -> Lazy { co_await tick(); use(Text); };
    Maybe = [Text]() -> Lazy { co_await tick(); use(Text); };
    Maybe.emplace([Text]() -> Lazy { co_await tick(); use(Text); });
  }
};

void usedInTime(std::string Text) {
  std::thread([Text]() -> Eager {
    use(Text);
    co_await tick();
  }).detach();
}
