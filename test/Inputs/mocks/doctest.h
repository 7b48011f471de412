//===- doctest.h - mock of doctest --------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_DOCTEST_H
#define ASYNC_TIDY_MOCKS_DOCTEST_H

#define MOCK_JOIN_(A, B) A##B
#define MOCK_JOIN(A, B) MOCK_JOIN_(A, B)
#define MOCK_UNIQUE(A) MOCK_JOIN(A, __LINE__)
#define MOCK_TEST_FUNCTION(Name) static void Name()
#define MOCK_TEST_METHOD(Name, Fixture)                                                            \
  namespace {                                                                                      \
  struct Name : Fixture {                                                                          \
    void f();                                                                                      \
  };                                                                                               \
  }                                                                                                \
  void Name::f()

#define DOCTEST_TEST_CASE(Name) MOCK_TEST_FUNCTION(MOCK_UNIQUE(mock_test_))
#define DOCTEST_SCENARIO(Name) DOCTEST_TEST_CASE(Name)
#define DOCTEST_TEST_CASE_FIXTURE(Fixture, Name) MOCK_TEST_METHOD(MOCK_UNIQUE(mock_test_), Fixture)
#define DOCTEST_TEST_CASE_TEMPLATE(Name, T, ...)                                                   \
  template <class T> static void MOCK_UNIQUE(mock_test_)()
#define TEST_CASE(Name) DOCTEST_TEST_CASE(Name)
#define TEST_CASE_FIXTURE(Fixture, Name) DOCTEST_TEST_CASE_FIXTURE(Fixture, Name)
#define TEST_CASE_TEMPLATE(Name, T, ...) DOCTEST_TEST_CASE_TEMPLATE(Name, T, __VA_ARGS__)
#define TEST_CASE_TEMPLATE_DEFINE(Name, T, Id) template <class T> static void Id()
#define SCENARIO(Name) DOCTEST_SCENARIO(Name)
#define SCENARIO_TEMPLATE(Name, T, ...) DOCTEST_TEST_CASE_TEMPLATE(Name, T, __VA_ARGS__)

#define SUBCASE(Name) if (true)
#define REQUIRE(...) (void)(__VA_ARGS__)
#define CHECK(...) (void)(__VA_ARGS__)

#endif
