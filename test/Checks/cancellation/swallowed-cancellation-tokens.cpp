// RUN: %check %s async-swallowed-cancellation --std=c++2b

#include <exception>
#include <seastar.h>
#include <seastar/core/coroutine.hh>

namespace ss = seastar;

void warn(std::exception_ptr Error);
void keep(std::exception_ptr Error);
ss::future<> replay();
ss::future<> pause();
ss::future<> pauseUnless(ss::abort_source &Source);

class Replayer {
  ss::abort_source Source;
  ss::future<> step();

public:
  // Only the call in the block asks, and what the handler writes down is lost.
  ss::future<> swallows() {
    for (;;) {
      try {
        Source.check();
        co_await replay();
      } catch (...) {
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler swallows 'seastar::abort_requested_exception': the loop goes on when the coroutine is cancelled [async-swallowed-cancellation]
        warn(std::current_exception());
      }
      co_await pause();
    }
  }

  //===- Not flagged --------------------------------------------------------===//

  ss::future<> keeps() {
    for (;;) {
      try {
        Source.check();
        co_await replay();
      } catch (...) {
        keep(std::current_exception());
      }
      co_await pause();
    }
  }
  // The pause asks too.
  ss::future<> pauses() {
    for (;;) {
      try {
        Source.check();
        co_await replay();
      } catch (...) {
        warn(std::current_exception());
      }
      co_await pauseUnless(Source);
    }
  }
  // A method may ask its own.
  ss::future<> steps() {
    for (;;) {
      try {
        Source.check();
        co_await replay();
      } catch (...) {
        warn(std::current_exception());
      }
      co_await step();
    }
  }
};
