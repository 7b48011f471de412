// RUN: %check %s async-future-misuse --std=c++17

#include <future>
#include <utility>

void use(int value);
std::future<int> start();

#define GET(f) f.get()

int in_a_macro() {
  auto result = start();
  use(GET(result));
  return GET(result);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'result' has given its result already; it has only one [async-future-misuse]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: taken here
}

// One finding for all instantiations.
template <class T> int in_a_template(std::future<T> result) {
  use(result.get());
  return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' has given its result already; it has only one
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: taken here
}
template int in_a_template(std::future<int>);
template int in_a_template(std::future<char>);

using Promise = std::promise<int>;
auto in_a_lambda = [](Promise &promise) {
  promise.set_value(1);
  auto inner = [own = Promise()]() mutable {
    own.set_value(1);
    own.set_value(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the result of 'own' is set already; it is set once only
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: set here
  };
  inner();
};

//===- Not flagged --------------------------------------------------------===//

int silenced() {
  auto result = start();
  use(result.get());
  return result.get(); // NOLINT(async-future-misuse)
}

void of_different_lambdas(Promise &promise, Promise &other) {
  auto first = [&] { promise.set_value(1); };
  auto second = [&] { promise.set_value(2); };
  first();
  (void)second;
  promise.set_value(3);
  other.set_value(4);
}

template <class T> void not_the_standards(T &thing) {
  thing.get();
  thing.get();
}
struct Thing {
  int get();
};
template void not_the_standards(Thing &);
