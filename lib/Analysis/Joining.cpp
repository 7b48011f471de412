//===- Joining.cpp - threads that nobody joins, or joins in vain ----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Joining.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/MemberThreads.h"
#include "async-tidy/Analysis/PathConditions.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Analysis/Typestate.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

static const ThreadTypeModel *threadModel(const Unit &U, QualType Type) {
  TypeMatch M = Type.isNull() ? TypeMatch() : U.typeModel(Type.getUnqualifiedType());
  return M && M->Thread ? &*M->Thread : nullptr;
}

bool endsProgram(const Unit &U, QualType Type) {
  if (Type.isNull() || Type->isPointerType() || Type->isReferenceType())
    return false;
  return terminatesWhenDestroyed(U, Type);
}

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

namespace {
using States = Typestate::States;
constexpr States Idle = 1;    ///< There is nothing to join: not started, or moved away.
constexpr States Running = 2; ///< Joinable.
constexpr States Done = 4;    ///< Joined or detached.
constexpr States Unknown = 8;

/// How the state of one thread, or of a container of threads, changes.
class ThreadStates {
public:
  /// \p Ending: in a destructor, where methods that aren't seen are taken to do what they say.
  ThreadStates(Unit &U, const FunctionBody &Body, QualType Type, const FieldDecl *Member = nullptr,
               bool Ending = false)
      : U(U), Body(Body), Model(threadModel(U, Type)), Type(Type), Member(Member), Ending(Ending) {}
  Typestate::Rules rules(States AtEntry, unsigned Depth = 0) const;
  /// True for one thread, false for a container or owner.
  bool isPlain() const { return Model != nullptr; }
  /// True if it is no error to join one that isn't running.
  bool joinsNothing() const { return Model && Model->JoinsNothing; }
  bool joins(const ObjectEvent &Event) const { return Model && calls(Event, Model->Joins); }
  /// True if \p Event leaves the threads as they are.
  bool isNeutral(const ObjectEvent &Event) const {
    if (Event.Kind == ObjectEvent::Read)
      return isPlain();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Event.Callee);
    if (Event.Kind != ObjectEvent::Called || !Method)
      return false;
    StringRef Name = Method->getIdentifier() ? Method->getName() : StringRef();
    return isPlain() ? Method->isConst()
                     : Name == "reserve" || Name == "size" || Name == "empty" ||
                           Name == "capacity" || Name == "max_size";
  }
  bool ends(const ObjectEvent &Event) const {
    return Model && (calls(Event, Model->Joins) || calls(Event, Model->Detaches));
  }
  bool starts(const ObjectEvent &Event) const {
    return (Event.Kind == ObjectEvent::Declared || Event.Kind == ObjectEvent::Assigned)
               ? made(Event.Value) == Running
               : Event.Kind == ObjectEvent::Called && !isPlain() && called(Event, 0) == Running;
  }

private:
  static bool calls(const ObjectEvent &Event, ArrayRef<std::string> Names) {
    return Event.Kind == ObjectEvent::Called && Event.Callee && Event.Callee->getIdentifier() &&
           llvm::is_contained(Names, Event.Callee->getName());
  }
  States made(const Expr *Value) const;
  States called(const ObjectEvent &Event, States Before) const;
  States owner(const ObjectEvent &Event, States Before, unsigned Depth) const;

  Unit &U;
  const FunctionBody &Body;
  const ThreadTypeModel *Model;
  QualType Type;
  const FieldDecl *Member;
  const bool Ending;
};
} // namespace

/// The call or constructor that \p E is, past casts that are written.
static const Expr *valueOf(const Expr *E) {
  E = E ? stripToObject(E) : nullptr;
  while (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(E))
    E = stripToObject(Cast->getSubExpr());
  // `std::thread t = {}`, `t{std::thread(f)}`.
  if (const auto *List = dyn_cast_or_null<InitListExpr>(E); List && List->getNumInits() == 1)
    return valueOf(List->getInit(0));
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(E);
      Construct && Construct->getConstructor()->isMoveConstructor() && Construct->getNumArgs() == 1)
    return valueOf(Construct->getArg(0));
  return E;
}

