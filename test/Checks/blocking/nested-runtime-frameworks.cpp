// RUN: %check %s async-nested-runtime

// The frameworks whose coroutines can offload a call.

#include <boost-asio.h>
#include <cppcoro.h>
#include <folly.h>
#include <hpx.h>

#include <mutex>
#include <std.h>
#include <string>

namespace asio = boost::asio;

int request(int number) {
  folly::EventBase loop;
  loop.loop();
  return number;
}
struct Text {
  Text(const char *);
  Text(const Text &);
  ~Text();
};
void log(const Text &line) { folly::EventBase loop; }
int *pointer() {
  folly::EventBase loop;
  return nullptr;
}
void read(int *from) { folly::EventBase loop; }
int &reference() {
  static int value;
  folly::EventBase loop;
  return value;
}
template <class F> void call(F &&f) { folly::EventBase loop; }

folly::coro::Task<int> offloads(int number) {
  int answer = request(number);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'request' builds an event loop of its own each time that coroutine 'offloads' calls it [async-nested-runtime]
  // CHECK-MESSAGES: :[[@LINE-25]]:20: note: this one
  // CHECK-MESSAGES: :[[@LINE-3]]:16: note: run it where blocking is allowed: 'co_await folly::via(folly::getGlobalCPUExecutor(), [&] { return request(...); })'
  log("done");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'log' builds an event loop
  Text line("more");
  log(line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'log' builds an event loop
  int other = 1;
  read(&other);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' builds an event loop
  if (request(1) + request(2) > 3)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'request' builds an event loop
    // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'request' builds an event loop
    co_return pointer() ? 1 : 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'pointer' builds an event loop
  co_return answer;
}

hpx::future<int> another_framework() {
  co_return request(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'request' builds an event loop
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: run it where blocking is allowed: 'co_await hpx::run_as_os_thread([&] { return request(...); })'
}

folly::coro::Task<void> here() {
  folly::EventBase loop;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an event loop of its own is built
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: have one for the whole program, or run what needs it where blocking is allowed: 'co_await folly::via(folly::getGlobalCPUExecutor(), [&] { return ...; })'
  co_return;
}

//===- Flagged, but not to be fixed ---------------------------------------===//

// A pool has to be found first.
cppcoro::task<int> needs_an_executor() {
  int answer = request(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'request' builds an event loop
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: run it where blocking is allowed: '(co_await executor.schedule(), request(...))'
  co_return answer;
}

struct Session {
  int load() {
    folly::EventBase loop;
    return state;
  }
  int state = 0;
  Text text{""};
};

folly::coro::Task<int> others_may_use_it(Session &session, const Text &text, int *number,
                                         std::shared_ptr<Session> shared) {
  int answer = session.load();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'load' builds an event loop
  log(session.text);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'log' builds an event loop
  log(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'log' builds an event loop
  log(shared->text);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'log' builds an event loop
  read(number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' builds an event loop
  call([&] { ++session.state; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'call' builds an event loop
  co_return answer;
}

folly::coro::Task<int> no_await_there(std::mutex &mutex) {
  int &same = reference();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'reference' builds an event loop
  try {
    co_await here();
  } catch (...) {
    request(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'request' builds an event loop
  }
  std::lock_guard lock(mutex);
  request(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'request' builds an event loop
  co_return same;
}

void handler(asio::io_context &io) {
  asio::post(io, [] {
    request(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'request' builds an event loop of its own each time that this handler calls it
    asio::thread_pool pool(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: a pool of threads of its own is built
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: have one for the whole program, or run what needs it where blocking is allowed
  });
}

//===- Not flagged --------------------------------------------------------===//

folly::coro::Task<int> is_offloaded() {
  co_return co_await folly::via(folly::getGlobalCPUExecutor(), [&] { return request(1); });
}
