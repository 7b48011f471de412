// REQUIRES: libstdcxx-jthread
// RUN: %check %s async-unbounded-spawn --real-headers

#include <future>
#include <map>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

void handle(const std::string &);

void each(const std::vector<std::string> &files, std::map<int, std::string> &clients) {
  std::vector<std::jthread> threads;
  for (const std::string &file : files)
    threads.emplace_back([&file] { handle(file); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: a thread is started for each element of 'files', however many there are [async-unbounded-spawn]
  std::vector<std::future<void>> futures;
  for (auto &[number, client] : clients)
    futures.push_back(std::async(std::launch::async, [&text = client] { handle(text); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: a thread is started for each element of 'clients', however many there are
}

//===- Not flagged --------------------------------------------------------===//

void bounded(const std::vector<std::string> &files) {
  std::counting_semaphore<8> slots(8);
  std::vector<std::jthread> threads;
  for (const std::string &file : files) {
    slots.acquire();
    threads.emplace_back([&] {
      handle(file);
      slots.release();
    });
  }
  std::vector<int> eight(8);
  for (int &one : eight)
    threads.emplace_back([&one] { one = 1; });
  for (unsigned i = 0; i < std::jthread::hardware_concurrency(); ++i)
    threads.emplace_back([] { handle(""); });
}
