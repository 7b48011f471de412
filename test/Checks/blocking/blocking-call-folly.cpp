// RUN: %check %s async-blocking-call --also=async-blocking-wait

// Folly: coroutines, event bases and their callbacks, and what runs on a pool.

#include <folly.h>

using namespace std::chrono_literals;

struct Quote {};
folly::coro::Task<Quote> fetchQuote(std::string symbol);
folly::SemiFuture<Quote> requestQuote();
std::string compress(std::string data);

//===- Coroutines ---------------------------------------------------------===//

folly::coro::Task<Quote> retried(std::string symbol) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'retried': it puts the thread to sleep [async-blocking-call]
  co_return co_await fetchQuote(std::move(symbol));
}

folly::coro::AsyncGenerator<Quote> polled(std::string symbol) {
  while (true) {
    co_yield co_await fetchQuote(symbol);
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'polled'
  }
}

folly::coro::now_task<Quote> waits(folly::coro::Task<Quote> task) {
  Quote first = folly::coro::blockingWait(fetchQuote("FB"));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} blocks the thread that runs coroutine 'waits': it waits until the coroutine is done [async-blocking-wait]
  folly::coro::blockingWait(std::move(task));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} blocks the thread that runs coroutine 'waits'
  Quote last = requestQuote().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'get' blocks the thread that runs coroutine 'waits': it waits for the result [async-blocking-wait]
  co_return co_await fetchQuote("AAPL");
}

folly::coro::Task<std::string> restored(const char *file, folly::Baton<> &done,
                                        folly::MPMCQueue<int> &sizes) {
  std::string data;
  folly::readFile(file, data);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'readFile' blocks the thread that runs coroutine 'restored': it reads a whole file [async-blocking-call]
  done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread that runs coroutine 'restored': it waits for another thread's post [async-blocking-call]
  sizes.blockingWrite(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'blockingWrite' blocks the thread that runs coroutine 'restored': it waits until the queue has room [async-blocking-call]
  folly::Subprocess(std::vector<std::string>{"gzip", file}).waitChecked();
  // CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'waitChecked' blocks the thread that runs coroutine 'restored': it waits until the process has ended [async-blocking-call]
  co_return data;
}

// The event base waits for itself.
folly::coro::Task<void> onLoop(folly::EventBase &loop, folly::Func update) {
  loop.runInEventBaseThreadAndWait(std::move(update));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'runInEventBaseThreadAndWait' blocks the thread that runs coroutine 'onLoop'
  co_await folly::coro::co_reschedule_on_current_executor;
}

//===- Callbacks of an event base -----------------------------------------===//

void callbacks(folly::EventBase &loop, folly::IOThreadPoolExecutor &io) {
  loop.runInEventBaseThread([] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sleep_for' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
  loop.runAfterDelay([] { requestQuote().wait(); }, 100);
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'wait' blocks the thread that runs this handler: it waits for the result [async-blocking-wait]
  io.add([] { folly::coro::blockingWait(fetchQuote("FB")); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} blocks the thread that runs this handler: it waits until the coroutine is done [async-blocking-wait]
}

class Heartbeat : public folly::AsyncTimeout {
public:
  using AsyncTimeout::AsyncTimeout;
  void timeoutExpired() noexcept override {
    std::this_thread::sleep_for(10ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs async function 'timeoutExpired': it puts the thread to sleep [async-blocking-call]
  }
};

class Session : public folly::AsyncReader::ReadCallback {
  void getReadBuffer(void **, size_t *) override {}
  void readDataAvailable(size_t) noexcept override {}
  void readEOF() noexcept override { pool.join(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'join' blocks the thread that runs async function 'readEOF': it waits for the pool's threads to end [async-blocking-call]
  void readErr(const folly::AsyncSocketException &) noexcept override {}
  folly::CPUThreadPoolExecutor pool{4};
};

//===- Not flagged --------------------------------------------------------===//

folly::coro::Task<void> awaited(folly::coro::Baton &ready,
                                folly::coro::BoundedQueue<Quote> &quotes) {
  co_await folly::coro::sleep(100ms);
  co_await ready;
  co_await quotes.enqueue(co_await fetchQuote("FB"));
  co_await requestQuote();
  co_await folly::futures::sleep(1s);
}

folly::coro::Task<std::string> offloaded(folly::CPUThreadPoolExecutor &pool, std::string data) {
  pool.add([] { std::this_thread::sleep_for(1s); });
  co_await folly::via(&pool, [] { std::this_thread::sleep_for(1s); });
  co_await folly::via(folly::getGlobalCPUExecutor(), [&] { folly::writeFile(data, "/tmp/data"); });
  co_return compress(data);
}

folly::coro::Task<bool> polls(folly::Baton<> &done, folly::MPMCQueue<Quote> &quotes, Quote &next) {
  if (done.try_wait() || done.try_wait_for(0ms))
    co_return quotes.read(next);
  co_return quotes.writeIfNotFull(next);
}

int main() {
  folly::EventBase loop;
  folly::coro::blockingWait(fetchQuote("FB"));
  requestQuote().wait();
  loop.loopForever();
}

// Whatever executor runs it, it isn't known to be an event loop.
void continuations(folly::Future<Quote> quote, folly::Executor &executor) {
  executor.add([] { std::this_thread::sleep_for(1s); });
  std::move(quote).thenValue([](Quote) { std::this_thread::sleep_for(1s); }).get();
}
