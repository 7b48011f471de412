// RUN: %check %s async-unbounded-spawn

#include <seastar.h>
#include <std.h>

void handle(int);
seastar::future<> drop(int row);

#define FOR_EACH(x, all) for (auto x : all)
#define IN_PARALLEL seastar::parallel_for_each

void by_macro(const std::vector<int> &jobs) {
  FOR_EACH(job, jobs)
  std::thread([job] { handle(job); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a thread is started for each element of 'jobs', however many there are [async-unbounded-spawn]
}

// No fix.
seastar::future<> fan_out_by_macro(std::vector<int> rows) {
  return IN_PARALLEL(rows, [](int row) { return drop(row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: work on all elements of 'rows' starts at once, however many there are
}

template <class T> seastar::future<> in_template(std::vector<T> rows) {
  return seastar::parallel_for_each(rows, [](T row) { return drop(row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: work on all elements of 'rows' starts at once
}
template seastar::future<> in_template(std::vector<int>);
template seastar::future<> in_template(std::vector<long>);

void nested(const std::vector<int> &jobs) {
  auto start = [&] {
    for (int job : jobs)
      std::thread([job] { handle(job); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a thread is started for each element of 'jobs'
  };
  start();
}

// The loop is the lambda's, what starts the thread isn't in it.
void not_in_the_loop(const std::vector<int> &jobs) {
  std::thread([jobs] {
    for (int job : jobs)
      handle(job);
  }).detach();
}

void silenced(const std::vector<int> &jobs) {
  for (int job : jobs)
    std::thread([job] { handle(job); }).detach(); // NOLINT(async-unbounded-spawn): three at most
}
