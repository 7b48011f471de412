// RUN: %check %s async-shared-capture-race --std=c++11,c++17,c++20

#include <std.h>

int work(int);

void in_a_loop(int count) {
  int sum{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&, i] { sum += work(i); });
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'sum' is changed on this thread while the others that the loop starts change it, without a lock [async-shared-capture-race]
  for (std::thread &thread : threads)
    thread.join();
  work(sum);
}

void container_in_a_loop(int count) {
  std::vector<int> results;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.push_back(std::thread([&results, i] { results.push_back(work(i)); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'results' is changed on this thread while the others
  for (std::thread &thread : threads)
    thread.join();
}

void two_threads() {
  int count{0};
  std::thread first([&count] { ++count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'count' is changed on this thread while another one uses it
  std::thread second([&count] { work(count); });
  first.join();
  second.join();
}

void beside_its_starter() {
  int done{0};
  std::thread thread([&] { done = work(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'done' is changed on this thread while the one that started it uses it
  if (done == 0)
    work(2);
  thread.join();
}

void futures() {
  int errors{0};
  std::future<void> first = std::async(std::launch::async, [&] { errors++; });
  // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: 'errors' is changed on this thread while the one that started it uses it
  errors++;
  first.get();
}

void one_of_two_locks() {
  std::mutex mutex;
  int count{0};
  std::thread thread([&] { ++count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'count' is changed on this thread while another one uses it
  std::thread other([&] { count = 2; });
  thread.join();
  other.join();
}

//===- Not flagged --------------------------------------------------------===//

void atomics(int count) {
  std::atomic<int> sum{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&, i] { sum += work(i); });
  for (std::thread &thread : threads)
    thread.join();
}

void each_its_own_element(int count) {
  std::vector<int> results(count);
  int more[8];
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&, i] {
      results[i] = work(i);
      results.at(i) += 1;
      more[i] = 1;
    });
  for (std::thread &thread : threads)
    thread.join();
}

void under_a_lock(int count) {
  std::mutex mutex;
  int sum = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&, i] {
      int part = work(i);
      std::lock_guard<std::mutex> lock(mutex);
      sum += part;
    });
  for (std::thread &thread : threads)
    thread.join();
}

void joined_in_the_loop(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    std::thread thread([&] { sum += 1; });
    thread.join();
  }
}

void joined_before_it_is_used() {
  int result = 0;
  std::thread thread([&] { result = work(1); });
  thread.join();
  work(result);
  std::future<void> future = std::async(std::launch::async, [&] { result = work(2); });
  future.wait();
  work(result);
  std::thread again([&] { result = work(3); });
  again.join();
}

void each_turn_its_own(int count) {
  for (int i = 0; i < count; ++i) {
    int sum = 0;
    std::thread thread([&] { sum += 1; });
    thread.join();
    work(sum);
  }
}

void copies(int count) {
  int sum = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([sum]() mutable { ++sum; });
  for (std::thread &thread : threads)
    thread.join();
}

void only_reads(int count) {
  std::vector<int> input;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&] { work(input.size()); });
  work(input.size());
  for (std::thread &thread : threads)
    thread.join();
}

void run_at_once(int count) {
  int sum = 0;
  auto add = [&] { ++sum; };
  for (int i = 0; i < count; ++i)
    add();
}

// async-volatile-flag reports that one.
void polled() {
  bool done = false;
  std::thread thread([&] { done = true; });
  while (!done)
    work(1);
  thread.join();
}
