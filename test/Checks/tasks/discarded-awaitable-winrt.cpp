// RUN: %check %s async-discarded-awaitable

#include <winrt.h>

using namespace std::chrono_literals;
using namespace winrt::Windows::Foundation;

IAsyncOperation<int> Download();
IAsyncAction Save(int value);

IAsyncAction Refresh(winrt::Windows::System::DispatcherQueue queue) {
  co_await winrt::resume_foreground(queue);
  co_await winrt::resume_after(1s);
  co_await Save(co_await Download());
  Save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'Save' is dropped, and with it any error; await it [async-discarded-awaitable]
  Download();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'Download' is dropped, and with it any error; await it [async-discarded-awaitable]
  winrt::when_all(Save(1), Save(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'when_all' is dropped, and with it any error; await it [async-discarded-awaitable]
  winrt::resume_background();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'resume_background' is dropped and never runs; await it [async-discarded-awaitable]
  winrt::resume_after(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'resume_after' is dropped and never runs; await it [async-discarded-awaitable]
  winrt::resume_foreground(queue);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'resume_foreground' is dropped and never runs; await it [async-discarded-awaitable]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

winrt::fire_and_forget Log(int value) {
  co_await winrt::resume_background();
  (void)Save(value);
}

IAsyncAction Awaits() {
  Log(1);
  co_await Save(1);
  co_await winrt::when_all(Save(1), Save(2));
  auto pending = Download();
  int value = co_await pending;
  co_await winrt::resume_agile(Save(value));
}

// Started in an event handler, where nothing can await it.
void OnClick() {
  Save(1);
  Log(2);
}

void main_thread() { Save(Download().get()).get(); }
