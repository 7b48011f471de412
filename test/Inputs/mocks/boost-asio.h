//===- boost-asio.h - mock of Boost.Asio --------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_BOOST_ASIO_H
#define ASYNC_TIDY_MOCKS_BOOST_ASIO_H

#include "std.h"

namespace boost {
namespace system {
class error_code {
public:
  error_code() noexcept;
  int value() const noexcept;
  std::string message() const;
  bool failed() const noexcept;
  explicit operator bool() const noexcept;
};
bool operator==(const error_code &, const error_code &) noexcept;
class system_error : public std::runtime_error {
public:
  explicit system_error(const error_code &Code);
  const error_code &code() const noexcept;
};
} // namespace system
} // namespace boost

#define MOCK_ASIO_BEGIN                                                                            \
  namespace boost {                                                                                \
  namespace asio {
#define MOCK_ASIO_END                                                                              \
  }                                                                                                \
  }
#define MOCK_ASIO_ROOT ::boost::asio
#define MOCK_ERROR_CODE ::boost::system::error_code
#include "detail/asio-body.h"
#undef MOCK_ASIO_BEGIN
#undef MOCK_ASIO_END
#undef MOCK_ASIO_ROOT
#undef MOCK_ERROR_CODE

#endif
