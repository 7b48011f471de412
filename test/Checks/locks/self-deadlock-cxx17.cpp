// RUN: %check %s async-self-deadlock

// Readers' locks, guards in conditions, templates, lambdas, macros, attributes.

#include <std.h>

//===- Flagged ------------------------------------------------------------===//

class Cache {
public:
  int find(int key) {
    std::shared_lock lock(mutex);
    if (auto found = entries.find(key); found != entries.end())
      return found->second;
    std::unique_lock writer(mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'mutex' is locked here already: the thread waits for itself [async-self-deadlock]
    return entries[key] = key;
  }

  void clear() {
    std::scoped_lock lock(mutex);
    entries.clear();
  }

  void clearIf(bool full) {
    if (std::shared_lock lock(mutex); full)
      entries.size();
    else
      clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'clear' locks 'mutex', which is locked here already: the thread waits for itself [async-self-deadlock]
  }

  void clearInLambda() {
    std::scoped_lock lock(mutex);
    auto run = [this] { clear(); };
    run();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lambda locks 'mutex', which is locked here already: the thread waits for itself [async-self-deadlock]
  }

  void clearEach(std::vector<int> &keys) {
    std::scoped_lock lock(mutex);
    std::for_each(keys.begin(), keys.end(), [this](int) { clear(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: this lambda locks 'mutex', which is locked here already: the thread waits for itself [async-self-deadlock]
  }

  int size() {
    std::shared_lock lock(mutex);
    return int(entries.size());
  }

  // A writer that waits behind the first lock keeps the second one waiting.
  int readsTwice() {
    std::shared_lock lock(mutex);
    return size();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'size' locks 'mutex' for reading once more: with a writer in between, the thread waits for itself [async-self-deadlock]
  }

  int readsTwiceItself() {
    std::shared_lock lock(mutex);
    std::shared_lock again(mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'mutex' is locked for reading once more: with a writer in between, the thread waits for itself [async-self-deadlock]
    return int(entries.size());
  }

  template <class F> void visit(int key, F done) {
    if (key > 0)
      done(key);
  }

  void dropInCallback(int key) {
    std::scoped_lock lock(mutex);
    visit(key, [this](int found) {
      std::scoped_lock again(mutex);
      entries.erase(found);
    });
    // CHECK-MESSAGES: :[[@LINE-4]]:5: warning: 'visit' may run this lambda at once, which locks 'mutex', locked here already: the thread waits for itself [async-self-deadlock]
  }

  //===- Not flagged ------------------------------------------------------===//

  template <class F> void keep(F done) { later = done; }

  void dropsLater(int key) {
    std::scoped_lock lock(mutex);
    keep([this, key] {
      std::scoped_lock again(mutex);
      entries.erase(key);
    });
  }

  void swap(Cache &other) {
    std::scoped_lock lock(mutex, other.mutex);
    entries[0] = other.entries[0];
  }

private:
  std::shared_mutex mutex;
  std::map<int, int> entries;
  std::function<void()> later;
};

class NobodyWrites {
public:
  int size() const {
    std::shared_lock lock(mutex);
    return 1;
  }
  int readersMayMeet() const {
    std::shared_lock lock(mutex);
    return size();
  }

private:
  mutable std::shared_mutex mutex;
};

//===- Flagged ------------------------------------------------------------===//

void both(std::mutex &mutex) {
  std::scoped_lock lock(mutex);
  std::scoped_lock again(mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'mutex' is locked here already: the thread waits for itself [async-self-deadlock]
}

template <class Mutex> class Guarded {
public:
  void set(int value) {
    std::scoped_lock lock(mutex);
    stored = value;
  }
  void reset() {
    std::scoped_lock lock(mutex);
    set(0);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'set' locks 'mutex', which is locked here already: the thread waits for itself [async-self-deadlock]
  }

private:
  Mutex mutex;
  int stored = 0;
};

void use(Guarded<std::mutex> &one, Guarded<std::recursive_mutex> &other) {
  one.reset();
  other.reset();
}

#define LOCKED(mutex, ...)                                                                         \
  {                                                                                                \
    std::scoped_lock lock(mutex);                                                                  \
    __VA_ARGS__;                                                                                   \
  }

std::mutex global;
void locks() LOCKED(global, global.try_lock())
void locksAgain() LOCKED(global, locks())
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'locks' locks 'global', which is locked here already: the thread waits for itself [async-self-deadlock]

//===- Back through shared pointers ---------------------------------------===//

class Pool;

class Destination {
public:
  void updated();

private:
  std::shared_ptr<Pool> pool_;
};

class Pool {
public:
  int size() const {
    std::scoped_lock lock(mutex_);
    return size_;
  }
  void failed() {
    std::scoped_lock lock(mutex_);
    --size_;
    destination_->updated();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'updated' locks 'mutex_' of what it refers back to: if that is this object, the thread waits for itself [async-self-deadlock]
  }
  void failedUnlocked() {
    {
      std::scoped_lock lock(mutex_);
      --size_;
    }
    destination_->updated();
  }

private:
  std::shared_ptr<Destination> destination_;
  mutable std::mutex mutex_;
  int size_ = 0;
};

void Destination::updated() { pool_->size(); }
