// REQUIRES: httplib, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %httplib-flags

// cpp-httplib's own header.

#include <coroutine>
#include <httplib.h>
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

Task weather(std::string city) {
  httplib::Client client("http://weather.example");
  auto today = client.Get("/today/" + city);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Get' blocks the thread that runs coroutine 'weather': it waits for the server's answer [async-blocking-call]
  client.Post("/like", city, "text/plain");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Post' blocks the thread that runs coroutine 'weather'
  client.Put("/note", httplib::Headers(), "text", 4, "text/plain");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Put' blocks the thread that runs coroutine 'weather'
  httplib::Request request;
  client.send(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'send' blocks the thread that runs coroutine 'weather'
  co_return;
}

Task serve(httplib::Server &server) {
  server.listen("localhost", 8080);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'listen' blocks the thread that runs coroutine 'serve': it serves until it is stopped [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

int main() {
  httplib::Server server;
  httplib::Client database("http://database.example");
  server.Get("/slow", [&](const httplib::Request &, httplib::Response &response) {
    sleep(1);
    response.set_content(database.Get("/rows")->body, "text/plain");
  });
  server.set_logger([](const httplib::Request &, const httplib::Response &) { usleep(100); });
  return server.listen("0.0.0.0", 8080);
}

Task offloaded(httplib::Client &client, httplib::TaskQueue &pool) {
  std::thread([&client] { client.Post("/report"); }).detach();
  pool.enqueue([&client] { client.Post("/report"); });
  client.stop();
  co_return;
}
