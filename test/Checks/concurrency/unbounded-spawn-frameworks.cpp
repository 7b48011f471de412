// RUN: %check %s async-unbounded-spawn

// Work on all elements at once, and tasks that a loop starts.

#include <boost-asio.h>
#include <cppcoro.h>
#include <folly.h>
#include <seastar.h>
#include <std.h>

struct Row {};

namespace on_seastar {
seastar::future<std::vector<Row>> query();
seastar::future<> drop(const Row &row);

seastar::future<> all_rows() {
  auto rows = co_await query();
  co_await seastar::parallel_for_each(rows, [](const Row &row) { return drop(row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: work on all elements of 'rows' starts at once, however many there are [async-unbounded-spawn]
  co_await seastar::coroutine::parallel_for_each(rows, [](const Row &row) { return drop(row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: work on all elements of 'rows' starts at once
}

seastar::future<> made_one_by_one() {
  auto rows = co_await query();
  std::vector<seastar::future<>> drops;
  for (const Row &row : rows) {
    auto dropped = drop(row);
    drops.push_back(std::move(dropped));
  }
  co_await seastar::when_all_succeed(drops.begin(), drops.end());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: work on all elements of 'rows' starts at once
}

seastar::future<> two_of_them() {
  std::vector<seastar::future<>> drops;
  drops.push_back(drop(Row()));
  drops.push_back(drop(Row()));
  co_await seastar::when_all_succeed(drops.begin(), drops.end());
  co_await seastar::when_all_succeed(drop(Row()), drop(Row()));
}

seastar::future<> some_rows(std::vector<Row> shards) {
  auto rows = co_await query();
  co_await seastar::max_concurrent_for_each(rows, 64, [](const Row &row) { return drop(row); });
  co_await seastar::parallel_for_each(shards, [](const Row &row) { return drop(row); });
}
} // namespace on_seastar

namespace on_folly {
folly::coro::Task<void> drop(const Row &row);

folly::coro::Task<void> all_rows(std::vector<Row> rows) {
  std::vector<folly::coro::Task<void>> tasks;
  for (const Row &row : rows)
    tasks.push_back(drop(row));
  co_await folly::coro::collectAllRange(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: work on all elements of 'rows' starts at once
}

folly::coro::Task<void> some_rows(std::vector<Row> rows) {
  std::vector<folly::coro::Task<void>> tasks, two;
  for (const Row &row : rows)
    tasks.push_back(drop(row));
  co_await folly::coro::collectAllWindowed(std::move(tasks), 16);
  two.push_back(drop(rows[0]));
  two.push_back(drop(rows[1]));
  co_await folly::coro::collectAllRange(std::move(two));
}
} // namespace on_folly

namespace on_cppcoro {
cppcoro::task<void> drop(const Row &row);

cppcoro::task<void> all_rows(std::vector<Row> rows) {
  std::vector<cppcoro::task<void>> tasks;
  for (const Row &row : rows)
    tasks.emplace_back(drop(row));
  co_await cppcoro::when_all(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: work on all elements of 'rows' starts at once
}

cppcoro::task<void> two(Row a, Row b) { co_await cppcoro::when_all(drop(a), drop(b)); }

cppcoro::task<void> wrapped(cppcoro::task<void> task);

// Whoever made the tasks knows how many there are.
cppcoro::task<void> given_tasks(std::vector<cppcoro::task<void>> given) {
  std::vector<cppcoro::task<void>> tasks;
  for (auto &task : given)
    tasks.emplace_back(wrapped(std::move(task)));
  co_await cppcoro::when_all(std::move(tasks));
}
} // namespace on_cppcoro

namespace on_asio {
boost::asio::awaitable<void> fetch(Row row);
boost::asio::awaitable<Row> receive();

void all_rows(boost::asio::io_context &context, const std::vector<Row> &rows) {
  for (const Row &row : rows)
    boost::asio::co_spawn(context, fetch(row), boost::asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a task is started for each element of 'rows', however many there are
}

// As they come.
boost::asio::awaitable<void> serve(boost::asio::io_context &context) {
  for (;;)
    boost::asio::co_spawn(context, fetch(co_await receive()), boost::asio::detached);
}

// A thread for each event loop, of which there are few.
class ContextPool {
public:
  void run() {
    for (auto &context : contexts_)
      std::thread([&context] { context->run(); }).detach();
  }

private:
  std::vector<std::shared_ptr<boost::asio::io_context>> contexts_;
};

// Whoever made the tasks knows how many there are.
void start_all(boost::asio::io_context &context, std::vector<boost::asio::awaitable<void>> tasks) {
  for (auto &task : tasks)
    boost::asio::co_spawn(context, std::move(task), boost::asio::detached);
}
} // namespace on_asio
