// RUN: %check %s async-lock-across-suspension

#include <boost-asio.h>
#include <boost-thread.h>

using boost::asio::awaitable;

awaitable<void> save(int value);

class Cache {
public:
  awaitable<void> guards() {
    boost::lock_guard<boost::mutex> guard(mutex);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  awaitable<void> unique() {
    boost::unique_lock<boost::recursive_mutex> lock(recursive);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'recursive' is still locked while
    ++value;
  }
  awaitable<void> readers() {
    boost::shared_lock<boost::shared_mutex> lock(shared);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'shared' is still locked while
  }
  awaitable<void> upgrades() {
    boost::upgrade_lock<boost::shared_mutex> lock(shared);
    int copy = value;
    co_await save(copy);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'shared' is still locked while
    boost::upgrade_to_unique_lock<boost::shared_mutex> writer(lock);
    value = copy;
  }
  awaitable<void> strict() {
    boost::strict_lock<boost::mutex> lock(mutex);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
  }
  awaitable<void> tried() {
    boost::unique_lock<boost::mutex> lock(mutex, boost::try_to_lock);
    if (lock.owns_lock())
      co_await save(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex' is still locked while
  }
  awaitable<void> owned() {
    boost::scoped_ptr<boost::lock_guard<boost::mutex>> guard(
        new boost::lock_guard<boost::mutex>(mutex));
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'guard' is still locked while
  }
  awaitable<void> synchronized() {
    auto text = name.synchronize();
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'text' is still locked while
  }
  awaitable<void> by_hand() {
    shared.lock_upgrade();
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'shared' is still locked while
    shared.unlock_upgrade();
    boost::lock(mutex, recursive);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
    mutex.unlock();
    recursive.unlock();
  }

  //===- Not flagged ------------------------------------------------------===//

  awaitable<void> released() {
    boost::unique_lock<boost::mutex> lock(mutex);
    int copy = value;
    lock.unlock();
    co_await save(copy);
  }
  awaitable<void> deferred() {
    boost::unique_lock<boost::mutex> lock(mutex, boost::defer_lock);
    co_await save(1);
    lock.lock();
    ++value;
  }
  awaitable<void> in_a_block() {
    {
      boost::shared_lock_guard<boost::shared_mutex> guard(shared);
      ++value;
    }
    co_await save(1);
  }
  awaitable<void> upgraded() {
    shared.lock_upgrade();
    int copy = value;
    shared.unlock_upgrade();
    co_await save(copy);
  }

private:
  boost::mutex mutex;
  boost::recursive_mutex recursive;
  boost::shared_mutex shared;
  boost::synchronized_value<std::string> name;
  int value = 0;
};
