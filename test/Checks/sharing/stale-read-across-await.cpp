// RUN: %check %s async-stale-read-across-await --std=c++20,c++2b

#include <coroutine.h>
#include <std.h>

struct Data {};
mini::task<int> receive();
mini::task<double> price();
mini::task<Data *> load();
mini::task<std::shared_ptr<Data>> share();
mini::task<void> tick();

int received = 0;

class Session {
public:
  mini::task<void> sums() {
    total_ = total_ + co_await receive();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'total_' is read before the suspension and written after it: what others write meanwhile is lost [async-stale-read-across-await]
    left_ = left_ - (co_await receive() + 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'left_' is read before the suspension
    cost_ = cost_ * co_await price();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'cost_' is read before the suspension
    received = received + co_await receive();
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'received' is read before the suspension
    // Not one operation.
    total_ = total_ - co_await receive() - 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'total_' is read before the suspension
    total_ = 2 * total_ + co_await receive();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'total_' is read before the suspension
    flag_ = flag_ | co_await receive();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'flag_' is read before the suspension
  }

  mini::task<Data *> cached() {
    if (!cache_)
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'cache_' is tested before the suspension and set after it: others that come meanwhile do the same
      cache_ = co_await load();
    co_return cache_;
  }
  mini::task<Data *> returned_at_once() {
    if (shared_)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'shared_' is tested before the suspension
      co_return shared_.get();
    auto fresh = co_await share();
    shared_ = fresh;
    co_return fresh.get();
  }
  mini::task<void> open() {
    if (open_ == false) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'open_' is tested before the suspension
      co_await tick();
      open_ = true;
    }
  }

private:
  int total_ = 0;
  long left_ = 0;
  double cost_ = 1;
  bool flag_ = false, open_ = false;
  Data *cache_ = nullptr;
  std::shared_ptr<Data> shared_;
};

mini::task<void> parameter(int &total) {
  total = total + co_await receive();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'total' is read before the suspension
}

//===- Not flagged --------------------------------------------------------===//

class Right {
public:
  mini::task<void> sums() {
    total_ += co_await receive();
    int more = co_await receive();
    total_ = total_ + more;
    total_ = co_await receive();
    total_ = other_ + co_await receive();
    int local = 0;
    local = local + co_await receive();
    total_ = co_await receive() + total_;
    total_ = total_ + (co_await std::suspend_never{}, 1);
  }
  mini::task<void> under_lock() {
    auto guard = co_await mutex_.scoped_lock();
    total_ = total_ + co_await receive();
    if (!cache_)
      cache_ = co_await load();
  }
  mini::task<Data *> tested_again() {
    if (!cache_) {
      Data *fresh = co_await load();
      if (!cache_)
        cache_ = fresh;
    }
    co_return cache_;
  }
  mini::task<void> marked_at_once() {
    if (loading_)
      co_return;
    loading_ = true;
    cache_ = co_await load();
    loading_ = false;
  }
  mini::task<void> another_mark() {
    if (!cache_) {
      loading_ = true;
      cache_ = co_await load();
    }
  }
  mini::task<void> reset() {
    if (cache_)
      cache_ = nullptr;
    co_await tick();
    if (cache_ != nullptr) {
      co_await tick();
      cache_ = nullptr;
    }
  }
  mini::task<void> local_cache() {
    Data *cache = nullptr;
    if (!cache)
      cache = co_await load();
  }
  int not_a_coroutine() {
    if (!cache_)
      cache_ = nullptr;
    return total_ = total_ + 1;
  }

private:
  int total_ = 0, other_ = 0;
  bool loading_ = false;
  Data *cache_ = nullptr;
  mini::async_mutex mutex_;
};
