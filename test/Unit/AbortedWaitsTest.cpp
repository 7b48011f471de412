//===- AbortedWaitsTest.cpp - handlers that don't ask if they were cancelled ==//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/AbortedWaits.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Model[] = R"yaml(
framework: own
roots: [own]
functions:
  - {name: "timer::wait", fails-only-cancelled: true, callables: [{argument: last, when: later}]}
types:
  - {name: error, error-code: true}
)yaml";

constexpr char Globals[] = R"cpp(
namespace own {
struct error { explicit operator bool() const; };
struct timer { template <class F> void wait(F); void cancel(); void set(long); };
}
constexpr long max_time = 1; void use(own::error); void work();
#line 1
)cpp";

/// Of the waits that C::f starts: a(gain), t(imeout).
std::string abortedIn(llvm::StringRef Members) {
  TestSetup S;
  S.Models = parseModels({Model});
  TestCode Parsed((Globals + ("struct C { own::timer t; bool b; " + Members + " };")).str(), S);
  std::string Kinds;
  for (const AbortedWait &Wait : abortedWaitsOf(Parsed.unit(), Parsed.function("f")))
    Kinds += Wait.Again ? 'a' : 't';
  return Kinds;
}

TEST(AbortedWaitsTest, Again) {
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error e) { f(); }); } ~C() { t.cancel(); }"),
            "a");
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error e) { g(e); }); }"
                      "void g(own::error e) { work(); f(); use(e); } void h() { t.cancel(); }"),
            "a");
}

TEST(AbortedWaitsTest, Timeout) {
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error) { close(); }); } void close();"
                      "void h() { t.cancel(); }"),
            "t");
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error) { count(); }); } void count();"
                      "void h() { t.cancel(); }"),
            "");
}

TEST(AbortedWaitsTest, LooksAtTheError) {
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error e) { if (!e) f(); }); }"
                      "void h() { t.cancel(); }"),
            "");
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error e) { g(e); }); }"
                      "void g(own::error e) { if (e) return; f(); } void h() { t.cancel(); }"),
            "");
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error e) { use(e); f(); }); }"
                      "void h() { t.cancel(); }"),
            "");
}

TEST(AbortedWaitsTest, HasOtherReasonsToEnd) {
  EXPECT_EQ(abortedIn("void f() { if (b) return; t.wait([this](own::error) { f(); }); }"
                      "void h() { t.cancel(); }"),
            "");
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error) { if (b) f(); }); }"
                      "void h() { t.cancel(); }"),
            "");
}

TEST(AbortedWaitsTest, NobodyCancelsItForGood) {
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error) { f(); }); }"), "");
  EXPECT_EQ(abortedIn("void f() { t.wait([this](own::error) { f(); }); }"
                      "void h() { t.cancel(); f(); t.wait([](own::error) {}); }"),
            "");
  EXPECT_EQ(abortedIn("void f() { t.set(max_time); t.wait([this](own::error) { f(); }); }"
                      "void h() { t.cancel(); }"),
            "");
}

} // namespace
