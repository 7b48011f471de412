// RUN: %check %s async-dangling-coroutine-argument --std=c++20

#include <coroutine.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using mini::eager;
using mini::fire_and_forget;
using mini::task;

task<> tick();
void use(const std::string &Text);
void use(int Value);

task<> print(const std::string &Text) {
  co_await tick();
  use(Text);
}
task<> printView(std::string_view Text) {
  co_await tick();
  use(Text.size());
}
task<> printPointer(const int *Value) {
  co_await tick();
  use(*Value);
}
task<> printMoved(std::string &&Text) {
  co_await tick();
  use(Text);
}
task<> printCopy(std::string Text) {
  co_await tick();
  use(Text);
}
task<> unused(const std::string &) { co_await tick(); }
task<> elsewhere(const std::string &Text);
eager<> printEarly(const std::string &Text) {
  use(Text);
  co_await tick();
}
eager<> printLate(const std::string &Text) {
  co_await tick();
  use(Text);
}
fire_and_forget printLateAlone(const std::string &Text) {
  co_await tick();
  use(Text);
}
struct Client {
  task<> run() {
    co_await tick();
    use(Number);
  }
  int Number = 0;
  ~Client();
};
struct Store {
  std::vector<task<>> Tasks;
  task<> Next;
};
std::string makeText();

//===- Flagged --------------------------------------------------------------===//

task<> temporaryOfAStoredTask() {
  auto Task = print("text");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: this temporary is gone when the task runs, which refers to it [async-dangling-coroutine-argument]
  co_await std::move(Task);
}

task<> returnedWithALocal() {
  std::string Text = makeText();
  return elsewhere(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task refers to 'Text' and may outlive it
}

task<> returnedWithAParameter(std::string Text) {
  return printView(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task refers to 'Text' and may outlive it
}

task<> returnedWithATemporary() {
  return printView(makeText());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this temporary is gone when the task runs, which refers to it
}

task<> returnedWithAPointer() {
  int Value = 1;
  return printPointer(&Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task refers to 'Value' and may outlive it
}

task<> movedIntoAReference(std::string Text) {
  return printMoved(std::move(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task refers to 'Text' and may outlive it
}

void storedInAMember(Store &S) {
  std::string Text = makeText();
  S.Next = elsewhere(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task refers to 'Text' and may outlive it
}

task<> temporaryObject() {
  return Client().run();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this temporary is gone when the task of its member function runs
}

task<> localObject() {
  Client C;
  return C.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task refers to 'C' and may outlive it
}

eager<> eagerThatUsesItLate() {
  std::string Text = makeText();
  return printLate(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task refers to 'Text' and may outlive it
}

void runsAlone() {
  printLateAlone("text");
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this temporary is gone when the task runs, which refers to it
}

// Of each turn of the loop; awaited behind it.
task<> localOfALoop() {
  std::vector<task<>> Tasks;
  for (int I = 0; I < 3; ++I) {
    std::string Text = makeText();
    Tasks.push_back(elsewhere(Text));
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: the task refers to 'Text' and may outlive it
  }
  for (task<> &T : Tasks)
    co_await std::move(T);
}

//===- Not flagged ----------------------------------------------------------===//

task<> awaitedInPlace() {
  co_await print("text");
  co_await printView(makeText());
  co_await Client().run();
  std::string Text = makeText();
  co_await elsewhere(Text);
}

task<> localIsAwaitedInItsScope() {
  std::string Text = makeText();
  auto Task = elsewhere(Text);
  co_await tick();
  co_await std::move(Task);
}

// An element of a local, as the local itself.
template <class... Ts> task<> joinAll(Ts &...Tasks);
task<> elementsOfALocal() {
  std::string Text = makeText();
  std::vector<task<>> Tasks;
  task<> Array[] = {tick(), tick(), tick()};
  for (int I = 0; I < 3; ++I) {
    Tasks[I] = elsewhere(Text);
    Array[I] = elsewhere(Text);
  }
  co_await joinAll(Tasks, Array);
}

task<> byValue() { return printCopy(makeText()); }
task<> parameterIsNotUsed() { return unused(makeText()); }
task<> whatTheCallerHas(const std::string &Text) { return elsewhere(Text); }
task<> staticOfTheFunction() {
  static std::string Text = makeText();
  return elsewhere(Text);
}
task<> literal() { return printView("text"); }
task<> pointerOfTheCaller(const int *Value) { return printPointer(Value); }
eager<> eagerThatUsesItEarly() {
  std::string Text = makeText();
  return printEarly(Text);
}

struct Holder {
  std::string Text;
  task<> memberIsReferredTo() { return elsewhere(Text); }
};

int main() {
  std::string Text;
  printLateAlone(Text);
}
