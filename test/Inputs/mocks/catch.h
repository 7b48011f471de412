//===- catch.h - mock of Catch2 -----------------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_CATCH_H
#define ASYNC_TIDY_MOCKS_CATCH_H

#define MOCK_JOIN_(A, B) A##B
#define MOCK_JOIN(A, B) MOCK_JOIN_(A, B)
#define MOCK_UNIQUE(A) MOCK_JOIN(A, __LINE__)
#define MOCK_TEST_FUNCTION(Name) static void Name()
#define MOCK_TEST_METHOD(Name, Fixture)                                                            \
  namespace {                                                                                      \
  struct Name : Fixture {                                                                          \
    void test();                                                                                   \
  };                                                                                               \
  }                                                                                                \
  void Name::test()
#define MOCK_TEST_TEMPLATE(Name) template <class TestType> static void Name()

#define TEST_CASE(...) MOCK_TEST_FUNCTION(MOCK_UNIQUE(mock_test_))
#define SCENARIO(...) MOCK_TEST_FUNCTION(MOCK_UNIQUE(mock_test_))
#define TEST_CASE_METHOD(Fixture, ...) MOCK_TEST_METHOD(MOCK_UNIQUE(mock_test_), Fixture)
#define SCENARIO_METHOD(Fixture, ...) MOCK_TEST_METHOD(MOCK_UNIQUE(mock_test_), Fixture)
#define METHOD_AS_TEST_CASE(Method, ...)                                                           \
  static void (*const MOCK_UNIQUE(mock_test_))() = [] { (void)(Method); }
#define TEMPLATE_TEST_CASE(Name, Tags, ...) MOCK_TEST_TEMPLATE(MOCK_UNIQUE(mock_test_))
#define TEMPLATE_TEST_CASE_SIG(Name, Tags, Signature, ...)                                         \
  template <Signature> static void MOCK_UNIQUE(mock_test_)()
#define TEMPLATE_TEST_CASE_METHOD(Fixture, Name, Tags, ...)                                        \
  namespace {                                                                                      \
  template <class TestType> struct MOCK_UNIQUE(mock_test_) : Fixture<TestType> {                   \
    void test();                                                                                   \
  };                                                                                               \
  }                                                                                                \
  template <class TestType> void MOCK_UNIQUE(mock_test_)<TestType>::test()
#define TEMPLATE_PRODUCT_TEST_CASE(Name, Tags, ...) MOCK_TEST_TEMPLATE(MOCK_UNIQUE(mock_test_))
#define TEMPLATE_LIST_TEST_CASE(Name, Tags, ...) MOCK_TEST_TEMPLATE(MOCK_UNIQUE(mock_test_))
#define BENCHMARK_ADVANCED(Name) auto MOCK_UNIQUE(mock_benchmark_) = [&](auto & /* meter */)

#define SECTION(...) if (true)
#define REQUIRE(...) (void)(__VA_ARGS__)
#define CHECK(...) (void)(__VA_ARGS__)

#endif
