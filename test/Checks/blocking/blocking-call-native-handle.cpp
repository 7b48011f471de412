// RUN: %check %s async-blocking-call

// asio's fd_passing_stream_server.cpp: a descriptor of an event loop's socket doesn't block.

#include <coroutine.h>
#include <posix.h>

struct Socket {
  int native_handle();
};

mini::task<> flagged(int fd) {
  fsync(fd);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fsync' blocks the thread that runs coroutine 'flagged': it waits until the data is on the disk [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> sendsOnALoopsSocket(Socket &socket, const msghdr &message) {
  sendmsg(socket.native_handle(), &message, 0);
  co_return;
}
