// RUN: %check %s async-nested-runtime

#include <boost-asio.h>
#include <coroutine.h>
#include <std.h>

namespace asio = boost::asio;
mini::task<> tick();

#define LOCAL_LOOP asio::io_context io

mini::task<> in_macro() {
  LOCAL_LOOP;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an event loop of its own is built each time that coroutine 'in_macro' runs
  co_await tick();
}
// Once.
template <class T> mini::task<T> in_template(T value) {
  asio::io_context io;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an event loop of its own is built
  co_return value;
}
mini::task<> uses() {
  co_await in_template(1);
  co_await in_template(2L);
}
mini::task<> nested_lambda() {
  auto inner = []() -> mini::task<> {
    asio::io_context io;
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: an event loop of its own is built each time that this coroutine runs
    co_await tick();
  };
  co_await inner();
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> lambda_for_others() {
  auto later = [] { asio::io_context io; };
  co_await tick();
}
template <class T> void plain(T) { asio::io_context io; }
void uses_plain() { plain(1); }
