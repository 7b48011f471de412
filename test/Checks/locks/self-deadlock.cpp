// RUN: %check %s async-self-deadlock --std=c++11,c++20 --strict-notes

#include <std.h>

//===- Flagged ------------------------------------------------------------===//

class Account {
public:
  int balance() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return cents_;
  }

  void withdraw(int cents) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (balance() < cents)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'balance' locks 'mutex_', which is locked here already: the thread waits for itself [async-self-deadlock]
      // CHECK-MESSAGES: :[[@LINE-3]]:33: note: locked here
      // CHECK-MESSAGES: :[[@LINE-9]]:33: note: and locked again here
      return;
    cents_ -= cents;
  }

  void report() {
    mutex_.lock();
    print();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'print' locks 'mutex_', which is locked here already: the thread waits for itself [async-self-deadlock]
    // CHECK-MESSAGES: :[[@LINE-3]]:12: note: locked here
    // CHECK-MESSAGES: :[[@LINE+5]]:26: note: 'print' calls 'balance' here
    // CHECK-MESSAGES: :[[@LINE-20]]:33: note: and locked again here
    mutex_.unlock();
  }

  void print() { last_ = balance(); }

  void twice() {
    std::unique_lock<std::mutex> first(mutex_);
    std::unique_lock<std::mutex> second(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'mutex_' is locked here already: the thread waits for itself [async-self-deadlock]
    // CHECK-MESSAGES: :[[@LINE-3]]:34: note: locked here
  }

  void relocks() {
    std::unique_lock<std::mutex> lock(mutex_);
    ++cents_;
    lock.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'mutex_' is locked here already: the thread waits for itself [async-self-deadlock]
    // CHECK-MESSAGES: :[[@LINE-4]]:34: note: locked here
  }

private:
  mutable std::mutex mutex_;
  int cents_ = 0;
  int last_ = 0;
};

std::mutex registry;
void addEntry(int entry) { std::lock_guard<std::mutex> lock(registry); }

void addEntries(std::vector<int> &entries) {
  std::lock_guard<std::mutex> lock(registry);
  for (int entry : entries)
    addEntry(entry);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'addEntry' locks 'registry', which is locked here already: the thread waits for itself [async-self-deadlock]
  // CHECK-MESSAGES: :[[@LINE-4]]:31: note: locked here
  // CHECK-MESSAGES: :[[@LINE-8]]:56: note: and locked again here
}

class Node {
public:
  friend void merge(Node &into);
  void insert(int value) {
    std::lock_guard<std::mutex> lock(mutex);
    values.push_back(value);
  }

private:
  std::mutex mutex;
  std::vector<int> values;
};

void merge(Node &into) {
  std::lock_guard<std::mutex> lock(into.mutex);
  into.insert(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'insert' locks 'mutex', which is locked here already: the thread waits for itself [async-self-deadlock]
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: locked here
  // CHECK-MESSAGES: :[[@LINE-14]]:33: note: and locked again here
}

class Worker {
public:
  void start() {
    thread_ = std::thread([this] {
      std::lock_guard<std::mutex> lock(mutex_);
      ++done_;
    });
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the thread that is joined here may be waiting for 'mutex_', which stays locked until it ends [async-self-deadlock]
    // CHECK-MESSAGES: :[[@LINE-3]]:33: note: locked here
    // CHECK-MESSAGES: :[[@LINE-9]]:35: note: the thread locks it here
  }

private:
  std::mutex mutex_;
  std::thread thread_;
  int done_ = 0;
};

class Hub;

class Peer {
public:
  explicit Peer(Hub &hub) : hub_(hub) {}
  void close();
  void ping() {}

private:
  Hub &hub_;
};

class Hub {
public:
  void remove(Peer *peer) {
    std::lock_guard<std::mutex> lock(mutex_);
    peers_.push_back(peer);
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    for (Peer *peer : peers_)
      peer->close();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'close' locks 'mutex_' of what it refers back to: if that is this object, the thread waits for itself [async-self-deadlock]
    // CHECK-MESSAGES: :[[@LINE-4]]:33: note: locked here
    // CHECK-MESSAGES: :[[@LINE+21]]:27: note: 'close' calls 'remove' here
    // CHECK-MESSAGES: :[[@LINE-10]]:33: note: and locked again here
  }
  void stopUnlocked() {
    std::vector<Peer *> peers;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      peers = peers_;
    }
    for (Peer *peer : peers)
      peer->close();
  }
  void closeOther(Peer &other) {
    std::lock_guard<std::mutex> lock(mutex_);
    other.close();
  }

private:
  std::mutex mutex_;
  std::vector<Peer *> peers_;
};
void Peer::close() { hub_.remove(this); }

