//===- winrt.h - mock of C++/WinRT --------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_WINRT_H
#define ASYNC_TIDY_MOCKS_WINRT_H

#include "std.h"

#if __cplusplus >= 202002L

namespace winrt {

//===- Base ---------------------------------------------------------------===//

class hstring {
public:
  hstring(const char *Text);
};
struct hresult_error {
  hstring message() const;
};
struct hresult_canceled : hresult_error {};
template <class T> struct com_ptr {
  T *operator->() const noexcept MOCK_BODY;
};
template <class D> struct implements {
protected:
  com_ptr<D> get_strong() noexcept MOCK_BODY;
};

namespace Windows::Foundation {
using TimeSpan = std::chrono::duration<long long, std::ratio<1, 10000000>>;
struct IAsyncAction;
template <class Progress> struct IAsyncActionWithProgress;
template <class Result> struct IAsyncOperation;
template <class Result, class Progress> struct IAsyncOperationWithProgress;
enum class AsyncStatus { Started, Completed, Canceled, Error };
} // namespace Windows::Foundation

//===- Asynchronous work --------------------------------------------------===//

namespace impl {
template <class D> struct consume_Windows_Foundation_IAsyncAction {
  void get() const MOCK_BODY;
  Windows::Foundation::AsyncStatus
  wait_for(const Windows::Foundation::TimeSpan &Timeout) const MOCK_BODY;
  void Cancel() const MOCK_BODY;
};
template <class D, class P> struct consume_Windows_Foundation_IAsyncActionWithProgress {
  void get() const MOCK_BODY;
  Windows::Foundation::AsyncStatus
  wait_for(const Windows::Foundation::TimeSpan &Timeout) const MOCK_BODY;
};
template <class D, class R> struct consume_Windows_Foundation_IAsyncOperation {
  R get() const MOCK_BODY;
  Windows::Foundation::AsyncStatus
  wait_for(const Windows::Foundation::TimeSpan &Timeout) const MOCK_BODY;
};
template <class D, class R, class P> struct consume_Windows_Foundation_IAsyncOperationWithProgress {
  R get() const MOCK_BODY;
  Windows::Foundation::AsyncStatus
  wait_for(const Windows::Foundation::TimeSpan &Timeout) const MOCK_BODY;
};
template <class R> struct mock_awaiter {
  bool await_ready() const noexcept MOCK_BODY;
  void await_suspend(std::coroutine_handle<> Handle) MOCK_BODY;
  R await_resume() const MOCK_BODY;
};
} // namespace impl

namespace Windows::Foundation {
struct IAsyncAction : impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction> {};
template <class P>
struct IAsyncActionWithProgress
    : impl::consume_Windows_Foundation_IAsyncActionWithProgress<IAsyncActionWithProgress<P>, P> {};
template <class R>
struct IAsyncOperation : impl::consume_Windows_Foundation_IAsyncOperation<IAsyncOperation<R>, R> {};
template <class R, class P>
struct IAsyncOperationWithProgress : impl::consume_Windows_Foundation_IAsyncOperationWithProgress<
                                         IAsyncOperationWithProgress<R, P>, R, P> {};
impl::mock_awaiter<void> operator co_await(const IAsyncAction &Work);
template <class P>
impl::mock_awaiter<void> operator co_await(const IAsyncActionWithProgress<P> &Work) MOCK_BODY;
template <class R>
impl::mock_awaiter<R> operator co_await(const IAsyncOperation<R> &Work) MOCK_BODY;
template <class R, class P>
impl::mock_awaiter<R> operator co_await(const IAsyncOperationWithProgress<R, P> &Work) MOCK_BODY;
} // namespace Windows::Foundation

struct fire_and_forget {};
struct get_cancellation_token_t {};
get_cancellation_token_t get_cancellation_token() noexcept;
template <class P> struct cancellation_token {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<> Handle) const noexcept {}
  cancellation_token await_resume() const noexcept { return *this; }
  bool operator()() const noexcept MOCK_BODY;
};

namespace impl {
template <class D, class Async> struct promise_base {
  Async get_return_object() const noexcept MOCK_BODY;
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept MOCK_BODY;
  template <class E> E &&await_transform(E &&Expression) { return static_cast<E &&>(Expression); }
  cancellation_token<D> await_transform(get_cancellation_token_t) noexcept { return {}; }
};
} // namespace impl

struct apartment_context {
  apartment_context();
};
impl::mock_awaiter<void> operator co_await(const apartment_context &Context);
[[nodiscard]] impl::mock_awaiter<void> resume_background() noexcept;
[[nodiscard]] impl::mock_awaiter<void>
resume_after(Windows::Foundation::TimeSpan Duration) noexcept;
[[nodiscard]] impl::mock_awaiter<bool>
resume_on_signal(void *Handle, Windows::Foundation::TimeSpan Timeout = {}) noexcept;
template <class A> impl::mock_awaiter<void> resume_agile(A &&Work) MOCK_BODY;
template <class... As> Windows::Foundation::IAsyncAction when_all(As... Work) MOCK_BODY;
template <class A, class... As> A when_any(const A &First, const As &...Rest) MOCK_BODY;
struct thread_pool {
  thread_pool();
};

