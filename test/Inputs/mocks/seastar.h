//===- seastar.h - mock of Seastar --------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_SEASTAR_H
#define ASYNC_TIDY_MOCKS_SEASTAR_H

#include "std.h"

#if __cplusplus >= 202002L

namespace seastar {

//===- Futures ------------------------------------------------------------===//

template <class T = void> class future;
template <class T = void> class promise;

template <class T> struct futurize {
  using type = future<T>;
};
template <class T> struct futurize<future<T>> {
  using type = future<T>;
};
template <class T> using futurize_t = typename futurize<T>::type;
template <class F, class... As>
using mock_future_of = futurize_t<std::remove_cvref_t<std::invoke_result_t<F, As...>>>;

namespace internal {
template <class F, class T> struct mock_continuation {
  using type = mock_future_of<F, T>;
};
template <class F> struct mock_continuation<F, void> {
  using type = mock_future_of<F>;
};
class future_base {};
} // namespace internal

template <class T> class [[nodiscard]] future : private internal::future_base {
public:
  using value_type = T;
  future(future &&Other) noexcept MOCK_BODY;
  future(const future &) = delete;
  future &operator=(future &&Other) noexcept MOCK_BODY;
  ~future() MOCK_BODY;
  T get() MOCK_BODY;
  void wait() noexcept MOCK_BODY;
  std::exception_ptr get_exception() noexcept MOCK_BODY;
  bool available() const noexcept MOCK_BODY;
  bool failed() const noexcept MOCK_BODY;
  template <class F>
  typename internal::mock_continuation<F, T>::type then(F &&Run) noexcept MOCK_BODY;
  template <class F>
  typename internal::mock_continuation<F, T>::type then_unpack(F &&Run) noexcept MOCK_BODY;
  template <class F> mock_future_of<F, future> then_wrapped(F &&Run) noexcept MOCK_BODY;
  template <class F> future<T> finally(F &&Run) noexcept MOCK_BODY;
  template <class F> future<T> handle_exception(F &&Run) noexcept MOCK_BODY;
  template <class F> future<T> handle_exception_type(F &&Run) noexcept MOCK_BODY;
  void forward_to(promise<T> &&To) noexcept MOCK_BODY;
  future<> or_terminate() noexcept MOCK_BODY;
  future<> discard_result() noexcept MOCK_BODY;
  void ignore_ready_future() noexcept MOCK_BODY;
};
template <class T> class promise {
public:
  promise() noexcept MOCK_BODY;
  promise(promise &&Other) noexcept MOCK_BODY;
  ~promise() MOCK_BODY;
  future<T> get_future() noexcept MOCK_BODY;
  template <class... As> void set_value(As &&...Values) noexcept MOCK_BODY;
  void set_exception(std::exception_ptr E) noexcept MOCK_BODY;
  void set_to_current_exception() noexcept MOCK_BODY;
};
template <class T = void, class... As> future<T> make_ready_future(As &&...Values) MOCK_BODY;
template <class T = void, class E>
future<T> make_exception_future(E &&Exception) noexcept MOCK_BODY;
template <class F, class... As>
mock_future_of<F, As...> futurize_invoke(F &&Run, As &&...Arguments) noexcept MOCK_BODY;

namespace internal {
template <class T> class coroutine_traits_base {
public:
  class promise_type {
  public:
    template <class U> void return_value(U &&Value) MOCK_BODY;
    void unhandled_exception() noexcept MOCK_BODY;
    future<T> get_return_object() noexcept MOCK_BODY;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };
};
template <> class coroutine_traits_base<void> {
public:
  class promise_type {
  public:
    void return_void() noexcept;
    void unhandled_exception() noexcept;
    future<> get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };
};
template <class T, class Result> struct [[nodiscard]] mock_awaiter {
  bool await_ready() const noexcept;
  template <class U> void await_suspend(std::coroutine_handle<U> Handle) noexcept MOCK_BODY;
  Result await_resume() MOCK_BODY;
};
template <class T> struct [[nodiscard]] without_preemption_check : future<T> {};
} // namespace internal

template <class T> internal::mock_awaiter<T, T> operator co_await(future<T> &&F) noexcept MOCK_BODY;

} // namespace seastar

