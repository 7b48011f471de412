//===- ModelSetTest.cpp - which declaration a model is about --------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Models/ModelSet.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>
#include <set>

using namespace clang;
using namespace clang::ast_matchers;
using namespace asynctidy;

namespace {

ModelSet modelSet(std::initializer_list<StringRef> Texts) {
  std::vector<Framework> All;
  for (StringRef Text : Texts) {
    std::vector<std::string> Errors;
    if (std::optional<Framework> F = parseModel(Text, "test.yaml", Errors))
      All.push_back(std::move(*F));
    for (const std::string &Error : Errors)
      ADD_FAILURE() << Error;
  }
  return ModelSet(std::move(All));
}

constexpr StringRef LibModel = R"yaml(
framework: lib
roots: ['my::lib', lib]
functions:
- {name: "**::async_*", callables: [{argument: last, when: later}]}
- {name: "deep::inner::f", async-context: true}
- {name: run, async-context: true}
- {name: "socket::read", blocks: {kind: io, why: waits}}
- {name: "socket::socket", blocks: {kind: io, why: connects}}
- {name: spawn, callables: [{argument: 0, when: later}]}
types:
- {name: "socket", event-loop: true}
- {name: "deep::kind", error-code: true}
- {name: "ns::executor::inner", may-block: true}
test-macros: [LIB_TEST]
test-paths: ['_check[.]cc$', '^checks/']
)yaml";

/// Code with its declarations by name.
class Code {
public:
  explicit Code(StringRef Text, std::vector<std::string> Args = {"-std=c++20", "-w"})
      : Unit(tooling::buildASTFromCodeWithArgs(Text, Args)) {
    if (Unit->getDiagnostics().hasErrorOccurred())
      ADD_FAILURE() << "does not compile: " << Text.str();
  }

  ASTContext &context() { return Unit->getASTContext(); }

  /// The function called \p Name; \p Which of several.
  const FunctionDecl &function(StringRef Name, unsigned Which = 0) {
    return decl<FunctionDecl>(functionDecl(hasName(Name)), Which);
  }
  /// The function that variable \p Name's initializer calls, or its constructor.
  const FunctionDecl &called(StringRef Name) {
    const Expr *Init = variable(Name).getInit()->IgnoreUnlessSpelledInSource();
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
      return *Construct->getConstructor();
    return *cast<CallExpr>(Init)->getDirectCallee();
  }
  const VarDecl &variable(StringRef Name) { return decl<VarDecl>(varDecl(hasName(Name)), 0); }
  QualType type(StringRef Variable) { return variable(Variable).getType(); }

private:
  template <typename DeclT, typename MatcherT> const DeclT &decl(MatcherT Matcher, unsigned Which) {
    auto Found = match(Matcher.bind("it"), context());
    if (Found.size() <= Which)
      llvm::report_fatal_error("the test's code has no such declaration");
    return *Found[Which].template getNodeAs<DeclT>("it");
  }
  std::unique_ptr<ASTUnit> Unit;
};

std::string nameOf(const FunctionMatch &M) { return M ? M->Name : "none"; }
std::string nameOf(const TypeMatch &M) { return M ? M->Name : "none"; }

//===----------------------------------------------------------------------===//
// Parsed when they are needed
//===----------------------------------------------------------------------===//

TEST(ModelSet, KnowsTheOutermostNames) {
  std::vector<std::string> Errors;
  std::optional<Framework> F = parseModel(LibModel, "test.yaml", Errors);
  ASSERT_TRUE(F);
  EXPECT_EQ(outermostNames(*F), (std::vector<std::string>{"my", "lib"}));
  F = parseModel("framework: c\nroots: ['']\nfunctions:\n- {name: c_run, async-context: true}\n"
                 "- {name: 'Object::connect', async-context: true}\n"
                 "- {name: 'c_async_*', async-context: true}\n",
                 "test.yaml", Errors);
  ASSERT_TRUE(F);
  EXPECT_EQ(outermostNames(*F), (std::vector<std::string>{"c_run", "Object", ""}));
}