States ThreadStates::made(const Expr *Value) const {
  const Expr *E = valueOf(Value);
  if (!E)
    return Idle;
  if (const auto *List = dyn_cast<InitListExpr>(E); List && List->getNumInits() == 0)
    return Idle;
  if (isa<CXXNullPtrLiteralExpr>(E))
    return Idle;
  if (isa<CallExpr, CXXConstructExpr>(E) && threadStart(U, *E))
    return Running;
  const auto *Construct = dyn_cast<CXXConstructExpr>(E);
  if (Construct && Construct->getNumArgs() == 0)
    return Idle;
  // unique_ptr<thread>(new thread(...)).
  if (Construct && !isPlain())
    for (const Expr *Argument : Construct->arguments())
      if (const auto *New = dyn_cast<CXXNewExpr>(Argument->IgnoreParenImpCasts());
          New && New->getConstructExpr() && threadStart(U, *New->getConstructExpr()))
        return Running;
  return Unknown;
}

States ThreadStates::called(const ObjectEvent &Event, States Before) const {
  if (isNeutral(Event))
    return Before;
  if (isPlain())
    return ends(Event) ? Done : Unknown;
  // A container: what isn't known to leave its threads alone may join them.
  if (!Event.Callee->getIdentifier()) {
    const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(Body.significantParent(Event.Call));
    if (Event.Callee->getOverloadedOperator() == OO_Subscript && Assign &&
        Assign->getOperator() == OO_Equal && Assign->getArg(0)->IgnoreParenImpCasts() == Event.Call)
      return made(Assign->getArg(1)) == Running ? Running : Unknown;
    return Unknown;
  }
  StringRef Name = Event.Callee->getName();
  if (Name == "resize" && !(Before & Running))
    return Before;
  if (Name == "emplace_back" || Name == "emplace_front")
    // Without arguments it is a thread that runs nothing.
    return threadStart(U, *Event.Call) ? Running : Unknown;
  if (Name == "push_back" || Name == "push_front")
    return argumentsOf(*Event.Call).size() == 1 && made(argumentsOf(*Event.Call).front()) == Running
               ? Running
               : Unknown;
  return Unknown;
}

States ThreadStates::owner(const ObjectEvent &Event, States Before, unsigned Depth) const {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Event.Callee);
  const FunctionDecl *Definition = Method ? Method->getDefinition() : nullptr;
  if (Ending && Method && !Definition && !soundsLikeThreads(U, *Method))
    return Before;
  if (!Definition || !Definition->hasBody() || !Member || Depth > 3 ||
      Method->getParent()->getCanonicalDecl() !=
          cast<CXXRecordDecl>(Member->getParent())->getCanonicalDecl())
    return Unknown;
  ThreadStates There(U, U.body(*Definition), Type, Member, Ending);
  Typestate T(U, *Definition, AccessPath::ofThis().member(*Member));
  if (T.events().empty())
    return Before;
  return T.atExit(There.rules(Before, Depth + 1));
}

Typestate::Rules ThreadStates::rules(States AtEntry, unsigned Depth) const {
  Typestate::Rules R;
  R.AtEntry = AtEntry;
  R.Step = [this, Depth](States Before, const ObjectEvent &Event) -> States {
    switch (Event.Kind) {
    case ObjectEvent::Declared:
      return made(Event.Value);
    case ObjectEvent::Assigned:
      // Whoever has a reference to a local may join what it gets later, too.
      return Before & Unknown && !Member ? Unknown : made(Event.Value);
    case ObjectEvent::Called: {
      States After = Event.Callee ? called(Event, Before) : Unknown;
      return Before & Unknown && After == Running && !Member ? Unknown : After;
    }
    case ObjectEvent::MovedFrom:
    case ObjectEvent::Returned:
      return Idle;
    case ObjectEvent::OwnerUsed:
      return owner(Event, Before, Depth);
    case ObjectEvent::Read:
      return isPlain() ? Before : Unknown;
    default:
      return Unknown;
    }
  };
  R.Refine = [this](States Before, const Expr &, const ObjectEvent *Event, bool Holds) -> States {
    if (Event && Model && calls(*Event, Model->Tests))
      return Before & (Holds ? (Running | Unknown) : (Idle | Done | Unknown));
    return Before;
  };
  return R;
}

//===----------------------------------------------------------------------===//
// Locals
//===----------------------------------------------------------------------===//

