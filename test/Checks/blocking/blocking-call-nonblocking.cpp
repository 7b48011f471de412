// RUN: %check %s async-blocking-call

// A file whose descriptors don't block: it says so somewhere (O_NONBLOCK).

#include <boost-asio.h>
#include <coroutine.h>
#include <posix.h>
#include <std.h>

namespace net = boost::asio;

void prepare(int fd, net::ip::tcp::socket &socket) {
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  socket.non_blocking(true);
}

// These don't ask the descriptor.
mini::task<> flagged(int fd) {
  epoll_event events[1];
  epoll_wait(fd, events, 1, 100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'epoll_wait' blocks the thread that runs coroutine 'flagged': it waits for events [async-blocking-call]
  pollfd entry{};
  poll(&entry, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll' blocks the thread that runs coroutine 'flagged'
  fsync(fd);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fsync' blocks the thread that runs coroutine 'flagged': it waits until the data is on the disk [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> nonblocking_descriptors(int fd, char *data, net::ip::tcp::socket &socket,
                                     boost::system::error_code &error) {
  read(fd, data, 1);
  write(fd, data, 1);
  readv(fd, nullptr, 0);
  recv(fd, data, 1, 0);
  send(fd, data, 1, 0);
  accept(fd, nullptr, nullptr);
  connect(fd, nullptr, 0);
  socket.read_some(net::buffer(data, 1), error);
  co_return;
}

mini::task<> only_looks(int fd) {
  epoll_event events[1];
  epoll_wait(fd, events, 1, 0);
  pollfd entry{};
  poll(&entry, 1, 0);
  co_return;
}
