// RUN: %check %s async-escaping-capture --std=c++20

#include <asio.h>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <queue>
#include <qt.h>
#include <string>
#include <thread>

void use(int Value);
void use(const std::string &Text);
void use(const std::function<void()> &Work);

//===- Parameters -----------------------------------------------------------===//

class Writer {
public:
  void text(const std::string &Text) {
    asio::post(Strand, [&, this] { write(Text); });
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Text' may be gone when this lambda runs: nothing waits
    // CHECK-MESSAGES: :[[@LINE-2]]:24: note: a copy would live as long as the lambda
  }
  void number(const int &Number) {
    asio::post(Strand, [&Number] { use(Number); });
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'Number' may be gone when this lambda runs
  }
  void givenUp(std::string &&Text) {
    asio::post(Strand, [&Text] { use(Text); });
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'Text' may be gone when this lambda runs
  }
  void copied(const std::string &Text) {
    asio::post(Strand, [Text] { use(Text); });
  }
  // Parts of the program live on.
  void ofTheProgram(Writer &Other, const Writer &Another) {
    asio::post(Strand, [&Other] { Other.text(""); });
    asio::post(Strand, [&Another] { Another.look(); });
  }
  // Who gives both may wait for the one and keep the other.
  static void poolOfTheCaller(asio::thread_pool &Pool, const std::string &Text) {
    asio::post(Pool, [&Text] { use(Text); });
  }
  void look() const;

private:
  void write(const std::string &Text);
  asio::any_io_executor Strand;
};

