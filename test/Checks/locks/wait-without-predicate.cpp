// RUN: %check %s async-wait-without-predicate

#include "std.h"

struct Queue {
  std::mutex m;
  std::condition_variable cv;
  std::condition_variable_any any;
  std::deque<int> items;
  std::atomic<bool> stopped{false};
  bool ready = false;
  bool patient = false;
  int state = 0;

  void announce(int item) {
    {
      std::lock_guard<std::mutex> lock(m);
      items.push_back(item);
      ready = true;
      state = 1;
      stopped = true;
    }
    cv.notify_all();
    any.notify_all();
  }

  void if_instead_of_while();
  void equal();
  void several();
  void kept_comment();
  void braces();
  void not_awaited();
  void bare();
  void any_lock();
  void by_hand();
  void result();
  void variable();
  void lock_in_the_loop();
  void one_test_for_two();
  void counted();
  void lambda();
  void by_pointer(Queue *other);
  void at(std::vector<std::condition_variable> &all, int index);
  bool event(std::chrono::milliseconds time);

  void loops();
  void waits_as_caller_says(std::unique_lock<std::mutex> &lock);
  void predicates();
  void sleeps(std::chrono::milliseconds time);
  bool looks_again(std::chrono::milliseconds time);
  void worker();
  void tests_elsewhere();
};

void Queue::if_instead_of_while() {
  std::unique_lock<std::mutex> lock(m);
  if (!ready)
    cv.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this wait for 'cv' isn't in a loop that tests the state: it may wake up without a reason [async-wait-without-predicate]
}

void Queue::equal() {
  std::unique_lock lock(m);
  if (state == 0) {
    cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this wait for 'cv' isn't in a loop
  }
  if (items.empty())
    cv.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this wait for 'cv' isn't in a loop
}

void Queue::several() {
  auto lock = std::unique_lock<std::mutex>(m);
  if (items.empty() && !stopped)
    cv.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this wait for 'cv' isn't in a loop
}

void wait_for_atomic(Queue &q) {
  std::unique_lock lock(q.m);
  if (!q.stopped)
    q.cv.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
}

void Queue::kept_comment() {
  std::unique_lock lock(m);
  if (!ready) {
    // until announce() was called
    cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this wait for 'cv' isn't in a loop
  }
}

void Queue::braces() {
  std::unique_lock lock(m);
  if (!ready) { cv.wait(lock); }
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this wait for 'cv' isn't in a loop
}

// Whoever notifies doesn't touch `patient`: a loop would never end.
void Queue::not_awaited() {
  std::unique_lock lock(m);
  if (patient)
    cv.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this wait for 'cv' isn't in a loop
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: test it in a loop around the wait, or give the wait a predicate
}

void Queue::bare() {
  std::unique_lock lock(m);
  cv.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: this wait for 'cv' isn't in a loop that tests the state: it may miss a notification
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the lock is taken here; what was notified before is over
}

