//===-- session.cpp - One connected client --------------------------------===//

#include "session.h"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <utility>

namespace chat {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMaxLine = 1024;
constexpr std::size_t kMaxName = 24;
constexpr std::size_t kOutboxLines = 128;
constexpr unsigned kBurstLines = 8;
constexpr auto kBurstPause = 10ms;
constexpr auto kGrace = 500ms;
constexpr auto kLinger = 10ms;

/// For waiting on timers that others cancel: it is no error to them.
constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);

bool isName(const std::string &text) {
  return !text.empty() && text.size() <= kMaxName && text.find(' ') == std::string::npos;
}

} // namespace

Session::Session(tcp::socket socket, std::string nick, const Options &options, RoomRegistry &rooms,
                 Statistics &stats)
    : socket_(std::move(socket)), outboxChanged_(executor(), Clock::time_point::max()),
      watchdogTimer_(executor()), deadline_(Clock::now() + options.idleTimeout), options_(options),
      rooms_(rooms), stats_(stats), nick_(std::move(nick)) {}

asio::awaitable<void> Session::run() {
  using namespace asio::experimental::awaitable_operators;
  stats_.active += 1;
  if (options_.monitor)
    startPinging();
  co_await (converse() || watchdog());
  outputDone_ = true;
  outboxChanged_.cancel();
  co_await leaveRoom();
  stats_.active.fetch_sub(1);
}

asio::awaitable<void> Session::converse() {
  using namespace asio::experimental::awaitable_operators;
  try {
    co_await greet();
    co_await (readLoop() && writeLoop());
    if (stopping_)
      co_await sayFarewell(farewell_ + "\n");
  } catch (const boost::system::system_error &) {
    // The peer is gone and there is nobody left to tell.
  }
}

asio::awaitable<void> Session::greet() {
  // Past the outbox, as nothing else writes before the loops start.
  const std::string banner = "HELLO " + nick() + "\n";
  co_await asio::async_write(socket_, asio::buffer(banner), asio::use_awaitable);
}

asio::awaitable<void> Session::readLoop() {
  std::string input;
  for (unsigned lines = 1; !stopping_; ++lines) {
    const auto [ec, length] = co_await asio::async_read_until(
        socket_, asio::dynamic_buffer(input, kMaxLine), '\n', kNoThrow);
    if (ec == asio::error::not_found)
      stop("BYE line too long");
    if (ec)
      break;
    std::string line = input.substr(0, length - 1);
    input.erase(0, length);
    if (line.ends_with('\r'))
      line.pop_back();
    deadline_ = Clock::now() + options_.idleTimeout;
    co_await handle(std::move(line));
    if (lines % kBurstLines == 0) {
      // Not reading on for a moment keeps a flood in the peer's own buffers.
      asio::steady_timer pause(executor(), kBurstPause);
      co_await pause.async_wait(asio::use_awaitable);
    }
  }
  // The writer still empties the outbox, then ends too.
  inputDone_ = true;
  outboxChanged_.cancel();
}

asio::awaitable<void> Session::writeLoop() {
  for (;;) {
    while (outbox_.empty() && !inputDone_)
      co_await outboxChanged_.async_wait(kNoThrow);
    if (outbox_.empty())
      co_return;
    const std::string line = std::move(outbox_.front());
    outbox_.pop_front();
    outboxChanged_.cancel(); // Somebody may have waited for the space.
    co_await asio::async_write(socket_, asio::buffer(line), asio::use_awaitable);
  }
}

asio::awaitable<void> Session::watchdog() {
  // The reader only moves the deadline; looking at it again when the timer
  // fires is cheaper than to re-arm the timer for each line.
  while (!stopping_ && Clock::now() < deadline_) {
    watchdogTimer_.expires_at(deadline_);
    co_await watchdogTimer_.async_wait(kNoThrow);
  }
  if (!stopping_) {
    co_await send("* closing an idle connection");
    stop("BYE idle timeout");
  }
  // A peer that does not read its last lines must not keep the session: when
  // this returns, the reader and the writer are cancelled.
  watchdogTimer_.expires_after(kGrace);
  co_await watchdogTimer_.async_wait(asio::use_awaitable);
}

