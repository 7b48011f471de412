// RUN: %check %s async-blocking-call

// What trantor's event loops run must not block; its task queues are for what does.

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <trantor.h>

using namespace std::chrono_literals;

std::string render(int record);

class reporter {
public:
  explicit reporter(trantor::EventLoop *loop) : loop(loop) {
    loop->runEvery(1.0, [this] { report(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'report' blocks the thread that runs this handler: it reaches 'sleep_for' [async-blocking-call]
    loop->runAfter(10s, [] { std::this_thread::sleep_for(1s); });
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sleep_for' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
    loop->queueInLoop([this] {
      queue.syncTaskInQueue([] { render(1); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'syncTaskInQueue' blocks the thread that runs this handler: it waits until the queue has run the task [async-blocking-call]
      queue.waitAllTasksFinished();
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'waitAllTasksFinished' blocks the thread that runs this handler: it waits until the queue is empty [async-blocking-call]
    });
    loop->runInLoop([this] { worker.wait(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'wait' blocks the thread that runs this handler: it waits for another thread to end [async-blocking-call]
    trantor::EventLoop *other = worker.getLoop();
    other->runAt(trantor::Date::now(), [other] { other->loop(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'loop' blocks the thread that runs this handler: it runs the event loop inside of itself [async-blocking-call]
  }
  void report() { std::this_thread::sleep_for(10ms); }

  // Not flagged

  void offload() {
    loop->queueInLoop([this] {
      queue.runTaskInQueue([this] {
        std::this_thread::sleep_for(1s);
        loop->queueInLoop([] { render(2); });
      });
    });
  }
  void stop() {
    loop->runOnQuit([this] { worker.wait(); });
    queue.waitAllTasksFinished();
    queue.stop();
    loop->quit();
  }

private:
  trantor::EventLoop *loop;
  trantor::EventLoopThread worker;
  trantor::SerialTaskQueue queue{"reports"};
};

// The loop is a base's member, its thread the class's own: nothing else waits for it.
class connection {
protected:
  explicit connection(trantor::EventLoop *loop) : loop(loop) {}
  trantor::EventLoop *loop;
};
class file_connection : public connection {
public:
  explicit file_connection(trantor::EventLoop *loop) : connection(loop) {}
  void init() {
    worker.run();
    loop = worker.getLoop();
    loop->runInLoop([] { std::this_thread::sleep_for(1s); });
  }

private:
  trantor::EventLoopThread worker;
};

int main() {
  trantor::EventLoop loop;
  reporter reports(&loop);
  std::this_thread::sleep_for(1s);
  loop.loop();
}