TEST(ModelSet, FindsInTextsThatAreNotParsedYet) {
  constexpr StringRef C = "framework: c\nfunctions:\n- {name: c_run, async-context: true}\n"
                          "- {name: 'Object::connect', async-context: true}\n";
  const ModelText Texts[] = {{"lib.yaml", LibModel, "my,lib", "LIB_TEST", false, true},
                             {"c.yaml", C, "c_run,Object", "", false, false}};
  Code Program("namespace lib { void run(); namespace other { struct run; } } void c_run();"
               "struct Object { void connect(); }; struct Button : Object { void connect(); };"
               "namespace n { void run(); }");
  ModelSet Set({}, Texts);
  EXPECT_EQ(nameOf(Set.function(Program.function("::lib::run"))), "run");
  EXPECT_EQ(nameOf(Set.function(Program.function("::c_run"))), "c_run");
  EXPECT_EQ(nameOf(Set.function(Program.function("::Object::connect"))), "Object::connect");
  EXPECT_EQ(nameOf(Set.function(Program.function("::n::run"))), "none");
  EXPECT_TRUE(Set.isModelled(Program.function("::lib::run")));
  EXPECT_FALSE(Set.isModelled(Program.function("::n::run")));
  EXPECT_TRUE(Set.isTestMacro("LIB_TEST"));
  EXPECT_EQ(Set.frameworks().size(), 2u);
  EXPECT_TRUE(Set.users().empty());
}

