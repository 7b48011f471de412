// RUN: %check %s async-unbounded-spawn --std=c++11,c++17,c++20

#include <std.h>

void handle(int);
int accept_one();
std::vector<int> requests();

void thread_per_element(const std::vector<int> &jobs) {
  std::vector<std::thread> threads;
  for (int job : jobs)
    threads.emplace_back([job] { handle(job); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: a thread is started for each element of 'jobs', however many there are [async-unbounded-spawn]
  for (std::thread &thread : threads)
    thread.join();
}

void detached(std::map<int, int> &clients) {
  for (auto &client : clients)
    std::thread([&] { handle(client.second); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a thread is started for each element of 'clients', however many there are
}

void futures(const std::vector<int> &files) {
  std::vector<std::future<void>> all;
  for (unsigned i = 0; i < files.size(); ++i)
    all.push_back(std::async(std::launch::async, [&files, i] { handle(files[i]); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: a thread is started for each element of 'files', however many there are
}

void of_a_call() {
  for (int request : requests())
    std::thread([request] { handle(request); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a thread is started for each element of 'requests', however many there are
}

// Their bodies are elsewhere.
int load(int file);
void in_another_file(const std::vector<int> &files) {
  std::vector<std::thread> threads;
  std::vector<std::future<int>> all;
  for (int file : files)
    all.push_back(std::async(std::launch::async, load, file));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: a thread is started for each element of 'files', however many there are
  for (int file : files)
    threads.push_back(std::thread(load, file));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: a thread is started for each element of 'files', however many there are
  for (int file : files)
    all.push_back(std::async(std::launch::deferred, load, file));
  for (std::thread &thread : threads)
    thread.join();
}

bool running();
void thread_per_connection() {
  while (running()) {
    int client = accept_one();
    if (client < 0)
      continue;
    std::thread(load, client).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a thread is started for each connection, however many there are [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-5]]:18: note: as many as come are accepted here
  }
}

//===- Not flagged --------------------------------------------------------===//

void constant_count() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([i] { handle(i); });
  std::array<int, 3> parts = {};
  for (int part : parts)
    threads.emplace_back([part] { handle(part); });
  std::vector<int> written_out = {1, 2, 3};
  for (int one : written_out)
    threads.emplace_back([one] { handle(one); });
  for (std::thread &thread : threads)
    thread.join();
}

void as_many_as_cores(unsigned configured) {
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    threads.emplace_back([i] { handle(i); });
  for (unsigned i = 0; i < configured; ++i)
    threads.emplace_back([i] { handle(i); });
  for (std::thread &thread : threads)
    thread.join();
}

void joined_in_the_loop(const std::vector<int> &jobs) {
  for (int job : jobs) {
    std::thread thread([job] { handle(job); });
    thread.join();
  }
  for (int job : jobs)
    std::async(std::launch::async, [job] { handle(job); }).get();
}

class Semaphore {
public:
  void acquire();
  void release();
};
void admission(const std::vector<int> &jobs, Semaphore &slots) {
  for (int job : jobs) {
    slots.acquire();
    std::thread([job, &slots] {
      handle(job);
      slots.release();
    }).detach();
  }
}

void windows(const std::vector<int> &jobs) {
  std::vector<std::thread> threads;
  for (int job : jobs) {
    threads.emplace_back([job] { handle(job); });
    if (threads.size() == 8) {
      for (std::thread &thread : threads)
        thread.join();
      threads.clear();
    }
  }
}

class Server {
public:
  void start() {
    for (auto &worker : workers_)
      threads_.emplace_back([&worker] { handle(worker); });
    for (int shard : shards_)
      threads_.emplace_back([shard] { handle(shard); });
  }

private:
  std::vector<int> workers_, shards_;
  std::vector<std::thread> threads_;
};

void one_thread_for_all(const std::vector<int> &jobs) {
  std::thread thread([&] {
    for (int job : jobs)
      handle(job);
  });
  thread.join();
}

std::atomic<int> open_connections{0};
void connections_with_a_limit() {
  for (;;) {
    int client = accept_one();
    if (open_connections.load() > 100)
      continue;
    std::thread(load, client).detach();
  }
}

void one_connection_after_the_other(Semaphore &slots) {
  for (;;) {
    std::thread(load, accept_one()).join();
    slots.acquire();
    std::thread(load, accept_one()).detach();
  }
}

void commands_as_they_come() {
  while (running())
    std::thread(load, 1).detach();
}