//===- Not flagged --------------------------------------------------------===//

class Unlocked {
public:
  void otherObject(Unlocked &other) {
    std::lock_guard<std::mutex> lock(mutex_);
    other.insert(1);
  }

  void insert(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    insertLocked(value);
  }

  void unlockedBefore() {
    std::unique_lock<std::mutex> lock(mutex_);
    ++count_;
    lock.unlock();
    insert(2);
    lock.lock();
  }

  void unlockedOnAnyPath(bool last) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (last)
      lock.unlock();
    if (last)
      insert(3);
  }

  void scopeEnds() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      ++count_;
    }
    insert(4);
  }

  void tried() {
    std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
    if (!lock.owns_lock())
      insert(5);
  }

  void triedAgain() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (mutex_.try_lock())
      mutex_.unlock();
  }

  void helperUnlocks() {
    mutex_.lock();
    callWithoutLock();
    mutex_.unlock();
  }

  void callerSays(bool locked) {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    if (!locked)
      lock.lock();
    ++count_;
  }

  void says() {
    std::lock_guard<std::mutex> lock(mutex_);
    callerSays(true);
  }

  void later(std::vector<std::function<void()>> &queue) {
    std::lock_guard<std::mutex> lock(mutex_);
    queue.push_back([this] { insert(6); });
  }

  void givenTheGuard() {
    std::unique_lock<std::mutex> lock(mutex_);
    runUnlocked(lock);
  }

  void recursive() {
    std::lock_guard<std::recursive_mutex> lock(again_);
    std::lock_guard<std::recursive_mutex> inner(again_);
  }

private:
  void insertLocked(int value) { count_ += value; }
  void callWithoutLock() {
    mutex_.unlock();
    insert(7);
    mutex_.lock();
  }
  void runUnlocked(std::unique_lock<std::mutex> &lock) {
    lock.unlock();
    insert(8);
    lock.lock();
  }

  std::mutex mutex_;
  std::recursive_mutex again_;
  int count_ = 0;
};

struct Element {
  std::mutex mutex;
  Element *next = nullptr;
};

void handOverHand(Element *element) {
  element->mutex.lock();
  while (Element *next = element->next) {
    next->mutex.lock();
    element->mutex.unlock();
    element = next;
  }
  element->mutex.unlock();
}

void lockAll(std::vector<Element *> &elements) {
  for (Element *element : elements)
    element->mutex.lock();
  for (Element *element : elements)
    element->mutex.unlock();
}

class Outside {
public:
  void stop() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    thread_.join();
  }
  void stopOther() {
    std::lock_guard<std::mutex> lock(joining_);
    thread_.join();
  }
  void start() {
    thread_ = std::thread([this] {
      std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = false;
    });
  }

private:
  std::mutex mutex_, joining_;
  std::thread thread_;
  bool stopping_ = false;
};

void silenced() {
  std::lock_guard<std::mutex> lock(registry);
  addEntry(1); // NOLINT(async-self-deadlock)
}

class Burst {
public:
  void stopAll() {
    std::lock_guard<std::mutex> lock(mutex_);
    reset();
  }
  void stopUnlocked() { reset(); }
  void start() {
    session_.thread = std::thread([this] {
      std::lock_guard<std::mutex> lock(mutex_);
      ++sent_;
    });
  }

private:
  void reset() {
    if (session_.thread.joinable())
      session_.thread.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the thread that is joined here may be waiting for 'mutex_', which stays locked until it ends [async-self-deadlock]
    // CHECK-MESSAGES: :[[@LINE-16]]:33: note: locked here
    // CHECK-MESSAGES: :[[@LINE-16]]:5: note: 'stopAll' calls 'reset' here
    // CHECK-MESSAGES: :[[@LINE-12]]:35: note: the thread locks it here
  }
  struct Session {
    std::thread thread;
  } session_;
  std::mutex mutex_;
  int sent_ = 0;
};

class PoliteBurst {
public:
  void stopAll() {
    std::lock_guard<std::mutex> lock(other_);
    reset();
  }
  void start() {
    session_.thread = std::thread([this] {
      std::lock_guard<std::mutex> lock(mutex_);
      ++sent_;
    });
  }

private:
  void reset() {
    if (session_.thread.joinable())
      session_.thread.join();
  }
  struct Session {
    std::thread thread;
  } session_;
  std::mutex mutex_, other_;
  int sent_ = 0;
};

