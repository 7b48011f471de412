//===- AtomicCheckThenActCheck.cpp - async-atomic-check-then-act ----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AtomicCheckThenActCheck.h"
#include "async-tidy/Analysis/Atomics.h"
#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/Mentions.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Fix/Edits.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

AtomicCheckThenActCheck::AtomicCheckThenActCheck(StringRef Name,
                                                 clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

static const ValueDecl *nameOfAtomic(const Expr *Object) {
  std::optional<AccessPath> Path = AccessPath::of(Object);
  return Path ? Path->named() : nullptr;
}

//===----------------------------------------------------------------------===//
// Operations by themselves
//===----------------------------------------------------------------------===//

/// `release` for std::memory_order_release; empty if \p E is no order by name.
static StringRef memoryOrder(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  if (!Ref || !Ref->getDecl()->getIdentifier() ||
      !StringRef(Ref->getType().getCanonicalType().getAsString()).contains("memory_order"))
    return {};
  StringRef Name = Ref->getDecl()->getName();
  Name.consume_front("memory_order_");
  return Name;
}

/// True if control comes to \p Point again after it has been there.
static bool isRepeated(Unit &U, const FunctionDecl &Function, const Stmt &Point) {
  const CFG *Graph = U.cfg(Function);
  if (!Graph)
    return true;
  auto Holds = [&](const CFGBlock &Block) {
    return llvm::any_of(Block, [&](const CFGElement &Element) {
      std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
      return S && S->getStmt() == &Point;
    });
  };
  auto Found = llvm::find_if(*Graph, [&](const CFGBlock *Block) { return Holds(*Block); });
  if (Found == Graph->end())
    return true;
  llvm::SmallVector<const CFGBlock *, 8> Work{*Found};
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  while (!Work.empty())
    for (const CFGBlock *Next : Work.pop_back_val()->succs()) {
      if (Next == *Found)
        return true;
      if (Next && Seen.insert(Next).second)
        Work.push_back(Next);
    }
  return false;
}

/// True if \p Function says that it may fail: try_lock(), or its result is that of \p Call.
static bool mayFail(const FunctionBody &Body, const Expr &Call) {
  const FunctionDecl &Function = Body.function();
  if (Function.getIdentifier() && Function.getName().find_insensitive("try") == 0)
    return true;
  const Stmt *Up = Body.significantParent(&Call);
  while (isa_and_nonnull<UnaryOperator, BinaryOperator>(Up))
    Up = Body.significantParent(Up);
  return isa_and_nonnull<ReturnStmt, CoreturnStmt>(Up);
}

void AtomicCheckThenActCheck::misuse(Unit &U, const FunctionBody &Body,
                                     const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const AtomicModel &Model = *atomicModel(U, Call.getImplicitObjectArgument());
  const ValueDecl *Named = nameOfAtomic(Call.getImplicitObjectArgument());
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  StringRef Name = Method->getName();
  enum { Load, Store, Failure } Kind = Load;
  const Expr *Order = nullptr;
  if (llvm::is_contained(Model.Loads, Name)) {
    Order = Arguments.empty() ? nullptr : Arguments.back();
  } else if (llvm::is_contained(Model.Stores, Name)) {
    Kind = Store;
    Order = Arguments.empty() ? nullptr : Arguments.back();
  } else if (Arguments.size() == 4) {
    Kind = Failure;
    Order = Arguments[3];
  }
  StringRef Text = Order ? memoryOrder(Order) : StringRef();
  bool Wrong = Kind == Store ? Text == "acquire" || Text == "consume" || Text == "acq_rel"
                             : Text == "release" || Text == "acq_rel";
  if (Wrong && firstReport(Order->getExprLoc()))
    diag(Order->getExprLoc(), "'%0' is no memory order for %select{a load|a store|a "
                              "compare-exchange that fails}1: the behaviour is undefined")
        << Text << Kind;

  if (Name != "compare_exchange_weak" || !Named || mayFail(Body, Call) ||
      isRepeated(U, Body.function(), Call) || !firstReport(Call.getExprLoc()))
    return;
  const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  const CXXRecordDecl *Record = Method->getParent();
  Edits Fix(U.context());
  if (Member && !isInstantiation(Body.function()) &&
      Record->hasMemberName(&U.context().Idents.get("compare_exchange_strong")))
    Fix.replace(Member->getMemberLoc(), "compare_exchange_strong");
  diag(Call.getExprLoc(),
       "weak compare-exchange of %0 outside a loop: it may fail though the value "
       "is the expected one")
      << Named << Fix;
}

//===----------------------------------------------------------------------===//
// Once guards
//===----------------------------------------------------------------------===//

void AtomicCheckThenActCheck::onceGuard(Unit &U, const FunctionBody &Body,
                                        const CXXMemberCallExpr &Call) {
  const ValueDecl *Named = nameOfAtomic(Call.getImplicitObjectArgument());
  StringRef Name = Call.getMethodDecl()->getName();
  if (!Named || !U.models().sounds(Named, Sense::DoneOnce) ||
      (Name != "exchange" && Name != "test_and_set"))
    return;
  if (Name == "exchange" && integerConstant(*Call.getArg(0), U.context()).value_or(0) == 0)
    return;
  std::optional<ValueTest> Test = valueTest(Body, Call, U.context());
  const auto *If = Test ? dyn_cast_or_null<IfStmt>(Body.parent(Test->Condition)) : nullptr;
  if (!If || If->getCond() != Test->Condition)
    return;
  // The work is in the branch, or behind it where the branch leaves.
  const Expr *Work = nullptr;
  if (Test->IfTrue.excludes(Test->Value, 1)) {
    Work = firstCall(If->getThen());
  } else if (Test->IfFalse.excludes(Test->Value, 1)) {
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(If));
    const Stmt *Then = If->getThen();
    if (const auto *Braced = dyn_cast<CompoundStmt>(Then))
      Then = Braced->size() == 1 ? Braced->body_front() : nullptr;
    if (!Block || !isa_and_nonnull<ReturnStmt>(Then))
      return;
    auto Behind = std::next(llvm::find(Block->body(), If));
    for (; Behind != Block->body_end() && !Work; ++Behind)
      Work = firstCall(*Behind);
  }
  // The others wait in a loop of their own until the work is done.
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(If)))
    for (auto Behind = std::next(llvm::find(Block->body(), If)); Behind != Block->body_end();
         ++Behind)
      if (isa<WhileStmt, DoStmt, ForStmt>(*Behind))
        return;
  if (!Work || U.isTestCode(Body.function()) || !U.locks(Body.function()).at(Call).empty() ||
      !firstReport(Call.getExprLoc()))
    return;
  diag(Call.getExprLoc(),
       "%0 is set before the work is done: another thread that finds it set goes "
       "on too early")
      << Named;
  note(Work->getExprLoc(), "the work; std::call_once lets the others wait for it");
}

