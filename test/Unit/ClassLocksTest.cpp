//===- ClassLocksTest.cpp - under which locks a class uses its fields ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ClassLocks.h"
#include "TestUnit.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

std::string heldText(const MutexesHeld &Held) {
  Strings Parts;
  for (const AccessPath &Path : Held.Known)
    Parts.push_back(llvm::StringRef(pathText(Path)).drop_front(Path.startsAtThis() ? 5 : 0).str());
  if (Held.Others)
    Parts.push_back("?");
  return llvm::join(Parts, " ");
}

/// `read x_ in f [m_]` for each use of a field but mutexes in class C; `f()` is a lambda in f, `?`
/// a lock that isn't known.
Strings uses(llvm::StringRef Members, TestSetup S = {}) {
  TestCode Code(("struct Plain { int count; int *pointer; void change(); void look() const; };\n"
                 "std::mutex g;\nvoid readInt(const int &); void writeInt(int &); "
                 "void fill(char *, int); void look(const char *);\n"
                 "template <class T> struct List { T *begin(); const T *begin() const; T *end(); "
                 "const T *end() const; T &operator[](int); const T &operator[](int) const; "
                 "int size() const; void clear(); };\n"
                 "class C { " +
                 Members +
                 "\nstd::mutex m_, n_; int x_ = 0; Plain p_; int a_[4]; char b_[8]; int *ptr_; "
                 "std::vector<int> v_; List<int> l_; std::function<void()> fn_; };")
                    .str(),
                std::move(S));
  const ClassLocks &Locks = Code.unit().classLocks(Code.record("C"));
  Strings Result;
  for (const FieldAccess &Access : Locks.accesses()) {
    if (isBlockingMutex(Code.unit(), Access.Path.named()->getType()))
      continue;
    const ClassLocks::Body &In = *Locks.bodyOf(*Access.In);
    constexpr const char *Kinds[] = {"read", "write", "may write", "alias"};
    constexpr const char *Entries[] = {"", "inside ", "construction ", "unknown "};
    Result.push_back(std::string(Entries[int(In.Begins)]) + Kinds[Access.Kind] + " " +
                     pathText(Access.Path).substr(5) + " in " + In.Method->getNameAsString() +
                     (In.Function == In.Method ? "" : "()") + " [" + heldText(Access.Held) + "]");
  }
  return Result;
}

/// The kind and path of the only use in a public method with body \p Body.
std::string use(llvm::StringRef Body) {
  Strings All = uses(("public: auto f() { " + Body + " }").str());
  if (All.empty())
    return "none";
  return llvm::join(All, ", ").substr(0, All[0].find(" in f"));
}

//===----------------------------------------------------------------------===//
// What is done with a field
//===----------------------------------------------------------------------===//

TEST(ClassLocksTest, AssignmentsAndIncrementsWrite) {
  EXPECT_EQ(use("x_ = 1;"), "write x_");
  EXPECT_EQ(use("this->x_ += 1;"), "write x_");
  EXPECT_EQ(use("++(x_);"), "write x_");
  EXPECT_EQ(use("a_[1] = 2;"), "write a_");
  EXPECT_EQ(use("auto v = std::move(v_);"), "write v_");
  EXPECT_EQ(use("p_ = Plain();"), "write p_");
}

TEST(ClassLocksTest, ValuesRead) {
  EXPECT_EQ(use("return x_;"), "read x_");
  EXPECT_EQ(use("return x_ ? 1 : 2;"), "read x_");
  EXPECT_EQ(use("return a_[1];"), "read a_");
  EXPECT_EQ(use("auto copy = p_;"), "read p_");
  EXPECT_EQ(use("for (int i : l_) here(i);"), "read l_");
}

TEST(ClassLocksTest, FieldsInFieldsHavePathsOfTheirOwn) {
  EXPECT_EQ(use("p_.count = 1;"), "write p_.count");
  EXPECT_EQ(use("return p_.count;"), "read p_.count");
}

TEST(ClassLocksTest, WhatAPointerLeadsToIsNotTheField) {
  EXPECT_EQ(use("*ptr_ = 1;"), "read ptr_");
  EXPECT_EQ(use("ptr_[1] = 1;"), "read ptr_");
  EXPECT_EQ(use("*p_.pointer = 1;"), "read p_.pointer");
  EXPECT_EQ(use("ptr_ = nullptr;"), "write ptr_");
}

