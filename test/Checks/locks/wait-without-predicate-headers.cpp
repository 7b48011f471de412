// RUN: %check %s async-wait-without-predicate --real-headers

#include <condition_variable>
#include <deque>
#include <mutex>
#include <pthread.h>

struct Queue {
  std::mutex m;
  std::condition_variable cv;
  std::condition_variable_any any;
  std::deque<int> items;
  bool stopped = false;

  void push(int item) {
    std::lock_guard lock(m);
    items.push_back(item);
    cv.notify_one();
  }
  void pop() {
    std::unique_lock lock(m);
    if (items.empty())
      cv.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this wait for 'cv' isn't in a loop
    while (items.empty())
      any.wait(m);
    cv.wait(lock, [this] { return stopped || !items.empty(); });
  }
  bool timed() {
    std::unique_lock lock(m);
    return cv.wait_for(lock, std::chrono::seconds(1)) == std::cv_status::no_timeout;
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this wait for 'cv' may end without a reason
  }
};

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
int ready;

void set() {
  pthread_mutex_lock(&mutex);
  ready = 1;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&mutex);
}
void wait() {
  pthread_mutex_lock(&mutex);
  if (!ready)
    pthread_cond_wait(&changed, &mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this wait for 'changed' isn't in a loop
  pthread_mutex_unlock(&mutex);
}
