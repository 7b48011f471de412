// REQUIRES: libstdcxx-coroutine
// RUN: %check %s async-guarded-reference-escape --real-headers

// What real code bases taught.

#include <list>
#include <map>
#include <mutex>
#include <string>

//===- Flagged ------------------------------------------------------------===//

class Names {
public:
  std::list<std::string>::iterator last() {
    std::lock_guard lock(mutex);
    return --names.end();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: an iterator into 'names' is used when 'mutex' is unlocked again, while others change it; return a copy [async-guarded-reference-escape]
  }
  void forget() {
    std::lock_guard lock(mutex);
    names.clear();
  }

private:
  std::mutex mutex;
  std::list<std::string> names;
};

//===- Not flagged --------------------------------------------------------===//

struct Session {
  int references;
};
void retain(Session *session);

// trantor's cache of TLS sessions: the pointer is copied out, with a reference of its own.
class SessionCache {
public:
  Session *get(const std::string &key) {
    std::lock_guard lock(mutex);
    auto it = sessions.find(key);
    if (it == sessions.end())
      return nullptr;
    Session *session = it->second;
    retain(session);
    return session;
  }
  Session *first() {
    std::lock_guard lock(mutex);
    return sessions.begin()->second;
  }
  void clear() {
    std::lock_guard lock(mutex);
    sessions.clear();
  }

private:
  std::mutex mutex;
  std::map<std::string, Session *> sessions;
};

// libcoro's timers: the class keeps the iterator to take the timer out later, under the lock.
class Timers {
public:
  void schedule(int time) {
    auto token = add(time);
    std::lock_guard lock(mutex);
    timers.erase(token);
  }

private:
  std::multimap<int, Session>::iterator add(int time) {
    std::lock_guard lock(mutex);
    auto position = timers.emplace(time, Session{});
    return position;
  }

  std::mutex mutex;
  std::multimap<int, Session> timers;
};