TEST(ModelSet, LetsUsersTextsWinOverThoseNotParsedYet) {
  const ModelText Texts[] = {{"lib.yaml", LibModel, "my,lib", "LIB_TEST", false, true}};
  std::vector<std::string> Errors;
  std::vector<Framework> Users;
  Users.push_back(*parseModel("framework: mine\nroots: [lib]\nfunctions:\n"
                              "- {name: run, blocks: {kind: io, why: w}}\n",
                              "mine.yaml", Errors));
  ModelSet Set(std::move(Users), Texts);
  Code Program("namespace lib { void run(); void spawn(); }");
  EXPECT_EQ(Set.function(Program.function("::lib::run")).In->Name, "mine");
  EXPECT_EQ(Set.function(Program.function("::lib::spawn")).In->Name, "lib");
  ASSERT_EQ(Set.users().size(), 1u);
  EXPECT_EQ(Set.users().front().File, "mine.yaml");
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

constexpr StringRef SomeWords =
    "framework: words\nwords:\n"
    "- {kind: asks-ready, exactly: [ready]}\n"
    "- {kind: ends-work, has: [stop], begins: [Shut], unless: [nonstop]}\n";

TEST(ModelSet, TellsWhatNamesSay) {
  ModelSet Set = modelSet({SomeWords});
  EXPECT_TRUE(Set.sounds("ready", Sense::AsksReady));
  EXPECT_FALSE(Set.sounds("Ready", Sense::AsksReady)) << "exactly: the case counts";
  EXPECT_FALSE(Set.sounds("already", Sense::AsksReady));
  EXPECT_TRUE(Set.sounds("requestStop", Sense::EndsWork));
  EXPECT_TRUE(Set.sounds("shutDown", Sense::EndsWork));
  EXPECT_FALSE(Set.sounds("unshut", Sense::EndsWork));
  EXPECT_FALSE(Set.sounds("runNonstop", Sense::EndsWork));
  EXPECT_FALSE(Set.sounds("", Sense::EndsWork));
  EXPECT_FALSE(Set.sounds(nullptr, Sense::EndsWork));
  EXPECT_FALSE(Set.sounds("stop", Sense::StartsWork)) << "nobody has words for that";
  Code Program("struct S { void stop(); ~S(); bool operator!(); };");
  EXPECT_TRUE(Set.sounds(&Program.function("::S::stop"), Sense::EndsWork));
}

TEST(ModelSet, AddsUsersWordsToThoseNotParsedYet) {
  const ModelText Texts[] = {{"words.yaml", SomeWords, "", "", false, false, true}};
  std::vector<std::string> Errors;
  std::vector<Framework> Users;
  Users.push_back(*parseModel("framework: mine\nwords:\n- {kind: ends-work, has: [teardown], "
                              "unless: [backstop]}\n",
                              "mine.yaml", Errors));
  ModelSet Set(std::move(Users), Texts);
  EXPECT_TRUE(Set.sounds("teardownAll", Sense::EndsWork));
  EXPECT_TRUE(Set.sounds("stopAll", Sense::EndsWork));
  EXPECT_FALSE(Set.sounds("backstop", Sense::EndsWork));
  EXPECT_TRUE(Set.sounds("ready", Sense::AsksReady));
}

TEST(ModelSet, HasWordsOfEachKind) {
  ASSERT_EQ(ModelSet::builtinWords().size(), 1u);
  ModelSet Set({}, ModelSet::builtinWords());
  std::set<std::string> Kinds;
  for (const WordList &Words : Set.frameworks().front().Words)
    EXPECT_TRUE(Kinds.insert(Words.Kind).second) << Words.Kind << " stands there twice";
  for (const Fact *F : allFacts())
    if (F->Of == Fact::Words)
      EXPECT_TRUE(Kinds.count(F->Key)) << F->Key;
}

//===----------------------------------------------------------------------===//
// Roots and scopes
//===----------------------------------------------------------------------===//

TEST(ModelSet, FindsUnderEachRoot) {
  ModelSet Set = modelSet({LibModel});
  Code C("namespace my::lib { void run(); } namespace lib { void run(); namespace deep::inner { "
         "void f(); } }");
  FunctionMatch Mine = Set.function(C.function("::my::lib::run"));
  ASSERT_TRUE(Mine);
  EXPECT_EQ(nameOf(Mine), "run");
  EXPECT_EQ(Mine.Root, "my::lib");
  EXPECT_EQ(Mine.In->Name, "lib");
  FunctionMatch Short = Set.function(C.function("::lib::run"));
  EXPECT_EQ(nameOf(Short), "run");
  EXPECT_EQ(Short.Root, "lib");
  FunctionMatch Deep = Set.function(C.function("::lib::deep::inner::f"));
  EXPECT_EQ(nameOf(Deep), "deep::inner::f");
  EXPECT_EQ(Deep.Root, "lib");
}

TEST(ModelSet, FindsNothingElsewhere) {
  ModelSet Set = modelSet({LibModel});
  Code C(R"cpp(
void run();
namespace other { void run(); namespace lib { void run(); } }
namespace lib { namespace sub { void run(); } struct holder { static void run(); }; void running(); }
namespace my { void run(); }
)cpp");
  for (const char *Name : {"::run", "::other::run", "::other::lib::run", "::lib::sub::run",
                           "::lib::holder::run", "::lib::running", "::my::run"})
    EXPECT_EQ(nameOf(Set.function(C.function(Name))), "none") << Name;
}

TEST(ModelSet, LooksPastInlineNamespacesAndLinkage) {
  ModelSet Set = modelSet({LibModel});
  Code C(R"cpp(
namespace my { inline namespace v1 { namespace lib { inline namespace v2 {
  void run();
  struct socket { void read(); };
  extern "C++" { void spawn(int); }
} } } }
my::lib::socket s;
)cpp");
  EXPECT_EQ(nameOf(Set.function(C.function("run"))), "run");
  EXPECT_EQ(nameOf(Set.function(C.function("spawn"))), "spawn");
  EXPECT_EQ(nameOf(Set.function(C.function("read"))), "socket::read");
  EXPECT_EQ(nameOf(Set.type(C.type("s"))), "socket");
}

TEST(ModelSet, LooksThroughAliases) {
  ModelSet Set = modelSet({LibModel});
  Code C(R"cpp(
namespace my::lib { struct socket { socket(); socket(int); void read(); }; void run(); void spawn(void (*)()); }
namespace l = my::lib;
using connection = l::socket;
typedef connection link;
using my::lib::run;
const link one(1);
auto two = (l::run(), 0);
link &three = *new connection;
)cpp");
  EXPECT_EQ(nameOf(Set.type(C.type("one"))), "socket") << "past typedefs and const";
  EXPECT_EQ(nameOf(Set.type(C.type("three"))), "none") << "a reference is no class; callers decide";
  EXPECT_EQ(nameOf(Set.type(C.type("three").getNonReferenceType())), "socket");
  EXPECT_EQ(nameOf(Set.function(C.called("one"))), "socket::socket");
}

TEST(ModelSet, LooksPastTemplateArguments) {
  ModelSet Set = modelSet({LibModel});
  Code C(R"cpp(
namespace lib {
template <class T> struct socket { template <class U> socket(U); template <class B> int read(B); T own; };
template <> struct socket<char> { socket(int); int read(); };
template <class F> int spawn(F) { return 0; }
namespace ns { struct executor { template <class A, int N> struct inner {}; }; }
}
lib::socket<int> made(1.5);
int got = made.read(2);
lib::socket<char> special(1);
int gotSpecial = special.read();
int spawned = lib::spawn([] {});
lib::ns::executor::inner<void, 1> nested;
template <class T> struct user { lib::socket<T> open; };
)cpp");
  EXPECT_EQ(nameOf(Set.type(C.type("made"))), "socket");
  EXPECT_EQ(nameOf(Set.function(C.called("made"))), "socket::socket");
  EXPECT_EQ(nameOf(Set.function(C.called("got"))), "socket::read");
  EXPECT_EQ(nameOf(Set.type(C.type("special"))), "socket") << "an explicit specialization";
  EXPECT_EQ(nameOf(Set.function(C.called("gotSpecial"))), "socket::read");
  EXPECT_EQ(nameOf(Set.function(C.called("spawned"))), "spawn");
  EXPECT_EQ(nameOf(Set.type(C.type("nested"))), "ns::executor::inner");
  auto Open = match(fieldDecl(hasName("open")).bind("it"), C.context());
  ASSERT_FALSE(Open.empty());
  EXPECT_EQ(nameOf(Set.type(Open[0].getNodeAs<FieldDecl>("it")->getType())), "socket")
      << "arguments that are still open";
}

TEST(ModelSet, TypesAndFunctionsDontMix) {
  ModelSet Set = modelSet({LibModel});
  Code C("namespace lib { struct run {}; int socket(); namespace deep { enum class kind { a }; } } "
         "lib::run r; lib::deep::kind k;");
  EXPECT_EQ(nameOf(Set.type(C.type("r"))), "none");
  EXPECT_EQ(nameOf(Set.function(C.function("socket"))), "socket::socket")
      << "but a class may be a function in another version";
  EXPECT_EQ(nameOf(Set.type(C.type("k"))), "deep::kind") << "enumerations are types too";
  EXPECT_EQ(nameOf(Set.type(QualType())), "none");
  EXPECT_EQ(nameOf(Set.type(C.context().IntTy)), "none");
}

TEST(ModelSet, FindsOverriddenMethods) {
  ModelSet Set = modelSet({LibModel});
  Code C(R"cpp(
namespace lib { struct socket { virtual int read(); int plain(); virtual ~socket(); }; }
struct mine : lib::socket { int read() override; };
struct derived : mine { int read() override; };
struct unrelated { virtual int read(); };
struct hides : lib::socket { int read(int); };
)cpp");
  EXPECT_EQ(nameOf(Set.function(C.function("::mine::read"))), "socket::read");
  EXPECT_EQ(nameOf(Set.function(C.function("::derived::read"))), "socket::read");
  EXPECT_EQ(nameOf(Set.function(C.function("::unrelated::read"))), "none");
  EXPECT_EQ(nameOf(Set.function(C.function("::hides::read"))), "none");
}

TEST(ModelSet, PrefixesHoldAtAnyDepth) {
  ModelSet Set = modelSet({LibModel});
  Code C(R"cpp(
namespace my::lib { void async_top(); namespace a::b { struct c { void async_member(); void sync(); }; } }
namespace lib { void async_top(); namespace a { void async_deep(); } struct d { void async_member(); }; }
void async_outside();
namespace other { void async_outside(); namespace lib2 { void async_outside(); } }
)cpp");
  FunctionMatch Top = Set.function(C.function("::my::lib::async_top"));
  EXPECT_EQ(nameOf(Top), "**::async_*");
  EXPECT_EQ(Top.Root, "my::lib");
  EXPECT_EQ(nameOf(Set.function(C.function("::my::lib::a::b::c::async_member"))), "**::async_*");
  EXPECT_EQ(nameOf(Set.function(C.function("::my::lib::a::b::c::sync"))), "none");
  // The second root as well as the first.
  for (const char *Name : {"::lib::async_top", "::lib::a::async_deep", "::lib::d::async_member"}) {
    FunctionMatch Second = Set.function(C.function(Name));
    EXPECT_EQ(nameOf(Second), "**::async_*") << Name;
    EXPECT_EQ(Second.Root, "lib") << Name;
  }
  for (const char *Name :
       {"::async_outside", "::other::async_outside", "::other::lib2::async_outside"})
    EXPECT_EQ(nameOf(Set.function(C.function(Name))), "none") << Name;
}

TEST(ModelSet, ANameWinsOverAPrefix) {
  ModelSet Set = modelSet({"framework: lib\nroots: [lib]\nfunctions:\n"
                           "- {name: '**::async_*', callables: [{argument: last, when: later}]}\n"
                           "- {name: async_now, callables: [{argument: 0, when: now}]}\n"});
  Code C("namespace lib { void async_now(); void async_later(); }");
  EXPECT_EQ(nameOf(Set.function(C.function("async_now"))), "async_now");
  EXPECT_EQ(nameOf(Set.function(C.function("async_later"))), "**::async_*");
}

TEST(ModelSet, FindsObjectsThatAreCalled) {
  ModelSet Set = modelSet({LibModel});
  Code C("namespace lib { struct spawn_fn { void operator()(int) const; }; inline constexpr "
         "spawn_fn spawn{}; }");
  EXPECT_EQ(nameOf(Set.function(C.variable("spawn"))), "spawn");
  EXPECT_EQ(nameOf(Set.function(C.function("operator()"))), "none");
}

TEST(ModelSet, GlobalNamesOfC) {
  ModelSet Set = modelSet(
      {"framework: c\nc-linkage: true\nfunctions:\n- {name: poll, async-context: true}\n"});
  Code C(R"cpp(
extern "C" { int poll(int); }
namespace n { int poll(int); }
struct s { int poll(); };
)cpp");
  EXPECT_EQ(nameOf(Set.function(C.function("::poll"))), "poll");
  EXPECT_EQ(nameOf(Set.function(C.function("::n::poll"))), "none");
  EXPECT_EQ(nameOf(Set.function(C.function("::s::poll"))), "none");
  Code Other("int poll(int);");
  EXPECT_EQ(nameOf(Set.function(Other.function("::poll"))), "none") << "C++'s own function";
  Code InC("int poll(int);", {"-xc", "-std=c11", "-w"});
  EXPECT_EQ(nameOf(Set.function(InC.function("::poll"))), "poll");
}

TEST(ModelSet, OperatorsHaveNoName) {
  ModelSet Set = modelSet({LibModel});
  Code C("namespace lib { struct socket { operator int(); socket &operator=(int); ~socket(); }; }");
  for (const char *Name : {"operator int", "operator=", "~socket"})
    EXPECT_EQ(nameOf(Set.function(C.function(Name))), "none") << Name;
}

//===----------------------------------------------------------------------===//
// What belongs to a framework, and to tests
//===----------------------------------------------------------------------===//

TEST(ModelSet, KnowsItsRoots) {
  ModelSet Set =
      modelSet({LibModel, "framework: global\nfunctions:\n- {name: g, async-context: true}\n"});
  Code C(R"cpp(
namespace my { void a(); namespace lib { void b(); inline namespace v1 { struct s { void c(); }; } namespace sub { void d(); } } }
namespace lib { template <class T> struct t { void e(); }; }
namespace other::lib { void f(); }
void g();
)cpp");
  for (const char *Name : {"b", "c", "d", "e"})
    EXPECT_TRUE(Set.isModelled(C.function(Name))) << Name;
  for (const char *Name : {"a", "f", "g"})
    EXPECT_FALSE(Set.isModelled(C.function(Name))) << Name;
}

TEST(ModelSet, KnowsTestMacros) {
  ModelSet Set = modelSet({LibModel});
  EXPECT_TRUE(Set.isTestMacro("LIB_TEST"));
  EXPECT_FALSE(Set.isTestMacro("LIB_TES"));
  EXPECT_FALSE(Set.isTestMacro(""));
}

TEST(ModelSet, KnowsTestFiles) {
  ModelSet Set = modelSet({LibModel});
  // Outside of any repository the last two components count.
  EXPECT_TRUE(Set.isTestFile("/nowhere/at/all/io_check.cc"));
  EXPECT_TRUE(Set.isTestFile("/nowhere/at/checks/io.cc"));
  EXPECT_FALSE(Set.isTestFile("/nowhere/checks/at/io.cc"));
  EXPECT_FALSE(Set.isTestFile("/nowhere/at/all/io.cc"));
  // In one, all below its top directory, and nothing above.
  llvm::SmallString<128> Top;
  ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("models-checks", Top));
  ASSERT_FALSE(llvm::sys::fs::create_directory(Top + "/.git"));
  EXPECT_TRUE(Set.isTestFile((Top + "/checks/deep/down/io.cc").str()));
  EXPECT_TRUE(Set.isTestFile((Top + "/src/io_check.cc").str()));
  EXPECT_FALSE(Set.isTestFile((Top + "/src/checks/io.cc").str()));
  llvm::sys::fs::remove_directories(Top);
}

