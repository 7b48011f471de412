// RUN: %check %s async-busy-wait

#include <coroutine.h>
#include <folly.h>
#include <std.h>

using namespace std::chrono_literals;

bool work();
void pause();
mini::task<> tick();

struct Worker {
  std::atomic<bool> done{false};
  std::atomic<bool> quiet{false};
  std::atomic_flag started;
  std::atomic<bool> *other;

  void takes_a_core() {
    while (!done) {
    }
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop spins, and takes a whole core, until 'done' changes [async-busy-wait]
    while (!done.load())
      ;
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop spins, and takes a whole core, until 'done' changes
    while (done.load(std::memory_order_acquire))
      std::this_thread::yield();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop spins, and takes a whole core, until 'done' changes
    while (!started.test())
      pause();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop spins, and takes a whole core, until 'started' changes
  }
  void nobody_notifies_it() {
    while (!quiet)
      ;
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop spins, and takes a whole core, until 'quiet' changes
    do {
    } while (!*other);
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop spins, and takes a whole core, until 'other' changes
  }
  void either_of_two() {
    while (!done && !quiet)
      ;
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop spins, and takes a whole core, until 'done' changes
  }
  void sleeps() {
    while (!done)
      std::this_thread::sleep_for(10ms);
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop asks again and again whether 'done' changes
  }
  void finish() {
    done = true;
    done.notify_all();
    started.test_and_set();
    started.notify_one();
  }
};

void futures(std::future<int> result, folly::Future<int> other) {
  while (result.wait_for(0s) != std::future_status::ready)
    std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop asks again and again whether 'result' is ready [async-busy-wait]
  while (!other.isReady()) {
    std::this_thread::yield();
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop spins, and takes a whole core, until 'other' is ready
}

mini::task<> no_fix_in_a_coroutine(Worker &worker) {
  while (!worker.done)
    ;
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop spins, and takes a whole core, until 'done' changes
  co_await tick();
}

//===- Not flagged --------------------------------------------------------===//

void works_meanwhile(Worker &worker) {
  while (!worker.done)
    work();
  while (!worker.done) {
    if (work())
      break;
  }
  int turns = 0;
  while (!worker.done)
    ++turns;
}
void works_in_the_condition(Worker &worker) {
  while (!worker.done && work())
    ;
  int turns = 0;
  while (!worker.done && ++turns < 100)
    ;
}
void waits(Worker &worker, std::future<int> result) {
  worker.done.wait(false);
  while (result.wait_for(100ms) != std::future_status::ready)
    ;
  result.wait();
}
void waits_for_a_limited_time(Worker &worker) {
  for (int turn = 0; !worker.done; ++turn)
    ;
}
mini::task<> lets_others_run(Worker &worker) {
  while (!worker.done)
    co_await tick();
}

// A counter, a pointer, what is tried: for a moment, in general.
void lock_free(std::atomic<int> &count, std::atomic<int *> &node) {
  while (count.load() > 0)
    ;
  while (!node.load())
    std::this_thread::yield();
}
struct SpinLock {
  std::atomic<bool> taken{false};
  std::atomic_flag flag;
  void lock() {
    while (taken.exchange(true))
      while (taken.load())
        ;
    while (flag.test_and_set())
      ;
  }
  void unlock() { taken = false; }
  void wait_until_free() {
    while (taken)
      ;
  }
};
// TooManyCooks' queues: a spin of a few cycles, with the instruction for it.
void _mm_pause();
void pausesTheProcessor(std::atomic<bool> &flag) {
  while (!flag)
    _mm_pause();
}

void spin_until(std::atomic<bool> &flag) {
  while (!flag)
    ;
}

int main() {
  Worker worker;
  while (!worker.done)
    std::this_thread::sleep_for(1s);
  while (!worker.quiet) // NOLINT(async-busy-wait): for a few cycles
    ;
}

// A method that only reads the flag.
class Ticket {
public:
  bool done() const { return state_.load() == State::Done; }
  bool open() const { return !done_; }
  int position() const { return ++asked_ + 1; }
  bool moved() const { return position() > 3; }

private:
  enum class State { Waiting, Done };
  std::atomic<State> state_{State::Waiting};
  std::atomic<bool> done_{false};
  mutable int asked_ = 0;
};
void waitsByMethod(const Ticket &ticket) {
  while (!ticket.done())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop spins, and takes a whole core, until 'state_' changes [async-busy-wait]
    std::this_thread::yield();
  while (ticket.open())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop asks again and again whether 'done_' changes [async-busy-wait]
    std::this_thread::sleep_for(1s);
}
void waitsForNoFlag(const Ticket &ticket) {
  while (!ticket.moved())
    std::this_thread::yield();
}
