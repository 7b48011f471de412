//===- MemberThreads.cpp - threads that a class keeps in its members ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/MemberThreads.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Analysis/Typestate.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include <set>

using namespace clang;

namespace asynctidy {

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// True if \p Is holds for the model and the class of \p Type, or of what an owner or a container
/// of that type has in it.
static bool holds(const Unit &U, QualType Type,
                  llvm::function_ref<bool(const TypeMatch &, const CXXRecordDecl &)> Is,
                  unsigned Depth = 0) {
  if (Type.isNull() || Depth > 3 || Type->isDependentType())
    return false;
  Type = QualType(Type->getBaseElementTypeUnsafe(), 0);
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record)
    return false;
  TypeMatch M = U.typeModel(Type);
  if (M && Is(M, *Record))
    return true;
  const auto *Holder = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Holder || !(Holder->isInStdNamespace() || (M && M->Owner)))
    return false;
  // The key and the value of a map; what stands behind are allocators and the like.
  unsigned Left = 2;
  for (const TemplateArgument &Argument : Holder->getTemplateArgs().asArray())
    if (Left-- > 0 && Argument.getKind() == TemplateArgument::Type &&
        holds(U, Argument.getAsType(), Is, Depth + 1))
      return true;
    else if (Left == 0)
      break;
  return false;
}

const ThreadTypeModel *threadIn(const Unit &U, QualType Type) {
  const ThreadTypeModel *Found = nullptr;
  if (!Type.isNull() && Type->isPointerType())
    Type = Type->getPointeeType();
  holds(U, Type, [&Found](const TypeMatch &M, const CXXRecordDecl &) {
    Found = M->Thread ? &*M->Thread : nullptr;
    return Found != nullptr;
  });
  return Found;
}

bool waitsWhenDestroyed(const Unit &U, QualType Type) {
  return holds(U, Type, [](const TypeMatch &M, const CXXRecordDecl &) {
    return (M->Thread && M->Thread->Dropped == ThreadTypeModel::Blocks) ||
           (M->Task && M->Task->Dropped == TaskModel::Blocks);
  });
}

bool terminatesWhenDestroyed(const Unit &U, QualType Type) {
  return holds(U, Type, [](const TypeMatch &M, const CXXRecordDecl &Record) {
    if (!M->Thread || M->Thread->Dropped != ThreadTypeModel::AsWritten)
      return M->Thread && M->Thread->Dropped == ThreadTypeModel::Terminates;
    // A library whose version decides: what this unit was compiled with stands in the body.
    const CXXDestructorDecl *Destructor = Record.getDestructor();
    const FunctionDecl *Definition = Destructor ? Destructor->getDefinition() : nullptr;
    return Definition && Definition->getBody() && mayNotReturn(*Definition->getBody());
  });
}

//===----------------------------------------------------------------------===//
// Starts
//===----------------------------------------------------------------------===//

std::optional<ThreadStart> threadStart(Unit &U, const Expr &Call) {
  const auto *Construct = dyn_cast<CXXConstructExpr>(&Call);
  if (Construct && Construct->getConstructor()->isCopyOrMoveConstructor())
    return std::nullopt;
  ThreadStart Start;
  if (FunctionMatch M = U.calleeModel(Call))
    for (const CallableFact &Fact : M->Callables)
      // Fibers and the like are scheduled by their thread, but are no handlers either.
      if (Fact.When == CallableFact::Offloaded ||
          (Fact.When == CallableFact::Later && threadIn(U, Call.getType())))
        for (const Expr *Argument : select(Call, Fact.Argument)) {
          Start.Call = &Call;
          if (!Start.Body)
            Start.Body = callableOf(U, *Argument);
        }
  if (Start.Call)
    return Start;
  // What builds a thread where it is kept.
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || !Callee->getIdentifier())
    return std::nullopt;
  StringRef Name = Callee->getName();
  const Expr *Object = objectOf(Call);
  bool Emplaces = Object && Name.contains("emplace") && threadIn(U, Object->getType());
  bool Makes = !Object && Callee->isInStdNamespace() &&
               (Name == "make_unique" || Name == "make_shared") && threadIn(U, Call.getType());
  if (Emplaces || Makes)
    for (const Expr *Argument : argumentsOf(Call)) {
      Start.Call = &Call;
      if (!Start.Body)
        Start.Body = callableOf(U, *Argument);
    }
  return Start.Call ? std::optional(Start) : std::nullopt;
}

