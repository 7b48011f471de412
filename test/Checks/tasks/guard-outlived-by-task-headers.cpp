// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-guard-outlived-by-task --real-headers -- %boost-asio-flags

#include <boost/asio.hpp>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> send(const std::string &text);
awaitable<void> send_view(std::string_view text);
awaitable<void> send_bytes(std::span<const char> bytes);
awaitable<void> send_copy(std::string text);
void log(const char *what);

struct session {
  awaitable<void> run();
};

awaitable<void> refers(std::string text) {
  return send(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send' refers to 'text', which ends when this function returns [async-guard-outlived-by-task]
}
awaitable<void> views() {
  std::string text = "hello";
  return send_view(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send_view' refers to 'text'
}
awaitable<void> spans() {
  std::string text = "hello";
  return send_bytes(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send_bytes' refers to 'text'
}
awaitable<void> owned() {
  auto peer = std::make_unique<session>();
  return peer->run();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'run' refers to 'peer'
}
awaitable<void> tries(std::unique_ptr<session> &peer) {
  try {
    return peer->run();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: what the work of 'run' throws isn't caught here
  } catch (const std::exception &error) {
    log(error.what());
    throw;
  }
}

awaitable<void> copies() {
  std::string text = "hello";
  return send_copy(text);
}
awaitable<void> shared() {
  auto peer = std::make_shared<session>();
  return peer->run();
}
awaitable<void> forwards(const std::string &text) { return send(text); }
awaitable<void> waits(asio::steady_timer &timer) { return timer.async_wait(asio::use_awaitable); }
awaitable<void> view_of_a_literal() {
  std::string_view text = "hello";
  return send_view(text);
}
