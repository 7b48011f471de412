//===- Unit.cpp - all facts about one translation unit ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/Callers.h"
#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Functions.h"
#include "async-tidy/Analysis/LiveAcross.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/LockSummary.h"
#include "async-tidy/Analysis/SharedStorage.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Analysis/Waits.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <map>
#include <mutex>

using namespace clang;

namespace asynctidy {

Unit::Unit(ASTContext &Context, std::shared_ptr<const ModelSet> Models)
    : Context(Context), Models(std::move(Models)) {}

Unit::~Unit() = default;

namespace {
/// All units of this process, by AST and models.
struct Registry {
  std::mutex Mutex;
  std::map<std::pair<const ASTContext *, const ModelSet *>, Unit *> Units;

  static Registry &instance() {
    static Registry R;
    return R;
  }
};
} // namespace

Unit &Unit::get(ASTContext &Context, std::shared_ptr<const ModelSet> Models) {
  Registry &R = Registry::instance();
  std::lock_guard<std::mutex> Lock(R.Mutex);
  std::pair<const ASTContext *, const ModelSet *> Key(&Context, Models.get());
  Unit *&Slot = R.Units[Key];
  if (!Slot) {
    Slot = new Unit(Context, std::move(Models));
    struct Owner {
      std::pair<const ASTContext *, const ModelSet *> Key;
      Unit *Owned;
    };
    // The AST may be rebuilt at the same address: forget the unit when this one ends.
    Context.AddDeallocation(
        [](void *Data) {
          auto *O = static_cast<Owner *>(Data);
          Registry &R = Registry::instance();
          std::lock_guard<std::mutex> Lock(R.Mutex);
          R.Units.erase(O->Key);
          delete O->Owned;
          delete O;
        },
        new Owner{Key, Slot});
  }
  return *Slot;
}

bool isAnnotated(const Decl &D, StringRef What) {
  for (const Decl *Redecl : D.redecls())
    for (const auto *Attr : Redecl->specific_attrs<AnnotateAttr>()) {
      StringRef Text = Attr->getAnnotation();
      if (Text.consume_front("async-tidy::") && Text == What)
        return true;
    }
  if (const auto *Function = dyn_cast<FunctionDecl>(&D))
    if (const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern())
      return isAnnotated(*Pattern, What);
  return false;
}

FunctionMatch Unit::functionModel(const FunctionDecl &Function) const {
  const FunctionDecl *Canonical = Function.getCanonicalDecl();
  auto [It, New] = FunctionModels.try_emplace(Canonical);
  if (!New)
    return It->second;
  static const FunctionModel Blocking = [] {
    FunctionModel M;
    M.Name = "annotated";
    M.Blocks.emplace();
    M.Blocks->Why = "is marked as blocking";
    return M;
  }();
  static const FunctionModel Nothing;
  FunctionMatch Result;
  if (isAnnotated(Function, "nonblocking"))
    Result.Model = &Nothing;
  else if (isAnnotated(Function, "blocking") || compat::isMarkedBlocking(Function))
    Result.Model = &Blocking;
  else
    Result = Models->function(*Canonical);
  if (!Result)
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Canonical))
      for (const CXXMethodDecl *Overridden : Method->overridden_methods())
        if (FunctionMatch Inherited = functionModel(*Overridden)) {
          Result = Inherited;
          break;
        }
  return FunctionModels[Canonical] = Result;
}

TypeMatch Unit::typeModel(QualType Type) const {
  if (const CXXRecordDecl *Record = compat::recordOf(Type)) {
    auto [It, New] = TypeModels.try_emplace(Record->getCanonicalDecl());
    if (New)
      It->second = Models->type(*Record);
    return It->second;
  }
  return Models->type(Type);
}

FunctionMatch Unit::unresolvedModel(const Expr &Call) const {
  const auto *Unresolved = dyn_cast<CallExpr>(&Call);
  const auto *Overloads =
      Unresolved ? dyn_cast<OverloadExpr>(Unresolved->getCallee()->IgnoreParenImpCasts()) : nullptr;
  FunctionMatch Result;
  if (!Overloads)
    return Result;
  for (const NamedDecl *Candidate : Overloads->decls()) {
    const auto *Function = Candidate->getUnderlyingDecl()->getAsFunction();
    FunctionMatch M = Function ? functionModel(*Function) : FunctionMatch();
    if (!M || (Result && Result.Model != M.Model))
      return {};
    Result = M;
  }
  return Result;
}