/// The member of `this` that keeps what \p Call makes: `thread_ = std::thread(...)`,
/// `threads_.emplace_back(...)`, `thread_.reset(new std::thread(...))`.
static const FieldDecl *keptIn(const FunctionBody &Body, const Expr &Call) {
  auto FieldOf = [](const Expr *E) -> const FieldDecl * {
    std::optional<AccessPath> Path = E ? AccessPath::of(E) : std::nullopt;
    return Path && Path->startsAtThis() && Path->steps().size() == 1
               ? dyn_cast<FieldDecl>(Path->steps().front())
               : nullptr;
  };
  for (const Stmt *Up = &Call; Up && isa<Expr>(Up); Up = Body.parent(Up)) {
    if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Up);
        Assign && Assign->getOperator() == OO_Equal)
      return FieldOf(Assign->getArg(0));
    if (const auto *Assign = dyn_cast<BinaryOperator>(Up); Assign && Assign->isAssignmentOp())
      return FieldOf(Assign->getLHS());
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Up))
      return FieldOf(Member->getImplicitObjectArgument());
  }
  return nullptr;
}

const CXXRecordDecl *classOf(const FunctionDecl &Function) {
  for (const DeclContext *Context = &Function; Context; Context = Context->getParent())
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Context); Record && !Record->isLambda())
      return Record->getDefinition();
  return nullptr;
}

std::vector<MemberStart> memberStarts(Unit &U, const CXXRecordDecl &Record) {
  std::vector<MemberStart> Result;
  bool Any = false;
  for (const FieldDecl *Field : Record.fields())
    Any |= threadIn(U, Field->getType()) || waitsWhenDestroyed(U, Field->getType());
  if (!Any)
    return Result;
  auto FromInitializer = [&](const FieldDecl &Field, const Expr *Init, const CXXMethodDecl *In) {
    forEachEvaluated(Init, [&](const Expr &E) {
      if (isa<CallExpr, CXXConstructExpr>(E))
        if (std::optional<ThreadStart> Start = threadStart(U, E))
          Result.push_back({&Field, *Start, In, true});
    });
  };
  for (const FieldDecl *Field : Record.fields())
    if (Field->hasInClassInitializer())
      FromInitializer(*Field, Field->getInClassInitializer(), nullptr);
  for (const CXXMethodDecl *Method : visibleMethods(Record)) {
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Method))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (Init->isWritten() && Init->isMemberInitializer())
          FromInitializer(*Init->getMember(), Init->getInit(), Constructor);
    const FunctionBody &Body = U.body(*Method);
    for (const Expr *Call : Body.calls())
      if (const FieldDecl *Field = keptIn(Body, *Call);
          Field && Field->getParent()->getCanonicalDecl() == Record.getCanonicalDecl())
        if (std::optional<ThreadStart> Start = threadStart(U, *Call))
          Result.push_back({Field, *Start, Method, false});
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// What a thread uses
//===----------------------------------------------------------------------===//

namespace {
class UsesOfThread {
public:
  UsesOfThread(Unit &U, const MemberStart &Start)
      : U(U), Start(Start),
        Record(*cast<CXXRecordDecl>(Start.Member->getParent())->getCanonicalDecl()) {}
  std::vector<MemberUse> run();
  std::vector<const FunctionDecl *> functions() const {
    std::vector<const FunctionDecl *> Result;
    for (const auto &Entry : Visited)
      if (!llvm::is_contained(Result, Entry.first))
        Result.push_back(Entry.first);
    return Result;
  }

private:
  bool isRecord(QualType Type) const {
    if (Type.isNull())
      return false;
    if (Type->isPointerType() || Type->isReferenceType())
      Type = Type->getPointeeType();
    const CXXRecordDecl *Class = compat::recordOf(Type);
    return Class && Class->getCanonicalDecl() == &Record;
  }
  void add(const MemberExpr &Member, bool Waited);
  /// \p Self: a parameter that is the object, for functions that aren't methods.
  void visit(const FunctionDecl &Function, const VarDecl *Self, bool Waited);
  void visitMention(const FunctionBody &Body, const Expr &Object, bool Waited);
  bool waitsForEarlier(const Expr &Call) const;

