// RUN: %check %s async-discarded-awaitable

// POCO's active results: dropping one is how an active method is told to go on by itself.

#include <coroutine.h>
#include <poco.h>

class Mailer {
public:
  Mailer() : send(this, &Mailer::send_now) {}
  Poco::ActiveMethod<bool, std::string, Mailer> send;

private:
  bool send_now(const std::string &address);
};

void newsletter(Mailer &mailer, const std::vector<std::string> &addresses) {
  for (const std::string &address : addresses)
    mailer.send(address);
}

bool reminder(Mailer &mailer) {
  Poco::ActiveResult<bool> sent = mailer.send("somebody@example.org");
  sent.wait();
  return sent.data();
}

void cleanup(Poco::Data::Statement &statement) { statement.executeAsync(); }

mini::task<> report();
mini::task<> nightly() {
  report();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'report' is dropped and never runs; await it [async-discarded-awaitable]
  co_await report();
}
