// RUN: %check %s async-large-coroutine-frame --strict-notes

#include <coroutine.h>
#include <std.h>

mini::task<int> read(char *into, int size);
void use(const void *what);

struct Packet {
  char header[64];
  char body[13000];
};

mini::task<void> buffers(Packet packet) {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the frame of 'buffers' takes 17260 bytes or more while it is suspended, on the heap for each call [async-large-coroutine-frame]
  // CHECK-MESSAGES: :[[@LINE+6]]:3: note: suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:33: note: 'packet' takes 13064 bytes
  // CHECK-MESSAGES: :[[@LINE+3]]:8: note: 'buffer' takes 4096 bytes
  // CHECK-MESSAGES: :[[@LINE+1]]:8: note: 'small' takes 100 bytes
  char small[100] = {};
  char buffer[4096];
  co_await read(buffer, sizeof(buffer));
  use(small);
  use(buffer);
}

//===- Not flagged --------------------------------------------------------===//

// Not at the same time.
mini::task<void> one_after_the_other() {
  {
    char first[10000];
    co_await read(first, sizeof(first));
    use(first);
  }
  char second[10000];
  co_await read(second, sizeof(second));
  use(second);
}

// Dead before the coroutine sleeps.
mini::task<void> not_across() {
  {
    char large[20000];
    use(large);
  }
  char small[16];
  co_await read(small, sizeof(small));
}

mini::task<void> on_the_heap(const Packet &packet) {
  auto buffer = std::make_unique<Packet>();
  static char shared[20000];
  co_await read(buffer->body, sizeof(buffer->body));
  use(&packet);
  use(shared);
}

void no_coroutine() {
  char large[20000];
  use(large);
}

mini::task<void> a_lambdas() {
  auto plain = [] {
    char large[20000];
    use(large);
  };
  plain();
  co_await read(nullptr, 0);
}

mini::task<void> silenced() { // NOLINT(async-large-coroutine-frame): there is one
  char large[20000];
  co_await read(large, sizeof(large));
  use(large);
}
