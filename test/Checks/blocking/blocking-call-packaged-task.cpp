// RUN: %check %s async-blocking-call

// A packaged task runs where it is given to; a stop callback, on the thread that asks for the stop.

#include <asio.h>
#include <coroutine.h>
#include <posix.h>
#include <std.h>

namespace net = boost::asio;

//===- Flagged ------------------------------------------------------------===//

void on_the_loop(net::io_context &context) {
  net::post(context, std::packaged_task<void()>([] { sleep(1); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'sleep' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
}

mini::task<> until(std::atomic_flag &flag) {
  std::atomic_flag_wait(&flag, false);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'atomic_flag_wait' blocks the thread that runs coroutine 'until': it waits for another thread to change the value [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

void elsewhere(net::thread_pool &pool) {
  net::post(pool, std::packaged_task<void()>([] { sleep(1); }));
  std::thread(std::packaged_task<void()>([] { sleep(1); })).detach();
}

mini::task<> stops(std::stop_token token) {
  std::stop_callback<void (*)()> stopped(token, [] { sleep(1); });
  co_await mini::yield();
}
