// RUN: %check %s async-detached-task

// Threads of C, which are given the object that starts them.

#include <posix.h>
#include <std.h>

int acceptOne(int socket);

class Listener {
public:
  ~Listener() { stopped_ = true; }
  bool start() {
    pthread_t thread;
    if (pthread_create(&thread, nullptr, &Listener::run, this) != 0)
      return false;
    pthread_detach(thread);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the thread that is detached here uses this object, whose destructor doesn't wait for it [async-detached-task]
    // CHECK-MESSAGES: :[[@LINE-4]]:58: note: it is given the object here
    return true;
  }

private:
  static void *run(void *listener) {
    static_cast<Listener *>(listener)->serve();
    return nullptr;
  }
  void serve() {
    while (!stopped_)
      last_ = acceptOne(socket_);
  }
  std::atomic<bool> stopped_{false};
  int socket_ = -1, last_ = 0;
};

//===- Not flagged --------------------------------------------------------===//

class Waiting {
public:
  ~Waiting() {
    std::unique_lock<std::mutex> lock(mutex_);
    ended_.wait(lock, [this] { return done_; });
  }
  void start() {
    pthread_t thread;
    pthread_create(&thread, nullptr, &Waiting::run, this);
    pthread_detach(thread);
  }

private:
  static void *run(void *waiting);
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
};

class ForEver {
public:
  void start() {
    pthread_t thread, other;
    pthread_create(&thread, nullptr, &ForEver::run, this);
    pthread_detach(thread);
    pthread_create(&other, nullptr, &ForEver::run, nullptr);
    pthread_detach(other);
  }

private:
  static void *run(void *forEver);
};

class Joined {
public:
  ~Joined() { stopped_ = true; }
  void start() {
    pthread_t thread, other;
    pthread_create(&thread, nullptr, &Joined::run, this);
    pthread_create(&other, nullptr, &Joined::run, nullptr);
    pthread_detach(other);
    pthread_join(thread, nullptr);
  }

private:
  static void *run(void *joined);
  std::atomic<bool> stopped_{false};
};
