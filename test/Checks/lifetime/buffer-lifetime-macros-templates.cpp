// RUN: %check %s async-buffer-lifetime --std=c++20

#include <asio.hpp>
#include <string>

std::string makeText();
using Error = asio::error_code;

#define BUFFER(X) asio::buffer(X)
#define WRITE(Socket, Buffer) asio::async_write(Socket, Buffer, [](Error, std::size_t) {})

void bufferFromAMacro(asio::ip::tcp::socket &Socket) {
  std::string Text = makeText();
  asio::async_write(Socket, BUFFER(Text), [](Error, std::size_t) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'Text' may be gone while the operation goes on
}

void callInAMacro(asio::ip::tcp::socket &Socket) {
  std::string Text = makeText();
  WRITE(Socket, asio::buffer(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Text' may be gone while the operation goes on
}

template <class Stream> void inATemplate(Stream &Socket) {
  std::string Text = makeText();
  asio::async_write(Socket, asio::buffer(Text), [](Error, std::size_t) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'Text' may be gone while the operation goes on
}
void instantiates(asio::ip::tcp::socket &Socket) { inATemplate(Socket); }

void inALambda(asio::ip::tcp::socket &Socket) {
  auto Write = [&Socket](std::string Text) {
    asio::async_write(Socket, asio::buffer(Text), [](Error, std::size_t) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'Text' may be gone while the operation goes on
  };
  Write(makeText());
}
