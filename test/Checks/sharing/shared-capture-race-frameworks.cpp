// RUN: %check %s async-shared-capture-race

// Pools and threads of frameworks.

#include <boost-asio.h>
#include <boost-thread.h>

int work(int);

void pool(int count) {
  int sum = 0;
  boost::asio::thread_pool workers(4);
  for (int i = 0; i < count; ++i)
    boost::asio::post(workers, [&, i] { sum += work(i); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sum' is changed on this thread while the others that the loop starts change it, without a lock [async-shared-capture-race]
  workers.join();
}

void boost_threads() {
  int sum = 0;
  boost::thread thread([&] { sum += work(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sum' is changed on this thread while the one that started it uses it
  sum += work(2);
  thread.join();
}

//===- Not flagged --------------------------------------------------------===//

void one_worker(int count) {
  int sum = 0;
  boost::asio::thread_pool worker(1);
  for (int i = 0; i < count; ++i)
    boost::asio::post(worker, [&, i] { sum += work(i); });
  worker.join();
}

void one_event_loop(int count) {
  int sum = 0;
  boost::asio::io_context context;
  for (int i = 0; i < count; ++i)
    boost::asio::post(context, [&, i] { sum += work(i); });
  context.run();
}
