//===- FixTest.cpp - edits of one finding, and what they are made of --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Fix/Edits.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;
using clang::tidy::utils::IncludeInserter;
using clang::tidy::utils::IncludeSorter;

namespace {

constexpr char Refused[] = "refused";

/// What \p Edit makes of \p Text. It receives the edits and the code.
template <typename EditT> std::string edited(llvm::StringRef Text, EditT Edit, TestSetup S = {}) {
  TestCode Code(Text, std::move(S));
  Edits E(Code.context());
  Edit(E, Code);
  return Code.apply(E);
}

//===----------------------------------------------------------------------===//
// Edits
//===----------------------------------------------------------------------===//

TEST(EditsTest, NoEditsAreNone) {
  EXPECT_EQ(edited("void f() {}", [](Edits &, TestCode &) {}), Refused);
}

TEST(EditsTest, InsertionsReplacementsAndRemovalsAreApplied) {
  const char *Text = "void f() { use(1); use(2); }";
  EXPECT_EQ(
      edited(Text, [](Edits &E,
                      TestCode &C) { E.insertBefore(C.call("f", "use(1)").getBeginLoc(), "x::"); }),
      "void f() { x::use(1); use(2); }");
  EXPECT_EQ(edited(Text,
                   [](Edits &E, TestCode &C) {
                     E.insertAfter(C.call("f", "use(1)").getSourceRange(), ".y()");
                   }),
            "void f() { use(1).y(); use(2); }");
  EXPECT_EQ(
      edited(Text,
             [](Edits &E, TestCode &C) { E.replace(C.call("f", "use(2)").getSourceRange(), "z"); }),
      "void f() { use(1); z; }");
  EXPECT_EQ(
      edited(Text, [](Edits &E, TestCode &C) { E.remove(C.call("f", "use(2)").getSourceRange()); }),
      "void f() { use(1); ; }");
}

TEST(EditsTest, SeveralEditsAreAppliedTogether) {
  EXPECT_EQ(edited("void f() { use(1); use(2); }",
                   [](Edits &E, TestCode &C) {
                     E.replace(C.call("f", "use(2)").getSourceRange(), "b")
                         .insertBefore(C.call("f", "use(1)").getBeginLoc(), "a ");
                   }),
            "void f() { a use(1); b; }");
}

TEST(EditsTest, RefusedEditTakesBackAllOthers) {
  auto Edit = [](Edits &E, TestCode &C) {
    E.insertBefore(C.call("f", "use(1)").getBeginLoc(), "a ");
    E.replace(C.call("f", "use(ONE)").getSourceRange(), "b");
    E.insertBefore(C.call("f", "use(1)").getBeginLoc(), "c ");
    EXPECT_TRUE(E.empty());
    EXPECT_TRUE(E.hints().empty());
  };
  EXPECT_EQ(edited("#define ONE 1\nvoid f() { use(1); use(ONE); }", Edit), Refused);
}

TEST(EditsTest, OverlappingEditsAreRefused) {
  EXPECT_EQ(edited("int g(int); void f() { g(g(1)); }",
                   [](Edits &E, TestCode &C) {
                     E.replace(C.call("f", "g(g(1))").getSourceRange(), "a")
                         .replace(C.call("f", "g(1)").getSourceRange(), "b");
                   }),
            Refused);
}

TEST(EditsTest, NeighboursDontOverlap) {
  EXPECT_EQ(edited("void f() { use(1); }",
                   [](Edits &E, TestCode &C) {
                     SourceRange Call = C.call("f", "use(1)").getSourceRange();
                     E.insertBefore(Call.getBegin(), "(").insertAfter(Call, ")");
                   }),
            "void f() { (use(1)); }");
}

TEST(EditsTest, EditInsideAReplacedTextIsRefused) {
  EXPECT_EQ(edited("int g(int); void f() { g(g(1)); }",
                   [](Edits &E, TestCode &C) {
                     E.replace(C.call("f", "g(g(1))").getSourceRange(), "a")
                         .insertBefore(C.call("f", "g(1)").getBeginLoc(), "b");
                   }),
            Refused);
}

TEST(EditsTest, MacrosAreRefused) {
  EXPECT_EQ(edited("#define CALL use(1)\nvoid f() { CALL; }",
                   [](Edits &E, TestCode &C) {
                     E.insertBefore(C.body("f").calls()[0]->getBeginLoc(), "a ");
                   }),
            Refused);
  EXPECT_EQ(edited("#define SEMI ;\nvoid f() { use(1) SEMI }",
                   [](Edits &E, TestCode &C) { E.removeStatement(C.call("f", "use(1)")); }),
            Refused);
  EXPECT_EQ(edited("#define ID(X) X\nvoid f() { ID(use(1)); }",
                   [](Edits &E, TestCode &C) {
                     E.replace(C.body("f").calls()[0]->getSourceRange(), "a");
                   }),
            Refused);
}

TEST(EditsTest, SystemHeadersAreRefused) {
  TestSetup S;
  S.Headers = {{"sys.h", "#pragma clang system_header\ninline void sys() { use(1); }"}};
  EXPECT_EQ(edited(
                "#include \"sys.h\"\nvoid f() {}",
                [](Edits &E, TestCode &C) {
                  E.insertBefore(C.call("sys", "use(1)").getBeginLoc(), "a ");
                },
                S),
            Refused);
}

TEST(EditsTest, EditsOfTwoFilesAreRefused) {
  TestSetup S;
  S.Headers = {{"own.h", "inline void own() { use(1); }"}};
  EXPECT_EQ(edited(
                "#include \"own.h\"\nvoid f() { use(2); }",
                [](Edits &E, TestCode &C) {
                  E.insertBefore(C.call("f", "use(2)").getBeginLoc(), "a ");
                  E.insertBefore(C.call("own", "use(1)").getBeginLoc(), "b ");
                },
                S),
            Refused);
}

std::string withoutCall(llvm::StringRef Text, TestSetup S = {}) {
  return edited(
      Text, [](Edits &E, TestCode &C) { E.removeStatement(C.call("f", "use(1)")); }, S);
}

TEST(EditsTest, StatementOnALineOfItsOwnGoesWithTheLine) {
  EXPECT_EQ(withoutCall("void f() {\n  use(0);\n  use(1);\n  use(2);\n}\n"),
            "void f() {\n  use(0);\n  use(2);\n}\n");
  EXPECT_EQ(withoutCall("void f() {\n  use(1) ;  \n}\n"), "void f() {\n}\n");
}

TEST(EditsTest, StatementBesideOthersGoesAlone) {
  EXPECT_EQ(withoutCall("void f() { use(0); use(1); use(2); }"), "void f() { use(0);  use(2); }");
}

TEST(EditsTest, CommentBesideARemovedStatementStays) {
  EXPECT_EQ(withoutCall("void f() {\n  use(1); // why\n}\n"), "void f() {\n   // why\n}\n");
  EXPECT_EQ(withoutCall("void f() {\n  /* why */ use(1);\n}\n"), "void f() {\n  /* why */ \n}\n");
  EXPECT_EQ(withoutCall("void f() {\n  // why\n  use(1);\n}\n"), "void f() {\n  // why\n}\n");
}

TEST(EditsTest, RemovedLineMayEndWithACarriageReturn) {
  EXPECT_EQ(withoutCall("void f() {\r\n  use(1);\r\n}\r\n"), "void f() {\r\n}\r\n");
}

TEST(EditsTest, DeclarationIsRemovedWithItsSemicolon) {
  EXPECT_EQ(edited("void f() {\n  int i = 1;\n  use(2);\n}\n",
                   [](Edits &E, TestCode &C) {
                     E.removeStatement(
                         *cast<CompoundStmt>(C.function("f").getBody())->body_front());
                   }),
            "void f() {\n  use(2);\n}\n");
}

TEST(EditsTest, OnlyStatementOfABranchIsNotRemoved) {
  EXPECT_EQ(withoutCall("void f() { if (coin()) use(1); else use(2); }"), Refused);
  EXPECT_EQ(withoutCall("void f() {\n  while (coin())\n    use(1);\n  use(2);\n}\n"), Refused);
}

TEST(EditsTest, StatementBehindABlockOrADirectiveIsRemoved) {
  EXPECT_EQ(withoutCall("void f() {\n  if (coin()) {\n  }\n  use(1);\n}\n"),
            "void f() {\n  if (coin()) {\n  }\n}\n");
  EXPECT_EQ(withoutCall("void f() {\n#ifdef X\n  use(2);\n#endif\n  use(1);\n}\n"),
            "void f() {\n#ifdef X\n  use(2);\n#endif\n}\n");
  EXPECT_EQ(withoutCall("void f(int k) { switch (k) { case 1: use(1); } }"), Refused);
}

TEST(EditsTest, ExpressionInAStatementIsNotRemovedAsOne) {
  EXPECT_EQ(edited("int g(int); void f() { int i = g(1) + 2; }",
                   [](Edits &E, TestCode &C) { E.removeStatement(C.call("f", "g(1)")); }),
            Refused);
}

TEST(EditsTest, IncludeIsAddedOnceAndOnlyWhereItIsMissing) {
  TestCode Code("void f() { use(1); }");
  IncludeInserter Inserter(IncludeSorter::IS_LLVM, /*SelfContainedDiags=*/false);
  Inserter.registerPreprocessor(&Code.ast().getPreprocessor());
  Edits E(Code.context());
  SourceLocation Where = Code.call("f", "use(1)").getBeginLoc();
  E.insertBefore(Where, "a ").include(Inserter, Where, "mutex").include(Inserter, Where, "mutex");
  EXPECT_EQ(E.hints().size(), 2u);
  std::string Result = Code.apply(E);
  EXPECT_NE(Result.find("#include <mutex>"), std::string::npos) << Result;
  EXPECT_NE(Result.find("a use(1);"), std::string::npos) << Result;
}

TEST(EditsTest, RefusedEditsAddNoInclude) {
  TestCode Code("void f() { use(1); }");
  IncludeInserter Inserter(IncludeSorter::IS_LLVM, /*SelfContainedDiags=*/false);
  Inserter.registerPreprocessor(&Code.ast().getPreprocessor());
  Edits E(Code.context());
  E.refuse().include(Inserter, Code.call("f", "use(1)").getBeginLoc(), "mutex");
  EXPECT_TRUE(E.empty());
  Edits Later(Code.context());
  Later.include(Inserter, Code.call("f", "use(1)").getBeginLoc(), "mutex");
  EXPECT_EQ(Later.hints().size(), 1u) << "the first, refused, didn't use it up";
}

//===----------------------------------------------------------------------===//
// addAwait
//===----------------------------------------------------------------------===//

/// Awaits what is written as \p Operand in f of \p Text.
std::string await(llvm::StringRef Text, llvm::StringRef Operand) {
  return edited(
      ("co::task<> make(int = 0); struct Tasks { co::task<> m(); co::task<> operator()(); "
       "co::task<> operator+(int); "
       "co::task<> operator[](int); };\n#line 1\n" +
       Text)
          .str(),
      [&](Edits &E, TestCode &C) { addAwait(E, C.unit(), C.body("f"), C.call("f", Operand)); });
}
/// The part of \p Text behind the declarations of await().
std::string own(const std::string &Text) {
  size_t At = Text.find("#line 1\n");
  return At == std::string::npos ? Text : Text.substr(At + 8);
}

TEST(BuildersTest, AwaitBindsToCallsWithoutParentheses) {
  EXPECT_EQ(own(await("co::task<> f() { make(); co_return; }", "make()")),
            "co::task<> f() { co_await make(); co_return; }");
  EXPECT_EQ(own(await("co::task<> f(Tasks t) { t.m(); co_return; }", "t.m()")),
            "co::task<> f(Tasks t) { co_await t.m(); co_return; }");
  EXPECT_EQ(own(await("co::task<> f(Tasks t) { t(); co_return; }", "t()")),
            "co::task<> f(Tasks t) { co_await t(); co_return; }");
  EXPECT_EQ(own(await("co::task<> f(Tasks t) { t[1]; co_return; }", "t[1]")),
            "co::task<> f(Tasks t) { co_await t[1]; co_return; }");
}

TEST(BuildersTest, AwaitOfAnOperatorNeedsParentheses) {
  EXPECT_EQ(own(await("co::task<> f(Tasks t) { t + 1; co_return; }", "t + 1")),
            "co::task<> f(Tasks t) { co_await (t + 1); co_return; }");
}

TEST(BuildersTest, NoAwaitOutsideCoroutines) {
  EXPECT_EQ(await("void f() { make(); }", "make()"), Refused);
}

TEST(BuildersTest, NoAwaitInACatchHandler) {
  TestSetup S;
  S.Args.push_back("-fexceptions");
  EXPECT_EQ(
      edited(
          "co::task<> make(); co::task<> f() { try { use(1); } catch (...) { make(); } co_return; "
          "}",
          [&](Edits &E, TestCode &C) { addAwait(E, C.unit(), C.body("f"), C.call("f", "make()")); },
          S),
      Refused);
}

TEST(BuildersTest, NoAwaitOfWhatCantBeAwaited) {
  EXPECT_EQ(await("int number1(); co::task<> f() { number1(); co_return; }", "number1()"), Refused);
  EXPECT_EQ(await("toy::colored<int, toy::red> f() { make(); co_return 1; }", "make()"), Refused);
}

TEST(BuildersTest, NoAwaitInMacrosAndInstantiations) {
  EXPECT_EQ(await("#define ZERO 0\nco::task<> f() { make(ZERO); co_return; }", "make(ZERO)"),
            Refused);
  EXPECT_EQ(edited("co::task<> make(); template <class T> co::task<> f(T) { make(); co_return; } "
                   "void g() { f(1); }",
                   [](Edits &E, TestCode &C) {
                     const FunctionBody &Body = C.unit().body(C.instantiation("f"));
                     addAwait(E, C.unit(), Body, C.call(Body, "make()"));
                   }),
            Refused);
}

TEST(BuildersTest, AwaitInATemplateIsWrittenOnce) {
  EXPECT_EQ(
      edited(
          "co::task<> make(); template <class T> co::task<> f(T) { make(); co_return; }",
          [](Edits &E, TestCode &C) { addAwait(E, C.unit(), C.body("f"), C.call("f", "make()")); }),
      "co::task<> make(); template <class T> co::task<> f(T) { co_await make(); co_return; }");
}

//===----------------------------------------------------------------------===//
// insertArgument
//===----------------------------------------------------------------------===//

std::string argument(llvm::StringRef Call, unsigned Index) {
  return edited(("void f(int a, int b) { " + Call + "; }").str(), [&](Edits &E, TestCode &C) {
    insertArgument(E, C.context(), *cast<CallExpr>(&C.call("f", Call)), Index, "x");
  });
}

TEST(BuildersTest, ArgumentsAreInsertedInAnyPlace) {
  EXPECT_EQ(argument("use(a, b)", 0), "void f(int a, int b) { use(x, a, b); }");
  EXPECT_EQ(argument("use(a, b)", 1), "void f(int a, int b) { use(a, x, b); }");
  EXPECT_EQ(argument("use(a, b)", 2), "void f(int a, int b) { use(a, b, x); }");
  EXPECT_EQ(argument("use()", 0), "void f(int a, int b) { use(x); }");
}

TEST(BuildersTest, ArgumentBehindTheEndIsRefused) { EXPECT_EQ(argument("use(a, b)", 3), Refused); }

TEST(BuildersTest, ArgumentInAMacroIsRefused) {
  EXPECT_EQ(edited("#define ARG 1\nvoid f() { use(ARG); }",
                   [](Edits &E, TestCode &C) {
                     insertArgument(E, C.context(), *cast<CallExpr>(&C.call("f", "use(ARG)")), 0,
                                    "x");
                   }),
            Refused);
}

//===----------------------------------------------------------------------===//
// replaceCall, spelledNamespace
//===----------------------------------------------------------------------===//

/// Puts \p Template in the place of \p Call.
std::string replaced(llvm::StringRef Template, llvm::StringRef Call,
                     llvm::StringRef Root = "lib::io", llvm::StringRef Before = "",
                     llvm::StringRef Duration = "1s") {
  const std::string Head = (Before + "\nstruct S { void m(int, int); S *next; }; namespace lib { "
                                     "namespace io { void run(int, int); void none(); } }\n"
                                     "void f(S s, S *p, int a, int b) { ")
                               .str();
  std::string Result = edited(Head + Call.str() + "; }", [&](Edits &E, TestCode &C) {
    IncludeInserter Inserter(IncludeSorter::IS_LLVM, /*SelfContainedDiags=*/false);
    Inserter.registerPreprocessor(&C.ast().getPreprocessor());
    replaceCall(E, C.unit(), Inserter, C.call("f", Call), Template, {}, Root, Duration);
  });
  if (Result == Refused)
    return Result;
  EXPECT_EQ(Result.substr(0, Head.size()), Head);
  return Result.substr(Head.size(), Result.size() - Head.size() - 3);
}

TEST(BuildersTest, PlaceHoldersAreFilledFromTheCall) {
  EXPECT_EQ(replaced("g({0}, {1})", "use(a, b)"), "g(a, b)");
  EXPECT_EQ(replaced("g({1}, {1})", "use(a, b + 1)"), "g(b + 1, b + 1)");
  EXPECT_EQ(replaced("g({arguments})", "use(a,  /* b */ b)"), "g(a,  /* b */ b)");
  EXPECT_EQ(replaced("g({arguments,}last)", "use(a, b)"), "g(a, b, last)");
  EXPECT_EQ(replaced("g({arguments,}last)", "lib::io::none()"), "g(last)");
  EXPECT_EQ(replaced("g({duration})", "use(a)"), "g(1s)");
}

TEST(BuildersTest, ObjectAndQualifierAreWhatStandsBeforeTheName) {
  EXPECT_EQ(replaced("co_await {object}async_m({arguments})", "s.m(a, b)"),
            "co_await s.async_m(a, b)");
  EXPECT_EQ(replaced("co_await {object}async_m({arguments})", "p->next->m(a, b)"),
            "co_await p->next->async_m(a, b)");
  EXPECT_EQ(replaced("{qualifier}async_run({arguments})", "lib::io::run(a, b)"),
            "lib::io::async_run(a, b)");
  EXPECT_EQ(replaced("{qualifier}async_use({arguments})", "use(a, b)"), "async_use(a, b)");
}

TEST(BuildersTest, RootIsSpelledInFullOrByItsAlias) {
  EXPECT_EQ(replaced("{root}::g({0})", "use(a)"), "lib::io::g(a)");
  EXPECT_EQ(replaced("{root}::g({0})", "use(a)", "lib::io",
                     "namespace lib { namespace io {} } namespace io = lib::io;"),
            "io::g(a)");
  EXPECT_EQ(
      replaced("{root}::g({0})", "use(a)", "lib::io", "namespace other {} namespace io = other;"),
      "lib::io::g(a)");
  EXPECT_EQ(replaced("{root}::g({0})", "use(a)", "plain"), "plain::g(a)");
}

TEST(BuildersTest, TemplateThatDoesntFitTheCallIsRefused) {
  EXPECT_EQ(replaced("g({0}, {2})", "use(a, b)"), Refused);
}

TEST(BuildersTest, TextOfAnArgumentIsNotReadAsAPlaceHolder) {
  EXPECT_EQ(replaced("g({0}, {1})", "use(\"{1}\", b)"), "g(\"{1}\", b)");
  EXPECT_EQ(replaced("g({0})", "use(\"{5}\")"), "g(\"{5}\")");
}

TEST(BuildersTest, DurationIsAnExpressionOfTheArguments) {
  EXPECT_EQ(replaced("g({duration})", "use(a)", "lib::io", "", "{0}"), "g(a)");
  EXPECT_EQ(replaced("g({duration})", "use(a)", "lib::io", "", "ms({1})"), Refused);
}

TEST(BuildersTest, OtherBracesOfATemplateStay) {
  EXPECT_EQ(replaced("g{T{}, {{0}}}", "use(a)"), "g{T{}, {a}}");
}

TEST(BuildersTest, CallInAMacroIsNotReplaced) {
  EXPECT_EQ(replaced("g({0})", "use(ARG)", "lib::io", "#define ARG 1"), Refused);
}

TEST(BuildersTest, IncludesOfATemplateAreAdded) {
  TestCode Code("void f() { use(1); }");
  IncludeInserter Inserter(IncludeSorter::IS_LLVM, /*SelfContainedDiags=*/false);
  Inserter.registerPreprocessor(&Code.ast().getPreprocessor());
  Edits E(Code.context());
  replaceCall(E, Code.unit(), Inserter, Code.call("f", "use(1)"), "g()", {"{include}/timer.hpp"},
              "boost::asio");
  std::string Result = Code.apply(E);
  EXPECT_NE(Result.find("#include <boost/asio/timer.hpp>"), std::string::npos) << Result;
}

TEST(BuildersTest, NamespaceIsSpelledByAnAliasOfItsLastName) {
  TestCode Code(
      "namespace boost { namespace asio {} namespace other {} } namespace asio = boost::asio; "
      "namespace bo = boost::other;");
  EXPECT_EQ(spelledNamespace(Code.context(), "boost::asio"), "asio");
  EXPECT_EQ(spelledNamespace(Code.context(), "boost::other"), "boost::other");
  EXPECT_EQ(spelledNamespace(Code.context(), "std"), "std");
}

//===----------------------------------------------------------------------===//
// braceStatements
//===----------------------------------------------------------------------===//

std::string braced(llvm::StringRef Text, unsigned From, unsigned To) {
  return edited(Text, [&](Edits &E, TestCode &C) {
    const auto *Block = cast<CompoundStmt>(C.function("f").getBody());
    braceStatements(E, C.context(), *Block->body_begin()[From], *Block->body_begin()[To]);
  });
}

TEST(BuildersTest, BracesIndentTheStatementsBetween) {
  EXPECT_EQ(braced("void f() {\n  int i = 1;\n  use(i);\n\n  use(2);\n  use(3);\n}\n", 0, 2),
            "void f() {\n  {\n    int i = 1;\n    use(i);\n\n    use(2);\n  }\n  use(3);\n}\n");
}

TEST(BuildersTest, BracesAroundOneStatement) {
  EXPECT_EQ(braced("void f() {\n  use(1);\n}\n", 0, 0), "void f() {\n  {\n    use(1);\n  }\n}\n");
}

TEST(BuildersTest, BracesAroundANestedBlock) {
  EXPECT_EQ(braced("void f() {\n  if (coin()) {\n    use(1);\n  }\n  use(2);\n}\n", 0, 0),
            "void f() {\n  {\n    if (coin()) {\n      use(1);\n    }\n  }\n  use(2);\n}\n");
}

TEST(BuildersTest, BracesAroundADoLoopTakeItsSemicolon) {
  EXPECT_EQ(braced("void f() {\n  do\n    use(1);\n  while (coin());\n}\n", 0, 0),
            "void f() {\n  {\n    do\n      use(1);\n    while (coin());\n  }\n}\n");
}

TEST(BuildersTest, BracesAroundAForLoopWhoseBodyIsAStatementTakeItsSemicolon) {
  EXPECT_EQ(braced("void f() {\n  for (;;)\n    use(1);\n}\n", 0, 0),
            "void f() {\n  {\n    for (;;)\n      use(1);\n  }\n}\n");
}

TEST(BuildersTest, BracesInMacrosAreRefused) {
  EXPECT_EQ(braced("#define CALL use(1)\nvoid f() {\n  CALL;\n  use(2);\n}\n", 0, 1), Refused);
  EXPECT_EQ(braced("#define CALL use(1)\nvoid f() {\n  use(2);\n  CALL;\n}\n", 0, 1), Refused);
  EXPECT_EQ(braced("void f() {\n  use(1);\n#ifdef X\n  use(2);\n#endif\n  use(3);\n}\n", 0, 1),
            Refused);
}

TEST(BuildersTest, BracesLeaveRawStringsAlone) {
  EXPECT_EQ(braced("void f() {\n  use(R\"(a\nb)\",\n      1);\n}\n", 0, 0),
            "void f() {\n  {\n    use(R\"(a\nb)\",\n        1);\n  }\n}\n");
}

} // namespace
