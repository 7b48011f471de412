// RUN: %check %s async-guard-outlived-by-task --std=c++2b

#include <coroutine.h>
#include <std.h>

mini::task<> send(const std::string &text);
void log(const char *what);

#define SEND(TEXT) send(TEXT)
#define RETURN_SENT(TEXT) return send(TEXT)

mini::task<> call_in_a_macro() {
  std::string text;
  return SEND(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send' refers to 'text', which ends when this function returns [async-guard-outlived-by-task]
}
mini::task<> return_in_a_macro() {
  std::string text;
  RETURN_SENT(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'send' refers to 'text'
}

template <class T> mini::task<> handle(const T &value) {
  co_await mini::yield();
  (void)value;
}
template <class T> mini::task<> instantiated_twice() {
  T value{};
  return handle(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'handle' refers to 'value'
}
template mini::task<> instantiated_twice<int>();
template mini::task<> instantiated_twice<long>();

template <class T> mini::task<> handle_copy(T value) {
  co_await mini::yield();
  (void)value;
}
template <class T> mini::task<> instantiated_without_harm() {
  T value{};
  return handle_copy(value);
}
template mini::task<> instantiated_without_harm<int>();

mini::task<> nested() {
  auto made = []() -> mini::task<> {
    std::string text;
    return send(text);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task from 'send' refers to 'text'
  };
  std::string text;
  auto captures = [&text] { return send(text); };
  auto deduced = [](std::string text) { return send(text); };
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: the task from 'send' refers to 'text'
  co_await made();
  co_await captures();
  co_await deduced("a");
}

mini::task<> silenced() {
  std::string text;
  return send(text); // NOLINT(async-guard-outlived-by-task)
}
