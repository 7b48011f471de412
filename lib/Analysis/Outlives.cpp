//===- Outlives.cpp - work that outlives what it refers to ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Outlives.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Analysis/Waits.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

/// The object that a member function is called on, in templates too.
static const Expr *receiverOf(const Expr &Call) {
  if (const Expr *Object = objectOf(Call))
    return Object;
  const auto *Unresolved = dyn_cast<CallExpr>(&Call);
  const auto *Member =
      Unresolved ? dyn_cast<UnresolvedMemberExpr>(Unresolved->getCallee()->IgnoreParenImpCasts())
                 : nullptr;
  return Member && !Member->isImplicitAccess() ? Member->getBase() : nullptr;
}

/// What \p E leads to by members and calls on them (`pool.get_executor()`): a variable, or a member
/// of `this`. Null through pointers, whose objects are others'.
static const ValueDecl *rootOf(const Expr *E) {
  for (unsigned Depth = 0; E && Depth < 8; ++Depth) {
    E = stripToObject(E);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        return Member->getMemberDecl();
      E = Member->isArrow() ? nullptr : Member->getBase();
    } else if (isa<CallExpr>(E)) {
      E = objectOf(*E);
      if (E && E->getType()->isPointerType())
        return nullptr;
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      E = Construct->getNumArgs() >= 1 ? Construct->getArg(0) : nullptr;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

static bool isObject(const ValueDecl &Decl) {
  return !Decl.getType()->isReferenceType() && !Decl.getType()->isPointerType();
}

/// True if an object of \p Type runs work and doesn't end before that is over or dropped.
static bool runsWork(const Unit &U, QualType Type) {
  TypeMatch T = U.typeModel(Type);
  return T && (T->EventLoop || T->Scope);
}

/// True if \p Root, a local, runs work, or was made by such a local.
static bool isLocalRunner(Unit &U, const FunctionBody &In, const ValueDecl *Root, unsigned Depth) {
  const auto *Var = dyn_cast_or_null<VarDecl>(Root);
  if (!Var || !Var->isLocalVarDecl() || !Var->hasLocalStorage() || Depth > 3)
    return false;
  if (isObject(*Var) && runsWork(U, Var->getType()))
    return true;
  const Expr *Init = Var->getInit() ? stripToObject(Var->getInit()) : nullptr;
  if (!Init)
    return false;
  if (isLocalRunner(U, In, rootOf(Init), Depth + 1))
    return true;
  if (isa<CallExpr, CXXConstructExpr>(Init))
    for (const Expr *Argument : argumentsOf(*Init))
      if (isLocalRunner(U, In, rootOf(Argument), Depth + 1))
        return true;
  return false;
}

bool runsInLocal(Unit &U, const FunctionBody &In, const Expr &Call) {
  llvm::SmallVector<const Expr *, 4> From = argumentsOf(Call);
  if (const Expr *Object = receiverOf(Call)) {
    // Of an object of the user's nobody knows more than that it ends here.
    const auto *Var = dyn_cast_or_null<VarDecl>(rootOf(Object));
    const CXXRecordDecl *Record = Var ? compat::recordOf(Var->getType()) : nullptr;
    if (Record && Var->hasLocalStorage() && !U.models().isModelled(*Record) && !Record->isLambda())
      return true;
    From.push_back(Object);
  }
  return llvm::any_of(From, [&](const Expr *E) {
    return !isa<LambdaExpr>(stripToObject(E)) && isLocalRunner(U, In, rootOf(E), 0);
  });
}

/// True if an object of \p Type is a thread, an event loop or a pool, or has one: as a member, an
/// element, or by an owner.
static bool hasRunner(const Unit &U, QualType Type, unsigned Depth = 0) {
  if (TypeMatch T = U.typeModel(Type); T && (T->Thread || T->EventLoop || T->Scope))
    return true;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->hasDefinition() || Depth > 3)
    return false;
  if (const auto *Of = dyn_cast<ClassTemplateSpecializationDecl>(Record)) {
    const TemplateArgumentList &Arguments = Of->getTemplateArgs();
    return Arguments.size() > 0 && Arguments[0].getKind() == TemplateArgument::Type &&
           hasRunner(U, Arguments[0].getAsType(), Depth + 1);
  }
  return llvm::any_of(Record->fields(), [&](const FieldDecl *Field) {
    return hasRunner(U, Field->getType(), Depth + 1);
  });
}

/// True if objects of \p Record have something of their own that runs work: then they mostly wait
/// for it when they end.
static bool ownsRunner(const Unit &U, const CXXRecordDecl &Record) {
  auto Lacks = [&U](const CXXRecordDecl *R) {
    return llvm::none_of(R->fields(),
                         [&U](const FieldDecl *Field) { return hasRunner(U, Field->getType()); });
  };
  return !Lacks(&Record) || !Record.forallBases(Lacks);
}

/// True if \p Call runs work in an event loop or a pool that is a member, so that it ends with the
/// object.
static bool runsInMember(const Unit &U, const Expr &Call) {
  auto IsOwn = [&U](const Expr *E) {
    const auto *Field = dyn_cast_or_null<FieldDecl>(E ? rootOf(E) : nullptr);
    return Field && isObject(*Field) && runsWork(U, Field->getType());
  };
  return IsOwn(receiverOf(Call)) || llvm::any_of(argumentsOf(Call), IsOwn);
}

const CallableFact *callableFact(Unit &U, const FunctionBody &In, const Expr &Call,
                                 const Expr &Callable) {
  FunctionMatch M = U.calleeModel(Call);
  if (!M)
    return nullptr;
  for (const CallableFact &Fact : M->Callables)
    for (const Expr *Argument : select(Call, Fact.Argument))
      if (In.isWithin(&Callable, Argument))
        return &Fact;
  return nullptr;
}

/// What \p Store, an assignment or an insertion, puts the callable into.
static const ValueDecl *storedIn(const Stmt *Store) {
  const auto *Call = dyn_cast_or_null<Expr>(Store);
  const Expr *Object = Call && isa<CallExpr>(Call) ? objectOf(*Call) : nullptr;
  return Object ? rootOf(Object) : nullptr;
}

/// True if \p In, behind \p Store, looks again at what that has filled: it resets, empties or calls
/// it.
static bool looksAgain(const ASTContext &Context, const FunctionBody &In, const Stmt &Store) {
  const ValueDecl *Keeper = storedIn(&Store);
  if (!Keeper)
    return true;
  return llvm::any_of(In.calls(), [&](const Expr *Call) {
    const Expr *Object = objectOf(*Call);
    return Call != &Store && Object && rootOf(Object) == Keeper &&
           Context.getSourceManager().isBeforeInTranslationUnit(Store.getBeginLoc(),
                                                                Call->getBeginLoc());
  });
}

/// True if \p Callee starts something that runs the callable that it is given once that is done, as
/// far as names tell.
static bool soundsLikeOperation(const Unit &U, const FunctionDecl &Callee) {
  StringRef Name = Callee.getName();
  if (U.models().sounds(Name, Sense::RunsLater))
    return true;
  // Not `postprocess`, nor the `post` of an HTTP client: the name alone doesn't tell, so these two
  // are no words of a model.
  for (StringRef Word : {"post", "Post", "queue", "Queue"})
    if (Name == Word ? Callee.getMinRequiredArguments() == 1
                     : Name.size() > Word.size() && Name.take_front(Word.size()) == Word &&
                           !isLowercase(Name[Word.size()]))
      return true;
  return false;
}

/// True if \p Callee keeps the callable that it is given for later, as far as names tell.
static bool soundsLikeRegistration(const Unit &U, const FunctionDecl &Callee) {
  StringRef Name = Callee.getName();
  if (Name.size() > 2 && Name.take_front(2) == "on" && (isUppercase(Name[2]) || Name[2] == '_'))
    return true;
  return U.models().sounds(Name, Sense::KeepsCallable) || soundsLikeOperation(U, Callee);
}

/// True if \p Type takes over a callable of any type: std::function and its kind.
static bool isCallableOfAnyType(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  return Record && !Record->isLambda() && Record->hasDefinition() && hasOperator(*Record, OO_Call);
}

/// True if \p Closure goes to a function that can't be seen, and may be run until the task is done
/// that this one gives and \p In hands on to its caller.
static bool isReturnedWork(Unit &U, const FunctionBody &In, const FateAt &Closure) {
  const auto *Call = dyn_cast_or_null<CallExpr>(Closure.Call);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && !Callee->isDefined() && !U.models().isModelled(*Callee) && !In.isCoroutine() &&
         llvm::any_of(Callee->parameters(),
                      [](const ParmVarDecl *P) {
                        return !P->getType()->isLValueReferenceType() &&
                               isCallableOfAnyType(P->getType());
                      }) &&
         taskType(U, Call->getType()) && fateOfTask(U, In, *Call).What == Fate::Returned;
}

/// True if \p Closure goes to a function that can't be seen, keeps callables to all appearance, and
/// is the last that \p In does with its object.
static bool isRegistered(Unit &U, const FunctionBody &In, const FateAt &Closure) {
  const auto *Call = dyn_cast_or_null<CallExpr>(Closure.Call);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const Expr *Object = Call ? objectOf(*Call) : nullptr;
  if (!Object || !Callee || Callee->isDefined() || !Callee->getIdentifier() ||
      U.models().isModelled(*Callee) || !soundsLikeRegistration(U, *Callee) ||
      llvm::none_of(Callee->parameters(),
                    [](const ParmVarDecl *P) { return isCallableOfAnyType(P->getType()); }))
    return false;
  const ValueDecl *Root = rootOf(Object);
  for (const DeclRefExpr *Ref : In.references())
    if (Ref->getDecl() == Root && U.context().getSourceManager().isBeforeInTranslationUnit(
                                      Call->getEndLoc(), Ref->getBeginLoc()))
      return false;
  return true;
}

/// True if \p In is the body of a lambda that something runs later, once.
static bool runsOnce(Unit &U, const FunctionBody &In) {
  const CallExpr *Call = callGiven(U, In.function());
  FunctionMatch M = Call ? U.calleeModel(*Call) : FunctionMatch();
  return M && llvm::any_of(M->Callables, [](const CallableFact &Fact) {
           return (Fact.When == CallableFact::Later || Fact.When == CallableFact::Offloaded) &&
                  !Fact.KeepsClosure;
         });
}

/// True if \p Call runs work in what the function was given.
static bool runsInParameter(const Expr &Call) {
  auto IsParameter = [](const Expr *E) {
    return isa_and_nonnull<ParmVarDecl>(E ? rootOf(E) : nullptr);
  };
  return IsParameter(receiverOf(Call)) || llvm::any_of(argumentsOf(Call), IsParameter);
}

/// True if \p S is a loop, or in one that the function has.
static bool isInLoop(const FunctionBody &In, const Stmt *S) {
  return isLoop(*S) || In.loopAround(S);
}

/// True if \p Call, but for \p Callable, names something that is declared in \p Scope: what runs
/// the work may be of that scope too.
static bool namesLocalOf(const FunctionBody &In, const Stmt &Scope, const Expr &Call,
                         const Expr &Callable) {
  return llvm::any_of(In.references(), [&](const DeclRefExpr *Ref) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->hasLocalStorage() || !In.isWithin(Ref, &Call) || In.isWithin(Ref, &Callable))
      return false;
    const Stmt *Declared = In.scopeOf(*Var);
    return Declared && In.isWithin(Declared, &Scope);
  });
}