TEST(ClassLocksTest, ConstMethodsReadAndOthersWrite) {
  EXPECT_EQ(use("v_.clear();"), "write v_");
  EXPECT_EQ(use("p_.look();"), "read p_");
  EXPECT_EQ(use("fn_();"), "read fn_");
}

TEST(ClassLocksTest, MethodsOfOurClassesMayWrite) {
  EXPECT_EQ(use("p_.change();"), "may write p_");
  EXPECT_EQ(use("l_.clear();"), "may write l_");
}

TEST(ClassLocksTest, OfMethodsWithAConstTwinTheUseDecides) {
  EXPECT_EQ(use("return l_[1] + 0;"), "read l_");
  EXPECT_EQ(use("l_[1] = 1;"), "write l_");
  EXPECT_EQ(use("here(*l_.begin());"), "read l_");
}

TEST(ClassLocksTest, ArgumentsByConstReferenceAreReadByOthersMayBeWritten) {
  EXPECT_EQ(use("readInt(x_);"), "read x_");
  EXPECT_EQ(use("writeInt(x_);"), "may write x_");
  EXPECT_EQ(use("fill(b_, 8);"), "may write b_");
  EXPECT_EQ(use("look(b_);"), "read b_");
  EXPECT_EQ(use("std::swap(x_, *ptr_);"), "write x_");
}

TEST(ClassLocksTest, ReferencesAndAddressesAreAliases) {
  EXPECT_EQ(use("int &r = x_;"), "alias x_");
  EXPECT_EQ(use("int *p = &x_;"), "alias x_");
}

TEST(ClassLocksTest, AtomicBuiltinsAndBareNamesAreNoUse) {
  EXPECT_EQ(use("__atomic_add_fetch(&x_, 1, 0); __sync_fetch_and_add(&x_, 1); (void)x_;"), "none");
}

//===----------------------------------------------------------------------===//
// What is held
//===----------------------------------------------------------------------===//

TEST(ClassLocksTest, GuardsAndLocksByHandAreHeld) {
  EXPECT_EQ(uses("public: void f() { std::lock_guard l(m_); x_ = 1; }"
                 "void h() { m_.lock(); x_ = 2; m_.unlock(); x_ = 3; }"
                 "void s() { std::scoped_lock l(m_, n_); x_ = 4; }"),
            (Strings{"write x_ in f [m_]", "write x_ in h [m_]", "write x_ in h []",
                     "write x_ in s [m_ n_]"}));
}

TEST(ClassLocksTest, AGuardThatLocksAgainHoldsTheSameMutex) {
  EXPECT_EQ(
      uses("public: void f() { std::unique_lock l(m_); l.unlock(); x_ = 1; l.lock(); x_ = 2; }"),
      (Strings{"write x_ in f []", "write x_ in f [m_]"}));
}

TEST(ClassLocksTest, GlobalsAreKnownAndOtherObjectsAreNot) {
  EXPECT_EQ(uses("public: void f(C &o) { std::lock_guard l(g); x_ = 1; }"
                 "void h(C &o) { std::lock_guard l(o.m_); x_ = 2; }"),
            (Strings{"write x_ in f [g]", "write x_ in h [?]"}));
}

TEST(ClassLocksTest, WhatMayBeHeldIsAnother) {
  EXPECT_EQ(uses("public: void f() { std::unique_lock l(m_, std::try_to_lock); x_ = 1; }"
                 "void h(std::unique_lock<std::mutex> &l) { x_ = 2; }"),
            (Strings{"write x_ in f [?]", "write x_ in h [?]"}));
}

TEST(ClassLocksTest, ClassesAndFunctionsThatLookLikeLocksAreOthers) {
  EXPECT_EQ(uses("struct AutoLock { C &c; AutoLock(C &c) : c(c) { c.m_.lock(); } "
                 "~AutoLock() { c.m_.unlock(); } };"
                 "public: void f() { AutoLock l(*this); x_ = 1; }"
                 "void h() { enterLock(); x_ = 2; } void enterLock();"
                 "void o() { block(); x_ = 3; } void block();"),
            (Strings{"write x_ in f [?]", "write x_ in h [?]", "write x_ in o []"}));
}