asio::awaitable<void> Session::sayFarewell(std::string line) {
  co_await asio::async_write(socket_, asio::buffer(line), asio::use_awaitable);
  socket_.shutdown(tcp::socket::shutdown_send);
  // Closing at once, with input unread, would reset the connection and could
  // take the last lines away from the peer.
  asio::steady_timer linger(co_await asio::this_coro::executor, kLinger);
  co_await linger.async_wait(asio::use_awaitable);
}

void Session::startPinging() {
  asio::co_spawn(
      executor(),
      [this, self = shared_from_this()]() -> asio::awaitable<void> {
        asio::steady_timer pause(executor());
        while (!outputDone_) {
          pause.expires_after(options_.pingInterval);
          co_await pause.async_wait(asio::use_awaitable);
          co_await send("* ping");
        }
      },
      asio::detached);
}

asio::awaitable<void> Session::send(std::string line) {
  while (outbox_.size() >= kOutboxLines && !outputDone_)
    co_await outboxChanged_.async_wait(kNoThrow);
  enqueue(line);
}

void Session::offer(std::string line) {
  // Always in turn, so that lines from different threads keep their order.
  asio::post(executor(), [self = shared_from_this(), line] {
    if (self->outbox_.size() < kOutboxLines)
      self->enqueue(line);
    else
      self->stop("BYE too slow");
  });
}

void Session::enqueue(const std::string &line) {
  if (outputDone_)
    return; // Nobody would ever take it out again.
  outbox_.push_back(line + "\n");
  outboxChanged_.cancel();
}

void Session::stop(std::string farewell) {
  asio::dispatch(executor(), [self = shared_from_this(), farewell] {
    if (std::exchange(self->stopping_, true))
      return;
    self->farewell_ = farewell;
    // Wakes the reader; the writer is to finish its work.
    boost::system::error_code ignored;
    self->socket_.shutdown(tcp::socket::shutdown_receive, ignored);
    self->watchdogTimer_.cancel();
  });
}

std::string Session::nick() const {
  std::lock_guard guard(nickMutex_);
  return nick_;
}

asio::awaitable<void> Session::handle(std::string line) {
  const std::size_t space = line.find(' ');
  const std::string verb = line.substr(0, space);
  const std::string rest = space < line.size() ? line.substr(space + 1) : "";
  if (verb == "NICK" && isName(rest))
    co_await rename(rest);
  else if (verb == "JOIN" && isName(rest))
    co_await join(rest);
  else if (verb == "SAY" && room_)
    say(rest);
  else if (verb == "WHO" && room_)
    co_await send("WHO " + room_->describe());
  else if (verb == "STATS")
    co_await send("STATS " + stats_.summary());
  else if (verb == "QUIT")
    stop("BYE " + nick());
  else
    co_await send("ERR cannot " + line);
}

asio::awaitable<void> Session::rename(std::string nick) {
  std::unique_lock lock(nickMutex_);
  const std::string old = std::exchange(nick_, nick);
  lock.unlock();
  co_await send("OK nick " + nick);
  if (room_)
    co_await room_->announce(old + " is now " + nick);
}

asio::awaitable<void> Session::join(std::string roomName) {
  co_await leaveRoom();
  room_ = rooms_.open(roomName);
  co_await room_->admit(shared_from_this());
  co_await room_->announce(nick() + " joined");
  co_await send("OK joined " + roomName);
}

asio::awaitable<void> Session::leaveRoom() {
  const std::shared_ptr<Room> left = std::exchange(room_, nullptr);
  if (!left)
    co_return;
  left->remove(shared_from_this());
  co_await left->announce(nick() + " left");
}

void Session::say(const std::string &text) {
  stats_.messages += 1;
  stats_.bytes.fetch_add(text.size());
  room_->say(nick(), text);
}

} // namespace chat