/// The local that \p E names, or whose promise's future it is.
static const VarDecl *promiseOf(const Expr *E) {
  for (unsigned I = 0; E && I < 3; ++I) {
    E = stripToObject(E);
    if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E)) {
      E = Call->getImplicitObjectArgument();
      continue;
    }
    const VarDecl *Var = variableNamedBy(E);
    const auto *Got = Var && Var->isLocalVarDecl() && Var->getInit()
                          ? dyn_cast_or_null<CXXMemberCallExpr>(stripToObject(Var->getInit()))
                          : nullptr;
    if (!Got)
      return Var;
    E = Got;
  }
  return nullptr;
}

/// The wait, limited in time, behind which \p In leaves though \p Given may still run: for a future
/// of what that refers to, or for a condition variable that it is to notify. Null if there is
/// none, or something may end or await it all the same.
static const Expr *waitThatGivesUp(Unit &U, const FunctionBody &In, const GivenAway &Given) {
  const SourceManager &SM = U.context().getSourceManager();
  const Expr *Call = Given.Closure.Call;
  // What the call returns may be there to take it back.
  const Stmt *Up = Call ? In.significantParent(Call) : nullptr;
  if (!Call || !isa_and_nonnull<CompoundStmt>(Up))
    return nullptr;
  auto Refers = [&Given](const VarDecl *Var) {
    return Var && llvm::any_of(Given.Holds, [Var](const Held &H) {
             return H.Kind == Held::Reference && H.Var &&
                    H.Var->getCanonicalDecl() == Var->getCanonicalDecl();
           });
  };
  const Expr *Found = nullptr;
  for (const Expr *Each : In.calls()) {
    if (!SM.isBeforeInTranslationUnit(Call->getEndLoc(), Each->getBeginLoc()))
      continue;
    const Expr *Object = objectOf(*Each);
    const FunctionDecl *Callee = calleeOf(*Each);
    if (!Callee || !Callee->getIdentifier())
      continue;
    std::optional<ConditionCall> Wait = conditionCall(U, In.function(), *Each);
    TypeMatch T = Object ? U.typeModel(stripToObject(Object)->getType()) : TypeMatch();
    const bool OfFuture =
        T && T->Future && llvm::is_contained(T->Future->Times, Callee->getName().str());
    if (!Found && !In.loopAround(Each) &&
        ((OfFuture && Refers(promiseOf(Object))) ||
         (Wait && Wait->Does == ConditionFact::Times && Refers(variableNamedBy(Wait->On))))) {
      FunctionMatch M = U.calleeModel(*Each);
      Found = M && M->Blocks ? Each : nullptr;
      continue;
    }
    // Ends it, or waits once more.
    if (Found && llvm::any_of(ArrayRef<Sense>{Sense::EndsWork, Sense::MayEndWork, Sense::TakesBack},
                              [&](Sense S) { return U.models().sounds(Callee->getName(), S); }))
      return nullptr;
  }
  return Found;
}

