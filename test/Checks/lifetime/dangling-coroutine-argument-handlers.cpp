// RUN: %check %s async-dangling-coroutine-argument --std=c++2b

#include <coroutine.h>
#include <functional>
#include <string>

using mini::eager;
using mini::fire_and_forget;

mini::task<int> count();
void use(const std::string &Text);

struct Event {
  std::string Name;
};
struct Bus {
  void on(std::function<fire_and_forget(const Event &)> Handler);
  void onText(std::function<eager<>(const std::string &)> Handler);
};

//===- What a handler is lent -----------------------------------------------===//

void listen(Bus &B) {
  B.on([](const Event &E) -> fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: what 'E' refers to may be gone when the coroutine uses it: nobody can wait for its end [async-dangling-coroutine-argument]
    co_await count();
    use(E.Name);
  });
  B.on([](Event E) -> fire_and_forget {
    co_await count();
    use(E.Name);
  });
  // Used in time.
  B.on([](const Event &E) -> fire_and_forget {
    use(E.Name);
    co_await count();
  });
}
// What it lends is seen where it is called.
void runs(const Event &Lent) {
  auto Handle = [](const Event &E) -> fire_and_forget {
    co_await count();
    use(E.Name);
  };
  Handle(Lent);
}

//===- What only a handler of exceptions uses -------------------------------===//

eager<> guarded(const std::string &Key) {
  try {
    co_await count();
  } catch (...) {
    use(Key);
  }
}
eager<> unguarded(const std::string &Key) {
  try {
    use(Key);
    co_await count();
  } catch (...) {
  }
}
eager<> callsGuarded() {
  std::string Key = "k";
  return guarded(Key);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task refers to 'Key' and may outlive it
}
eager<> callsUnguarded() {
  std::string Key = "k";
  return unguarded(Key);
}
