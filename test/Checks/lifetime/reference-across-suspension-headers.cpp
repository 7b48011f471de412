// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-reference-across-suspension --real-headers -- %boost-asio-flags

// Real Boost.Asio: a chat room, whose participants come and go while it writes to them.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;

class Room {
  std::map<int, tcp::socket> Sockets;
  std::set<std::shared_ptr<tcp::socket>> Shared;
  std::deque<std::string> Messages;

public:
  void join(int Id, tcp::socket Socket) { Sockets.emplace(Id, std::move(Socket)); }
  void leave(int Id) { Sockets.erase(Id); }
  void join(std::shared_ptr<tcp::socket> Socket) { Shared.insert(Socket); }
  void say(std::string Text) { Messages.push_back(std::move(Text)); }

  asio::awaitable<void> tellAll(std::string Text) {
    for (auto &[Id, Socket] : Sockets)
      // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Sockets' may change while this loop's body is suspended; the loop then goes on with an invalid iterator [async-reference-across-suspension]
      co_await asio::async_write(Socket, asio::buffer(Text), asio::use_awaitable);
  }
  asio::awaitable<void> tell(int Id, std::string Text) {
    tcp::socket &Socket = Sockets.at(Id);
    co_await asio::async_write(Socket, asio::buffer(Text), asio::use_awaitable);
    co_await asio::async_write(Socket, asio::buffer("\n", 1), asio::use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Socket' leads into 'Sockets'
  }

  // Nobody leaves this set, and its nodes stay.
  asio::awaitable<void> tellShared(std::string Text) {
    for (auto &Socket : Shared)
      co_await asio::async_write(*Socket, asio::buffer(Text), asio::use_awaitable);
  }
  // A deque that grows leaves its elements where they are, and only this one takes some out.
  asio::awaitable<void> writer(tcp::socket &Socket) {
    while (!Messages.empty()) {
      const std::string &Front = Messages.front();
      co_await asio::async_write(Socket, asio::buffer(Front), asio::use_awaitable);
      Messages.pop_front();
    }
  }
};