TEST(ModelSet, FindsIdioms) {
  ModelSet Set = modelSet(
      {"framework: x\ntypes:\n- {name: T, owner: true}\nidioms:\n- {kind: sleep, text: zzz}\n"});
  const Framework &F = Set.frameworks().front();
  ASSERT_TRUE(Set.idiom(F, "sleep"));
  EXPECT_EQ(Set.idiom(F, "sleep")->Text, "zzz");
  EXPECT_FALSE(Set.idiom(F, "shout"));
}

//===----------------------------------------------------------------------===//
// Users' files
//===----------------------------------------------------------------------===//

/// A file that is gone at the end.
class File {
public:
  explicit File(StringRef Text) {
    EXPECT_FALSE(llvm::sys::fs::createTemporaryFile("models-test", "yaml", Name));
    write(Text);
  }
  ~File() { llvm::sys::fs::remove(Name); }
  void write(StringRef Text) {
    std::error_code Error;
    llvm::raw_fd_ostream OS(Name, Error);
    EXPECT_FALSE(Error) << Error.message();
    OS << Text;
  }
  std::string path() const { return Name.str().str(); }

private:
  llvm::SmallString<128> Name;
};

constexpr StringRef UserModel = R"yaml(
framework: mine
roots: [std]
functions:
- {name: "this_thread::sleep_for", callables: [{argument: 0, when: now}]}
types:
- {name: mutex, mutex: {blocking: false}}
)yaml";