FunctionMatch Unit::calleeModel(const Expr &Call) const {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return unresolvedModel(Call);
  if (FunctionMatch Found = functionModel(*Callee))
    return Found;
  // An object that is called like a function: std::ranges::for_each, stdexec's senders.
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getOperator() == OO_Call)
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts()))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()); Var && Var->hasGlobalStorage())
        return Models->function(*Var);
  return {};
}

const FunctionBody &Unit::body(const FunctionDecl &Function) {
  // All checks ask about one function before the next one's turn.
  if (LastBody.first == &Function)
    return *LastBody.second;
  std::unique_ptr<FunctionBody> &Slot = Bodies[&Function];
  if (!Slot)
    Slot = std::make_unique<FunctionBody>(Function);
  LastBody = {&Function, Slot.get()};
  return *Slot;
}

const std::vector<const Decl *> &Unit::functions() {
  if (!Functions)
    Functions = findFunctions(*this);
  return *Functions;
}

const CFG *Unit::cfg(const FunctionDecl &Function) {
  auto [It, New] = Cfgs.try_emplace(&Function);
  if (New) {
    CFG::BuildOptions Options;
    Options.AddImplicitDtors = true;
    Options.AddTemporaryDtors = true;
    Options.AddInitializers = true;
    Options.PruneTriviallyFalseEdges = true;
    Options.setAllAlwaysAdd();
    // Of a coroutine only what the user wrote: in templates the promise's part has holes.
    Stmt *Body = Function.getBody();
    if (auto *Wrapper = dyn_cast_or_null<CoroutineBodyStmt>(Body))
      Body = Wrapper->getBody();
    std::unique_ptr<CFG> Graph = CFG::buildCFG(&Function, Body, &Context, Options);
    Cfgs[&Function] = std::move(Graph);
  }
  return Cfgs[&Function].get();
}

const LockState &Unit::locks(const FunctionDecl &Function) {
  if (auto It = Locks.find(&Function); It != Locks.end())
    return *It->second;
  auto State = std::make_unique<LockState>(*this, Function);
  return *(Locks[&Function] = std::move(State));
}

const LiveAcross &Unit::liveAcross(const FunctionDecl &Function) {
  if (auto It = Live.find(&Function); It != Live.end())
    return *It->second;
  auto Result = std::make_unique<LiveAcross>(*this, Function);
  return *(Live[&Function] = std::move(Result));
}

const ThreadWork &Unit::threadWork() {
  if (!Threads)
    Threads = std::make_unique<ThreadWork>(*this);
  return *Threads;
}

const ConditionCalls &Unit::conditionCalls() {
  if (!Conditions)
    Conditions = std::make_unique<ConditionCalls>(*this);
  return *Conditions;
}

const StorageChanges &Unit::storageChanges() {
  if (!Storage)
    Storage = std::make_unique<StorageChanges>(*this);
  return *Storage;
}

const Callers &Unit::callers() {
  if (!CallersOf)
    CallersOf = std::make_unique<Callers>(*this);
  return *CallersOf;
}

CallGraph &Unit::callGraph() {
  if (!Calls)
    Calls = std::make_unique<CallGraph>(*this);
  return *Calls;
}

LockSummaries &Unit::lockSummaries() {
  if (!Summaries)
    Summaries = std::make_unique<LockSummaries>(*this);
  return *Summaries;
}

Waits &Unit::waits() {
  if (!Waiting)
    Waiting = std::make_unique<Waits>(*this);
  return *Waiting;
}

const ClassLocks &Unit::classLocks(const CXXRecordDecl &Record) {
  const CXXRecordDecl *Definition = Record.getDefinition();
  if (auto It = Classes.find(Definition); It != Classes.end())
    return *It->second;
  auto Result = std::make_unique<ClassLocks>(*this, *Definition);
  return *(Classes[Definition] = std::move(Result));
}

bool Unit::isTestBody(const FunctionDecl &Function) const {
  return Models->isTestMacro(outermostMacro(Function.getLocation(), Context));
}

