//===- moodycamel.h - mock of moodycamel::ConcurrentQueue ---*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_MOODYCAMEL_H
#define ASYNC_TIDY_MOCKS_MOODYCAMEL_H

#include "std.h"

namespace moodycamel {

struct ConcurrentQueueDefaultTraits {};

template <class T, class Traits = ConcurrentQueueDefaultTraits> class ConcurrentQueue {
public:
  explicit ConcurrentQueue(std::size_t Capacity = 192) MOCK_BODY;
  ~ConcurrentQueue() MOCK_BODY;
  bool enqueue(const T &Item) MOCK_BODY;
  bool enqueue(T &&Item) MOCK_BODY;
  template <class It> bool enqueue_bulk(It First, std::size_t Count) MOCK_BODY;
  bool try_enqueue(const T &Item) MOCK_BODY;
  template <class U> bool try_dequeue(U &Item) MOCK_BODY;
  template <class It> std::size_t try_dequeue_bulk(It First, std::size_t Max) MOCK_BODY;
  std::size_t size_approx() const MOCK_BODY;
};
template <class T, class Traits = ConcurrentQueueDefaultTraits> class BlockingConcurrentQueue {
public:
  explicit BlockingConcurrentQueue(std::size_t Capacity = 192) MOCK_BODY;
  ~BlockingConcurrentQueue() MOCK_BODY;
  bool enqueue(const T &Item) MOCK_BODY;
  bool enqueue(T &&Item) MOCK_BODY;
  template <class It> bool enqueue_bulk(It First, std::size_t Count) MOCK_BODY;
  bool try_enqueue(const T &Item) MOCK_BODY;
  template <class U> bool try_dequeue(U &Item) MOCK_BODY;
  template <class It> std::size_t try_dequeue_bulk(It First, std::size_t Max) MOCK_BODY;
  template <class U> void wait_dequeue(U &Item) MOCK_BODY;
  template <class U> bool wait_dequeue_timed(U &Item, long long Microseconds) MOCK_BODY;
  std::size_t size_approx() const MOCK_BODY;
};

} // namespace moodycamel

#endif
