// RUN: %check %s async-dangling-coroutine-argument --std=c++20

#include <coroutine.h>
#include <string>
#include <utility>

using mini::task;
task<> tick();
void use(const std::string &Text);
task<> elsewhere(const std::string &Text);
std::string makeText();

#define RETURN(Task) return Task
#define TEXT makeText()
#define REFERENCE const std::string &

task<> callInAMacro() {
  RETURN(elsewhere(makeText()));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this temporary is gone when the task runs
}

task<> argumentFromAMacro() {
  return elsewhere(TEXT);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this temporary is gone when the task runs
}

// Nothing of a macro is changed.
task<> parameterFromAMacro(REFERENCE Text) {
  co_await tick();
  use(Text);
}
task<> callsIt() {
  return parameterFromAMacro(makeText());
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: this temporary is gone when the task runs
}

// Reported once; the template is not changed.
template <class T> task<> print(const T &Value) {
  co_await tick();
  use(Value);
}
template <class T> task<> printsACopy(T Value) {
  return print(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task refers to 'Value' and may outlive it
}
task<> instantiates() {
  co_await printsACopy(makeText());
  co_await printsACopy("text");
}

task<> inALambda() {
  auto Start = [](std::string Text) { return elsewhere(Text); };
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: the task refers to 'Text' and may outlive it
  co_await Start(makeText());
}

// Callers of virtual functions and of overloads may be many: they are left as they are.
struct Base {
  virtual task<> print(const std::string &Text) {
    co_await tick();
    use(Text);
  }
};
task<> ofAVirtualFunction(Base &B) {
  return B.print(makeText());
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this temporary is gone when the task runs
}
task<> overloaded(const std::string &Text) {
  co_await tick();
  use(Text);
}
task<> overloaded(int);
task<> ofAnOverload() {
  return overloaded(makeText());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: this temporary is gone when the task runs
}

task<> silenced() {
  return elsewhere(makeText()); // NOLINT(async-dangling-coroutine-argument)
}
