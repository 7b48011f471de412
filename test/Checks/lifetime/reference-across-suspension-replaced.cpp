// RUN: %check %s async-reference-across-suspension --std=c++2b

#include <map>
#include <memory>
#include <seastar.h>
#include <seastar/core/coroutine.hh>
#include <string>
#include <vector>

namespace ss = seastar;

ss::future<int> load(int Key);
ss::future<> send(int Value);
void use(int Value);

//===- The object around is replaced ----------------------------------------===//

struct State {
  std::map<int, std::vector<int>> Nodes;
  int Version = 0;
};
ss::future<State> read();

class Service {
  State Current, Fixed;

public:
  ss::future<> reload() { Current = co_await read(); }
  ss::future<> stream(int Id) {
    auto It = Current.Nodes.find(Id);
    const std::vector<int> &Tokens = It->second;
    co_await send(Id);
    use(Tokens.size());
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tokens' leads into 'Nodes', which may have changed while the coroutine was suspended; look it up again [async-reference-across-suspension]
  }
  ss::future<> keepsCopy(int Id) {
    auto It = Current.Nodes.find(Id);
    const std::vector<int> Tokens = It->second;
    co_await send(Id);
    use(Tokens.size());
  }
};

//===- Nothing keeps the snapshot -------------------------------------------===//

struct Topology {
  std::map<int, int> Racks;
  const std::map<int, int> &racks() const { return Racks; }
};
class Database {
public:
  std::shared_ptr<const Topology> topology() const { return Shared; }
  std::shared_ptr<Database> self();
  std::vector<int> Rows;

private:
  std::shared_ptr<const Topology> Shared;
};

ss::future<> restoreByName(Database &Of) {
  const auto &Racks = Of.topology()->Racks;
  co_await send(1);
  use(Racks.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Racks' leads into what 'topology' gave, which nothing has kept while the coroutine was suspended
}
ss::future<> restoreKept(Database &Of) {
  auto Kept = Of.topology();
  for (const auto &[Rack, Count] : Kept->racks())
    co_await send(Rack);
}
// An object of its own identity, which lives on.
ss::future<> restoreOther(Database &Of) {
  const auto &Rows = Of.self()->Rows;
  co_await send(1);
  use(Rows.size());
}
ss::future<> usedBefore(Database &Of) {
  const auto &Racks = Of.topology()->Racks;
  use(Racks.size());
  co_await send(1);
}

//===- Loops whose task is returned -----------------------------------------===//

struct Assignment {
  int Id;
};
class Table {
  std::vector<Assignment> All, Fixed;

public:
  void add(Assignment A) { All.push_back(A); }
  const std::vector<Assignment> &assignments() const { return All; }
  ss::future<> each() {
    return ss::do_for_each(All, [](const Assignment &A) { return send(A.Id); });
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'All' is gone through while the task is suspended, and may change; go through a copy
  }
  ss::future<> eachFixed() {
    return ss::do_for_each(Fixed, [](const Assignment &A) { return send(A.Id); });
  }
  // One call, which is over when it returns.
  ss::future<> atOnce() {
    return ss::parallel_for_each(All, [](const Assignment &A) { return send(A.Id); });
  }
};
ss::future<> eachOf(Table &Of) {
  return ss::do_for_each(Of.assignments(), [](const Assignment &A) { return send(A.Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'All' is gone through while the task is suspended
}
