// REQUIRES: libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers

// The system's headers: macros, inline functions and redirected names are the same functions.

#include <aio.h>
#include <coroutine>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <pwd.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

Task flagged(int fd, char *data, aiocb *request, iovec *parts) {
  msgrcv(fd, data, 8, 0, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msgrcv' blocks the thread that runs coroutine 'flagged': it waits for a message [async-blocking-call]
  sembuf take = {0, -1, 0};
  semop(fd, &take, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'semop' blocks the thread that runs coroutine 'flagged'
  timespec second = {1, 0};
  semtimedop(fd, &take, 1, &second);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'semtimedop' blocks the thread that runs coroutine 'flagged'
  aio_suspend(&request, 1, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'aio_suspend' blocks the thread that runs coroutine 'flagged'
  preadv2(fd, parts, 1, -1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'preadv2' blocks the thread that runs coroutine 'flagged'
  copy_file_range(fd, nullptr, 1, nullptr, 4096, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'copy_file_range' blocks the thread that runs coroutine 'flagged'
  wait4(7, nullptr, 0, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait4' blocks the thread that runs coroutine 'flagged'
  tcdrain(fd);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'tcdrain' blocks the thread that runs coroutine 'flagged'
  getpwuid(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getpwuid' blocks the thread that runs coroutine 'flagged'
  opendir("spool");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'opendir' blocks the thread that runs coroutine 'flagged'
  nftw("spool", [](const char *, const struct stat *, int, FTW *) { return 0; }, 8, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nftw' blocks the thread that runs coroutine 'flagged'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

Task only_tries(int fd, aiocb *request, iovec *parts) {
  preadv2(fd, parts, 1, -1, RWF_NOWAIT);
  wait4(7, nullptr, WNOHANG, nullptr);
  lio_listio(LIO_NOWAIT, &request, 1, nullptr);
  splice(fd, nullptr, 1, nullptr, 4096, SPLICE_F_NONBLOCK);
  sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  sembuf unlock = {0, 1, 0};
  semop(fd, &unlock, 1);
  co_return;
}