static Outlived outlivesLocal(Unit &U, const FunctionBody &In, const GivenAway &Given,
                              const Held &What) {
  const Expr *Call = Given.Closure.Call;
  const Stmt *Scope = In.scopeOf(*What.Var);
  // Whoever gives a pool and a reference may wait for the one and keep the other.
  if (What.Var->getType()->isReferenceType() &&
      (Given.Work.What == Fate::Returned || !Call || runsInParameter(*Call)))
    return Outlived::No;
  llvm::SmallVector<const VarDecl *, 4> Watched;
  for (const Held &Other : Given.Holds)
    if (Other.Var)
      Watched.push_back(Other.Var);
  const Stmt *Start = Given.Work.Where ? Given.Work.Where : Given.Callable;
  auto IsWaitedFor = [&](const Stmt *Within) {
    const Stmt *From = In.contains(Start) ? Start : Given.Callable;
    return U.waits().behind(In, *From, {Within, Watched, Given.Callable}) != nullptr;
  };
  Fate Work = Given.Work.What;
  if (Work == Fate::Joined) {
    // Joined behind the loop whose turn has ended.
    const Stmt *Loop = Scope;
    while (Loop && !isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Loop))
      Loop = In.parent(Loop);
    return Scope && Loop && Given.Work.Where && In.isWithin(Given.Callable, Scope) &&
                   In.contains(Given.Work.Where) && !In.isWithin(Given.Work.Where, Loop) &&
                   !IsWaitedFor(Scope)
               ? Outlived::Turn
               : Outlived::No;
  }
  if ((Work == Fate::Unknown || Work == Fate::Spawned) && What.Kind == Held::Reference && Call &&
      !runsInLocal(U, In, *Call) && waitThatGivesUp(U, In, Given))
    return Outlived::GivenUp;
  if (Work == Fate::Unknown && isReturnedWork(U, In, Given.Closure))
    return What.Kind == Held::Reference && !What.Var->getType()->isReferenceType() ? Outlived::Scope
                                                                                   : Outlived::No;
  if (Work == Fate::Unknown)
    return isRegistered(U, In, Given.Closure) && !IsWaitedFor(nullptr) &&
                   (What.Kind != Held::Closure || runsOnce(U, In))
               ? What.Kind == Held::Closure ? Outlived::Closure : Outlived::Scope
               : Outlived::No;
  // What is added to a task that a local gave runs where that task runs, and the caller gets it.
  const Expr *Before = Call && Work == Fate::Returned ? receiverOf(*Call) : nullptr;
  const bool Continues = Before && isa<CallExpr>(stripToObject(Before)) &&
                         taskType(U, Before->getType().getNonReferenceType());
  const bool Local = Call && !Continues && runsInLocal(U, In, *Call);
  // The turn of a loop ends before what was made before the loop.
  if (Local && Work == Fate::Spawned && What.Kind != Held::Closure && Scope &&
      isInLoop(In, Scope) && !namesLocalOf(In, *Scope, *Call, *Given.Callable) &&
      !IsWaitedFor(Scope))
    return Outlived::Turn;
  if (!outlivesScope(Work) || !Call || Local)
    return Work == Fate::Stored && !Call && !looksAgain(U.context(), In, *Start) &&
                   !IsWaitedFor(nullptr)
               ? Outlived::Stored
               : Outlived::No;
  if (What.Kind == Held::Closure)
    return Work == Fate::Spawned && runsOnce(U, In) && !IsWaitedFor(nullptr) ? Outlived::Closure
                                                                             : Outlived::No;
  switch (Work) {
  case Fate::Spawned:
    if (IsWaitedFor(Scope))
      return Outlived::No;
    return Scope && IsWaitedFor(nullptr) ? Outlived::Turn : Outlived::Scope;
  case Fate::Stored:
    // A wait behind the loop is too late for what ends with its turn.
    if (IsWaitedFor(nullptr))
      return Scope && isInLoop(In, Scope) && !IsWaitedFor(Scope) &&
                     !namesLocalOf(In, *Scope, *Call, *Given.Callable)
                 ? Outlived::Turn
                 : Outlived::No;
    return Given.Closure.What == Fate::Spawned || !looksAgain(U.context(), In, *Start)
               ? Outlived::Stored
               : Outlived::No;
  default:
    // A task that the caller gets. Of a closure the compiler itself warns.
    return Given.Closure.What == Fate::Spawned || Given.Closure.What == Fate::Kept ? Outlived::Scope
                                                                                   : Outlived::No;
  }
}

