// RUN: %check %s async-thread-local-across-suspension --real-headers

// The real standard library.

#include <cerrno>
#include <coroutine>
#include <map>
#include <pthread.h>
#include <string>
#include <thread>
#include <unistd.h>

struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task send();
void use(int Value);
void use(const std::string &Text);
void use(pthread_t Thread);

thread_local std::map<int, std::string> Names;
std::map<int, std::string> &names() {
  static thread_local std::map<int, std::string> Own;
  return Own;
}

task element() {
  std::string &Name = Names[1];
  co_await send();
  use(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Name' leads into thread_local 'Names' of the thread that the coroutine was on, and may have left [async-thread-local-across-suspension]
}
task loop() {
  for (auto &[Key, Name] : names()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: this loop goes through thread_local 'Own' of the thread that the coroutine was on, and may have left
    co_await send();
    use(Name);
  }
}
task error(int File) {
  if (write(File, "x", 1) < 0) {
    co_await send();
    if (errno == EAGAIN)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: errno may be that of another thread or of other work
      co_return;
  }
}
task number() {
  pthread_t Self = pthread_self();
  co_await send();
  use(Self);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Self' may be the number of another thread
}
task sameError(int File) {
  if (write(File, "x", 1) < 0) {
    int Error = errno;
    co_await send();
    if (Error == EAGAIN)
      co_return;
  }
}
task compared() {
  auto Id = std::this_thread::get_id();
  co_await send();
  if (Id != std::this_thread::get_id())
    co_return;
}