/// True if a loop in front of \p Exit does something with the threads of a container, one by one:
/// it has a turn for each, which paths don't tell.
static bool joinedByLoopBefore(Unit &U, const FunctionBody &Body, const Typestate &T,
                               const ThreadStates &Rules, const Stmt *Exit) {
  if (Rules.isPlain() || !Exit)
    return false;
  const SourceManager &SM = U.context().getSourceManager();
  SourceLocation End = isa<CompoundStmt>(Exit) ? Exit->getEndLoc() : Exit->getBeginLoc();
  for (const ObjectEvent &Event : T.events())
    if (Event.Kind != ObjectEvent::Declared && !Rules.starts(Event) && !Rules.isNeutral(Event))
      for (const Stmt *Up = Event.At; Up; Up = Body.parent(Up))
        if (isa<ForStmt, WhileStmt, DoStmt>(Up) &&
            SM.isBeforeInTranslationUnit(Up->getEndLoc(), End))
          return true;
  return false;
}

static void addLocal(Unit &U, const FunctionBody &In, const VarDecl &Var,
                     std::vector<JoinProblem> &To) {
  ThreadStates Rules(U, In, Var.getType());
  Typestate T(U, In.function(), AccessPath::ofVariable(Var));
  bool Started = false, Touched = false;
  const Stmt *Start = nullptr, *End = nullptr;
  for (const ObjectEvent &Event : T.events()) {
    if (Rules.starts(Event)) {
      if (!Started && Event.Kind != ObjectEvent::Declared)
        Start = Event.At;
      Started = true;
    } else if (Event.Kind != ObjectEvent::Declared && !Rules.isNeutral(Event)) {
      Touched = true;
    }
  }
  JoinProblem Found;
  bool Any = false;
  auto Report = [&](JoinProblem::KindTy Kind, const Stmt *Where, const Stmt *Before) {
    if (Any)
      return;
    Any = true;
    Found.Kind = Kind;
    Found.Thread = &Var;
    Found.Where = Where;
    Found.Before = Before;
  };
  auto Together = [&](const Stmt *Exit) {
    return conditionsBelongTogether(
        In, T.events(), [&](const ObjectEvent &Event) { return Rules.starts(Event); },
        [&](const ObjectEvent &Event) { return Rules.ends(Event); }, Exit, Var);
  };
  T.forEach(Rules.rules(0), [&](const ObjectEvent &Event, States Before) {
    if (Event.Kind == ObjectEvent::Destroyed) {
      if ((Before & Running) && Started && !joinedByLoopBefore(U, In, T, Rules, Event.At) &&
          !Together(Event.At))
        Report(Touched ? JoinProblem::LeftOnPath : JoinProblem::NeverJoined, Event.At, Start);
      return;
    }
    if (!Rules.isPlain() || !Before)
      return;
    if (Event.Kind == ObjectEvent::Assigned && (Before & Running) && !Together(nullptr))
      Report(JoinProblem::Overwritten, Event.At, Start);
    if (Rules.ends(Event)) {
      // An error or nothing, as the model says.
      if (Rules.joinsNothing())
        return;
      // On all paths: what may be is often ruled out by what isn't seen.
      if (Before == Done)
        Report(JoinProblem::JoinedAgain, Event.At, End);
      else if (Before == Idle && !Started)
        Report(JoinProblem::NotStarted, Event.At, nullptr);
      End = Event.At;
    }
  });
  if (Any)
    To.push_back(Found);
}

/// True if the value of \p E is an object that nothing takes: it is destroyed behind it.
static bool isDiscarded(const FunctionBody &In, const Expr &E) {
  const Stmt *S = &E;
  const Stmt *Up = In.significantParent(S);
  while (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Up))
    Up = In.significantParent(Cast);
  return isa_and_nonnull<CompoundStmt, SwitchCase>(Up);
}

std::vector<JoinProblem> joinProblems(Unit &U, const FunctionBody &In) {
  std::vector<JoinProblem> Result;
  for (const VarDecl *Var : In.variables())
    if (Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) && endsProgram(U, Var->getType()))
      addLocal(U, In, *Var, Result);
  for (const Expr *Call : In.calls())
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Call);
        Construct && Construct->getNumArgs() > 0)
      if (const ThreadTypeModel *Model = threadModel(U, Construct->getType());
          Model && terminatesWhenDestroyed(U, Construct->getType()) &&
          isDiscarded(In, *Construct) && threadStart(U, *Construct)) {
        JoinProblem Found;
        Found.Kind = JoinProblem::Temporary;
        Found.Where = Construct;
        Result.push_back(Found);
      }
  return Result;
}

