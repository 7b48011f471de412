// RUN: %check %s async-thread-local-across-suspension --config='{CheckOptions: {async-thread-local-across-suspension.SameThread: true}}'

#include <coroutine.h>

thread_local int Depth;
mini::task<> send();
void use(int Value);

mini::task<> allOnOneThread() {
  int &Mine = Depth;
  co_await send();
  use(Mine);
}
