// RUN: %check %s async-future-misuse --std=c++14,c++2b

#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

int work(int request);
void use(int value);
bool coin();
std::future<int> start(int request);

//===- Futures ------------------------------------------------------------===//

int twice() {
  auto result = start(1);
  use(result.get());
  return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' has given its result already; it has only one [async-future-misuse]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: taken here
}

void in_each_turn() {
  std::future<int> result = start(1);
  for (int i = 0; i < 3; ++i)
    use(result.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'result' has given its result already, in the turn of the loop before; it has only one [async-future-misuse]
}

void waits_for_what_it_has_taken(bool again) {
  auto result = start(1);
  use(result.get());
  if (again)
    result.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'result' has given its result already; it has only one
    // CHECK-MESSAGES: :[[@LINE-4]]:7: note: taken here
}

int moved() {
  auto result = start(1);
  std::vector<std::future<int>> all;
  all.push_back(std::move(result));
  return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' is used after it was moved away: it has no result to wait for [async-future-misuse]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: moved here
}

int from_nothing() {
  std::future<int> result;
  return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' belongs to no work: it has no result to wait for [async-future-misuse]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: made here, of nothing
}

class Loader {
  std::future<int> pending_;
  std::promise<int> done_;

public:
  int both() {
    int value = pending_.get();
    return value + pending_.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'pending_' has given its result already; it has only one
    // CHECK-MESSAGES: :[[@LINE-3]]:17: note: taken here
  }
  void set() {
    done_.set_value(1);
    done_.set_value(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the result of 'done_' is set already; it is set once only [async-future-misuse]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: set here
  }
};

//===- Promises -----------------------------------------------------------===//

void two_futures() {
  std::promise<int> promise;
  auto first = promise.get_future();
  auto second = promise.get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'promise' has given its future already; it has only one [async-future-misuse]
  // CHECK-MESSAGES: :[[@LINE-3]]:16: note: given here
  std::thread([p = std::move(promise)]() mutable { p.set_value(1); }).detach();
}

void set_in_each_turn(std::promise<int> &promise) {
  for (int i = 0; i < 3; ++i)
    promise.set_value(i);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result of 'promise' is set already, in the turn of the loop before; it is set once only
}

void set_and_failed(std::shared_ptr<std::promise<int>> promise, std::exception_ptr error) {
  if (error)
    promise->set_exception(error);
  else
    promise->set_value(1);
  promise->set_value(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the result of 'promise' is set already; it is set once only
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: set here
}

int nobody_sets_it() {
  std::promise<int> promise;
  auto result = promise.get_future();
  return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this waits forever: nobody else has 'promise', whose result it waits for [async-future-misuse]
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: its future comes from here
}

std::future<int> broken(bool empty) {
  std::promise<int> promise;
  auto result = promise.get_future();
  if (empty)
    return result;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the returned future never gets its result: 'promise' is destroyed here without one [async-future-misuse]
    // CHECK-MESSAGES: :[[@LINE-4]]:17: note: its future comes from here
  promise.set_value(1);
  return result;
}

class Connection {
  std::promise<int> connected_;
  bool begin(int port);

public:
  void connect(int port) {
    if (!begin(port))
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'connected_' is left without a result when this fails; who waits for its future isn't told [async-future-misuse]
    connected_.set_value(port);
  }
  void on_connect(const std::error_code &error) {
    if (error) {
      use(error.value());
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'connected_' is left without a result when this fails
    }
    connected_.set_value(1);
  }
};

template <class F> void on_result(F handler) {}

void callbacks(std::shared_ptr<std::promise<int>> promise) {
  on_result([promise](const std::error_code &error, int value) {
    if (error)
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'promise' is left without a result when this fails
    promise->set_value(value);
  });
}

void packaged(std::packaged_task<int()> &task) {
  task();
  task();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'task' is set already; it is set once only
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: set here
}

//===- Not flagged --------------------------------------------------------===//

void shared() {
  auto result = start(1).share();
  use(result.get());
  use(result.get());
}

int tested() {
  auto result = start(1);
  use(result.get());
  if (result.valid())
    return result.get();
  return 0;
}

void until_it_is_ready() {
  auto result = start(1);
  while (true) {
    if (result.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
      use(result.get());
      break;
    }
  }
}

void restarted() {
  auto result = start(1);
  for (int i = 0; i < 3; ++i) {
    use(result.get());
    result = start(i);
  }
}

void one_for_each_turn(std::vector<std::future<int>> &all) {
  for (auto &one : all)
    use(one.get());
  for (int i = 0; i < 3; ++i) {
    auto own = start(i);
    use(own.get());
  }
}

int on_one_of_two_paths() {
  auto result = start(1);
  if (coin())
    return result.get();
  return result.get() + 1;
}

int set_by_another(bool later) {
  std::future<int> result;
  if (later)
    result = start(1);
  return later ? result.get() : 0;
}

void fill(std::future<int> &result);
int filled_by_a_function() {
  std::future<int> result;
  fill(result);
  use(result.get());
  fill(result);
  return result.get();
}

bool try_push(std::future<int> &&one);
int maybe_moved() {
  auto result = start(1);
  if (try_push(std::move(result)))
    return 0;
  return result.get();
}

class Restarts {
  std::future<int> pending_;
  void restart();

public:
  void twice() {
    use(pending_.get());
    restart();
    use(pending_.get());
  }
};

void owners(std::unique_ptr<std::future<int>> result) {
  use(result.get() != nullptr);
  use(result.get()->get());
}

void set_in_a_handler() {
  std::promise<int> promise;
  auto result = promise.get_future();
  try {
    promise.set_value(work(1));
  } catch (...) {
    promise.set_exception(std::current_exception());
  }
  use(result.get());
}

int set_by_a_thread() {
  std::promise<int> promise;
  auto result = promise.get_future();
  std::thread setter([&] { promise.set_value(1); });
  setter.join();
  return result.get();
}

std::future<int> set_before_the_return() {
  std::promise<int> promise;
  promise.set_value(1);
  return promise.get_future();
}

void renewed(std::packaged_task<int()> &task) {
  task();
  task.reset();
  task();
}

void promise_of_each_turn() {
  for (int i = 0; i < 3; ++i) {
    std::promise<int> promise;
    promise.set_value(i);
  }
}

class Server {
  std::promise<int> stopped_;
  int running_ = 0;
  bool stopping_ = false;
  bool allDone(int id);
  void fail();
  bool begin(int port);

public:
  // Not the last one: another call sets it.
  void finished(int id) {
    if (--running_ > 0)
      return;
    if (!allDone(id) || stopping_)
      return;
    stopped_.set_value(id);
  }
  // Somebody else is told, who may set it.
  void on_error(const std::error_code &error) {
    if (error) {
      fail();
      return;
    }
    stopped_.set_value(0);
  }
  // The caller is told.
  bool start(int port) {
    if (!begin(port))
      return false;
    stopped_.set_value(port);
    return true;
  }
  // It is not always set.
  void some(const std::error_code &error) {
    if (error)
      return;
    if (stopping_)
      stopped_.set_value(1);
  }
};

void retried(std::shared_ptr<std::promise<int>> promise);
void retries(std::shared_ptr<std::promise<int>> promise) {
  on_result([promise](const std::error_code &error) {
    if (error) {
      retried(promise);
      return;
    }
    promise->set_value(0);
  });
}

int captured_by_reference() {
  std::future<int> result;
  auto restart = [&] { result = start(1); };
  restart();
  use(result.get());
  restart();
  return result.get();
}

int compute();
bool failed();
// Both the branch and what follows it.
void sets_again_behind_branch(std::promise<int> &promise) {
  if (failed())
    promise.set_value(-1);
  promise.set_value(compute());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the result of 'promise' is set already; it is set once only [async-future-misuse]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: set here
}
void sets_in_one_branch(std::promise<int> &promise) {
  bool bad = failed();
  if (bad)
    promise.set_value(-1);
  if (!bad)
    promise.set_value(compute());
}
void returns_behind_set(std::promise<int> &promise) {
  if (failed()) {
    promise.set_value(-1);
    return;
  }
  promise.set_value(compute());
}
void catches_and_leaves(std::promise<int> &promise) {
  int value = 0;
  try {
    value = compute();
  } catch (...) {
    return;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'promise' is left without a result when this fails; who waits for its future isn't told [async-future-misuse]
  }
  promise.set_value(value);
}
void catches_what_setting_throws(std::promise<int> &promise) {
  try {
    promise.set_value(compute());
  } catch (...) {
    return;
  }
}
struct Outcome {
  bool ok() const;
};
Outcome opened();
void owner_is_left(std::shared_ptr<std::promise<int>> promise) {
  if (!opened().ok())
    return;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'promise' is left without a result when this fails; who waits for its future isn't told [async-future-misuse]
  promise->set_value(1);
}

// What the handler catches may have been thrown when the result was set already.
class starter {
  std::promise<void> started_;
  bool going_ = true;
  static void turn();

public:
  void sets_in_handler() noexcept {
    try {
      compute();
      started_.set_value();
      while (going_)
        turn();
    } catch (...) {
      started_.set_exception(std::current_exception());
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the result of 'started_' is set already; it is set once only
      // CHECK-MESSAGES: :[[@LINE-6]]:7: note: set here
    }
  }
  void sets_last() {
    try {
      turn();
      started_.set_value();
    } catch (...) {
      started_.set_exception(std::current_exception());
    }
  }
  void returns_at_once() {
    try {
      if (compute() > 0) {
        started_.set_value();
        return;
      }
      turn();
    } catch (...) {
      started_.set_exception(std::current_exception());
    }
  }
  void knows_that_it_is_set() {
    bool set = false;
    try {
      started_.set_value();
      set = true;
      turn();
    } catch (...) {
      if (!set)
        started_.set_exception(std::current_exception());
    }
  }
  void tries() {
    try {
      started_.set_value();
      turn();
    } catch (...) {
      try {
        started_.set_exception(std::current_exception());
      } catch (const std::exception &) {
      }
    }
  }
  static void quiet() noexcept;
  void throws_no_more() {
    try {
      turn();
      started_.set_value();
      quiet();
    } catch (...) {
      started_.set_exception(std::current_exception());
    }
  }
  void starts_anew() {
    try {
      started_.set_value();
      started_ = std::promise<void>();
      turn();
    } catch (...) {
      started_.set_exception(std::current_exception());
    }
  }
};