  Unit &U;
  const MemberStart &Start;
  const CXXRecordDecl &Record;
  std::vector<MemberUse> Uses;
  std::set<std::pair<const FunctionDecl *, bool>> Visited;
};
} // namespace

void UsesOfThread::add(const MemberExpr &Member, bool Waited) {
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  if (!Field || cast<CXXRecordDecl>(Field->getParent())->getCanonicalDecl() != &Record)
    return;
  for (const MemberUse &Use : Uses)
    if (Use.Field == Field && Use.AfterWait <= Waited)
      return;
  Uses.push_back({Field, &Member, Waited});
}

void UsesOfThread::visitMention(const FunctionBody &Body, const Expr &Object, bool Waited) {
  const Stmt *Up = Body.significantParent(&Object);
  if (const auto *Deref = dyn_cast_or_null<UnaryOperator>(Up);
      Deref && Deref->getOpcode() == UO_Deref)
    Up = Body.significantParent(Deref);
  const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
  if (!Member)
    return;
  const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
  if (!Method)
    return add(*Member, Waited);
  const FunctionDecl *Definition = Method->getDefinition();
  if (Definition && Definition->hasBody() && Method->getParent()->getCanonicalDecl() == &Record)
    visit(*Definition, nullptr, Waited);
}

/// True if \p Call waits for something that exists before the thread: another one's signal, that
/// the object is ready as a rule.
bool UsesOfThread::waitsForEarlier(const Expr &Call) const {
  FunctionMatch M = U.calleeModel(Call);
  if (!M || !((M->Blocks && M->Blocks->Kind == BlockingFact::Wait) ||
              (M->Condition && M->Condition->Does == ConditionFact::Waits)))
    return false;
  const Expr *Object = objectOf(Call);
  std::optional<AccessPath> Path = Object ? AccessPath::of(Object) : std::nullopt;
  const auto *Field = Path && Path->startsAtThis() && !Path->steps().empty()
                          ? dyn_cast<FieldDecl>(Path->steps().front())
                          : nullptr;
  return Field && Field->getFieldIndex() < Start.Member->getFieldIndex();
}

void UsesOfThread::visit(const FunctionDecl &Function, const VarDecl *Self, bool Waited) {
  static constexpr unsigned Enough = 40;
  if (Visited.size() > Enough || !Visited.insert({&Function, Waited}).second)
    return;
  const FunctionBody &Body = U.body(Function);
  const SourceManager &SM = U.context().getSourceManager();
  SourceLocation Wait;
  for (const Expr *Call : Body.calls())
    if (Wait.isInvalid() && waitsForEarlier(*Call))
      Wait = Call->getEndLoc();
  auto WaitedAt = [&](const Expr &E) {
    return Waited || (Wait.isValid() && SM.isBeforeInTranslationUnit(Wait, E.getExprLoc()));
  };
  for (const CXXThisExpr *This : Body.thisExpressions())
    if (isRecord(This->getType()))
      visitMention(Body, *This, WaitedAt(*This));
  for (const DeclRefExpr *Ref : Body.references()) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    // `[self = this]`.
    bool Stands = Var && Var->isInitCapture() && Var->getInit() && isRecord(Var->getType()) &&
                  isa<CXXThisExpr>(stripToObject(Var->getInit()));
    if (Var && (Var == Self || Stands))
      visitMention(Body, *Ref, WaitedAt(*Ref));
  }
  for (const LambdaExpr *Lambda : Body.lambdas())
    if (Lambda->getCallOperator()->hasBody())
      visit(*Lambda->getCallOperator(), nullptr, WaitedAt(*Lambda));
}

