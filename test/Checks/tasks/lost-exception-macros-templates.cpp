// RUN: %check %s async-lost-exception --std=c++2b

#include <asio.h>
#include <std.h>

using asio::awaitable;
using asio::use_awaitable;

void use(const char *data, std::size_t count);
awaitable<void> work();
template <class T> awaitable<void> work_on(T item);

#define ON_READ(...) [this](std::error_code error, std::size_t count) { __VA_ARGS__; }
#define IGNORE_ERRORS(statement)                                                                    \
  try {                                                                                             \
    statement;                                                                                      \
  } catch (...) {                                                                                   \
  }
#define MY_ASSERT(condition) ((void)0)

struct session {
  asio::ip::tcp::socket socket;
  char data[1024];
  void in_a_macro() {
    socket.async_read_some(asio::buffer(data), ON_READ(use(data, count)));
    // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'error' is never read: after a failure of 'async_read_some' this goes on as if it had worked
  }
  // It is looked at where assertions are on.
  void in_an_assertion() {
    socket.async_read_some(asio::buffer(data), [this](std::error_code error, std::size_t count) {
      MY_ASSERT(!error);
      use(data, count);
    });
  }
  // The macro says it.
  awaitable<void> on_purpose() { IGNORE_ERRORS(co_await work()) }

  void nested() {
    auto outer = [this] {
      // CHECK-MESSAGES: :[[@LINE+1]]:73: warning: 'error' is never read: after a failure of 'async_read_some' this goes on as if it had worked
      socket.async_read_some(asio::buffer(data), [this](std::error_code error, std::size_t count) {
        use(data, count);
      });
    };
    outer();
  }
  // The inner one's is looked at, the outer one's isn't, but that says that it ends either way.
  void in_another() {
    socket.async_write_some(asio::buffer(data), [this](std::error_code, std::size_t) {
      socket.async_read_some(asio::buffer(data), [this](std::error_code error, std::size_t count) {
        if (!error)
          use(data, count);
      });
    });
  }
  void silenced() {
    // NOLINTNEXTLINE(async-lost-exception)
    socket.async_read_some(asio::buffer(data), [this](std::error_code error, std::size_t count) {
      use(data, count);
    });
  }
};

// Once, and without a fix.
template <class T> awaitable<void> in_a_template(T item) {
  try {
    co_await work_on(item);
  } catch (...) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this drops any error of 'work_on': what follows goes on as if it had worked
}
awaitable<void> uses() {
  co_await in_a_template(1);
  co_await in_a_template(2L);
}

template <class T> struct result {
  struct promise_type {
    result get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception() {}
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: what a coroutine of this type throws is dropped here, and who waits for it takes it for done
  };
  T *value;
};
result<int> one() { co_return 1; }
result<long> two() { co_return 2; }