bool Unit::isTestCode(const FunctionDecl &Function) const {
  if (LastTested.first != &Function)
    LastTested = {&Function, liesInTestCode(Function)};
  return LastTested.second;
}

bool Unit::liesInTestCode(const FunctionDecl &Function) const {
  const SourceManager &SM = Context.getSourceManager();
  auto [It, New] = TestFiles.try_emplace(SM.getFileID(SM.getExpansionLoc(Function.getLocation())));
  if (New) {
    llvm::SmallString<256> Path(SM.getFilename(SM.getExpansionLoc(Function.getLocation())));
    SM.getFileManager().makeAbsolutePath(Path);
    It->second = Models->isTestFile(Path);
  }
  if (It->second)
    return true;
  if (isTestBody(Function))
    return true;
  for (const DeclContext *DC = &Function; DC && !DC->isFileContext(); DC = DC->getParent()) {
    if (const auto *Outer = dyn_cast<FunctionDecl>(DC))
      if (Models->isTestMacro(outermostMacro(Outer->getLocation(), Context)))
        return true;
    const auto *Record = dyn_cast<CXXRecordDecl>(DC);
    if (!Record || !Record->hasDefinition())
      continue;
    auto [Known, First] = Fixtures.try_emplace(Record);
    if (First) {
      auto IsNone = [this](const CXXRecordDecl *R) {
        TypeMatch M = Models->type(*R);
        return !(M && M->TestFixture);
      };
      Known->second = !IsNone(Record) || !Record->forallBases(IsNone);
    }
    if (Known->second)
      return true;
  }
  return false;
}

const FunctionDecl *calleeOf(const Expr &Call) {
  if (const auto *C = dyn_cast<CallExpr>(&Call))
    return C->getDirectCallee();
  if (const auto *C = dyn_cast<CXXConstructExpr>(&Call))
    return C->getConstructor();
  return nullptr;
}

llvm::SmallVector<const Expr *, 4> argumentsOf(const Expr &Call) {
  llvm::SmallVector<const Expr *, 4> Result;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call)) {
    for (const Expr *Argument : Construct->arguments())
      Result.push_back(Argument);
  } else if (const auto *C = dyn_cast<CallExpr>(&Call)) {
    unsigned First = 0;
    if (isa<CXXOperatorCallExpr>(C))
      if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C->getDirectCallee());
          Method && Method->isInstance())
        First = 1;
    for (unsigned I = First; I < C->getNumArgs(); ++I)
      Result.push_back(C->getArg(I));
  }
  while (!Result.empty() && isa<CXXDefaultArgExpr>(Result.back()))
    Result.pop_back();
  return Result;
}

const Expr *objectOf(const Expr &Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return Member->getImplicitObjectArgument();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Operator->getDirectCallee());
        Method && Method->isInstance() && Operator->getNumArgs() > 0)
      return Operator->getArg(0);
  return nullptr;
}

llvm::SmallVector<const Expr *, 2> select(const Expr &Call, const ArgumentRef &Ref) {
  if (Ref.Kind == ArgumentRef::Object) {
    if (const Expr *Object = objectOf(Call))
      return {Object};
    return {};
  }
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  switch (Ref.Kind) {
  case ArgumentRef::Last:
    if (Arguments.empty())
      return {};
    return {Arguments.back()};
  case ArgumentRef::Any:
    return {Arguments.begin(), Arguments.end()};
  default:
    if (Ref.Number < Arguments.size())
      return {Arguments[Ref.Number]};
    return {};
  }
}

QualType objectType(const Unit &U, QualType Type) {
  for (unsigned Depth = 0; Depth < 4 && !Type.isNull(); ++Depth) {
    Type = Type.getNonReferenceType();
    if (Type->isPointerType()) {
      Type = Type->getPointeeType();
      continue;
    }
    const auto *Made = dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Type));
    if (TypeMatch M = Made ? U.typeModel(Type) : TypeMatch();
        !M || !M->Owner || Made->getTemplateArgs().size() == 0 ||
        Made->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      break;
    Type = Made->getTemplateArgs()[0].getAsType();
  }
  return Type;
}

std::string describe(const FunctionDecl &Function) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
      Method && Method->getParent()->isLambda())
    return "this lambda";
  return "'" + Function.getNameInfo().getAsString() + "'";
}

} // namespace asynctidy
