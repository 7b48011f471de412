//===- LostErrorsTest.cpp - errors of asynchronous work that nobody sees --===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/LostErrors.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// Operations that take a handler or a token.
constexpr char Model[] = R"yaml(
framework: own
roots: [own]
functions:
  - {name: read, callables: [{argument: last, when: later}]}
  - {name: tick, fails-only-cancelled: true, callables: [{argument: last, when: later}]}
  - {name: redirect, sets-error: 0}
types:
  - {name: error, error-code: true}
)yaml";

constexpr char Globals[] = R"cpp(
namespace own {
struct error { explicit operator bool() const; };
struct token {};
template <class F> void read(F) {} template <class F> void tick(F) {}
co::task<int> receive(token); token redirect(error &);
}
co::task<own::error> ask(); co::task<own::error> try_to_ask(); co::task<own::error> close();
co::task<> work();
void use(int); void stop();
#line 1
)cpp";

/// The kinds of what is lost in f: p(arameter), v(ariable), r(esult), c(aught).
std::string lostIn(llvm::StringRef Code) {
  TestSetup S;
  S.Models = parseModels({Model});
  TestCode Parsed((Globals + Code).str(), S);
  std::string Kinds;
  for (const LostError &Lost : lostErrorsOf(Parsed.unit(), Parsed.function("f")))
    Kinds += "pvrc"[Lost.Kind];
  return Kinds;
}

TEST(LostErrorsTest, HandlerThatGoesOn) {
  EXPECT_EQ(lostIn("void f() { own::read([](own::error e, int n) { use(n); }); }"), "p");
  EXPECT_EQ(lostIn("void more() { own::read([](own::error e, int n) { if (!e) use(n); }); }"
                   "void f() { own::read([](own::error e, int) { more(); }); }"),
            "p");
}

TEST(LostErrorsTest, HandlerThatLooksOrEnds) {
  EXPECT_EQ(lostIn("void f() { own::read([](own::error e, int n) { if (!e) use(n); }); }"), "");
  EXPECT_EQ(lostIn("void f() { own::read([](own::error e, int n) { if (n) use(n); }); }"), "");
  EXPECT_EQ(lostIn("void f() { own::read([](own::error, int n) { use(n); }); }"), "");
  EXPECT_EQ(lostIn("void f() { own::read([](own::error unused, int n) { use(n); }); }"), "");
  EXPECT_EQ(lostIn("void f() { own::read([](own::error e, int n) { stop(); }); }"), "");
  EXPECT_EQ(lostIn("void f() { own::read([](own::error e, int n) { /* e */ use(n); }); }"), "");
  EXPECT_EQ(lostIn("void f() { own::read([](own::error e, int *p) { delete p; }); }"), "");
  EXPECT_EQ(lostIn("void f() { own::tick([](own::error e, int n) { use(n); }); }"), "");
}

TEST(LostErrorsTest, VariableThatIsOnlySet) {
  EXPECT_EQ(lostIn("co::task<> f() { own::error e; "
                   "int n = co_await own::receive(own::redirect(e)); use(n); }"),
            "v");
  EXPECT_EQ(lostIn("co::task<> f() { own::error e; "
                   "int n = co_await own::receive(own::redirect(e)); if (n) use(n); }"),
            "");
  EXPECT_EQ(lostIn("co::task<> f() { own::error e; "
                   "int n = co_await own::receive(own::redirect(e)); if (e) stop(); use(n); }"),
            "");
  EXPECT_EQ(lostIn("co::task<> f(own::error &e) { "
                   "int n = co_await own::receive(own::redirect(e)); use(n); }"),
            "");
  EXPECT_EQ(lostIn("co::task<> f() { own::error e; co_await own::receive(own::redirect(e)); }"),
            "");
  EXPECT_EQ(lostIn("co::task<> f() { own::error e; co_await own::receive(own::redirect(e)); "
                   "co_await work(); }"),
            "v");
}

TEST(LostErrorsTest, DroppedResult) {
  EXPECT_EQ(lostIn("co::task<> f() { co_await ask(); }"), "r");
  EXPECT_EQ(lostIn("co::task<> f() { if (true) co_await ask(); }"), "r");
  EXPECT_EQ(lostIn("co::task<> f() { (void)co_await ask(); }"), "");
  EXPECT_EQ(lostIn("co::task<> f() { if (co_await ask()) stop(); }"), "");
  EXPECT_EQ(lostIn("co::task<> f() { co_await try_to_ask(); co_await close(); }"), "");
}

TEST(LostErrorsTest, EmptyHandler) {
  EXPECT_EQ(lostIn("co::task<> f() { try { co_await work(); } catch (...) {} }"), "c");
  EXPECT_EQ(lostIn("co::task<> f() { try { co_await work(); } catch (...) { stop(); } }"), "");
  EXPECT_EQ(lostIn("co::task<> f() { try { co_await work(); } catch (...) { /* gone */ } }"), "");
  EXPECT_EQ(lostIn("co::task<> f() { try { co_await work(); } catch (...) {} // gone\n }"), "");
  EXPECT_EQ(lostIn("co::task<> f() { bool b; try { co_await work(); b = true; } catch (...) {} }"),
            "");
  EXPECT_EQ(lostIn("co::task<> f() { try { co_await work(); co_return; } catch (...) {} stop(); }"),
            "");
  EXPECT_EQ(lostIn("co::task<> f() { try { for (;;) co_await work(); } catch (...) {} }"), "");
  EXPECT_EQ(lostIn("co::task<> f() { try { co_await close(); } catch (...) {} }"), "");
  EXPECT_EQ(lostIn("co::task<> f() { try { co_await work(); } catch (int) {} }"), "");
}

} // namespace
