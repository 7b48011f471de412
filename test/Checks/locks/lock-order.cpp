// RUN: %check %s async-lock-order --std=c++11,c++20 --strict-notes

#include <std.h>

using Guard = std::lock_guard<std::mutex>;

//===- Flagged ------------------------------------------------------------===//

class Bank {
public:
  void book() {
    Guard accounts(accounts_);
    Guard journal(journal_);
    ++entries_;
  }
  void audit() {
    Guard journal(journal_);
    Guard accounts(accounts_);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'accounts_' is locked under 'journal_' here, and 'journal_' under 'accounts_' elsewhere: two threads that do so wait for each other [async-lock-order]
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: 'journal_' is locked here
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: then 'accounts_' here, in 'audit'
    // CHECK-MESSAGES: :[[@LINE-10]]:11: note: 'accounts_' is locked here
    // CHECK-MESSAGES: :[[@LINE-10]]:11: note: then 'journal_' here, in 'book'
    ++entries_;
  }
  void auditAgain() {
    Guard journal(journal_);
    Guard accounts(accounts_);
    ++entries_;
  }

private:
  std::mutex accounts_, journal_;
  int entries_ = 0;
};

class Session;

class Server {
public:
  void closeAll();
  void forget(Session *session) {
    Guard lock(mutex_);
    sessions_.push_back(session);
  }

private:
  std::mutex mutex_;
  std::vector<Session *> sessions_;
};

class Session {
public:
  explicit Session(Server &server) : server_(server) {}
  void close() {
    Guard lock(mutex_);
    open_ = false;
  }
  void onError() {
    Guard lock(mutex_);
    if (open_)
      server_.forget(this);
  }

private:
  Server &server_;
  std::mutex mutex_;
  bool open_ = true;
};

void Server::closeAll() {
  Guard lock(mutex_);
  for (Session *session : sessions_)
    session->close();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Session::mutex_' is locked under 'Server::mutex_' here, and 'Server::mutex_' under 'Session::mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
  // CHECK-MESSAGES: :[[@LINE-4]]:9: note: 'Server::mutex_' is locked here
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: 'closeAll' calls 'close' here
  // CHECK-MESSAGES: :[[@LINE-22]]:11: note: then 'Session::mutex_' here, in 'close'
  // CHECK-MESSAGES: :[[@LINE-19]]:11: note: 'Session::mutex_' is locked here
  // CHECK-MESSAGES: :[[@LINE-18]]:15: note: 'onError' calls 'forget' here
  // CHECK-MESSAGES: :[[@LINE-38]]:11: note: then 'Server::mutex_' here, in 'forget'
}

std::mutex configuration, log;

void reload() {
  configuration.lock();
  log.lock();
  log.unlock();
  configuration.unlock();
}

void dump() {
  std::unique_lock<std::mutex> lock(log);
  Guard inner(configuration);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'configuration' is locked under 'log' here, and 'log' under 'configuration' elsewhere: two threads that do so wait for each other [async-lock-order]
  // CHECK-MESSAGES: :[[@LINE-3]]:32: note: 'log' is locked here
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: then 'configuration' here, in 'dump'
  // CHECK-MESSAGES: :[[@LINE-12]]:17: note: 'configuration' is locked here
  // CHECK-MESSAGES: :[[@LINE-12]]:7: note: then 'log' here, in 'reload'
}

//===- Not flagged --------------------------------------------------------===//

class Ordered {
public:
  void one() {
    Guard first(first_);
    Guard second(second_);
  }
  void two() {
    Guard first(first_);
    {
      Guard second(second_);
    }
    Guard second(second_);
  }
  void notAtTheSameTime() {
    {
      Guard second(second_);
    }
    Guard first(first_);
  }
  void unlockedBefore() {
    std::unique_lock<std::mutex> second(second_);
    second.unlock();
    Guard first(first_);
    second.lock();
    second.unlock();
  }
  void tries() {
    Guard second(second_);
    std::unique_lock<std::mutex> first(first_, std::try_to_lock);
  }
  void together() {
    std::lock(second_, first_);
    Guard second(second_, std::adopt_lock);
    Guard first(first_, std::adopt_lock);
  }
  void togetherByGuards() {
    std::unique_lock<std::mutex> second(second_, std::defer_lock);
    std::unique_lock<std::mutex> first(first_, std::defer_lock);
    std::lock(second, first);
  }

private:
  std::mutex first_, second_;
};

// A third mutex lets in one of both at a time.
class Gated {
public:
  void one() {
    Guard gate(gate_);
    Guard first(first_);
    Guard second(second_);
  }
  void two() {
    Guard gate(gate_);
    Guard second(second_);
    Guard first(first_);
  }

private:
  std::mutex gate_, first_, second_;
};

class BeingMade {
public:
  BeingMade() {
    Guard second(second_);
    Guard first(first_);
  }
  void use() {
    Guard first(first_);
    Guard second(second_);
  }

private:
  std::mutex first_, second_;
};

void locals(std::mutex &a, std::mutex &b) {
  Guard first(a);
  Guard second(b);
}
void localsAgain(std::mutex &a, std::mutex &b) {
  Guard second(b);
  Guard first(a);
}

std::mutex left, right;
void leftRight() {
  Guard outer(left);
  Guard inner(right);
}
void rightLeft() {
  Guard outer(right);
  Guard inner(left); // NOLINT(async-lock-order)
}

class Guests {
public:
  void leave() { Guard lock(guests_); }
  void list();

private:
  std::mutex guests_;
};
class Guest {
public:
  explicit Guest(Guests &at) : at_(at) {}
  ~Guest() { at_.leave(); }

private:
  Guests &at_;
};
class Rooms {
public:
  void number() { Guard lock(rooms_); }
  void close() {
    Guard lock(rooms_);
    guest_.reset();
  }

private:
  std::mutex rooms_;
  std::unique_ptr<Guest> guest_;
};
Rooms rooms;
void Guests::list() {
  Guard lock(guests_);
  rooms.number();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'rooms_' is locked under 'guests_' here, and 'guests_' under 'rooms_' elsewhere: two threads that do so wait for each other [async-lock-order]
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: 'guests_' is locked here
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: 'list' calls 'number' here
  // CHECK-MESSAGES: :[[@LINE-17]]:25: note: then 'rooms_' here, in 'number'
  // CHECK-MESSAGES: :[[@LINE-16]]:11: note: 'rooms_' is locked here
  // CHECK-MESSAGES: :[[@LINE-16]]:12: note: 'close' calls '~Guest' here
  // CHECK-MESSAGES: :[[@LINE-27]]:18: note: '~Guest' calls 'leave' here
  // CHECK-MESSAGES: :[[@LINE-37]]:24: note: then 'guests_' here, in 'leave'
}
