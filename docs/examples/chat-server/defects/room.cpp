//===-- room.cpp - Rooms and who is in them -------------------------------===//

#include "room.h"

#include "session.h"

#include <utility>

namespace chat {

static constexpr std::size_t kHistoryLines = 20;

Room::Room(std::string name) : name_(std::move(name)) {}

asio::awaitable<void> Room::admit(std::shared_ptr<Session> newcomer) {
  // Entering and passing on the history are one step: the newcomer is to get
  // every line once, from here or from say().
  std::lock_guard guard(mutex_);
  members_.insert(newcomer);
  for (const std::string &line : history_)
    co_await newcomer->send(line);
}

void Room::remove(const std::shared_ptr<Session> &member) {
  std::lock_guard guard(mutex_);
  members_.erase(member);
}

void Room::say(const std::string &nick, const std::string &text) {
  messages_ = messages_ + 1;
  const std::string line = "MSG " + name_ + " " + nick + " " + text;
  // The lock covers the delivery too: offer() never waits, and all members see
  // the lines in the order of the history.
  std::lock_guard guard(mutex_);
  history_.push_back(line);
  if (history_.size() > kHistoryLines)
    history_.pop_front();
  for (const std::shared_ptr<Session> &member : members_)
    member->offer(line);
}

asio::awaitable<void> Room::announce(std::string notice) {
  // A copy of the members, as waiting for one of them must not keep the others
  // from coming and going. Each is only touched on its own strand.
  const std::vector<std::shared_ptr<Session>> members = snapshot();
  for (const std::shared_ptr<Session> &member : members)
    co_await asio::co_spawn(member->executor(), member->send("* " + notice), asio::use_awaitable);
}

std::string Room::describe() const {
  std::set<std::string> nicks; // Sorted, for the reader's sake.
  for (const std::shared_ptr<Session> &member : snapshot())
    nicks.insert(member->nick());
  std::string text = name_ + " messages=" + std::to_string(messages_);
  for (const std::string &nick : nicks)
    text += " " + nick;
  return text;
}

std::vector<std::shared_ptr<Session>> Room::snapshot() const {
  std::lock_guard guard(mutex_);
  return {members_.begin(), members_.end()};
}

std::shared_ptr<Room> RoomRegistry::open(const std::string &name) {
  std::lock_guard guard(mutex_);
  std::shared_ptr<Room> &room = rooms_[name];
  if (!room)
    room = std::make_shared<Room>(name);
  return room;
}

} // namespace chat
