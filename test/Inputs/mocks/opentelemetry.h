//===- opentelemetry.h - mock of the OpenTelemetry API ----*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_OPENTELEMETRY_H
#define ASYNC_TIDY_MOCKS_OPENTELEMETRY_H

#include "std.h"

namespace opentelemetry {
inline namespace v1 {

namespace nostd {
template <class T> class shared_ptr {
public:
  shared_ptr() noexcept MOCK_BODY;
  shared_ptr(const shared_ptr &Other) noexcept MOCK_BODY;
  ~shared_ptr() MOCK_BODY;
  T *operator->() const noexcept MOCK_BODY;
};
template <class T> class unique_ptr {
public:
  unique_ptr() noexcept MOCK_BODY;
  unique_ptr(unique_ptr &&Other) noexcept MOCK_BODY;
  ~unique_ptr() MOCK_BODY;
  T *operator->() const noexcept MOCK_BODY;
  void reset(T *Value = nullptr) noexcept MOCK_BODY;
};
} // namespace nostd

namespace context {
class Context {};
class Token {
public:
  ~Token() noexcept;
};
class RuntimeContext {
public:
  static Context GetCurrent() noexcept;
  static nostd::unique_ptr<Token> Attach(const Context &Current) noexcept;
  static bool Detach(Token &Attached) noexcept;
};
} // namespace context

namespace trace {
class Span {
public:
  virtual ~Span();
  virtual void AddEvent(const char *Name) noexcept = 0;
  virtual void End() noexcept = 0;
};
class Scope final {
public:
  Scope(const nostd::shared_ptr<Span> &Active) noexcept;

private:
  nostd::unique_ptr<context::Token> Attached;
};
class Tracer {
public:
  nostd::shared_ptr<Span> StartSpan(const char *Name) noexcept;
  static Scope WithActiveSpan(nostd::shared_ptr<Span> &Active) noexcept;
};
} // namespace trace

} // namespace v1
} // namespace opentelemetry

#endif
