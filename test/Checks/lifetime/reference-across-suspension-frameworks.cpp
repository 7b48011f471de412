// RUN: %check %s async-reference-across-suspension

#include <map>
#include <seastar.h>
#include <seastar/core/coroutine.hh>
#include <utility>
#include <vector>

namespace ss = seastar;

struct Session {
  int Id = 0;
  ss::future<> close();
};
ss::future<> send(int Value);

class Table {
  std::map<int, Session> Sessions;
  std::vector<Session> Fixed;
  std::vector<int> Numbers;

public:
  void drop(int Id) { Sessions.erase(Id); }
  void add(int Number) { Numbers.push_back(Number); }

  //===- Flagged ------------------------------------------------------------===//

  ss::future<> oneByOne() {
    co_await ss::do_for_each(Sessions, [](auto &Each) { return Each.second.close(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Sessions' is gone through while the coroutine is suspended here, and may change; go through a copy [async-reference-across-suspension]
    // CHECK-MESSAGES: :[[@LINE-8]]:32: note: 'Sessions' is changed here, by 'drop'
  }
  ss::future<> byIterators() {
    co_await ss::do_for_each(Numbers.begin(), Numbers.end(), [](int Each) { return send(Each); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Numbers' is gone through while
  }
  ss::future<> someAtATime() {
    co_await ss::max_concurrent_for_each(Numbers, 8, [](int Each) { return send(Each); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Numbers' is gone through while
  }
  ss::future<> loop() {
    for (auto &Each : Sessions)
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Sessions' may change while this loop's body is suspended
      co_await Each.second.close();
  }

  //===- Not flagged --------------------------------------------------------===//

  // Goes through it before the first suspension.
  ss::future<> allAtOnce() {
    co_await ss::parallel_for_each(Numbers, [](int Each) { return send(Each); });
  }
  ss::future<> ofTheFrame() {
    auto Mine = std::exchange(Numbers, {});
    co_await ss::max_concurrent_for_each(Mine, 8, [](int Each) { return send(Each); });
  }
  ss::future<> takenAlong() {
    co_await ss::do_with(std::move(Numbers), 1, [](auto &Mine, int) { return send(Mine[0]); });
  }
  ss::future<> neverChanged() {
    co_await ss::do_for_each(Fixed, [](Session &Each) { return Each.close(); });
  }
};
