// RUN: %check %s async-thread-argument

#include <functional>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

void format(char *To, int Value);
void log(const std::string &Text);
void logTwo(int Number, std::string Text);
void logText(const char *Text);
void count(int &Counter);
void fill(int *To);
void many(const std::vector<int> &Numbers);
std::string name();
struct Logger {
  void write(std::string Text);
  std::thread Thread;
  std::future<void> Later;
  void keep();
  void keepFuture();
};

//===- Flagged --------------------------------------------------------------===//

void buffer(int Value) {
  char Buffer[16];
  format(Buffer, Value);
  std::thread Worker(log, Buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the new thread makes the string of a pointer into 'Buffer', which may be gone by then; make it here [async-thread-argument]
  Worker.detach();
}

void bufferOfATemporaryThread(int Value) {
  char Buffer[16];
  format(Buffer, Value);
  std::thread(logTwo, 1, Buffer).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the new thread makes the string of a pointer into 'Buffer'
}

void ofALambda(int Value) {
  char Buffer[16];
  format(Buffer, Value);
  std::thread([](std::string Text) { log(Text); }, Buffer).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: the new thread makes the string
}

void charactersOfALocal() {
  std::string Text = name();
  std::thread(log, Text.c_str()).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the new thread makes the string of a pointer into 'Text'
}

void charactersOfATemporary() {
  std::thread Worker(log, name().c_str());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the new thread makes the string of a pointer into a temporary, which is gone by then; make it here
  Worker.join();
}

void Logger::keep() {
  char Buffer[16];
  format(Buffer, 1);
  Thread = std::thread(&Logger::write, this, Buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: the new thread makes the string
}

void Logger::keepFuture() {
  char Buffer[16];
  format(Buffer, 1);
  Later = std::async(std::launch::async, log, Buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: the new thread makes the string
}

std::future<void> returned() {
  char Buffer[16];
  format(Buffer, 1);
  return std::async(std::launch::async, log, Buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: the new thread makes the string
}

void addressOfALocal() {
  int Counter = 0;
  std::thread(count, std::ref(Counter)).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the thread that gets the address of 'Counter' is detached, and may use it when it is gone
  std::thread Worker(fill, &Counter);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the thread that gets the address of 'Counter' is detached
  Worker.detach();
}

void arrayOfALocal() {
  char Buffer[16];
  std::thread(logText, Buffer).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the thread that gets the address of 'Buffer' is detached
}

template <class T> void inATemplate(T Value) {
  char Buffer[16];
  format(Buffer, Value);
  std::thread(log, Buffer).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the new thread makes the string
}
template void inATemplate(int);
template void inATemplate(short);

#define START(F, X) std::thread(F, X).detach()
void inAMacro() {
  char Buffer[16];
  format(Buffer, 1);
  START(log, Buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the new thread makes the string
}

//===- Not flagged ----------------------------------------------------------===//

void joined(int Value) {
  char Buffer[16];
  format(Buffer, Value);
  std::thread Worker(log, Buffer);
  Worker.join();
}
void joinsItself(int Value) {
  char Buffer[16];
  format(Buffer, Value);
  std::jthread Worker(log, Buffer);
}
void futureWaits(int Value) {
  char Buffer[16];
  format(Buffer, Value);
  auto Done = std::async(std::launch::async, log, Buffer);
}
void joinedInALoop() {
  char Buffer[16];
  format(Buffer, 1);
  std::vector<std::thread> Workers;
  Workers.push_back(std::thread(log, Buffer));
  for (std::thread &Worker : Workers)
    Worker.join();
}
void literal() { std::thread(log, "text").detach(); }
void constant() {
  static const char Text[] = "text";
  std::thread(log, Text).detach();
}
void convertedHere() {
  char Buffer[16];
  format(Buffer, 1);
  std::thread(log, std::string(Buffer)).detach();
}
void aString() {
  std::string Text = name();
  std::thread(log, Text).detach();
  std::thread(log, name()).detach();
  std::thread(log, std::move(Text)).detach();
}
void aCopy() {
  std::vector<int> Numbers;
  std::thread(many, Numbers).detach();
}
void ofTheCaller(const char *Text, std::string_view View, int &Counter) {
  std::thread(log, Text).detach();
  std::thread(count, std::ref(Counter)).detach();
}
void ofTheProgram() {
  static int Counter;
  std::thread(count, std::ref(Counter)).detach();
}
void addressWhileJoined() {
  int Counter = 0;
  std::thread Worker(fill, &Counter);
  Worker.join();
}
void silenced() {
  char Buffer[16];
  format(Buffer, 1);
  std::thread(log, Buffer).detach(); // NOLINT(async-thread-argument)
}
