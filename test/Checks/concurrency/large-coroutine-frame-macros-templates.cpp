// RUN: %check %s async-large-coroutine-frame
// RUN: %check %s async-large-coroutine-frame --prefix=SMALL --config='{CheckOptions: {async-large-coroutine-frame.MaxBytes: 1000}}'

#include <coroutine.h>

mini::task<int> read(char *into, int size);

#define BUFFER(name, size) char name[size]

mini::task<void> by_macro() {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the frame of 'by_macro' takes 20000 bytes or more while it is suspended, on the heap for each call [async-large-coroutine-frame]
  BUFFER(large, 20000);
  co_await read(large, sizeof(large));
  large[0] = 0;
}

template <int Size> mini::task<void> in_template() {
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the frame of 'in_template<30000>' takes 30000 bytes or more
  char large[Size];
  co_await read(large, Size);
  large[0] = 0;
}
template mini::task<void> in_template<30000>();
template mini::task<void> in_template<40000>();
template mini::task<void> in_template<8>();

mini::task<void> by_option() {
  // CHECK-MESSAGES-SMALL: :[[@LINE-1]]:18: warning: the frame of 'by_option' takes 1024 bytes or more
  char medium[1024];
  co_await read(medium, sizeof(medium));
  medium[0] = 0;
}

mini::task<void> nested() {
  auto inner = []() -> mini::task<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the frame of 'operator()' takes 20000 bytes or more
    char large[20000];
    co_await read(large, sizeof(large));
    large[0] = 0;
  };
  co_await inner();
}