TEST(ModelSet, TheUsersFileWins) {
  Code C(R"cpp(
namespace std { class mutex {}; class recursive_mutex {}; namespace this_thread { void sleep_for(int); void sleep_until(int); } }
std::mutex m; std::recursive_mutex r;
)cpp");
  TypeMatch Before = ModelSet::builtin()->type(C.type("m"));
  ASSERT_TRUE(Before);
  EXPECT_TRUE(Before->Mutex->Blocking);

  File User(UserModel);
  std::shared_ptr<const ModelSet> Set = ModelSet::with({User.path()});
  EXPECT_TRUE(Set->errors().empty());
  TypeMatch Mutex = Set->type(C.type("m"));
  ASSERT_TRUE(Mutex);
  EXPECT_EQ(Mutex.In->Name, "mine");
  EXPECT_FALSE(Mutex->Mutex->Blocking);
  FunctionMatch Sleep = Set->function(C.function("sleep_for"));
  ASSERT_TRUE(Sleep);
  EXPECT_EQ(Sleep.In->Name, "mine");
  EXPECT_FALSE(Sleep->Blocks) << "all of the entry is the user's";
  // What the user says nothing of stays.
  EXPECT_TRUE(Set->function(C.function("sleep_until"))->Blocks);
  EXPECT_TRUE(Set->type(C.type("r"))->Mutex->Blocking);
}

