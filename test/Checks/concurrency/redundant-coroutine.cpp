// RUN: %check %s async-redundant-coroutine --std=c++20,c++2b

#include <coroutine.h>
#include <std.h>

struct Request {
  std::string text;
};
mini::task<int> send(const Request &request);
mini::task<int> send_copy(Request request);
mini::task<void> flush();
mini::task<int> count(int from, int to);
mini::task<int> look(std::string_view text);
mini::eager<int> start(int);

mini::task<int> forwards(const Request &request) {
  co_return co_await send(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'forwards' needs no coroutine: it can return what 'send' gives, without a frame of its own [async-redundant-coroutine]
}

mini::task<void> nothing() {
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nothing' needs no coroutine
}

mini::task<void> nothing_returned() {
  co_return co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nothing_returned' needs no coroutine
}

mini::task<int> moves(Request request) {
  co_return co_await send_copy(std::move(request));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'moves' needs no coroutine
}

mini::task<int> numbers(int from) {
  co_return co_await count(from, from + 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'numbers' needs no coroutine
}

class Client {
public:
  mini::task<int> ask() {
    co_return co_await send(request_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ask' needs no coroutine
  }
  mini::task<int> again() {
    co_return co_await this->ask();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'again' needs no coroutine
  }
  mini::task<int> view(std::string_view text) {
    co_return co_await look(text);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'view' needs no coroutine
  }
  static mini::task<int> other(Client &client) {
    co_return co_await client.ask();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'other' needs no coroutine
  }

private:
  Request request_;
};

mini::task<int> look_from(std::string_view text, int from = 0, bool again = false);
mini::task<int> a_literal() {
  co_return co_await look("all");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a_literal' needs no coroutine
}
mini::task<int> view_of_what_the_caller_has(const std::string &text) {
  co_return co_await look_from(std::string_view(text), 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'view_of_what_the_caller_has' needs no coroutine
}

//===- Not flagged --------------------------------------------------------===//

mini::task<int> parameter_by_reference(Request request) { co_return co_await send(request); }
mini::task<int> temporary() { co_return co_await send(Request{"hello"}); }
mini::task<int> view_of_a_parameter(std::string text) { co_return co_await look(text); }
mini::task<int> keeps_it_alive(std::shared_ptr<Client> client) { co_return co_await client->ask(); }
mini::task<int> keeps_it_alive_by_name(std::shared_ptr<Client> self, Client &client) {
  co_return co_await client.ask();
}
mini::task<int> default_text(std::string_view text = std::string("a temporary"));
mini::task<int> default_that_is_made_here() { co_return co_await default_text(); }
mini::task<int> view_of_a_copy(std::string text) {
  co_return co_await look_from(std::string_view(text));
}
mini::task<int> local() {
  Request request;
  co_return co_await send(request);
}
mini::task<int> guarded(const Request &request) {
  try {
    co_return co_await send(request);
  } catch (...) {
    co_return 0;
  }
}
mini::task<long> converts() { co_return co_await count(1, 2); }
mini::task<int> computes() { co_return co_await count(1, 2) + 1; }
mini::task<int> another_type() { co_return co_await start(1); }
mini::task<int> two() { co_return co_await count(co_await count(1, 2), 3); }
mini::task<int> calls_first(Client &client);
int side_effect();
mini::task<int> effects() { co_return co_await count(side_effect(), 2); }
mini::task<int> cannot_throw(const Request &request) noexcept {
  co_return co_await send(request);
}
struct Base {
  virtual mini::task<int> run() { co_return co_await count(1, 2); }
  virtual ~Base() = default;
};
struct Derived : Base {
  mini::task<int> run() override { co_return co_await count(1, 3); }
};
void lambdas(int from) {
  auto lambda = [from]() -> mini::task<int> { co_return co_await count(from, 2); };
  (void)lambda;
}
mini::task<int> plain(const Request &request) { return send(request); }