/// True if \p Call's receiver is a member object of `this`, whose end cancels what is pending, and
/// \p Callable looks whether that happened before it does anything else.
static bool handlesCancellation(Unit &U, const Expr &Call, const Expr &Callable) {
  const Expr *Object = receiverOf(Call);
  const auto *Lambda = dyn_cast<LambdaExpr>(&Callable);
  const auto *Field = dyn_cast_or_null<FieldDecl>(Object ? rootOf(Object) : nullptr);
  if (!Lambda || !Field || Lambda->getCallOperator()->param_empty())
    return false;
  // One that others share doesn't end with this object.
  if (const CXXRecordDecl *Owner = compat::recordOf(Field->getType());
      Owner && Owner->hasDefinition() && hasMethod(*Owner, "use_count"))
    return false;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Lambda->getCallOperator()->getBody());
  const ParmVarDecl &Error = *Lambda->getCallOperator()->getParamDecl(0);
  const auto *If = Body && !Body->body_empty() ? dyn_cast<IfStmt>(Body->body_front()) : nullptr;
  return If && mentions(*If->getCond(), Error);
}

/// True if the end of an object of \p Record neither waits for anything nor may do so out of sight.
static bool endsAtOnce(Unit &U, const CXXRecordDecl &Record) {
  const CXXDestructorDecl *Destructor = Record.getDestructor();
  if (!Destructor || !Destructor->isUserProvided())
    return true;
  const FunctionDecl *Definition = Destructor->getDefinition();
  if (!Definition || !Definition->hasBody())
    return false;
  return U.waits().answer(*Definition) == Reach::No;
}

