// REQUIRES: libstdcxx-coroutine
// RUN: %check %s async-promise-type --real-headers --std=c++20,c++2b

// libstdc++'s own handles and awaiters, behind std::__n4861.

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

class TwiceDestroyed {
public:
  struct promise_type {
    TwiceDestroyed get_return_object() {
      return TwiceDestroyed{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    auto initial_suspend() noexcept { return std::suspend_always(); }
    auto final_suspend() noexcept { return std::suspend_never(); }
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: a coroutine that runs on here destroys itself; the destructor of 'TwiceDestroyed' then destroys it again [async-promise-type]
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  using Handle = std::coroutine_handle<promise_type>;
  explicit TwiceDestroyed(Handle handle) : handle_(handle) {}
  TwiceDestroyed(TwiceDestroyed &&other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  ~TwiceDestroyed() {
    if (handle_)
      handle_.destroy();
  }

private:
  Handle handle_;
};
TwiceDestroyed twice() { co_return; }

class Copied {
// CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Copied' can be copied, and each copy's destructor destroys the coroutine; delete the copy constructor
public:
  struct promise_type {
    Copied get_return_object() {
      return Copied{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  explicit Copied(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  ~Copied() { handle_.destroy(); }

private:
  std::coroutine_handle<promise_type> handle_;
};

template <class T> class Leaked {
public:
  struct promise_type {
    std::optional<T> value;
    Leaked get_return_object() {
      return Leaked{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: a coroutine that stops here has to be destroyed, and nobody does: each one leaks its frame
    void return_value(T result) { value = std::move(result); }
    void unhandled_exception() { std::terminate(); }
  };
  explicit Leaked(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  T get() const { return *handle_.promise().value; }

private:
  std::coroutine_handle<promise_type> handle_;
};
Leaked<std::string> leaked() { co_return "result"; }
std::string text() { return leaked().get(); }

template <class T> struct PointsToResult {
  const T *result = nullptr;
  void return_value(const T &value) { result = std::addressof(value); }
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: the address of a result is kept, but what is returned ends before anybody gets it; keep a copy
};
template struct PointsToResult<std::string>;

//===- Not flagged --------------------------------------------------------===//

template <class T> class [[nodiscard]] Task {
public:
  struct promise_type {
    std::coroutine_handle<> continuation = std::noop_coroutine();
    std::optional<T> value;
    std::exception_ptr error;
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
        return done.promise().continuation;
      }
      void await_resume() noexcept {}
    };
    Task get_return_object() {
      return Task{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Final final_suspend() noexcept { return {}; }
    template <class V> void return_value(V &&v) { value.emplace(std::forward<V>(v)); }
    void unhandled_exception() { error = std::current_exception(); }
  };
  explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Task(Task &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task &operator=(Task &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Task() {
    if (handle_)
      handle_.destroy();
  }

private:
  std::coroutine_handle<promise_type> handle_;
};
Task<std::string> task() { co_return "result"; }

struct FireAndForget {
  struct promise_type {
    FireAndForget get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
FireAndForget forget() { co_return; }

template <class T> struct RefersToResult {
  T *result = nullptr;
  void return_value(T &value) { result = std::addressof(value); }
};
template struct RefersToResult<std::string>;
