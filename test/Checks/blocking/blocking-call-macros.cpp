// RUN: %check %s async-blocking-call

// Findings in macros are reported where the macro is used, and are not fixed.

#include <posix.h>
#include <standalone-asio.h>

using namespace std::chrono_literals;

#define NAP() std::this_thread::sleep_for(1s)
#define CALL(what) what
#define READ asio::read
#define TIMER timer
#define COROUTINE(name) asio::awaitable<void> name
#define EMPTY

asio::awaitable<void> whole_call() {
  NAP();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'whole_call': it puts the thread to sleep [async-blocking-call]
  CALL(std::this_thread::sleep_for(1s));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'sleep_for' blocks the thread that runs coroutine 'whole_call'
  CALL(sleep)(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'sleep' blocks the thread that runs coroutine 'whole_call'
  co_return;
}

asio::awaitable<void> part_of_the_call(asio::ip::tcp::socket &socket, asio::steady_timer &timer,
                                       std::string data) {
  READ(socket, asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'part_of_the_call': it waits until all data has come [async-blocking-call]
  TIMER.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'part_of_the_call': it waits until the timer expires [async-blocking-call]
  asio::read(socket, EMPTY asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'part_of_the_call'
  asio::read(
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'part_of_the_call'
#ifdef OTHER
      other,
#else
      socket,
#endif
      asio::buffer(data));
  co_return;
}

// The macro around it is not touched.
COROUTINE(in_a_macro_body)(asio::steady_timer &timer) {
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'in_a_macro_body'
  co_return;
}

#define BODY(statement)                                                                            \
  {                                                                                                \
    statement;                                                                                     \
    co_return;                                                                                     \
  }
asio::awaitable<void> body_from_a_macro(asio::steady_timer &timer) BODY(timer.wait())
// CHECK-MESSAGES: :[[@LINE-1]]:79: warning: 'wait' blocks the thread that runs coroutine 'body_from_a_macro'

// Of a function that a macro defines.
#define DEFINE(name)                                                                               \
  asio::awaitable<void> name() {                                                                   \
    std::this_thread::sleep_for(1s);                                                               \
    co_return;                                                                                     \
  }
DEFINE(defined)
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: 'sleep_for' blocks the thread that runs coroutine 'defined'

//===- Not flagged --------------------------------------------------------===//

#define THREAD(...) std::thread([] { __VA_ARGS__; }).detach()
#define RUN_LATER(pool, ...) asio::post(pool, [] { __VA_ARGS__; })
#define LOG(...) (void)0
#define SLEEP_TIME 0

asio::awaitable<void> clean(asio::thread_pool &pool, asio::steady_timer &timer) {
  THREAD(sleep(1));
  RUN_LATER(pool, sleep(1));
  LOG(sleep(1));
  sleep(SLEEP_TIME);
  CALL(co_await timer.async_wait(asio::use_awaitable));
}
