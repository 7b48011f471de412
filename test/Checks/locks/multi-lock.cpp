// RUN: %check %s async-multi-lock --std=c++17,c++20

#include <std.h>

struct Account {
  mutable std::mutex mutex;
  std::recursive_mutex log;
  int balance = 0;
  void swap(Account &other);
  void copy(const Account &other);
  Account *parent = nullptr;
  Account *const root = nullptr;
  std::unique_ptr<Account> child;
  std::mutex *shared = nullptr;
};
std::mutex A, B, C;
std::shared_mutex Readers;
std::condition_variable Changed;
bool Ready;
int Work;
void work();

//===- Flagged --------------------------------------------------------------===//

void transfer(Account &from, Account &to, int sum) {
  std::lock_guard<std::mutex> one(from.mutex);
  std::lock_guard<std::mutex> two(to.mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'to.mutex' is locked while 'from.mutex' is held; threads that lock them in another order wait for each other forever [async-multi-lock]
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: 'from.mutex' is locked here; one std::scoped_lock locks both without an order
  from.balance -= sum;
  to.balance += sum;
}

void Account::swap(Account &other) {
  // Both, as each changes.
  std::lock_guard mine(mutex); // mine
  // And the other's:
  std::lock_guard theirs(other.mutex); // theirs
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'other.mutex' is locked while 'mutex' is held
  std::swap(balance, other.balance);
}

void differentGuards() {
  const std::lock_guard<std::mutex> a(A);
  std::unique_lock<std::mutex> b{B};
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'B' is locked while 'A' is held
  std::scoped_lock c(C);
  Work++;
}

void inOneDeclaration() {
  std::lock_guard<std::mutex> a(A), b(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'B' is locked while 'A' is held
  Work++;
}

void recursiveOnes(Account &from, Account &to) {
  std::unique_lock first(from.log);
  std::unique_lock second(to.log);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'to.log' is locked while 'from.log' is held
  Work++;
}

void autoAndAliases() {
  using Guard = std::lock_guard<std::mutex>;
  auto a = std::unique_lock(A);
  Guard b(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'B' is locked while 'A' is held
  Work++;
}

void moreThanOneInOne() {
  std::scoped_lock both(A, B);
  std::lock_guard third(C);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'C' is locked while 'A' is held
  Work++;
}

void throughPointers(Account *from, std::shared_ptr<Account> to) {
  std::lock_guard a(from->mutex);
  std::lock_guard b(to->mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'to->mutex' is locked while 'from->mutex' is held
  Work++;
}

void exclusivelyThoughReadersCould() {
  std::unique_lock a(Readers);
  std::lock_guard b(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'A' is locked while 'Readers' is held
  Work++;
}

void inABranch(bool both) {
  if (both) {
    std::lock_guard a(A);
    std::lock_guard b(B);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'B' is locked while 'A' is held
    Work++;
  }
}

// The pointer is never another one.
void throughAConstant(Account &account) {
  std::lock_guard a(account.mutex);
  std::lock_guard b(account.root->mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'account.root->mutex' is locked while 'account.mutex' is held
  Work++;
}

void adopted() {
  std::lock(A, B); // both
  std::lock_guard<std::mutex> a(A, std::adopt_lock);
  std::lock_guard<std::mutex> b(B, std::adopt_lock); // the second
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: 'A' and 'B' are locked first and get their guards afterwards; one std::scoped_lock does both [async-multi-lock]
  Work++;
}

void adoptedInAnotherOrder(Account &from, Account &to) {
  std::lock(from.mutex, to.mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' and 'mutex' are locked first and
  std::unique_lock b(to.mutex, std::adopt_lock);
  std::unique_lock a(from.mutex, std::adopt_lock);
  Work++;
}

auto inALambda = [] {
  std::lock_guard a(A);
  std::lock_guard b(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'B' is locked while 'A' is held
  return [] {
    std::lock_guard c(C);
    return Work;
  };
};

// No fix: what is written in between would be lost.
void commentInside() {
  std::lock_guard a(A);
  std::lock_guard b(/*the queue's*/ B);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'B' is locked while 'A' is held
  Work++;
}
void attributed() {
  std::lock_guard a(A);
  [[maybe_unused]] std::lock_guard b(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'B' is locked while 'A' is held
  Work++;
}

//===- Not flagged ----------------------------------------------------------===//

void already() {
  std::scoped_lock both(A, B);
  Work++;
}

void atDifferentTimes() {
  std::lock_guard a(A);
  Work++;
  std::lock_guard b(B);
  Work++;
}

void inDifferentBlocks() {
  std::lock_guard a(A);
  {
    std::lock_guard b(B);
    Work++;
  }
}

void oneIsUnlockedEarlier() {
  std::lock_guard a(A);
  std::unique_lock b(B);
  Work++;
  b.unlock();
  work();
}

void oneWaits() {
  std::lock_guard a(A);
  std::unique_lock b(B);
  Changed.wait(b, [] { return Ready; });
}

std::unique_lock<std::mutex> oneIsReturned() {
  std::lock_guard a(A);
  std::unique_lock b(B);
  return b;
}

void oneIsCaptured() {
  std::lock_guard a(A);
  std::unique_lock b(B);
  [&] { b.unlock(); }();
}

void readersLock() {
  std::shared_lock reads(Readers);
  std::lock_guard a(A);
  Work++;
}
void readersLockSecond() {
  std::lock_guard a(A);
  std::shared_lock reads(Readers);
  Work++;
}

// A deadlock of another kind.
void theSameTwice(Account &account) {
  std::lock_guard a(A);
  std::lock_guard again(A);
  Work++;
  std::unique_lock b(account.log);
  std::unique_lock c(account.log);
}

void deferred() {
  std::unique_lock a(A, std::defer_lock);
  std::unique_lock b(B, std::defer_lock);
  std::lock(a, b);
  Work++;
}

void tried() {
  std::unique_lock a(A, std::try_to_lock);
  std::unique_lock b(B, std::try_to_lock);
  Work++;
}

void timed(std::timed_mutex &one, std::timed_mutex &two) {
  std::unique_lock a(one, std::chrono::seconds(1));
  std::unique_lock b(two, std::chrono::seconds(1));
  Work++;
}

void movedFrom(std::unique_lock<std::mutex> &&other) {
  std::unique_lock a(std::move(other));
  std::lock_guard b(B);
  Work++;
}

// Only who has the first lock may follow the pointer.
void reachedUnderTheFirst(Account &account) {
  std::lock_guard a(account.mutex);
  std::lock_guard b(account.parent->mutex);
  Work++;
}
void ownedUnderTheFirst(Account &account) {
  std::lock_guard a(account.mutex);
  std::lock_guard b(account.child->mutex);
  Work++;
}
void pointedToUnderTheFirst(Account &account) {
  std::lock_guard a(account.mutex);
  std::lock_guard b(*account.shared);
  Work++;
}

// The order is taken care of.
void byAddress(Account &from, Account &to) {
  if (&from < &to) {
    std::lock_guard a(from.mutex);
    std::lock_guard b(to.mutex);
    Work++;
  } else {
    std::lock_guard a(to.mutex);
    std::lock_guard b(from.mutex);
    Work++;
  }
}
void byLess(Account *from, Account *to) {
  if (std::less<Account *>()(from, to)) {
    std::lock_guard a(from->mutex);
    std::lock_guard b(to->mutex);
    Work++;
  }
}
void byNumber(Account &from, Account &to) {
  Account &first = from.balance < to.balance ? from : to;
  Account &second = from.balance < to.balance ? to : from;
  std::lock_guard a(first.mutex);
  std::lock_guard b(second.mutex);
  Work++;
}
void bySwapping(Account *from, Account *to) {
  if (from->balance > to->balance)
    std::swap(from, to);
  std::lock_guard a(from->mutex);
  std::lock_guard b(to->mutex);
  Work++;
}

// An array's elements may be one and the same.
void elements(Account *all, int i, int j) {
  std::lock_guard a(all[i].mutex);
  std::lock_guard b(all[j].mutex);
  Work++;
}

// Not std::scoped_lock's kind of mutex.
struct Spin {
  void lock();
  void unlock();
} S1, S2;
void cannotBeTried() {
  std::lock_guard a(S1);
  std::lock_guard b(S2);
  Work++;
}

// Who adopts one of them only, or adopts later.
void adoptedInPart() {
  std::lock(A, B);
  std::lock_guard a(A, std::adopt_lock);
  Work++;
  B.unlock();
}
void adoptedToBeUsed() {
  std::lock(A, B);
  std::lock_guard a(A, std::adopt_lock);
  std::unique_lock b(B, std::adopt_lock);
  Changed.wait(b);
}
