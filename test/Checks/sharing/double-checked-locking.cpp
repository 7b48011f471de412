// RUN: %check %s async-double-checked-locking --std=c++11,c++17,c++20

#include <std.h>

struct Config {
  void read();
};
void init();
std::mutex mutex;

//===- Over what is no atomic ---------------------------------------------===//

static Config *config = nullptr;
Config &lazy() {
  if (config == nullptr) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'config' is no atomic, but tested without the lock: it may be seen set before what it stands for [async-double-checked-locking]
    std::lock_guard<std::mutex> lock(mutex);
    if (config == nullptr)
      config = new Config;
  }
  return *config;
}

class Module {
public:
  void use() {
    ensure();
  }
  Config *config() {
    if (!config_) {
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'config_' is no atomic, but tested without the lock
      std::unique_lock<std::mutex> lock(mutex_);
      if (!config_)
        config_ = std::make_shared<Config>();
    }
    return config_.get();
  }

private:
  void ensure() {
    if (ready_)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'ready_' is no atomic, but tested without the lock
      return;
    std::lock_guard<std::mutex> lock(mutex_);
    if (ready_)
      return;
    init();
    ready_ = true;
  }
  std::mutex mutex_;
  bool ready_{false};
  std::shared_ptr<Config> config_;
};

// volatile doesn't help.
volatile int opened;
void open_once() {
  if (opened == 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'opened' is no atomic, but tested without the lock
    mutex.lock();
    if (opened == 0) {
      init();
      opened = 1;
    }
    mutex.unlock();
  }
}

//===- Without the second test --------------------------------------------===//

std::atomic<bool> initialized{false};
void not_again() {
  if (initialized.load())
    return;
  std::unique_lock<std::mutex> lock(mutex);
  init();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'initialized' isn't tested again under the lock: each thread that found it unset does this again
  initialized = true;
}

static Config *other = nullptr;
Config *not_again_and_no_atomic() {
  if (!other) {
    std::lock_guard<std::mutex> lock(mutex);
    other = new Config;
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'other' isn't tested again under the lock
  }
  return other;
}

//===- Not flagged --------------------------------------------------------===//

class Right {
public:
  Config *atomic_pointer() {
    Config *known = config_.load();
    if (!config_.load()) {
      std::lock_guard<std::mutex> lock(mutex_);
      if (!config_.load())
        config_ = new Config;
    }
    return config_;
  }
  void atomic_flag() {
    if (ready_)
      return;
    std::lock_guard<std::mutex> lock(mutex_);
    if (!ready_) {
      init();
      ready_ = true;
    }
  }
  Config *always_locked() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!plain_)
      plain_ = new Config;
    return plain_;
  }
  Config *static_local() {
    static Config config;
    return &config;
  }
  void once() {
    std::call_once(once_, [this] { plain_ = new Config; });
  }

private:
  std::mutex mutex_;
  std::once_flag once_;
  std::atomic<Config *> config_{nullptr};
  std::atomic<bool> ready_{false};
  Config *plain_ = nullptr;
};

class OwnThreadsFlag {
public:
  void flush() {
    if (!dirty_)
      return;
    std::lock_guard<std::mutex> lock(mutex_);
    init();
    dirty_ = false;
  }
  // Told before it is done: nothing is done twice.
  void stop() {
    if (stopped_)
      return;
    std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
    init();
  }
  void helper() {
    std::lock_guard<std::mutex> lock(mutex_);
    locked();
  }

private:
  // Called with one lock held, takes another.
  void locked() {
    if (!config_) {
      std::lock_guard<std::mutex> lock(other_);
      if (!config_)
        config_ = new Config;
    }
  }
  std::mutex mutex_, other_;
  bool dirty_ = false;
  std::atomic<bool> stopped_{false};
  Config *config_ = nullptr;
};

// The lock isn't for what is tested.
Config *replaced = nullptr;
void resets() {
  if (replaced) {
    std::lock_guard<std::mutex> lock(mutex);
    if (replaced)
      replaced->read();
    replaced = new Config;
  }
}

void parameter(Config *given) {
  if (!given) {
    std::lock_guard<std::mutex> lock(mutex);
    if (!given)
      given = new Config;
  }
}
