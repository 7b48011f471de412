// RUN: %check %s async-lock-across-suspension

// A slim lock belongs to the thread that took it; behind an await the coroutine may run on another one.

#include <mutex>
#include <winrt.h>

using namespace winrt::Windows::Foundation;

IAsyncOperation<int> Download();
IAsyncAction Save(int value);

struct Cache {
  winrt::slim_mutex mutex;
  int total = 0;
  int hits = 0;

  IAsyncAction Refresh() {
    winrt::slim_lock_guard const guard(mutex);
    total += co_await Download();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  IAsyncAction SaveTotal() {
    winrt::slim_shared_lock_guard guard(mutex);
    int now = total;
    co_await Save(now);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }
  IAsyncAction Count() {
    winrt::slim_lock_guard guard{mutex};
    ++hits;
    co_await winrt::resume_background();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }
  IAsyncAction ByHand() {
    mutex.lock();
    co_await Save(total);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
    mutex.unlock();
  }

  //===- Not flagged ------------------------------------------------------===//

  IAsyncAction Scoped() {
    int value = co_await Download();
    {
      winrt::slim_lock_guard guard(mutex);
      total += value;
    }
    co_await Save(value);
  }
  IAsyncAction NeverSuspends() {
    std::lock_guard guard(mutex);
    auto cancelled = co_await winrt::get_cancellation_token();
    if (cancelled())
      ++hits;
  }
};
