// RUN: %check %s async-unawaited-local --std=c++2b

#include <coroutine.h>
#include <std.h>

mini::task<> flush();
mini::task<int> count();
mini::task<int> checked_count();
mini::checked_task<int> checked();
mini::eager<int> eager();
mini::eager<> eager_step();
void use(int);
bool coin();

mini::task<> lazy() {
  auto task = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'task' is never awaited: the task from 'flush' never runs [async-unawaited-local]
  const auto number = count();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'number' is never awaited: the task from 'count' never runs [async-unawaited-local]
  auto nodiscard_does_not_see_this = checked();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'nodiscard_does_not_see_this' is never awaited
  if (coin()) {
    auto in_a_block{count()};
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'in_a_block' is never awaited
  }
  auto one_of_two = coin() ? count() : checked_count();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'one_of_two' is never awaited
  co_return;
}

mini::task<> started() {
  auto work = eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'work' is never awaited: nobody sees when the work from 'eager' is done, or that it failed [async-unawaited-local]
  auto step = eager_step();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'step' is never awaited
  co_await flush();
}

mini::task<> guarded(mini::async_mutex &mutex, int &shared) {
  auto lock = mutex.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lock' is never awaited: it is a task, not yet what should be held here [async-unawaited-local]
  ++shared;
  co_await flush();
}

mini::task<> said_to_be_unused(mini::async_mutex &mutex) {
  [[maybe_unused]] auto guard = mutex.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'guard' is never awaited: it is a task, not yet what should be held here
  auto quiet = mutex.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'quiet' is never awaited
  (void)quiet;
  co_await flush();
}

//===- No fix -------------------------------------------------------------===//

void plain() {
  auto task = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'task' is never awaited: the task from 'flush' never runs
}

mini::task<> no_place_for_an_await(std::mutex &mutex) {
  mini::task<int> spelled_out = count();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'spelled_out' is never awaited
  auto replaced = count();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'replaced' is never awaited
  replaced = count();
  auto voided = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'voided' is never awaited
  (void)voided;
  auto first = flush(), second = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'first' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:25: warning: 'second' is never awaited
  if (auto in_a_condition = count(); coin())
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'in_a_condition' is never awaited
    co_return;
  try {
    use(1);
  } catch (...) {
    auto in_a_handler = count();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'in_a_handler' is never awaited
  }
  std::lock_guard<std::mutex> lock(mutex);
  auto under_a_lock = count();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'under_a_lock' is never awaited
}

mini::task<> containers() {
  std::vector<mini::task<int>> tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the tasks in 'tasks' are never awaited, and never run [async-unawaited-local]
  tasks.reserve(3);
  for (int i = 0; i < 3; ++i)
    tasks.push_back(count());
  std::optional<mini::task<int>> later;
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the tasks in 'later' are never awaited, and never run
  if (tasks.empty())
    later.emplace(count());
  mini::task<int> both[2] = {count(), count()};
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the tasks in 'both' are never awaited, and never run
  co_return;
}

mini::task<> moved_in_circles() {
  auto first = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'first' is never awaited
  if (coin())
    first = flush();
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

mini::task<int> awaited_later() {
  auto task = flush();
  auto number = count();
  co_await flush();
  co_await task;
  auto renamed = std::move(number);
  co_return co_await std::move(renamed);
}

mini::task<> awaited_on_one_path() {
  auto task = flush();
  if (coin())
    co_await task;
}

mini::task<> combined() {
  auto first = flush();
  auto second = flush();
  auto both = mini::when_all(std::move(first), std::move(second));
  co_await both;
}

mini::task<> returned() {
  auto task = flush();
  return task;
}

void take(mini::task<> task);
void look(const mini::task<> &task);
void passed_on() {
  auto moved = flush();
  take(std::move(moved));
  auto referred_to = flush();
  look(referred_to);
  auto pointed_to = flush();
  auto *pointer = &pointed_to;
  (void)pointer;
}

struct owner {
  mini::task<> member;
  std::vector<mini::task<>> list;
  void store() {
    auto task = flush();
    member = std::move(task);
    auto other = flush();
    list.push_back(std::move(other));
    auto &alias = list;
    alias.push_back(flush());
  }
};

void captured() {
  auto by_move = flush();
  auto closure = [task = std::move(by_move)]() mutable { take(std::move(task)); };
  auto by_reference = flush();
  auto all = [&] { look(by_reference); };
  auto generic = flush();
  auto with_auto = [&](auto) { look(generic); };
  closure();
  all();
  with_auto(1);
}

mini::task<> asked() {
  auto task = flush();
  while (!task.await_ready())
    use(1);
  co_return;
}

mini::task<> container_is_awaited() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(flush());
  for (auto &task : tasks)
    co_await task;
  std::vector<mini::task<>> indexed;
  indexed.push_back(flush());
  co_await indexed[0];
  std::optional<mini::task<>> later;
  later.emplace(flush());
  co_await std::move(*later);
  std::vector<mini::task<>> iterated;
  iterated.push_back(flush());
  for (auto it = iterated.begin(); it != iterated.end(); ++it)
    co_await *it;
}

std::vector<mini::task<>> container_is_returned() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(flush());
  return tasks;
}

void nothing_in_it() {
  std::vector<mini::task<>> empty;
  std::optional<mini::task<>> none;
}

// What has been started and goes on by itself, where nothing can be awaited.
void started_here() {
  auto work = eager();
  mini::fire_and_forget alone = [] () -> mini::fire_and_forget { co_return; }();
}

mini::task<> meant_so() {
  [[maybe_unused]] auto work = eager();
  auto silenced = eager();
  (void)silenced;
  std::vector<mini::eager<>> kept;
  kept.push_back(eager_step());
  co_return;
}

// Their destructors wait.
mini::task<> futures() {
  auto future = std::async(std::launch::async, [] { return 1; });
  std::vector<std::future<int>> futures;
  futures.push_back(std::async(std::launch::async, [] { return 1; }));
  co_return;
}

// Not work, but something that can be waited for.
mini::signal make_signal();
mini::generator<int> numbers();
mini::task<> other_awaitables() {
  mini::signal signal;
  auto made = make_signal();
  auto generator = numbers();
  co_return;
}

mini::task<> &kept_elsewhere();
void a_reference() {
  auto &task = kept_elsewhere();
  (void)task;
}

void not_evaluated() {
  auto task = flush();
  using type = decltype(task);
}

[[clang::annotate("async-tidy::fire-and-forget")]] mini::task<> heartbeat();
void looked_after() { auto task = heartbeat(); }
