//===- asio.h - mock of Boost.Asio and of Asio without Boost -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// Both are made from one body, detail/asio-body.h. Awaitables need C++20. A test that writes
// `namespace asio = boost::asio;` includes boost-asio.h, or <boost/asio.hpp>, instead.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_ASIO_H
#define ASYNC_TIDY_MOCKS_ASIO_H

#include "boost-asio.h"
#include "standalone-asio.h"

#endif
