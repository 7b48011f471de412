// RUN: %check %s async-blocking-call --strict-notes

// Calls that block through other functions, whose bodies are visible.

#include <boost-asio.h>
#include <coroutine.h>
#include <posix.h>
#include <std.h>

using namespace std::chrono_literals;
namespace net = boost::asio;

void one() {
  sleep(1);
}

void two() {
  one();
}

void three() {
  two();
}

mini::task<> one_call() {
  one();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'one' blocks the thread that runs coroutine 'one_call': it reaches 'sleep' [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-14]]:3: note: 'one' calls 'sleep' here, which puts the thread to sleep
  co_return;
}

mini::task<> two_calls() {
  two();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'two' blocks the thread that runs coroutine 'two_calls'
  // CHECK-MESSAGES: :[[@LINE-17]]:3: note: 'two' calls 'one' here
  // CHECK-MESSAGES: :[[@LINE-22]]:3: note: 'one' calls 'sleep' here, which puts the thread to sleep
  co_return;
}

mini::task<> three_calls() {
  three();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'three' blocks the thread that runs coroutine 'three_calls'
  // CHECK-MESSAGES: :[[@LINE-21]]:3: note: 'three' calls 'two' here
  // CHECK-MESSAGES: :[[@LINE-26]]:3: note: 'two' calls 'one' here
  // CHECK-MESSAGES: :[[@LINE-31]]:3: note: 'one' calls 'sleep' here, which puts the thread to sleep
  co_return;
}

// The shortest chain is shown, whatever was asked before.
void long_way_first() {
  three();
  one();
}

mini::task<> shortest() {
  long_way_first();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'long_way_first' blocks the thread that runs coroutine 'shortest'
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: 'long_way_first' calls 'one' here
  // CHECK-MESSAGES: :[[@LINE-45]]:3: note: 'one' calls 'sleep' here, which puts the thread to sleep
  co_return;
}

