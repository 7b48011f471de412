// RUN: %check %s async-sequential-awaits --std=c++20

#include <folly.h>

folly::coro::Task<int> co_fetchSize(int Id);
folly::coro::Task<int> co_fetchPrice(int Id);

#define FETCH(What, Id) co_await co_fetch##What(Id)

folly::coro::Task<int> in_macros(int Id) {
  int Size = FETCH(Size, Id);
  int Price = FETCH(Price, Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'co_fetchPrice' starts only when 'co_fetchSize' before it is done
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: together: 'folly::coro::collectAll(co_fetchSize(...), co_fetchPrice(...))'
  co_return Size *Price;
}

// Once.
template <class T> folly::coro::Task<T> in_a_template(int Id) {
  T Size = co_await co_fetchSize(Id);
  T Price = co_await co_fetchPrice(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'co_fetchPrice' starts only when 'co_fetchSize' before it is done
  co_return Size *Price;
}
folly::coro::Task<void> uses() {
  co_await in_a_template<int>(1);
  co_await in_a_template<long>(1);
}

auto Nested = [](int Id) -> folly::coro::Task<int> {
  auto Inner = [](int Id) -> folly::coro::Task<int> {
    int Size = co_await co_fetchSize(Id);
    int Price = co_await co_fetchPrice(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'co_fetchPrice' starts only when 'co_fetchSize' before it is done
    co_return Size *Price;
  };
  co_return co_await Inner(Id);
};

//===- Not flagged --------------------------------------------------------===//

folly::coro::Task<int> awaits_in_different_functions(int Id) {
  int Size = co_await co_fetchSize(Id);
  auto Later = [Id]() -> folly::coro::Task<int> {
    int Price = co_await co_fetchPrice(Id);
    co_return Price;
  };
  co_return Size + co_await Later();
}

folly::coro::Task<int> silenced(int Id) {
  int Size = co_await co_fetchSize(Id);
  int Price = co_await co_fetchPrice(Id); // NOLINT(async-sequential-awaits)
  co_return Size *Price;
}
