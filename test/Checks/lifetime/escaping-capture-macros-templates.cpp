// RUN: %check %s async-escaping-capture --std=c++20

#include <asio.hpp>
#include <future>
#include <memory>
#include <thread>

void use(int Value);
void change(int &Value);

#define POST(Io, ...) asio::post(Io, __VA_ARGS__)
#define REFERENCE(X) [&X] { use(X); }

void inAMacrosArgument(asio::io_context &Io, int X) {
  POST(Io, [&X] { change(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'X' may be gone when this lambda runs
}

// Nothing of a macro is changed.
void lambdaFromAMacro(asio::io_context &Io, int X) {
  asio::post(Io, REFERENCE(X));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'X' may be gone when this lambda runs
}

// Known before the template is used.
template <class Op> void withTimeout(Op &&Operation, asio::io_context &Io) {
  int Signal = 0;
  asio::steady_timer Timer(Io);
  Timer.async_wait([&Signal](const asio::error_code &) { change(Signal); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Signal' may be gone when this lambda runs
  Operation();
}

// Reported once, changed in no instantiation.
template <class T> void posts(asio::io_context &Io, T Value) {
  asio::post(Io, [&Value] { use(Value); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Value' may be gone when this lambda runs
}
void instantiates(asio::io_context &Io) {
  posts(Io, 1);
  posts(Io, 'c');
}

// The wait has no callee yet, only a name.
template <class Result> Result waitsInATemplate(asio::io_context &Io) {
  std::promise<Result> Promise;
  asio::post(Io, [&Promise] { Promise.set_value(1); });
  return Promise.get_future().get();
}

void inALambda() {
  auto Nested = [](asio::io_context &Io) {
    int X = 0;
    asio::post(Io, [&X] { use(X); });
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'X' may be gone when this lambda runs
  };
  (void)Nested;
}

void silenced(asio::io_context &Io, int X) {
  asio::post(Io, [&X] { change(X); }); // NOLINT(async-escaping-capture)
  // NOLINTNEXTLINE(async-escaping-capture)
  asio::post(Io, [&X] { change(X); });
}