//===- Dispatchers --------------------------------------------------------===//

namespace Windows::System {
struct DispatcherQueueHandler {
  template <class F> DispatcherQueueHandler(F Run) MOCK_BODY;
};
} // namespace Windows::System
namespace impl {
template <class D> struct consume_Windows_System_IDispatcherQueue {
  bool TryEnqueue(const Windows::System::DispatcherQueueHandler &Run) const MOCK_BODY;
};
template <class D> struct consume_Microsoft_UI_Dispatching_IDispatcherQueue {
  bool TryEnqueue(const Windows::System::DispatcherQueueHandler &Run) const MOCK_BODY;
};
template <class D> struct consume_Windows_UI_Core_ICoreDispatcher {
  Windows::Foundation::IAsyncAction
  RunAsync(int Priority, const Windows::System::DispatcherQueueHandler &Run) const MOCK_BODY;
  Windows::Foundation::IAsyncAction
  RunIdleAsync(const Windows::System::DispatcherQueueHandler &Run) const MOCK_BODY;
};
} // namespace impl
namespace Windows::System {
struct DispatcherQueue : impl::consume_Windows_System_IDispatcherQueue<DispatcherQueue> {
  static DispatcherQueue GetForCurrentThread();
};
namespace Threading {
struct WorkItemHandler {
  template <class F> WorkItemHandler(F Run) MOCK_BODY;
};
struct ThreadPool {
  static Windows::Foundation::IAsyncAction RunAsync(const WorkItemHandler &Run);
};
struct ThreadPoolTimer {
  static ThreadPoolTimer CreateTimer(const WorkItemHandler &Run, Foundation::TimeSpan Delay);
  static ThreadPoolTimer CreatePeriodicTimer(const WorkItemHandler &Run,
                                             Foundation::TimeSpan Period);
};
} // namespace Threading
} // namespace Windows::System
namespace Windows::UI::Core {
struct CoreDispatcher : impl::consume_Windows_UI_Core_ICoreDispatcher<CoreDispatcher> {};
} // namespace Windows::UI::Core
namespace Microsoft::UI::Dispatching {
struct DispatcherQueue : impl::consume_Microsoft_UI_Dispatching_IDispatcherQueue<DispatcherQueue> {
};
} // namespace Microsoft::UI::Dispatching
[[nodiscard]] impl::mock_awaiter<bool>
resume_foreground(const Windows::System::DispatcherQueue &On) noexcept;

//===- Locks --------------------------------------------------------------===//

struct slim_mutex {
  slim_mutex() noexcept;
  slim_mutex(const slim_mutex &) = delete;
  void lock() noexcept;
  void lock_shared() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
  void unlock_shared() noexcept;
};
struct slim_lock_guard {
  explicit slim_lock_guard(slim_mutex &Mutex) noexcept;
  slim_lock_guard(const slim_lock_guard &) = delete;
  ~slim_lock_guard() noexcept;
};
struct slim_shared_lock_guard {
  explicit slim_shared_lock_guard(slim_mutex &Mutex) noexcept;
  slim_shared_lock_guard(const slim_shared_lock_guard &) = delete;
  ~slim_shared_lock_guard() noexcept;
};
struct slim_condition_variable {
  template <class F> void wait(slim_mutex &Mutex, F Predicate) MOCK_BODY;
  template <class F>
  bool wait_for(slim_mutex &Mutex, std::chrono::milliseconds Timeout, F Predicate) MOCK_BODY;
  void notify_one() noexcept;
  void notify_all() noexcept;
};

} // namespace winrt

namespace std {
template <class... As> struct coroutine_traits<winrt::Windows::Foundation::IAsyncAction, As...> {
  struct promise_type final
      : winrt::impl::promise_base<promise_type, winrt::Windows::Foundation::IAsyncAction> {
    void return_void() const noexcept;
  };
};
template <class R, class... As>
struct coroutine_traits<winrt::Windows::Foundation::IAsyncOperation<R>, As...> {
  struct promise_type final
      : winrt::impl::promise_base<promise_type, winrt::Windows::Foundation::IAsyncOperation<R>> {
    template <class T> void return_value(T &&Value) noexcept MOCK_BODY;
  };
};
template <class... As> struct coroutine_traits<winrt::fire_and_forget, As...> {
  struct promise_type {
    winrt::fire_and_forget get_return_object() const noexcept;
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept;
    void unhandled_exception() const noexcept;
  };
};
} // namespace std

#endif
#endif
