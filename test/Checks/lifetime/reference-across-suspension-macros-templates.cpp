// RUN: %check %s async-reference-across-suspension

#include <coroutine.h>
#include <map>
#include <vector>

using mini::task;
task<> send(int Value);

#define AWAIT(X) co_await (X)
#define EACH(X, C) for (X : C)
#define FIND(C, K) C.at(K)

struct Item {
  int Id = 0;
};

class InMacros {
  std::map<int, Item> Items;
  std::vector<int> Numbers;

public:
  void drop(int Id) { Items.erase(Id); }
  void add(int Number) { Numbers.push_back(Number); }

  task<> awaitInAMacro(int Id) {
    Item &I = Items.at(Id);
    AWAIT(send(1));
    I.Id = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'I' leads into 'Items', which may have changed while the coroutine was suspended; look it up again [async-reference-across-suspension]
  }
  task<> lookupInAMacro(int Id) {
    const int &I = FIND(Items, Id).Id;
    co_await send(1);
    co_await send(I);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'I' leads into 'Items'
  }
  // What a macro has in it isn't changed.
  task<> loopInAMacro() {
    EACH(int Number, Numbers)
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Numbers' may change while
    co_await send(Number);
  }
};

// One finding, whatever the number of instantiations, and no suggestion.
template <class T> class Template {
  std::vector<T> Values;

public:
  void add(T Value) { Values.push_back(Value); }
  task<> loop() {
    for (const T &Value : Values)
      // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'Values' may change while
      co_await send(static_cast<int>(Value));
  }
};
template class Template<int>;
template class Template<short>;

class Nested {
  std::vector<Item> Items;

public:
  void add() { Items.push_back(Item()); }
  task<> lambda() {
    auto Inner = [this]() -> task<> {
      Item &First = Items.front();
      co_await send(1);
      First.Id = 1;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'First' leads into 'Items'
    };
    co_await Inner();
  }
  // The await is the lambda's, not the method's.
  task<> usedInPlace() {
    Item &First = Items.front();
    auto Inner = []() -> task<> { co_await send(1); };
    First.Id = 1;
    co_await Inner();
  }
  task<> silenced() {
    Item &First = Items.front();
    co_await send(1);
    First.Id = 1; // NOLINT(async-reference-across-suspension)
  }
};
