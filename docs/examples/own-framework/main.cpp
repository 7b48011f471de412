#include "acme.h"
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

acme::task<> store(acme::db::connection &db, std::string row) {
  std::this_thread::sleep_for(10ms);
  db.query("insert into rows values ('" + row + "')");
  co_return;
}

acme::task<> flush(acme::db::connection &db, std::mutex &m) {
  std::lock_guard lock(m);
  co_await store(db, "last");
}

acme::task<> flush(acme::db::connection &db, acme::mutex &m) {
  auto lock = co_await m.scoped_lock();
  co_await store(db, "last");
}

void start(acme::db::connection &db) {
  store(db, "first");
  acme::spawn(store(db, "second"));
  acme::every(1s, [&db] { db.query("select 1"); });
  acme::on_worker([&db] { db.query("vacuum"); });
}
