// RUN: %check %s async-discarded-awaitable

// The destructor of a task cancels it.

#include <userver.h>

namespace engine = userver::engine;
namespace utils = userver::utils;

struct Client {
  engine::TaskWithResult<int> AsyncRequest(int id);
  engine::Future<int> Subscribe();
};

void Handle(Client &client) {
  utils::Async("log", [] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'Async' is dropped, which cancels it [async-discarded-awaitable]
  client.AsyncRequest(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'AsyncRequest' is dropped, which cancels it [async-discarded-awaitable]
  (void)utils::CriticalAsync("log", [] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task from 'CriticalAsync' is dropped, which cancels it [async-discarded-awaitable]
  engine::AsyncNoSpan([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'AsyncNoSpan' is dropped, which cancels it [async-discarded-awaitable]
  client.Subscribe();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'Subscribe' is dropped, and with it any error [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

int Waits(Client &client, userver::concurrent::BackgroundTaskStorageCore &storage) {
  utils::Async("log", [] {}).Get();
  utils::Async("log", [] {}).Detach();
  storage.Detach(utils::Async("log", [] {}));
  auto first = client.AsyncRequest(1);
  auto second = client.AsyncRequest(2);
  engine::WaitAllChecked(first, second);
  return first.Get() + second.Get() + client.Subscribe().get();
}

engine::TaskWithResult<int> Returned(Client &client) { return client.AsyncRequest(1); }

class Job {
  engine::TaskWithResult<int> task;

public:
  void Start(Client &client) { task = client.AsyncRequest(1); }
};