TEST(ClassLocksTest, RequiredCapabilitiesAreHeld) {
  EXPECT_EQ(uses("public: void f() __attribute__((requires_capability(m_))) { x_ = 1; }"),
            Strings{"write x_ in f [m_]"});
}

TEST(ClassLocksTest, DeadCodeIsLeftOut) {
  EXPECT_EQ(uses("public: void f() { std::lock_guard l(m_); return; x_ = 1; }"), Strings{});
}

//===----------------------------------------------------------------------===//
// Who calls
//===----------------------------------------------------------------------===//

TEST(ClassLocksTest, HelpersHoldWhatAllTheirCallersHold) {
  EXPECT_EQ(uses("void help() { x_ = 1; }"
                 "public: void f() { std::scoped_lock l(m_, n_); help(); }"
                 "void h() { std::lock_guard l(m_); this->help(); }"),
            Strings{"inside write x_ in help [m_ ?]"});
  EXPECT_EQ(uses("void help() { x_ = 1; }"
                 "public: void f() { std::lock_guard l(m_); help(); } void h() { help(); }"),
            Strings{"inside write x_ in help []"});
}

TEST(ClassLocksTest, HelpersOfHelpersInherit) {
  EXPECT_EQ(uses("void a() { b(); } void b() { x_ = 1; if (x_) a(); }"
                 "public: void f() { std::lock_guard l(m_); a(); }"),
            (Strings{"inside write x_ in b [m_]", "inside read x_ in b [m_]"}));
}

TEST(ClassLocksTest, ConstructorsAndTheirHelpersAreAlone) {
  EXPECT_EQ(uses("void help() { x_ = 1; } public: C() { x_ = 2; help(); } ~C() { x_ = 3; }"),
            (Strings{"construction write x_ in help []", "construction write x_ in C []",
                     "construction write x_ in ~C []"}));
}

TEST(ClassLocksTest, HelpersThatNobodyCallsAreUnknown) {
  EXPECT_EQ(uses("void help() { x_ = 1; }"), Strings{"unknown write x_ in help [?]"});
}

TEST(ClassLocksTest, HelpersOfOtherObjectsOrWhoseAddressIsTakenAreUnknown) {
  EXPECT_EQ(uses("void help() { x_ = 1; } public: void f(C &o) { o.help(); }"),
            Strings{"unknown write x_ in help [?]"});
  EXPECT_EQ(uses("void help() { x_ = 1; } public: void f() { help(); use(&C::help); }"),
            Strings{"unknown write x_ in help [?]"});
}

TEST(ClassLocksTest, PrivateOverridersAreUnknown) {
  EXPECT_EQ(uses("struct B { virtual void go(); }; struct D : B { void go() override; };"
                 "public: void f() { x_ = 1; }"),
            Strings{"write x_ in f []"});
}

TEST(ClassLocksTest, HelpersThatUnlockForTheirCallerHoldNothingForCertain) {
  EXPECT_EQ(uses("void help() { m_.unlock(); x_ = 1; m_.lock(); }"
                 "public: void f() { std::lock_guard l(m_); help(); }"),
            Strings{"inside write x_ in help [?]"});
}

TEST(ClassLocksTest, ACoroutineThatIsCalledUnderALockGoesOnWithout) {
  EXPECT_EQ(uses("co::task<> help() { co_await nothing(); x_ = 1; }"
                 "public: void f() { std::lock_guard l(m_); use(help()); }"),
            Strings{"unknown write x_ in help [?]"});
}

//===----------------------------------------------------------------------===//
// Lambdas
//===----------------------------------------------------------------------===//

TEST(ClassLocksTest, LambdasThatRunAtOnceHoldWhatIsHeldThere) {
  EXPECT_EQ(uses("public: void f() { std::lock_guard l(m_); toy::run_now([this] { x_ = 1; }); }"),
            Strings{"inside write x_ in f() [m_]"});
  EXPECT_EQ(uses("public: void f() { std::lock_guard l(m_); [&] { x_ = 1; }(); }"),
            Strings{"inside write x_ in f() [m_]"});
}

