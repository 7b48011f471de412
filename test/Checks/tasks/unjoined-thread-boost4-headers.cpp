// REQUIRES: boost-thread
// RUN: %check %s async-unjoined-thread --real-headers -- %boost-thread-flags -DBOOST_THREAD_VERSION=4

// From version 3 on the destructor of boost::thread ends the program.

#include <boost/thread.hpp>
#include <boost/thread/scoped_thread.hpp>
#include <thread>

void work();
bool ready();

void never_joined() {
  boost::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing joins or detaches the thread in 't': its destructor ends the program
}

bool early_return() {
  boost::thread t(work);
  if (ready())
    return false;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is not joined before this return: its destructor ends the program
  t.join();
  return true;
}

void temporary() {
  boost::thread{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this thread has no name, and is destroyed here without being joined
}

void overwritten() {
  boost::thread t(work);
  t = boost::thread(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 't' gets another thread while its own is neither joined nor detached
  t.join();
}

class Owner {
public:
  Owner() { thread_ = new boost::thread(work); }
  ~Owner() {
    delete thread_;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing joins or detaches the thread that 'thread_' points to
  }

private:
  boost::thread *thread_ = nullptr;
};

// Not flagged, whatever the version.

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
