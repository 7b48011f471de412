// RUN: %check %s async-callback-under-lock --real-headers --std=c++17,c++20

// The real standard library.

#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct Observer {
  virtual ~Observer() = default;
  virtual void onEvent(int Value) = 0;
};

class Subject {
public:
  void setState(int Value) {
    std::lock_guard<std::mutex> Lock(mutex_);
    state_ = Value;
    if (callback_)
      callback_(Value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'callback_' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock [async-callback-under-lock]
  }
  void all() {
    std::unique_lock Lock(mutex_);
    for (const auto &[Name, Callback] : named_)
      Callback(Name);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a callback in 'named_' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock
  }
  void one(const std::string &Name) {
    std::scoped_lock Lock(mutex_);
    if (auto It = named_.find(Name); It != named_.end())
      It->second(Name);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a callback in 'named_' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock
  }
  void each() {
    std::lock_guard Lock(mutex_);
    for (const std::weak_ptr<Observer> &Weak : observers_)
      if (std::shared_ptr<Observer> O = Weak.lock())
        O->onEvent(state_);
        // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'onEvent' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock
  }
  void task() {
    std::lock_guard Lock(mutex_);
    std::packaged_task<void()> Task = std::move(tasks_.front());
    tasks_.pop_front();
    Task();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a callback in 'tasks_' is called while 'mutex_' is locked; it deadlocks if it comes back for the lock
  }

  void promises() {
    std::lock_guard Lock(mutex_);
    promise_.set_value(1);
  }
  void copies() {
    std::unique_lock Lock(mutex_);
    auto Callbacks = named_;
    Lock.unlock();
    for (const auto &[Name, Callback] : Callbacks)
      Callback(Name);
  }
  template <class F> void with(F &&Function) {
    std::lock_guard Lock(mutex_);
    std::forward<F>(Function)(state_);
  }
  void add(std::string Name, std::function<void(const std::string &)> Callback) {
    std::lock_guard Lock(mutex_);
    named_.emplace(std::move(Name), std::move(Callback));
  }
  void uses() {
    with([](int &State) { ++State; });
  }

private:
  std::mutex mutex_;
  int state_ = 0;
  std::function<void(int)> callback_;
  std::map<std::string, std::function<void(const std::string &)>> named_;
  std::vector<std::weak_ptr<Observer>> observers_;
  std::list<std::packaged_task<void()>> tasks_;
  std::promise<int> promise_;
};
