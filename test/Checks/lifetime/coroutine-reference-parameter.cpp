// RUN: %check %s async-coroutine-reference-parameter --std=c++20

#include <asio.hpp>
#include <coroutine.h>
#include <functional>
#include <string>
#include <string_view>

using mini::eager;
using mini::task;
task<> tick();
void use(const std::string &Text);
void use(int Value);

//===- Flagged --------------------------------------------------------------===//

task<> reference(const std::string &Text) {
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: what 'Text' refers to may be gone when the coroutine uses it [async-coroutine-reference-parameter]
  co_await tick();
  use(Text);
}
task<> view(std::string_view Text) {
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: what 'Text' refers to may be gone
  co_await tick();
  use(Text.size());
}
task<> pointer(const int *Value) {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: what 'Value' refers to may be gone
  co_await tick();
  use(*Value);
}
task<> movable(std::string &&Text) {
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: what 'Text' refers to may be gone
  co_await tick();
  use(Text);
}
eager<> usedLate(const std::string &Text) {
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: what 'Text' refers to may be gone
  co_await tick();
  use(Text);
}
task<> declaredBefore(const std::string &Text);
task<> declaredBefore(const std::string &Text) {
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: what 'Text' refers to may be gone
  co_await tick();
  use(Text);
}

//===- Not flagged ----------------------------------------------------------===//

task<> byValue(std::string Text) {
  co_await tick();
  use(Text);
}
// Its bytes are in it.
struct Endpoint {
  void *data();
  const void *data() const;
  std::size_t size() const;
  void resize(std::size_t);
  int Port;
};
task<> endpointByValue(Endpoint Target) {
  co_await tick();
  use(Target.Port);
}
task<> unused(const std::string &) { co_await tick(); }
eager<> usedEarly(const std::string &Text) {
  use(Text);
  co_await tick();
}
// What is changed for the caller lives there.
task<> filled(std::string &Text) {
  co_await tick();
  Text = "done";
}
task<> service(const asio::io_context &Context) {
  co_await tick();
  use(sizeof(Context));
}
struct Service {
  Service(const Service &) = delete;
  int Number;
};
task<> cantBeCopied(const Service &S) {
  co_await tick();
  use(S.Number);
}
task<> wrapped(std::reference_wrapper<int> Value) {
  co_await tick();
  use(Value);
}
// In no header: all its callers are here.
task<> calledHereOnly(const std::string &Text) {
  co_await tick();
  use(Text);
}
task<> callsIt() { co_await calledHereOnly("text"); }
static task<> awaitedInPlace(const std::string &Text) {
  co_await tick();
  use(Text);
}
task<> awaits() { co_await awaitedInPlace("text"); }
void notACoroutine(const std::string &Text) { use(Text); }
