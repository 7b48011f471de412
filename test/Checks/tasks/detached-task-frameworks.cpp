// RUN: %check %s async-detached-task --std=c++2b

#include <asio.h>
#include <boost-thread.h>

void log(const char *what);
void use(int &value);

asio::awaitable<void> echo(asio::ip::tcp::socket socket) {
  std::vector<char> data(1024);
  co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
}

asio::awaitable<void> catches(asio::ip::tcp::socket socket) {
  try {
    co_await echo(std::move(socket));
  } catch (const std::exception &error) {
    log(error.what());
  }
}

asio::awaitable<void> throws_again(asio::ip::tcp::socket socket) {
  try {
    co_await echo(std::move(socket));
  } catch (...) {
    log("failed");
    throw;
  }
}

void spawns(asio::io_context &io, asio::ip::tcp::socket socket) {
  asio::co_spawn(io, echo(std::move(socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: nobody hears of it when 'echo' fails: its exceptions are dropped here [async-detached-task]
}
void spawns_another(asio::io_context &io, asio::ip::tcp::socket socket) {
  asio::co_spawn(io, throws_again(std::move(socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: nobody hears of it when 'throws_again' fails
}
void spawns_a_lambda(asio::io_context &io, asio::ip::tcp::socket &socket) {
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        std::vector<char> data(1024);
        co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
      },
      asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody hears of it when this coroutine fails
}

asio::awaitable<void> somewhere_else();
asio::awaitable<void> ticks(asio::steady_timer &timer) {
  for (;;)
    co_await timer.async_wait(asio::use_awaitable);
}
asio::awaitable<void> looks_at_errors(asio::ip::tcp::socket socket) {
  std::vector<char> data(1024);
  co_await socket.async_read_some(asio::buffer(data), asio::as_tuple(asio::use_awaitable));
}
void observed(asio::io_context &io, asio::ip::tcp::socket first, asio::ip::tcp::socket second,
              asio::ip::tcp::socket third, asio::steady_timer &timer) {
  asio::co_spawn(io, catches(std::move(first)), asio::detached);
  asio::co_spawn(io, looks_at_errors(std::move(second)), asio::detached);
  asio::co_spawn(io, ticks(timer), asio::detached);
  asio::co_spawn(io, somewhere_else(), asio::detached);
  asio::co_spawn(io, echo(std::move(third)), [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  });
}

void boost_thread() {
  int count = 0;
  boost::thread([&] { use(count); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the thread that is detached here refers to 'count'
  boost::thread([count] {}).detach();
}
