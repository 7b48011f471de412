// RUN: %check %s async-shared-capture-race

#include <std.h>

int work(int);

#define COUNT(counter) ++counter
#define COUNTER(name) int name = 0

void by_macro(int threads) {
  COUNTER(count);
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([&] { COUNT(count); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'count' is changed on this thread while the others that the loop starts change it, without a lock [async-shared-capture-race]
  for (std::thread &thread : all)
    thread.join();
}

template <class T> void in_template(T start) {
  T sum = start;
  std::thread thread([&] { sum += 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sum' is changed on this thread while the one that started it uses it
  sum += 2;
  thread.join();
}
template void in_template(int);
template void in_template(long);

void nested(int threads) {
  int count{0};
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([&] {
      auto add = [&] { ++count; };
      // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'count' is changed on this thread while the others
      add();
    });
  for (std::thread &thread : all)
    thread.join();
}

// The lambda that is started only makes another one, with a count of its own.
void another_ones(int threads) {
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([] {
      int count = 0;
      auto add = [&] { ++count; };
      add();
    });
  for (std::thread &thread : all)
    thread.join();
}

void silenced() {
  int count = 0;
  std::thread thread([&] { ++count; }); // NOLINT(async-shared-capture-race)
  ++count;
  thread.join();
}