//===----------------------------------------------------------------------===//
// Members
//===----------------------------------------------------------------------===//

/// True if \p S is reached whenever \p Body's function runs: under no condition, and with nothing
/// before it that may return.
static bool isUnconditional(const FunctionBody &Body, const Stmt *S) {
  for (const Stmt *Up = Body.parent(S); Up; Up = Body.parent(Up))
    if (!isa<CompoundStmt, Expr>(Up) || isa<AbstractConditionalOperator>(Up) ||
        (isa<BinaryOperator>(Up) && cast<BinaryOperator>(Up)->isLogicalOp()))
      return false;
  return Body.returns().empty();
}

namespace {
/// One member of a class, and what the class does to it.
class MemberJoins {
public:
  MemberJoins(Unit &U, const CXXRecordDecl &Record, const FieldDecl &Member,
              ArrayRef<MemberStart> Starts)
      : U(U), Record(Record), Member(Member), Starts(Starts) {}
  void addTo(std::vector<JoinProblem> &To);

private:
  States initial() const;
  States effect(const CXXMethodDecl &Method, States Before) const;
  States beforeDestructor() const;
  void addJoins(const CXXMethodDecl &Method, States Before, unsigned Depth,
                std::vector<JoinProblem> &To) const;
  void addNotToldToStop(const CXXMethodDecl &Destructor, std::vector<JoinProblem> &To) const;
  JoinProblem problem(JoinProblem::KindTy Kind, const Stmt *Where) const {
    JoinProblem Found;
    Found.Kind = Kind;
    Found.Thread = &Member;
    Found.Where = Where;
    for (const MemberStart &Start : Starts)
      if (Start.Member == &Member && !Found.Before)
        Found.Before = Start.Start.Call;
    return Found;
  }

  Unit &U;
  const CXXRecordDecl &Record;
  const FieldDecl &Member;
  ArrayRef<MemberStart> Starts;
};
} // namespace

/// The state that the class's own initializer gives the member.
States MemberJoins::initial() const {
  if (!Member.hasInClassInitializer())
    return Idle;
  return llvm::any_of(Starts,
                      [this](const MemberStart &Start) {
                        return Start.Member == &Member && Start.InInitializer && !Start.In;
                      })
             ? Running
             : Unknown;
}

States MemberJoins::effect(const CXXMethodDecl &Method, States Before) const {
  ThreadStates Rules(U, U.body(Method), Member.getType(), &Member);
  Typestate T(U, Method, AccessPath::ofThis().member(Member));
  return T.events().empty() ? Before : T.atExit(Rules.rules(Before));
}

/// The states that the member may be in when its destructor begins.
States MemberJoins::beforeDestructor() const {
  States Result = 0;
  bool HasConstructor = false;
  for (const CXXConstructorDecl *Constructor : Record.ctors()) {
    if (Constructor->isCopyOrMoveConstructor() || Constructor->isDeleted())
      continue;
    const auto *Definition = dyn_cast_or_null<CXXConstructorDecl>(Constructor->getDefinition());
    if (Constructor->isImplicit() || Constructor->isDefaulted()) {
      Result |= initial();
    } else if (!Definition || !Definition->hasBody() || Definition->isDelegatingConstructor()) {
      Result |= Unknown;
    } else if (Constructor->getAccess() != AS_public) {
      // A factory's: it starts the thread before anybody gets the object.
      Result |= Unknown;
    } else {
      Result |= effect(*Definition, initial());
    }
    HasConstructor = true;
  }
  if (!HasConstructor)
    Result = initial();
  // What the other methods make of it.
  for (unsigned Round = 0; Round < 2; ++Round)
    for (const CXXMethodDecl *Method : visibleMethods(Record))
      if (!isa<CXXConstructorDecl, CXXDestructorDecl>(Method) && Method->isInstance() &&
          Method->getAccess() == AS_public)
        Result |= effect(*Method, Result);
  return Result;
}

