// REQUIRES: curl, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %curl-flags

// libcurl's own header, where curl_multi_setopt is a macro too.

#include <coroutine>
#include <curl/curl.h>
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

Task download(const char *url) {
  CURL *handle = curl_easy_init();
  curl_easy_setopt(handle, CURLOPT_URL, url);
  curl_easy_perform(handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'curl_easy_perform' blocks the thread that runs coroutine 'download': it waits until the transfer is done [async-blocking-call]
  curl_easy_cleanup(handle);
  co_return;
}

Task transfers(CURLM *multi, CURL *handle) {
  int running;
  curl_multi_add_handle(multi, handle);
  curl_multi_perform(multi, &running);
  curl_multi_poll(multi, nullptr, 0, 0, nullptr);
  curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'curl_multi_poll' blocks the thread that runs coroutine 'transfers': it waits for events [async-blocking-call]
  curl_multi_wait(multi, nullptr, 0, 1000, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'curl_multi_wait' blocks the thread that runs coroutine 'transfers'
  co_return;
}

static int watch(CURL *handle, curl_socket_t fd, int what, void *data, void *socket) {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'watch': it puts the thread to sleep [async-blocking-call]
  return 0;
}
void on_the_loop(CURLM *multi) { curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, watch); }

//===- Not flagged --------------------------------------------------------===//

Task offloaded(CURL *handle) {
  std::thread([handle] { curl_easy_perform(handle); }).detach();
  co_return;
}
