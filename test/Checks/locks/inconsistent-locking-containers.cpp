// RUN: %check %s async-inconsistent-locking --std=c++17,c++20 --real-headers

// Without options only containers count: a flag or a pointer may belong to one thread after all.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>

class Peers {
public:
  void insert(int id, const std::string &name) {
    std::lock_guard<std::mutex> lock(mutex_);
    peers_[id] = name;
    current_ = id;
    names_ = std::make_shared<std::string>(name);
  }
  void erase(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    peers_.erase(id);
    current_ = 0;
    names_ = nullptr;
  }
  std::size_t size() const { return peers_.size(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'peers_' is read without 'mutex_', under which another thread may write it [async-inconsistent-locking]
  // CHECK-MESSAGES: :[[@LINE-12]]:5: note: written under 'mutex_' here
  int current() const { return current_; }
  bool named() const { return names_ != nullptr; }

private:
  mutable std::mutex mutex_;
  std::map<int, std::string> peers_;
  std::shared_ptr<std::string> names_;
  int current_ = 0;
};

class Ids {
public:
  bool has(std::uint8_t id) const {
    std::lock_guard<std::mutex> lock(mutex_);
    return ids_.count(id) > 0;
  }
  void received(std::uint8_t id) {
    std::lock_guard<std::mutex> lock(mutex_);
    ids_.insert(id);
  }
  // More uses than all the others have, in one method.
  void receivedElsewhere(std::uint8_t id) {
    if (ids_.find(id) == ids_.end())
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'ids_' is read without 'mutex_', under which another thread may write it [async-inconsistent-locking]
    // CHECK-MESSAGES: :[[@LINE-6]]:5: note: written under 'mutex_' here
      ids_.insert(id);
  }

private:
  mutable std::mutex mutex_;
  std::unordered_set<std::uint8_t> ids_;
};
