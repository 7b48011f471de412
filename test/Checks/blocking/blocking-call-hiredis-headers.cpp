// REQUIRES: hiredis, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %hiredis-flags

// hiredis' own headers.

#include <coroutine>
#include <hiredis/async.h>
#include <hiredis/hiredis.h>
#include <thread>
#include <unistd.h>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

Task visits(const char *page) {
  redisContext *redis = redisConnect("localhost", 6379);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'redisConnect' blocks the thread that runs coroutine 'visits': it waits for the connection [async-blocking-call]
  freeReplyObject(redisCommand(redis, "INCR %s", page));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'redisCommand' blocks the thread that runs coroutine 'visits': it waits for the server's answer [async-blocking-call]
  redisAppendCommand(redis, "GET a");
  void *reply;
  redisGetReply(redis, &reply);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'redisGetReply' blocks the thread that runs coroutine 'visits'
  redisFree(redis);
  co_return;
}

static void on_reply(redisAsyncContext *context, void *reply, void *data) {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'on_reply': it puts the thread to sleep [async-blocking-call]
}
void subscribe(redisAsyncContext *redis) {
  redisAsyncCommand(redis, on_reply, nullptr, "SUBSCRIBE news");
}

//===- Not flagged --------------------------------------------------------===//

Task asynchronous(redisContext *redis) {
  redisAsyncCommand(redisAsyncConnect("localhost", 6379), nullptr, nullptr, "SET a 1");
  std::thread([redis] { freeReplyObject(redisCommand(redis, "SAVE")); }).detach();
  co_return;
}