//===----------------------------------------------------------------------===//
// Tested, then set
//===----------------------------------------------------------------------===//

/// True if two threads that both find \p Test settled as \p Known both do \p Write, though the
/// test is there to let one.
static bool isClaim(const FunctionBody &Body, const AtomicWrite &Write, const ValueTest &Test,
                    const ValueTest::Known &Known, const ASTContext &Context) {
  if (!Write.Value)
    return true;
  if (std::optional<int64_t> Constant = integerConstant(*Write.Value, Context))
    return Known.excludes(Test.Value, *Constant);
  // Made when it is needed.
  if (Write.Value->getType()->isPointerType())
    return Known.Any && Known.Equal && Test.Value == 0;
  // The largest so far.
  const VarDecl *Var = variableNamedBy(Write.Value);
  const auto *Compared = dyn_cast<BinaryOperator>(Test.Condition->IgnoreParenImpCasts());
  return Var && Compared && Compared->isRelationalOp() && mentions(*Test.Condition, *Var);
}

/// True if one thread alone runs \p Function, as far as can be told: the body of a thread, what
/// starts or joins the object's threads.
static bool isForOneThread(Unit &U, const FunctionBody &Body) {
  const FunctionDecl &Function = Body.function();
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Function) || U.isTestCode(Function))
    return true;
  const ThreadWork &Work = U.threadWork();
  return Work.runs(Function) ||
         llvm::any_of(Work.starts(),
                      [&](const ThreadWork::Start &Start) { return Start.In == &Function; }) ||
         llvm::any_of(Body.calls(), [&](const Expr *Call) {
           const FunctionDecl *Callee = calleeOf(*Call);
           return Callee && Callee->getIdentifier() &&
                  Callee->getName().contains_insensitive("join");
         });
}

