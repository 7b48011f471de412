// RUN: %check %s async-coroutine-lambda-capture

#include <winrt.h>

using namespace winrt::Windows::Foundation;
using winrt::Windows::System::DispatcherQueue;

IAsyncOperation<int> Download();
IAsyncAction Save(int value);

struct Page : winrt::implements<Page> {
  int total = 0;
  DispatcherQueue queue;

  void Refresh() {
    // The queue drops the handler when it has called it.
    queue.TryEnqueue([this]() -> winrt::fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      int value = co_await Download();
      total += value;
    });
    [this]() -> winrt::fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die
      int value = co_await Download();
      total += value;
    }();
  }
  IAsyncAction RefreshAsync() {
    return [this]() -> IAsyncAction {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die
      int value = co_await Download();
      total += value;
    }();
  }

  //===- Not flagged ------------------------------------------------------===//

  IAsyncAction InPlace() {
    co_await [this]() -> IAsyncAction {
      int value = co_await Download();
      total += value;
    }();
  }
  void WaitsHere() {
    [this]() -> IAsyncAction {
      int value = co_await Download();
      total += value;
    }().get();
  }
  void WithoutCaptures() {
    queue.TryEnqueue([]() -> winrt::fire_and_forget {
      int value = co_await Download();
      co_await Save(value);
    });
  }
  // Its own copy of what it uses, as parameters.
  void Parameters() {
    [](winrt::com_ptr<Page> self) -> winrt::fire_and_forget {
      self->total += co_await Download();
    }(get_strong());
  }
};