TEST(ModelSet, AnEarlierFileWins) {
  Code C("namespace std { class mutex {}; } std::mutex m;");
  File First(UserModel);
  File Second("framework: second\nroots: [std]\ntypes:\n- {name: mutex, owner: true}\n");
  EXPECT_EQ(ModelSet::with({First.path(), Second.path()})->type(C.type("m")).In->Name, "mine");
  EXPECT_EQ(ModelSet::with({Second.path(), First.path()})->type(C.type("m")).In->Name, "second");
}

TEST(ModelSet, AClassMayBeAFunctionInAnotherVersion) {
  ModelSet Set = modelSet({"framework: lib\nroots: [lib]\nfunctions:\n"
                           "- {name: 'deep::each::each', async-context: true}\n"
                           "- {name: 'deep::other', async-context: true}\n"});
  Code C("namespace lib { void each(); namespace deep { void each(); struct other { other(); }; } }"
         "struct each { void each_of(); };");
  EXPECT_TRUE(Set.function(C.function("lib::deep::each")));
  EXPECT_FALSE(Set.function(C.function("lib::each")));
  EXPECT_FALSE(Set.function(C.function("each_of")));
}

TEST(ModelSet, ABasicTemplateMayBeAClassWithoutIt) {
  ModelSet Set = modelSet({"framework: lib\nroots: [lib]\nfunctions:\n"
                           "- {name: 'basic_lock::take', async-context: true}\n"
                           "- {name: 'basic_ns::take', async-context: true}\n"});
  Code C("namespace lib { struct lock { void take(); }; template <class T> struct basic_lock {"
         "void take(); }; namespace ns { void take(); } struct block { void take(); }; }");
  EXPECT_TRUE(Set.function(C.function("lib::lock::take")));
  EXPECT_TRUE(Set.function(C.function("lib::basic_lock::take")));
  EXPECT_FALSE(Set.function(C.function("lib::ns::take")));
  EXPECT_FALSE(Set.function(C.function("lib::block::take")));
}

