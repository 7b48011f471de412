// RUN: %check %s async-blocking-under-lock --strict-notes

// Calls that block in functions that are called under a lock.

#include <chrono>
#include <coroutine.h>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <posix.h>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using Guard = std::lock_guard<std::mutex>;
std::mutex M;
bool ready();
void unseen();

//===- Flagged --------------------------------------------------------------===//

void pause_() { std::this_thread::sleep_for(1s); }
void retry() {
  unseen();
  pause_();
}
void throughTwo() {
  Guard Lock(M);
  retry();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'retry' reaches 'sleep_for' while 'M' is locked; all who want it wait too [async-blocking-under-lock]
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: 'retry' calls 'pause_' here
  // CHECK-MESSAGES: :[[@LINE-10]]:17: note: 'pause_' calls 'sleep_for' here, which puts the thread to sleep
  // CHECK-MESSAGES: :[[@LINE-5]]:9: note: locked here
}

class Queue {
public:
  int pop() {
    std::unique_lock Lock(Mutex);
    Changed.wait(Lock, ready);
    return Next;
  }

private:
  std::mutex Mutex;
  std::condition_variable Changed;
  int Next = 0;
};

// Waits with its own lock, and under somebody else's.
int popsUnderALock(Queue &Q) {
  Guard Lock(M);
  return Q.pop();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'pop' reaches 'wait' while 'M' is locked; all who want it wait too
  // CHECK-MESSAGES: :[[@LINE-15]]:13: note: 'pop' calls 'wait' here, which waits to be notified
  // CHECK-MESSAGES: :[[@LINE-4]]:9: note: locked here
}

class Worker {
public:
  ~Worker() { Thread.join(); }
  void stop() { Thread.join(); }

private:
  std::thread Thread;
};
class Workers {
public:
  int count() const {
    Guard Lock(Mutex);
    return Count;
  }
  void stop() {
    Guard Lock(Mutex);
    First.stop();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'stop' reaches 'join' while 'Mutex' is locked; all who want it wait too
    // CHECK-MESSAGES: :[[@LINE-15]]:24: note: 'stop' calls 'join' here, which waits for another thread to end
    // CHECK-MESSAGES: :[[@LINE-4]]:11: note: locked here
    // CHECK-MESSAGES: :[[@LINE-9]]:16: note: wanted here too
  }
  void drop() {
    Guard Lock(Mutex);
    delete Second;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '~Worker' reaches 'join' while 'Mutex' is locked; all who want it wait too
    // CHECK-MESSAGES: :[[@LINE-24]]:22: note: '~Worker' calls 'join' here, which waits for another thread to end
    // CHECK-MESSAGES: :[[@LINE-4]]:11: note: locked here
    // CHECK-MESSAGES: :[[@LINE-17]]:16: note: wanted here too
  }

private:
  mutable std::mutex Mutex;
  int Count = 0;
  Worker First;
  Worker *Second;
};

struct Peer {
  void greet() { ::send(Descriptor, "x", 1, 0); }
  int Descriptor;
};
void greetsAStranger(Peer &P) {
  Guard Lock(M);
  P.greet();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'greet' reaches 'send' while 'M' is locked; all who want it wait too
  // CHECK-MESSAGES: :[[@LINE-7]]:18: note: 'greet' calls 'send' here, which waits until the data is taken
  // CHECK-MESSAGES: :[[@LINE-4]]:9: note: locked here
}

void lambdaThatRunsNow(std::vector<int> &Values) {
  Guard Lock(M);
  auto Wait = [] { std::this_thread::sleep_for(1s); };
  Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a lambda reaches 'sleep_for' while 'M' is locked; all who want it wait too
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: a lambda calls 'sleep_for' here, which puts the thread to sleep
  // CHECK-MESSAGES: :[[@LINE-5]]:9: note: locked here
}

//===- Not flagged ----------------------------------------------------------===//

mini::task<> sleepsLater() {
  std::this_thread::sleep_for(1s);
  co_return;
}
void startsACoroutine() {
  Guard Lock(M);
  sleepsLater();
}

struct Base {
  virtual ~Base() = default;
  virtual void run() { std::this_thread::sleep_for(1s); }
};
void whoKnowsWhatRuns(Base &B) {
  Guard Lock(M);
  B.run();
}

// Gives the lock up meanwhile: by a guard that it gets, or by the mutex that it knows.
class Monitor {
public:
  void withAGuard() {
    std::unique_lock Lock(Mutex);
    waitFor(Lock);
  }
  void byHand() {
    Mutex.lock();
    relax();
    Mutex.unlock();
  }
  void withTheMutex() {
    pthread_mutex_lock(&Old);
    waitForOld();
    pthread_mutex_unlock(&Old);
  }

private:
  void waitFor(std::unique_lock<std::mutex> &Lock) { Changed.wait(Lock); }
  void relax() {
    Mutex.unlock();
    std::this_thread::sleep_for(1s);
    Mutex.lock();
  }
  void waitForOld() { pthread_cond_wait(&OldChanged, &Old); }
  std::mutex Mutex;
  std::condition_variable Changed;
  pthread_mutex_t Old;
  pthread_cond_t OldChanged;
};

// What one thread at a time may use, whatever the number of functions between.
class Connection {
public:
  void send(const char *Text) {
    Guard Lock(Mutex);
    sendAll(Text);
  }
  void greet() {
    Guard Lock(Mutex);
    Other.greet();
  }
  void greetAll() {
    Guard Lock(Mutex);
    sendTo(Descriptor, "x");
  }

private:
  void sendAll(const char *Text) { sendOnce(Text); }
  void sendOnce(const char *Text) { ::send(Descriptor, Text, 1, 0); }
  static void sendTo(int To, const char *Text) { ::send(To, Text, 1, 0); }
  std::mutex Mutex;
  int Descriptor = 0;
  Peer Other;
};

// Only who starts and stops the threads wants the mutex.
class Lifecycle {
public:
  void start() {
    Guard Lock(Mutex);
    Threads.emplace_back(unseen);
  }
  void stop() {
    Guard Lock(Mutex);
    joinAll();
  }

private:
  void joinAll() {
    for (std::thread &T : Threads)
      T.join();
  }
  std::mutex Mutex;
  std::vector<std::thread> Threads;
};
