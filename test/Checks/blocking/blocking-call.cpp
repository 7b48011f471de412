// RUN: %check %s async-blocking-call --also=async-blocking-wait

#include <asio.h>
#include <coroutine.h>
#include <posix.h>
#include <std.h>

using namespace std::chrono_literals;
namespace net = boost::asio;

//===- Contexts -----------------------------------------------------------===//

mini::task<> coroutine() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'coroutine': it puts the thread to sleep [async-blocking-call]
  co_await mini::yield();
}

mini::eager<int> eager_coroutine() {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs coroutine 'eager_coroutine'
  co_return 1;
}

mini::async_generator<int> asynchronous_generator() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'asynchronous_generator'
  co_yield 1;
}

// Nobody waits for it, but the thread that runs it is somebody's.
mini::fire_and_forget nobody_awaits_it() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'nobody_awaits_it'
  co_return;
}

struct Connection {
  mini::task<> close();
  static mini::task<int> open();
  mini::task<> operator()();
};

mini::task<> Connection::close() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'close'
  co_return;
}

mini::task<int> Connection::open() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'open'
  co_return 1;
}

mini::task<> Connection::operator()() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'operator()'
  co_return;
}

void handlers(net::io_context &io, net::steady_timer &timer, net::thread_pool &pool) {
  net::post(io, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sleep' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
  net::dispatch(io, [] { sleep(2); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'sleep' blocks the thread that runs this handler
  io.post([] { sleep(3); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sleep' blocks the thread that runs this handler
  timer.async_wait([](boost::system::error_code) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs this handler
  });
  net::strand<net::any_io_executor> strand;
  net::post(io, net::bind_executor(strand, [] { sleep(4); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'sleep' blocks the thread that runs this handler
  timer.async_wait(net::bind_executor(strand, [](boost::system::error_code) { sleep(5); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:79: warning: 'sleep' blocks the thread that runs this handler
  auto named = [] { sleep(6); };
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sleep' blocks the thread that runs this handler
  net::post(io, named);
  net::post(io, std::move(named));
  net::post(net::make_strand(io), [] { sleep(7); });
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'sleep' blocks the thread that runs this handler
}

class Session : public std::enable_shared_from_this<Session> {
public:
  void start() {
    timer.async_wait(std::bind(&Session::on_timer, this, std::placeholders::_1));
    net::post(io, std::bind(&Session::on_post, shared_from_this()));
    net::post(io, std::bind(&Session::on_static, 3));
  }

private:
  void on_timer(boost::system::error_code) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs handler 'on_timer': it puts the thread to sleep [async-blocking-call]
  }
  void on_post();
  static void on_static(int);

  net::io_context &io;
  net::steady_timer timer{io};
};

void Session::on_post() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs handler 'on_post'
}

void Session::on_static(int) {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs handler 'on_static'
}

void plain_function() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs handler 'plain_function'
}

void plain_function_as_handler(net::io_context &io) {
  net::post(io, plain_function);
  net::post(io, &plain_function);
}

[[clang::annotate("async-tidy::async-context")]] void marked() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs async function 'marked': it puts the thread to sleep [async-blocking-call]
}

struct Marked {
  [[clang::annotate("async-tidy::async-context")]] void on_data();
};
void Marked::on_data() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs async function 'on_data'
}

//===- What blocks --------------------------------------------------------===//

std::mutex mutex;
std::condition_variable changed;
std::condition_variable_any changed_any;
std::latch latch(1);
std::barrier<> barrier(1);
std::counting_semaphore<> semaphore(1);
std::atomic<int> number;
std::atomic_flag flag;

mini::task<> stl(std::thread &thread, std::jthread &jthread) {
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks the thread that runs coroutine 'stl'
  thread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread that runs coroutine 'stl': it waits for another thread to end [async-blocking-call]
  jthread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'join' blocks the thread that runs coroutine 'stl'
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'stl': it waits to be notified [async-blocking-call]
  changed.wait_for(lock, 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait_for' blocks the thread that runs coroutine 'stl'
  changed_any.wait(lock, [] { return true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wait' blocks the thread that runs coroutine 'stl'
  latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'stl': it waits for other threads to count down [async-blocking-call]
  latch.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'arrive_and_wait' blocks the thread that runs coroutine 'stl'
  barrier.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'arrive_and_wait' blocks the thread that runs coroutine 'stl': it waits for other threads to arrive [async-blocking-call]
  semaphore.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'acquire' blocks the thread that runs coroutine 'stl': it waits for another thread's release [async-blocking-call]
  number.wait(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'stl': it waits for another thread to change the value [async-blocking-call]
  flag.wait(false);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread that runs coroutine 'stl'
  std::atomic_wait(&number, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'atomic_wait' blocks the thread that runs coroutine 'stl'
  std::future<int> future = std::async(std::launch::async, [] { return 1; });
  future.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs coroutine 'stl': it waits for the result [async-blocking-wait]
  future = std::async(std::launch::async, [] { return 1; });
  future.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs coroutine 'stl'
  std::shared_future<void> shared;
  shared.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs coroutine 'stl'
  co_return;
}

mini::task<> files(const char *path, FILE *file) {
  std::ifstream input(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'ifstream' blocks the thread that runs coroutine 'files': it opens a file [async-blocking-call]
  std::ofstream output;
  output.open(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'open' blocks the thread that runs coroutine 'files'
  std::fstream(path).close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fstream' blocks the thread that runs coroutine 'files'
  std::filesystem::remove_all(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'remove_all' blocks the thread that runs coroutine 'files': it deletes a directory with all that is
  std::filesystem::copy_file(path, "there");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'copy_file' blocks the thread that runs coroutine 'files': it copies a file [async-blocking-call]
  for (const auto &entry : std::filesystem::recursive_directory_iterator(path))
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'recursive_directory_iterator' blocks the thread that runs coroutine 'files': it reads directories [async-blocking-call]
    (void)entry;
  char line[10];
  std::fgets(line, 10, fopen(path, "r"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fgets' blocks the thread that runs coroutine 'files': it reads from a file [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: warning: 'fopen' blocks the thread that runs coroutine 'files'
  std::fread(line, 1, 10, file);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fread' blocks the thread that runs coroutine 'files'
  fsync(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fsync' blocks the thread that runs coroutine 'files': it waits until the data is on the disk [async-blocking-call]
  flock(3, LOCK_EX);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flock' blocks the thread that runs coroutine 'files': it waits for a lock on the file [async-blocking-call]
  co_return;
}

mini::task<> posix(int fd, char *data) {
  timespec time{};
  nanosleep(&time, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nanosleep' blocks the thread that runs coroutine 'posix'
  read(fd, data, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'posix': it waits for data [async-blocking-call]
  write(fd, data, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread that runs coroutine 'posix': it waits until the data is taken [async-blocking-call]
  recv(fd, data, 10, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'recv' blocks the thread that runs coroutine 'posix': it waits for data from the peer [async-blocking-call]
  send(fd, data, 10, MSG_NOSIGNAL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'send' blocks the thread that runs coroutine 'posix'
  accept(fd, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'accept' blocks the thread that runs coroutine 'posix': it waits for a connection [async-blocking-call]
  connect(fd, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread that runs coroutine 'posix': it waits for the peer's answer [async-blocking-call]
  select(fd, nullptr, nullptr, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'select' blocks the thread that runs coroutine 'posix': it waits for events [async-blocking-call]
  epoll_event events[1];
  epoll_wait(fd, events, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'epoll_wait' blocks the thread that runs coroutine 'posix'
  addrinfo *result;
  getaddrinfo("host", "http", nullptr, &result);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getaddrinfo' blocks the thread that runs coroutine 'posix': it looks up a name [async-blocking-call]
  gethostbyname("host");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'gethostbyname' blocks the thread that runs coroutine 'posix'
  std::system("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' blocks the thread that runs coroutine 'posix': it waits for a command to end [async-blocking-call]
  pclose(popen("true", "r"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pclose' blocks the thread that runs coroutine 'posix'
  // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: 'popen' blocks the thread that runs coroutine 'posix': it starts a command [async-blocking-call]
  waitpid(1, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitpid' blocks the thread that runs coroutine 'posix': it waits for a child process [async-blocking-call]
  pthread_join(1, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_join' blocks the thread that runs coroutine 'posix'
  sem_wait(nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' blocks the thread that runs coroutine 'posix': it waits for another thread's post [async-blocking-call]
  crypt("password", "salt");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'crypt' blocks the thread that runs coroutine 'posix': it hashes a password, which is slow by design [async-blocking-call]
  co_return;
}

[[clang::annotate("async-tidy::blocking")]] void slow_by_design();
[[clang::annotate("async-tidy::blocking")]] int slow_and_visible() { return 1; }

struct Database {
  [[clang::annotate("async-tidy::blocking")]] virtual int query();
};
struct Postgres : Database {
  int query() override;
};

mini::task<> annotated(Postgres &database) {
  slow_by_design();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'slow_by_design' blocks the thread that runs coroutine 'annotated': it is marked as blocking [async-blocking-call]
  slow_and_visible();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'slow_and_visible' blocks the thread that runs coroutine 'annotated'
  database.query();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'query' blocks the thread that runs coroutine 'annotated'
  co_return;
}

//===- Where in an expression ---------------------------------------------===//

mini::task<int> expressions(std::future<int> &future, int fd, char *data) {
  int size = future.get() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread that runs coroutine 'expressions'
  if (int got = read(fd, data, 10); got < 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'read' blocks the thread that runs coroutine 'expressions'
    co_return co_await eager_coroutine() + future.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'get' blocks the thread that runs coroutine 'expressions'
  while (read(fd, data, 10) > 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read' blocks the thread that runs coroutine 'expressions'
    size++;
  for (int i = 0; i < read(fd, data, 1); ++i)
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'read' blocks the thread that runs coroutine 'expressions'
    ;
  auto slept = usleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'usleep' blocks the thread that runs coroutine 'expressions'
  bool done = usleep(1) == 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'usleep' blocks the thread that runs coroutine 'expressions'
  (void)usleep(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'usleep' blocks the thread that runs coroutine 'expressions'
  co_return size ? slept : future.get() + done;
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread that runs coroutine 'expressions'
}

// A sleep in a catch handler: no await may stand there, and no fix.
mini::task<> retry() {
  try {
    co_await mini::yield();
  } catch (...) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'retry'
  }
}

//===- Not flagged --------------------------------------------------------===//

// Nothing waits for this thread.
void ordinary_function(int fd, char *data) {
  std::this_thread::sleep_for(1s);
  read(fd, data, 10);
  std::ifstream input("name");
}

int main() {
  net::io_context io;
  sleep(1);
  net::post(io, [] {});
  std::thread([] { sleep(1); }).join();
}

// What is handed over to a thread or to a pool may block there.
mini::task<> offloaded(net::thread_pool &pool, net::system_executor anywhere) {
  std::thread thread([] { sleep(1); });
  std::jthread jthread([] { sleep(1); });
  auto future = std::async(std::launch::async, [] { sleep(1); });
  net::post(pool, [] { sleep(1); });
  net::post(pool.get_executor(), [] { sleep(1); });
  net::post(anywhere, [] { sleep(1); });
  auto executor = pool.get_executor();
  net::post(executor, [] { sleep(1); });
  net::dispatch(pool, std::bind(plain_function));
  pthread_create(nullptr, nullptr, [](void *) -> void * { sleep(1); return nullptr; }, nullptr);
  thread.detach();
  co_await mini::yield();
}

void handler_on_a_pool(net::thread_pool &pool) {
  net::post(pool, plain_function);
}

// An event loop that its class runs in a thread of its own: nothing else waits there.
class Logger {
public:
  void write(const char *line) {
    net::post(io_, [line] { std::ofstream("log") << line; });
    io_.post([] { sleep(1); });
  }

private:
  net::io_context io_;
  std::thread worker_{[this] { io_.run(); }};
};

class OwnedLogger {
public:
  void write() {
    net::post(io_, [] { sleep(1); });
  }

private:
  net::io_context io_;
  std::unique_ptr<std::thread> worker_;
};

// A lambda that nobody is seen to run on the loop.
std::function<void()> stored;
mini::task<> kept_for_later() {
  stored = [] { sleep(1); };
  auto local = [] { sleep(1); };
  (void)local;
  co_await mini::yield();
}

// Runs in the loop that asks for its values.
mini::generator<int> lines(FILE *file) {
  char line[10];
  while (fgets(line, 10, file))
    co_yield 1;
}

// An address: nothing is called.
mini::task<> no_call() {
  auto *function = &plain_function;
  (void)function;
  co_return;
}

// C++ functions that are called like a C one.
namespace mine {
int accept(int fd, int *peer, int *length);
int read(int fd, char *data, int size);
void sleep(int seconds);
struct Visitor {
  void accept(Visitor &other);
  int read();
  int wait();
  void system(const char *);
};
} // namespace mine

int accept(mine::Visitor &visitor);

mini::task<> same_name(mine::Visitor visitor) {
  mine::accept(1, nullptr, nullptr);
  mine::read(1, nullptr, 1);
  mine::sleep(1);
  visitor.accept(visitor);
  visitor.read();
  visitor.wait();
  visitor.system("true");
  accept(visitor);
  co_return;
}

// Nothing to wait for.
mini::task<> no_wait(std::future<int> &future, std::ifstream &open) {
  std::this_thread::sleep_for(0s);
  std::this_thread::sleep_for(std::chrono::milliseconds(0));
  std::this_thread::sleep_for(std::chrono::seconds::zero());
  sleep(0);
  if (future.wait_for(0s) == std::future_status::ready)
    co_return;
  semaphore.try_acquire();
  latch.try_wait();
  std::ifstream closed;
  std::ifstream moved = std::move(open);
  flock(3, LOCK_EX | LOCK_NB);
  flock(3, LOCK_UN);
  waitpid(-1, nullptr, WNOHANG);
  write(STDERR_FILENO, "x", 1);
  fwrite("x", 1, 1, stderr);
  std::cout << 1 << std::endl;
  co_return;
}

// Locks are held for a moment: see the option CheckLocks.
mini::task<> locks() {
  std::lock_guard<std::mutex> guard(mutex);
  std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
  lock.lock();
  mutex.lock();
  co_return;
}

[[clang::annotate("async-tidy::nonblocking")]] int system(mine::Visitor &);
[[clang::annotate("async-tidy::nonblocking")]] void proven();
void proven() {
  sleep(1);
}

mini::task<> marked_as_nonblocking() {
  proven();
  co_return;
}

// Awaits what it could wait for.
mini::task<> awaits(mini::async_mutex &async) {
  co_await async.lock();
  co_await mini::ready();
}
