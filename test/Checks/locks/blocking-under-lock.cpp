// RUN: %check %s async-blocking-under-lock --std=c++20,c++2b

// What blocks, and how the lock is held meanwhile.

#include <barrier>
#include <chrono>
#include <condition_variable>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <optional>
#include <posix.h>
#include <semaphore>
#include <shared_mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
std::mutex M, M2;
std::shared_mutex Shared;
using Guard = std::lock_guard<std::mutex>;
bool ready();
void work();

//===- Flagged --------------------------------------------------------------===//

void sleeps() {
  std::lock_guard Lock(M);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too [async-blocking-under-lock]
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: locked here
}

void joins(std::thread &T) {
  std::unique_lock<std::mutex> Lock(M);
  T.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'join' waits for another thread to end while 'M' is locked; all who want it wait too
}

int gets(std::future<int> &F) {
  std::scoped_lock Lock(M);
  return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' waits for the result while 'M' is locked; all who want it wait too
}

void waitsForOthers(std::latch &L, std::barrier<> &B, std::counting_semaphore<4> &S) {
  Guard Lock(M);
  L.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' waits for other threads to count down while 'M' is locked; all who want it wait too
  B.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'arrive_and_wait' waits for other threads to arrive while 'M' is locked; all who want it wait too
  S.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'acquire' waits for another thread's release while 'M' is locked; all who want it wait too
}

void readers() {
  std::shared_lock Lock(Shared);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'Shared' is locked; all who want it wait too
}

void looksUpAName(addrinfo *Hints, addrinfo **Result) {
  Guard Lock(M);
  ::getaddrinfo("example.org", "http", Hints, Result);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getaddrinfo' looks up a name while 'M' is locked; all who want it wait too
}

void runsACommand() {
  Guard Lock(M);
  ::system("sync");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' waits for a command to end while 'M' is locked; all who want it wait too
}

