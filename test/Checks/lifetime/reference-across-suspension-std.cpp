// RUN: %check %s async-reference-across-suspension --real-headers

#include <coroutine>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task send();
task send(int Value);
void use(int Value);

class Table {
  std::vector<int> Numbers;
  std::vector<bool> Bits;
  std::deque<int> Queue;
  std::list<int> List;
  std::set<int> Set;
  std::map<int, std::string> Map;
  std::unordered_map<int, int> Hashed;
  std::queue<int> Fifo;
  std::priority_queue<int> Heap;
  std::string Name;
  std::map<int, std::vector<int>> Groups;

public:
  void insert(int I) {
    Numbers.emplace_back(I);
    Queue.push_front(I);
    List.insert(List.begin(), I);
    Set.insert(I);
    Map[I];
    Hashed.try_emplace(I, I);
    Fifo.push(I);
    Heap.push(I);
    Name += "x";
  }
  void remove(int I) {
    std::erase_if(Set, [I](int J) { return I == J; });
    Map.extract(I);
    Groups.erase(I);
  }

  //===- Flagged ------------------------------------------------------------===//

  task vector() {
    for (auto &Number : Numbers)
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'Numbers' may change while this loop's body is suspended; the loop then goes on with an invalid iterator [async-reference-across-suspension]
      co_await send(Number);
  }
  task span() {
    std::span<int> All(Numbers);
    co_await send();
    use(All[0]);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'All' leads into 'Numbers'
  }
  task view() {
    std::string_view Text = Name;
    co_await send();
    use(Text.size());
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Text' leads into 'Name'
  }
  task iteratorOfADeque() {
    auto It = Queue.begin();
    co_await send();
    use(*It);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'It' leads into 'Queue'
  }
  task iteratorOfAHashTable() {
    for (auto &[Key, Value] : Hashed)
      // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Hashed' may change while
      co_await send(Value);
  }
  task erasedByAFreeFunction() {
    for (int Each : Set)
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Set' may change while
      // CHECK-MESSAGES: :[[@LINE-2]]:21: note: go through a copy
      co_await send(Each);
  }
  task elementOfAMap(int Key) {
    auto &Text = Map.at(Key);
    co_await send();
    use(Text.size());
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Text' leads into 'Map'
  }
  task constIterator(int Key) {
    if (auto It = Map.find(Key); It != Map.end()) {
      co_await send();
      use(It->first);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'It' leads into 'Map'
    }
  }
  task inserted(int Key) {
    auto [It, New] = Map.try_emplace(Key);
    co_await send();
    It->second = "x";
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this leads into 'Map'
  }
  task top() {
    const int &Most = Heap.top();
    co_await send();
    use(Most);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Most' leads into 'Heap'
  }
  task nested(int Key) {
    auto &Group = Groups[Key];
    for (int Each : Group)
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Groups' may change while
      co_await send(Each);
  }

  //===- Not flagged --------------------------------------------------------===//

  task elementOfADeque() {
    int &First = Queue.front();
    co_await send();
    use(First);
  }
  task elementOfAQueue() {
    int &First = Fifo.front();
    co_await send();
    use(First);
  }
  task elementOfAHashTable(int Key) {
    int &Value = Hashed.at(Key);
    co_await send();
    use(Value);
  }
  task list() {
    for (int &Each : List)
      co_await send(Each);
  }
  task copied() {
    std::string Text = Name;
    co_await send();
    use(Text.size());
  }
  task neverChanged() {
    for (bool Bit : Bits)
      co_await send(Bit);
  }
};