void Queue::any_lock() {
  std::lock_guard guard(m);
  any.wait(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this wait for 'any' isn't in a loop
}

void Queue::by_hand() {
  m.lock();
  if (!ready)
    any.wait(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this wait for 'any' isn't in a loop
  m.unlock();
}

void use(int);
void Queue::result() {
  std::unique_lock lock(m);
  if (cv.wait_for(lock, std::chrono::seconds(1)) == std::cv_status::timeout)
    return;
  // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: this wait for 'cv' may end without a reason, so its result doesn't tell that the state has come
  use(items.front());
}

void Queue::variable() {
  std::unique_lock lock(m);
  std::cv_status status = cv.wait_for(lock, std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: this wait for 'cv' may end without a reason
  use(status == std::cv_status::timeout);
}

// Stopped between the test and the lock, it sleeps for ever.
void Queue::lock_in_the_loop() {
  while (!stopped) {
    {
      std::unique_lock lock(m);
      cv.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing is tested between taking the lock and waiting for 'cv', so a notification may be missed
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the lock is taken here; what was notified before is over
    }
    use(1);
  }
}

void Queue::one_test_for_two() {
  if (!ready) {
    std::unique_lock lock(m);
    cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this wait for 'cv' isn't in a loop that tests the state: it may miss a notification
  }
}

void Queue::lambda() {
  auto later = [this] {
    std::unique_lock lock(m);
    if (!ready)
      cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
  };
  while (!ready)
    later();
}

void Queue::by_pointer(Queue *other) {
  std::unique_lock lock(other->m);
  if (!other->ready)
    other->cv.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this wait for 'cv' isn't in a loop
}

void Queue::at(std::vector<std::condition_variable> &all, int index) {
  std::unique_lock lock(m);
  if (!ready)
    all[index].wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this wait for a condition variable isn't in a loop
}

// An event that nothing remembers.
bool Queue::event(std::chrono::milliseconds time) {
  std::unique_lock lock(m);
  return cv.wait_for(lock, time) == std::cv_status::no_timeout;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this wait for 'cv' may end without a reason
}

std::mutex global_mutex;
std::condition_variable global;
bool global_ready;

void set_global() {
  std::lock_guard lock(global_mutex);
  global_ready = true;
  global.notify_one();
}

void wait_for_global() {
  std::unique_lock lock(global_mutex);
  if (!global_ready)
    global.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this wait for 'global' isn't in a loop
}

void captured_local(void (*post)(std::function<void()>)) {
  std::mutex m;
  std::condition_variable cv;
  bool done = false;
  post([&] {
    std::lock_guard lock(m);
    done = true;
    cv.notify_one();
  });
  std::unique_lock lock(m);
  if (!done)
    cv.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this wait for 'cv' isn't in a loop
}

// Not flagged

void Queue::loops() {
  std::unique_lock lock(m);
  while (!ready)
    cv.wait(lock);
  while (items.empty() && !stopped) {
    cv.wait(lock);
  }
  for (;;) {
    if (ready)
      break;
    cv.wait(lock);
  }
  while (true) {
    if (!items.empty()) {
      use(items.front());
      return;
    }
    cv.wait(lock);
  }
}

void do_while(Queue &q) {
  std::unique_lock lock(q.m);
  do {
    q.cv.wait(lock);
  } while (!q.ready);
}

void if_in_while(Queue &q) {
  while (!q.stopped) {
    std::unique_lock lock(q.m);
    if (q.items.empty())
      q.cv.wait(lock);
  }
}

void continued(Queue &q) {
  std::unique_lock lock(q.m);
  while (true) {
    if (!q.ready) {
      q.cv.wait(lock);
      continue;
    }
    break;
  }
}

void jumps(Queue &q) {
  std::unique_lock lock(q.m);
again:
  if (!q.ready) {
    q.cv.wait(lock);
    goto again;
  }
}

void test_of_a_copy(Queue &q) {
  std::unique_lock lock(q.m);
  bool empty = q.items.empty();
  while (empty) {
    q.cv.wait(lock);
    empty = q.items.empty();
  }
}

void timed_loop(Queue &q, std::chrono::time_point<std::chrono::steady_clock> end) {
  std::unique_lock lock(q.m);
  while (!q.ready)
    if (q.cv.wait_until(lock, end) == std::cv_status::timeout)
      break;
}

void lock_and_test_in_the_loop(Queue &q) {
  while (true) {
    std::unique_lock lock(q.m);
    if (q.stopped)
      return;
    q.cv.wait(lock);
  }
}

// Who took the lock knows what it waits for.
void Queue::waits_as_caller_says(std::unique_lock<std::mutex> &lock) { cv.wait(lock); }

class Condition {
  std::condition_variable_any cv;

public:
  void wait(std::mutex &mutex) { cv.wait(mutex); }
  void wait_adopted(std::mutex &mutex) {
    std::unique_lock lock(mutex, std::adopt_lock);
    cv.wait(lock);
    lock.release();
  }
  void wait_moved(std::unique_lock<std::mutex> outer) {
    std::unique_lock<std::mutex> lock(std::move(outer));
    cv.wait(lock);
  }
};

void Queue::predicates() {
  std::unique_lock lock(m);
  cv.wait(lock, [this] { return ready; });
  bool (*function)() = nullptr;
  cv.wait(lock, function);
  std::function<bool()> object;
  any.wait(lock, object);
  if (!cv.wait_for(lock, std::chrono::seconds(1), [this] { return ready; }))
    use(0);
}

// A sleep that can be cut short.
void Queue::sleeps(std::chrono::milliseconds time) {
  std::unique_lock lock(m);
  cv.wait_for(lock, time);
}

bool Queue::looks_again(std::chrono::milliseconds time) {
  std::unique_lock lock(m);
  if (!ready)
    cv.wait_for(lock, time);
  if (cv.wait_for(lock, time) == std::cv_status::timeout && !ready)
    return false;
  return ready;
}

// Takes whatever is there, under the lock throughout.
void Queue::worker() {
  std::unique_lock lock(m);
  for (;;) {
    cv.wait(lock);
    for (int item : items)
      use(item);
    items.clear();
  }
}

// Something else that is called so.
struct Process {
  void wait(std::unique_lock<std::mutex> &lock);
};
void other_wait(Queue &q, Process &process) {
  std::unique_lock lock(q.m);
  process.wait(lock);
}

// The loop around them goes from item to item; between the wait and the item nothing is tested.
void takes_after_one_wait(Queue &q) {
  for (;;) {
    std::unique_lock<std::mutex> lock(q.m);
    if (q.items.empty())
      q.cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this wait for 'cv' isn't in a loop that tests the state: it may wake up without a reason [async-wait-without-predicate]
    use(q.items.front());
    q.items.pop_front();
  }
}
void tests_after_one_wait(Queue &q) {
  for (;;) {
    std::unique_lock<std::mutex> lock(q.m);
    if (q.items.empty())
      q.cv.wait(lock);
    if (q.items.empty())
      continue;
    use(q.items.front());
    q.items.pop_front();
  }
}
void takes_all_after_one_wait(Queue &q) {
  for (;;) {
    std::unique_lock<std::mutex> lock(q.m);
    if (q.items.empty())
      q.cv.wait(lock);
    while (!q.items.empty()) {
      use(q.items.front());
      q.items.pop_front();
    }
  }
}