/// True if some method of \p Record ends or awaits what it started, by its name or its body.
static bool hasStop(Unit &U, const CXXRecordDecl &Record) {
  for (const CXXMethodDecl *Method : Record.methods()) {
    if (!Method->getIdentifier())
      continue;
    if (U.models().sounds(Method, Sense::EndsWork))
      return true;
    if (const FunctionDecl *Definition = Method->getDefinition();
        Definition && Definition->hasBody() && U.waits().waits(*Definition))
      return true;
  }
  return false;
}

/// True if \p Call gives work to a pool of threads that isn't the object's own.
static bool runsInForeignPool(const Unit &U, const Expr &Call) {
  auto IsPool = [&U](const Expr *E) {
    if (!E)
      return false;
    QualType Type = E->getType().getNonReferenceType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    TypeMatch T = U.typeModel(Type);
    return T && T->MayBlock;
  };
  return IsPool(receiverOf(Call)) || llvm::any_of(argumentsOf(Call), IsPool);
}

/// True if classes \p A and \p B have a base in common, or one is the other's.
static bool shareBase(const CXXRecordDecl &A, const CXXRecordDecl &B) {
  auto Covers = [&B](const CXXRecordDecl *Base) {
    return Base->getCanonicalDecl() == B.getCanonicalDecl() ||
           (B.hasDefinition() && B.isDerivedFrom(Base));
  };
  return Covers(&A) || !A.forallBases([&](const CXXRecordDecl *Base) { return !Covers(Base); });
}

