// RUN: %check %s async-guard-outlived-by-task --std=c++2b

#include <coroutine.h>
#include <std.h>

void log(const char *what);
int parse(const std::string &text);

struct connection {
  mini::task<> run();
  mini::eager<> start();
  mini::task<int> size() noexcept;
};
mini::task<> serve();
mini::task<> send(const std::string &text);
mini::task<> send_view(std::string_view text);
mini::task<> send_raw(const char *text);
mini::task<> fill(std::vector<int> *values);
mini::task<> copy(std::string text);
mini::task<> take(std::string &&text);
mini::task<> count(int number);

//===- Handlers -----------------------------------------------------------===//

struct discovery {
  std::unique_ptr<connection> connection_;
  mini::task<> run() {
    try {
      return connection_->run();
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: what the work of 'run' throws isn't caught here: its task leaves the 'try' before [async-guard-outlived-by-task]
      // CHECK-MESSAGES: :[[@LINE+1]]:7: note: this handler sees no more than what making the task throws
    } catch (const std::exception &error) {
      log(error.what());
      throw;
    }
  }
};

mini::task<> known_coroutine() { co_await mini::yield(); }
mini::task<> other_task() { co_return; }
mini::task<> falls_back() {
  try {
    return known_coroutine();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: what the work of 'known_coroutine' throws isn't caught here
  } catch (...) {
    return other_task();
  }
}

mini::task<> either_of_two(bool first) {
  try {
    return first ? known_coroutine() : serve();
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: what the work of 'known_coroutine' throws isn't caught here
  } catch (const std::exception &error) {
    log(error.what());
    throw;
  }
}

mini::eager<> eager_coroutine() { co_await mini::yield(); }
mini::eager<> started_before() {
  try {
    return eager_coroutine();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: what the work of 'eager_coroutine' throws isn't caught here
  } catch (...) {
    log("failed");
    throw;
  }
}

//===- Guards -------------------------------------------------------------===//

std::mutex state_mutex;
mini::task<> under_a_lock() {
  std::lock_guard<std::mutex> lock(state_mutex);
  return known_coroutine();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'lock' ends here, before the work of 'known_coroutine' that it should be held for [async-guard-outlived-by-task]
}

//===- Locals -------------------------------------------------------------===//