void sendsToAStranger(int Descriptor) {
  Guard Lock(M);
  ::send(Descriptor, "x", 1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'send' waits until the data is taken while 'M' is locked; all who want it wait too
}

void byHand() {
  M.lock();
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too
  M.unlock();
}

void onSomePaths(bool Take) {
  std::unique_lock Lock(M, std::defer_lock);
  if (Take)
    Lock.lock();
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'M' is locked on some paths; all who want it wait too
  // CHECK-MESSAGES: :[[@LINE-3]]:10: note: locked here
}

void tested() {
  std::unique_lock Lock(M, std::try_to_lock);
  if (Lock.owns_lock())
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too
}

void lockedAgain() {
  std::unique_lock Lock(M);
  Lock.unlock();
  work();
  Lock.lock();
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too
}

void inALoop() {
  for (;;) {
    Guard Lock(M);
    if (ready())
      return;
    std::this_thread::sleep_for(10ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too
  }
}

// Only one of the locks is given up.
void waitsUnderAnother(std::condition_variable &Changed) {
  Guard Outer(M);
  std::unique_lock Lock(M2);
  Changed.wait(Lock, ready);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' waits to be notified while 'M' is locked; all who want it wait too
  // CHECK-MESSAGES: :[[@LINE-4]]:9: note: locked here
}

void inAnInitializer(std::shared_future<int> F) {
  Guard Lock(M);
  int Value = F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' waits for the result while 'M' is locked; all who want it wait too
  (void)Value;
}

// A lambda that runs on the spot.
void inALambdaOfItsOwn() {
  auto Retry = [] {
    Guard Lock(M);
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too
  };
  Retry();
}

class Server {
public:
  void stop() {
    Guard Lock(Mutex);
    Running = false;
    Worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'join' waits for another thread to end while 'Mutex' is locked; all who want it wait too
    // CHECK-MESSAGES: :[[@LINE-4]]:11: note: locked here
    // CHECK-MESSAGES: :[[@LINE+3]]:16: note: wanted here too
  }
  bool running() const {
    Guard Lock(Mutex);
    return Running;
  }

private:
  mutable std::mutex Mutex;
  bool Running = true;
  std::thread Worker;
};

// What the pool's threads run takes the lock as well.
class Pool {
public:
  void start() {
    Guard Lock(Mutex);
    Threads.emplace_back([this] {
      Guard Lock(Mutex);
      ++Jobs;
    });
  }
  void stop() {
    Guard Lock(Mutex);
    for (std::thread &T : Threads)
      T.join();
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'join' waits for another thread to end while 'Mutex' is locked; all who want it wait too
      // CHECK-MESSAGES: :[[@LINE-4]]:11: note: locked here
      // CHECK-MESSAGES: :[[@LINE-10]]:18: note: wanted here too
  }

private:
  std::mutex Mutex;
  int Jobs = 0;
  std::vector<std::thread> Threads;
};

class Job {
public:
  void start() { Worker = std::thread(&Job::run, this); }
  void stop() {
    Guard Lock(Mutex);
    Worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'join' waits for another thread to end while 'Mutex' is locked; all who want it wait too
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: locked here
    // CHECK-MESSAGES: :[[@LINE+6]]:16: note: wanted here too
  }

private:
  void run() { step(); }
  void step() {
    Guard Lock(Mutex);
    ++Steps;
  }
  std::mutex Mutex;
  int Steps = 0;
  std::thread Worker;
};

class Broadcast {
public:
  void add(int Client) {
    Guard Lock(Mutex);
    Clients.push_back(Client);
  }
  void toAll() {
    Guard Lock(Mutex);
    for (int Client : Clients)
      ::send(Client, "x", 1, 0);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'send' waits until the data is taken while 'Mutex' is locked; all who want it wait too
  }

private:
  std::mutex Mutex;
  std::vector<int> Clients;
};

//===- Not flagged ----------------------------------------------------------===//

// llvm-project#204304: the analyzer's own check holds this lock for ever.
void unlocked() {
  std::unique_lock Lock(M);
  work();
  Lock.unlock();
  std::this_thread::sleep_for(1s);
}

void unlockedByHand() {
  M.lock();
  work();
  M.unlock();
  std::this_thread::sleep_for(1s);
}

void scopeEnded() {
  {
    Guard Lock(M);
    work();
  }
  std::this_thread::sleep_for(1s);
}

void deferred() {
  std::unique_lock Lock(M, std::defer_lock);
  std::this_thread::sleep_for(1s);
  Lock.lock();
}

void notLocked() {
  std::unique_lock Lock(M, std::try_to_lock);
  if (!Lock)
    std::this_thread::sleep_for(1s);
}

// Whether it is locked nobody has asked.
void notTested() {
  std::unique_lock Lock(M, std::try_to_lock);
  std::this_thread::sleep_for(1ms);
}

void movedAway(std::unique_lock<std::mutex> &To) {
  std::unique_lock Lock(M);
  To = std::move(Lock);
}

void inAnotherThread() {
  Guard Lock(M);
  std::thread T([] { std::this_thread::sleep_for(1s); });
  T.detach();
}

void takesNoTime(std::future<int> &F) {
  Guard Lock(M);
  F.wait_for(0s);
  std::this_thread::sleep_for(std::chrono::milliseconds::zero());
}

void waitsWithTheLock(std::condition_variable &Changed) {
  std::unique_lock Lock(M);
  Changed.wait(Lock);
  Changed.wait(Lock, ready);
  Changed.wait_for(Lock, 1s, ready);
}

void waitsWithTheMutex(std::condition_variable_any &Changed) {
  M.lock();
  Changed.wait(M);
  M.unlock();
}

// The mutex is there so that one thread at a time uses the descriptor.
class Connection {
public:
  void send(const char *Text) {
    Guard Lock(WriteMutex);
    ::send(Descriptor, Text, 1, 0);
  }
  void sendThroughALocal(const char *Text) {
    Guard Lock(WriteMutex);
    int To = descriptor();
    ::send(To, Text, 1, 0);
  }
  void sendToTheFirst(const char *Text) {
    Guard Lock(WriteMutex);
    ::send(Peers[0], Text, 1, 0);
  }

private:
  int descriptor() const { return Descriptor; }
  std::mutex WriteMutex;
  int Descriptor = 0;
  std::vector<int> Peers;
};

struct Shared_ {
  std::mutex Mutex;
  int Descriptor;
};
void besideAMutexElsewhere(Shared_ &S) {
  Guard Lock(S.Mutex);
  ::send(S.Descriptor, "x", 1, 0);
}

static std::mutex DeviceMutex;
static int Device;
void besideAGlobal() {
  Guard Lock(DeviceMutex);
  ::send(Device, "x", 1, 0);
}

// A log's mutex is there to be held while it is written.
void writesAFile(FILE *Log) {
  Guard Lock(M);
  ::fwrite("x", 1, 1, Log);
  ::fsync(1);
}

// In which order locks are taken is another question.
void takesAnotherLock() {
  Guard First(M);
  Guard Second(M2);
}

// The mutex lets one thread at a time do it all, and nobody else wants it.
class OneAtATime {
public:
  void refresh() {
    Guard Lock(RefreshMutex);
    if (!ready())
      std::this_thread::sleep_for(1s);
  }
  bool isReady() const { return ready(); }

private:
  void declaredAndNeverDefined(); // Nobody can call it.
  std::mutex RefreshMutex;
};

void oneAtATime() {
  static std::mutex Own;
  Guard Lock(Own);
  std::this_thread::sleep_for(1s);
}

// Unlocked behind the guard's back, and locked again.
class Timer {
public:
  void stop() {
    Guard Lock(Mutex);
    Mutex.unlock();
    std::this_thread::sleep_for(1s);
    Mutex.lock();
    work();
  }
  void other() { Guard Lock(Mutex); }

private:
  std::mutex Mutex;
};

// Nobody locks the mutex but to start or stop the thread.
class Lifecycle {
public:
  void start() {
    Guard Lock(Mutex);
    launch();
  }
  void stop() {
    Guard Lock(Mutex);
    if (Worker.joinable())
      Worker.join();
  }

private:
  void launch() { Worker = std::thread(work); }
  void runHere() {
    Guard Lock(Mutex);
    work();
  }
  std::mutex Mutex;
  std::thread Worker;
};

// It is known to the function that it is called under a lock.
void takesALock(std::unique_lock<std::mutex> &Lock, std::condition_variable &Changed) {
  Changed.wait(Lock);
  Lock.unlock();
  std::this_thread::sleep_for(1s);
  Lock.lock();
}

// Has a lock of its own.
void lambdaThatRunsLater(std::vector<std::thread> &Threads) {
  Guard Lock(M);
  auto Job = [] { std::this_thread::sleep_for(1s); };
  Threads.emplace_back(Job);
}

void silent() {
  Guard Lock(M);
  std::this_thread::sleep_for(1s); // NOLINT(async-blocking-under-lock)
  // NOLINTNEXTLINE(async-blocking-under-lock): at the program's start
  std::this_thread::sleep_for(1s);
}
