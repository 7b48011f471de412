// RUN: %check %s async-coroutine-lambda-capture

// A continuation's closure ends when it has been called; what it started goes on without it.

#include <seastar.h>

using namespace std::chrono_literals;

struct table {
  seastar::future<int> rows();
  seastar::future<> append(std::string row);
};
void log(const std::string &text, int rows);

// scylladb#20306.
seastar::future<> count(table &t, std::string name) {
  return t.rows().then([name](int rows) -> seastar::future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await seastar::sleep(1s);
    log(name, rows);
  });
}

// Awaited in place, but it is the continuation that has the closure.
seastar::future<> count_awaited(table &t, std::string name) {
  co_await t.rows().then([&name](int rows) -> seastar::future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: captures of this coroutine lambda die
    co_await seastar::sleep(1s);
    log(name, rows);
  });
}

class writer {
  table &t;
  seastar::shared_mutex mutex;
  seastar::semaphore limit{10};
  std::string last;

public:
  seastar::future<> append(std::string row) {
    return seastar::with_lock(mutex, [this, row]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: captures of this coroutine lambda die
      co_await t.append(row);
      last = row;
    });
  }
  seastar::future<> append_limited(std::string row) {
    return seastar::with_semaphore(limit, 1, [this, row]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: captures of this coroutine lambda die
      co_await t.append(row);
      last = row;
    }).finally([this]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: captures of this coroutine lambda die
      co_await seastar::sleep(1s);
      last.clear();
    });
  }
  void in_the_background(std::string row) {
    (void)[this, row]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: captures of this coroutine lambda die
      co_await t.append(row);
      last = row;
    }();
  }
};

int main(int argc, char **argv) {
  seastar::app_template app;
  table t;
  return app.run(argc, argv, [&t]() -> seastar::future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: captures of this coroutine lambda die
    co_await seastar::sleep(1s);
    co_await t.append("first");
  });
}

//===- Not flagged --------------------------------------------------------===//

seastar::future<> kept(table &t, std::string name, seastar::sharded<table> &tables) {
  co_await t.rows().then(seastar::coroutine::lambda([&name](int rows) -> seastar::future<> {
    co_await seastar::sleep(1s);
    log(name, rows);
  }));
  co_await seastar::smp::submit_to(1, [&t, name]() -> seastar::future<> {
    co_await seastar::sleep(1s);
    co_await t.append(name);
  });
  co_await tables.invoke_on_all([name](table &local) -> seastar::future<> {
    co_await seastar::sleep(1s);
    co_await local.append(name);
  });
  auto run = [&]() -> seastar::future<> {
    co_await seastar::sleep(1s);
    co_await t.append(name);
  };
  co_await seastar::with_scheduling_group({}, seastar::coroutine::lambda(std::move(run)));
}

seastar::future<> run_in_place(table &t, std::vector<std::string> rows, seastar::gate &gate) {
  co_await [&t]() -> seastar::future<> {
    co_await seastar::sleep(1s);
    co_await t.append("first");
  }();
  co_await seastar::parallel_for_each(rows, [&t](std::string &row) -> seastar::future<> {
    co_await seastar::sleep(1s);
    co_await t.append(row);
  });
  co_await seastar::coroutine::parallel_for_each(rows, [&t](std::string &row) -> seastar::future<> {
    co_await seastar::sleep(1s);
    co_await t.append(row);
  });
  co_await seastar::with_gate(gate, [&t]() -> seastar::future<> {
    co_await seastar::sleep(1s);
    co_await t.append("last");
  });
}

// Nothing of the closure is used after the first suspension.
seastar::future<> early(table &t, std::string name) {
  return t.rows().then([&t, name](int) -> seastar::future<> {
    log(name, 0);
    co_await seastar::sleep(1s);
  });
}

seastar::future<> no_coroutine(table &t, std::string name) {
  return t.rows().then([&t, name](int) { return t.append(name); });
}
