// RUN: %check %s async-unjoined-thread

#include "boost-fiber.h"
#include "boost-thread.h"
#include "hpx.h"
#include "std.h"

void work();
bool ready();

void fibers() {
  boost::fibers::fiber f(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing joins or detaches the thread in 'f': its destructor ends the program
}

void hpx_threads() {
  hpx::thread t(work);
  if (ready())
    return;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is not joined before this return: its destructor ends the program
  t.join();
}

// Not flagged: those that go on, or wait, by themselves

void others() {
  boost::thread detaches(work);
  boost::scoped_thread<> waits(work);
  hpx::jthread joins(work);
  boost::fibers::fiber joined(work);
  joined.join();
}
