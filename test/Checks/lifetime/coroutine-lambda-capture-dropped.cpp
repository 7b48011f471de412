// RUN: %check %s async-coroutine-lambda-capture

#include <coroutine.h>
#include <functional>
#include <memory>
#include <seastar.h>
#include <string>
#include <vector>

using namespace std::chrono_literals;
seastar::future<> append(const std::string &Row);
void log(const std::string &Row);

//===- Run at once, the task goes on ----------------------------------------===//

class Store {
public:
  void dropped(std::string Row) {
    (void)seastar::with_gate(Gate, [this, Row]() -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      // CHECK-MESSAGES: :[[@LINE-2]]:11: note: the closure is run here; its task goes on
      co_await append(Row);
      log(Row);
    });
  }
  seastar::future<> returned(std::vector<std::string> Rows) {
    return seastar::parallel_for_each(Rows, [this](std::string Row) -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: captures of this coroutine lambda die before
      co_await append(Row);
      ++Count;
    });
  }
  seastar::future<> awaited(std::string Row) {
    co_await seastar::with_gate(Gate, [this, Row]() -> seastar::future<> {
      co_await append(Row);
      log(Row);
    });
  }
  void noCoroutine(std::string Row) {
    (void)seastar::with_gate(Gate, [this, Row] { return append(Row); });
  }
  void nothingLate(std::string Row) {
    (void)seastar::with_gate(Gate, [Row]() -> seastar::future<> {
      log(Row);
      co_await seastar::sleep(1s);
    });
  }

private:
  seastar::gate Gate;
  int Count = 0;
};

template <class F> void spawn(seastar::gate &Gate, F &&Work) {
  (void)seastar::with_gate(Gate, std::forward<F>(Work));
}
void byAHelper(seastar::gate &Gate, std::string Row) {
  spawn(Gate, [Row]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: captures of this coroutine lambda die before
    co_await append(Row);
    log(Row);
  });
}

//===- Wrapped, by its address ----------------------------------------------===//

struct Task {
  explicit Task(std::function<seastar::future<>()> Action);
  seastar::future<> run();
};
seastar::future<> run(std::function<seastar::future<>()> Action);

seastar::future<> keptForLater(std::string Row) {
  auto Later = std::make_unique<Task>(seastar::coroutine::lambda([Row]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: captures of this coroutine lambda die before
    // CHECK-MESSAGES: :[[@LINE-2]]:39: note: this keeps the address of the closure, which is a temporary of this statement
    co_await append(Row);
    log(Row);
  }));
  co_await Later->run();
}
seastar::future<> awaitedInPlace(std::string Row) {
  co_await run(seastar::coroutine::lambda([Row]() -> seastar::future<> {
    co_await append(Row);
    log(Row);
  }));
}

//===- Nobody can wait for it -----------------------------------------------===//

struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
class Queue {
public:
  bool tryEnqueue(std::function<void()> Work);
  void setHandler(std::function<void()> Work);
};
void onAQueue(Queue &Q, std::string Row) {
  Q.tryEnqueue([Row]() -> detached {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: captures of this coroutine lambda die before
    co_await std::suspend_always();
    log(Row);
  });
}
// Mostly kept for as long as there is something to handle.
void asAHandler(Queue &Q, std::string Row) {
  Q.setHandler([Row]() -> detached {
    co_await std::suspend_always();
    log(Row);
  });
}
