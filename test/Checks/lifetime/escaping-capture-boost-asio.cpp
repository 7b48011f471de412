// REQUIRES: boost-asio
// RUN: %check %s async-escaping-capture --real-headers --std=c++20 -- %boost-asio-flags

#include <boost/asio.hpp>
#include <boost/asio/spawn.hpp>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace asio = boost::asio;
void use(const std::string &Text);

//===- Flagged --------------------------------------------------------------===//

template <class Op> void withTimeout(Op &&Operation, asio::yield_context Yield) {
  asio::cancellation_signal Signal;
  asio::steady_timer Timer{Yield.get_executor()};
  Timer.async_wait([&Signal](const boost::system::error_code &Error) {
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Signal' may be gone when this lambda runs: nothing waits for that in its scope [async-escaping-capture]
    if (!Error)
      Signal.emit(asio::cancellation_type::terminal);
  });
  Operation(asio::bind_cancellation_slot(Signal.slot(), Yield));
}

void onAStrand(asio::io_context &Context, std::string Text) {
  auto Strand = asio::make_strand(Context);
  asio::post(Strand, asio::bind_executor(Strand, [&Text] { Text.clear(); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'Text' may be gone when this lambda runs
}

void spawned(asio::io_context &Context, std::string Text) {
  asio::co_spawn(Context, [&Text]() -> asio::awaitable<void> { Text.clear(); co_return; }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Text' may be gone when this lambda runs
}

class Subscription : public std::enable_shared_from_this<Subscription> {
  asio::ip::tcp::socket Socket;
  std::string Message;
  void onSent(const boost::system::error_code &Error, std::size_t Size);

public:
  void send() {
    asio::async_write(Socket, asio::buffer(Message), std::bind_front(&Subscription::onSent, this));
    // CHECK-MESSAGES: :[[@LINE-1]]:93: warning: the object may be destroyed before this callable runs
  }
  void sendAndKeep() {
    asio::async_write(Socket, asio::buffer(Message), std::bind_front(&Subscription::onSent, shared_from_this()));
  }
};

//===- Not flagged ----------------------------------------------------------===//

void ownContext() {
  asio::io_context Context;
  std::string Text;
  asio::signal_set Signals(Context, SIGINT);
  Signals.async_wait([&](auto, auto) { Context.stop(); });
  asio::co_spawn(Context, [&Text]() -> asio::awaitable<void> { Text.clear(); co_return; }, asio::detached);
  Context.run();
}

std::size_t waitsForTheFuture(asio::ip::tcp::socket &Socket, std::string Text) {
  auto Future = asio::async_write(Socket, asio::buffer(Text), asio::use_future);
  return Future.get();
}

void futureOfASpawn(asio::thread_pool &Pool, std::string Text) {
  auto Future = asio::co_spawn(Pool, [&Text]() -> asio::awaitable<void> { Text.clear(); co_return; }, asio::use_future);
  Future.wait();
}

asio::awaitable<void> awaitsIt(std::string Text) {
  co_await asio::co_spawn(co_await asio::this_coro::executor,
                          [&Text]() -> asio::awaitable<void> { Text.clear(); co_return; }, asio::use_awaitable);
}
