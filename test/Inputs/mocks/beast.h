//===- beast.h - mock of Boost.Beast ------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_BEAST_H
#define ASYNC_TIDY_MOCKS_BEAST_H

#include "boost-asio.h"

namespace boost {
namespace beast {

template <class Token, class R> using result_t = asio::detail::result_t<Token, R>;

class flat_buffer {
public:
  flat_buffer();
  asio::const_buffer data() const;
};

template <class Protocol, class Executor = asio::any_io_executor, class RatePolicy = int>
class basic_stream {
public:
  explicit basic_stream(const Executor &On) MOCK_BODY;
  explicit basic_stream(asio::io_context &On) MOCK_BODY;
  basic_stream(basic_stream &&Other) MOCK_BODY;
  ~basic_stream() MOCK_BODY;
  asio::basic_stream_socket<Protocol> &socket() MOCK_BODY;
  template <class R, class P>
  void expires_after(const std::chrono::duration<R, P> &Limit) MOCK_BODY;
  template <class C, class D>
  void expires_at(const std::chrono::time_point<C, D> &Limit) MOCK_BODY;
  void expires_never() MOCK_BODY;
  template <class Endpoints, class Token>
  result_t<Token, typename Protocol::endpoint> async_connect(const Endpoints &Where,
                                                             Token &&Completion) MOCK_BODY;
  template <class B, class Token>
  result_t<Token, std::size_t> async_read_some(const B &Buffers, Token &&Completion) MOCK_BODY;
  template <class B, class Token>
  result_t<Token, std::size_t> async_write_some(const B &Buffers, Token &&Completion) MOCK_BODY;
};
using tcp_stream = basic_stream<asio::ip::tcp>;

template <class NextLayer> class ssl_stream {
public:
  template <class A> ssl_stream(A &&Argument, asio::ssl::context &Context) MOCK_BODY;
  NextLayer &next_layer() MOCK_BODY;
};

template <class Layer> auto &get_lowest_layer(Layer &Stream) { return Stream.next_layer(); }
template <class Protocol> auto &get_lowest_layer(basic_stream<Protocol> &Stream) { return Stream; }

namespace http {
struct string_body {};
template <bool IsRequest, class Body> class message {};
template <class Body> using request = message<true, Body>;
template <class Body> using response = message<false, Body>;
template <class Body> class request_parser {};
template <class Stream, class Buffer, class Message, class Token>
result_t<Token, std::size_t> async_read(Stream &S, Buffer &B, Message &M,
                                        Token &&Completion) MOCK_BODY;
template <class Stream, class Buffer, class Parser, class Token>
result_t<Token, std::size_t> async_read_header(Stream &S, Buffer &B, Parser &P,
                                               Token &&Completion) MOCK_BODY;
template <class Stream, class Message, class Token>
result_t<Token, std::size_t> async_write(Stream &S, Message &M, Token &&Completion) MOCK_BODY;
} // namespace http

enum class role_type { client, server };

namespace websocket {
struct stream_base {
  struct timeout {
    std::chrono::steady_clock::duration handshake_timeout;
    std::chrono::steady_clock::duration idle_timeout;
    bool keep_alive_pings;
    static timeout suggested(role_type Role) noexcept;
  };
  template <class F> struct decorator {
    explicit decorator(F Decorate) MOCK_BODY;
  };
};
template <class NextLayer, bool Deflate = true> class stream : private stream_base {
public:
  template <class... As> explicit stream(As &&...Arguments) MOCK_BODY;
  stream(stream &&Other) MOCK_BODY;
  NextLayer &next_layer() MOCK_BODY;
  template <class Option> void set_option(Option Value) MOCK_BODY;
  template <class Token>
  result_t<Token, void> async_handshake(std::string_view Host, std::string_view Target,
                                        Token &&Completion) MOCK_BODY;
  template <class Token> result_t<Token, void> async_accept(Token &&Completion) MOCK_BODY;
  template <class Buffer, class Token>
  result_t<Token, std::size_t> async_read(Buffer &B, Token &&Completion) MOCK_BODY;
  template <class B, class Token>
  result_t<Token, std::size_t> async_write(const B &Buffers, Token &&Completion) MOCK_BODY;
};
} // namespace websocket

} // namespace beast
} // namespace boost

#endif
