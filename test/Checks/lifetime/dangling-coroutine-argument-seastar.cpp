// RUN: %check %s async-dangling-coroutine-argument --std=c++20

#include <seastar.h>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;
ss::future<> reconcile(const std::string &Name);

// redpanda, commit 5af47074b6: the loop runs when the vector is gone.
ss::future<> loopOverAParameter(std::vector<std::string> Names) {
  return ss::do_for_each(Names, [](const std::string &Name) { return reconcile(Name); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task refers to 'Names' and may outlive it [async-dangling-coroutine-argument]
}

ss::future<> loopOverIterators() {
  std::vector<std::string> Names;
  return ss::do_for_each(Names.begin(), Names.end(), [](const std::string &Name) { return reconcile(Name); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task refers to 'Names' and may outlive it
}

ss::future<> keptByDoWith(std::vector<std::string> Names) {
  return ss::do_with(std::move(Names), [](std::vector<std::string> &Names) {
    return ss::do_for_each(Names, [](const std::string &Name) { return reconcile(Name); });
  });
}

ss::future<> awaited(std::vector<std::string> Names) {
  co_await ss::do_for_each(Names, [](const std::string &Name) { return reconcile(Name); });
}

// It goes on when nobody has its future.
ss::future<> store(const std::string &Name) {
  co_await reconcile(Name);
  co_await reconcile(Name);
}
void startedAndDropped() {
  std::string Name = "name";
  (void)store(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task refers to 'Name' and may outlive it
}
ss::future<> startedAndAwaited() {
  std::string Name = "name";
  co_await store(Name);
}
void whatOthersHave(const std::string &Name) { (void)store(Name); }
