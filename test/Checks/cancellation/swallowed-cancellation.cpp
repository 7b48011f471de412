// RUN: %check %s async-swallowed-cancellation

#include <boost-asio.h>
#include <coroutine.h>
#include <cppcoro.h>
#include <folly.h>
#include <std.h>

namespace asio = boost::asio;
using namespace std::chrono_literals;

folly::coro::Task<int> next();
folly::coro::Task<> handle(int item);
cppcoro::task<int> receive();
asio::awaitable<void> session(asio::ip::tcp::socket socket);
void log(const char *what);

//===- Exceptions ---------------------------------------------------------===//

folly::coro::Task<> catches_everything() {
  while (true) {
    try {
      co_await handle(co_await next());
    } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler swallows 'folly::OperationCancelled': the loop goes on when the coroutine is cancelled [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-5]]:3: note: nothing else ends this loop
      log("failed");
    }
  }
}

folly::coro::Task<> catches_a_base() {
  for (;;) {
    try {
      co_await handle(1);
    } catch (const std::logic_error &) {
      log("memory");
    } catch (const std::exception &e) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler swallows 'folly::OperationCancelled'
      log(e.what());
    }
  }
}

cppcoro::task<int> retries() {
  do {
    try {
      co_return co_await receive();
    } catch (const std::exception &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler swallows 'cppcoro::operation_cancelled'
    }
  } while (true);
}

//===- Error codes --------------------------------------------------------===//

asio::awaitable<void> accepts(asio::ip::tcp::acceptor &acceptor, asio::any_io_executor executor) {
  for (;;) {
    try {
      asio::co_spawn(executor, session(co_await acceptor.async_accept(asio::use_awaitable)),
                     asio::detached);
    } catch (const std::exception &e) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler swallows 'asio::error::operation_aborted': the loop goes on when the coroutine is cancelled
      log(e.what());
    }
  }
}

//===- Stackful coroutines ------------------------------------------------===//

void serve(asio::io_context &io, asio::ip::tcp::socket &socket) {
  asio::spawn(io, [&socket](asio::yield_context yield) {
    char data[64];
    try {
      socket.async_read_some(asio::buffer(data), yield);
    } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler stops the unwinding that destroys the stackful coroutine, which ends the program [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-3]]:14: note: the coroutine is suspended here, and may never be resumed
      log("failed");
    }
  });
}

//===- Not flagged --------------------------------------------------------===//

folly::coro::Task<> rethrows() {
  while (true) {
    try {
      co_await handle(1);
    } catch (...) {
      log("failed");
      throw;
    }
  }
}
folly::coro::Task<> lets_it_pass_first() {
  while (true) {
    try {
      co_await handle(1);
    } catch (const folly::OperationCancelled &) {
      throw;
    } catch (...) {
      log("failed");
    }
  }
}
folly::coro::Task<> leaves() {
  while (true) {
    try {
      co_await handle(1);
    } catch (const std::exception &) {
      break;
    }
  }
}
folly::coro::Task<> keeps_the_exception(std::exception_ptr &failure) {
  while (true) {
    try {
      co_await handle(1);
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure)
      co_return;
  }
}
folly::coro::Task<> asks_before_it_goes_on(bool &stopped) {
  while (true) {
    if (stopped)
      co_return;
    try {
      co_await handle(1);
    } catch (...) {
    }
  }
}
folly::coro::Task<> loop_with_an_end(bool &stopped) {
  while (!stopped) {
    try {
      co_await handle(1);
    } catch (...) {
    }
  }
}
// The next await throws as well.
folly::coro::Task<> awaits_after_it() {
  while (true) {
    try {
      co_await handle(1);
    } catch (...) {
    }
    co_await folly::coro::sleep(1s);
  }
}
// The coroutine ends anyway.
folly::coro::Task<> no_loop() {
  try {
    co_await handle(1);
  } catch (...) {
    log("failed");
  }
}
folly::coro::Task<> one_of_many(std::vector<int> items) {
  for (int item : items) {
    try {
      co_await handle(item);
    } catch (...) {
    }
  }
}
folly::coro::Task<> loop_in_the_try_block() {
  try {
    while (true)
      co_await handle(1);
  } catch (...) {
  }
}
folly::coro::Task<> catches_something_else() {
  while (true) {
    try {
      co_await handle(1);
    } catch (const std::logic_error &) {
    } catch (int) {
    }
  }
}
folly::coro::Task<> nothing_is_awaited_in_it() {
  while (true) {
    int item = co_await next();
    try {
      log("item");
    } catch (...) {
    }
  }
}
folly::coro::Task<> nested_lambda() {
  while (true) {
    try {
      auto later = []() -> folly::coro::Task<> { co_await handle(1); };
      log("made");
    } catch (...) {
    }
    co_await handle(1);
  }
}
asio::awaitable<void> asks_for_the_error(asio::ip::tcp::socket &socket) {
  char data[64];
  for (;;) {
    try {
      co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
    } catch (const boost::system::system_error &error) {
      if (error.code().value() == 125)
        co_return;
    }
  }
}
// Of its cancellation nobody knows.
mini::task<> framework_without_cancellation() {
  while (true) {
    try {
      co_await mini::yield();
    } catch (...) {
    }
  }
}
void stackful_but_right(asio::io_context &io, asio::ip::tcp::socket &socket) {
  asio::spawn(io, [&socket](asio::yield_context yield) {
    char data[64];
    try {
      socket.async_read_some(asio::buffer(data), yield);
    } catch (const std::exception &) {
      log("failed");
    }
    try {
      socket.async_read_some(asio::buffer(data), yield);
    } catch (...) {
      log("failed");
      throw;
    }
    try {
      log("not suspended");
    } catch (...) {
    }
  });
}
folly::coro::Task<> silenced() {
  while (true) {
    try {
      co_await handle(1);
    } catch (...) { // NOLINT(async-swallowed-cancellation): nobody cancels it
    }
  }
}
