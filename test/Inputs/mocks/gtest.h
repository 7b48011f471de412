//===- gtest.h - mock of GoogleTest and Google Benchmark ----*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_GTEST_H
#define ASYNC_TIDY_MOCKS_GTEST_H

namespace testing {

class Test {
public:
  virtual ~Test();

protected:
  Test();
  virtual void SetUp();
  virtual void TearDown();

private:
  virtual void TestBody() = 0;
};
template <class T> class WithParamInterface {
public:
  static const T &GetParam();
};
template <class T> class TestWithParam : public Test, public WithParamInterface<T> {};

} // namespace testing

namespace benchmark {
class State {
public:
  bool KeepRunning();
};
class Fixture {
public:
  virtual ~Fixture();
  virtual void BenchmarkCase(State &S) = 0;
};
} // namespace benchmark

#define MOCK_TEST(Suite, Name, Fixture)                                                            \
  class Suite##_##Name##_Test : public Fixture {                                                   \
    void TestBody() override;                                                                      \
  };                                                                                               \
  void Suite##_##Name##_Test::TestBody()
#define GTEST_TEST(Suite, Name) MOCK_TEST(Suite, Name, ::testing::Test)
#define TEST(Suite, Name) GTEST_TEST(Suite, Name)
#define TEST_F(Fixture, Name) MOCK_TEST(Fixture, Name, Fixture)
#define TEST_P(Fixture, Name) MOCK_TEST(Fixture, Name, Fixture)
#define MOCK_TYPED_TEST(Suite, Name)                                                               \
  template <class TypeParam> class Suite##_##Name##_Test : public Suite<TypeParam> {               \
    void TestBody() override;                                                                      \
  };                                                                                               \
  template <class TypeParam> void Suite##_##Name##_Test<TypeParam>::TestBody()
#define TYPED_TEST(Suite, Name) MOCK_TYPED_TEST(Suite, Name)
#define TYPED_TEST_P(Suite, Name) MOCK_TYPED_TEST(Suite, Name)

#define EXPECT_TRUE(Condition) (void)(Condition)
#define EXPECT_EQ(A, B) (void)((A) == (B))
#define ASSERT_TRUE(Condition) (void)(Condition)
#define ASSERT_EQ(A, B) (void)((A) == (B))

#define BENCHMARK(Function)                                                                        \
  static void (*const Function##_benchmark)(::benchmark::State &) = Function
#define MOCK_BENCHMARK(Base, Name)                                                                 \
  class Base##_##Name##_Benchmark : public Base {                                                  \
    void BenchmarkCase(::benchmark::State &) override;                                             \
  };                                                                                               \
  void Base##_##Name##_Benchmark::BenchmarkCase(::benchmark::State &state)
#define BENCHMARK_F(Fixture, Name) MOCK_BENCHMARK(Fixture, Name)
#define BENCHMARK_DEFINE_F(Fixture, Name) MOCK_BENCHMARK(Fixture, Name)
#define MOCK_BENCHMARK_TEMPLATE(Base, Name, ...)                                                   \
  class Base##_##Name##_Benchmark : public Base<__VA_ARGS__> {                                     \
    void BenchmarkCase(::benchmark::State &) override;                                             \
  };                                                                                               \
  void Base##_##Name##_Benchmark::BenchmarkCase(::benchmark::State &state)
#define BENCHMARK_TEMPLATE_F(Fixture, Name, ...) MOCK_BENCHMARK_TEMPLATE(Fixture, Name, __VA_ARGS__)
#define BENCHMARK_TEMPLATE_DEFINE_F(Fixture, Name, ...)                                            \
  MOCK_BENCHMARK_TEMPLATE(Fixture, Name, __VA_ARGS__)

#endif
