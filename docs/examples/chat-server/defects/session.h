//===-- session.h - One connected client ------------------------*- C++ -*-===//

#ifndef CHAT_SESSION_H
#define CHAT_SESSION_H

#include "room.h"
#include "state.h"

#include <boost/asio.hpp>

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace chat {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

/// Speaks the line protocol with one client. Everything happens on the strand
/// of the socket; other threads only come in by the functions that say so.
class Session : public std::enable_shared_from_this<Session> {
public:
  Session(tcp::socket socket, std::string nick, const Options &options, RoomRegistry &rooms,
          Statistics &stats);

  asio::any_io_executor executor() { return socket_.get_executor(); }

  /// Serves the client until it leaves. The caller keeps the session alive
  /// until then.
  asio::awaitable<void> run();

  /// Puts a line into the outbox, waiting while that is full.
  asio::awaitable<void> send(std::string line);

  /// Like send(), but ends the session instead of waiting. Thread-safe.
  void offer(std::string line);

  /// Asks the session to end, with \p farewell as its last line. Thread-safe.
  void stop(std::string farewell);

  /// The name of the client. Thread-safe.
  std::string nick() const;

private:
  asio::awaitable<void> converse();
  asio::awaitable<void> greet();
  asio::awaitable<void> readLoop();
  asio::awaitable<void> writeLoop();
  asio::awaitable<void> watchdog();
  asio::awaitable<void> sayFarewell(std::string line);
  void startPinging();
  void enqueue(const std::string &line);

  asio::awaitable<void> handle(std::string line);
  asio::awaitable<void> rename(std::string nick);
  asio::awaitable<void> join(std::string roomName);
  asio::awaitable<void> leaveRoom();
  void say(const std::string &text);

  tcp::socket socket_;
  std::deque<std::string> outbox_;
  asio::steady_timer outboxChanged_; ///< Never expires, only gets cancelled.
  asio::steady_timer watchdogTimer_;
  std::chrono::steady_clock::time_point deadline_;
  const Options &options_;
  RoomRegistry &rooms_;
  Statistics &stats_;
  std::shared_ptr<Room> room_;
  bool stopping_ = false;
  bool inputDone_ = false;
  bool outputDone_ = false;
  std::string farewell_;
  mutable std::mutex nickMutex_; ///< Guards nick_, which other sessions read.
  std::string nick_;
};

} // namespace chat

#endif