mini::task<> refers_to_a_local() {
  std::string text = "hello";
  return send(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send' refers to 'text', which ends when this function returns [async-guard-outlived-by-task]
}

mini::task<> refers_to_a_parameter(std::string text) {
  return send(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send' refers to 'text', which ends
}

mini::task<> views_a_local() {
  std::string text;
  return send_view(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send_view' refers to 'text'
}

mini::task<> points_to_a_local() {
  std::vector<int> values;
  return fill(&values);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'fill' refers to 'values'
}

mini::task<> points_to_an_array() {
  char text[] = "hello";
  return send_raw(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send_raw' refers to 'text'
}

mini::task<> runs_on_a_local() {
  connection peer;
  return peer.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'run' refers to 'peer'
}

mini::task<> runs_on_an_owned_object() {
  auto peer = std::make_unique<connection>();
  return peer->run();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'run' refers to 'peer'
}

mini::task<> through_a_variable() {
  std::string text;
  auto task = send(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task from 'send' refers to 'text'
  return task;
}

mini::task<> moves_into_its_frame(std::string &&text) {
  co_await mini::yield();
  log(text.c_str());
}
mini::task<> moved_to_a_coroutine() {
  std::string text;
  return moves_into_its_frame(std::move(text));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'moves_into_its_frame' refers to 'text'
}

mini::eager<> uses_it_later(const std::string &text) {
  co_await mini::yield();
  log(text.c_str());
}
mini::eager<> eager_with_a_local() {
  std::string text;
  return uses_it_later(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'uses_it_later' refers to 'text'
}

//===- No fix -------------------------------------------------------------===//

mini::task<> does_something_first(std::string text) {
  log("sending");
  return send(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send' refers to 'text'
}

mini::task<> has_a_reference(const std::string &name, std::string text) {
  return send(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send' refers to 'text'
}

auto deduced(std::string text) {
  return send(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send' refers to 'text'
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> awaited_in_the_try() {
  try {
    co_return co_await serve();
  } catch (...) {
    log("failed");
  }
}

// The handler is for what is done before.
mini::task<> parses_first(const std::string &text) {
  try {
    int number = parse(text);
    return count(number);
  } catch (const std::exception &) {
    log("no number");
    throw;
  }
}
mini::task<> parses_an_argument(const std::string &text) {
  try {
    return count(parse(text));
  } catch (...) {
    log("no number");
    throw;
  }
}
mini::task<> throws_itself(int number) {
  try {
    if (number < 0)
      throw std::runtime_error("negative");
    return count(number);
  } catch (...) {
    log("negative");
    throw;
  }
}

// What throws at once becomes a task that failed.
mini::task<> failed_task(std::exception_ptr error);
mini::eager<> failed_eager(std::exception_ptr error);
mini::eager<> to_a_failed_task(connection &peer) {
  try {
    return peer.start();
  } catch (...) {
    return failed_eager(std::current_exception());
  }
}
mini::task<> plain_function(int number) {
  if (number < 0)
    throw std::runtime_error("negative");
  return count(number);
}
mini::task<> of_a_plain_function() {
  try {
    return plain_function(1);
  } catch (...) {
    log("negative");
    throw;
  }
}
mini::task<> ready_task();
mini::task<> done_already() {
  try {
    return ready_task();
  } catch (...) {
    log("failed");
    throw;
  }
}
mini::task<> returned_by_the_handler() {
  try {
    log("trying");
  } catch (...) {
    return serve();
  }
  return serve();
}

struct table {
  std::mutex mutex;
  std::vector<int> rows;
  connection *peer = nullptr;
  mini::task<> reads_members_under_the_lock() {
    std::lock_guard<std::mutex> lock(mutex);
    return count(rows[0]);
  }
  mini::task<> finds_the_object_under_the_lock() {
    std::lock_guard<std::mutex> lock(mutex);
    return peer->run();
  }
  mini::task<> changes_something_under_the_lock() {
    std::lock_guard<std::mutex> lock(mutex);
    rows.push_back(1);
    return serve();
  }
  mini::eager<> starts_under_the_lock() {
    std::lock_guard<std::mutex> lock(mutex);
    return eager_coroutine();
  }
  mini::task<> on_a_member() { return peer->run(); }
};
mini::task<> unlocked_before() {
  {
    std::lock_guard<std::mutex> lock(state_mutex);
    log("locked");
  }
  return known_coroutine();
}

mini::task<> by_value() {
  std::string text;
  int number = 1;
  auto first = copy(text);
  auto second = copy(std::move(text));
  auto third = count(number);
  return mini::when_all(std::move(first), std::move(second), std::move(third));
}
mini::task<> moved_into_something_unseen() {
  std::string text;
  return take(std::move(text));
}
mini::task<> parameter_by_reference(const std::string &text, connection &peer) {
  if (text.empty())
    return peer.run();
  return send(text);
}
mini::task<> lives_on() {
  static std::string text;
  return send(text);
}
mini::task<> shared() {
  auto peer = std::make_shared<connection>();
  return peer->run();
}
mini::task<> of_a_view(std::string_view text) { return send_view(text); }
mini::task<> plain_copies(const std::string &text) { return copy(text); }
mini::task<> through_a_plain_function() {
  std::string text;
  return plain_copies(text);
}
mini::task<> never_used(const std::string &) { co_return; }
mini::task<> nobody_looks_at_it() {
  std::string text;
  return never_used(text);
}
mini::eager<> uses_it_at_once(const std::string &text) {
  log(text.c_str());
  co_await mini::yield();
}
mini::eager<> eager_without_harm() {
  std::string text;
  return uses_it_at_once(text);
}
mini::task<int> asked(connection peer) {
  co_return co_await peer.size();
}
std::future<int> destructor_waits(std::string text) {
  std::lock_guard<std::mutex> lock(state_mutex);
  return std::async(std::launch::async, [text] { return parse(text); });
}
std::string not_a_task() {
  std::lock_guard<std::mutex> lock(state_mutex);
  std::string text;
  return text;
}
