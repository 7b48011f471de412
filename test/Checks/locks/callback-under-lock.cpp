// RUN: %check %s async-callback-under-lock --std=c++17,c++20

// What others brought and what is ours, called while a lock is held.

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

using Guard = std::lock_guard<std::mutex>;
void work();

struct Listener {
  virtual ~Listener() = default;
  virtual void changed(int Value) = 0;
  virtual int priority() const = 0;
};

//===- Flagged --------------------------------------------------------------===//

class Config {
public:
  void set(int Value) {
    Guard Lock(Mutex);
    Current = Value;
    Changed(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock [async-callback-under-lock]
    // CHECK-MESSAGES: :[[@LINE-4]]:11: note: locked here
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: copy it under the lock and call the copy behind the lock's scope
  }
  void setAndAsk(int Value) {
    Guard Lock(Mutex);
    Current = Value;
    if (changed_)
      changed_(Value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'changed_' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void setMember() {
    Guard Lock(Mutex);
    Current = 1;
    if (m_changed) {
      m_changed(Current);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'm_changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
    }
  }
  void callFirst(int Value) {
    std::unique_lock Lock(Mutex);
    Changed(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
    Current = Value;
  }
  void tellAll() {
    std::scoped_lock Lock(Mutex);
    for (const auto &Callback : Callbacks)
      Callback(Current);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a callback in 'Callbacks' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void tellByName() {
    Guard Lock(Mutex);
    for (auto &[Name, Callback] : Named)
      Callback(Current);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a callback in 'Named' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void tellOne(int Name) {
    std::shared_lock Lock(Readers);
    auto It = Named.find(Name);
    if (It != Named.end())
      It->second(Current);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a callback in 'Named' is called while 'Readers' is locked; it deadlocks if it comes back for the lock
  }
  void runNext() {
    Guard Lock(Mutex);
    std::function<void(int)> Next = std::move(Callbacks.back());
    Callbacks.pop_back();
    Next(Current);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a callback in 'Callbacks' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void byIndex(int I) {
    Guard Lock(Mutex);
    Callbacks[I](Current);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a callback in 'Callbacks' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void throughAPointer() {
    Guard Lock(Mutex);
    Raw(Current);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Raw' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void byHand() {
    Mutex.lock();
    Changed(Current);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
    Mutex.unlock();
  }
  void tellListeners() {
    Guard Lock(Mutex);
    for (Listener *L : Listeners)
      L->changed(Current);
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void tellThoseAlive() {
    Guard Lock(Mutex);
    for (auto &Weak : Alive)
      if (auto L = Weak.lock())
        L->changed(Current);
        // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void throughAFunction() {
    Guard Lock(Mutex);
    notify();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'notify' reaches a callback while 'Mutex' is locked; it deadlocks if it comes back for the lock
    // CHECK-MESSAGES: :[[@LINE+17]]:19: note: 'notify' calls 'Changed' here
    // CHECK-MESSAGES: :[[@LINE-4]]:11: note: locked here
  }
  void onSomePaths(bool Take) {
    std::unique_lock Lock(Mutex, std::defer_lock);
    if (Take)
      Lock.lock();
    Changed(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked on some paths; it deadlocks if it comes back for the lock
  }
  int asks() {
    Guard Lock(Mutex);
    return Factory();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Factory' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }

private:
  void notify() { Changed(Current); }
  std::mutex Mutex;
  std::shared_mutex Readers;
  int Current = 0;
  std::function<void(int)> Changed, changed_, m_changed;
  std::function<int()> Factory;
  void (*Raw)(int) = nullptr;
  std::vector<std::function<void(int)>> Callbacks;
  std::map<int, std::function<void(int)>> Named;
  std::vector<Listener *> Listeners;
  std::vector<std::weak_ptr<Listener>> Alive;
};

std::mutex GlobalMutex;
std::function<void()> GlobalHook;
void global() {
  Guard Lock(GlobalMutex);
  GlobalHook();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'GlobalHook' is called while 'GlobalMutex' is locked; it deadlocks if it comes back for the lock
}

//===- Not flagged ----------------------------------------------------------===//

// A logger that may have listeners: the rare case of a rare case.
class Listened {
public:
  void works() {
    Guard Lock(Mutex);
    log(1);
  }

private:
  void log(int Line) {
    if (Enabled)
      tell(Line);
  }
  void tell(int Line) {
    if (Listener)
      Listener(Line);
  }
  bool Enabled = false;
  std::mutex Mutex;
  std::function<void(int)> Listener;
};

class Careful {
public:
  void copies(int Value) {
    std::function<void(int)> Copy;
    {
      Guard Lock(Mutex);
      Current = Value;
      Copy = Changed;
    }
    if (Copy)
      Copy(Value);
  }
  void unlocks(int Value) {
    std::unique_lock Lock(Mutex);
    Current = Value;
    Lock.unlock();
    Changed(Value);
  }
  void swaps() {
    std::vector<std::function<void(int)>> Now;
    {
      Guard Lock(Mutex);
      Now = std::move(Callbacks);
    }
    for (auto &Callback : Now)
      Callback(1);
  }
  void onlyAsks() {
    Guard Lock(Mutex);
    if (Changed)
      ++Current;
  }
  void sets(std::function<void(int)> To) {
    Guard Lock(Mutex);
    Changed = std::move(To);
  }
  void runsLater() {
    Guard Lock(Mutex);
    std::thread([this] { Changed(1); }).detach();
  }
  // The callee unlocks it.
  void unlocksInAFunction() {
    Mutex.lock();
    callUnlocked();
    Mutex.unlock();
  }
  // Whoever gets the guard may unlock it.
  void givesTheGuard() {
    std::unique_lock Lock(Mutex);
    WithLock(Lock);
  }

private:
  void callUnlocked() {
    Mutex.unlock();
    Changed(1);
    Mutex.lock();
  }
  std::mutex Mutex;
  int Current = 0;
  std::function<void(int)> Changed;
  std::function<void(std::unique_lock<std::mutex> &)> WithLock;
  std::vector<std::function<void(int)>> Callbacks;
};

// The caller brings it, and knows that it runs under the lock.
class Locked {
public:
  template <class F> void with(F Function) {
    Guard Lock(Mutex);
    Function(Value);
  }
  void withErased(const std::function<void(int)> &Function) {
    Guard Lock(Mutex);
    Function(Value);
  }
  void withPointer(void (*Function)(int)) {
    Guard Lock(Mutex);
    Function(Value);
  }
  void use() {
    with([](int) {});
  }

private:
  std::mutex Mutex;
  int Value = 0;
};

struct Options {
  std::function<void()> Progress;
};
void inAnArgument(const Options &O) {
  Guard Lock(GlobalMutex);
  O.Progress();
}

// Ours.
class Ours {
public:
  void lambda() {
    Guard Lock(Mutex);
    auto Count = [this] { ++Value; };
    Count();
  }
  void local() {
    Guard Lock(Mutex);
    std::function<void()> Count = [this] { ++Value; };
    Count();
  }
  void comparator() {
    Guard Lock(Mutex);
    std::sort(Values.begin(), Values.end(), [](int A, int B) { return A < B; });
  }
  void functor() {
    Guard Lock(Mutex);
    Less(1, 2);
  }
  void functions() {
    Guard Lock(Mutex);
    work();
    pure();
  }

private:
  int pure() const { return Value; }
  struct Compare {
    bool operator()(int A, int B) const { return A < B; }
  } Less;
  std::mutex Mutex;
  int Value = 0;
  std::vector<int> Values;
};

// The thread that has it may lock it again.
class Again {
public:
  void set() {
    std::lock_guard<std::recursive_mutex> Lock(Mutex);
    Changed();
  }

private:
  std::recursive_mutex Mutex;
  std::function<void()> Changed;
};

// Objects that are used, not listeners that are told.
struct Shape {
  virtual ~Shape() = default;
  virtual void draw() { ++Count; }
  int Count = 0;
};
class Scene {
public:
  void draw() {
    Guard Lock(Mutex);
    for (Shape *S : Shapes)
      S->draw();
    First->changed(1);
    for (Listener *L : Listeners)
      Sum += L->priority();
  }

private:
  std::mutex Mutex;
  int Sum = 0;
  std::vector<Shape *> Shapes;
  Listener *First;
  std::vector<Listener *> Listeners;
};

class Silenced {
public:
  void set() {
    Guard Lock(Mutex);
    Changed(); // NOLINT(async-callback-under-lock)
    // NOLINTNEXTLINE(async-callback-under-lock): documented: must not call back
    Changed();
  }

private:
  std::mutex Mutex;
  std::function<void()> Changed;
};

// Hooks that do nothing until somebody overrides them.
struct Extension {
  virtual ~Extension() {}
  virtual void onEvent(int) {}
  virtual void onClose() {}
};
class Extensible {
public:
  void tell(int event) {
    Guard Lock(Mutex);
    for (auto It = Extensions.begin(), End = Extensions.end(); It != End; ++It)
      (*It)->onEvent(event);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'onEvent' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock [async-callback-under-lock]
    // CHECK-MESSAGES: :[[@LINE-4]]:11: note: locked here
  }
  void tellOutside(int event) {
    std::vector<std::shared_ptr<Extension>> copy;
    {
      Guard Lock(Mutex);
      copy = Extensions;
    }
    for (auto It = copy.begin(); It != copy.end(); ++It)
      (*It)->onEvent(event);
  }

private:
  std::mutex Mutex;
  std::vector<std::shared_ptr<Extension>> Extensions;
};

// A method that somebody registered.
template <typename T> class Watcher {
public:
  Watcher(T &object, void (T::*method)(int)) : Object(&object), Method(method) {}
  void tell(int value) {
    Guard Lock(Mutex);
    (Object->*Method)(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Method' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock [async-callback-under-lock]
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: locked here
  }
  static void tellOne(T &object, void (T::*method)(int), std::mutex &mutex) {
    Guard Lock(mutex);
    (object.*method)(1);
  }

private:
  T *Object;
  void (T::*Method)(int);
  std::mutex Mutex;
};
struct Watched {
  void changed(int);
};
void watch(Watched &watched, std::mutex &mutex) {
  Watcher<Watched>(watched, &Watched::changed).tell(1);
  Watcher<Watched>::tellOne(watched, &Watched::changed, mutex);
}
