//===- boost-atomic.h - mock of Boost.Atomic ----------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_BOOST_ATOMIC_H
#define ASYNC_TIDY_MOCKS_BOOST_ATOMIC_H

#include "std.h"

namespace boost {
namespace memory_orders {
enum memory_order { memory_order_relaxed, memory_order_acquire, memory_order_seq_cst };
} // namespace memory_orders
using memory_orders::memory_order;
using memory_orders::memory_order_acquire;
using memory_orders::memory_order_relaxed;
using memory_orders::memory_order_seq_cst;

namespace atomics {
namespace detail {

template <class T> class base_atomic {
public:
  T load(memory_order Order = memory_order_seq_cst) const noexcept MOCK_BODY;
  void store(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;
  T exchange(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;
  T fetch_add(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;
  T fetch_sub(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;
  T wait(T Old, memory_order Order = memory_order_seq_cst) const noexcept MOCK_BODY;
  void notify_all() noexcept MOCK_BODY;
  T operator++() noexcept MOCK_BODY;
  T operator+=(T Value) noexcept MOCK_BODY;
  T operator-=(T Value) noexcept MOCK_BODY;
};
template <class T> class base_atomic_ref {
public:
  T load(memory_order Order = memory_order_seq_cst) const noexcept MOCK_BODY;
  void store(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;
  T exchange(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;
  T fetch_add(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;
  T fetch_sub(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;
  T wait(T Old, memory_order Order = memory_order_seq_cst) const noexcept MOCK_BODY;
  void notify_all() noexcept MOCK_BODY;
  T operator++() noexcept MOCK_BODY;
  T operator+=(T Value) noexcept MOCK_BODY;
  T operator-=(T Value) noexcept MOCK_BODY;
};
struct atomic_flag_impl {
  bool test(memory_order Order = memory_order_seq_cst) const noexcept;
  bool test_and_set(memory_order Order = memory_order_seq_cst) noexcept;
  void clear(memory_order Order = memory_order_seq_cst) noexcept;
  bool wait(bool Old, memory_order Order = memory_order_seq_cst) const noexcept;
};
} // namespace detail
typedef detail::atomic_flag_impl atomic_flag;
template <class T> class atomic : public detail::base_atomic<T> {
public:
  atomic() noexcept MOCK_BODY;
  atomic(T Value) noexcept MOCK_BODY;
  atomic(const atomic &) = delete;
  T operator=(T Value) noexcept MOCK_BODY;
  operator T() const noexcept MOCK_BODY;
};
template <class T> class atomic_ref : public detail::base_atomic_ref<T> {
public:
  explicit atomic_ref(T &Object) noexcept MOCK_BODY;
  atomic_ref(const atomic_ref &) = delete;
  T operator=(T Value) noexcept MOCK_BODY;
  operator T() const noexcept MOCK_BODY;
};
template <class T> class ipc_atomic : public detail::base_atomic<T> {
public:
  ipc_atomic() noexcept MOCK_BODY;
  ipc_atomic(T Value) noexcept MOCK_BODY;
  ipc_atomic(const ipc_atomic &) = delete;
  T operator=(T Value) noexcept MOCK_BODY;
  operator T() const noexcept MOCK_BODY;
};
template <class T> class ipc_atomic_ref : public detail::base_atomic_ref<T> {
public:
  explicit ipc_atomic_ref(T &Object) noexcept MOCK_BODY;
  ipc_atomic_ref(const ipc_atomic_ref &) = delete;
  T operator=(T Value) noexcept MOCK_BODY;
  operator T() const noexcept MOCK_BODY;
};
} // namespace atomics
using atomics::atomic;
using atomics::atomic_flag;
using atomics::atomic_ref;
using atomics::ipc_atomic;
} // namespace boost

#endif
