// RUN: %check %s async-leak-across-suspension --std=c++2b

#include <coroutine.h>
#include <posix.h>
#include <std.h>

struct value {
  int number;
};
struct scope_exit {
  template <class F> explicit scope_exit(F &&) {}
  ~scope_exit();
};
struct unique_fd {
  explicit unique_fd(int fd);
  ~unique_fd();
};

mini::task<> work();
mini::task<int> use_file(int fd);
mini::task<> write_to(FILE *file);
void use(int number);
void keep(value *object);

//===- What a function gave -----------------------------------------------===//

mini::task<> descriptor() {
  int fd = open("a", O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fd' leaks if the coroutine ends while suspended: it is released by hand, after that [async-leak-across-suspension]
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: an exception or a cancellation ends it here
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: released here only; a destructor would do it in any case
  if (fd < 0)
    co_return;
  co_await use_file(fd);
  close(fd);
}
mini::task<> file() {
  FILE *file = fopen("a", "w");
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'file' leaks if the coroutine ends
  co_await write_to(file);
  if (file)
    fclose(file);
}
mini::task<> memory() {
  char *data = static_cast<char *>(malloc(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'data' leaks if the coroutine ends
  for (int i = 0; i < 10; ++i)
    co_await work();
  free(data);
}
mini::task<> object() {
  value *object = new value();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'object' leaks if the coroutine ends
  use(object->number);
  co_await work();
  delete object;
}
mini::task<> array() {
  auto *numbers = new int[10];
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'numbers' leaks if the coroutine ends
  co_await work();
  delete[] numbers;
}
mini::task<> released_before_a_return() {
  int fd = open("a", O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fd' leaks if the coroutine ends
  if (fd == 7) {
    close(fd);
    co_return;
  }
  co_await work();
  close(fd);
}
mini::generator<int> lines() {
  FILE *file = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'file' leaks if the coroutine ends
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: its consumer may ask for no more here
  co_yield 1;
  fclose(file);
}
mini::task<> opened_in_the_try() {
  try {
    int fd = open("a", O_RDONLY);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fd' leaks if the coroutine ends
    co_await use_file(fd);
    close(fd);
  } catch (...) {
    use(1);
  }
}

//===- What was entered or counted ----------------------------------------===//

struct server {
  int active = 0;
  std::atomic<int> pending;
  mini::task<> counts() {
    ++active;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'active' stays counted up if the coroutine ends
    co_await work();
    --active;
  }
  mini::task<> counts_atomically() {
    pending.fetch_add(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'pending' stays counted up if the coroutine ends
    co_await work();
    pending--;
  }
};

//===- Not flagged --------------------------------------------------------===//

mini::task<> closed_before() {
  int fd = open("a", O_RDONLY);
  use(fd);
  close(fd);
  co_await work();
}
mini::task<> never_closed() {
  int fd = open("a", O_RDONLY);
  co_await use_file(fd);
}
mini::task<> by_a_guard() {
  int fd = open("a", O_RDONLY);
  scope_exit guard([fd] { close(fd); });
  co_await work();
}
mini::task<> by_a_class() {
  unique_fd fd(open("a", O_RDONLY));
  co_await work();
}
mini::task<> taken_by_a_class() {
  int fd = open("a", O_RDONLY);
  unique_fd owner(fd);
  co_await work();
  close(fd);
}
mini::task<> caught() {
  int fd = open("a", O_RDONLY);
  try {
    co_await use_file(fd);
  } catch (...) {
    use(1);
  }
  close(fd);
}
mini::task<> kept_elsewhere() {
  value *object = new value();
  keep(object);
  co_await work();
  delete object;
}
mini::task<> in_a_unique_ptr() {
  auto object = std::make_unique<value>();
  co_await work();
}
mini::task<> to_the_caller(int &out) {
  int fd = open("a", O_RDONLY);
  out = fd;
  co_await work();
  close(fd);
}
mini::task<> never_suspended() {
  int fd = open("a", O_RDONLY);
  co_await std::suspend_never{};
  close(fd);
}
void no_coroutine() {
  int fd = open("a", O_RDONLY);
  use(fd);
  close(fd);
}

struct counter {
  int active = 0;
  mini::task<> caught_outside() {
    try {
      ++active;
      co_await work();
      --active;
    } catch (...) {
      --active;
      throw;
    }
  }
  mini::task<> in_a_guard() {
    ++active;
    scope_exit guard([this] { --active; });
    co_await work();
  }
  mini::task<> only_up() {
    ++active;
    co_await work();
  }
  mini::task<> of_the_frame() {
    int depth = 0;
    ++depth;
    co_await work();
    --depth;
    counter own;
    ++own.active;
    co_await work();
    --own.active;
  }
};

// Its exceptions end the program.
struct strict {
  struct promise_type {
    strict get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception() { std::terminate(); }
  };
};
strict in_strict() {
  int fd = open("a", O_RDONLY);
  co_await work();
  close(fd);
}
