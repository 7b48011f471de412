// RUN: %check %s async-blocking-destructor

#include <coroutine.h>
#include <std.h>

template <class T> T sync_wait(mini::task<T> task);
template <class T> mini::task<T> last();

#define WAIT_FOR(task) sync_wait(task)

struct InMacro {
  ~InMacro() { WAIT_FOR(last<int>()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the destructor of 'InMacro' waits for work that may need this very thread
};

// Once, though there are two.
template <class T> struct InTemplate {
  ~InTemplate() { sync_wait(last<T>()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the destructor of 'InTemplate' waits for work that may need this very thread
};
void uses() {
  InTemplate<int> a;
  InTemplate<long> b;
}

struct InLambdaThatIsRunAtOnce {
  ~InLambdaThatIsRunAtOnce() {
    [] { sync_wait(last<int>()); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the destructor of 'InLambdaThatIsRunAtOnce' waits for work that may need this very thread: a lambda reaches 'sync_wait'
  }
};

//===- Not flagged --------------------------------------------------------===//

struct InLambdaForOthers {
  std::function<void()> &next;
  ~InLambdaForOthers() {
    next = [] { sync_wait(last<int>()); };
  }
};
template <class T> struct NeverMade {
  ~NeverMade() { sync_wait(last<T>()); }
};
struct Silenced {
  // NOLINTNEXTLINE(async-blocking-destructor)
  ~Silenced() { sync_wait(last<int>()); }
};