namespace std {
template <class T, class... As> struct coroutine_traits<seastar::future<T>, As...> {
  using promise_type = typename seastar::internal::coroutine_traits_base<T>::promise_type;
};
} // namespace std

namespace seastar {

//===- Time, cancellation -------------------------------------------------===//

class lowres_clock {
public:
  using duration = std::chrono::nanoseconds;
  using time_point = std::chrono::time_point<lowres_clock, duration>;
  static time_point now() noexcept;
};
class abort_requested_exception : public std::exception {};
class abort_source {
public:
  class subscription {
  public:
    subscription();
    subscription(subscription &&Other) noexcept;
    explicit operator bool() const noexcept;
  };
  abort_source();
  virtual ~abort_source();
  template <class F> [[nodiscard]] std::optional<subscription> subscribe(F &&Run) MOCK_BODY;
  void request_abort() noexcept;
  bool abort_requested() const noexcept;
  void check() const;
};
template <class Clock = std::chrono::steady_clock> class timer {
public:
  timer() noexcept MOCK_BODY;
  timer(timer &&Other) noexcept MOCK_BODY;
  explicit timer(std::function<void()> &&Callback) noexcept MOCK_BODY;
  ~timer() MOCK_BODY;
  void set_callback(std::function<void()> &&Callback) noexcept MOCK_BODY;
  template <class R, class P> void arm(std::chrono::duration<R, P> Delta) noexcept MOCK_BODY;
  template <class R, class P>
  void arm_periodic(std::chrono::duration<R, P> Delta) noexcept MOCK_BODY;
  bool cancel() noexcept MOCK_BODY;
};

class sleep_aborted : public abort_requested_exception {};
template <class Clock = std::chrono::steady_clock, class R, class P>
future<> sleep(std::chrono::duration<R, P> Duration) MOCK_BODY;
template <class Clock = std::chrono::steady_clock, class R, class P>
future<> sleep_abortable(std::chrono::duration<R, P> Duration) MOCK_BODY;
template <class Clock = std::chrono::steady_clock, class R, class P>
future<> sleep_abortable(std::chrono::duration<R, P> Duration, abort_source &Source) MOCK_BODY;
template <class Clock, class D, class T>
future<T> with_timeout(std::chrono::time_point<Clock, D> Deadline, future<T> F) MOCK_BODY;
class socket_address {
public:
  socket_address();
};
class connected_socket {
public:
  connected_socket(connected_socket &&) noexcept;
};
future<connected_socket> connect(socket_address Peer);
future<> maybe_yield() noexcept;
future<> yield() noexcept;

//===- Coroutines ---------------------------------------------------------===//

namespace coroutine {
template <class F> class lambda {
  F *Function;

public:
  explicit lambda(F &&Run) MOCK_BODY;
  template <class... As>
  std::invoke_result_t<F &, As...> operator()(As &&...Arguments) const MOCK_BODY;
};
class [[nodiscard]] maybe_yield {
public:
  internal::mock_awaiter<void, void> operator co_await();
};
struct [[nodiscard]] switch_to {
  explicit switch_to(class scheduling_group To) noexcept;
  bool await_ready() const noexcept;
  template <class U> void await_suspend(std::coroutine_handle<U> Handle) noexcept MOCK_BODY;
  void await_resume();
};
template <class... Fs> class [[nodiscard]] all {
public:
  template <class... Gs> explicit all(Gs &&...Functions) MOCK_BODY;
  internal::mock_awaiter<void, void> operator co_await() MOCK_BODY;
};
template <class... Gs> explicit all(Gs &&...) -> all<Gs...>;
template <class F> class [[nodiscard]] parallel_for_each {
public:
  template <class R, class G> explicit parallel_for_each(R &&Range, G &&Run) noexcept MOCK_BODY;
  template <class I, class G>
  explicit parallel_for_each(I Begin, I End, G &&Run) noexcept MOCK_BODY;
  bool await_ready() const noexcept MOCK_BODY;
  template <class U> void await_suspend(std::coroutine_handle<U> Handle) noexcept MOCK_BODY;
  void await_resume() const MOCK_BODY;
};
template <class R, class F> parallel_for_each(R &&, F &&) -> parallel_for_each<F>;
template <class I, class F> parallel_for_each(I, I, F &&) -> parallel_for_each<F>;
template <class T = void>
internal::mock_awaiter<T, future<T>> as_future(future<T> &&F) noexcept MOCK_BODY;
template <class T = void>
internal::mock_awaiter<T, future<T>>
as_future_without_preemption_check(future<T> &&F) noexcept MOCK_BODY;
template <class T> internal::mock_awaiter<T, T> try_future(future<T> &&F) noexcept MOCK_BODY;
template <class T>
internal::mock_awaiter<T, T> try_future_without_preemption_check(future<T> &&F) noexcept MOCK_BODY;
template <class T>
internal::without_preemption_check<T> without_preemption_check(future<T> &&F) noexcept MOCK_BODY;
} // namespace coroutine

//===- Loops, combinations ------------------------------------------------===//

enum class stop_iteration : bool { no, yes };
template <class F> future<> repeat(F &&Action) noexcept MOCK_BODY;
template <class F> future<int> repeat_until_value(F Action) noexcept MOCK_BODY;
template <class F, class Stop> future<> do_until(Stop StopCondition, F Action) noexcept MOCK_BODY;
template <class F> future<> keep_doing(F Action) noexcept MOCK_BODY;
template <class I, class F> future<> do_for_each(I Begin, I End, F Action) noexcept MOCK_BODY;
template <class R, class F> future<> do_for_each(R &Range, F Action) noexcept MOCK_BODY;
template <class I, class F> future<> parallel_for_each(I Begin, I End, F &&Run) noexcept MOCK_BODY;
template <class R, class F> future<> parallel_for_each(R &&Range, F &&Run) noexcept MOCK_BODY;
template <class I, class F>
future<> max_concurrent_for_each(I Begin, I End, size_t Most, F &&Run) noexcept MOCK_BODY;
template <class R, class F>
future<> max_concurrent_for_each(R &&Range, size_t Most, F &&Run) noexcept MOCK_BODY;
template <class R, class M, class T, class F>
future<T> map_reduce(R &&Range, M &&Mapper, T Initial, F Reduce) MOCK_BODY;

template <class A, class B, class... Cs>
future<> do_with(A &&Value, B &&Second, Cs &&...More) noexcept MOCK_BODY;
template <class... Ts> future<std::tuple<Ts...>> when_all(Ts &&...Futures) noexcept MOCK_BODY;
template <class... Ts> future<> when_all_succeed(Ts &&...Futures) noexcept MOCK_BODY;
template <class... Ts> future<size_t> when_any(Ts &&...Futures) noexcept MOCK_BODY;
template <class O, class F> future<> with_closeable(O &&Object, F Run) noexcept MOCK_BODY;
template <class O, class F> future<> with_stoppable(O &&Object, F Run) noexcept MOCK_BODY;

//===- Locks --------------------------------------------------------------===//

struct semaphore_default_exception_factory {};
class semaphore_aborted : public abort_requested_exception {};
template <class Exceptions, class Clock = std::chrono::steady_clock> class basic_semaphore {
public:
  explicit basic_semaphore(size_t Count) noexcept MOCK_BODY;
  future<> wait(size_t Units = 1) noexcept MOCK_BODY;
  future<> wait(abort_source &Source, size_t Units = 1) noexcept MOCK_BODY;
  bool try_wait(size_t Units = 1) noexcept MOCK_BODY;
  void signal(size_t Units = 1) noexcept MOCK_BODY;
};
using semaphore = basic_semaphore<semaphore_default_exception_factory>;
template <class Exceptions = semaphore_default_exception_factory,
          class Clock = std::chrono::steady_clock>
class semaphore_units {
public:
  semaphore_units() noexcept MOCK_BODY;
  semaphore_units(basic_semaphore<Exceptions, Clock> &Of, size_t Units) noexcept MOCK_BODY;
  semaphore_units(semaphore_units &&Other) noexcept MOCK_BODY;
  semaphore_units &operator=(semaphore_units &&Other) noexcept MOCK_BODY;
  ~semaphore_units() noexcept MOCK_BODY;
  void return_all() noexcept MOCK_BODY;
  size_t release() noexcept MOCK_BODY;
};
template <class E, class C>
future<semaphore_units<E, C>> get_units(basic_semaphore<E, C> &Of, size_t Units) noexcept MOCK_BODY;
template <class E, class C>
future<semaphore_units<E, C>> get_units(basic_semaphore<E, C> &Of, size_t Units,
                                        abort_source &Source) noexcept MOCK_BODY;
template <class E, class C, class F>
mock_future_of<F> with_semaphore(basic_semaphore<E, C> &Of, size_t Units,
                                 F &&Run) noexcept MOCK_BODY;

class shared_mutex {
public:
  shared_mutex();
  shared_mutex(const shared_mutex &) = delete;
  future<> lock_shared() noexcept;
  bool try_lock_shared() noexcept;
  void unlock_shared() noexcept;
  future<> lock() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
};
template <class F> mock_future_of<F> with_shared(shared_mutex &Mutex, F &&Run) noexcept MOCK_BODY;
template <class Lock, class F> mock_future_of<F> with_lock(Lock &Mutex, F &&Run) MOCK_BODY;
template <class Lock> future<std::unique_lock<Lock>> get_unique_lock(Lock &Mutex) MOCK_BODY;
template <class Lock> future<std::shared_lock<Lock>> get_shared_lock(Lock &Mutex) MOCK_BODY;

template <class Clock = std::chrono::steady_clock> class rwlock_for_read {
public:
  future<> lock() MOCK_BODY;
  void unlock() MOCK_BODY;
};
template <class Clock = std::chrono::steady_clock> class rwlock_for_write {
public:
  future<> lock() MOCK_BODY;
  void unlock() MOCK_BODY;
};
template <class Clock = std::chrono::steady_clock> class basic_rwlock {
public:
  using holder = semaphore_units<semaphore_default_exception_factory, Clock>;
  rwlock_for_read<Clock> &for_read() MOCK_BODY;
  rwlock_for_write<Clock> &for_write() MOCK_BODY;
  future<> read_lock() MOCK_BODY;
  void read_unlock() MOCK_BODY;
  future<> write_lock() MOCK_BODY;
  void write_unlock() MOCK_BODY;
  bool try_read_lock() MOCK_BODY;
  bool try_write_lock() MOCK_BODY;
  future<holder> hold_read_lock() MOCK_BODY;
  future<holder> hold_write_lock() MOCK_BODY;
};
using rwlock = basic_rwlock<>;

namespace util {
class spinlock {
public:
  spinlock();
  spinlock(const spinlock &) = delete;
  bool try_lock() noexcept;
  void lock() noexcept;
  void unlock() noexcept;
};
} // namespace util

class condition_variable {
  struct [[nodiscard]] awaiter {
    internal::mock_awaiter<void, void> operator co_await();
  };

public:
  future<> wait() noexcept;
  template <class F> future<> wait(F &&Predicate) noexcept MOCK_BODY;
  awaiter when() noexcept;
  template <class F> awaiter when(F &&Predicate) noexcept MOCK_BODY;
  void signal() noexcept;
  void broadcast() noexcept;
};

//===- Scopes, queues -----------------------------------------------------===//

class gate {
public:
  class holder {
  public:
    holder(holder &&Other) noexcept;
    ~holder();
    void release() noexcept;
  };
  gate() noexcept;
  gate(const gate &) = delete;
  virtual ~gate();
  bool try_enter() noexcept;
  void enter();
  void leave() noexcept;
  void check() const;
  holder hold();
  future<> close() noexcept;
};
class named_gate : public gate {
public:
  explicit named_gate(std::string Name) noexcept;
};
template <class F> mock_future_of<F> with_gate(gate &In, F &&Run) MOCK_BODY;
template <class F> mock_future_of<F> try_with_gate(gate &In, F &&Run) noexcept MOCK_BODY;

template <class T> class queue {
public:
  explicit queue(size_t Size) MOCK_BODY;
  bool push(T &&Value) MOCK_BODY;
  T pop() noexcept MOCK_BODY;
  future<> push_eventually(T &&Value) noexcept MOCK_BODY;
  future<T> pop_eventually() noexcept MOCK_BODY;
  future<> not_empty() noexcept MOCK_BODY;
};
template <class T> class pipe_reader {
public:
  future<std::optional<T>> read() MOCK_BODY;
};
template <class T> class pipe_writer {
public:
  future<> write(T &&Value) MOCK_BODY;
};
template <class T> class pipe {
public:
  pipe_reader<T> reader;
  pipe_writer<T> writer;
  explicit pipe(size_t Size) MOCK_BODY;
};

//===- Reactor, shards, threads -------------------------------------------===//

class scheduling_group {};
template <class F, class... As>
mock_future_of<F, As...> with_scheduling_group(scheduling_group In, F Run,
                                               As &&...Arguments) noexcept MOCK_BODY;
class reactor {
public:
  int run() noexcept;
};
reactor &engine();
class app_template {
public:
  app_template();
  int run(int Count, char **Values, std::function<future<>()> &&Run) noexcept;
  int run_deprecated(int Count, char **Values, std::function<void()> &&Run) noexcept;
};

unsigned this_shard_id();
class smp {
public:
  template <class F> static mock_future_of<F> submit_to(unsigned Shard, F &&Run) noexcept MOCK_BODY;
  template <class F> static future<> invoke_on_all(F &&Run) noexcept MOCK_BODY;
  template <class F> static future<> invoke_on_others(F Run) noexcept MOCK_BODY;
};
template <class Service> class sharded {
public:
  template <class... As> future<> start(As &&...Arguments) noexcept MOCK_BODY;
  future<> stop() noexcept MOCK_BODY;
  template <class F, class... As>
  mock_future_of<F, Service &, As...> invoke_on(unsigned Shard, F &&Run,
                                                As &&...Arguments) MOCK_BODY;
  template <class F, class... As> future<> invoke_on_all(F Run, As... Arguments) noexcept MOCK_BODY;
  template <class F, class... As>
  future<> invoke_on_others(F Run, As... Arguments) noexcept MOCK_BODY;
  template <class R, class F> future<int> map_reduce(R &&Reducer, F &&Run) MOCK_BODY;
  template <class M, class T, class R> future<T> map_reduce0(M Map, T Initial, R Reduce) MOCK_BODY;
  template <class M> future<std::vector<int>> map(M Mapper) MOCK_BODY;
  Service &local() noexcept MOCK_BODY;
};

namespace alien {
class instance {};
template <class F> void run_on(instance &On, unsigned Shard, F Run) MOCK_BODY;
template <class F> std::future<void> submit_to(instance &On, unsigned Shard, F Run) MOCK_BODY;
} // namespace alien

class posix_thread {
public:
  explicit posix_thread(std::function<void()> Run);
  posix_thread(posix_thread &&Other);
  ~posix_thread();
  void join();
};
class thread_attributes {};
class thread {
public:
  thread() = default;
  template <class F> explicit thread(F Run) MOCK_BODY;
  template <class F> thread(thread_attributes With, F Run) MOCK_BODY;
  future<> join();
  static void yield();
};
template <class F, class... As>
mock_future_of<F, As...> async(F &&Run, As &&...Arguments) noexcept MOCK_BODY;
template <class F, class... As>
mock_future_of<F, As...> async(thread_attributes With, F &&Run,
                               As &&...Arguments) noexcept MOCK_BODY;

} // namespace seastar

#endif

#define SEASTAR_TEST_CASE(Name) seastar::future<> Name()
#define SEASTAR_FIXTURE_TEST_CASE(Name, Fixture) seastar::future<> Name()
#define SEASTAR_THREAD_TEST_CASE(Name) void Name()
#define SEASTAR_FIXTURE_THREAD_TEST_CASE(Name, Fixture) void Name()
#define PERF_TEST(Group, Name) void Group##_##Name()
#define PERF_TEST_F(Group, Name) void Group##_##Name()

#endif