std::vector<MemberUse> UsesOfThread::run() {
  // The object goes along, or parts of it do.
  bool GivesThis = false;
  llvm::SmallVector<const Expr *, 4> Given;
  forEachEvaluated(Start.Start.Call, [&](const Expr &E) {
    if (isa<CXXThisExpr>(E) && isRecord(E.getType()))
      GivesThis = true;
    const auto *Unary = dyn_cast<UnaryOperator>(&E);
    const auto *Call = dyn_cast<CallExpr>(&E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    bool Ref = Callee && Callee->getIdentifier() && Callee->isInStdNamespace() &&
               (Callee->getName() == "ref" || Callee->getName() == "cref") &&
               Call->getNumArgs() == 1;
    const Expr *Object = Unary && Unary->getOpcode() == UO_AddrOf ? Unary->getSubExpr()
                         : Ref                                    ? Call->getArg(0)
                                                                  : nullptr;
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(stripToObject(Object));
        Member && isa<CXXThisExpr>(stripToObject(Member->getBase())))
      add(*Member, false);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&E))
      for (const LambdaCapture &Capture : Lambda->captures())
        if (Capture.capturesVariable())
          if (const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
              Var && Var->isInitCapture() && Var->getType()->isReferenceType())
            if (const auto *Member = dyn_cast_or_null<MemberExpr>(stripToObject(Var->getInit()));
                Member && isa<CXXThisExpr>(stripToObject(Member->getBase())))
              add(*Member, false);
  });
  if (!Start.Start.Body || !Start.Start.Body->hasBody())
    return Uses;
  const FunctionDecl &Body = *Start.Start.Body;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Body);
  if (Method && Method->getParent()->isLambda()) {
    visit(Body, nullptr, false);
  } else if (Method && Method->isInstance()) {
    if (GivesThis && Method->getParent()->getCanonicalDecl() == &Record)
      visit(Body, nullptr, false);
  } else if (GivesThis) {
    for (const ParmVarDecl *Parameter : Body.parameters())
      if (isRecord(Parameter->getType()) &&
          (Parameter->getType()->isPointerType() || Parameter->getType()->isReferenceType()))
        visit(Body, Parameter, false);
  }
  return Uses;
}

std::vector<MemberUse> membersUsedBy(Unit &U, const MemberStart &Start) {
  return UsesOfThread(U, Start).run();
}

std::vector<const FunctionDecl *> functionsRunBy(Unit &U, const MemberStart &Start) {
  UsesOfThread Uses(U, Start);
  Uses.run();
  return Uses.functions();
}

//===----------------------------------------------------------------------===//
// Who joins
//===----------------------------------------------------------------------===//

/// True if \p S, lambdas in it too, does nothing with \p Member but start it and what can't end it.
static bool leavesRunning(const Stmt *S, const FieldDecl &Member,
                          llvm::ArrayRef<MemberStart> Starts) {
  auto IsMember = [&Member](const Expr *E) {
    const auto *M = dyn_cast<MemberExpr>(E->IgnoreParenImpCasts());
    return M && M->getMemberDecl() == &Member;
  };
  auto IsStart = [&](const Expr *E) {
    return llvm::any_of(Starts, [&](const MemberStart &Start) {
      bool Found = false;
      forEachEvaluated(E, [&](const Expr &Inner) { Found |= &Inner == Start.Start.Call; });
      return Found;
    });
  };
  if (!S)
    return true;
  const Expr *Skipped = nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
      Call && IsMember(Call->getImplicitObjectArgument())) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    StringRef Name = Method && Method->getIdentifier() ? Method->getName() : StringRef();
    if (Name == "request_stop" ||
        (Method && Method->isConst() && Name != "wait" && Name != "get") || IsStart(Call))
      Skipped = Call->getCallee();
  } else if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(S);
             Assign && Assign->getOperator() == OO_Equal && IsMember(Assign->getArg(0)) &&
             IsStart(Assign)) {
    Skipped = Assign->getArg(0);
  } else if (const auto *E = dyn_cast<Expr>(S); E && IsMember(E)) {
    return false;
  }
  return llvm::all_of(S->children(), [&](const Stmt *Child) {
    return Child == Skipped || leavesRunning(Child, Member, Starts);
  });
}

