//===- boost-test.h - mock of Boost.Test --------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_BOOST_TEST_H
#define ASYNC_TIDY_MOCKS_BOOST_TEST_H

struct mock_no_fixture {};
#define BOOST_FIXTURE_TEST_CASE(Name, Fixture, ...)                                                \
  struct Name : public Fixture {                                                                   \
    void test_method();                                                                            \
  };                                                                                               \
  void Name::test_method()
#define BOOST_AUTO_TEST_CASE(Name, ...) BOOST_FIXTURE_TEST_CASE(Name, mock_no_fixture)
#define BOOST_FIXTURE_TEST_CASE_TEMPLATE(Name, T, Types, Fixture)                                  \
  template <class T> struct Name : public Fixture {                                                \
    void test_method();                                                                            \
  };                                                                                               \
  template <class T> void Name<T>::test_method()
#define BOOST_AUTO_TEST_CASE_TEMPLATE(Name, T, Types)                                              \
  BOOST_FIXTURE_TEST_CASE_TEMPLATE(Name, T, Types, mock_no_fixture)
#define BOOST_DATA_TEST_CASE(Name, Data, Value)                                                    \
  struct Name {                                                                                    \
    template <class T> static void test_method(T Value);                                           \
  };                                                                                               \
  template <class T> void Name::test_method(T Value)
#define BOOST_DATA_TEST_CASE_F(Fixture, Name, Data, Value)                                         \
  struct Name : public Fixture {                                                                   \
    template <class T> void test_method(T Value);                                                  \
  };                                                                                               \
  template <class T> void Name::test_method(T Value)

#define BOOST_TEST(...) (void)(__VA_ARGS__)
#define BOOST_CHECK(...) (void)(__VA_ARGS__)
#define BOOST_REQUIRE(...) (void)(__VA_ARGS__)

#endif
