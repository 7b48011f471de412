// RUN: %check %s async-blocking-call

// cpp-httplib: clients wait for the answer; a server's handlers run on its pool.

#include <asio.h>
#include <coroutine.h>
#include <httplib.h>
#include <posix.h>

//===- Flagged ------------------------------------------------------------===//

asio::awaitable<std::string> weather(std::string city) {
  httplib::Client client("http://weather.example");
  httplib::Result today = client.Get("/today/" + city);
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'Get' blocks the thread that runs coroutine 'weather': it waits for the server's answer [async-blocking-call]
  httplib::Result liked = client.Post("/like", city, "text/plain");
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'Post' blocks the thread that runs coroutine 'weather'
  co_return today ? today->body : "";
}

mini::task<> replace(httplib::SSLClient &client, httplib::Request request) {
  client.Put("/note", "text", "text/plain");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Put' blocks the thread that runs coroutine 'replace'
  client.Delete("/draft");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Delete' blocks the thread that runs coroutine 'replace'
  httplib::Response response;
  httplib::Error error;
  client.send(request, response, error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'send' blocks the thread that runs coroutine 'replace'
  co_return;
}

class Metrics {
public:
  void push() {
    timer_.async_wait([this](asio::error_code error) {
      if (!error)
        client_.Head("/alive");
        // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Head' blocks the thread that runs this handler
    });
  }
  mini::task<> serve(httplib::ThreadPool &pool) {
    server_.listen("localhost", 8080);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'listen' blocks the thread that runs coroutine 'serve': it serves until it is stopped [async-blocking-call]
    pool.shutdown();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'shutdown' blocks the thread that runs coroutine 'serve': it waits for the pool's threads to end [async-blocking-call]
    co_return;
  }

private:
  asio::steady_timer timer_;
  httplib::Client client_;
  httplib::Server server_;
};

//===- Not flagged --------------------------------------------------------===//

int main() {
  httplib::Server server;
  httplib::Client database("http://database.example");
  server.Get("/slow", [&](const httplib::Request &, httplib::Response &response) {
    sleep(1);
    response.set_content(database.Get("/rows")->body, "text/plain");
    response.set_chunked_content_provider(
        "text/plain", [](size_t, httplib::DataSink &) { return usleep(100) == 0; });
  });
  server.set_error_handler([](const httplib::Request &, httplib::Response &) { usleep(100); });
  server.set_logger([](const httplib::Request &, const httplib::Response &) { usleep(100); });
  return server.listen("0.0.0.0", 8080);
}

mini::task<> offloaded(asio::thread_pool &threads, httplib::ThreadPool &pool,
                       httplib::Client &client, httplib::Server &server) {
  asio::post(threads, [&] { client.Post("/report"); });
  pool.enqueue([&] { client.Post("/report"); });
  client.stop();
  server.stop();
  co_return;
}
