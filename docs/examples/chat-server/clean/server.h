//===-- server.h - Accepts clients and looks after them ---------*- C++ -*-===//

#ifndef CHAT_SERVER_H
#define CHAT_SERVER_H

#include "room.h"
#include "session.h"
#include "state.h"

#include <boost/asio.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace chat {

/// Owns everything the sessions share. Its own coroutines run on one strand,
/// each session on a strand of its own.
class Server {
public:
  Server(asio::io_context &io, const Options &options);

  asio::any_io_executor executor() { return acceptor_.get_executor(); }

  /// Serves until SIGINT or SIGTERM, then says goodbye to all clients.
  asio::awaitable<void> run();

private:
  asio::awaitable<void> listen();
  asio::awaitable<void> acceptLoop();
  asio::awaitable<void> reject(tcp::socket socket);
  void startSession(tcp::socket socket);

  asio::awaitable<void> statsLoop();
  asio::awaitable<void> report(std::string label);
  void startMonitor();
  void serveMonitor(tcp::socket socket);

  asio::awaitable<void> drainSessions();
  std::size_t sessionCount() const;

  asio::io_context &io_;
  const Options &options_;
  Statistics stats_;
  RoomRegistry rooms_;
  tcp::acceptor acceptor_;
  tcp::acceptor monitorAcceptor_;
  asio::signal_set signals_;
  asio::posix::stream_descriptor console_;
  mutable std::mutex sessionsMutex_; ///< Sessions end on other threads.
  std::set<std::shared_ptr<Session>> sessions_;
  std::mutex reportMutex_; ///< Monitor connections read on other threads.
  std::string lastReport_;
};

} // namespace chat

#endif
