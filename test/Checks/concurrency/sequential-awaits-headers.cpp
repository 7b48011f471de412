// REQUIRES: qcoro, boost-asio, libstdcxx-coroutine
// RUN: %check %s async-sequential-awaits --real-headers -- %qcoro-flags

// Boost.Asio's awaitables and QCoro's tasks.

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <map>
#include <optional>
#include <qcoro/qcorotask.h>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct User {
  std::string name;
  int group = 0;
};
asio::awaitable<User> fetch_user(int id);
asio::awaitable<std::vector<int>> fetch_orders(int id);
asio::awaitable<std::optional<std::string>> load_group(int id);
asio::awaitable<double> query_price(const std::string &name);
asio::awaitable<int> insert_user(const User &user);

asio::awaitable<size_t> page(int id) {
  User user = co_await fetch_user(id);
  const std::vector<int> orders = co_await fetch_orders(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'fetch_orders' starts only when 'fetch_user' before it is done, whose result it doesn't need [async-sequential-awaits]
  co_return orders.size() + user.name.size();
}

asio::awaitable<double> prices(std::vector<std::string> names) {
  double sum = 0;
  for (const auto &name : names)
    sum += co_await query_price(name);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'query_price' starts only when that of the turn before is done, whose result it doesn't need
  co_return sum;
}

asio::awaitable<std::vector<User>> users(const std::vector<int> ids) {
  std::vector<User> users;
  for (int id : ids)
    users.push_back(co_await fetch_user(id));
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'fetch_user' starts only when that of the turn before is done, whose result it doesn't need
  co_return users;
}

QCoro::Task<QString> loadTitle(int id);
QCoro::Task<QStringList> loadTags(int id);

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<std::optional<std::string>> needs_the_other(int id) {
  User user = co_await fetch_user(id);
  auto group = co_await load_group(user.group);
  co_return group;
}

asio::awaitable<size_t> at_once(int id) {
  using namespace asio::experimental::awaitable_operators;
  auto [user, orders] = co_await (fetch_user(id) && fetch_orders(id));
  co_return orders.size() + user.name.size();
}

asio::awaitable<int> changes(User first, User second) {
  int a = co_await insert_user(first);
  int b = co_await insert_user(second);
  co_return a + b;
}

asio::awaitable<std::string> until_found(std::vector<int> ids) {
  for (int id : ids)
    if (auto group = co_await load_group(id))
      co_return *group;
  co_return "";
}

class Connection {
public:
  asio::awaitable<int> get(const std::string &key);
};
asio::awaitable<int> one_connection(Connection &connection) {
  int a = co_await connection.get("a");
  int b = co_await connection.get("b");
  co_return a + b;
}

// QCoro has nothing that awaits several at once.
QCoro::Task<QString> heading(int id) {
  QString title = co_await loadTitle(id);
  QStringList tags = co_await loadTags(id);
  co_return title + tags.join(u' ');
}
