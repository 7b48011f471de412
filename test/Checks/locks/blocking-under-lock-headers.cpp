// RUN: %check %s async-blocking-under-lock --real-headers --std=c++17,c++20

// The real standard library.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <queue>
#include <shared_mutex>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

class Server {
public:
  void sleeps() {
    std::lock_guard Lock(Mutex);
    std::this_thread::sleep_for(100ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep while 'Mutex' is locked; all who want it wait too [async-blocking-under-lock]
  }
  void sleepsUntil() {
    std::scoped_lock Lock(Mutex, Other);
    std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_until' puts the thread to sleep while 'Mutex' is locked; all who want it wait too
  }
  int gets(std::future<int> &Future) {
    std::shared_lock Lock(Readers);
    return Future.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' waits for the result while 'Readers' is locked; all who want it wait too
  }
  int startsAndGets() {
    std::unique_lock Lock(Mutex);
    return std::async(std::launch::async, [] { return 1; }).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'get' waits for the result while 'Mutex' is locked; all who want it wait too
  }
  void start() {
    Worker = std::thread([this] { pops(); });
  }
  void stop() {
    std::unique_lock Lock(Mutex);
    Running = false;
    if (Worker.joinable())
      Worker.join();
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'join' waits for another thread to end while 'Mutex' is locked; all who want it wait too
  }
  void posix() {
    std::lock_guard<std::recursive_mutex> Lock(Again);
    ::usleep(100);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' puts the thread to sleep while 'Again' is locked; all who want it wait too
  }

  void unlocks() {
    std::unique_lock Lock(Mutex);
    Running = true;
    Lock.unlock();
    std::this_thread::sleep_for(100ms);
    Lock.lock();
  }
  int pops() {
    std::unique_lock Lock(Mutex);
    Changed.wait(Lock, [this] { return !Jobs.empty() || !Running; });
    while (Jobs.empty())
      Changed.wait(Lock);
    Any.wait_for(Lock, 1s, [this] { return !Running; });
    return Jobs.front();
  }
  void sends() {
    std::lock_guard Lock(Mutex);
    ::send(Descriptor, "x", 1, 0);
  }
  void startsAThread() {
    std::lock_guard Lock(Mutex);
    std::thread([] { std::this_thread::sleep_for(1s); }).detach();
  }
  void tries() {
    std::unique_lock Lock(Mutex, std::try_to_lock);
    if (!Lock.owns_lock())
      std::this_thread::sleep_for(1ms);
  }
  bool isReady(std::future<int> &Future) {
    std::lock_guard Lock(Mutex);
    return Future.wait_for(0s) == std::future_status::ready;
  }

  void uses() {
    std::unique_lock First(Readers);
    std::unique_lock Second(Again);
  }

private:
  std::mutex Mutex, Other;
  std::recursive_mutex Again;
  std::shared_mutex Readers;
  std::condition_variable Changed;
  std::condition_variable_any Any;
  std::queue<int> Jobs;
  std::thread Worker;
  bool Running = true;
  int Descriptor = 0;
};