/// The joins that \p Method, a destructor or what it calls in any case, makes in any case.
void MemberJoins::addJoins(const CXXMethodDecl &Method, States Before, unsigned Depth,
                           std::vector<JoinProblem> &To) const {
  const FunctionBody &Body = U.body(Method);
  ThreadStates Rules(U, Body, Member.getType(), &Member, /*Ending=*/true);
  Typestate T(U, Method, AccessPath::ofThis().member(Member));
  T.forEach(Rules.rules(Before), [&](const ObjectEvent &Event, States There) {
    if (!isUnconditional(Body, Event.At))
      return;
    if (Rules.ends(Event) && !Rules.joinsNothing() && (There & (Idle | Done)) &&
        !(There & Unknown)) {
      To.push_back(
          problem(There & Idle ? JoinProblem::NotStarted : JoinProblem::JoinedAgain, Event.At));
    } else if (Event.Kind == ObjectEvent::OwnerUsed && Depth < 2) {
      const auto *Callee = dyn_cast_or_null<CXXMethodDecl>(Event.Callee);
      const auto *Definition =
          Callee ? dyn_cast_or_null<CXXMethodDecl>(Callee->getDefinition()) : nullptr;
      if (Definition && Definition->hasBody() &&
          Definition->getParent()->getCanonicalDecl() == Record.getCanonicalDecl())
        addJoins(*Definition, There, Depth + 1, To);
    }
  });
}

/// Adds the fields of this class that \p E reads, if it reads nothing else: flags alone.
static bool readsFlagsOnly(const Expr *E, llvm::SmallVectorImpl<const FieldDecl *> &Flags) {
  E = stripToObject(E);
  if (!E)
    return false;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_LNot && readsFlagsOnly(Unary->getSubExpr(), Flags);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->isLogicalOp() && readsFlagsOnly(Binary->getLHS(), Flags) &&
           readsFlagsOnly(Binary->getRHS(), Flags);
  // An atomic's conversion or load().
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    bool Reads = Method && (isa<CXXConversionDecl>(Method) ||
                            (Method->getIdentifier() && Method->getName() == "load"));
    return Reads && readsFlagsOnly(Call->getImplicitObjectArgument(), Flags);
  }
  const auto *Member = dyn_cast<MemberExpr>(E);
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field || !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
    return false;
  Flags.push_back(Field);
  return true;
}

/// The flags that end the loops of the functions \p Run; empty if one of them may end otherwise, or
/// there is no loop.
static llvm::SmallVector<const FieldDecl *, 2> flagsOfLoops(Unit &U,
                                                            ArrayRef<const FunctionDecl *> Run) {
  llvm::SmallVector<const FieldDecl *, 2> Flags;
  for (const FunctionDecl *Function : Run) {
    llvm::SmallVector<const Stmt *, 16> Work{Function->getBody()};
    const Stmt *Loop = nullptr;
    while (!Work.empty() && !Loop) {
      const Stmt *S = Work.pop_back_val();
      if (!S || isa<LambdaExpr>(S))
        continue;
      const Expr *Condition = isa<WhileStmt, DoStmt>(S) ? conditionOf(*S) : nullptr;
      if (Condition && readsFlagsOnly(Condition, Flags))
        Loop = S;
      else
        llvm::append_range(Work, S->children());
    }
    if (!Loop)
      continue;
    // Another way out of it.
    Work.assign({Loop});
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S || isa<LambdaExpr>(S))
        continue;
      if (isa<BreakStmt, ReturnStmt, CXXThrowExpr, GotoStmt>(S))
        return {};
      llvm::append_range(Work, S->children());
    }
    // The thread itself may end it.
    for (const FunctionDecl *Other : Run)
      for (const FieldAccess &Access : fieldAccesses(U, U.body(*Other)))
        if (Access.Kind != FieldAccess::Read && llvm::is_contained(Flags, Access.field()))
          return {};
    return Flags;
  }
  return {};
}