TEST(ModelSet, ABadFileIsLeftOut) {
  Code C("namespace std { class mutex {}; } std::mutex m;");
  File Good(UserModel), Bad("framework: x\nfunctions:\n- name: f\n");
  std::string Missing = Good.path() + ".missing";
  std::shared_ptr<const ModelSet> Set = ModelSet::with({Missing, Bad.path(), Good.path()});
  ASSERT_EQ(Set->errors().size(), 2u);
  EXPECT_EQ(Set->errors()[0].find(Missing + ": can't read the model file: "), 0u)
      << Set->errors()[0];
  EXPECT_EQ(Set->errors()[1].find(Bad.path() + ":3:3: function 'f' says nothing"), 0u)
      << Set->errors()[1];
  EXPECT_EQ(Set->type(C.type("m")).In->Name, "mine");
}

TEST(ModelSet, IsRememberedUntilAFileChanges) {
  EXPECT_EQ(ModelSet::builtin(), ModelSet::builtin());
  EXPECT_EQ(ModelSet::with({}), ModelSet::builtin());
  File User(UserModel);
  std::shared_ptr<const ModelSet> First = ModelSet::with({User.path()});
  EXPECT_EQ(First, ModelSet::with({User.path()}));
  EXPECT_NE(First, ModelSet::builtin());
  User.write("framework: changed\ntypes:\n- {name: T, owner: true}\n");
  std::shared_ptr<const ModelSet> Second = ModelSet::with({User.path()});
  EXPECT_NE(First, Second);
  EXPECT_EQ(Second->frameworks().front().Name, "changed");
  EXPECT_EQ(First->frameworks().front().Name, "mine") << "what is in use stays";
}

} // namespace
