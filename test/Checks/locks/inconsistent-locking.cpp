// RUN: %check %s async-inconsistent-locking --config='{CheckOptions: {async-inconsistent-locking.AllFields: true}}' --std=c++17,c++20 --real-headers

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

class Peers {
public:
  void insert(const std::string &id, int state) {
    std::unique_lock lock(mutex_);
    states_[id] = state;
    ++changes_;
  }
  void erase(const std::string &id) {
    std::unique_lock<std::shared_mutex> lock(mutex_);
    states_.erase(id);
    states_.erase("also " + id);
    ++changes_;
  }
  bool has(const std::string &id) const {
    std::shared_lock lock(mutex_);
    return states_.count(id) > 0;
  }
  std::size_t size() const { return states_.size(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'states_' is read without 'mutex_', under which another thread may write it [async-inconsistent-locking]
  // CHECK-MESSAGES: :[[@LINE-15]]:5: note: written under 'mutex_' here
  void forget() {
    changes_ = 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'changes_' is written without 'mutex_', under which others use it
  }
  int find(const std::string &id) {
    auto found = states_.find(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'states_' is read without 'mutex_'
    return found == states_.end() ? 0 : found->second;
  }

private:
  mutable std::shared_mutex mutex_;
  std::map<std::string, int> states_;
  int changes_ = 0;
};

// Lambdas, threads and handlers are functions of their own.
class Worker : public std::enable_shared_from_this<Worker> {
public:
  void add(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(job);
    total_ += job;
    seen_.count = job;
  }
  void take() {
    mutex_.lock();
    jobs_.pop_front();
    total_ -= total_ > 9 ? total_ / 2 : 1;
    seen_.count = 0;
    mutex_.unlock();
  }
  void spawn() {
    std::lock_guard<std::mutex> lock(mutex_);
    thread_ = std::thread([this] {
      while (jobs_.empty())
        // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'jobs_' is read without 'mutex_'
        std::this_thread::yield();
    });
    other_ = std::thread(&Worker::run, this);
    third_ = std::thread([self = shared_from_this()] { self->total_ = 0; });
    // CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'total_' is written without 'mutex_'
  }
  int count() {
    std::lock_guard<std::mutex> lock(mutex_);
    return seen_.count;
  }
  void unlocked() {
    std::unique_lock<std::mutex> lock(mutex_);
    int total = total_ + total_;
    lock.unlock();
    report(total);
  }
  void tell() {
    std::unique_lock<std::mutex> lock(mutex_);
    lock.unlock();
    report(seen_.count);
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'count' is read without 'mutex_'
  }

private:
  void run() {
    total_ = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'total_' is written without 'mutex_'
  }
  void report(int);
  struct Seen {
    int count = 0;
    int other = 0;
  };
  std::mutex mutex_;
  std::deque<int> jobs_;
  int total_ = 0;
  Seen seen_;
  std::thread thread_, other_, third_;
};

// A helper that is called with the lock and without.
class Helped {
public:
  void one() {
    std::lock_guard<std::mutex> lock(mutex_);
    value_ = 1;
    help();
  }
  void two() {
    std::lock_guard<std::mutex> lock(mutex_);
    value_ = 2;
  }
  void three() { help(); }
  // CHECK-MESSAGES: :[[@LINE+4]]:17: warning: 'value_' is written without 'mutex_', under which others use it
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: called without the lock here

private:
  void help() { value_ = 3; }
  std::mutex mutex_;
  int value_ = 0;
};

// Not flagged

class Quiet {
public:
  // Nobody else has the object yet, or still.
  Quiet() { value_ = 1; }
  ~Quiet() { value_ = 0; }
  Quiet(Quiet &&other) { value_ = other.value_; }
  Quiet &operator=(Quiet &&other) {
    value_ = other.value_;
    return *this;
  }
  void set(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    value_ = value;
    ++counter_;
    help();
    waiting_.notify_one();
    (void)constant_;
    (void)fixed_;
    inner_.value = 1;
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    waiting_.wait(lock, [this] { return value_ > 0; });
    value_ = 0;
    help();
  }
  // Helpers are called under the lock.
  void each() {
    std::lock_guard<std::mutex> lock(mutex_);
    auto more = [this](int by) { value_ += by; };
    more(1);
    std::for_each(list_.begin(), list_.end(), [this](int by) { value_ += by; });
    helped();
  }
  // The lock is the caller's business, says the name.
  int valueLocked() const { return value_; }
  int value_unlocked() const { return value_; }
  int valueUnsafe() const { return value_; }
  int get_nolock() const { return value_; }
  int quick() const __attribute__((no_thread_safety_analysis)) { return value_; }
  // Before the threads start.
  void init() { value_ = 1; }
  void startAll() { value_ = 1; }
  // When they have ended.
  void stopAll() { value_ = 1; }
  void end() {
    thread_.join();
    value_ = 2;
  }
  // Looked at again under the lock.
  int make() {
    if (value_ == 0) {
      std::lock_guard<std::mutex> lock(mutex_);
      if (value_ == 0)
        value_ = 1;
    }
    return 0;
  }
  // These take care of themselves.
  int count() const { return counter_; }
  void poke() { waiting_.notify_all(); }
  void later() { inner_.set(2); }
  // Never written but by constructors.
  int constant() const { return constant_ + fixed_; }
  // Where it lies never changes.
  int *address() { return &value_; }
  std::unique_lock<std::mutex> lock() { return std::unique_lock<std::mutex>(mutex_); }
  // The caller has locked.
  void with(std::unique_lock<std::mutex> &held) { value_ = 4; }
  // Maybe locked.
  void attempt() {
    std::unique_lock<std::mutex> held(mutex_, std::try_to_lock);
    value_ = 5;
  }

private:
  struct Inner {
    std::mutex mutex;
    int value = 0;
    void set(int v) {
      std::lock_guard<std::mutex> lock(mutex);
      value = v;
    }
  };
  void help() { value_ += 1; }
  void helped() { help(); }
  void unused() { value_ = 3; }
  std::mutex mutex_;
  std::condition_variable waiting_;
  int value_ = 0;
  std::atomic<int> counter_{0};
  const int constant_ = 1;
  int fixed_ = 2;
  std::vector<int> list_;
  std::thread thread_;
  Inner inner_;
};

// Most uses don't hold it: that isn't what the lock is for.
class Other {
public:
  void one() {
    std::lock_guard<std::mutex> lock(mutex_);
    shared_ = own_ = 1;
  }
  void two() { own_ = 2; }
  int three() { return own_; }

private:
  std::mutex mutex_;
  int shared_ = 0, own_ = 0;
};

// Whoever has the object can lock it.
struct Open {
  std::mutex mutex;
  int value = 0;
  void set() {
    std::lock_guard<std::mutex> lock(mutex);
    value = 1;
  }
  void reset() {
    std::lock_guard<std::mutex> lock(mutex);
    value = 0;
  }
  int get() const { return value; }
};

class Lockable {
public:
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }
  void set() {
    std::lock_guard<std::mutex> lock(mutex_);
    value_ = 1;
  }
  void reset() {
    std::lock_guard<std::mutex> lock(mutex_);
    value_ = 0;
  }
  int get() const { return value_; }

private:
  std::mutex mutex_;
  int value_ = 0;
};

class Lent {
public:
  std::mutex &mutex() { return mutex_; }
  void set() {
    std::lock_guard<std::mutex> lock(mutex_);
    value_ = 1;
  }
  void reset() {
    std::lock_guard<std::mutex> lock(mutex_);
    value_ = 0;
  }
  int get() const { return value_; }

private:
  std::mutex mutex_;
  int value_ = 0;
};
