// REQUIRES: libevent, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %libevent-flags

// libevent's own headers, whose functions for timers and signals are macros.

#include <coroutine>
#include <event2/bufferevent.h>
#include <event2/dns.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <sys/socket.h>
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

Task runs(event_base *base) {
  event_base_dispatch(base);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'event_base_dispatch' blocks the thread that runs coroutine 'runs': it runs the event loop until nothing is left to do [async-blocking-call]
  event_base_loop(base, EVLOOP_ONCE);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'event_base_loop' blocks the thread that runs coroutine 'runs'
  event_base_loop(base, EVLOOP_NONBLOCK);
  co_return;
}

Task resolves() {
  evutil_addrinfo *found;
  evutil_getaddrinfo("host", "http", nullptr, &found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'evutil_getaddrinfo' blocks the thread that runs coroutine 'resolves': it looks up a name [async-blocking-call]
  co_return;
}

static void on_timer(evutil_socket_t, short, void *data) {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'on_timer': it puts the thread to sleep [async-blocking-call]
}
static void on_signal(evutil_socket_t, short, void *data) {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs handler 'on_signal'
}
static void on_request(evhttp_request *request, void *data) {
  event_base_dispatch(static_cast<event_base *>(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'event_base_dispatch' blocks the thread that runs handler 'on_request'
}
static void on_accept(evconnlistener *, evutil_socket_t, sockaddr *, int, void *) {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs handler 'on_accept'
}
static void on_read(bufferevent *stream, void *data) {
  usleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'on_read'
}
static void on_name(int result, evutil_addrinfo *found, void *data) {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs handler 'on_name'
}

//===- Not flagged --------------------------------------------------------===//

int main() {
  event_base *base = event_base_new();
  evtimer_new(base, on_timer, nullptr);
  evsignal_new(base, 15, on_signal, nullptr);
  evhttp_set_gencb(evhttp_new(base), on_request, base);
  evconnlistener_new_bind(base, on_accept, nullptr, 0, -1, nullptr, 0);
  bufferevent *stream = bufferevent_socket_new(base, -1, 0);
  bufferevent_setcb(stream, on_read, nullptr, nullptr, nullptr);
  evdns_getaddrinfo(evdns_base_new(base, 1), "host", "http", nullptr, on_name, nullptr);
  return event_base_dispatch(base);
}
