//===-- room.h - Rooms and who is in them -----------------------*- C++ -*-===//

#ifndef CHAT_ROOM_H
#define CHAT_ROOM_H

#include <boost/asio.hpp>

#include <atomic>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace chat {

namespace asio = boost::asio;

class Session;

/// A named set of sessions that hear each other. Sessions run on different
/// threads, so that every member function may be called from any of them.
class Room {
public:
  explicit Room(std::string name);

  /// Adds \p newcomer and sends it the lines said before it came.
  asio::awaitable<void> admit(std::shared_ptr<Session> newcomer);

  void remove(const std::shared_ptr<Session> &member);

  /// Passes a line on to every member; members that are too slow lose their
  /// connection rather than hold up the others.
  void say(const std::string &nick, const std::string &text);

  /// Tells the members about the room itself. Clients keep their list of
  /// members by these lines, so that this waits for space in an outbox.
  asio::awaitable<void> announce(std::string notice);

  /// The name of the room, the number of messages said, and the members.
  std::string describe() const;

private:
  std::vector<std::shared_ptr<Session>> snapshot() const;

  const std::string name_;
  std::atomic<std::size_t> messages_{0};
  mutable std::mutex mutex_; ///< Guards members_ and history_.
  std::set<std::shared_ptr<Session>> members_;
  std::deque<std::string> history_;
};

/// The rooms by name. A room stays once it was opened, so that its history
/// survives the last member.
class RoomRegistry {
public:
  std::shared_ptr<Room> open(const std::string &name);

private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Room>> rooms_;
};

} // namespace chat

#endif
