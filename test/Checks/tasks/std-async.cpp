// RUN: %check %s async-std-async --std=c++14,c++2b

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

int work(int request);
void step();
bool more();

//===- Polled, though it may be deferred ----------------------------------===//

int polled(int request) {
  auto result = std::async(work, request);
  while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' may be deferred until somebody waits without a limit; this wait never finds it ready then [async-std-async]
    // CHECK-MESSAGES: :[[@LINE-3]]:17: note: started here, without a policy
    step();
  return result.get();
}

int polled_and_deferred(int request) {
  auto result = std::async(std::launch::deferred, work, request);
  while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' is deferred until somebody waits without a limit, so that this wait never finds it ready [async-std-async]
    // CHECK-MESSAGES: :[[@LINE-3]]:17: note: started here
    step();
  return result.get();
}

bool in_time_with_either_policy(int request) {
  auto result = std::async(std::launch::async | std::launch::deferred, work, request);
  step();
  return result.wait_until(std::chrono::steady_clock::now()) == std::future_status::ready;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' may be deferred until
  // CHECK-MESSAGES: :[[@LINE-4]]:17: note: started here, with a policy that allows it
}

void polled_in_a_container(const std::vector<int> &requests) {
  std::vector<std::future<int>> results;
  for (int request : requests)
    results.push_back(std::async(work, request));
  for (auto &result : results)
    if (result.wait_for(std::chrono::seconds(1)) != std::future_status::ready)
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'results' may be deferred until
      // CHECK-MESSAGES: :[[@LINE-4]]:23: note: started here, without a policy
      step();
  while (results[0].wait_for(std::chrono::seconds(1)) == std::future_status::timeout)
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'results' may be deferred until
    // CHECK-MESSAGES: :[[@LINE-8]]:23: note: started here, without a policy
    step();
}