void handler(net::io_context &io) {
  net::post(io, [] { two(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'two' blocks the thread that runs this handler: it reaches 'sleep' [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-48]]:3: note: 'two' calls 'one' here
  // CHECK-MESSAGES: :[[@LINE-53]]:3: note: 'one' calls 'sleep' here, which puts the thread to sleep
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the handler is given to the event loop here
}

class Server {
public:
  void start() {
    net::post(io_, std::bind(&Server::on_start, this));
  }

private:
  void on_start() {
    load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'load' blocks the thread that runs handler 'on_start': it reaches 'ifstream' [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE+4]]:5: note: 'load' calls 'ifstream' here, which opens a file
    // CHECK-MESSAGES: :[[@LINE-8]]:5: note: the handler is given to the event loop here
  }
  void load() {
    std::ifstream("configuration");
  }
  net::io_context &io_;
};

//===- Constructors and destructors ---------------------------------------===//

struct Configuration {
  explicit Configuration(const char *path) : file(path) {}
  std::ifstream file;
};

struct Defaults {
  int lines = getchar();
};

struct Derived : Configuration {
  Derived() : Configuration("derived") {}
};

mini::task<> constructors() {
  Configuration configuration("name");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Configuration' blocks the thread that runs coroutine 'constructors'
  // CHECK-MESSAGES: :[[@LINE-15]]:46: note: 'Configuration' calls 'ifstream' here, which opens a file
  Defaults defaults;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Defaults' blocks the thread that runs coroutine 'constructors'
  // CHECK-MESSAGES: :[[@LINE-13]]:15: note: 'Defaults' calls 'getchar' here, which waits for input
  Derived local;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Derived' blocks the thread that runs coroutine 'constructors'
  // CHECK-MESSAGES: :[[@LINE-12]]:15: note: 'Derived' calls 'Configuration' here
  // CHECK-MESSAGES: :[[@LINE-22]]:46: note: 'Configuration' calls 'ifstream' here, which opens a file
  co_return;
}

struct Journal {
  ~Journal() {
    flush();
  }
  void flush() {
    fsync(3);
  }
};

struct HasJournal {
  Journal journal;
};

Journal make_journal();

mini::task<> destructors(Journal *owned) {
  Journal local;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: '~Journal' blocks the thread that runs coroutine 'destructors'
  // CHECK-MESSAGES: :[[@LINE-16]]:5: note: '~Journal' calls 'flush' here
  // CHECK-MESSAGES: :[[@LINE-14]]:5: note: 'flush' calls 'fsync' here, which waits until the data is on the disk
  HasJournal member;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: '~HasJournal' blocks the thread that runs coroutine 'destructors'
  // CHECK-MESSAGES: :[[@LINE-12]]:11: note: '~HasJournal' calls '~Journal' here
  // CHECK-MESSAGES: :[[@LINE-21]]:5: note: '~Journal' calls 'flush' here
  // CHECK-MESSAGES: :[[@LINE-19]]:5: note: 'flush' calls 'fsync' here, which waits until the data is on the disk
  make_journal();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Journal' blocks the thread that runs coroutine 'destructors'
  // CHECK-MESSAGES: :[[@LINE-25]]:5: note: '~Journal' calls 'flush' here
  // CHECK-MESSAGES: :[[@LINE-23]]:5: note: 'flush' calls 'fsync' here, which waits until the data is on the disk
  delete owned;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Journal' blocks the thread that runs coroutine 'destructors'
  // CHECK-MESSAGES: :[[@LINE-29]]:5: note: '~Journal' calls 'flush' here
  // CHECK-MESSAGES: :[[@LINE-27]]:5: note: 'flush' calls 'fsync' here, which waits until the data is on the disk
  co_return;
}

//===- Lambdas that are run at once ---------------------------------------===//

mini::task<> run_at_once(std::vector<int> values) {
  std::for_each(values.begin(), values.end(), [](int) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: a lambda blocks the thread that runs coroutine 'run_at_once': it reaches 'sleep' [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:57: note: a lambda calls 'sleep' here, which puts the thread to sleep
  [] { sleep(2); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a lambda blocks the thread that runs coroutine 'run_at_once'
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: a lambda calls 'sleep' here, which puts the thread to sleep
  auto local = [] { sleep(3); };
  local();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a lambda blocks the thread that runs coroutine 'run_at_once'
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: a lambda calls 'sleep' here, which puts the thread to sleep
  std::ranges::for_each(values, [](int) { one(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: a lambda blocks the thread that runs coroutine 'run_at_once'
  // CHECK-MESSAGES: :[[@LINE-2]]:43: note: a lambda calls 'one' here
  // CHECK-MESSAGES: :[[@LINE-157]]:3: note: 'one' calls 'sleep' here, which puts the thread to sleep
  co_return;
}

void each(std::vector<int> &values) {
  std::for_each(values.begin(), values.end(), [](int) { sleep(1); });
}

mini::task<> run_at_once_in_callee(std::vector<int> values) {
  each(values);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'each' blocks the thread that runs coroutine 'run_at_once_in_callee'
  // CHECK-MESSAGES: :[[@LINE-6]]:47: note: 'each' calls a lambda here
  // CHECK-MESSAGES: :[[@LINE-7]]:57: note: a lambda calls 'sleep' here, which puts the thread to sleep
  co_return;
}

//===- Recursion, operators -----------------------------------------------===//

void even(int depth);
void odd(int depth) {
  if (depth)
    even(depth - 1);
}
void even(int depth) {
  sleep(1);
  odd(depth - 1);
}

mini::task<> recursion() {
  odd(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'odd' blocks the thread that runs coroutine 'recursion'
  // CHECK-MESSAGES: :[[@LINE-10]]:5: note: 'odd' calls 'even' here
  // CHECK-MESSAGES: :[[@LINE-8]]:3: note: 'even' calls 'sleep' here, which puts the thread to sleep
  co_return;
}

struct Line {};
Line &operator<<(Line &line, int) {
  fsync(1);
  return line;
}

mini::task<> operators(Line line) {
  line << 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'operator<<' blocks the thread that runs coroutine 'operators'
  // CHECK-MESSAGES: :[[@LINE-7]]:3: note: 'operator<<' calls 'fsync' here, which waits until the data is on the disk
  co_return;
}

struct Base {
  virtual void flush();
  virtual void close() { sleep(1); }
};
struct Final final : Base {
  void flush() override { fsync(1); }
};

// The object's class is known: no other function can be meant.
mini::task<> not_really_virtual(Final &final_class, Base &base) {
  final_class.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'flush' blocks the thread that runs coroutine 'not_really_virtual'
  // CHECK-MESSAGES: :[[@LINE-7]]:27: note: 'flush' calls 'fsync' here, which waits until the data is on the disk
  Base object;
  object.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'close' blocks the thread that runs coroutine 'not_really_virtual'
  // CHECK-MESSAGES: :[[@LINE-14]]:26: note: 'close' calls 'sleep' here, which puts the thread to sleep
  base.Base::close();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'close' blocks the thread that runs coroutine 'not_really_virtual'
  // CHECK-MESSAGES: :[[@LINE-17]]:26: note: 'close' calls 'sleep' here, which puts the thread to sleep
  co_return;
}

struct Device {
  [[clang::annotate("async-tidy::async-context")]] void on_ready();
  void drain() { sleep(1); }
};
void Device::on_ready() {
  drain();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'drain' blocks the thread that runs async function 'on_ready': it reaches 'sleep' [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:18: note: 'drain' calls 'sleep' here, which puts the thread to sleep
}

//===- Not flagged --------------------------------------------------------===//

void quick() {}
void quicker() {
  quick();
}
void recursive(int depth) {
  recursive(depth - 1);
}
extern void unknown();

mini::task<> nothing_blocks() {
  quicker();
  recursive(3);
  unknown();
  co_return;
}

// What an overrider does is not known.
mini::task<> virtual_call(Base &base, Base *pointer) {
  base.close();
  pointer->flush();
  co_return;
}

// Nor what a pointer points to.
mini::task<> pointers(void (*function)(), std::function<void()> callable, void (Base::*member)(),
                      Base &base) {
  function();
  callable();
  (base.*member)();
  co_return;
}

// Nor what a callable does that the caller of a template brought.
template <class F> void call(F callable) {
  callable();
}
template <class F> void with_default(F &&callable) {
  std::forward<F>(callable)();
}

mini::task<> callables() {
  call([] { quick(); });
  call([] { sleep(1); });
  with_default([] { sleep(1); });
  co_return;
}

// A coroutine that is called isn't run to its end here, and is looked at itself.
mini::task<> other() {
  co_await mini::yield();
}
mini::task<> calls_a_coroutine() {
  co_await other();
  auto later = other();
  co_await std::move(later);
}

// What a callee hands to a thread.
void start_thread() {
  std::thread([] { sleep(1); }).detach();
}
mini::task<> thread_in_callee() {
  start_thread();
  co_return;
}

// A lambda that the callee only makes.
std::function<void()> make() {
  return [] { sleep(1); };
}
mini::task<> makes_a_lambda() {
  auto made = make();
  (void)made;
  co_return;
}

// An owner of a thread joins it when it is destroyed: what is wrong there is that it is made
// here, and that is another check's.
struct Worker {
  ~Worker() {
    thread.join();
  }
  std::thread thread;
};
mini::task<> owner_of_a_thread() {
  Worker worker;
  co_return;
}

// Marked by somebody who knows.
[[clang::annotate("async-tidy::nonblocking")]] void cached() {
  sleep(1);
}
void calls_cached() {
  cached();
}
mini::task<> nonblocking() {
  calls_cached();
  co_return;
}

// A static's initializer runs once in the life of the program.
struct NeverDestroyed {
  NeverDestroyed();
  ~NeverDestroyed() { sleep(1); }
};
mini::task<> static_local() {
  static NeverDestroyed object;
  auto *leaked = new NeverDestroyed;
  (void)leaked;
  co_return;
}

// Who blocks on the way to the end of the program keeps nobody waiting.
extern "C" [[noreturn]] void abort();
extern "C" [[noreturn]] void exit(int);
[[noreturn]] void throws_something();

void dies(bool broken) {
  if (broken) {
    system("addr2line");
    abort();
  }
}

void dies_either_way(int severity) {
  if (severity > 4) {
    if (severity > 5)
      sleep(1);
    exit(1);
  }
}

void only_says_that_it_throws(bool broken) {
  if (broken) {
    sleep(2);
    throws_something();
  }
}

void goes_on_in_a_loop(bool broken) {
  if (broken) {
    while (true) {
      if (sleep(2))
        abort();
    }
  }
}

mini::task<> ends_the_program(bool broken) {
  dies(broken);
  dies_either_way(3);
  only_says_that_it_throws(broken);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'only_says_that_it_throws' blocks the thread
  // CHECK-MESSAGES: :[[@LINE-19]]:5: note: 'only_says_that_it_throws' calls 'sleep' here
  goes_on_in_a_loop(broken);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'goes_on_in_a_loop' blocks the thread
  // CHECK-MESSAGES: :[[@LINE-14]]:11: note: 'goes_on_in_a_loop' calls 'sleep' here
  co_return;
}

// One condition decides often, two make the rare case of a rare case.
class Log {
public:
  void operator+=(const char *line) {
    if (enabled_)
      write(line);
  }
  void flush() {
    if (enabled_)
      sleep(1);
  }
  void rolls() {
    if (enabled_)
      roll();
    always();
  }

private:
  void write(const char *line) {
    if (++size_ > 1000)
      roll();
  }
  void always() { roll(); }
  void roll() { sleep(1); }
  bool enabled_ = false;
  int size_ = 0;
};

mini::task<> logs(Log &log) {
  log += "rarely opens its next file";
  log.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'flush' blocks the thread
  // CHECK-MESSAGES: :[[@LINE-23]]:7: note: 'flush' calls 'sleep' here
  log.rolls();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'rolls' blocks the thread
  // CHECK-MESSAGES: :[[@LINE-22]]:7: note: 'rolls' calls 'roll' here
  // CHECK-MESSAGES: :[[@LINE-13]]:17: note: 'roll' calls 'sleep' here
  co_return;
}
