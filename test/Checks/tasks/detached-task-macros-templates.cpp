// RUN: %check %s async-detached-task --std=c++2b

#include <std.h>

void use(int &value);

#define GO(...) std::thread(__VA_ARGS__).detach()
#define BODY [&] { use(count); }

void macros() {
  int count = 0;
  GO([&] { use(count); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the thread that is detached here refers to 'count', which ends with this function [async-detached-task]
  std::thread(BODY).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the thread that is detached here refers to 'count'
  GO([count] { (void)count; });
}

template <class T> void instantiated_twice() {
  T value{};
  std::thread([&value] { (void)value; }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: the thread that is detached here refers to 'value'
}
template void instantiated_twice<int>();
template void instantiated_twice<long>();

template <class T> void without_harm() {
  T value{};
  std::thread([value] { (void)value; }).detach();
}
template void without_harm<int>();

void nested() {
  auto outer = [] {
    int count = 0;
    std::thread([&count] { use(count); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: the thread that is detached here refers to 'count'
  };
  outer();
}

void silenced() {
  int count = 0;
  std::thread([&] { use(count); }).detach(); // NOLINT(async-detached-task)
}
