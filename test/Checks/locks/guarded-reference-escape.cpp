// RUN: %check %s async-guarded-reference-escape --std=c++17,c++20 --real-headers

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

class Config {
public:
  const std::string &name() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return name_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a reference into 'name_' is used when 'mutex_' is unlocked again, while others change it [async-guarded-reference-escape]
    // CHECK-MESSAGES: :[[@LINE+5]]:5: note: changed under 'mutex_' here
  }
  std::vector<int> const &list() const;
  std::string &mutableName() {
    std::lock_guard<std::mutex> lock(mutex_);
    name_ = "changed";
    return name_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a reference into 'name_' is used when 'mutex_' is unlocked again, while others change it; return a copy
  }
  void rename(const std::string &name) {
    std::lock_guard<std::mutex> lock(mutex_);
    name_ = name;
    list_.push_back(1);
    states_.erase(name);
    counts_[2] = 3;
  }
  const int *first() const {
    mutex_.lock();
    const int *result = &list_.front();
    mutex_.unlock();
    return result;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a pointer into 'list_' is used when 'mutex_' is unlocked again, while others change it
  }
  std::vector<int>::iterator begin() {
    std::lock_guard<std::mutex> lock(mutex_);
    return list_.begin();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: an iterator into 'list_' is used when 'mutex_' is unlocked again
  }
  std::string_view view() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return name_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a view into 'name_' is used when 'mutex_' is unlocked again
  }
  const char *text() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return name_.c_str();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: a pointer into 'name_' is used when 'mutex_' is unlocked again
  }
  virtual const std::string &overridden() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return name_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a reference into 'name_' is used when 'mutex_' is unlocked again
  }
  const int &state(const std::string &key) const {
    std::lock_guard<std::mutex> lock(mutex_);
    auto found = states_.find(key);
    return found->second;
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: a reference into 'states_' is used when 'mutex_' is unlocked again
  }
  // A caller wants a reference.
  const std::vector<int> &wanted() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return list_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a reference into 'list_' is used when 'mutex_' is unlocked again
  }

private:
  mutable std::mutex mutex_;
  std::string name_;
  std::vector<int> list_;
  std::map<std::string, int> states_;
  std::map<int, int> counts_;
};

std::vector<int> const &Config::list() const {
  std::unique_lock lock(mutex_);
  return list_;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: a reference into 'list_' is used when 'mutex_' is unlocked again, while others change it
}

int use(Config &config) {
  auto &list = config.wanted();
  return int(config.name().size() + list.size());
}

// Not flagged

class Quiet {
public:
  struct Entry {
    std::atomic<int> hits;
  };
  // A copy.
  std::string copy() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return name_;
  }
  std::shared_ptr<int> shared() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return shared_;
  }
  int *pointer() {
    std::lock_guard<std::mutex> lock(mutex_);
    return pointer_;
  }
  // What is pointed to isn't what the lock guards.
  int &pointee() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!owned_)
      owned_ = std::make_unique<int>(1);
    return *owned_;
  }
  int &byName(const std::string &name) {
    std::lock_guard<std::mutex> lock(mutex_);
    return *owners_[name];
  }
  // A registry: its elements are never erased.
  int &registered(int key) {
    std::lock_guard<std::mutex> lock(mutex_);
    return registry_[key];
  }
  // Takes care of itself.
  Entry &entry(int key) {
    std::lock_guard<std::mutex> lock(mutex_);
    return entries_[key];
  }
  // Never changes.
  const std::string &fixed() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return fixed_;
  }
  // Without a lock it is somebody else's check.
  const std::string &unlocked() const { return name_; }
  Quiet &self() {
    std::lock_guard<std::mutex> lock(mutex_);
    return *this;
  }
  static Quiet &instance() {
    static std::mutex mutex;
    static Quiet quiet;
    std::lock_guard<std::mutex> lock(mutex);
    return quiet;
  }
  // The lock comes along.
  std::pair<std::unique_lock<std::mutex>, std::string *> both() {
    std::unique_lock<std::mutex> lock(mutex_);
    return {std::move(lock), &name_};
  }
  // The method itself uses what its lambda gives.
  int inside() {
    auto get = [this]() -> std::string & {
      std::lock_guard<std::mutex> lock(mutex_);
      return name_;
    };
    return int(get().size());
  }
  // The caller has locked.
  std::string &given(std::unique_lock<std::mutex> &) { return name_; }
  void change() {
    std::lock_guard<std::mutex> lock(mutex_);
    name_ = "new";
    helper() = "newer";
    shared_.reset();
    pointer_ = nullptr;
    owned_.reset();
    owners_.clear();
    entries_.erase(1);
    registry_[2] = 1;
  }

private:
  std::string &helper() { return name_; }
  mutable std::mutex mutex_;
  std::string name_;
  const std::string fixed_;
  std::shared_ptr<int> shared_;
  int *pointer_ = nullptr;
  std::unique_ptr<int> owned_;
  std::map<std::string, std::unique_ptr<int>> owners_;
  std::map<int, int> registry_;
  std::map<int, Entry> entries_;
};

class Silenced {
public:
  void set() {
    std::lock_guard<std::mutex> lock(mutex_);
    name_ = "x";
  }
  const std::string &name() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return name_; // NOLINT(async-guarded-reference-escape)
  }

private:
  mutable std::mutex mutex_;
  std::string name_;
};

// Assigned as a whole, by an operator of its class.
struct Load {
  float one = 0, five = 0;
};
class Node {
public:
  void keepAlive(Load load) {
    std::lock_guard<std::mutex> lock(mutex_);
    load_ = load;
  }
  Load &load() {
    std::lock_guard<std::mutex> lock(mutex_);
    return load_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a reference into 'load_' is used when 'mutex_' is unlocked again, while others change it; return a copy
  }

private:
  std::mutex mutex_;
  Load load_;
};