Touch touches(Unit &U, const CXXMethodDecl &Method, const FieldDecl &Member,
              ArrayRef<MemberStart> Starts) {
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
  llvm::SmallVector<const CXXMethodDecl *, 8> Work{&Method};
  Touch Result = Touch::No;
  while (!Work.empty()) {
    const auto *Next = cast_or_null<CXXMethodDecl>(Work.pop_back_val()->getDefinition());
    if (!Next || !Next->hasBody() || Seen.size() > 16) {
      Result = Touch::Unknown;
      continue;
    }
    if (!Seen.insert(Next).second)
      continue;
    if (!leavesRunning(Next->getBody(), Member, Starts))
      return Touch::Yes;
    Typestate Uses(U, *Next, AccessPath::ofThis().member(Member));
    for (const ObjectEvent &Event : Uses.events())
      if (Event.Kind == ObjectEvent::OwnerUsed) {
        const FunctionDecl *Started = nullptr;
        for (const MemberStart &Start : Starts)
          if (Event.Call && Start.Start.Call == Event.Call)
            Started = Start.Start.Body;
        if (const auto *Callee = dyn_cast_or_null<CXXMethodDecl>(Event.Callee))
          Work.push_back(Callee);
        else if (const auto *Body = dyn_cast_or_null<CXXMethodDecl>(Started))
          Work.push_back(Body);
        else if (const auto *Lambda = dyn_cast<LambdaExpr>(Event.At))
          Work.push_back(Lambda->getCallOperator());
        else
          Result = Touch::Unknown;
      }
  }
  return Result;
}

static bool soundsLikeEnd(const Unit &U, const CXXMethodDecl &Method) {
  return U.models().sounds(&Method, Sense::EndsWork) ||
         U.models().sounds(&Method, Sense::MayEndWork);
}

bool mayEndUnseen(const Unit &U, const CXXRecordDecl &Record) {
  return llvm::any_of(Record.methods(), [&U](const CXXMethodDecl *Method) {
    return !Method->isDefined() && !Method->isDeleted() && soundsLikeEnd(U, *Method);
  });
}

bool soundsLikeThreads(const Unit &U, const CXXMethodDecl &Method) {
  return soundsLikeEnd(U, Method) || U.models().sounds(&Method, Sense::StartsWork);
}

bool joinedByItselfAlone(Unit &U, const FieldDecl &Member, llvm::ArrayRef<MemberStart> Starts) {
  const auto &Record = *cast<CXXRecordDecl>(Member.getParent());
  if (!waitsWhenDestroyed(U, Member.getType()))
    return false;
  for (const CXXMethodDecl *Method : Record.methods()) {
    const FunctionDecl *Definition = Method->getDefinition();
    if (Method->isImplicit() || Method->isDeleted() || Method->isDefaulted())
      continue;
    if (Definition && Definition->hasBody()) {
      if (!leavesRunning(Definition->getBody(), Member, Starts))
        return false;
      continue;
    }
    if (isa<CXXDestructorDecl>(Method))
      return false;
  }
  return !mayEndUnseen(U, Record);
}

//===----------------------------------------------------------------------===//
// Threads that may destroy their owner
//===----------------------------------------------------------------------===//

/// True if \p Var keeps what locking a weak pointer to a \p Record gave.
static bool isLocked(const VarDecl &Var, const Decl &Record) {
  const auto *Pointer =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Var.getType()));
  const auto *Call =
      Pointer && Var.getInit() ? dyn_cast<CallExpr>(stripToObject(Var.getInit())) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier() || Callee->getName() != "lock" ||
      Pointer->getTemplateArgs().size() == 0)
    return false;
  const TemplateArgument &To = Pointer->getTemplateArgs()[0];
  const CXXRecordDecl *Object =
      To.getKind() == TemplateArgument::Type ? compat::recordOf(To.getAsType()) : nullptr;
  return Object && Object->getCanonicalDecl() == Record.getCanonicalDecl();
}

