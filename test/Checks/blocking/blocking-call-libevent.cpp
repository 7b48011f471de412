// RUN: %check %s async-blocking-call

// libevent: callbacks run on the loop of their event_base.

#include <asio.h>
#include <coroutine.h>
#include <libevent.h>
#include <posix.h>

struct Server {
  event_base *base;
  evhttp *http;
  FILE *log;
};

//===- Callbacks of the loop ----------------------------------------------===//

static void on_request(evhttp_request *request, void *data) {
  auto *server = static_cast<Server *>(data);
  fwrite("request\n", 8, 1, server->log);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fwrite' blocks the thread that runs handler 'on_request': it writes to a file [async-blocking-call]
  evhttp_send_reply(request, 200, "OK", nullptr);
}

static void on_accept(evconnlistener *listener, int fd, sockaddr *peer, int length, void *data) {
  addrinfo *found;
  evutil_getaddrinfo("database", "5432", nullptr, &found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'evutil_getaddrinfo' blocks the thread that runs handler 'on_accept': it looks up a name [async-blocking-call]
}

static void on_readable(bufferevent *stream, void *data) {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'on_readable': it puts the thread to sleep [async-blocking-call]
}

static void on_event(bufferevent *stream, short what, void *data) {
  event_base_loop(static_cast<event_base *>(data), EVLOOP_ONCE);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'event_base_loop' blocks the thread that runs handler 'on_event': it runs the event loop until nothing is left to do [async-blocking-call]
}

static void on_timer(int, short, void *data) {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs handler 'on_timer'
}

static void on_name(int result, addrinfo *found, void *data) {
  system("logger resolved");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' blocks the thread that runs handler 'on_name': it waits for a command to end [async-blocking-call]
}

void serve(Server &server, bufferevent *stream, evdns_base *resolver) {
  evhttp_set_gencb(server.http, on_request, &server);
  evconnlistener_new_bind(server.base, on_accept, &server, 0, -1, nullptr, 0);
  bufferevent_setcb(stream, &on_readable, nullptr, &on_event, server.base);
  event_new(server.base, -1, EV_PERSIST, on_timer, &server);
  evdns_getaddrinfo(resolver, "host", "http", nullptr, on_name, nullptr);
}

//===- Coroutines ---------------------------------------------------------===//

asio::awaitable<void> runs(event_base *base) {
  event_base_dispatch(base);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'event_base_dispatch' blocks the thread that runs coroutine 'runs'
  co_return;
}

mini::task<> resolves(addrinfo *hints) {
  addrinfo *found;
  evutil_getaddrinfo("host", "http", hints, &found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'evutil_getaddrinfo' blocks the thread that runs coroutine 'resolves'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

int main_loop(Server &server) { return event_base_dispatch(server.base); }

static int count(const event_base *, const event *, void *data) {
  ++*static_cast<int *>(data);
  usleep(1);
  return 0;
}

mini::task<> asynchronous(event_base *base, bufferevent *stream, evdns_base *resolver) {
  event_base_loop(base, EVLOOP_NONBLOCK);
  event_base_loopbreak(base);
  bufferevent_write(stream, "hello", 5);
  bufferevent_socket_connect_hostname(stream, resolver, 0, "host", 80);
  co_return;
}

void inspect(event_base *base) {
  int events = 0;
  event_base_foreach_event(base, count, &events);
}

static void on_timeout(int, short, void *data) {
  std::thread([] { sleep(1); }).detach();
  event_base_loopbreak(static_cast<event_base *>(data));
}

void once(event_base *base, timeval *timeout) {
  event_base_once(base, -1, EV_TIMEOUT, on_timeout, base, timeout);
}
