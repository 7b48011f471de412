// RUN: %check %s async-unjoined-thread

#include "std.h"

void work();
void use(int);
bool ready();
void take(std::thread thread);
void look(const std::thread &thread);
void change(std::thread &thread);

// Locals: never joined

void never_joined() {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 't': its destructor ends the program [async-unjoined-thread]
  use(1);
}

void looked_at_only() {
  std::thread t{[] { use(1); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 't': its destructor ends the program
  if (t.joinable())
    look(t);
}

void in_a_loop() {
  for (int i = 0; i < 4; ++i) {
    auto t = std::thread([i] { use(i); });
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing joins or detaches the thread in 't': its destructor ends the program
  }
}

void container() {
  std::vector<std::thread> threads;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing joins or detaches the thread in 'threads': its destructor ends the program
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([i] { use(i); });
}

void container_pushed() {
  std::vector<std::thread> threads;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing joins or detaches the thread in 'threads': its destructor ends the program
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: started here
  threads.reserve(4);
  threads.push_back(std::thread(work));
}

void owner() {
  auto t = std::make_unique<std::thread>(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing joins or detaches the thread in 't': its destructor ends the program
}

// Locals: not on this way out

bool early_return(bool stop) {
  std::thread t(work);
  if (stop)
    return false;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is not joined before this return: its destructor ends the program [async-unjoined-thread]
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: started here
  t.join();
  return true;
}

void early_throw(int n) {
  std::thread t(work);
  if (n < 0)
    throw n;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is not joined before this throw: its destructor ends the program
  t.join();
}

void jumps(int n) {
  for (int i = 0; i < n; ++i) {
    std::thread t(work);
    if (ready())
      continue;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 't' is not joined before this jump: its destructor ends the program
    t.join();
  }
}

void one_branch(bool wait) {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 't' is not joined on every way to the end of its scope: its destructor ends the program
  if (wait)
    t.join();
}

void assigned(bool stop) {
  std::thread t;
  t = std::thread(work);
  if (stop)
    return;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is not joined before this return: its destructor ends the program
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: started here
  t.join();
}

void container_early_return() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(work);
  if (ready())
    return;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'threads' is not joined before this return: its destructor ends the program
  for (std::thread &t : threads)
    t.join();
}

// Overwritten, without a name, joined in vain

void overwritten() {
  std::thread t(work);
  t = std::thread(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 't' gets another thread while its own is neither joined nor detached, which ends the program
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: started here
  t.join();
}

void overwritten_in_loop(int n) {
  std::thread t;
  for (int i = 0; i < n; ++i)
    t = std::thread(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' gets another thread while its own is neither joined nor detached, which ends the program
  t.join();
}

void temporary() {
  std::thread([] { use(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this thread has no name, and is destroyed here without being joined, which ends the program
  std::thread{use, 1};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this thread has no name, and is destroyed here without being joined, which ends the program
}

void twice() {
  std::thread t(work);
  t.join();
  use(1);
  t.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 't' may be joined or detached already: doing it again throws
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: joined or detached here
}

void detached_and_joined() {
  std::thread t(work);
  t.detach();
  t.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 't' may be joined or detached already: doing it again throws
}

void nothing_to_join() {
  std::thread t;
  t.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 't' may have no thread to be joined here: join() throws without one
}

// Not flagged: locals

void joined() {
  std::thread t(work);
  use(1);
  t.join();
}

void detached() {
  std::thread t(work);
  t.detach();
  std::thread(work).detach();
}

void joined_if_joinable(bool stop) {
  std::thread t;
  if (stop)
    t = std::thread(work);
  if (t.joinable())
    t.join();
}

void joined_under_the_same_condition(bool parallel) {
  std::thread t;
  if (parallel)
    t = std::thread(work);
  use(1);
  if (parallel)
    t.join();
}

void joined_by_flag() {
  std::thread t;
  bool started = false;
  if (ready()) {
    t = std::thread(work);
    started = true;
  }
  if (!started)
    return;
  t.join();
}

bool both_ways(bool stop) {
  std::thread t(work);
  if (stop) {
    t.detach();
    return false;
  }
  t.join();
  return true;
}

std::thread returned() {
  std::thread t(work);
  return t;
}

void moved(std::vector<std::thread> &to) {
  std::thread t(work);
  if (ready())
    take(std::move(t));
  else
    to.push_back(std::move(t));
}

struct Joiner {
  explicit Joiner(std::thread &thread);
  ~Joiner();
};
void guarded(bool stop) {
  std::thread t(work);
  Joiner joiner(t);
  if (stop)
    return;
  use(1);
}

void joined_by_closure(bool stop) {
  std::thread t;
  auto join = [&] {
    if (t.joinable())
      t.join();
  };
  t = std::thread(work);
  if (stop)
    return join();
  join();
}

void handed_on(bool stop) {
  std::thread t(work);
  auto join = [&t] { t.join(); };
  join();
  std::thread other(work);
  change(other);
}

void container_joined() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(work);
  for (auto &t : threads)
    t.join();
}

void container_by_index() {
  std::vector<std::thread> threads(4);
  for (int i = 0; i < 4; ++i)
    threads[i] = std::thread(work);
  for (int i = 0; i < 4; ++i)
    threads[i].join();
}

void never_started(bool stop) {
  std::thread t;
  if (stop)
    return;
  use(1);
}

void restarted(int n) {
  std::thread t;
  for (int i = 0; i < n; ++i) {
    if (t.joinable())
      t.join();
    t = std::thread(work);
  }
  if (t.joinable())
    t.join();
}

[[noreturn]] void die();
void ends_anyway(bool stop) {
  std::thread t(work);
  if (stop)
    die();
  t.join();
}

void caught() {
  std::thread t(work);
  try {
    if (ready())
      throw 1;
  } catch (int) {
  }
  t.join();
}

void jthreads(bool stop) {
  std::jthread t(work);
  if (stop)
    return;
  std::jthread(work).join();
}

void parameter(std::thread t) { look(t); }

void kept_forever() {
  static std::thread t(work);
  new std::thread(work);
}

// No fix: what it runs takes a token, isn't known, never ends; the thread goes elsewhere.

void tokens(std::stop_token token) {
  std::thread t(tokens, token);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 't'
}
void unknown(std::function<void()> f) {
  std::thread t(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 't'
  std::thread generic([](auto... all) { use(sizeof...(all)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 'generic'
}
void endless() {
  std::thread t([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 't'
    while (true)
      work();
  });
}
void goes_elsewhere(bool stop) {
  std::thread t(work);
  if (stop)
    return;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is not joined before this return
  take(std::move(t));
}

// Threads by pointer.
class Deletes {
public:
  void start() { thread_ = new std::thread([] {}); }
  ~Deletes() {
    delete thread_;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing joins or detaches the thread that 'thread_' points to: its destructor ends the program [async-unjoined-thread]
  }

private:
  std::thread *thread_ = nullptr;
};
class JoinsAndDeletes {
public:
  void start() { thread_ = new std::thread([] {}); }
  ~JoinsAndDeletes() {
    if (thread_) {
      thread_->join();
      delete thread_;
    }
  }

private:
  std::thread *thread_ = nullptr;
};
