// RUN: %check %s async-blocking-call

// hiredis: a command waits for its reply, unless it is given to the asynchronous interface.

#include <asio.h>
#include <coroutine.h>
#include <hiredis.h>
#include <posix.h>

//===- Flagged ------------------------------------------------------------===//

asio::awaitable<long long> visits(const char *page) {
  redisContext *redis = redisConnect("localhost", 6379);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'redisConnect' blocks the thread that runs coroutine 'visits': it waits for the connection [async-blocking-call]
  auto *reply = static_cast<redisReply *>(redisCommand(redis, "INCR %s", page));
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'redisCommand' blocks the thread that runs coroutine 'visits': it waits for the server's answer [async-blocking-call]
  long long count = reply->integer;
  freeReplyObject(reply);
  redisFree(redis);
  co_return count;
}

mini::task<> pipeline(redisContext *redis, int count, const char **words) {
  timeval timeout = {1, 0};
  redisConnectWithTimeout("localhost", 6379, timeout);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'redisConnectWithTimeout' blocks the thread that runs coroutine 'pipeline'
  redisAppendCommand(redis, "SET a 1");
  redisAppendCommand(redis, "SET b 2");
  void *reply;
  redisGetReply(redis, &reply);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'redisGetReply' blocks the thread that runs coroutine 'pipeline'
  redisCommandArgv(redis, count, words, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'redisCommandArgv' blocks the thread that runs coroutine 'pipeline'
  redisReconnect(redis);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'redisReconnect' blocks the thread that runs coroutine 'pipeline'
  co_return;
}

static void on_reply(redisAsyncContext *context, void *reply, void *data) {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'on_reply': it puts the thread to sleep [async-blocking-call]
}
static void on_connect(const redisAsyncContext *context, int status) {
  redisConnect("backup", 6379);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'redisConnect' blocks the thread that runs handler 'on_connect'
}
void subscribe(redisAsyncContext *redis) {
  redisAsyncSetConnectCallback(redis, on_connect);
  redisAsyncCommand(redis, on_reply, nullptr, "SUBSCRIBE news");
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> asynchronous(redisAsyncContext *redis) {
  redisAsyncContext *other = redisAsyncConnect("localhost", 6379);
  redisAsyncCommand(redis, nullptr, nullptr, "SET a 1");
  redisAppendCommand(&redis->c, "SET b 2");
  co_return;
}

void offloaded(asio::thread_pool &pool, redisContext *redis) {
  asio::post(pool, [redis] { redisCommand(redis, "SAVE"); });
}
