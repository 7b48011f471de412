// RUN: %check %s async-missing-timeout --std=c++20

#include <beast.h>
#include <drogon.h>
#include <kj.h>
#include <libcoro.h>
#include <seastar.h>

using namespace std::chrono_literals;

//===- Beast --------------------------------------------------------------===//

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;

net::awaitable<void> reads(beast::tcp_stream Stream) {
  beast::flat_buffer Buffer;
  http::request<http::string_body> Request;
  co_await http::async_read(Stream, Buffer, Request, net::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing limits how long 'async_read' waits for the peer's data
}
net::awaitable<void> chats(websocket::stream<beast::tcp_stream> Stream) {
  co_await Stream.async_accept(net::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing limits how long 'async_accept' waits for the peer's side of the handshake
  beast::flat_buffer Buffer;
  co_await Stream.async_read(Buffer, net::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing limits how long 'async_read' waits for the peer's data
}
net::awaitable<void> secure(beast::ssl_stream<beast::tcp_stream> &Stream) {
  beast::flat_buffer Buffer;
  http::request_parser<http::string_body> Parser;
  co_await http::async_read_header(Stream, Buffer, Parser, net::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing limits how long 'async_read_header' waits
}

net::awaitable<void> stream_expires(beast::tcp_stream Stream) {
  beast::flat_buffer Buffer;
  http::request<http::string_body> Request;
  Stream.expires_after(30s);
  co_await http::async_read(Stream, Buffer, Request, net::use_awaitable);
}
net::awaitable<void> lowest_layer_expires(beast::ssl_stream<beast::tcp_stream> Stream) {
  beast::flat_buffer Buffer;
  http::request<http::string_body> Request;
  beast::get_lowest_layer(Stream).expires_after(30s);
  co_await http::async_read(Stream, Buffer, Request, net::use_awaitable);
}
net::awaitable<void> has_the_suggested_limits(websocket::stream<beast::tcp_stream> Stream) {
  Stream.set_option(websocket::stream_base::timeout::suggested(beast::role_type::server));
  co_await Stream.async_accept(net::use_awaitable);
}

//===- Drogon -------------------------------------------------------------===//

drogon::Task<> asks(drogon::HttpClient &Client, drogon::HttpRequestPtr Request) {
  co_await Client.sendRequestCoro(Request);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing limits how long 'sendRequestCoro' waits for the server's answer
}
drogon::Task<> asks_for_ten_seconds(drogon::HttpClient &Client, drogon::HttpRequestPtr Request) {
  co_await Client.sendRequestCoro(Request, 10);
}

//===- libcoro ------------------------------------------------------------===//

coro::task<> calls_out(coro::net::tcp::client &Client) {
  co_await Client.connect();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing limits how long 'connect' waits for the peer's answer
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: a limit: 'co_await coro::when_any(connect(...), timer)'
}
coro::task<> connects_for_a_second(coro::net::tcp::client &Client) {
  co_await Client.connect(1s);
}

//===- Seastar ------------------------------------------------------------===//

seastar::future<> dials(seastar::socket_address Peer) {
  co_await seastar::connect(Peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing limits how long 'connect' waits for the peer's answer
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a limit: 'co_await seastar::with_timeout(seastar::lowres_clock::now() + 30s, connect(...))'
}
seastar::future<> dials_for_a_second(seastar::socket_address Peer) {
  co_await seastar::with_timeout(std::chrono::steady_clock::now() + 1s, seastar::connect(Peer));
}

//===- KJ -----------------------------------------------------------------===//

kj::Promise<void> calls(kj::NetworkAddress &Peer) {
  co_await Peer.connect();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing limits how long 'connect' waits for the peer's answer
}
kj::Promise<void> calls_for_a_second(kj::NetworkAddress &Peer, kj::Timer &Clock, kj::Duration D) {
  co_await Clock.timeoutAfter(D, Peer.connect());
}
