// RUN: %check %s async-cancellation-not-forwarded --std=c++20

#include <coroutine.h>
#include <cppcoro.h>
#include <folly.h>
#include <std.h>

using namespace std::chrono_literals;

void download(std::string url, std::stop_token token = {});
void upload(std::string url, int tries = 1, std::stop_token token = {});
void idle(std::stop_token token = std::stop_token());
void scan(int depth);
void scan(int depth, std::stop_token token);
void scan_first(int depth);
void scan_first(const std::stop_token &token, int depth);
int count(int depth);
bool count(int depth, std::stop_token token);
cppcoro::task<> fetch(int key, cppcoro::cancellation_token token = {});
folly::coro::Task<> load(int key);
folly::coro::Task<> load(int key, folly::CancellationToken token);

struct Store {
  void sync(int part);
  void sync(int part, std::stop_token token);
  template <class F> void each(F callable) {}
  template <class F> void each(std::stop_token token, F callable) {}
};

void worker(std::stop_token token, Store &store) {
  download("index");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'download' isn't given 'token', and goes on when the work is asked to stop [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-23]]:6: note: it could take it here
  idle();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'idle' isn't given 'token'
  scan(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scan' isn't given 'token'
  scan_first(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scan_first' isn't given 'token'
  store.sync(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync' isn't given 'token'
  store.each([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'each' isn't given 'token'
  upload("index", 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'upload' isn't given 'token'
}

cppcoro::task<> in_a_coroutine(cppcoro::cancellation_token token) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' isn't given 'token'
}
folly::coro::Task<> in_follys(const folly::CancellationToken &cancel) {
  co_await load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'load' isn't given 'cancel'
}

// Its result means something else then: no fix.
void waits(std::stop_token token, std::condition_variable_any &ready, std::mutex &mutex, bool &go) {
  std::unique_lock lock(mutex);
  ready.wait(lock, [&] { return go; });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' isn't given 'token'
  count(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'count' isn't given 'token'
}

void start() {
  std::jthread thread([](std::stop_token stop) { scan(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'scan' isn't given 'stop'
}

//===- Not flagged --------------------------------------------------------===//

void forwards(std::stop_token token, Store &store) {
  download("index", token);
  download("index", {});
  scan(3, token);
  store.sync(1, std::stop_token());
  store.each(token, [](int) {});
}
void has_none(Store &store) {
  download("index");
  scan(1);
  store.sync(1);
}
void other_kind_of_token(cppcoro::cancellation_token token) { download("index"); }
void two_tokens(std::stop_token mine, std::stop_token yours) { download("index"); }
void unnamed(std::stop_token) { download("index"); }
void would_skip_an_argument(std::stop_token token) { upload("index"); }
void takes_no_token(std::stop_token token) { std::this_thread::sleep_for(1s); }

// An overload that the one with a token is made of.
void scan(int depth, std::stop_token token) {
  if (!token.stop_requested())
    scan(depth);
}
void given_by_other_means(std::stop_token token) {
  download("index?" + std::to_string(token.stop_requested()));
}
void cleans_up(std::stop_token token) {
  try {
    download("index", token);
  } catch (...) {
    upload("failure", 1);
  }
  if (token.stop_requested())
    upload("stopped", 1);
}
void hands_it_over(std::stop_token token) {
  idle(std::move(token));
  download("index");
}
void lambda_has_none(std::stop_token token) {
  auto later = [] { download("index"); };
}
void silenced(std::stop_token token) {
  scan(1); // NOLINT(async-cancellation-not-forwarded): must be done in any case
}
