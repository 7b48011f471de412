//===-- state.h - Settings and counters all parts share ---------*- C++ -*-===//

#ifndef CHAT_STATE_H
#define CHAT_STATE_H

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>

namespace chat {

/// What the command line decides; read-only once the server runs.
struct Options {
  std::string host = "127.0.0.1";
  std::string service = "0"; ///< A port or service name; 0 picks a free port.
  std::size_t threads = 2;
  std::size_t maxSessions = 64;
  std::chrono::milliseconds idleTimeout{60000};
  std::chrono::milliseconds statsInterval{10000};
  std::chrono::milliseconds pingInterval{250};
  bool monitor = false; ///< Serve a monitor port and ping every session.
};

/// Every thread of the server counts here, hence the atomics.
struct Statistics {
  std::atomic<std::size_t> accepted{0};
  std::atomic<std::size_t> active{0};
  std::atomic<std::size_t> messages{0};
  std::atomic<std::size_t> bytes{0};

  std::string summary() const {
    return "sessions=" + std::to_string(active) + " accepted=" + std::to_string(accepted) +
           " messages=" + std::to_string(messages) + " bytes=" + std::to_string(bytes);
  }
};

} // namespace chat

#endif
