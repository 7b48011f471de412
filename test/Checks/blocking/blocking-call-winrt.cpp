// RUN: %check %s async-blocking-call --also=async-blocking-wait

// A coroutine starts on the thread that calls it, as often as not the one that draws the window.

#include <fstream>
#include <winrt.h>

using namespace std::chrono_literals;
using namespace winrt::Windows::Foundation;
using namespace winrt::Windows::System;

IAsyncOperation<int> Download();
IAsyncAction Save(int value);

IAsyncAction Poll() {
  for (int i = 0; i < 3; ++i) {
    co_await Save(i);
    std::this_thread::sleep_for(500ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'Poll': it puts the thread to sleep [async-blocking-call]
  }
}

winrt::fire_and_forget OnClick() {
  Save(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs coroutine 'OnClick': it waits until the work is done [async-blocking-wait]
  int value = Download().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread that runs coroutine 'OnClick': it waits for the result [async-blocking-wait]
  Save(value).wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wait_for' blocks the thread that runs coroutine 'OnClick'
  co_return;
}

void OnOtherThread(DispatcherQueue const &queue) {
  queue.TryEnqueue([] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'sleep_for' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
  queue.TryEnqueue([] { std::ifstream file("settings.json"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'ifstream' blocks the thread that runs this handler: it opens a file [async-blocking-call]
}

IAsyncAction Changed(winrt::slim_mutex &mutex, winrt::slim_condition_variable &changed) {
  changed.wait(mutex, [] { return true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'Changed': it waits to be notified [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

IAsyncAction Waits(DispatcherQueue queue, void *signal) {
  co_await winrt::resume_after(500ms);
  co_await winrt::resume_on_signal(signal);
  co_await winrt::resume_foreground(queue);
  int value = co_await Download();
  auto save = Save(value);
  save.wait_for(0s);
  co_await save;
}

void InThePool() {
  Threading::ThreadPool::RunAsync([](auto &&...) {
    int value = Download().get();
    std::this_thread::sleep_for(500ms);
    Save(value).get();
  });
  Threading::ThreadPoolTimer::CreateTimer([] { Save(1).get(); }, 1s);
}

int main() { Save(Download().get()).get(); }
