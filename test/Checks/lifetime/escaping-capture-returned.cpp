// RUN: %check %s async-escaping-capture --std=c++2b

#include <functional>
#include <seastar.h>
#include <string>
#include <vector>

namespace ss = seastar;

struct File {
  ss::future<> close();
  ss::future<int> size();
};
struct Header {
  std::string Text;
  int Code = 0;
};
Header parse(const std::string &Name);
void use(int Value);
void use(const std::string &Text);
ss::future<> visit(const std::string &Directory, std::function<ss::future<>(int)> Each);
ss::future<> visitNow(const std::string &Directory, const std::function<void(int)> &Each);
void visitPlainly(const std::string &Directory, std::function<void(int)> Each);
ss::future<> work(int Value, const std::string &Text);

//===- Flagged --------------------------------------------------------------===//

// The file is this function's, but what closes it isn't.
ss::future<> closeWithHeader(File Of, const std::string &Name) {
  Header Parsed = parse(Name);
  return Of.close().then([&Parsed] { use(Parsed.Code); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'Parsed' may be gone when this lambda runs: nothing waits for that in its scope [async-escaping-capture]
}

// What takes any callable and gives a task runs it for as long as that isn't done.
ss::future<> visitWithParameter(std::string Suffix) {
  return visit("/", [&Suffix](int Value) { return work(Value, Suffix); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Suffix' may be gone when this lambda runs
}

class Loader {
public:
  // Kept by the object, which outlives this function's locals.
  void load(const std::vector<std::string> &Names) {
    for (const std::string &Name : Names) {
      std::string Path = "/" + Name;
      Pending.push_back(ss::async([&] { use(Path); }));
      // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'Path' may be gone when this lambda runs
    }
  }
  // An element of the parameter goes with it.
  void loadOwn(std::vector<std::string> Names) {
    for (const std::string &Name : Names)
      (void)ss::async([&Name] { use(Name); });
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'Names' may be gone when this lambda runs
  }

private:
  std::vector<ss::future<>> Pending;
};

//===- Not flagged ----------------------------------------------------------===//

ss::future<> visitWithCopy(std::string Suffix) {
  return visit("/", [Suffix](int Value) { return work(Value, Suffix); });
}
// The coroutine lives until it is done.
ss::future<> visitAndWait(std::string Suffix) {
  co_await visit("/", [&Suffix](int Value) { return work(Value, Suffix); });
}
// Borrowed for the call.
ss::future<> visitBorrowed() {
  int Count = 0;
  return visitNow("/", [&Count](int Value) { Count += Value; });
}
void visitAtOnce() {
  int Count = 0;
  visitPlainly("/", [&Count](int Value) { Count += Value; });
}
// Whoever lends it may wait for the task.
ss::future<> visitWithLent(const Header &Lent) {
  return visit("/", [&Lent](int Value) { return work(Value, Lent.Text); });
}
ss::future<> loadOthers(const std::vector<Header> &Headers) {
  for (const Header &Each : Headers)
    (void)ss::async([&Each] { use(Each.Code); });
  return ss::make_ready_future<>();
}
