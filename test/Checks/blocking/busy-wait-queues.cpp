// RUN: %check %s async-busy-wait --no-fixes

// Loops that are left from within, and those that ask a queue again and again.

#include <std.h>

struct Job {};
void run(const Job &job);
void settle();

template <class T> struct Queue {
  bool try_pop(T &value);
  bool try_pop(T &value, int milliseconds);
  bool pop(T &value);
};

struct Consumer {
  std::atomic<bool> done{false};
  Queue<Job> queue;

  void leavesFromWithin() {
    while (true) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop spins, and takes a whole core, until 'done' changes [async-busy-wait]
      if (done)
        break;
    }
    for (;;) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop spins, and takes a whole core, until 'done' changes [async-busy-wait]
      if (done) {
        break;
      }
      std::this_thread::yield();
    }
  }
  void asksTheQueue() {
    Job job;
    while (!done) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop spins, and takes a whole core, until 'done' changes [async-busy-wait]
      while (queue.try_pop(job))
        run(job);
    }
    while (!done)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop spins, and takes a whole core, until 'done' changes [async-busy-wait]
      if (queue.try_pop(job))
        run(job);
      else
        std::this_thread::yield();
  }

  //===- Not flagged ------------------------------------------------------===//

  void worksBetween() {
    while (true) {
      if (done)
        break;
      settle();
    }
    while (true) {
      settle();
      if (done)
        break;
    }
  }
  void doesMoreThanLeave() {
    while (true) {
      if (done) {
        settle();
        break;
      }
    }
  }
  void queueWaits() {
    Job job;
    while (!done) {
      if (queue.pop(job)) // Perhaps for a while.
        run(job);
      if (queue.try_pop(job, 100))
        run(job);
    }
    while (!done)
      if (queue.try_pop(job))
        run(job);
      else
        settle();
  }
};