std::optional<SourceLocation> shareOfThread(Unit &U, const MemberStart &Start) {
  for (const Expr *Argument : argumentsOf(*Start.Start.Call))
    if (isSharedThis(*Argument))
      return Argument->getExprLoc();
  if (!Start.Start.Body)
    return std::nullopt;
  if (const auto *Operator = dyn_cast<CXXMethodDecl>(Start.Start.Body);
      Operator && Operator->getParent()->isLambda())
    for (const LambdaCapture &Capture : Operator->getParent()->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy &&
          isa<VarDecl>(Capture.getCapturedVar()) &&
          isSharedThis(*cast<VarDecl>(Capture.getCapturedVar())))
        return Capture.getLocation();
  for (const VarDecl *Var : U.body(*Start.Start.Body).variables())
    if (isLocked(*Var, *cast<Decl>(Start.Member->getParent())))
      return Var->getLocation();
  return std::nullopt;
}

/// The call in \p Function, a method of its class, that joins a thread in \p Member.
static const Expr *joinIn(Unit &U, const FunctionDecl &Function, const FieldDecl &Member) {
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    const Expr *Object = isThreadJoin(U, *Call) ? objectOf(*Call) : nullptr;
    if (!Object)
      continue;
    // `for (std::thread &t : threads_) t.join();`
    const VarDecl *Element = variableNamedBy(Object);
    for (const Stmt *Loop = Element ? Body.loopAround(Call) : nullptr; Loop;
         Loop = Body.loopAround(Loop))
      if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop);
          Range && Range->getLoopVariable() == Element) {
        Object = Range->getRangeInit();
        break;
      }
    std::optional<AccessPath> Path = AccessPath::of(Object);
    if (Path && Path->startsAtThis() && Path->steps().size() == 1 &&
        Path->named()->getCanonicalDecl() == Member.getCanonicalDecl())
      return Call;
  }
  return nullptr;
}

static bool asksWhichThread(Unit &U, const FunctionDecl &Function) {
  return llvm::any_of(U.body(Function).calls(), [](const Expr *Call) {
    const FunctionDecl *Callee = calleeOf(*Call);
    return Callee && Callee->getIdentifier() && Callee->getName() == "get_id";
  });
}

std::optional<OwnJoin> joinByDestructor(Unit &U, const CXXRecordDecl &Record,
                                        const FieldDecl &Member) {
  const CXXDestructorDecl *Declared = Record.getDestructor();
  if (!Declared || Declared->isDefaulted())
    return threadIn(U, Member.getType()) && waitsWhenDestroyed(U, Member.getType())
               ? std::optional(OwnJoin())
               : std::nullopt;
  const FunctionDecl *Destructor = Declared->getDefinition();
  if (!Destructor || !Destructor->hasBody())
    return std::nullopt;
  const bool Asks = asksWhichThread(U, *Destructor);
  if (const Expr *Join = joinIn(U, *Destructor, Member))
    return OwnJoin{Join->getExprLoc(), Join, Asks};
  for (const CallSite &Site : U.callGraph().callsOf(*Destructor)) {
    const auto *Own =
        Site.Kind == CallSite::Call && Site.Callee ? dyn_cast<CXXMethodDecl>(Site.Callee) : nullptr;
    if (!Own || Own->getParent()->getCanonicalDecl() != Record.getCanonicalDecl())
      continue;
    const FunctionDecl *Entered = U.callGraph().entered(Own);
    if (const Expr *Join = Entered ? joinIn(U, *Entered, Member) : nullptr)
      return OwnJoin{Site.Location, Join, Asks || asksWhichThread(U, *Entered)};
  }
  return std::nullopt;
}

} // namespace asynctidy
