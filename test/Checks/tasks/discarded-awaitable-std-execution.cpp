// RUN: %check %s async-discarded-awaitable

// std::execution: nothing runs before it is awaited, waited for or spawned.

#include <std-execution.h>

namespace ex = std::execution;

struct Frame {};
ex::task<Frame> capture();
ex::task<void> show(Frame frame);
ex::task<int> count();

//===- Flagged ------------------------------------------------------------===//

ex::task<void> preview(bool twice) {
  Frame frame = co_await capture();
  show(frame);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'show' is dropped and never runs; await it [async-discarded-awaitable]
  if (twice)
    show(frame);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'show' is dropped and never runs; await it [async-discarded-awaitable]
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'count' is dropped and never runs; await it [async-discarded-awaitable]
}

void fromOutside() {
  capture();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'capture' is dropped and never runs [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

ex::task<void> awaited() {
  co_await show(co_await capture());
  co_await ex::when_all(capture(), count());
  auto counted = co_await ex::stopped_as_optional(count());
  ex::task<void> last = show({});
  co_await std::move(last);
}

void waited() {
  std::this_thread::sync_wait(count());
  std::this_thread::sync_wait_with_variant(ex::when_all(capture(), count()));
}

ex::task<void> spawned(ex::counting_scope &scope, ex::run_loop &loop) {
  ex::spawn(ex::starts_on(loop.get_scheduler(), show({})) | ex::upon_error([](auto) noexcept {}),
            scope.get_token());
  auto counting = ex::spawn_future(ex::starts_on(loop.get_scheduler(), count()), scope.get_token());
  scope.close();
  co_await scope.join();
}

// Started by hand: the operation keeps the task.
template <class Receiver> class Preview {
public:
  explicit Preview(Receiver receiver) : operation(ex::connect(show({}), receiver)) {}
  void start() { ex::start(operation); }

private:
  decltype(ex::connect(show({}), std::declval<Receiver>())) operation;
};