// libzmq's mutex_t: it may be locked again.
enum kind { kind_normal, kind_recursive };
int set_kind(int *attributes, kind wanted);
class OwnMutex {
public:
  OwnMutex() { set_kind(&attributes_, kind_recursive); }
  void lock();
  void unlock();

private:
  int attributes_;
};
class OwnLock {
public:
  explicit OwnLock(OwnMutex &mutex) : mutex_(mutex) { mutex_.lock(); }
  ~OwnLock() { mutex_.unlock(); }

private:
  OwnMutex &mutex_;
};
class Sockets {
public:
  void terminate() {
    mutex_.lock();
    create();
    mutex_.unlock();
  }
  void create() {
    OwnLock lock(mutex_);
    ++count_;
  }

private:
  OwnMutex mutex_;
  int count_ = 0;
};
//===- What is destroyed under a lock -------------------------------------===//

class Board;
class Line {
public:
  explicit Line(Board &board) : board_(board), reader_(&Line::read, this) {}
  ~Line() { reader_.join(); }
  void stop() { reader_.join(); }

private:
  void read();
  Board &board_;
  std::thread reader_;
};

class Board {
public:
  void deliver(int message) {
    std::lock_guard<std::mutex> lock(mutex_);
    last_ = message;
  }
  void dropAll() {
    std::lock_guard<std::mutex> lock(mutex_);
    lines_.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: '~Line' joins a thread that may be waiting for 'mutex_', which is locked here [async-self-deadlock]
    // CHECK-MESSAGES: :[[@LINE-3]]:33: note: locked here
    // CHECK-MESSAGES: :[[@LINE-20]]:21: note: the thread is joined here
    // CHECK-MESSAGES: :[[@LINE-9]]:33: note: the thread locks it here
  }
  void stopFirst() {
    std::lock_guard<std::mutex> lock(mutex_);
    lines_.front()->stop();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'stop' joins a thread that may be waiting for 'mutex_', which is locked here [async-self-deadlock]
    // CHECK-MESSAGES: :[[@LINE-3]]:33: note: locked here
    // CHECK-MESSAGES: :[[@LINE-27]]:25: note: the thread is joined here
    // CHECK-MESSAGES: :[[@LINE-17]]:33: note: the thread locks it here
  }
  void dropAllBehindTheLock() {
    std::vector<std::unique_ptr<Line>> lines;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      lines = std::move(lines_);
    }
    lines.clear();
  }
  void dropUnderAnotherLock() {
    std::lock_guard<std::mutex> lock(other_);
    lines_.clear();
  }

private:
  std::mutex mutex_, other_;
  int last_ = 0;
  std::vector<std::unique_ptr<Line>> lines_;
};
inline void Line::read() { board_.deliver(1); }

class Cache;
struct Handle {
  ~Handle();
  Cache &cache_;
};
class Cache {
public:
  void released() {
    std::lock_guard<std::mutex> lock(mutex_);
    --handles_;
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    handle_.reset();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: '~Handle' locks 'mutex_' of what it refers back to: if that is this object, the thread waits for itself [async-self-deadlock]
    // CHECK-MESSAGES: :[[@LINE-3]]:33: note: locked here
    // CHECK-MESSAGES: :[[@LINE+20]]:35: note: '~Handle' calls 'released' here
    // CHECK-MESSAGES: :[[@LINE-9]]:33: note: and locked again here
  }
  void closeLater() {
    std::unique_lock<std::mutex> lock(mutex_);
    std::shared_ptr<Handle> handle = std::move(handle_);
    lock.unlock();
    handle.reset();
  }
  void forgetWhoWatches() {
    std::lock_guard<std::mutex> lock(mutex_);
    watched_.reset(); // no owner
  }

private:
  std::mutex mutex_;
  int handles_ = 0;
  std::shared_ptr<Handle> handle_;
  std::weak_ptr<Handle> watched_;
};
inline Handle::~Handle() { cache_.released(); }

class GlobalUser {
public:
  ~GlobalUser() { addEntry(1); }
};

void dropGlobalUser(std::unique_ptr<GlobalUser> &user) {
  std::lock_guard<std::mutex> lock(registry);
  user = nullptr;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: '~GlobalUser' locks 'registry', which is locked here already: the thread waits for itself [async-self-deadlock]
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: locked here
  // CHECK-MESSAGES: :[[@LINE-8]]:19: note: '~GlobalUser' calls 'addEntry' here
  // CHECK-MESSAGES: :58:56: note: and locked again here
}
