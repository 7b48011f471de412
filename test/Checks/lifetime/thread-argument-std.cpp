// RUN: %check %s async-thread-argument --real-headers --std=c++17,c++20

// The real standard library.

#include <array>
#include <cstdio>
#include <functional>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

void log(std::string Text);
void logView(std::string_view Text);
void logBoth(const std::string &First, std::string &&Second);
void fill(std::array<char, 8> &To);
void read(const char *Text, std::size_t Size);
struct Server {
  void greet(const std::string &Name);
  std::vector<std::thread> Workers;
  void start(int Value);
};

//===- Flagged --------------------------------------------------------------===//

void buffer(int Value) {
  char Buffer[1024];
  std::snprintf(Buffer, sizeof(Buffer), "%i", Value);
  std::thread T(log, Buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the new thread makes the string of a pointer into 'Buffer', which may be gone by then; make it here [async-thread-argument]
  T.detach();
}

void both() {
  char First[8] = "", Second[8] = "";
  std::thread(logBoth, First, Second).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the new thread makes the string of a pointer into 'First'
  // CHECK-MESSAGES: :[[@LINE-2]]:31: warning: the new thread makes the string of a pointer into 'Second'
}

void Server::start(int Value) {
  char Name[8] = "";
  std::thread Worker(&Server::greet, this, Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: the new thread makes the string of a pointer into 'Name'
  Workers.push_back(std::move(Worker));
}

void reference() {
  std::array<char, 8> Local;
  std::thread(fill, std::ref(Local)).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the thread that gets the address of 'Local' is detached, and may use it when it is gone
}

//===- Not flagged ----------------------------------------------------------===//

void strings(std::string Text, const char *OfTheCaller) {
  std::thread(log, Text).detach();
  std::thread(log, std::string("x")).detach();
  std::thread(log, OfTheCaller).detach();
  std::thread(log, "text").detach();
}
void waitedFor() {
  char Buffer[8] = "";
  std::thread T(log, Buffer);
  T.join();
  auto F = std::async(std::launch::async, log, Buffer);
  F.get();
  std::array<char, 8> Local;
  std::thread U(fill, std::ref(Local));
  U.join();
}
void inAContainer() {
  char Buffer[8] = "";
  std::vector<std::thread> Workers;
  Workers.emplace_back(log, Buffer);
  Workers.push_back(std::thread(log, Buffer));
  for (auto &Worker : Workers)
    Worker.join();
}