/// True if \p Call could be given the object itself as what the callable's life is bound to, and
/// whose signal or timer it is, isn't plainly the object's own.
static bool lacksContext(Unit &U, const FunctionBody &In, const Expr &Call, const Expr &Callable,
                         const CXXRecordDecl &Record) {
  const CallableFact *Fact = callableFact(U, In, Call, Callable);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(Call));
  if (!Fact || !Fact->TakesContext || !Method || !shareBase(Record, *Method->getParent()))
    return false;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  auto At = llvm::find_if(Arguments, [&](const Expr *A) { return In.isWithin(&Callable, A); });
  auto IsObject = [](const Expr *E) {
    QualType Type = E->IgnoreParenImpCasts()->getType();
    return Type->isPointerType() && Type->getPointeeType()->isRecordType();
  };
  if (At == Arguments.end() || At == Arguments.begin() || IsObject(*(At - 1)))
    return false;
  const Expr *Sender = Arguments.front();
  if (!IsObject(Sender))
    return true;
  // Its own, a member's, or one that was made here: those mostly end first. Not one without a
  // parent, which nobody ends.
  Sender = stripToObject(Sender);
  if (const auto *Address = dyn_cast<UnaryOperator>(Sender))
    Sender = stripToObject(Address->getSubExpr());
  if (isa<CXXThisExpr>(Sender))
    return false;
  if (const auto *Member = dyn_cast<MemberExpr>(Sender))
    return !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
  const auto *Var = dyn_cast_or_null<VarDecl>(rootOf(Sender));
  if (Var && Var->isLocalVarDecl() && Var->getInit())
    if (const auto *New = dyn_cast<CXXNewExpr>(Var->getInit()->IgnoreParenImpCasts());
        New && New->getConstructExpr() && argumentsOf(*New->getConstructExpr()).empty())
      return true;
  return !Var || isa<ParmVarDecl>(Var) || Var->hasGlobalStorage();
}

/// True if \p Call's own model says that it runs callables later.
static bool runsDirectly(const Unit &U, const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  return M && !M->Callables.empty();
}

bool startsOperation(Unit &U, const FunctionBody &In, const FateAt &Closure) {
  const auto *Call = dyn_cast_or_null<CallExpr>(Closure.Call);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->getIdentifier() && soundsLikeOperation(U, *Callee) &&
         isRegistered(U, In, Closure);
}

