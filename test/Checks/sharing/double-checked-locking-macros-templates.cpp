// RUN: %check %s async-double-checked-locking

#include <std.h>

void init();
std::mutex mutex;

#define LOCKED(m) std::lock_guard<std::mutex> lock(m)
#define UNLESS(flag) if (!(flag))

static bool by_macro = false;
void with_macros() {
  UNLESS(by_macro) {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'by_macro' is no atomic, but tested without the lock: it may be seen set before what it stands for [async-double-checked-locking]
    LOCKED(mutex);
    UNLESS(by_macro) {
      init();
      by_macro = true;
    }
  }
}

template <class T> class Lazy {
public:
  T *get() {
    if (!value_) {
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'value_' is no atomic, but tested without the lock
      std::lock_guard<std::mutex> lock(mutex_);
      if (!value_)
        value_ = new T;
    }
    return value_;
  }

private:
  std::mutex mutex_;
  T *value_ = nullptr;
};
template class Lazy<int>;
template class Lazy<long>;

static bool ready = false;
void nested() {
  auto ensure = [] {
    if (!ready) {
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'ready' is no atomic, but tested without the lock
      std::lock_guard<std::mutex> lock(mutex);
      if (!ready) {
        init();
        ready = true;
      }
    }
  };
  ensure();
}

static bool silent = false;
void silenced() {
  if (!silent) { // NOLINT(async-double-checked-locking)
    std::lock_guard<std::mutex> lock(mutex);
    if (!silent)
      silent = true;
  }
}

// The lock is another function's.
static bool unlocked = false;
void not_flagged() {
  if (!unlocked) {
    auto later = [] { std::lock_guard<std::mutex> lock(mutex); };
    if (!unlocked)
      unlocked = true;
    later();
  }
}