void MemberJoins::addNotToldToStop(const CXXMethodDecl &Destructor,
                                   std::vector<JoinProblem> &To) const {
  const FunctionBody &Body = U.body(Destructor);
  ThreadStates Rules(U, Body, Member.getType(), &Member);
  Typestate T(U, Destructor, AccessPath::ofThis().member(Member));
  const ObjectEvent *Join = nullptr;
  for (const ObjectEvent &Event : T.events()) {
    if (Rules.joins(Event)) {
      Join = &Event;
      break;
    }
    if (Event.Kind == ObjectEvent::OwnerUsed)
      return; // May tell it.
  }
  if (!Join)
    return;
  for (const MemberStart &Start : Starts) {
    if (Start.Member != &Member || !Start.Start.Body)
      continue;
    llvm::SmallVector<const FieldDecl *, 2> Flags = flagsOfLoops(U, functionsRunBy(U, Start));
    if (Flags.empty() || llvm::any_of(Flags, [](const FieldDecl *Flag) {
          return Flag->getAccess() != AS_private || Flag->getType()->isReferenceType();
        }))
      continue;
    const SourceManager &SM = U.context().getSourceManager();
    bool Told = false;
    for (const FieldAccess &Access : fieldAccesses(U, Body))
      Told |= llvm::is_contained(Flags, Access.field()) &&
              SM.isBeforeInTranslationUnit(Access.Where->getExprLoc(), Join->At->getBeginLoc());
    if (Told)
      continue;
    JoinProblem Found = problem(JoinProblem::NotToldToStop, Join->At);
    Found.Flag = Flags.front();
    for (const CXXMethodDecl *Method : visibleMethods(Record))
      if (!isa<CXXConstructorDecl>(Method))
        for (const FieldAccess &Access : fieldAccesses(U, U.body(*Method)))
          if (Access.Kind != FieldAccess::Read && llvm::is_contained(Flags, Access.field())) {
            Found.Flag = Access.field();
            Found.Other = Method;
          }
    if (Found.Other)
      To.push_back(Found);
    return;
  }
}

void MemberJoins::addTo(std::vector<JoinProblem> &To) {
  const CXXDestructorDecl *Destructor = Record.getDestructor();
  const CXXDestructorDecl *Body =
      Destructor && !Destructor->isImplicit() && !Destructor->isDefaulted()
          ? dyn_cast_or_null<CXXDestructorDecl>(Destructor->getDefinition())
          : nullptr;
  const bool Implicit = !Destructor || Destructor->isImplicit() || Destructor->isDefaulted();
  if (!Implicit && (!Body || !Body->hasBody()))
    return;
  if (Implicit || touches(U, *Body, Member, Starts) == Touch::No) {
    const CXXMethodDecl *Other = nullptr;
    for (const CXXMethodDecl *Method : visibleMethods(Record))
      if (Method != Body && touches(U, *Method, Member, Starts) == Touch::Yes && !Other)
        Other = Method;
    if (!Other && mayEndUnseen(U, Record))
      return;
    // Who derives from it calls what is protected, or ends it before; so may an owner by contract,
    // unless the class has a destructor that looks after the rest.
    if (Other && (Implicit || Record.isPolymorphic() || Other->getAccess() != AS_public))
      return;
    JoinProblem Found =
        problem(Other ? JoinProblem::NotInDestructor : JoinProblem::NeverJoined, nullptr);
    Found.Other = Other;
    To.push_back(Found);
    return;
  }
  if (Implicit || !threadModel(U, Member.getType()))
    return;
  size_t Before = To.size();
  addNotToldToStop(*Body, To);
  States AtEntry = beforeDestructor();
  if (!(AtEntry & Unknown) && To.size() == Before)
    addJoins(*Body, AtEntry, 0, To);
}

std::vector<JoinProblem> joinProblems(Unit &U, const CXXRecordDecl &Record) {
  std::vector<JoinProblem> Result;
  if (llvm::none_of(Record.fields(),
                    [&](const FieldDecl *Field) { return threadIn(U, Field->getType()); }))
    return Result;
  if (Record.hasFriends())
    return Result;
  std::vector<MemberStart> Starts = memberStarts(U, Record);
  for (const FieldDecl *Member : Record.fields())
    if (Member->getAccess() == AS_private && endsProgram(U, Member->getType()) &&
        llvm::any_of(Starts, [&](const MemberStart &Start) { return Start.Member == Member; }))
      MemberJoins(U, Record, *Member, Starts).addTo(Result);
  return Result;
}

} // namespace asynctidy
