// RUN: %check %s async-escaping-capture --std=c++2b

#include <coroutine.h>
#include <memory>
#include <winrt.h>

mini::task<> tick();

//===- Flagged --------------------------------------------------------------===//

class Session : public std::enable_shared_from_this<Session> {
public:
  mini::fire_and_forget run() {
    begin();
    co_await tick();
    end();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the object may be destroyed while this coroutine is suspended: it has taken no owner of it [async-escaping-capture]
    // CHECK-MESSAGES: :[[@LINE-5]]:25: note: what this gives can't be awaited
  }
  mini::fire_and_forget keepsTooLate() {
    co_await tick();
    auto Self = shared_from_this();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the object may be destroyed while this coroutine
    co_await tick();
    Self->end();
  }

  //===- Not flagged --------------------------------------------------------===//

  mini::fire_and_forget keepsItself() {
    auto Self = shared_from_this();
    co_await tick();
    end();
  }
  mini::fire_and_forget asksAgain() {
    auto Weak = weak_from_this();
    co_await tick();
    if (auto Self = Weak.lock())
      Self->end();
  }
  mini::fire_and_forget isGivenAnOwner(std::shared_ptr<Session> Owner) {
    co_await tick();
    end();
  }
  mini::fire_and_forget usesItFirst() {
    begin();
    co_await tick();
  }
  // Whoever calls it can wait for it.
  mini::task<> awaited() {
    co_await tick();
    end();
  }

private:
  void begin();
  void end();
};

// Nobody says who owns it.
class Plain {
public:
  mini::fire_and_forget run() {
    co_await tick();
    end();
  }

private:
  void end();
};

struct Page : winrt::implements<Page> {
  int Total = 0;
  winrt::fire_and_forget Refresh() {
    co_await winrt::resume_background();
    ++Total;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object may be destroyed while this coroutine
  }
  winrt::fire_and_forget RefreshKept() {
    auto Strong = get_strong();
    co_await winrt::resume_background();
    ++Total;
  }
};
