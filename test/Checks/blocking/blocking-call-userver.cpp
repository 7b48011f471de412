// RUN: %check %s async-blocking-call --also=async-blocking-wait

// userver's tasks share a few threads: a task may wait for another one, but must not block its thread.

#include <fstream>
#include <posix.h>
#include <userver.h>

using namespace std::chrono_literals;
namespace engine = userver::engine;
namespace utils = userver::utils;

std::string ReadTemplate(const std::string &path) {
  return userver::fs::blocking::ReadFileContents(path);
}

void StartsTasks(std::string path, userver::concurrent::BackgroundTaskStorage &storage) {
  auto task = utils::Async("poll", [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep_for' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
  auto critical = utils::CriticalAsync("store", [path] {
    userver::fs::blocking::RewriteFileContents(path, "text");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'RewriteFileContents' blocks the thread that runs this handler: it writes a file [async-blocking-call]
  });
  auto child = engine::AsyncNoSpan([path] { return ReadTemplate(path); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'ReadTemplate' blocks the thread that runs this handler: it reaches 'ReadFileContents' [async-blocking-call]
  storage.AsyncDetach("report", [path] { std::ofstream file(path); });
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'ofstream' blocks the thread that runs this handler
  auto waiter = utils::Async("wait", [&task] { task.BlockingWait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'BlockingWait' blocks the thread that runs this handler: it waits until the task is done [async-blocking-wait]
}

//===- Not flagged --------------------------------------------------------===//

void OnATaskProcessor(engine::TaskProcessor &fs, std::string path) {
  utils::Async(fs, "read", [path] { return ReadTemplate(path); }).Get();
  auto task = engine::AsyncNoSpan(fs, [path] { return ReadTemplate(path); });
  utils::AsyncBackground("sync", fs, [] { sync(); }).Detach();
}

// These only switch to another task.
void Switches(engine::TaskProcessor &fs, engine::Mutex &mutex, std::string path) {
  auto task = utils::Async("switch", [&] {
    engine::SleepFor(1s);
    engine::Yield();
    std::lock_guard lock(mutex);
    auto other = utils::Async("other", [] { return 1; });
    other.WaitFor(1s);
    engine::WaitAllChecked(other);
    return userver::fs::ReadFileContents(fs, path);
  });
  task.Get();
}

// The settings may name another task processor.
void Periodic(utils::PeriodicTask &task) {
  task.Start("sync", utils::PeriodicTask::Settings(1s), [] { sync(); });
}

UTEST(Task, Sleeps) {
  auto task = utils::Async("sleep", [] { std::this_thread::sleep_for(1s); });
  task.Get();
}
