// RUN: %check %s async-lost-exception --std=c++20

#include <coroutine.h>
#include <exception>

mini::task<> prepare();
mini::task<> destroy();

mini::task<> apply() {
  std::exception_ptr Error;
  try {
    co_await prepare();
  } catch (...) {
    Error = std::current_exception();
  }
  co_await destroy();
  if (Error)
    throw Error;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this throws the pointer, not the exception that it leads to: who handles that doesn't catch it [async-lost-exception]
}

void again(std::exception_ptr Error) {
  if (Error)
    throw Error;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this throws the pointer
}

//===- Not flagged ----------------------------------------------------------===//

void rethrows(std::exception_ptr Error) {
  if (Error)
    std::rethrow_exception(Error);
}
void throwsItself() { throw std::exception(); }
void onwards() {
  try {
    throwsItself();
  } catch (...) {
    throw;
  }
}
