// RUN: %check %s async-lost-exception --std=c++2b

#include <asio.h>
#include <std.h>

using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;

void use(const char *data, std::size_t count);
void log(const char *what);

//===- Completion handlers ------------------------------------------------===//

class session : public std::enable_shared_from_this<session> {
  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  char data_[1024];
  void stop() { socket_.close(); }

  void read() {
    // CHECK-MESSAGES: :[[@LINE+4]]:79: warning: 'error' is never read: after a failure of 'async_read_some' this goes on as if it had worked [async-lost-exception]
    // CHECK-MESSAGES: :[[@LINE+4]]:37: note: goes on here
    // CHECK-MESSAGES: :[[@LINE+2]]:79: note: report it and leave first
    socket_.async_read_some(asio::buffer(data_),
                            [this, self = shared_from_this()](std::error_code error, std::size_t count) {
                              write(count);
                            });
  }
  void write(std::size_t count) {
    auto self = shared_from_this();
    socket_.async_write_some(asio::buffer(data_, count), [this, self](std::error_code error, std::size_t) { read_again(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:87: warning: 'error' is never read: after a failure of 'async_write_some' this goes on as if it had worked
  }
  void read_again() {
    socket_.async_read_some(asio::buffer(data_), [this](std::error_code error, std::size_t count) {
      if (error)
        return;
      use(data_, count);
    });
  }
};

void spawned(asio::io_context &io, awaitable<int> work) {
  // CHECK-MESSAGES: :[[@LINE+2]]:61: warning: 'error' is never read: nobody hears of what 'co_spawn' failed with
  // CHECK-MESSAGES: :[[@LINE+1]]:61: note: let what runs the handlers have it first
  asio::co_spawn(io, std::move(work), [](std::exception_ptr error, int result) {
    log("done");
  });
}

// Not flagged

class quiet : public std::enable_shared_from_this<quiet> {
  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  char data_[1024];
  void stop() { socket_.close(); }
  void read() {
    socket_.async_read_some(asio::buffer(data_), [this](std::error_code error, std::size_t) {
      if (!error)
        read();
    });
  }

  void ends_either_way() {
    socket_.async_write_some(asio::buffer(data_), [this](std::error_code error, std::size_t) { stop(); });
  }
  void without_a_name() {
    socket_.async_write_some(asio::buffer(data_), [this](std::error_code, std::size_t) { read(); });
  }
  void named_as_ignored() {
    socket_.async_write_some(asio::buffer(data_), [this](std::error_code ignored, std::size_t) { read(); });
  }
  void looks_at_the_count() {
    socket_.async_read_some(asio::buffer(data_), [this](std::error_code error, std::size_t count) {
      if (count == 0)
        return stop();
      use(data_, count);
    });
  }
  void says_so() {
    socket_.async_write_some(asio::buffer(data_), [this](std::error_code error, std::size_t) {
      // error: the next read has it too
      read();
    });
  }
  void fails_only_when_cancelled() {
    timer_.async_wait([this](std::error_code error) { read(); });
  }
  void posts() {
    asio::post(socket_.get_executor(), [this] { read(); });
  }
};

//===- Awaits -------------------------------------------------------------===//

// CHECK-MESSAGES: :[[@LINE+5]]:105: warning: 'error' is never read: after a failure of 'async_read_some' this goes on as if it had worked
// CHECK-MESSAGES: :[[@LINE+5]]:13: note: goes on here
awaitable<void> redirected(asio::ip::tcp::socket &socket) {
  char data[1024];
  std::error_code error;
  std::size_t count = co_await socket.async_read_some(asio::buffer(data), redirect_error(use_awaitable, error));
  use(data, count);
}
// CHECK-MESSAGES: :[[@LINE+4]]:86: warning: 'error' is never read: after a failure of 'async_write_some' this goes on as if it had worked
awaitable<void> before_the_next(asio::ip::tcp::socket &socket) {
  char data[1024];
  std::error_code error;
  co_await socket.async_write_some(asio::buffer(data), redirect_error(use_awaitable, error));
  co_await socket.async_read_some(asio::buffer(data), use_awaitable);
}

awaitable<std::error_code> connect(int port);
awaitable<std::expected<int, std::error_code>> ask(int what);
awaitable<std::error_code> try_to_ask(int what);
awaitable<std::error_code> close_all();
awaitable<int> number();

awaitable<void> dropped() {
  co_await connect(80);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' tells by its result whether it failed, and that is dropped here
  if (true)
    co_await ask(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ask' tells by its result whether it failed, and that is dropped here
}

awaitable<std::expected<int, std::error_code>> hop_and_run(asio::any_io_executor executor, std::function<void()> work);
awaitable<std::error_code> hop(asio::any_io_executor executor);

awaitable<void> runs_elsewhere(asio::any_io_executor executor) {
  co_await hop_and_run(executor, [] { log("work"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'hop_and_run' tells by its result whether it failed
}

awaitable<void> last_words(asio::ip::tcp::socket &socket) {
  co_await connect(80);
  socket.close();
}

awaitable<void> kept(asio::ip::tcp::socket &socket, asio::steady_timer &timer, asio::any_io_executor executor) {
  char data[1024];
  (void)co_await connect(80);
  std::ignore = co_await connect(80);
  if (co_await connect(80))
    co_return;
  co_await try_to_ask(1);
  co_await close_all();
  co_await hop_and_run(executor, [] {});
  co_await hop(executor);
  co_await number();
  {
    std::error_code error;
    auto count = co_await socket.async_read_some(asio::buffer(data), redirect_error(use_awaitable, error));
    if (error)
      co_return;
    use(data, count);
  }
  {
    std::error_code ignored;
    auto count = co_await socket.async_read_some(asio::buffer(data), redirect_error(use_awaitable, ignored));
    use(data, count);
  }
  {
    std::error_code error;
    co_await timer.async_wait(redirect_error(use_awaitable, error));
  }
  // Dropped on purpose: it was made a result just here.
  co_await socket.async_write_some(asio::buffer(data), asio::as_tuple(use_awaitable));
  std::error_code last;
  co_await socket.async_write_some(asio::buffer(data), redirect_error(use_awaitable, last));
}
awaitable<void> given_to_the_caller(asio::ip::tcp::socket &socket, std::error_code &error) {
  char data[1024];
  auto count = co_await socket.async_read_some(asio::buffer(data), redirect_error(use_awaitable, error));
  use(data, count);
}

//===- Exceptions ---------------------------------------------------------===//

awaitable<void> work();
awaitable<void> resume_after(int seconds);
void request_stop(awaitable<void> &work);
awaitable<void> shutdown_peer();

awaitable<void> swallowed() {
  // CHECK-MESSAGES: :[[@LINE+3]]:5: warning: this drops any error of 'work': what follows goes on as if it had worked
  try {
    co_await work();
  } catch (...) {
  }
  try {
    co_await work();
  } catch (const std::exception &) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this drops any error of 'work': what follows goes on as if it had worked
}

awaitable<void> not_swallowed(bool &worked) {
  try {
    co_await work();
  } catch (...) {
    // It may be gone already.
  }
  try {
    co_await work();
  } catch (...) {} // best effort
  try {
    co_await work();
  } catch (...) {
    log("failed");
  }
  try {
    co_await work();
    worked = true;
  } catch (...) {
  }
  try {
    co_await shutdown_peer();
  } catch (...) {
  }
  awaitable<void> until = work();
  request_stop(until);
  try {
    co_await std::move(until);
  } catch (...) {
  }
  try {
    co_await resume_after(10);
  } catch (...) {
  }
  try {
    for (;;)
      co_await work();
  } catch (...) {
  }
  try {
    log("nothing is awaited");
  } catch (...) {
  }
  try {
    co_await work();
  } catch (const std::runtime_error &) {
  }
}
awaitable<int> otherwise() {
  try {
    co_return co_await number();
  } catch (...) {
  }
  co_return 0;
}
awaitable<void> stop() {
  try {
    co_await work();
  } catch (...) {
  }
}

//===- Promises -----------------------------------------------------------===//

struct silent {
  struct promise_type {
    silent get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception() {}
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: what a coroutine of this type throws is dropped here, and who waits for it takes it for done
    // CHECK-MESSAGES: :[[@LINE-2]]:32: note: keep 'std::current_exception()' for who waits, or end the program
  };
  std::coroutine_handle<promise_type> handle;
};
struct forgotten {
  struct promise_type {
    forgotten get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception() {}
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: what a coroutine of this type throws is dropped here: nobody ever hears of it
    // CHECK-MESSAGES: :[[@LINE-2]]:32: note: report it, or end the program
  };
};

struct keeps {
  struct promise_type {
    keeps get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception() { error = std::current_exception(); }
    std::exception_ptr error;
  };
};
struct explains {
  struct promise_type {
    explains get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception() { /* all of them are noexcept */ }
  };
};
struct reminds {
  struct promise_type {
    reminds get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception() {} // TODO: keep it
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: what a coroutine of this type throws is dropped here
  };
};
struct explains_behind {
  struct promise_type {
    explains_behind get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception() {} // all of them are noexcept
  };
};
struct no_promise {
  void unhandled_exception() {}
};
