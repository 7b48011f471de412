// RUN: %check %s async-detached-task --std=c++2b

#include <std.h>

void use(int &value);
void use_copy(int value);
void log(const char *what);
bool next();

void temporary_thread() {
  int count = 0;
  std::thread([&] { use(count); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the thread that is detached here refers to 'count', which ends with this function [async-detached-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:25: note: it is given a reference to 'count' here
}

void named_thread() {
  int count = 0;
  std::thread worker([&count] { use(count); });
  log("started");
  worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the thread that is detached here refers to 'count'
}

void named_body() {
  int count = 0;
  auto body = [&count] { use(count); };
  std::thread worker(body);
  worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the thread that is detached here refers to 'count'
}

void arguments() {
  int count = 0;
  std::thread(use, std::ref(count)).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the thread that is detached here refers to 'count'
}

struct worker {
  void run();
};
void runs_on_a_local() {
  worker local;
  std::thread(&worker::run, &local).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the thread that is detached here refers to 'local'
}

void parameter_by_value(std::string text) {
  std::thread([&text] { log(text.c_str()); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: the thread that is detached here refers to 'text'
}

void each_turn_has_its_own() {
  while (true) {
    int count = 0;
    std::thread([&count] { use(count); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: the thread that is detached here refers to 'count'
  }
}

class client {
  std::mutex mutex_;
  std::thread thread_;
  bool stopped_ = false;
  bool on_own_thread() const;
  void loop() {
    while (!stopped_)
      log("turn");
  }

public:
  client() : thread_([this] { loop(); }) {}
  ~client() {
    if (on_own_thread())
      thread_.detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread that is detached here still uses this object, which is being destroyed [async-detached-task]
    else
      thread_.join();
  }
};

class stopped_at_its_end {
  std::thread thread_;
  std::atomic<bool> stopped_{false};
  void loop() {
    while (!stopped_)
      log("turn");
  }
  void stop() {
    stopped_ = true;
    thread_.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the thread that is detached here still uses this object, which is being destroyed
  }

public:
  stopped_at_its_end() : thread_([this] { loop(); }) {}
  ~stopped_at_its_end() { stop(); }
};

//===- Not flagged --------------------------------------------------------===//

void copies() {
  int count = 0;
  std::thread([count] { use_copy(count); }).detach();
  std::thread(use_copy, count).detach();
  std::thread([=] { use_copy(count); }).detach();
  auto shared = std::make_shared<int>(0);
  std::thread([shared] { use(*shared); }).detach();
}

void lives_elsewhere(int &count) {
  static int total = 0;
  std::thread([&] { use(count); }).detach();
  std::thread([&] { use(total); }).detach();
}

void waits_for_it() {
  std::latch done(1);
  int count = 0;
  std::thread([&] {
    use(count);
    done.count_down();
  }).detach();
  done.wait();
}

void spins_until_it_is_done() {
  std::atomic<bool> done{false};
  std::thread([&] { done = true; }).detach();
  while (!done)
    log("waiting");
}

void joins() {
  int count = 0;
  std::thread worker([&] { use(count); });
  worker.join();
}

void serves_for_ever() {
  worker shared;
  for (;;) {
    std::thread([&shared] { shared.run(); }).detach();
  }
}

// The state that it uses is its own.
class independent {
  struct state {
    bool stopped = false;
  };
  std::shared_ptr<state> state_ = std::make_shared<state>();
  std::thread thread_;

public:
  independent() : thread_([state = state_] { state->stopped = true; }) {}
  ~independent() { thread_.detach(); }
};

// Its object may live as long as the program.
class service {
public:
  void start() {
    std::thread([this] { run(); }).detach();
  }
  void run();
};

// Whoever calls it may know that the object lives on.
class let_go_while_it_lives {
  std::thread thread_;
  std::atomic<bool> stopped_{false};
  void loop() {
    while (!stopped_)
      log("turn");
  }

public:
  let_go_while_it_lives() : thread_([this] { loop(); }) {}
  void let_go() { thread_.detach(); }
  ~let_go_while_it_lives() { stopped_ = true; }
};

int main() {
  int count = 0;
  std::thread([&] { use(count); }).detach();
}

// ZLToolKit's EventPoller: it lets go of what it could not join.
class poller {
  std::thread thread_;
  bool stopped_ = false;
  void loop() {
    while (!stopped_)
      log("turn");
  }
  void shutdown() {
    stopped_ = true;
    try {
      thread_.join();
    } catch (...) {
      thread_.detach();
    }
  }

public:
  poller() : thread_([this] { loop(); }) {}
  ~poller() { shutdown(); }
};
