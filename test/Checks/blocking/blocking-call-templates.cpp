// RUN: %check %s async-blocking-call

// In templates: one finding for a line, whatever the number of instantiations, and no fix: what
// fits one instantiation need not fit another.

#include <posix.h>
#include <standalone-asio.h>

using namespace std::chrono_literals;

template <class T> asio::awaitable<T> function_template(T value) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'function_template': it puts the thread to sleep [async-blocking-call]
  co_return value;
}

template <class T> struct Class {
  asio::awaitable<void> member(T &timer) {
    timer.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'member': it waits until the timer expires [async-blocking-call]
    co_return;
  }
  asio::awaitable<void> defined_below();
  template <class U> static asio::awaitable<U> member_template() {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread that runs coroutine 'member_template'
    co_return U();
  }
};

template <class T> asio::awaitable<void> Class<T>::defined_below() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'defined_below'
  co_return;
}

// Only some instantiations block.
struct Quick {
  void wait();
};
template <class T> asio::awaitable<void> depends(T &object) {
  object.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'depends'
  co_return;
}

template <class F> void run(F callable) {
  callable();
}

template <int N> void helper() {
  sleep(N);
}
template <int N> void helper_of_helper() {
  helper<N>();
}

asio::awaitable<void> uses(asio::steady_timer &timer, asio::system_timer &system, Quick &quick) {
  co_await function_template(1);
  co_await function_template(2l);
  co_await Class<asio::steady_timer>().member(timer);
  co_await Class<asio::system_timer>().member(system);
  co_await Class<asio::steady_timer>().defined_below();
  co_await Class<int>::member_template<int>();
  co_await Class<int>::member_template<long>();
  co_await depends(quick);
  co_await depends(timer);
  helper<1>();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'helper' blocks the thread that runs coroutine 'uses': it reaches 'sleep' [async-blocking-call]
  helper_of_helper<2>();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'helper_of_helper' blocks the thread that runs coroutine 'uses'
}

template <> asio::awaitable<char> function_template(char value) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'function_template'
  co_return value;
}

template <class T> void handlers(asio::io_context &io, T value) {
  asio::post(io, [value] { sleep(value); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sleep' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
}
template void handlers(asio::io_context &, int);
template void handlers(asio::io_context &, long);

asio::awaitable<void> generic_lambda() {
  auto nap = [](auto duration) { std::this_thread::sleep_for(duration); };
  nap(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a lambda blocks the thread that runs coroutine 'generic_lambda': it reaches 'sleep_for' [async-blocking-call]
  co_return;
}

void abbreviated(asio::io_context &io) {
  asio::post(io, [](auto... rest) { sleep(sizeof...(rest) + 1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'sleep' blocks the thread that runs this handler
}

auto coroutine_with_auto = [](auto &timer) -> asio::awaitable<void> {
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs this coroutine: it waits until the timer expires [async-blocking-call]
  co_return;
};
asio::awaitable<void> uses_it(asio::steady_timer &timer) {
  co_await coroutine_with_auto(timer);
}

//===- Not flagged --------------------------------------------------------===//

// Never instantiated: nobody knows what it calls.
template <class T> asio::awaitable<void> never(T object) {
  object.wait();
  co_return;
}

template <class T> asio::awaitable<void> other_instantiation(T &object) {
  object.wait();
  co_return;
}

template <class T> struct Base {
  asio::awaitable<void> work() {
    static_cast<T *>(this)->step();
    co_return;
  }
};
struct Steps : Base<Steps> {
  void step() {}
};

template <class T> void if_constexpr() {
  if constexpr (sizeof(T) > 4)
    sleep(1);
}

template <class T> asio::awaitable<void> pool_of(T &pool) {
  asio::post(pool, [] { sleep(1); });
  co_return;
}

asio::awaitable<void> clean(Quick &quick, Steps &steps, asio::thread_pool &pool) {
  co_await other_instantiation(quick);
  co_await steps.work();
  if_constexpr<int>();
  co_await pool_of(pool);
  run([] { sleep(1); });
}

// What the callers of a template bring, kept in a member, is their choice too.
template <class F> struct Posted {
  F function;
  mini::task<> operator()() {
    function();
    co_return;
  }
};
template <class F> Posted<F> posted(F function) { return {function}; }

void brings_its_own() {
  auto work = posted([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  (void)work();
}
