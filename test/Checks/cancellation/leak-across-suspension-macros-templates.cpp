// RUN: %check %s async-leak-across-suspension --std=c++2b

#include <coroutine.h>
#include <posix.h>
#include <std.h>

mini::task<> work();
template <class T> mini::task<> work_on(T item);

#define OPEN(name) open(name, O_RDONLY)
#define CLOSE(fd) close(fd)
mini::task<> in_macros() {
  int fd = OPEN("a");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fd' leaks if the coroutine ends while suspended
  co_await work();
  CLOSE(fd);
}

// Once.
template <class T> mini::task<> in_a_template(T item) {
  T *copy = new T(item);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'copy' leaks if the coroutine ends while suspended
  co_await work_on(*copy);
  delete copy;
}
mini::task<> uses() {
  co_await in_a_template(1);
  co_await in_a_template(2L);
}
template <class T> mini::task<> never_made(T item) {
  T *copy = new T(item);
  co_await work_on(*copy);
  delete copy;
}

auto lambda = []() -> mini::task<> {
  int fd = open("a", O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fd' leaks if the coroutine ends while suspended
  co_await work();
  close(fd);
};
// The lambda is suspended, not the function.
void of_another() {
  int fd = open("a", O_RDONLY);
  auto other = []() -> mini::task<> { co_await work(); };
  close(fd);
}
// A closure may close it when it likes.
mini::task<> closed_by_a_closure() {
  int fd = open("a", O_RDONLY);
  auto finish = [&] { close(fd); };
  co_await work();
  finish();
}
mini::task<> silenced() {
  int fd = open("a", O_RDONLY); // NOLINT(async-leak-across-suspension)
  co_await work();
  close(fd);
}
