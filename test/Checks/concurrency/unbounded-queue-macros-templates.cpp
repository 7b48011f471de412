// RUN: %check %s async-unbounded-queue --std=c++20

#include <moodycamel.h>

#define QUEUE_OF(Type, Name) moodycamel::ConcurrentQueue<Type> Name
#define PUSH(Queue, Value) Queue.enqueue(Value)

class InMacros {
public:
  void push(int Value) { PUSH(Values, Value); }
  bool pop(int &Value) { return Values.try_dequeue(Value); }

private:
  QUEUE_OF(int, Values);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Values' has no limit
};

// Once.
template <class T> class Mailbox {
public:
  void push(T Value) { Values.enqueue(Value); }
  bool pop(T &Value) { return Values.try_dequeue(Value); }

private:
  moodycamel::ConcurrentQueue<T> Values;
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'Values' has no limit
};
void uses(Mailbox<int> &A, Mailbox<char> &B) {
  int I;
  char C;
  A.push(1);
  A.pop(I);
  B.push('c');
  B.pop(C);
}

class InLambdas {
public:
  auto pusher() {
    return [this](int Value) {
      auto Inner = [&] { Values.enqueue(Value); };
      Inner();
    };
  }
  auto popper() {
    return [this](int &Value) { return Values.try_dequeue(Value); };
  }

private:
  moodycamel::ConcurrentQueue<int> Values;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'Values' has no limit
};

//===- Not flagged --------------------------------------------------------===//

class Silenced {
public:
  void push(int Value) { Values.enqueue(Value); }
  bool pop(int &Value) { return Values.try_dequeue(Value); }

private:
  moodycamel::ConcurrentQueue<int> Values; // NOLINT(async-unbounded-queue)
};
