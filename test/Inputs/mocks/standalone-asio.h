//===- standalone-asio.h - mock of Asio without Boost -------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_STANDALONE_ASIO_H
#define ASYNC_TIDY_MOCKS_STANDALONE_ASIO_H

#include "std.h"

namespace asio {
typedef std::error_code error_code;
typedef std::system_error system_error;
} // namespace asio

#define MOCK_ASIO_BEGIN namespace asio {
#define MOCK_ASIO_END }
#define MOCK_ASIO_ROOT ::asio
#define MOCK_ERROR_CODE ::std::error_code
#include "detail/asio-body.h"
#undef MOCK_ASIO_BEGIN
#undef MOCK_ASIO_END
#undef MOCK_ASIO_ROOT
#undef MOCK_ERROR_CODE

#endif
