// The interface of a home-made framework: a task, a mutex for coroutines, a function that lets a task run, a
// database client that blocks, and its twin that doesn't.
#pragma once

#include <chrono>
#include <coroutine>
#include <functional>
#include <string>

namespace acme {

template <class T = void> class task {
public:
  struct promise_type;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> caller);
  T await_resume();
};

template <> struct task<void>::promise_type {
  task<void> get_return_object();
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void();
  void unhandled_exception();
};

task<void> sleep_for(std::chrono::nanoseconds time);
void spawn(task<void> work);
void every(std::chrono::nanoseconds time, std::function<void()> run);
void on_worker(std::function<void()> run);

class mutex {
public:
  class guard {};
  task<guard> scoped_lock();
  void lock();
  void unlock();
};

namespace db {
class connection {
public:
  std::string query(const std::string &sql);
  task<std::string> async_query(const std::string &sql);
};
} // namespace db

} // namespace acme
