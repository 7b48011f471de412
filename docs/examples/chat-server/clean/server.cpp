//===-- server.cpp - Accepts clients and looks after them -----------------===//

#include "server.h"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <csignal>
#include <exception>
#include <utility>

#include <unistd.h>

namespace chat {

namespace {

using namespace std::chrono_literals;

constexpr auto kAcceptBackoff = 50ms;
constexpr auto kDrainPoll = 5ms;
constexpr int kDrainPolls = 200;

/// Closing its acceptor or its socket ends the work at shutdown, and a client that goes away the
/// work for it. Whatever else fails must not go unseen.
void reportFailure(std::exception_ptr failure) {
  try {
    if (failure)
      std::rethrow_exception(failure);
  } catch (const boost::system::system_error &) {
  }
}

} // namespace

Server::Server(asio::io_context &io, const Options &options)
    : io_(io), options_(options), acceptor_(asio::make_strand(io)), monitorAcceptor_(executor()),
      signals_(executor(), SIGINT, SIGTERM),
      // A copy of the descriptor, as the stream closes what it owns.
      console_(executor(), ::dup(STDOUT_FILENO)) {}

asio::awaitable<void> Server::run() {
  using namespace asio::experimental::awaitable_operators;
  co_await listen();
  if (options_.monitor)
    startMonitor();
  co_await (acceptLoop() || statsLoop() || signals_.async_wait(asio::use_awaitable));
  acceptor_.close();
  monitorAcceptor_.close();
  co_await drainSessions();
  co_await report("FINAL");
}

asio::awaitable<void> Server::listen() {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  const auto endpoints =
      co_await resolver.async_resolve(options_.host, options_.service, asio::use_awaitable);
  tcp::endpoint endpoint = *endpoints.begin();
  acceptor_ = tcp::acceptor(executor(), endpoint);
  std::string ports = std::to_string(acceptor_.local_endpoint().port());
  if (options_.monitor) {
    endpoint.port(0);
    monitorAcceptor_ = tcp::acceptor(executor(), endpoint);
    ports += " " + std::to_string(monitorAcceptor_.local_endpoint().port());
  }
  // Whoever asked for port 0 reads here which one it became.
  const std::string line = "LISTENING " + ports + "\n";
  co_await asio::async_write(console_, asio::buffer(line), asio::use_awaitable);
}

asio::awaitable<void> Server::acceptLoop() {
  for (;;) {
    boost::system::error_code ec;
    tcp::socket socket = co_await acceptor_.async_accept(
        asio::make_strand(io_), asio::redirect_error(asio::use_awaitable, ec));
    if (ec == asio::error::operation_aborted)
      co_return;
    if (ec) {
      // Most likely out of descriptors: trying again at once would only spin,
      // until a session ends.
      asio::steady_timer pause(executor(), kAcceptBackoff);
      co_await pause.async_wait(asio::use_awaitable);
      continue;
    }
    stats_.accepted += 1;
    if (sessionCount() < options_.maxSessions)
      startSession(std::move(socket));
    else
      asio::co_spawn(io_, reject(std::move(socket)), reportFailure);
  }
}

asio::awaitable<void> Server::reject(tcp::socket socket) {
  const std::string line = "ERR server full\n";
  co_await asio::async_write(socket, asio::buffer(line), asio::use_awaitable);
}

void Server::startSession(tcp::socket socket) {
  const std::string nick = "guest" + std::to_string(stats_.accepted);
  auto session = std::make_shared<Session>(std::move(socket), nick, options_, rooms_, stats_);
  {
    std::lock_guard guard(sessionsMutex_);
    sessions_.insert(session);
  }
  // The completion handler keeps the session alive while its coroutine runs.
  asio::co_spawn(session->executor(), session->run(), [this, session](std::exception_ptr) {
    std::lock_guard guard(sessionsMutex_);
    sessions_.erase(session);
  });
}

asio::awaitable<void> Server::statsLoop() {
  asio::steady_timer timer(executor());
  for (;;) {
    co_await report("STATS");
    timer.expires_after(options_.statsInterval);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<void> Server::report(std::string label) {
  const std::string line = label + " " + stats_.summary() + "\n";
  std::unique_lock lock(reportMutex_);
  lastReport_ = line;
  lock.unlock();
  co_await asio::async_write(console_, asio::buffer(line), asio::use_awaitable);
}

void Server::startMonitor() {
  asio::co_spawn(
      executor(),
      [this]() -> asio::awaitable<void> {
        for (;;) {
          // Closing the acceptor at shutdown ends the loop by an exception.
          serveMonitor(co_await monitorAcceptor_.async_accept(io_, asio::use_awaitable));
        }
      },
      reportFailure);
}

void Server::serveMonitor(tcp::socket socket) {
  asio::co_spawn(
      io_,
      [this, peer = std::move(socket)]() mutable -> asio::awaitable<void> {
        std::unique_lock lock(reportMutex_);
        const std::string line = lastReport_;
        lock.unlock();
        co_await asio::async_write(peer, asio::buffer(line), asio::use_awaitable);
      },
      reportFailure);
}

asio::awaitable<void> Server::drainSessions() {
  {
    std::lock_guard guard(sessionsMutex_);
    for (const std::shared_ptr<Session> &session : sessions_)
      session->stop("BYE server shutting down");
  }
  // A limit, as a peer that does not read can hold its session for a while.
  asio::steady_timer pause(executor());
  for (int polls = 0; polls < kDrainPolls && sessionCount() > 0; ++polls) {
    pause.expires_after(kDrainPoll);
    co_await pause.async_wait(asio::use_awaitable);
  }
}

std::size_t Server::sessionCount() const {
  std::lock_guard guard(sessionsMutex_);
  return sessions_.size();
}

} // namespace chat
