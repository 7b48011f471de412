// Annotations say what a model says; include/async-tidy/Annotations.h has their names.
// RUN: %check %s async-blocking-call -- -I%source/include

#include "async-tidy/Annotations.h"

ASYNC_TIDY_BLOCKING void flush();
struct Disk {
  ASYNC_TIDY_BLOCKING virtual void sync();
};
struct FastDisk : Disk {
  void sync() override;
};
template <class T> ASYNC_TIDY_BLOCKING void flushAs(T);

ASYNC_TIDY_ASYNC_CONTEXT void tick(Disk &D, FastDisk &F) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush' blocks the thread that runs async function 'tick': it is marked as blocking [async-blocking-call]
  D.sync();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync' blocks the thread
  F.sync();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync' blocks the thread
  flushAs(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flushAs' blocks the thread
}

// On another declaration than the one that is called.
void late();
ASYNC_TIDY_ASYNC_CONTEXT void first() {
  late();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'late' blocks the thread
}
ASYNC_TIDY_BLOCKING void late();

// Not flagged
void plain(Disk &D) { D.sync(); }

// What the body looks like doesn't count where the author says otherwise.
ASYNC_TIDY_NONBLOCKING void quick() { flush(); }
ASYNC_TIDY_ASYNC_CONTEXT void tock() { quick(); }
