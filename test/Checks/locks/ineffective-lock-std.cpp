// RUN: %check %s async-ineffective-lock --real-headers --std=c++17,c++20

// The real standard library, with its timed and shared mutexes.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <thread>
#include <vector>

class Registry {
public:
  void add(int Value) {
    std::lock_guard{Mutex};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lock of 'Mutex' has no name: it ends here, and protects nothing [async-ineffective-lock]
    Values.push_back(Value);
  }
  void clear() {
    std::unique_lock<std::shared_mutex>(Shared);
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: this declares a variable 'Shared' and locks nothing; the mutex 'Shared' stays free
    Values.clear();
  }
  size_t size() {
    std::shared_lock<std::shared_mutex> Lock(Shared, std::defer_lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'Lock' is never locked: it protects nothing
    return Values.size();
  }
  void addIfFree(int Value) {
    std::unique_lock<std::timed_mutex> Lock(Timed, std::try_to_lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: nobody looks whether 'Lock' got the lock; what follows may run without
    Values.push_back(Value);
  }
  void addInTime(int Value) {
    std::unique_lock<std::timed_mutex> Lock(Timed, std::defer_lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: nobody looks whether 'Lock' got the lock
    Lock.try_lock_for(std::chrono::milliseconds(5));
    Values.push_back(Value);
  }
  int sum() {
    int Sum = 0;
    std::mutex Results;
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: each call of 'sum' has a mutex 'Results' of its own: locking it keeps nobody out
    for (int Value : Values) {
      std::scoped_lock Lock(Results);
      Sum += Value;
    }
    return Sum;
  }

  // Not flagged.
  void addNamed(int Value) {
    std::scoped_lock Both(Mutex, Shared);
    Values.push_back(Value);
  }
  bool tryAdd(int Value) {
    std::unique_lock Lock(Timed, std::chrono::milliseconds(5));
    if (!Lock)
      return false;
    Values.push_back(Value);
    return true;
  }
  int sumInParallel() {
    int Sum = 0;
    std::mutex Results;
    std::vector<std::thread> Threads;
    for (int Value : Values)
      Threads.emplace_back([&Sum, &Results, Value] {
        std::lock_guard Lock(Results);
        Sum += Value;
      });
    for (std::thread &T : Threads)
      T.join();
    std::lock_guard Lock(Results);
    return Sum;
  }
  int sumByReference() {
    int Sum = 0;
    std::mutex Results;
    std::thread Other(add_all, std::ref(Results), std::ref(Sum));
    Other.join();
    std::lock_guard Lock(Results);
    return Sum;
  }
  void maybe(bool Threads) {
    std::optional<std::lock_guard<std::mutex>> Lock;
    if (Threads)
      Lock.emplace(Mutex);
    std::unique_lock<std::shared_mutex> Other;
    if (Threads)
      Other = std::unique_lock(Shared);
    Values.clear();
  }
  void waits() {
    std::unique_lock Lock(Mutex);
    Changed.wait(Lock, [this] { return !Values.empty(); });
  }
  void finish() {
    std::lock_guard{Mutex};
    Changed.notify_all();
  }

private:
  static void add_all(std::mutex &Results, int &Sum);
  std::mutex Mutex;
  std::shared_mutex Shared;
  std::timed_mutex Timed;
  std::condition_variable Changed;
  std::vector<int> Values;
};
