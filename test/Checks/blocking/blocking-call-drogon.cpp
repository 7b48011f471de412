// RUN: %check %s async-blocking-call --also=async-blocking-wait

// drogon's handlers and coroutines run on event loops.

#include <chrono>
#include <drogon.h>
#include <memory>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using drogon::HttpRequestPtr;
using drogon::HttpResponsePtr;
using drogon::Task;

Task<std::string> render(std::size_t rows);

Task<HttpResponsePtr> list(HttpRequestPtr request, drogon::orm::DbClientPtr db) {
  auto rows = db->execSqlSync("select name from users where id > $1", 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'execSqlSync' blocks the thread that runs coroutine 'list': it waits for the database's answer [async-blocking-call]
  auto transaction = db->newTransaction();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'newTransaction' blocks the thread that runs coroutine 'list': it waits for a connection to the database [async-blocking-call]
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'list': it puts the thread to sleep [async-blocking-call]
  auto response = drogon::HttpResponse::newHttpResponse();
  response->setBody(drogon::sync_wait(render(rows.size())));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sync_wait' blocks the thread that runs coroutine 'list': it waits until the task is done [async-blocking-wait]
  co_return response;
}

Task<long> counts(std::shared_ptr<drogon::nosql::RedisClient> redis) {
  auto transaction = redis->newTransaction();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'newTransaction' blocks the thread that runs coroutine 'counts': it waits for a connection to the server [async-blocking-call]
  co_return redis->execCommandSync([](auto &result) { return result.asInteger(); }, "incr hits");
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'execCommandSync' blocks the thread that runs coroutine 'counts': it waits for the server's answer [async-blocking-call]
}

struct User {};

Task<User> finds(drogon::HttpClient &client, HttpRequestPtr request, drogon::orm::DbClientPtr db) {
  auto [result, response] = client.sendRequest(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'sendRequest' blocks the thread that runs coroutine 'finds': it waits for the server's answer [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: 'HttpClient::sendRequestCoro' doesn't block
  client.sendRequest(request, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sendRequest' blocks the thread that runs coroutine 'finds'
  drogon::orm::Mapper<User> users(db);
  User user = users.findByPrimaryKey(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'findByPrimaryKey' blocks the thread that runs coroutine 'finds': it waits for the database's answer [async-blocking-call]
  users.insert(user);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'insert' blocks the thread that runs coroutine 'finds'
  users.findAll();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'findAll' blocks the thread that runs coroutine 'finds'
  co_return user;
}

drogon::AsyncTask detached() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'detached'
  co_return;
}

class hello : public drogon::HttpSimpleController<hello> {
public:
  void asyncHandleHttpRequest(const HttpRequestPtr &, drogon::Respond &&callback) override {
    auto rows = db->execSqlSync("select 1");
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'execSqlSync' blocks the thread that runs async function 'asyncHandleHttpRequest': it waits for the database's answer [async-blocking-call]
    callback(drogon::HttpResponse::newHttpResponse());
  }

private:
  drogon::orm::DbClientPtr db;
};

class throttle : public drogon::HttpFilter<throttle> {
public:
  void doFilter(const HttpRequestPtr &, drogon::Respond &&, std::function<void()> &&next) override {
    std::this_thread::sleep_for(10ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs async function 'doFilter': it puts the thread to sleep [async-blocking-call]
    next();
  }
};

class chat : public drogon::WebSocketController<chat> {
public:
  void handleNewMessage(const drogon::WebSocketConnectionPtr &, std::string &&) override {
    save.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread that runs async function 'handleNewMessage': it waits for the result [async-blocking-wait]
  }
  void handleNewConnection(const HttpRequestPtr &,
                           const drogon::WebSocketConnectionPtr &) override {}
  void handleConnectionClosed(const drogon::WebSocketConnectionPtr &) override {}

private:
  std::shared_future<void> save;
};

void registers(drogon::orm::DbClientPtr db) {
  drogon::app().registerHandler("/", [db](const HttpRequestPtr &, drogon::Respond &&callback) {
    db->execSqlSync("select 1");
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'execSqlSync' blocks the thread that runs this handler: it waits for the database's answer [async-blocking-call]
    callback(drogon::HttpResponse::newHttpResponse());
  });
  drogon::app().registerPreRoutingAdvice([](const HttpRequestPtr &) {
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
  });
  db->execSqlAsync("select 1", [db](const drogon::orm::Result &) {
    db->execSqlSync("select 2");
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'execSqlSync' blocks the thread that runs this handler
  }, [](const std::exception &) {});
}

//===- Not flagged --------------------------------------------------------===//

Task<> awaits(drogon::orm::DbClientPtr db, trantor::EventLoop *worker) {
  auto transaction = co_await db->newTransactionCoro();
  auto rows = co_await db->execSqlCoro("select 1");
  co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 0.1);
  co_await drogon::queueInLoopCoro(worker, [] { std::this_thread::sleep_for(1s); });
}

Task<> takes_callbacks(drogon::HttpClient &client, HttpRequestPtr request,
                       drogon::orm::DbClientPtr db) {
  drogon::Respond respond = [](const HttpResponsePtr &) {};
  client.sendRequest(request, respond);
  client.sendRequest(request, [](const HttpResponsePtr &) {}, 10);
  drogon::orm::Mapper<User> users(db);
  users.insert(User(), [](User) {}, [](const std::exception &) {});
  users.findByPrimaryKey(1, [](User) {}, [](const std::exception &) {});
  users.findAll([](std::vector<User>) {}, [](const std::exception &) {});
  auto later = users.findFutureOne({});
  co_return;
}

int main() {
  drogon::orm::DbClientPtr db;
  db->execSqlSync("create table users (id int)");
  drogon::app().registerBeginningAdvice([db] { db->execSqlSync("delete from sessions"); });
  drogon::sync_wait(awaits(db, drogon::app().getLoop()));
  drogon::app().run();
}
