// REQUIRES: libcxx
// RUN: %check %s async-multi-lock --real-headers --std=c++17,c++20,c++2b -- %libcxx-flags

// The same as with libstdc++: libc++ has its names in inline namespaces and other bases.

#include <memory>
#include <mutex>
#include <shared_mutex>

struct Account {
  std::mutex mutex;
  std::recursive_timed_mutex log;
  mutable std::shared_mutex readers;
  int balance = 0;
};

//===- Flagged --------------------------------------------------------------===//

void transfer(Account &from, Account &to) {
  std::lock_guard<std::mutex> a(from.mutex);
  std::lock_guard<std::mutex> b(to.mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'to.mutex' is locked while 'from.mutex' is held; threads that lock them in another order wait for each other forever [async-multi-lock]
  std::swap(from.balance, to.balance);
}

void deduced(Account &from, const std::shared_ptr<Account> &to) {
  const std::unique_lock a{from.log};
  const std::scoped_lock b{to->log};
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'to->log' is locked while 'from.log' is held
  auto c = std::unique_lock(to->readers);
  std::swap(from.balance, to->balance);
}

void adopted(Account &from, Account &to) {
  std::lock(from.mutex, to.mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' and 'mutex' are locked first and get their guards afterwards; one std::scoped_lock does both [async-multi-lock]
  std::lock_guard<std::mutex> a(from.mutex, std::adopt_lock);
  std::unique_lock<std::mutex> b(to.mutex, std::adopt_lock);
  std::swap(from.balance, to.balance);
}

//===- Not flagged ----------------------------------------------------------===//

void readers(const Account &from, Account &to) {
  std::shared_lock a(from.readers);
  std::unique_lock b(to.readers);
  to.balance = from.balance;
}

void deferred(Account &from, Account &to) {
  std::unique_lock a(from.mutex, std::defer_lock);
  std::unique_lock b(to.mutex, std::defer_lock);
  std::lock(a, b);
  std::swap(from.balance, to.balance);
}

void atOnce(Account &from, Account &to) {
  std::scoped_lock both(from.mutex, to.mutex);
  std::swap(from.balance, to.balance);
}
