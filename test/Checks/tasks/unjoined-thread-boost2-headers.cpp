// REQUIRES: boost-thread
// RUN: %check %s async-unjoined-thread --real-headers -- %boost-thread-flags

// Version 2 is the default: the destructor detaches.

#include <boost/thread.hpp>
#include <boost/thread/scoped_thread.hpp>
#include <thread>

void work();
bool ready();

void never_joined() {
  boost::thread t(work);
}

bool early_return() {
  boost::thread t(work);
  if (ready())
    return false;
  t.join();
  return true;
}

void temporary() {
  boost::thread{work};
}

void overwritten() {
  boost::thread t(work);
  t = boost::thread(work);
  t.join();
}

class Owner {
public:
  Owner() { thread_ = new boost::thread(work); }
  ~Owner() {
    delete thread_;
  }

private:
  boost::thread *thread_ = nullptr;
};

void joined() {
  boost::thread t(work);
  t.join();
}
void joined_twice_does_nothing() {
  boost::thread t(work);
  t.join();
  t.join();
}
void detached() {
  boost::thread t(work);
  t.detach();
}
void joins_by_itself() {
  boost::scoped_thread<> t{boost::thread(work)};
}
boost::thread moved_out() {
  boost::thread t(work);
  return t;
}
