// RUN: %check %s async-volatile-flag --std=c++11,c++17,c++20

#include <std.h>

void step();

// The thread is started by a member's initializer.
class Controller {
public:
  ~Controller() {
    stopping_ = true;
    task_.join();
  }

private:
  void loop() {
    while (!stopping_)
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'stopping_' is written on another thread but no atomic: this loop may never see the change [async-volatile-flag]
      step();
  }
  bool stopping_{false};
  std::thread task_{[this] { loop(); }};
};

class Volatile {
public:
  void start() {
    thread_ = std::thread(&Volatile::run, this);
  }
  void stop() {
    running_ = false;
    thread_.join();
  }
  ~Volatile();

private:
  void run() {
    while (running_)
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'running_' is written on another thread, and volatile is not atomic: what was written before may be missed
      step();
  }
  volatile bool running_{true};
  std::thread thread_;
};

// Left by an if, tested through a method; a state instead of a flag.
class Pool {
public:
  Pool() {
    for (int i = 0; i < 4; ++i)
      threads_.emplace_back([this] { work(); });
  }
  Pool(const Pool &) = delete;
  Pool &operator=(const Pool &) = delete;
  ~Pool() {
    finish();
    for (std::thread &thread : threads_)
      thread.join();
  }

private:
  enum State { Running, Ending };
  void finish() {
    state_ = Ending;
    done_ = true;
  }
  bool done() const { return done_; }
  void work() {
    for (;;) {
      if (state_ == Ending)
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'state_' is written on another thread but no atomic
        break;
      while (!done())
        // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'done_' is written on another thread but no atomic
        step();
    }
  }
  State state_{Running};
  bool done_{false};
  std::vector<std::thread> threads_;
};

void local_flag() {
  bool done{false};
  std::thread worker([&done] {
    while (!done)
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'done' is written on another thread but no atomic
      step();
  });
  step();
  done = true;
  worker.join();
}

// The other way round: the thread writes, the one who started it polls.
void waits_for_thread() {
  volatile int ready{0};
  std::thread worker([&] { ready = 1; });
  while (ready == 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'ready' is written on another thread, and volatile is not atomic
    std::this_thread::yield();
  worker.join();
}

static bool quit{false};
void poll_global() {
  while (!quit)
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'quit' is written on another thread but no atomic
    step();
}
void global_flag() {
  std::thread worker(poll_global);
  step();
  quit = true;
  worker.join();
}

// Others may read it: no fix.
class Inherited {
public:
  void start() { thread_ = std::thread([this] { while (!stop_) step(); }); }
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'stop_' is written on another thread but no atomic
  void stop() { stop_ = true; }

protected:
  bool stop_{false};
  std::thread thread_;
};

// An atomic isn't passed on by reference, nor copied: no fix.
void look(bool &flag);
void passed_on() {
  bool done = false;
  std::thread worker([&done] {
    while (!done)
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'done' is written on another thread but no atomic
      look(done);
  });
  done = true;
  worker.join();
}

//===- Not flagged --------------------------------------------------------===//

class AtomicFlag {
public:
  ~AtomicFlag() {
    stop_ = true;
    thread_.join();
  }

private:
  std::atomic<bool> stop_{false};
  std::thread thread_{[this] { while (!stop_) step(); }};
};

class UnderLock {
public:
  ~UnderLock() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      wake_.wait(lock);
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_{[this] { run(); }};
};

class LockedByCaller {
public:
  void start() { thread_ = std::thread([this] { std::lock_guard<std::mutex> lock(mutex_); drain(); }); }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
  }

private:
  void drain() {
    while (!stop_)
      step();
  }
  std::mutex mutex_;
  bool stop_ = false;
  std::thread thread_;
};

class NoThread {
public:
  void run() {
    while (!stop_)
      step();
  }
  void stop() { stop_ = true; }

private:
  bool stop_ = false;
};

class ThreadsOwnState {
public:
  void start() {
    more_ = true;
    thread_ = std::thread([this] { run(); });
  }

private:
  void run() {
    while (more_)
      advance();
  }
  void advance() { more_ = false; }
  bool more_ = false;
  std::thread thread_;
};

