// RUN: %check %s async-reference-across-suspension

#include <coroutine.h>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

using mini::task;
task<> send();
task<> send(int Value);
task<int> receive();
bool ready();
void use(int Value);

struct Session {
  int Id = 0;
  std::string Name;
  std::vector<int> Sizes;
  task<> close();
};

//===- Flagged --------------------------------------------------------------===//

class Table {
  std::map<int, std::unique_ptr<Session>> Owned;
  std::map<int, Session> Nodes;
  std::unordered_map<int, Session> Hashed;
  std::vector<Session> Sequence;
  std::vector<int> Numbers;
  std::deque<Session> Queue;
  std::string Name;

  Session &find(int Id) { return Nodes.at(Id); }

public:
  void drop(int Id) {
    Owned.erase(Id);
    Nodes.erase(Id);
  }
  void add(int Id) {
    Hashed[Id];
    Sequence.push_back(Session());
    Queue.push_back(Session());
    Numbers.push_back(Id);
  }
  void rename(const std::string &To) { Name = To; }

  task<> iterator(int Id) {
    auto It = Nodes.find(Id);
    if (It == Nodes.end())
      co_return;
    co_await send();
    use(It->second.Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'It' leads into 'Nodes', which may have changed while the coroutine was suspended; look it up again [async-reference-across-suspension]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: suspended here
    // CHECK-MESSAGES: :[[@LINE-18]]:11: note: 'Nodes' is changed here, by 'drop'
  }

  task<> reference(int Id) {
    Session &S = Nodes.at(Id);
    co_await send();
    S.Id = Id;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' leads into 'Nodes'
  }

  task<> ownedByAnElement(int Id) {
    Session &S = *Owned.at(Id);
    co_await S.close();
    use(S.Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'S' leads into 'Owned'
  }

  task<> rawPointerToWhatAnElementOwns(int Id) {
    auto *S = Owned[Id].get();
    co_await send();
    use(S->Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'S' leads into 'Owned'
  }

  task<> addressOfAnElement() {
    Session *S = &Sequence[0];
    co_await send();
    use(S->Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'S' leads into 'Sequence'
  }

  task<> partOfAnElement() {
    const int &Id = Sequence.front().Id;
    co_await send();
    use(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Id' leads into 'Sequence'
    // CHECK-MESSAGES: :[[@LINE-4]]:16: note: keep a copy
  }

  task<> view() {
    std::string_view Text = Name;
    co_await send();
    use(static_cast<int>(Text.size()));
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'Text' leads into 'Name'
  }

  task<> structuredBinding(int Id) {
    auto &[Key, Value] = *Nodes.find(Id);
    co_await send();
    use(Value.Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this leads into 'Nodes', which may have changed while the coroutine was suspended
  }

  task<> throughAnAccessor(int Id) {
    Session &S = find(Id);
    co_await send();
    use(S.Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'S' leads into 'Nodes'
  }

  task<> onOnePathOnly(int Id) {
    Session &S = Nodes.at(Id);
    if (ready())
      co_await send();
    use(S.Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'S' leads into 'Nodes'
  }

  task<> inALambda(int Id) {
    Session &S = Nodes.at(Id);
    co_await send();
    auto Later = [&S] { use(S.Id); };
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'S' leads into 'Nodes'
    Later();
  }

  task<> loop() {
    for (Session &S : Sequence)
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Sequence' may change while this loop's body is suspended; the loop then goes on with an invalid iterator
      // CHECK-MESSAGES: :[[@LINE+1]]:7: note: suspended here
      co_await S.close();
  }

  task<> loopOfNumbers() {
    for (int Number : Numbers)
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Numbers' may change while this loop's body is suspended
      // CHECK-MESSAGES: :[[@LINE-2]]:23: note: go through a copy
      co_await send(Number);
  }

  task<> loopByHand() {
    for (auto It = Sequence.begin(); It != Sequence.end(); ++It)
      // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'It' leads into 'Sequence'
      co_await It->close();
  }
};

// Only the coroutine itself erases, but two calls of it may be on their way.
class Groups {
  std::map<int, std::unique_ptr<Session>> Members;

public:
  task<> stop(int Id) {
    auto It = Members.find(Id);
    if (It == Members.end())
      co_return;
    co_await It->second->close();
    Members.erase(It);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'It' leads into 'Members'
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: changed here; two calls may be on their way at once
  }
};

// The coroutine that it awaits makes it dangle.
class Parser {
  std::vector<char> Buffer;
  std::map<int, Session> Sessions;
  task<> fill() {
    Buffer.push_back('x');
    co_await send();
  }
  task<> drop(int Id) {
    Sessions.erase(Id);
    co_await send();
  }

public:
  task<> parse() {
    char *Begin = Buffer.data();
    co_await fill();
    use(*Begin);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Begin' leads into 'Buffer'
    // CHECK-MESSAGES: :[[@LINE-14]]:12: note: 'Buffer' is changed here, by 'fill'
  }
  // That one is another.
  task<> replace() {
    Session &Mine = Sessions.at(1);
    co_await drop(2);
    use(Mine.Id);
  }
};

std::vector<Session> Registry;
void enroll() { Registry.push_back(Session()); }
task<> global() {
  Session &First = Registry.front();
  co_await send();
  use(First.Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'First' leads into 'Registry'
}

struct State {
  std::vector<Session> Sessions;
};
void join(State &S) { S.Sessions.push_back(Session()); }
task<> ofAnotherObject(std::shared_ptr<State> S) {
  for (auto &Each : S->Sessions)
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Sessions' may change while
    co_await Each.close();
}

//===- Not flagged ----------------------------------------------------------===//

class Right {
  std::map<int, Session> Nodes;
  std::map<int, std::unique_ptr<Session>> Owned;
  std::vector<std::unique_ptr<Session>> Pointers;
  std::map<int, std::shared_ptr<Session>> Shared;
  std::deque<Session> Queue;
  std::list<Session> List;
  std::vector<Session> Fixed;
  std::vector<Session> Local;
  std::vector<Session> Inner;
  std::vector<Session> Taken;
  std::vector<Session *> Raw;
  std::vector<std::string_view> Views;
  std::vector<int> Steps;
  mini::async_mutex Mutex;
  Session Only;

  // Runs between two suspensions of run() alone.
  void plan() { Steps.push_back(1); }

public:
  Right() { Fixed.push_back(Session()); }
  ~Right() { Fixed.clear(); }
  void drop(int Id) {
    Nodes.erase(Id);
    Owned.erase(Id);
    Shared.erase(Id);
  }
  void add() {
    Queue.push_back(Session());
    List.push_back(Session());
    Pointers.push_back(nullptr);
    Raw.push_back(nullptr);
    Views.push_back("");
    Taken.push_back(Session());
  }

  task<> lookedUpAgain(int Id) {
    auto It = Nodes.find(Id);
    co_await send();
    It = Nodes.find(Id);
    use(It->second.Id);
  }
  task<> notUsedAfterwards(int Id) {
    Session &S = Nodes.at(Id);
    use(S.Id);
    co_await send();
  }
  task<> usedInTheOperandOnly(int Id) {
    auto It = Nodes.find(Id);
    co_await It->second.close();
  }
  task<> copied(int Id) {
    Session S = Nodes.at(Id);
    co_await send();
    use(S.Id);
  }
  task<> stillThere(int Id) {
    Session &S = Nodes.at(Id);
    co_await send();
    if (Nodes.contains(Id))
      use(S.Id);
  }
  task<> sharedByUs(int Id) {
    auto S = Shared.at(Id);
    co_await send();
    use(S->Id);
  }
  task<> sharedByOthers(int Id) {
    Session *S = Shared.at(Id).get();
    co_await send();
    use(S->Id);
  }
  task<> dequeGrowsAtTheEnd() {
    Session &S = Queue.front();
    co_await send();
    use(S.Id);
  }
  task<> nodesStayWhenOthersCome() {
    for (Session &S : List)
      co_await S.close();
  }
  task<> whatAnElementOwnsStays() {
    Session &S = *Pointers[0];
    co_await send();
    use(S.Id);
  }
  task<> pointersOfOthers() {
    Session *S = Raw[0];
    std::string_view Text = Views[0];
    co_await send();
    use(S->Id);
    use(static_cast<int>(Text.size()));
  }
  task<> neverChangedAfterwards() {
    for (Session &S : Fixed)
      co_await S.close();
  }
  task<> noContainer() {
    Session &S = Only;
    co_await send();
    use(S.Id);
  }
  task<> underAnAsynchronousLock(int Id) {
    auto Guard = co_await Mutex.scoped_lock();
    for (auto &Each : Nodes)
      co_await Each.second.close();
  }
  task<> lockedByHand(int Id) {
    co_await Mutex.lock();
    Session &S = Nodes.at(Id);
    co_await send();
    use(S.Id);
    Mutex.unlock();
  }
  task<> taken() {
    auto Mine = std::exchange(Taken, {});
    for (Session &S : Mine)
      co_await S.close();
  }
  task<> changedByItselfAlone() {
    while (!Inner.empty()) {
      Session &S = Inner.back();
      co_await S.close();
      use(S.Id);
      Inner.pop_back();
    }
  }
  task<> leavesTheLoop() {
    for (auto &Each : Nodes)
      if (ready()) {
        co_await send();
        break;
      }
  }
  task<> readyAtOnce(int Id) {
    Session &S = Nodes.at(Id);
    co_await mini::ready();
    use(S.Id);
  }
  task<> run() {
    plan();
    co_await steps();
  }

private:
  // Whoever changes it waits for this one.
  task<> steps() {
    for (int Step : Steps)
      co_await send(Step);
  }
};

task<> ofTheFrame() {
  std::vector<Session> Sessions;
  Sessions.push_back(Session());
  for (Session &S : Sessions)
    co_await S.close();
  State Mine;
  for (Session &S : Mine.Sessions)
    co_await S.close();
}

void plain(Session &S) {
  for (int Size : S.Sizes)
    use(Size);
}

//===- Containers of the user's own -----------------------------------------===//

class SessionSet {
public:
  void add(Session S) { Sessions.push_back(std::move(S)); }
  int see() { return Sessions.size(); }
  auto begin() { return Sessions.begin(); }
  auto end() { return Sessions.end(); }

private:
  std::deque<Session> Sessions;
};
class Sets {
public:
  void opened(Session S) { Growing.add(std::move(S)); }
  void looked() { Fixed.see(); }
  task<> closeAll() {
    for (Session &S : Growing)
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Growing' may change while this loop's body is suspended; the loop then goes on with an invalid iterator
      co_await S.close();
    for (Session &S : Fixed)
      co_await S.close();
  }

private:
  SessionSet Growing, Fixed;
};

// What comes next behind the suspension, not what stands first in the text.
class Listed {
public:
  void reset() { Hashed.clear(); }
  task<> list() {
    auto It = Hashed.begin();
    while (It != Hashed.end()) {
      use(It->first);
      co_await send();
      ++It;
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'It' leads into 'Hashed', which may have changed while the coroutine was suspended; look it up again
    }
  }

private:
  std::unordered_map<int, Session> Hashed;
};