void moved_and_shared(std::vector<std::future<int>> &all) {
  auto first = std::async(work, 1);
  std::vector<std::future<int>> kept;
  kept.emplace_back(std::move(first));
  kept.front().wait_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'kept' may be deferred until
  // CHECK-MESSAGES: :[[@LINE-5]]:16: note: started here, without a policy
  auto shared = std::async(work, 2).share();
  auto look = [&shared] { return shared.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'shared' may be deferred until
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: started here, without a policy
  look();
}

class Loader {
  std::future<int> pending_;
  std::future<int> in_list_;

public:
  Loader() : in_list_(std::async(work, 0)) {}
  void start(int request) { pending_ = std::async(work, request); }
  bool done() const {
    return pending_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'pending_' may be deferred until
    // CHECK-MESSAGES: :[[@LINE-4]]:40: note: started here, without a policy
  }
  bool first() const {
    return in_list_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'in_list_' may be deferred until
    // CHECK-MESSAGES: :[[@LINE-10]]:23: note: started here, without a policy
  }
};

//===- A policy in the wrong place ----------------------------------------===//

int misplaced() {
  auto bound = std::async(std::bind(step), std::launch::async);
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: this policy is an argument for the callable, which ignores it; as policy of 'async' it stands first [async-std-async]
  auto generic = std::async([](auto... rest) { return sizeof...(rest); }, std::launch::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:75: warning: this policy is an argument for the callable
  step();
  bound.get();
  return generic.get();
}

//===- Nothing runs beside it ---------------------------------------------===//

int at_once(int request) {
  step();
  return std::async(std::launch::async, work, request).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: the work of 'async' is waited for at once: a plain call does the same [async-std-async]
}

int at_once_through_a_variable(int request) {
  auto result = std::async(std::launch::async, work, request);
  int value = result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the work of 'result' is waited for at once: a plain call does the same [async-std-async]
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: started here
  step();
  return value;
}

void one_after_the_other(const std::vector<int> &requests) {
  for (int request : requests) {
    auto result = std::async(work, request);
    result.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the work of 'result' is waited for at once, in each turn of the loop: a plain call does the same
    // CHECK-MESSAGES: :[[@LINE-3]]:19: note: started here
  }
}

void destroyed_in_each_turn(const std::vector<int> &requests) {
  for (int request : requests) {
    step();
    auto result = std::async(std::launch::async, work, request);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'result' is destroyed at once, after its work, in each turn of the loop: a plain call does the same
  }
}

void overwritten_in_each_turn(const std::vector<int> &requests) {
  std::future<int> last;
  for (int request : requests) {
    last = std::async(std::launch::async, work, request);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'last' is overwritten in each turn of the loop, which waits for the work of the turn before
  }
  last.get();
}

bool no_limit_for_a_temporary(int request) {
  return std::async(std::launch::async, work, request).wait_for(std::chrono::seconds(1)) ==
         // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: this limit means nothing: the future is destroyed here, and waits for the work
         std::future_status::ready;
}

//===- Never used ---------------------------------------------------------===//

void may_never_run() {
  auto result = std::async(work, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' is never used: its work may never run, or the end of the scope waits for it [async-std-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: 'std::launch::async' lets it run at once, on a thread of its own
  step();
}

void never_runs() {
  auto result = std::async(std::launch::deferred, work, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' is never used: its work is deferred and never runs
  (void)result;
}

//===- The wrong thread's variable ----------------------------------------===//

thread_local int cache;

int of_another_thread() {
  auto result = std::async([] { return ++cache; });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: without a policy the work may run on the thread that waits for it, and uses that thread's 'cache' then
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: 'std::launch::async' lets it run
  step();
  return result.get();
}

//===- Not flagged --------------------------------------------------------===//

int without_a_policy_but_waited_for(int request) {
  auto result = std::async(work, request);
  step();
  return result.get();
}

std::vector<int> parallel(const std::vector<int> &requests) {
  std::vector<std::future<int>> results;
  for (int request : requests)
    results.push_back(std::async(work, request));
  std::vector<int> values;
  for (auto &result : results)
    values.push_back(result.get());
  return values;
}

int polled_with_a_thread(int request) {
  auto result = std::async(std::launch::async, work, request);
  while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    step();
  return result.get();
}

void from_a_promise(std::promise<int> &promise) {
  auto result = promise.get_future();
  while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    step();
}

void policy_of_the_caller(std::launch policy) {
  auto result = std::async(policy, work, 1);
  while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    step();
}

void callable_that_takes_a_policy(int depth, std::launch policy);
void policy_for_the_callable() {
  auto result = std::async(std::launch::async, callable_that_takes_a_policy, 1, std::launch::async);
  step();
  result.get();
}

int two_beside_each_other() {
  auto first = std::async(std::launch::async, work, 1);
  auto second = std::async(std::launch::async, work, 2);
  return first.get() + second.get();
}

int pipelined(const std::vector<int> &requests) {
  int sum = 0;
  for (int request : requests) {
    auto next = std::async(std::launch::async, work, request);
    step();
    sum += next.get();
  }
  return sum;
}

int something_else_in_the_same_statement() {
  auto first = std::async(std::launch::async, work, 1);
  return work(2) + first.get();
}

int maybe_waited_for(bool now) {
  auto first = std::async(std::launch::async, work, 1);
  int value = now ? first.get() : 0;
  step();
  return value;
}

void joined_at_the_end_of_the_scope() {
  auto beside = std::async(std::launch::async, work, 1);
  step();
}

void lives_on(std::vector<std::future<int>> &all) {
  auto one = std::async(std::launch::async, work, 1);
  all.push_back(std::move(one));
  static auto kept = std::async(std::launch::async, work, 2);
}

std::future<int> given_away() { return std::async(work, 1); }

void overwritten_when_ready() {
  std::future<int> last;
  while (more()) {
    if (last.valid())
      last.get();
    last = std::async(std::launch::async, work, 1);
  }
}

void first_that_fits(const std::vector<int> &requests) {
  std::future<int> found;
  for (int request : requests)
    if (request > 1) {
      found = std::async(std::launch::async, work, request);
      break;
    }
  step();
  found.get();
}

struct Job {
  std::future<int> result;
};

void one_for_each(std::vector<Job> &jobs) {
  for (Job &job : jobs)
    job.result = std::async(std::launch::async, work, 1);
  for (Job &job : jobs)
    job.result.wait();
}

void discarded_is_for_another_check() { std::async(std::launch::async, work, 1); }

int deferred_on_purpose(int request) {
  auto lazy = std::async(std::launch::deferred, work, request);
  return more() ? lazy.get() : 0;
}