/// True if what \p Call is called on doesn't end with `this`.
static bool isOnOther(const Expr &Call) {
  const Expr *Object = objectOf(Call);
  if (!Object || isa<CXXThisExpr>(Object->IgnoreParenImpCasts()))
    return false;
  const auto *Field = dyn_cast_or_null<FieldDecl>(rootOf(Object));
  const CXXRecordDecl *Owner = Field ? compat::recordOf(Field->getType()) : nullptr;
  return !Field || !isObject(*Field) ||
         (Owner && Owner->hasDefinition() && hasMethod(*Owner, "use_count"));
}

static Outlived outlivesThis(Unit &U, const FunctionBody &In, const GivenAway &Given) {
  const Expr *Call = Given.Closure.Call;
  const CXXRecordDecl *Record = classAround(In.function());
  if (!Call || !Record || !Record->hasDefinition() || isa<CXXDestructorDecl>(In.function()) ||
      isSingleton(*Record) || keepsAlive(U, Given, *Record))
    return Outlived::No;
  bool Shared = isSharedFromThis(*Record);
  if (Given.Work.What == Fate::Stored) {
    // Kept by an object that others may share: it is not the end of this one that ends it.
    const CXXRecordDecl *Owner = compat::recordOf(Call->getType());
    // In a container of this very object it ends with that.
    const Stmt *Up = isa<CXXMemberCallExpr>(Call) ? Call : In.significantParent(Call);
    while (isa_and_nonnull<CXXConstructExpr>(Up))
      Up = In.significantParent(Up);
    if (const auto *Insertion = dyn_cast_or_null<CXXMemberCallExpr>(Up))
      if (isa_and_nonnull<FieldDecl>(rootOf(Insertion->getImplicitObjectArgument())))
        return Outlived::No;
    return Shared && isa<CallExpr>(Call) && Owner && Owner->hasDefinition() &&
                   U.typeModel(Call->getType()) && U.typeModel(Call->getType())->Owner &&
                   hasMethod(*Owner, "use_count")
               ? Outlived::Owner
               : Outlived::No;
  }
  // Out of sight, but an operation to all appearance, of something that doesn't end with the
  // object.
  if (Given.Work.What == Fate::Unknown)
    return Shared && isOnOther(*Call) && startsOperation(U, In, Given.Closure) ? Outlived::Owner
                                                                               : Outlived::No;
  if (Given.Work.What != Fate::Spawned || runsInMember(U, *Call) || runsInLocal(U, In, *Call) ||
      U.waits().behind(In, *Call, {nullptr, {}, Given.Callable}))
    return Outlived::No;
  if (lacksContext(U, In, *Call, *Given.Callable, *Record))
    return Outlived::NoContext;
  const CallableFact *Fact = callableFact(U, In, *Call, *Given.Callable);
  if (Fact && Fact->TakesContext)
    return Outlived::No;
  // A detached thread is nobody's.
  TypeMatch Type = U.typeModel(Call->getType());
  const bool IsThread = Type && Type->Thread;
  if (ownsRunner(U, *Record) && !IsThread && !runsInParameter(*Call))
    return Outlived::No;
  // Of a helper nobody knows what else it sees to.
  if (Shared)
    return !runsDirectly(U, *Call) || handlesCancellation(U, *Call, *Given.Callable)
               ? Outlived::No
               : Outlived::Owner;
  if (!endsAtOnce(U, *Record))
    return Outlived::No;
  if (IsThread)
    return Outlived::Detached;
  return runsInForeignPool(U, *Call) && !hasStop(U, *Record) ? Outlived::Elsewhere : Outlived::No;
}

