// RUN: %check %s async-blocking-call

// Calls that say by their flags that they don't wait, beside others that don't say so.

#include <coroutine.h>
#include <posix.h>

mini::task<> waits(int fd, char *data) {
  recv(fd, data, 10, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'recv' blocks the thread that runs coroutine 'waits': it waits for data from the peer [async-blocking-call]
  send(fd, data, 10, MSG_NOSIGNAL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'send' blocks the thread that runs coroutine 'waits': it waits until the data is taken [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> does_not_wait(int fd, char *data, msghdr *message) {
  recv(fd, data, 10, MSG_DONTWAIT);
  recv(fd, data, 10, MSG_NOSIGNAL | MSG_DONTWAIT);
  recvfrom(fd, data, 10, MSG_DONTWAIT, nullptr, nullptr);
  recvmsg(fd, message, MSG_DONTWAIT);
  send(fd, data, 10, (MSG_DONTWAIT | MSG_NOSIGNAL));
  sendmsg(fd, message, MSG_DONTWAIT);
  co_return;
}

// The address is one already: no server is asked.
mini::task<> numeric(addrinfo *result) {
  addrinfo hints{AI_NUMERICHOST};
  getnameinfo(nullptr, 0, nullptr, 0, nullptr, 0, NI_NUMERICHOST);
  co_return;
}
