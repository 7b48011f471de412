// RUN: %check %s async-coroutine-lambda-capture

#include <coroutine.h>
#include <string>

using mini::task;

task<> send(const std::string &Text);
void startTask(task<> Work);
void startAndWait(task<> Work);
void runToTheEnd(task<> Work);

void starts(const std::string &Topic) {
  auto Work = [Topic]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await send(Topic);
    co_await send(Topic);
  };
  startTask(Work());
}

//===- Not flagged ----------------------------------------------------------===//

void waits(const std::string &Topic) {
  auto Work = [Topic]() -> task<> { co_await send(Topic); };
  startAndWait(Work());
}
void runs(const std::string &Topic) {
  auto Work = [Topic]() -> task<> { co_await send(Topic); };
  runToTheEnd(Work());
}
void givesCopies(const std::string &Topic) {
  auto Work = [](std::string Topic) -> task<> { co_await send(Topic); };
  startTask(Work(Topic));
}
