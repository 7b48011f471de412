//===- tbb.h - mock of oneTBB -------------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_TBB_H
#define ASYNC_TIDY_MOCKS_TBB_H

#include "std.h"

namespace tbb {
namespace detail {

namespace d1 {

//===- Algorithms ---------------------------------------------------------===//

template <class R, class F> void parallel_for(const R &Range, const F &Body) MOCK_BODY;
template <class I, class F> void parallel_for(I First, I Last, const F &Body) MOCK_BODY;
template <class R, class T, class F, class G>
T parallel_reduce(const R &Range, const T &Identity, const F &Body, const G &Join) MOCK_BODY;
template <class R, class T, class F, class G>
T parallel_deterministic_reduce(const R &Range, const T &Identity, const F &Body,
                                const G &Join) MOCK_BODY;
template <class R, class T, class F, class G>
T parallel_scan(const R &Range, const T &Identity, const F &Body, const G &Join) MOCK_BODY;
template <class I, class F> void parallel_sort(I First, I Last, const F &Less) MOCK_BODY;
template <class... Fs> void parallel_invoke(Fs &&...Callables) MOCK_BODY;
enum class filter_mode { parallel, serial_in_order };
template <class I, class O> class filter {};
template <class I, class O, class F>
filter<I, O> make_filter(filter_mode Mode, const F &Body) MOCK_BODY;
template <class... Fs> void parallel_pipeline(size_t Most, const Fs &...Filters) MOCK_BODY;
class collaborative_once_flag {};
template <class F>
void collaborative_call_once(collaborative_once_flag &Flag, F &&Callable) MOCK_BODY;

//===- Groups, arenas, graphs ---------------------------------------------===//

enum task_group_status { not_complete, complete, canceled };
class task_handle {
public:
  task_handle(task_handle &&Other);
  ~task_handle();
};
class task_group_base {
public:
  task_group_base(const task_group_base &) = delete;
  task_group_status wait();
  void cancel();

protected:
  task_group_base();
  ~task_group_base();
};
class task_group : public task_group_base {
public:
  task_group();
  template <class F> void run(F &&Callable) MOCK_BODY;
  void run(task_handle &&Handle);
  template <class F> task_handle defer(F &&Callable) MOCK_BODY;
  template <class F> task_group_status run_and_wait(const F &Callable) MOCK_BODY;
};
class task_arena {
public:
  explicit task_arena(int Concurrency = -1);
  ~task_arena();
  template <class F> void enqueue(F &&Callable) MOCK_BODY;
  template <class F> std::invoke_result_t<F> execute(F &&Callable) MOCK_BODY;
};
template <class F> std::invoke_result_t<F> isolate(F &&Callable) MOCK_BODY;
template <class F> void enqueue(F &&Callable) MOCK_BODY;

class graph {
public:
  graph();
  graph(const graph &) = delete;
  ~graph();
  void wait_for_all();
  void cancel();
};
struct continue_msg {};
enum concurrency { unlimited = 0, serial = 1 };
template <class I, class O = continue_msg> class function_node {
public:
  template <class F> function_node(graph &Graph, size_t Concurrency, F Body) MOCK_BODY;
  bool try_put(const I &Value) MOCK_BODY;
};
template <class I, class O> class multifunction_node {
public:
  template <class F> multifunction_node(graph &Graph, size_t Concurrency, F Body) MOCK_BODY;
};
template <class O> class continue_node {
public:
  template <class F> continue_node(graph &Graph, F Body) MOCK_BODY;
};
template <class O> class input_node {
public:
  template <class F> input_node(graph &Graph, F Body) MOCK_BODY;
  void activate() MOCK_BODY;
};
template <class I, class O> class async_node {
public:
  template <class F> async_node(graph &Graph, size_t Concurrency, F Body) MOCK_BODY;
};

//===- Mutexes ------------------------------------------------------------===//

template <class M> class unique_scoped_lock {
public:
  constexpr unique_scoped_lock() noexcept {}
  unique_scoped_lock(M &Mutex) MOCK_BODY;
  unique_scoped_lock(const unique_scoped_lock &) = delete;
  ~unique_scoped_lock() MOCK_BODY;
  void acquire(M &Mutex) MOCK_BODY;
  bool try_acquire(M &Mutex) MOCK_BODY;
  void release() MOCK_BODY;
};
template <class M> class rw_scoped_lock {
public:
  constexpr rw_scoped_lock() noexcept {}
  rw_scoped_lock(M &Mutex, bool Write = true) MOCK_BODY;
  rw_scoped_lock(const rw_scoped_lock &) = delete;
  ~rw_scoped_lock() MOCK_BODY;
  void acquire(M &Mutex, bool Write = true) MOCK_BODY;
  bool try_acquire(M &Mutex, bool Write = true) MOCK_BODY;
  void release() MOCK_BODY;
  bool upgrade_to_writer() MOCK_BODY;
};
class mutex {
public:
  mutex();
  mutex(const mutex &) = delete;
  typedef unique_scoped_lock<mutex> scoped_lock;
  void lock();
  bool try_lock();
  void unlock();
};
class spin_mutex {
public:
  spin_mutex();
  spin_mutex(const spin_mutex &) = delete;
  typedef unique_scoped_lock<spin_mutex> scoped_lock;
  void lock();
  bool try_lock();
  void unlock();
};
class rw_mutex {
public:
  rw_mutex();
  rw_mutex(const rw_mutex &) = delete;
  typedef rw_scoped_lock<rw_mutex> scoped_lock;
  void lock();
  bool try_lock();
  void unlock();
  void lock_shared();
  bool try_lock_shared();
  void unlock_shared();
};
class spin_rw_mutex {
public:
  spin_rw_mutex();
  spin_rw_mutex(const spin_rw_mutex &) = delete;
  typedef rw_scoped_lock<spin_rw_mutex> scoped_lock;
  void lock();
  bool try_lock();
  void unlock();
  void lock_shared();
  bool try_lock_shared();
  void unlock_shared();
};
class null_mutex {
public:
  void lock();
  bool try_lock();
  void unlock();
};
class queuing_mutex {
public:
  queuing_mutex();
  queuing_mutex(const queuing_mutex &) = delete;
  class scoped_lock {
  public:
    scoped_lock();
    scoped_lock(queuing_mutex &Mutex);
    scoped_lock(const scoped_lock &) = delete;
    ~scoped_lock();
    void acquire(queuing_mutex &Mutex);
    bool try_acquire(queuing_mutex &Mutex);
    void release();
  };
};
class rtm_mutex {
public:
  rtm_mutex();
  rtm_mutex(const rtm_mutex &) = delete;
  class scoped_lock {
  public:
    scoped_lock();
    scoped_lock(rtm_mutex &Mutex);
    scoped_lock(const scoped_lock &) = delete;
    ~scoped_lock();
    void acquire(rtm_mutex &Mutex);
    bool try_acquire(rtm_mutex &Mutex);
    void release();
  };
};
class queuing_rw_mutex {
public:
  queuing_rw_mutex();
  queuing_rw_mutex(const queuing_rw_mutex &) = delete;
  class scoped_lock {
  public:
    scoped_lock();
    scoped_lock(queuing_rw_mutex &Mutex, bool Write = true);
    scoped_lock(const scoped_lock &) = delete;
    ~scoped_lock();
    void acquire(queuing_rw_mutex &Mutex, bool Write = true);
    bool try_acquire(queuing_rw_mutex &Mutex, bool Write = true);
    void release();
    bool upgrade_to_writer();
  };
};
class rtm_rw_mutex {
public:
  rtm_rw_mutex();
  rtm_rw_mutex(const rtm_rw_mutex &) = delete;
  class scoped_lock {
  public:
    scoped_lock();
    scoped_lock(rtm_rw_mutex &Mutex, bool Write = true);
    scoped_lock(const scoped_lock &) = delete;
    ~scoped_lock();
    void acquire(rtm_rw_mutex &Mutex, bool Write = true);
    bool try_acquire(rtm_rw_mutex &Mutex, bool Write = true);
    void release();
    bool upgrade_to_writer();
  };
};

template <class T> class concurrent_priority_queue {
public:
  concurrent_priority_queue() MOCK_BODY;
  void push(const T &Value) MOCK_BODY;
  template <class... As> void emplace(As &&...Arguments) MOCK_BODY;
  bool try_pop(T &Value) MOCK_BODY;
};

} // namespace d1

namespace d2 {
template <class R, class F> void parallel_for_each(R &&Range, const F &Body) MOCK_BODY;
template <class T> class concurrent_queue {
public:
  concurrent_queue() MOCK_BODY;
  void push(const T &Value) MOCK_BODY;
  template <class... As> void emplace(As &&...Arguments) MOCK_BODY;
  bool try_pop(T &Value) MOCK_BODY;
};
template <class T> class concurrent_bounded_queue {
public:
  concurrent_bounded_queue() MOCK_BODY;
  void set_capacity(ptrdiff_t Capacity) MOCK_BODY;
  void push(const T &Value) MOCK_BODY;
  bool try_push(const T &Value) MOCK_BODY;
  template <class... As> void emplace(As &&...Arguments) MOCK_BODY;
  void pop(T &Value) MOCK_BODY;
  bool try_pop(T &Value) MOCK_BODY;
};
} // namespace d2

} // namespace detail

inline namespace v1 {
using detail::d1::parallel_for;
using detail::d1::parallel_reduce;
using detail::d1::parallel_deterministic_reduce;
using detail::d1::parallel_scan;
using detail::d1::parallel_sort;
using detail::d1::parallel_invoke;
using detail::d1::filter_mode;
using detail::d1::filter;
using detail::d1::make_filter;
using detail::d1::parallel_pipeline;
using detail::d1::collaborative_once_flag;
using detail::d1::collaborative_call_once;
using detail::d1::task_group_status;
using detail::d1::task_handle;
using detail::d1::task_group;
using detail::d1::task_arena;
using detail::d1::mutex;
using detail::d1::spin_mutex;
using detail::d1::rw_mutex;
using detail::d1::spin_rw_mutex;
using detail::d1::null_mutex;
using detail::d1::queuing_mutex;
using detail::d1::queuing_rw_mutex;
using detail::d1::concurrent_priority_queue;
using detail::d2::concurrent_bounded_queue;
using detail::d2::concurrent_queue;
using detail::d2::parallel_for_each;
typedef detail::d1::rtm_mutex speculative_spin_mutex;
namespace this_task_arena {
using detail::d1::enqueue;
using detail::d1::isolate;
} // namespace this_task_arena
namespace flow {
using detail::d1::async_node;
using detail::d1::continue_msg;
using detail::d1::continue_node;
using detail::d1::function_node;
using detail::d1::graph;
using detail::d1::input_node;
using detail::d1::multifunction_node;
using detail::d1::serial;
using detail::d1::unlimited;
} // namespace flow
} // namespace v1
} // namespace tbb
namespace oneapi {
namespace tbb = ::tbb;
}

#endif