void AtomicCheckThenActCheck::testThenSet(Unit &U, const FunctionBody &Body, const Expr &Call) {
  std::optional<AtomicWrite> Write = atomicWriteOf(U, Call);
  std::optional<AccessPath> Path =
      Write ? AccessPath::of(Write->Object) : std::optional<AccessPath>();
  const ValueDecl *Named = Path ? Path->named() : nullptr;
  if (!Named)
    return;
  for (const Guard &G : guardsOf(Body, Call)) {
    std::optional<AtomicRead> Read = findAtomicRead(U, G.Condition, *Path);
    std::optional<ValueTest> Test =
        Read ? valueTest(Body, *Read->Where, U.context()) : std::optional<ValueTest>();
    if (!Test || Test->Condition != G.Condition || isRelaxed(Read->Order, U.context()) ||
        !isClaim(Body, *Write, *Test, G.Holds ? Test->IfTrue : Test->IfFalse, U.context()))
      continue;
    const FunctionDecl &Function = Body.function();
    // A thread that polls a request takes it back, and nobody else does.
    if (isRepeated(U, Function, Call) || isForOneThread(U, Body) || isLocked(U, Function, Call) ||
        !firstReport(Read->Where->getExprLoc(), Named))
      continue;
    diag(Read->Where->getExprLoc(),
         "%0 is tested here and set in a second step: two threads may both pass the test")
        << Named;
    note(Call.getExprLoc(), "set here; one exchange or compare-exchange tests and sets");
    return;
  }
}

/// A shared_ptr by the free functions: what was loaded is null, so a new one is stored, though
/// another thread may have done the same.
void AtomicCheckThenActCheck::loadThenStore(Unit &U, const FunctionBody &Body, const Expr &Call) {
  const Expr *Object = isa<CallExpr>(Call) ? objectOfFree(&Call, "atomic_store") : nullptr;
  if (!Object)
    return;
  const ASTContext &Context = U.context();
  const StringRef Name = sourceText(Object->getSourceRange(), Context);
  for (const Guard &G : guardsOf(Body, Call))
    for (const DeclRefExpr *Ref : Body.references()) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Var || !Var->isLocalVarDecl() || !Body.isWithin(Ref, G.Condition))
        continue;
      const Expr *Loaded = objectOfFree(Var->getInit(), "atomic_load");
      std::optional<ValueTest> Test = valueTest(Body, *Ref, Context);
      if (!Loaded || !Test || Test->Condition != G.Condition || Name.empty() ||
          sourceText(Loaded->getSourceRange(), Context) != Name)
        continue;
      const ValueTest::Known &Known = G.Holds ? Test->IfTrue : Test->IfFalse;
      if (!Known.Any || !Known.Equal || Test->Value != 0 || isForOneThread(U, Body) ||
          isLocked(U, Body.function(), Call) || !firstReport(Ref->getLocation()))
        continue;
      diag(Ref->getLocation(),
           "'%0' is tested here and set in a second step: two threads may both pass the test")
          << Name;
      note(Call.getExprLoc(), "set here; one exchange or compare-exchange tests and sets");
      return;
    }
}

void AtomicCheckThenActCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return;
  const FunctionBody &Body = U.body(Function);
  if (runsLocked(Body))
    return;
  for (const Expr *Call : Body.calls()) {
    testThenSet(U, Body, *Call);
    loadThenStore(U, Body, *Call);
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    if (!Method || !Method->getIdentifier() || !atomicModel(U, Member->getImplicitObjectArgument()))
      continue;
    misuse(U, Body, *Member);
    onceGuard(U, Body, *Member);
  }
}

} // namespace asynctidy