class SetBeforeStart {
public:
  void configure(bool once) { once_ = once; }
  void start() {
    once_ = true;
    thread_ = std::thread([this] { do step(); while (!once_); });
  }

private:
  bool once_ = false;
  std::thread thread_;
};

class ResetAfterJoin {
public:
  void restart() {
    thread_.join();
    more_ = false;
  }
  void start() { thread_ = std::thread([this] { while (more_) step(); }); }

private:
  bool more_ = true;
  std::thread thread_;
};

// May be run by the thread itself, as its event loop's handler.
class Handler {
public:
  void start() {
    on_quit_ = [this] { quit_ = true; };
    thread_ = std::thread([this] { while (!quit_) on_quit_(); });
  }

private:
  bool quit_ = false;
  std::function<void()> on_quit_;
  std::thread thread_;
};

void copied_into_the_lambda() {
  bool once = true;
  std::thread worker([once] { while (!once) step(); });
  once = false;
  worker.join();
}

void after_join() {
  bool failed = false;
  std::thread worker([&] { failed = true; });
  worker.join();
  do
    step();
  while (failed);
}

void builtin_atomics() {
  int done = 0;
  std::thread worker([&] { while (!__atomic_load_n(&done, __ATOMIC_ACQUIRE)) step(); });
  __atomic_store_n(&done, 1, __ATOMIC_RELEASE);
  worker.join();
}

typedef int sig_atomic_t;
volatile sig_atomic_t interrupted = 0;
void on_signal(int) { interrupted = 1; }
void handles_signal() {
  std::thread worker([] { while (!interrupted) step(); });
  worker.join();
}

// A device's register: the pointer doesn't change.
void waits_for_device(volatile unsigned *port) {
  std::thread worker([port] { while (!(*port & 1)) step(); });
  worker.join();
}

class OtherLoop {
public:
  void start() { thread_ = std::thread([this] { for (int i = 0; i < count_; ++i) step(); }); }
  void setCount(int count) { count_ = count; }

private:
  int count_ = 8;
  std::thread thread_;
};

// A flag of another object, which a C function of a thread polls.
struct Job {
  bool cancelled = false;
  int lines = 0;
};
bool printLine(int line);
void printJob(Job *job) {
  for (int line = 0; printLine(line); ++line) {
    if (job->cancelled)
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'cancelled' is written on another thread but no atomic: this loop may never see the change [async-volatile-flag]
      break;
    ++job->lines;
  }
}
class Printer {
public:
  void print() { thread_ = std::thread(printJob, &job_); }
  void cancel() { job_.cancelled = true; }

private:
  Job job_;
  std::thread thread_;
};

struct WorkerThread {
  void start(void *(*main)(void *), void *data, int priority);
};
class Scanner {
public:
  void scan() { worker_.start(&Scanner::run, this, 1); }
  void halt() { halted_ = true; }

private:
  static void *run(void *data) {
    Scanner *self = static_cast<Scanner *>(data);
    while (!self->halted_)
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'halted_' is written on another thread but no atomic: this loop may never see the change [async-volatile-flag]
      step();
    return nullptr;
  }
  WorkerThread worker_;
  bool halted_ = false;
};

// What the thread calls may be overridden, or not.
class Service {
public:
  virtual ~Service();
  void start() { thread_ = std::thread(&Service::entry, this); }
  void quit() { quit_ = true; }

protected:
  virtual void loop() {
    while (!quit_)
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'quit_' is written on another thread but no atomic: this loop may never see the change [async-volatile-flag]
      step();
  }

private:
  static void entry(Service *self) { self->loop(); }
  std::thread thread_;
  bool quit_ = false;
};

// The thread itself writes its flag.
struct Parse {
  bool ended = false;
};
void parseAll(Parse *parse) {
  while (!parse->ended) {
    if (!printLine(1))
      parse->ended = true;
  }
}
void parseOnThread(Parse *parse) {
  std::thread worker(parseAll, parse);
  worker.join();
}

// Posted to the main thread's loop.
struct MainThread {
  void post(void (*function)(void *), void *data);
};
struct Posted {
  static void handle(void *data) {
    while (!static_cast<Posted *>(data)->closed)
      step();
  }
  void open(MainThread &thread) { thread.post(&Posted::handle, this); }
  void close() { closed = true; }
  bool closed = false;
};
