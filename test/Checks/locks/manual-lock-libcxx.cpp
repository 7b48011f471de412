// REQUIRES: libcxx
// RUN: %check %s async-manual-lock --real-headers --std=c++17,c++20,c++2b -- %libcxx-flags

// The same as with libstdc++: which functions throw follows from the bodies there are.

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

struct Store {
  std::mutex mutex;
  std::shared_mutex readers;
  std::condition_variable changed;
  std::deque<int> queue;
  std::map<int, std::string> names;
  std::vector<std::unique_ptr<int>> owned;
  int value = 0;
  bool closed = false;
};

//===- Flagged --------------------------------------------------------------===//

bool put(Store &store, int value) {
  store.mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is locked by hand and stays so on a way out of the function; who locks it next waits forever [async-manual-lock]
  if (store.closed)
    return false;
  store.queue.push_back(value);
  store.mutex.unlock();
  store.changed.notify_one();
  return true;
}

void allocates(Store &store, int value) {
  store.mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is locked by hand; an exception before the unlock leaves it locked, with a guard it wouldn't [async-manual-lock]
  store.queue.push_back(value);
  store.mutex.unlock();
}

std::string copies(Store &store, int key) {
  std::string result;
  store.readers.lock_shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'readers' is locked by hand; an exception before
  auto it = store.names.find(key);
  if (it != store.names.end())
    result = it->second;
  store.readers.unlock_shared();
  return result;
}

void readsAndUnlocks(Store &store, int &value) {
  store.readers.lock_shared();
  value = store.value;
  store.readers.unlock();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'readers' was locked by 'lock_shared', and 'unlock' is undefined then: it ends the other kind of lock [async-manual-lock]
}

//===- Not flagged ----------------------------------------------------------===//

void neverThrows(Store &store, int &value) {
  store.mutex.lock();
  if (!store.queue.empty()) {
    value = store.queue.front();
    store.queue.pop_front();
  }
  store.value = static_cast<int>(store.owned.size());
  store.mutex.unlock();
  store.changed.notify_one();
}

void swaps(Store &store, std::vector<std::unique_ptr<int>> &owned) {
  store.mutex.lock();
  owned.swap(store.owned);
  store.mutex.unlock();
}

void guards(Store &store) {
  std::unique_lock lock(store.mutex);
  store.changed.wait(lock, [&] { return !store.queue.empty(); });
  store.queue.push_back(1);
  lock.unlock();
  store.changed.notify_all();
  lock.lock();
}
