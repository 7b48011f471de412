// RUN: %check %s async-coroutine-reference-parameter --std=c++20

#include <coroutine.h>
#include <string>

using mini::task;
task<> tick();
void use(const std::string &Text);

#define REFERENCE const std::string &

// Nothing of a macro is changed.
task<> typeFromAMacro(REFERENCE Text) {
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: what 'Text' refers to may be gone when the coroutine uses it [async-coroutine-reference-parameter]
  co_await tick();
  use(Text);
}

// What a template is called with is not known; nor is a lambda called from far away.
template <class T> task<> inATemplate(const T &Value) {
  co_await tick();
  use(Value);
}
task<> instantiates() {
  co_await inATemplate("text");
  auto Nested = [](const std::string &Text) -> task<> {
    co_await tick();
    use(Text);
  };
  co_await Nested("text");
}

struct Base {
  virtual task<> overridden(const std::string &Text) {
    // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: what 'Text' refers to may be gone
    co_await tick();
    use(Text);
  }
};

// NOLINTNEXTLINE(async-coroutine-reference-parameter)
task<> silenced(const std::string &Text) {
  co_await tick();
  use(Text);
}
