// RUN: %check %s async-lock-order --std=c++11,c++20 --strict-notes

#include <std.h>

using Guard = std::lock_guard<std::mutex>;

//===- Flagged ------------------------------------------------------------===//

class Bank {
public:
  void book() {
    Guard accounts(accounts_);
    Guard journal(journal_);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'journal_' is locked under 'accounts_' here, and 'accounts_' under 'journal_' elsewhere: two threads that do so wait for each other [async-lock-order]
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: 'accounts_' is locked here
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: then 'journal_' here, in 'book'
    // CHECK-MESSAGES: :[[@LINE+5]]:11: note: 'journal_' is locked here
    // CHECK-MESSAGES: :[[@LINE+5]]:11: note: then 'accounts_' here, in 'audit'
    ++entries_;
  }
  void audit() {
    Guard journal(journal_);
    Guard accounts(accounts_);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'accounts_' is locked under 'journal_' here, and 'journal_' under 'accounts_' elsewhere: two threads that do so wait for each other [async-lock-order]
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: 'journal_' is locked here
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: then 'accounts_' here, in 'audit'
    // CHECK-MESSAGES: :[[@LINE-15]]:11: note: 'accounts_' is locked here
    // CHECK-MESSAGES: :[[@LINE-15]]:11: note: then 'journal_' here, in 'book'
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
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Server::mutex_' is locked under 'Session::mutex_' here, and 'Session::mutex_' under 'Server::mutex_' elsewhere: two threads that do so wait for each other [async-lock-order]
      // CHECK-MESSAGES: :[[@LINE-4]]:11: note: 'Session::mutex_' is locked here
      // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'onError' calls 'forget' here
      // CHECK-MESSAGES: :[[@LINE-23]]:11: note: then 'Server::mutex_' here, in 'forget'
      // CHECK-MESSAGES: :[[@LINE+12]]:9: note: 'Server::mutex_' is locked here
      // CHECK-MESSAGES: :[[@LINE+13]]:14: note: 'closeAll' calls 'close' here
      // CHECK-MESSAGES: :[[@LINE-13]]:11: note: then 'Session::mutex_' here, in 'close'
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
    // CHECK-MESSAGES: :[[@LINE-29]]:11: note: then 'Session::mutex_' here, in 'close'
    // CHECK-MESSAGES: :[[@LINE-26]]:11: note: 'Session::mutex_' is locked here
    // CHECK-MESSAGES: :[[@LINE-25]]:15: note: 'onError' calls 'forget' here
    // CHECK-MESSAGES: :[[@LINE-45]]:11: note: then 'Server::mutex_' here, in 'forget'
}

std::mutex configuration, log;

void reload() {
  configuration.lock();
  log.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'log' is locked under 'configuration' here, and 'configuration' under 'log' elsewhere: two threads that do so wait for each other [async-lock-order]
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: 'configuration' is locked here
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: then 'log' here, in 'reload'
  // CHECK-MESSAGES: :[[@LINE+7]]:32: note: 'log' is locked here
  // CHECK-MESSAGES: :[[@LINE+7]]:9: note: then 'configuration' here, in 'dump'
  log.unlock();
  configuration.unlock();
}

void dump() {
  std::unique_lock<std::mutex> lock(log);
  Guard inner(configuration);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'configuration' is locked under 'log' here, and 'log' under 'configuration' elsewhere: two threads that do so wait for each other [async-lock-order]
  // CHECK-MESSAGES: :[[@LINE-3]]:32: note: 'log' is locked here
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: then 'configuration' here, in 'dump'
  // CHECK-MESSAGES: :[[@LINE-17]]:17: note: 'configuration' is locked here
  // CHECK-MESSAGES: :[[@LINE-17]]:7: note: then 'log' here, in 'reload'
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
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'right' is locked under 'left' here, and 'left' under 'right' elsewhere: two threads that do so wait for each other [async-lock-order]
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: 'left' is locked here
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: then 'right' here, in 'leftRight'
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: 'right' is locked here
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
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'guests_' is locked under 'rooms_' here, and 'rooms_' under 'guests_' elsewhere: two threads that do so wait for each other [async-lock-order]
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: 'rooms_' is locked here
    // CHECK-MESSAGES: :[[@LINE-3]]:12: note: 'close' calls '~Guest' here
    // CHECK-MESSAGES: :[[@LINE-14]]:18: note: '~Guest' calls 'leave' here
    // CHECK-MESSAGES: :[[@LINE-24]]:24: note: then 'guests_' here, in 'leave'
    // CHECK-MESSAGES: :[[@LINE+11]]:9: note: 'guests_' is locked here
    // CHECK-MESSAGES: :[[@LINE+11]]:9: note: 'list' calls 'number' here
    // CHECK-MESSAGES: :[[@LINE-11]]:25: note: then 'rooms_' here, in 'number'
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
  // CHECK-MESSAGES: :[[@LINE-25]]:25: note: then 'rooms_' here, in 'number'
  // CHECK-MESSAGES: :[[@LINE-24]]:11: note: 'rooms_' is locked here
  // CHECK-MESSAGES: :[[@LINE-24]]:12: note: 'close' calls '~Guest' here
  // CHECK-MESSAGES: :[[@LINE-35]]:18: note: '~Guest' calls 'leave' here
  // CHECK-MESSAGES: :[[@LINE-45]]:24: note: then 'guests_' here, in 'leave'
}
