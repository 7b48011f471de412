// RUN: %check %s async-blocking-call

// Linux and POSIX beyond files and sockets: message queues, processes, name services, disks.

#include <asio.h>
#include <coroutine.h>
#include <posix.h>

//===- Flagged ------------------------------------------------------------===//

mini::task<> messages(int queue, char *data) {
  msgsnd(queue, data, 8, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msgsnd' blocks the thread that runs coroutine 'messages': it waits for room in the queue [async-blocking-call]
  msgrcv(queue, data, 8, 0, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msgrcv' blocks the thread that runs coroutine 'messages': it waits for a message [async-blocking-call]
  eventfd_t count;
  eventfd_read(3, &count);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'eventfd_read' blocks the thread that runs coroutine 'messages': it waits for an event [async-blocking-call]
  co_return;
}

mini::task<> descriptors(int from, int to, iovec *parts, mmsghdr *packets) {
  epoll_event events[4];
  epoll_pwait2(from, events, 4, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'epoll_pwait2' blocks the thread that runs coroutine 'descriptors': it waits for events [async-blocking-call]
  preadv2(from, parts, 1, -1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'preadv2' blocks the thread that runs coroutine 'descriptors': it waits for data [async-blocking-call]
  pwritev2(to, parts, 1, -1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pwritev2' blocks the thread that runs coroutine 'descriptors'
  recvmmsg(from, packets, 16, 0, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'recvmmsg' blocks the thread that runs coroutine 'descriptors': it waits for data from the peer [async-blocking-call]
  sendmmsg(to, packets, 16, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sendmmsg' blocks the thread that runs coroutine 'descriptors': it waits until the data is taken [async-blocking-call]
  splice(from, nullptr, to, nullptr, 4096, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'splice' blocks the thread that runs coroutine 'descriptors': it waits for data [async-blocking-call]
  tee(from, to, 4096, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'tee' blocks the thread that runs coroutine 'descriptors'
  vmsplice(to, parts, 1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'vmsplice' blocks the thread that runs coroutine 'descriptors'
  tcdrain(to);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'tcdrain' blocks the thread that runs coroutine 'descriptors': it waits until the data is sent [async-blocking-call]
  co_return;
}

mini::task<> disk(int from, int to, aiocb *request) {
  copy_file_range(from, nullptr, to, nullptr, 1 << 30, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'copy_file_range' blocks the thread that runs coroutine 'disk': it copies from file to file [async-blocking-call]
  posix_fallocate(to, 0, 1 << 30);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'posix_fallocate' blocks the thread that runs coroutine 'disk': it takes room on the disk [async-blocking-call]
  sync_file_range(to, 0, 0, SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_file_range' blocks the thread that runs coroutine 'disk': it waits until the data is on the disk [async-blocking-call]
  aio_suspend(&request, 1, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'aio_suspend' blocks the thread that runs coroutine 'disk': it waits for input or output [async-blocking-call]
  lio_listio(LIO_WAIT, &request, 1, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lio_listio' blocks the thread that runs coroutine 'disk'
  DIR *directory = opendir("spool");
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'opendir' blocks the thread that runs coroutine 'disk': it opens a directory [async-blocking-call]
  while (readdir(directory))
    co_await mini::yield();
  glob_t found;
  glob("spool/*", 0, nullptr, &found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'glob' blocks the thread that runs coroutine 'disk': it reads directories [async-blocking-call]
}

// What it calls for each file blocks as well.
int flush(const char *, const struct stat *, int, FTW *) {
  fsync(3);
  return 0;
}
mini::task<> walk() {
  nftw("spool", flush, 8, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nftw' blocks the thread that runs coroutine 'walk': it reads directories [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: warning: 'flush' blocks the thread that runs coroutine 'walk': it reaches 'fsync' [async-blocking-call]
  dirent **entries;
  scandir("spool", &entries, [](const dirent *) { return 1; }, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scandir' blocks the thread that runs coroutine 'walk': it reads a directory [async-blocking-call]
  co_return;
}

struct Login {
  asio::steady_timer timer;
  void check(const char *user) {
    timer.async_wait([=](asio::error_code) {
      passwd *entry = getpwnam(user);
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'getpwnam' blocks the thread that runs this handler: it looks up a user [async-blocking-call]
      getgrgid(100);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'getgrgid' blocks the thread that runs this handler: it looks up a group [async-blocking-call]
      initgroups(user, 100);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'initgroups' blocks the thread that runs this handler: it looks up a user's groups [async-blocking-call]
      char *typed = getpass("Password: ");
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'getpass' blocks the thread that runs this handler: it waits for input [async-blocking-call]
      void *space;
      int size;
      crypt_ra(typed, entry->pw_dir, &space, &size);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'crypt_ra' blocks the thread that runs this handler: it hashes a password, which is slow by design
    });
  }
};

mini::task<> names(unsigned char *answer, gaicb *request) {
  res_query("example.org", 1, 15, answer, 512);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'res_query' blocks the thread that runs coroutine 'names': it looks up a name [async-blocking-call]
  res_send(answer, 512, answer, 512);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'res_send' blocks the thread that runs coroutine 'names': it waits for a name server's answer [async-blocking-call]
  getaddrinfo_a(GAI_WAIT, &request, 1, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getaddrinfo_a' blocks the thread that runs coroutine 'names': it looks up names [async-blocking-call]
  gai_suspend(&request, 1, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'gai_suspend' blocks the thread that runs coroutine 'names'
  co_return;
}

mini::task<> others(FILE *file, wchar_t *line) {
  wait3(nullptr, 0, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait3' blocks the thread that runs coroutine 'others': it waits for a child process [async-blocking-call]
  rusage used;
  wait4(7, nullptr, 0, &used);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait4' blocks the thread that runs coroutine 'others'
  getwchar();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getwchar' blocks the thread that runs coroutine 'others': it waits for input [async-blocking-call]
  fgetws(line, 80, file);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fgetws' blocks the thread that runs coroutine 'others': it reads from a file [async-blocking-call]
  static once_flag once;
  call_once(&once, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: a lambda blocks the thread that runs coroutine 'others': it reaches 'sleep' [async-blocking-call]
  qsort_r(line, 80, 4, [](const void *, const void *, void *) { return usleep(10); }, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: a lambda blocks the thread that runs coroutine 'others': it reaches 'usleep' [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> only_tries(int fd, char *data, iovec *parts, mmsghdr *packets) {
  msgsnd(fd, data, 8, IPC_NOWAIT);
  msgrcv(fd, data, 8, 0, IPC_NOWAIT | 010000);
  preadv2(fd, parts, 1, -1, RWF_NOWAIT);
  pwritev2(fd, parts, 1, -1, RWF_NOWAIT);
  recvmmsg(fd, packets, 16, MSG_DONTWAIT, nullptr);
  sendmmsg(fd, packets, 16, MSG_NOSIGNAL | MSG_DONTWAIT);
  splice(fd, nullptr, 1, nullptr, 4096, SPLICE_F_NONBLOCK);
  tee(fd, 1, 4096, SPLICE_F_NONBLOCK);
  vmsplice(fd, parts, 1, SPLICE_F_NONBLOCK);
  wait3(nullptr, WNOHANG, nullptr);
  wait4(7, nullptr, WNOHANG, nullptr);
  co_return;
}

mini::task<> zero_time(int fd, aiocb *request, gaicb *name) {
  static const timespec zero{};
  epoll_event events[4];
  epoll_pwait2(fd, events, 4, &zero, nullptr);
  aio_suspend(&request, 1, &zero);
  gai_suspend(&name, 1, &zero);
  sigtimedwait(nullptr, nullptr, &zero);
  co_return;
}

mini::task<> only_starts(int fd, aiocb *request, gaicb *name) {
  lio_listio(LIO_NOWAIT, &request, 1, nullptr);
  aio_read(request);
  getaddrinfo_a(GAI_NOWAIT, &name, 1, nullptr);
  sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  readahead(fd, 0, 4096);
  eventfd_write(fd, 1);
  co_return;
}

// This file says IPC_NOWAIT somewhere.
mini::task<> takes(int semaphores) {
  sembuf take = {0, -1, IPC_NOWAIT};
  semop(semaphores, &take, 1);
  co_return;
}

void on_a_pool(asio::thread_pool &pool, int queue, char *data) {
  asio::post(pool, [=] { msgrcv(queue, data, 8, 0, 0); });
}