TEST(ClassLocksTest, LambdasInVariablesHoldWhatIsHeldWhereTheyAreCalled) {
  EXPECT_EQ(uses("public: void f() { auto h = [&] { x_ = 1; }; std::lock_guard l(m_); h(); }"),
            Strings{"inside write x_ in f() [m_]"});
  EXPECT_EQ(uses("public: void f() { auto h = [&] { x_ = 1; }; h(); std::lock_guard l(m_); h(); }"),
            Strings{"inside write x_ in f() []"});
}

TEST(ClassLocksTest, PredicatesThatAreGivenALockRunUnderIt) {
  EXPECT_EQ(uses("struct Cv { template <class L, class P> void wait(L &, P) {} }; Cv cv_;"
                 "public: void f() { std::unique_lock l(m_); cv_.wait(l, [this] { return x_ > 0; "
                 "}); }"),
            (Strings{"may write cv_ in f [m_]", "inside read x_ in f() [m_]"}));
}

TEST(ClassLocksTest, ClosuresThatRunLaterHoldNothing) {
  EXPECT_EQ(uses("public: void f() { std::lock_guard l(m_); std::thread([this] { x_ = 1; "
                 "std::lock_guard l(n_); x_ = 2; }).join(); }"),
            (Strings{"write x_ in f() []", "write x_ in f() [n_]"}));
}

TEST(ClassLocksTest, ClosuresThatAreKeptAreUnknown) {
  EXPECT_EQ(uses("public: void f() { fn_ = [this] { x_ = 1; }; }"),
            (Strings{"write fn_ in f []", "unknown write x_ in f() [?]"}));
}

TEST(ClassLocksTest, ThreadsThatRunAMethodStartItWithNothing) {
  EXPECT_EQ(uses("void run() { x_ = 1; } public: void f() { std::lock_guard l(m_); "
                 "std::thread t(&C::run, this); }"),
            Strings{"write x_ in run []"});
}

TEST(ClassLocksTest, SelfIsThis) {
  EXPECT_EQ(uses("std::unique_ptr<C> shared_from_this(); public: void f() { auto self = "
                 "shared_from_this(); self->x_ = 1; C *me = this; std::lock_guard l(me->m_); "
                 "me->x_ = 2; C copy(*this); copy.x_ = 3; } C(const C &);"),
            (Strings{"write x_ in f []", "write x_ in f [m_]"}));
}

//===----------------------------------------------------------------------===//
// Types, and what guards what
//===----------------------------------------------------------------------===//

TEST(ClassLocksTest, AtomicsMutexesAndWhatHasThemAreThreadSafe) {
  TestCode Code("struct Counter { std::mutex m; int n; }; struct In { Counter c; };"
                "struct Cv { void notify_all(); }; struct Plain { int n; };"
                "Counter counter; In in; Cv cv; std::mutex m; Plain plain; int count; In *pointer;"
                "_Atomic int atomic; Counter array[3];");
  for (const char *Safe : {"counter", "in", "cv", "m", "atomic", "array"})
    EXPECT_TRUE(isThreadSafe(Code.unit(), Code.typeOf(Safe))) << Safe;
  for (const char *Not : {"plain", "count", "pointer"})
    EXPECT_FALSE(isThreadSafe(Code.unit(), Code.typeOf(Not))) << Not;
}

TEST(ClassLocksTest, TheMutexThatIsHeldWhereAFieldIsWrittenGuardsIt) {
  TestCode Code("class C { public: void f() { std::lock_guard l(m_); x_ = 1; } "
                "int h() { std::lock_guard l(m_); return x_ + y_; } int k() { return x_; }"
                "std::mutex m_; int x_; int y_; };");
  const ClassLocks &Locks = Code.unit().classLocks(Code.record("C"));
  auto PathOf = [&](llvm::StringRef Name) {
    for (const FieldAccess &Access : Locks.accesses())
      if (Access.field()->getName() == Name)
        return Access.Path;
    return AccessPath::ofThis();
  };
  std::optional<ClassLocks::Guarded> X = Locks.guarded(PathOf("x_"));
  ASSERT_TRUE(X);
  EXPECT_EQ(X->Mutex.named()->getNameAsString(), "m_");
  EXPECT_EQ(X->Locked.size(), 2u);
  EXPECT_EQ(X->Unlocked.size(), 1u);
  EXPECT_FALSE(Locks.guarded(PathOf("y_")));
}

} // namespace
