// REQUIRES: libstdcxx-jthread
// RUN: %check %s async-shared-capture-race --real-headers

#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

int work(int);

void threads(int count) {
  int sum = 0;
  std::string log;
  std::vector<std::jthread> all;
  for (int i = 0; i < count; ++i)
    all.emplace_back([&sum, &log, i] {
      sum += work(i);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sum' is changed on this thread while the others that the loop starts change it, without a lock [async-shared-capture-race]
      log += "done";
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'log' is changed on this thread while the others
    });
}

void futures(int count) {
  int sum = 0;
  std::vector<std::future<void>> all;
  for (int i = 0; i < count; ++i)
    all.push_back(std::async(std::launch::async, [&, i] { sum += work(i); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'sum' is changed on this thread while the others
  for (std::future<void> &future : all)
    future.get();
}

//===- Not flagged --------------------------------------------------------===//

void one_after_the_other(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i)
    std::jthread thread([&sum] { ++sum; });
  for (int i = 0; i < count; ++i)
    std::async(std::launch::async, [&sum] { ++sum; }).get();
  {
    std::jthread thread([&sum] { ++sum; });
  }
  work(sum);
}

void elements(int count) {
  std::vector<std::string> parts(count);
  auto flags = std::make_unique<int[]>(count);
  std::vector<std::jthread> all;
  for (int i = 0; i < count; ++i)
    all.emplace_back([&, i] {
      parts[i] += "x";
      flags[i] = 1;
    });
}
