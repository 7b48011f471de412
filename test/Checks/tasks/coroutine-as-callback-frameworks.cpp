// RUN: %check %s async-coroutine-as-callback --std=c++2b

#include <asio.h>
#include <cobalt.h>
#include <qcoro.h>
#include <qt.h>

asio::awaitable<void> session();
QCoro::Task<> reload();
QCoro::LazyTask<> rebuild();
boost::cobalt::promise<void> beat();

void handlers(asio::io_context &io, asio::steady_timer &timer) {
  asio::post(io, []() -> asio::awaitable<void> { co_await session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that this lambda makes is dropped by what calls it: its body never runs [async-coroutine-as-callback]
  asio::dispatch(io, session);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'session' makes is dropped by what calls it
  timer.async_wait([](asio::error_code) -> asio::awaitable<void> { co_await session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task that this lambda makes is dropped by what calls it
  asio::post(io, [] { return beat(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that this lambda makes is dropped by what calls it: that cancels it
}

void slots(QTimer &timer, QObject &window) {
  QObject::connect(&timer, &QTimer::timeout, &window, [] { return rebuild(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: the task that this lambda makes is dropped by what calls it: its body never runs
}

// They start at once.
void eager_slots(QTimer &timer, QObject &window) {
  QObject::connect(&timer, &QTimer::timeout, &window, []() -> QCoro::Task<> { co_await reload(); });
  QTimer::singleShot(std::chrono::milliseconds(1), reload);
}

void spawned(asio::io_context &io, asio::steady_timer &timer) {
  asio::co_spawn(io, []() -> asio::awaitable<void> { co_await session(); }, asio::detached);
  asio::co_spawn(io, session, asio::detached);
  asio::post(io, [&io] { asio::co_spawn(io, session(), asio::detached); });
  timer.async_wait(asio::detached);
  asio::post(io, asio::use_future);
}
