// RUN: %check %s async-blocking-call

// An event, a timer or a signal whose descriptor was made non-blocking (EFD_NONBLOCK).

#include <coroutine.h>
#include <posix.h>

struct Wakeup {
  int fd = eventfd(0, EFD_NONBLOCK);
};

// These don't ask the descriptor.
mini::task<> flagged(Wakeup &wakeup) {
  pollfd entry = {wakeup.fd, 0, 0};
  ppoll(&entry, 1, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ppoll' blocks the thread that runs coroutine 'flagged': it waits for events [async-blocking-call]
  fsync(wakeup.fd);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fsync' blocks the thread that runs coroutine 'flagged': it waits until the data is on the disk [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

mini::task<eventfd_t> acknowledge(Wakeup &wakeup) {
  eventfd_t count = 0;
  if (read(wakeup.fd, &count, sizeof(count)) < 0)
    eventfd_read(wakeup.fd, &count);
  co_return count;
}

mini::task<> notify(Wakeup &wakeup) {
  eventfd_t one = 1;
  write(wakeup.fd, &one, sizeof(one));
  co_return;
}
