// RUN: %check %s async-sequential-awaits --std=c++20

#include <async_simple.h>
#include <boost/asio.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace asio = boost::asio;
using async_simple::coro::Lazy;

struct User {};
struct Orders {};
struct Connection;
asio::awaitable<User> fetch_user(int Id);
asio::awaitable<Orders> fetch_orders(int Id);
asio::awaitable<int> load_price(const std::string &Name);
asio::awaitable<User> find_user(Connection &Db, int Id);
asio::awaitable<void> update_user(int Id);
asio::awaitable<int> create_user(int Id);
void use(User, Orders);
void show(int);

//===- One after the other ------------------------------------------------===//

asio::awaitable<void> page(int Id) {
  User Who = co_await fetch_user(Id);
  auto What = co_await fetch_orders(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'fetch_orders' starts only when 'fetch_user' before it is done, whose result it doesn't need [async-sequential-awaits]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: together: 'co_await (fetch_user(...) && fetch_orders(...))'
  use(Who, What);
}

// Of three in a row one finding.
asio::awaitable<int> sum() {
  int A = co_await load_price("a");
  const int B = co_await load_price("b");
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'load_price' starts only when 'load_price' before it is done
  int C = co_await load_price("c");
  co_return A + B + C;
}

class Prices {
public:
  asio::awaitable<int> getPrice(const std::string &Name) const;
};
class Stocks {
public:
  asio::awaitable<int> getStock(const std::string &Name);
};
asio::awaitable<int> two_objects(Prices &P, Stocks &S, std::string Name) {
  int Price = co_await P.getPrice(Name);
  int Stock = co_await S.getStock(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'getStock' starts only when 'getPrice' before it is done
  co_return Price * Stock;
}
asio::awaitable<int> only_read(const Prices &P) {
  int A = co_await P.getPrice("a");
  int B = co_await P.getPrice("b");
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'getPrice' starts only when 'getPrice' before it is done
  co_return A + B;
}

//===- Loops --------------------------------------------------------------===//

Lazy<int> getSize(std::string Name);

Lazy<std::vector<int>> sizes(std::vector<std::string> Names) {
  std::vector<int> Result;
  for (const std::string &Name : Names)
    Result.push_back(co_await getSize(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'getSize' starts only when that of the turn before is done, whose result it doesn't need [async-sequential-awaits]
  // CHECK-MESSAGES: :[[@LINE-2]]:31: note: together: 'co_await async_simple::coro::collectAllWindowed(64, false, tasks)'
  co_return Result;
}
Lazy<int> total(std::vector<std::string> Names) {
  int Sum = 0;
  for (unsigned I = 0; I < Names.size(); ++I) {
    int Size = co_await getSize(Names[I]);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'getSize' starts only when that of the turn before is done
    Sum += Size;
  }
  co_return Sum;
}
struct Shard {
  Lazy<int> count();
};
Lazy<int> over_objects(std::vector<Shard> &Shards) {
  int Sum = 0;
  for (Shard &S : Shards)
    Sum += co_await S.count();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'count' starts only when that of the turn before is done
  co_return Sum;
}

asio::awaitable<void> asks_two_objects(Connection &Db, Stocks &S) {
  User A = co_await find_user(Db, 1);
  int B = co_await S.getStock("a");
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'getStock' starts only when 'find_user' before it is done
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<int> id_of(User);
asio::awaitable<Orders> get_orders(User Who);
asio::awaitable<void> needs_the_result(int Id) {
  User Who = co_await fetch_user(Id);
  Orders What = co_await get_orders(Who);
  use(Who, What);
}

asio::awaitable<void> something_in_between(int Id) {
  User Who = co_await fetch_user(Id);
  show(Id);
  Orders What = co_await fetch_orders(Id);
  use(Who, What);
}

asio::awaitable<void> checks_the_first(int Id) {
  int Price = co_await load_price("a");
  if (Price == 0)
    co_return;
  int Other = co_await load_price("b");
  show(Other);
}

// A connection answers one request at a time.
asio::awaitable<void> share_an_object(Connection &Db) {
  User A = co_await find_user(Db, 1);
  User B = co_await find_user(Db, 2);
}
asio::awaitable<void> ask_one_object(Stocks &S) {
  int C = co_await S.getStock("a");
  int D = co_await S.getStock("b");
}

struct Session {
  Stocks S;
  asio::awaitable<int> getTotal();
};
asio::awaitable<void> part_of_the_other(Session &Of) {
  int A = co_await Of.getTotal();
  int B = co_await Of.S.getStock("a");
}

asio::awaitable<void> change_something(int Id) {
  int A = co_await create_user(Id);
  int B = co_await create_user(Id + 1);
  co_await update_user(A);
  co_await update_user(B);
}

asio::awaitable<void> under_a_lock(std::mutex &M) {
  std::lock_guard Lock(M);
  int A = co_await load_price("a");
  int B = co_await load_price("b");
}
struct Permit {
  ~Permit();
};
asio::awaitable<Permit> get_permit();
asio::awaitable<void> under_a_permit() {
  Permit Held = co_await get_permit();
  int A = co_await load_price("a");
  int B = co_await load_price("b");
}

asio::awaitable<int> get_constant() { co_return 1; }
asio::awaitable<void> of_what_is_there_already() {
  int A = co_await get_constant();
  int B = co_await get_constant();
}

asio::awaitable<void> together(int Id) {
  using namespace asio::experimental::awaitable_operators;
  auto Both = co_await (fetch_user(Id) && fetch_orders(Id));
}

Lazy<std::string> getNext(std::string From);
Lazy<int> turn_needs_the_one_before(std::vector<std::string> Names) {
  std::string Last;
  for (const std::string &Name : Names)
    Last = co_await getNext(Last);
  co_return 0;
}
Lazy<int> first_that_fits(std::vector<std::string> Names) {
  for (const std::string &Name : Names) {
    int Size = co_await getSize(Name);
    if (Size > 10)
      co_return Size;
  }
  co_return 0;
}
Lazy<void> works_on_each(std::vector<std::string> Names) {
  for (const std::string &Name : Names)
    show(co_await getSize(Name));
}
struct Client {
  Lazy<int> getSize(const std::string &Name);
};
Lazy<int> by_one_client(Client &By, std::vector<std::string> Names) {
  int Sum = 0;
  for (const std::string &Name : Names)
    Sum += co_await By.getSize(Name);
  co_return Sum;
}
struct Totals {
  int Sum = 0;
  Lazy<void> into_a_member(std::vector<std::string> Names) {
    for (const std::string &Name : Names)
      Sum += co_await getSize(Name);
  }
};
Lazy<void> same_question_again() {
  std::vector<int> Answers;
  for (int I = 0; I < 3; ++I)
    Answers.push_back(co_await getSize("a"));
}