bool usesRawThisThroughout(Unit &U, const CXXRecordDecl &Record) {
  unsigned Raw = 0, Kept = 0;
  for (const CXXMethodDecl *Method : visibleMethods(Record)) {
    const FunctionBody &Body = U.body(*Method);
    for (const Expr *Call : Body.calls())
      if (const FunctionDecl *Callee = calleeOf(*Call); Callee && Callee->getIdentifier())
        Kept += Callee->getName() == "shared_from_this" || Callee->getName() == "weak_from_this";
    for (const GivenAway &Given : callablesGivenAway(U, Body))
      Raw += Given.Closure.Call && runsDirectly(U, *Given.Closure.Call) &&
             llvm::any_of(Given.Holds, [](const Held &H) { return H.Kind == Held::This; }) &&
             !keepsAlive(U, Given, Record);
  }
  // A few may be an oversight.
  return Raw > 4 && Raw > 2 * Kept;
}

Outlived outlives(Unit &U, const FunctionBody &In, const GivenAway &Given, const Held &What) {
  return What.Kind == Held::This ? outlivesThis(U, In, Given) : outlivesLocal(U, In, Given, What);
}

bool isStarted(Unit &U, const FunctionBody &In, const Expr &Invoke) {
  const Stmt *Up = In.significantParent(&Invoke);
  while (isa_and_nonnull<CXXConstructExpr>(Up))
    Up = In.significantParent(Up);
  const auto *Call = dyn_cast_or_null<CallExpr>(Up);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier() || Callee->isDefined() ||
      U.models().isModelled(*Callee) || !Call->getType()->isVoidType() || In.isCoroutine())
    return false;
  return U.models().sounds(Callee->getName(), Sense::StartsTask);
}

/// True if \p Record's objects give owners of themselves by a method called \p Name.
static bool givesOwner(const CXXRecordDecl &Record, StringRef Name) {
  auto Lacks = [Name](const CXXRecordDecl *R) { return !hasMethod(*R, Name); };
  return !Lacks(&Record) || !Record.forallBases(Lacks);
}

const CXXThisExpr *firstUnkeptThis(Unit &U, const FunctionBody &In) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&In.function());
  if (!In.isCoroutine() || !Method || Method->getParent()->isLambda() || Method->isStatic() ||
      !Method->getParent()->hasDefinition())
    return nullptr;
  const CXXRecordDecl &Record = *Method->getParent()->getDefinition();
  std::optional<TaskType> Task = taskType(U, Method->getReturnType());
  if (!Task || !Task->FireAndForget || isSingleton(Record) || !endsAtOnce(U, Record) ||
      !(givesOwner(Record, "shared_from_this") || givesOwner(Record, "get_strong")))
    return nullptr;
  const SourceManager &SM = U.context().getSourceManager();
  const Expr *First = nullptr;
  for (const Suspension &Point : suspensionsOf(U, *Method))
    if (Point.Point &&
        (!First || SM.isBeforeInTranslationUnit(Point.Point->getBeginLoc(), First->getBeginLoc())))
      First = Point.Point;
  if (!First)
    return nullptr;
  for (const ParmVarDecl *Parameter : Method->parameters())
    if (isKeeper(U, Parameter->getType(), Parameter->getName(), Record))
      return nullptr;
  // An owner that was taken in time; a weak one is asked again.
  for (const VarDecl *Var : In.variables())
    if (Var->getInit() && SM.isBeforeInTranslationUnit(Var->getLocation(), First->getBeginLoc()))
      if (isKeeper(U, Var->getType(), Var->getName(), Record))
        return nullptr;
  for (const Expr *Call : In.calls())
    if (const FunctionDecl *Callee = calleeOf(*Call);
        Callee && Callee->getIdentifier() && isa<CXXMethodDecl>(Callee) &&
        SM.isBeforeInTranslationUnit(Call->getBeginLoc(), First->getBeginLoc()))
      for (StringRef Word :
           {"shared_from_this", "weak_from_this", "get_strong", "get_weak", "AddRef"})
        if (Callee->getName() == Word)
          return nullptr;
  const CXXThisExpr *Found = nullptr;
  for (const CXXThisExpr *This : In.thisExpressions())
    if (SM.isBeforeInTranslationUnit(First->getEndLoc(), This->getBeginLoc()) &&
        (!Found || SM.isBeforeInTranslationUnit(This->getBeginLoc(), Found->getBeginLoc())))
      Found = This;
  return Found;
}

} // namespace asynctidy
