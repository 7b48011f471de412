// REQUIRES: libstdcxx-coroutine, libstdcxx-jthread
// RUN: %check %s async-blocking-call --also=async-blocking-wait --real-headers

// The real standard library, of which parts lie in bases and inline namespaces.

#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <netdb.h>
#include <semaphore>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

Task sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps': it puts the thread to sleep [async-blocking-call]
  std::this_thread::sleep_until(std::chrono::system_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks the thread that runs coroutine 'sleeps'
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'sleeps'
  usleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs coroutine 'sleeps'
  co_return;
}

Task stl(std::thread &thread, std::jthread &jthread, std::mutex &mutex) {
  thread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread that runs coroutine 'stl': it waits for another thread to end [async-blocking-call]
  jthread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'join' blocks the thread that runs coroutine 'stl'
  std::unique_lock lock(mutex);
  std::condition_variable changed;
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'stl': it waits to be notified [async-blocking-call]
  changed.wait_for(lock, 10ms, [] { return true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait_for' blocks the thread that runs coroutine 'stl'
  std::condition_variable_any any;
  any.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' blocks the thread that runs coroutine 'stl'
  std::latch latch(1);
  latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'stl': it waits for other threads to count down [async-blocking-call]
  std::barrier barrier(2);
  barrier.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'arrive_and_wait' blocks the thread that runs coroutine 'stl': it waits for other threads to arrive [async-blocking-call]
  std::counting_semaphore<3> semaphore(0);
  semaphore.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'acquire' blocks the thread that runs coroutine 'stl': it waits for another thread's release [async-blocking-call]
  semaphore.try_acquire_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'try_acquire_for' blocks the thread that runs coroutine 'stl'
  std::atomic<int> number;
  number.wait(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'stl': it waits for another thread to change the value [async-blocking-call]
  std::atomic<bool> boolean;
  boolean.wait(true);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'stl'
  std::atomic_flag flag;
  flag.wait(false);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread that runs coroutine 'stl'
  std::future<int> future;
  future.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs coroutine 'stl': it waits for the result [async-blocking-wait]
  future.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'stl'
  future = std::future<int>();
  future.wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait_for' blocks the thread that runs coroutine 'stl'
  std::future<void> nothing;
  nothing.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs coroutine 'stl'
  std::shared_future<int &> shared;
  shared.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs coroutine 'stl'
  shared = std::shared_future<int &>();
  shared.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'stl'
  co_return;
}

Task files(const std::filesystem::path &path) {
  std::ifstream input(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'ifstream' blocks the thread that runs coroutine 'files': it opens a file [async-blocking-call]
  std::ofstream output("name", std::ios::binary);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'ofstream' blocks the thread that runs coroutine 'files'
  std::fstream both;
  both.open("name");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'open' blocks the thread that runs coroutine 'files'
  std::filebuf buffer;
  buffer.open("name", std::ios::in);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'open' blocks the thread that runs coroutine 'files'
  std::filesystem::remove_all(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'remove_all' blocks the thread that runs coroutine 'files': it deletes a directory with all that is
  std::filesystem::copy_file(path, path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'copy_file' blocks the thread that runs coroutine 'files': it copies a file [async-blocking-call]
  std::FILE *file = std::fopen("name", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'fopen' blocks the thread that runs coroutine 'files'
  char line[10];
  std::fgets(line, 10, file);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fgets' blocks the thread that runs coroutine 'files': it reads from a file [async-blocking-call]
  std::fread(line, 1, 10, file);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fread' blocks the thread that runs coroutine 'files'
  for (const auto &entry : std::filesystem::recursive_directory_iterator(path))
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'recursive_directory_iterator' blocks the thread that runs coroutine 'files': it reads directories [async-blocking-call]
    std::cout << entry.path();
  std::filesystem::directory_iterator spool(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'directory_iterator' blocks the thread that runs coroutine 'files': it reads a directory [async-blocking-call]
  co_return;
}

Task posix(int fd, char *data) {
  read(fd, data, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'posix': it waits for data [async-blocking-call]
  ::write(fd, data, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread that runs coroutine 'posix': it waits until the data is taken [async-blocking-call]
  recv(fd, data, 1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'recv' blocks the thread that runs coroutine 'posix': it waits for data from the peer [async-blocking-call]
  accept(fd, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'accept' blocks the thread that runs coroutine 'posix': it waits for a connection [async-blocking-call]
  addrinfo *result;
  getaddrinfo("host", "http", nullptr, &result);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getaddrinfo' blocks the thread that runs coroutine 'posix': it looks up a name [async-blocking-call]
  std::system("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' blocks the thread that runs coroutine 'posix': it waits for a command to end [async-blocking-call]
  waitpid(1, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitpid' blocks the thread that runs coroutine 'posix': it waits for a child process [async-blocking-call]
  co_return;
}

Task run_at_once(std::vector<int> &values) {
  std::for_each(values.begin(), values.end(), [](int) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: a lambda blocks the thread that runs coroutine 'run_at_once': it reaches 'sleep' [async-blocking-call]
  std::ranges::for_each(values, [](int) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: a lambda blocks the thread that runs coroutine 'run_at_once'
  std::invoke([] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: a lambda blocks the thread that runs coroutine 'run_at_once'
  static std::once_flag once;
  std::call_once(once, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: a lambda blocks the thread that runs coroutine 'run_at_once'
  std::vector<int> sorted;
  std::sort(sorted.begin(), sorted.end(), [](int a, int b) { usleep(1); return a < b; });
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: a lambda blocks the thread that runs coroutine 'run_at_once'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

Task no_wait(std::future<int> &future, std::ifstream &open, int fd, char *data) {
  std::this_thread::sleep_for(0s);
  std::this_thread::sleep_for(std::chrono::milliseconds(0));
  std::this_thread::sleep_for(std::chrono::milliseconds::zero());
  std::this_thread::yield();
  if (future.wait_for(0s) == std::future_status::ready)
    co_return;
  if (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    co_return;
  recv(fd, data, 1, MSG_DONTWAIT);
  waitpid(1, nullptr, WNOHANG);
  std::ifstream moved = std::move(open), closed;
  std::filesystem::directory_iterator end, copied = end;
  std::string line;
  std::cout << "text" << std::endl;
  std::fwrite("x", 1, 1, stderr);
  std::atomic<int> number = 1;
  number.load();
  number.notify_all();
  std::mutex mutex;
  std::lock_guard guard(mutex);
}

Task offloaded() {
  std::thread([] { sleep(1); }).detach();
  auto future = std::async(std::launch::async, [] { sleep(1); });
  std::function<void()> stored = [] { sleep(1); };
  co_return;
}

struct Visitor {
  void accept(Visitor &);
  int read(int, char *, int);
};
void accept(Visitor &);

Task same_name(Visitor visitor) {
  visitor.accept(visitor);
  visitor.read(1, nullptr, 1);
  accept(visitor);
  co_return;
}
