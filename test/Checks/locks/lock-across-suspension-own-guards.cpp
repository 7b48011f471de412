// RUN: %check %s async-lock-across-suspension

#include <coroutine.h>
#include <mutex>

using mini::task;
task<> tick();

class ReadWriteLock {
public:
  void lockRead();
  void unlockRead();
  void lockWrite();
  bool tryLockWrite();
  void unlockWrite();
};

template <class L> class ReadLocker {
public:
  explicit ReadLocker(L *Of) : Of(Of) { Of->lockRead(); }
  ~ReadLocker() { Of->unlockRead(); }

private:
  L *Of;
};

class WriteLocker {
public:
  explicit WriteLocker(ReadWriteLock &Of) : Of(Of) {
    this->Of.lockWrite();
    Locked = true;
  }
  ~WriteLocker() {
    if (Locked)
      Of.unlockWrite();
  }
  void unlock() {
    Of.unlockWrite();
    Locked = false;
  }

private:
  ReadWriteLock &Of;
  bool Locked = false;
};
#define READ_LOCKER(Name, Lock) ReadLocker<ReadWriteLock> Name(&(Lock))

class Collections {
public:
  task<> reads() {
    READ_LOCKER(Guard, Lock);
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Lock' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  task<> writes() {
    WriteLocker Guard(Lock);
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} is still locked while the coroutine is suspended here
  }
  task<> unlocks() {
    WriteLocker Guard(Lock);
    Guard.unlock();
    co_await tick();
  }
  task<> ends() {
    {
      READ_LOCKER(Guard, Lock);
    }
    co_await tick();
  }

private:
  ReadWriteLock Lock;
};

// The other way round: it unlocks first.
class Unlocker {
public:
  explicit Unlocker(ReadWriteLock &Of) : Of(Of) { this->Of.unlockRead(); }
  ~Unlocker() { Of.lockRead(); }

private:
  ReadWriteLock &Of;
};
task<> unlocked(ReadWriteLock &Lock) {
  Unlocker Open(Lock);
  co_await tick();
}

// The mutex itself.
class Spinning {
public:
  Spinning() { lock(); }
  ~Spinning() { unlock(); }
  void lock();
  void unlock();
};
task<> noGuard() {
  Spinning Own;
  co_await tick();
}

// Its name says nothing of threads.
class Document {
public:
  void lockEditing();
  void unlockEditing();
};
class Editing {
public:
  explicit Editing(Document &Of) : Of(Of) { this->Of.lockEditing(); }
  ~Editing() { Of.unlockEditing(); }

private:
  Document &Of;
};
task<> edits(Document &D) {
  Editing Session(D);
  co_await tick();
}