void ownedByAParameter(std::unique_ptr<std::string> Owner) {
  std::string &Text = *Owner;
  std::thread([&Text] { use(Text); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Owner' may be gone when this lambda runs
}
void ownerGoesAlong(std::unique_ptr<std::string> Owner) {
  std::string &Text = *Owner;
  std::thread([&Text, Owner = std::move(Owner)] { use(Text); }).detach();
}

//===- Turns of loops -------------------------------------------------------===//

class Pool {
public:
  void push(const std::function<void()> &Work) {
    std::scoped_lock Lock(Mutex);
    Tasks.push(Work);
  }
  void inBlocks(int Count) {
    std::atomic<int> Running = 0;
    for (int Block = 0; Block < Count; ++Block) {
      int Start = Block * 10;
      ++Running;
      push([&Start, &Running] {
        // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Start' is gone after this turn of the loop
        use(Start);
        --Running;
      });
    }
    while (Running != 0)
      std::this_thread::yield();
  }
  void copied(int Count) {
    std::atomic<int> Running = 0;
    for (int Block = 0; Block < Count; ++Block) {
      int Start = Block * 10;
      ++Running;
      push([Start, &Running] {
        use(Start);
        --Running;
      });
    }
    while (Running != 0)
      std::this_thread::yield();
  }

private:
  std::mutex Mutex;
  std::queue<std::function<void()>> Tasks;
};

int main(int Count, char **Arguments) {
  asio::io_context Io;
  int Whole = Count;
  asio::post(Io, [&Whole] { use(Whole); });
  for (int I = 1; I < Count; ++I) {
    int Port = I + 8000;
    asio::post(Io, [&] { use(Port); });
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Port' is gone after this turn of the loop, and this lambda may still run
  }
  for (int I = 1; I < Count; ++I) {
    asio::io_context Inner;
    int Port = I + 9000;
    asio::post(Inner, [&] { use(Port); });
    Inner.run();
  }
  Io.run();
}

//===- Out of sight ---------------------------------------------------------===//

struct Result;
class Database {
public:
  virtual ~Database();
  virtual void queryAsync(const std::function<void(const Result &)> &Callback) = 0;
  virtual void each(const std::function<void(const Result &)> &Callback) = 0;
  void setCallback(std::function<void(const Result &)> Callback);
};
void count(int &Value);

class Query : public std::enable_shared_from_this<Query> {
public:
  void locals() {
    int Count = 0;
    Shared->queryAsync([&Count](const Result &) { count(Count); });
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'Count' may be gone when this lambda runs
  }
  void object() {
    Shared->queryAsync([this](const Result &) { done(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the object may be destroyed before this lambda runs: a raw 'this'
  }
  void keepsItself() {
    Shared->queryAsync([this, Self = shared_from_this()](const Result &) { done(); });
  }
  void inPlaceByItsName() {
    int Count = 0;
    Shared->each([&Count](const Result &) { count(Count); });
    Shared->each([this](const Result &) { done(); });
  }
  void registered() {
    Shared->setCallback([this](const Result &) { done(); });
  }
  // It ends with the object.
  void ownDatabase() {
    Own->queryAsync([this](const Result &) { done(); });
  }

private:
  void done();
  std::shared_ptr<Database> Shared;
  std::unique_ptr<Database> Own;
};
class NotShared {
public:
  void object() {
    Db->queryAsync([this](const Result &) { done(); });
  }

private:
  void done();
  std::shared_ptr<Database> Db;
};

//===- Timers and signals ---------------------------------------------------===//

class Session : public std::enable_shared_from_this<Session> {
public:
  void sharedTimer() {
    Shared->async_wait([this](const asio::error_code &Error) {
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the object may be destroyed before this lambda runs
      if (!Error)
        timeout();
    });
  }
  // Its end cancels.
  void ownTimer() {
    Own.async_wait([this](const asio::error_code &Error) {
      if (!Error)
        timeout();
    });
  }

private:
  void timeout();
  std::shared_ptr<asio::steady_timer> Shared;
  asio::steady_timer Own;
};

class Saver : public QObject {
public:
  void orphan() {
    auto *Timer = new QTimer;
    connect(Timer, &QTimer::timeout, [this] { saved(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the object may be destroyed before this lambda runs: without a context
  }
  void child() {
    auto *Timer = new QTimer(this);
    connect(Timer, &QTimer::timeout, [this] { saved(); });
  }

private:
  void saved();
};

//===- Detached members -----------------------------------------------------===//

class Reader {
public:
  Reader() {
    Worker = std::thread(&Reader::run, static_cast<void *>(this));
    // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: the object may be destroyed while this callable runs: nothing waits for the detached thread
    Worker.detach();
  }
  ~Reader() { Done = true; }

private:
  static void run(void *Of);
  std::thread Worker;
  std::atomic<bool> Done{false};
};
class Joined {
public:
  Joined() { Worker = std::thread(&Joined::run, static_cast<void *>(this)); }
  ~Joined() { Worker.join(); }

private:
  static void run(void *Of);
  std::thread Worker;
};

//===- Threads by their owners ----------------------------------------------===//

class Streams {
public:
  void play(std::string Path) {
    Threads.push_back(std::make_unique<std::thread>([&] { decode(Path); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'Path' may be gone when this lambda runs
  }
  void playOne(std::string Path) {
    One = std::make_unique<std::thread>([&] { decode(Path); });
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'Path' may be gone when this lambda runs
  }
  void playRaw(std::string Path) {
    Raw = new std::thread([&] { decode(Path); });
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'Path' may be gone when this lambda runs
  }
  void playAndWait(std::string Path) {
    One = std::make_unique<std::thread>([&] { decode(Path); });
    One->join();
  }
  void playAll(std::vector<std::string> Paths) {
    for (const std::string &Path : Paths)
      Threads.push_back(std::make_unique<std::thread>([&] { decode(Path); }));
    for (auto &Thread : Threads)
      Thread->join();
    Threads.clear();
  }
  void waitsHere(std::string Path) {
    auto Own = std::make_unique<std::thread>([&] { decode(Path); });
    Own->join();
    auto *Pointer = new std::thread([&] { decode(Path); });
    Pointer->join();
    delete Pointer;
  }
  void copies(std::string Path) {
    Threads.push_back(std::make_unique<std::thread>([this, Path] { decode(Path); }));
  }
  void detachesIt(std::string Path) {
    auto Own = std::make_unique<std::thread>([&] { decode(Path); });
    // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'Path' may be gone when this lambda runs
    Own->detach();
  }
  ~Streams();

private:
  void decode(const std::string &Path);
  std::vector<std::unique_ptr<std::thread>> Threads;
  std::unique_ptr<std::thread> One;
  std::thread *Raw = nullptr;
};
