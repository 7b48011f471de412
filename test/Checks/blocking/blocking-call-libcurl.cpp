// RUN: %check %s async-blocking-call

// libcurl: an easy handle's transfer blocks, and waiting for a multi handle's.

#include <asio.h>
#include <coroutine.h>
#include <libcurl.h>
#include <posix.h>

//===- Flagged ------------------------------------------------------------===//

asio::awaitable<std::string> download(const char *url) {
  std::string body;
  CURL *handle = curl_easy_init();
  curl_easy_setopt(handle, CURLOPT_URL, url);
  CURLcode result = curl_easy_perform(handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'curl_easy_perform' blocks the thread that runs coroutine 'download': it waits until the transfer is done [async-blocking-call]
  curl_easy_cleanup(handle);
  co_return body;
}

mini::task<> transfers(CURLM *multi) {
  int running = 0;
  do {
    curl_multi_perform(multi, &running);
    curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'curl_multi_poll' blocks the thread that runs coroutine 'transfers': it waits for events [async-blocking-call]
  } while (running);
  curl_multi_wait(multi, nullptr, 0, 100, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'curl_multi_wait' blocks the thread that runs coroutine 'transfers'
  co_return;
}

bool reachable(const char *url) {
  CURL *handle = curl_easy_init();
  curl_easy_setopt(handle, CURLOPT_URL, url);
  return curl_easy_perform(handle) == CURLE_OK;
}
asio::awaitable<void> probe() {
  if (!reachable("http://localhost"))
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'reachable' blocks the thread that runs coroutine 'probe': it reaches 'curl_easy_perform' [async-blocking-call]
    co_return;
}

static int watch(CURL *handle, int fd, int what, void *data, void *socket) {
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'watch': it puts the thread to sleep [async-blocking-call]
  return 0;
}
static int set_timer(CURLM *multi, long milliseconds, void *data) {
  usleep(milliseconds * 1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs handler 'set_timer'
  return 0;
}
void on_the_loop(CURLM *multi, asio::io_context &io) {
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, watch);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, &io);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &set_timer);
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> asynchronous(CURLM *multi, CURL *handle) {
  int running;
  curl_multi_add_handle(multi, handle);
  curl_multi_socket_action(multi, -1, 0, &running);
  curl_multi_perform(multi, &running);
  curl_multi_poll(multi, nullptr, 0, 0, nullptr);
  co_return;
}

static unsigned long save(char *data, unsigned long size, unsigned long count, void *file) {
  return fwrite(data, size, count, static_cast<FILE *>(file));
}

void offloaded(asio::thread_pool &pool, CURL *handle) {
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, save);
  asio::post(pool, [handle] { curl_easy_perform(handle); });
}

int main() { return curl_easy_perform(curl_easy_init()); }
