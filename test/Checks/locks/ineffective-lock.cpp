// RUN: %check %s async-ineffective-lock --std=c++17,c++20

#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <utility>

void work();
void use(std::unique_lock<std::mutex> &Lock);
void inspect(std::mutex &Mutex);
std::mutex M, M2;
std::mutex *Pointer;
int Counter;
std::unique_lock<std::mutex> lockTheQueue();

//===- Guards without a name ------------------------------------------------===//

class Account {
public:
  void braces(int Amount) {
    std::lock_guard<std::mutex>{Mutex};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'Mutex' has no name: it ends here, and protects nothing [async-ineffective-lock]
    Balance += Amount;
  }
  void deduced(int Amount) {
    std::scoped_lock{Mutex};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'Mutex' has no name
    Balance += Amount;
  }
  void parentheses(int Amount) {
    std::lock_guard<std::mutex>(this->Mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'Mutex' has no name
    Balance += Amount;
  }
  void twoAtOnce(Account &Other, int Amount) {
    std::scoped_lock(Mutex, Other.Mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock has no name: it ends here, and protects nothing
    Other.Balance -= Amount;
    Balance += Amount;
  }
  int readers() const {
    std::shared_lock<std::shared_mutex>{Shared};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'Shared' has no name
    return Balance;
  }
  void declaresAVariable(int Amount) {
    std::unique_lock<std::mutex>(Mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: this declares a variable 'Mutex' and locks nothing; the mutex 'Mutex' stays free
    // CHECK-MESSAGES: :[[@LINE+31]]:14: note: the mutex that was meant
    Balance += Amount;
  }
  void nameIsTaken(int lock) {
    std::lock_guard<std::mutex>{Mutex};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'Mutex' has no name
    Balance += lock;
  }
  void inAnInnerBlock(bool Really) {
    if (Really) {
      std::lock_guard<std::mutex>{Mutex};
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this lock of 'Mutex' has no name
      ++Balance;
    }
  }
  void lockedAgainBelow() {
    std::lock_guard<std::mutex>{Mutex};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'Mutex' has no name
    work();
    std::lock_guard<std::mutex> Again(Mutex);
    ++Balance;
  }

private:
  std::unique_lock<std::mutex> lockIt();
  void resultIsDropped() {
    lockIt();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock has no name
    ++Balance;
  }
  mutable std::shared_mutex Shared;
  std::mutex Mutex;
  int Balance = 0;
};

void declaresAPointer() {
  std::lock_guard<std::mutex>(*Pointer);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: this declares a variable 'Pointer' and locks nothing
  ++Counter;
}

void hidesAParameter(std::mutex &Given) {
  {
    std::unique_lock<std::mutex>(Given);
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: this declares a variable 'Given' and locks nothing
    ++Counter;
  }
}

void resultOfAFunction() {
  lockTheQueue();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this lock has no name
  ++Counter;
}

void inALambda() {
  auto Increment = [] {
    std::lock_guard<std::mutex>{M};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'M' has no name
    ++Counter;
  };
  Increment();
}

//===- Guards that don't lock -----------------------------------------------===//

void noMutex() {
  std::scoped_lock Lock;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' has no mutex to lock: it protects nothing
  ++Counter;
}

void neverGetsOne() {
  std::unique_lock<std::mutex> Lock;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Lock' has no mutex to lock: it protects nothing
  ++Counter;
}

void deferred() {
  std::unique_lock<std::mutex> Lock(M, std::defer_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Lock' is never locked: it protects nothing
  ++Counter;
}

void tried() {
  std::unique_lock Lock(M, std::try_to_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: nobody looks whether 'Lock' got the lock; what follows may run without
  ++Counter;
}

void triedLater() {
  std::unique_lock<std::mutex> Lock(M, std::defer_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: nobody looks whether 'Lock' got the lock
  Lock.try_lock();
  ++Counter;
}

void adoptsBeforeItLocks() {
  std::lock_guard<std::mutex> First(M, std::adopt_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'First' adopts a lock that nobody has taken: it unlocks a free mutex
  std::lock(M, M2);
  std::lock_guard<std::mutex> Second(M2, std::adopt_lock);
  ++Counter;
}

void locksForEver() {
  static std::lock_guard<std::mutex> Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'Lock' is static: it locks when it is first reached, and never again nor unlocks
  ++Counter;
}

//===- Mutexes that nobody else has -----------------------------------------===//

void ownMutex() {
  std::mutex Mutex;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: each call of 'ownMutex' has a mutex 'Mutex' of its own: locking it keeps nobody out
  // CHECK-MESSAGES: :[[@LINE+1]]:31: note: locked here, and given to nobody else
  std::lock_guard<std::mutex> Lock(Mutex);
  ++Counter;
}

void ownMutexByHand() {
  std::mutex Mutex;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: each call of 'ownMutexByHand' has a mutex 'Mutex' of its own
  Mutex.lock();
  ++Counter;
  Mutex.unlock();
}

std::condition_variable Ready;
bool Flag;

void waitsWithOwnMutex() {
  std::mutex Mutex;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: each call of 'waitsWithOwnMutex' has a mutex 'Mutex' of its own
  std::unique_lock<std::mutex> Lock(Mutex);
  Ready.wait(Lock, [] { return Flag; });
}

//===- Not flagged ----------------------------------------------------------===//

void named() {
  std::lock_guard<std::mutex> Lock(M);
  std::scoped_lock Both{M2};
  ++Counter;
}

// Waits until who holds it is done.
int onlyWaits(bool Others) {
  if (Others) {
    std::lock_guard<std::mutex>{M};
    return 0;
  }
  return 1;
}

int inOneExpression() {
  std::lock_guard<std::mutex>{M}, ++Counter;
  return std::lock_guard<std::mutex>(M), Counter;
}

void onPurpose() {
  (void)std::lock_guard<std::mutex>(M);
  static_cast<void>(std::lock_guard<std::mutex>(M));
  ++Counter;
}

void waitsForTheHolder() {
  ++Counter;
  std::lock_guard<std::mutex>{M};
}

void waitsForTheHolderInABlock() {
  { std::lock_guard<std::mutex>{M}; }
  work();
}

void barrierBeforeNotification() {
  Flag = true;
  std::lock_guard<std::mutex>{M};
  Ready.notify_all();
}

void guardAsArgument() {
  use(*new std::unique_lock<std::mutex>(M));
  std::unique_lock<std::mutex>(M).swap(*new std::unique_lock<std::mutex>);
  work();
}

std::unique_lock<std::mutex> returned() { return std::unique_lock<std::mutex>(M); }

std::unique_lock<std::mutex> returnedDeferred() {
  std::unique_lock<std::mutex> Lock(M, std::defer_lock);
  return Lock;
}

void filledLater(bool Really) {
  std::unique_lock<std::mutex> Lock;
  if (Really)
    Lock = std::unique_lock<std::mutex>(M);
  ++Counter;
}

void filledByOthers() {
  std::unique_lock<std::mutex> Lock;
  use(Lock);
  ++Counter;
}

void lockedLater() {
  std::unique_lock<std::mutex> First(M, std::defer_lock), Second(M2, std::defer_lock);
  std::lock(First, Second);
  std::unique_lock<std::mutex> Third(*Pointer, std::defer_lock);
  Third.lock();
  ++Counter;
}

void lockedInALambda() {
  std::unique_lock<std::mutex> Lock(M, std::defer_lock);
  auto Begin = [&] { Lock.lock(); };
  Begin();
  ++Counter;
}

void tested() {
  if (std::unique_lock Lock(M, std::try_to_lock); Lock)
    ++Counter;
  if (std::unique_lock<std::mutex> Lock{M, std::try_to_lock})
    ++Counter;
  std::unique_lock<std::mutex> Lock(M2, std::try_to_lock);
  if (!Lock.owns_lock())
    return;
  ++Counter;
}

bool testedByTheCaller(std::unique_lock<std::mutex> &Out) {
  std::unique_lock<std::mutex> Lock(M, std::try_to_lock);
  Out = std::move(Lock);
  return true;
}

void triedAndTested() {
  std::unique_lock<std::mutex> Lock(M, std::defer_lock);
  while (!Lock.try_lock())
    work();
  ++Counter;
}

void adopts() {
  std::lock(M, M2);
  std::lock_guard<std::mutex> First(M, std::adopt_lock);
  std::lock_guard<std::mutex> Second(M2, std::adopt_lock);
  ++Counter;
}

void adoptsWhatWasTried() {
  if (!M.try_lock())
    return;
  std::lock_guard<std::mutex> Lock(M, std::adopt_lock);
  ++Counter;
}

void adoptsTheCallersLock() {
  std::lock_guard<std::mutex> Lock(M, std::adopt_lock);
  ++Counter;
}

void adoptsWhatAHelperLocked() {
  inspect(M);
  std::lock_guard<std::mutex> Lock(M, std::adopt_lock);
  M2.lock();
  ++Counter;
  M2.unlock();
}

void adoptsAReleasedGuards() {
  std::unique_lock<std::mutex> Lock(M);
  Lock.release();
  std::lock_guard<std::mutex> Adopted(M, std::adopt_lock);
  ++Counter;
}

void staticMutex() {
  static std::mutex Mutex;
  std::lock_guard<std::mutex> Lock(Mutex);
  ++Counter;
}

void staticButFilledLater() {
  static std::unique_lock<std::mutex> Lock(M, std::defer_lock);
  if (!Lock.owns_lock())
    Lock.lock();
}

void staticAndUsed(bool End) {
  static std::unique_lock<std::mutex> Lock(M);
  if (End)
    Lock.unlock();
}

template <typename Function> void onManyThreads(Function F) {}

void givenToAClosure() {
  std::mutex Mutex;
  onManyThreads([&] {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Counter;
  });
  std::lock_guard<std::mutex> Lock(Mutex);
  ++Counter;
}

void givenToAGenericClosure() {
  std::mutex Mutex;
  onManyThreads([&](auto Value) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Counter += Value;
  });
  std::lock_guard<std::mutex> Lock(Mutex);
  ++Counter;
}

void givenToAFunction() {
  std::mutex Mutex;
  inspect(Mutex);
  std::lock_guard<std::mutex> Lock(Mutex);
}

void addressIsTaken() {
  std::mutex Mutex;
  Pointer = &Mutex;
  std::lock_guard<std::mutex> Lock(Mutex);
  ++Counter;
}

void guardIsGivenAway() {
  std::mutex Mutex;
  std::unique_lock<std::mutex> Lock(Mutex);
  use(Lock);
}

void memberOfALocal() {
  struct State {
    std::mutex Mutex;
  } Shared;
  onManyThreads([&] { std::lock_guard<std::mutex> Lock(Shared.Mutex); });
  std::lock_guard<std::mutex> Lock(Shared.Mutex);
}

void neverLocked() { std::mutex Mutex; }

int main() { static std::lock_guard<std::mutex> OnlyOne(M); }
