//===- Tasks.cpp - tasks, awaitables and suspension points ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

/// Where the members of \p Record are declared: its definition. A template's specialization that
/// nobody has needed yet has none, as the promise of a coroutine that is only declared here: then
/// its template's.
static const CXXRecordDecl *declaring(const CXXRecordDecl *Record) {
  if (const CXXRecordDecl *Definition = Record->getDefinition())
    return Definition;
  if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    if (const CXXRecordDecl *Pattern =
            Specialization->getSpecializedTemplate()->getTemplatedDecl()->getDefinition())
      return Pattern;
  // The same for a class in it: task<int>::promise_type.
  if (const CXXRecordDecl *Pattern = Record->getInstantiatedFromMemberClass())
    return declaring(Pattern);
  return Record;
}

/// The class that \p Type is, or the class template's pattern if its arguments are still open.
static const CXXRecordDecl *recordOrPattern(QualType Type) {
  if (const CXXRecordDecl *Record = compat::recordOf(Type))
    return Record;
  const auto *Specialization = Type.isNull() ? nullptr : Type->getAs<TemplateSpecializationType>();
  const auto *Template = Specialization ? dyn_cast_or_null<ClassTemplateDecl>(
                                              Specialization->getTemplateName().getAsTemplateDecl())
                                        : nullptr;
  return Template ? Template->getTemplatedDecl() : nullptr;
}

/// Calls \p Visit with \p Record and its bases until it returns true.
template <typename VisitT> static bool anyBase(const CXXRecordDecl *Record, VisitT Visit) {
  if (!Record)
    return false;
  Record = declaring(Record);
  if (Visit(Record))
    return true;
  if (!Record->hasDefinition())
    return false;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (anyBase(recordOrPattern(Base.getType()), Visit))
      return true;
  return false;
}

static DeclarationName identifier(const ASTContext &Context, StringRef Name) {
  return &Context.Idents.get(Name);
}

/// A member of \p Record or of a base, by name; null without one.
static const NamedDecl *member(const ASTContext &Context, const CXXRecordDecl *Record,
                               DeclarationName Name) {
  const NamedDecl *Found = nullptr;
  anyBase(Record, [&](const CXXRecordDecl *R) {
    DeclContext::lookup_result Result = R->lookup(Name);
    if (!Result.empty())
      Found = Result.front();
    return Found != nullptr;
  });
  return Found;
}

static const FunctionDecl *asFunction(const NamedDecl *D) {
  if (const auto *Template = dyn_cast_or_null<FunctionTemplateDecl>(D))
    return Template->getTemplatedDecl();
  return dyn_cast_or_null<FunctionDecl>(D);
}

static const CXXRecordDecl *asRecord(const NamedDecl *D) {
  if (const auto *Typedef = dyn_cast_or_null<TypedefNameDecl>(D))
    return recordOrPattern(Typedef->getUnderlyingType());
  if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(D))
    return Template->getTemplatedDecl();
  return dyn_cast_or_null<CXXRecordDecl>(D);
}

/// The one value that \p Function returns, if its body is `return true;` or `return false;`.
static std::optional<bool> constantAnswer(const FunctionDecl *Function) {
  const FunctionDecl *Definition = Function ? Function->getDefinition() : nullptr;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Definition ? Definition->getBody() : nullptr);
  if (!Body || Body->size() != 1)
    return std::nullopt;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  if (const auto *Literal =
          dyn_cast_or_null<CXXBoolLiteralExpr>(Value ? Value->IgnoreParenImpCasts() : nullptr))
    return Literal->getValue();
  return std::nullopt;
}

/// Whether an awaiter of type \p Awaiter is always (true) or never (false) ready.
static std::optional<bool> alwaysReady(const Unit &U, QualType Awaiter) {
  if (TypeMatch M = U.typeModel(Awaiter); M && M->NeverSuspends)
    return *M->NeverSuspends;
  return constantAnswer(asFunction(
      member(U.context(), compat::recordOf(Awaiter), identifier(U.context(), "await_ready"))));
}

/// Whether the awaiter that promise function \p Name returns is ready at once.
static std::optional<bool> readyAt(const Unit &U, const CXXRecordDecl *Promise, StringRef Name) {
  const FunctionDecl *Function =
      asFunction(member(U.context(), Promise, identifier(U.context(), Name)));
  return Function ? alwaysReady(U, Function->getReturnType()) : std::nullopt;
}

std::optional<bool> endsAlone(const Unit &U, const CXXRecordDecl &Promise) {
  return readyAt(U, &Promise, "final_suspend");
}

/// True if namespace-scope `operator co_await` takes a \p Record itself, not as its base.
static bool hasOwnFreeCoAwait(const ASTContext &Context, const CXXRecordDecl &Record) {
  DeclarationName Name = Context.DeclarationNames.getCXXOperatorName(OO_Coawait);
  const auto *Specialized = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  const ClassTemplateDecl *Template =
      Specialized ? Specialized->getSpecializedTemplate() : Record.getDescribedClassTemplate();
  for (const DeclContext *DC = Record.getEnclosingNamespaceContext(); DC; DC = DC->getParent()) {
    for (const NamedDecl *Found : DC->lookup(Name)) {
      const FunctionDecl *Function = asFunction(Found);
      if (!Function || Function->getNumParams() != 1)
        continue;
      QualType Parameter = Function->getParamDecl(0)->getType().getNonReferenceType();
      if (const CXXRecordDecl *Taken = compat::recordOf(Parameter)) {
        if (Taken->getCanonicalDecl() == Record.getCanonicalDecl())
          return true;
      } else if (const auto *Specialization = Parameter->getAs<TemplateSpecializationType>()) {
        const TemplateDecl *Of = Specialization->getTemplateName().getAsTemplateDecl();
        if (Template && Of && Of->getCanonicalDecl() == Template->getCanonicalDecl())
          return true;
      }
    }
    const auto *Namespace = dyn_cast<NamespaceDecl>(DC);
    if (!Namespace || !Namespace->isInline())
      break;
  }
  return false;
}

/// True if \p Record has an `operator co_await`, or is an awaiter.
static bool isAwaitableByShape(const ASTContext &Context, const CXXRecordDecl *Record) {
  auto Has = [&](DeclarationName Name) { return member(Context, Record, Name) != nullptr; };
  return Has(Context.DeclarationNames.getCXXOperatorName(OO_Coawait)) ||
         anyBase(Record, [&](const CXXRecordDecl *R) { return hasOwnFreeCoAwait(Context, *R); }) ||
         (Has(identifier(Context, "await_ready")) && Has(identifier(Context, "await_suspend")) &&
          Has(identifier(Context, "await_resume")));
}

/// The template that \p Record was made from or describes; null for other classes.
static const ClassTemplateDecl *templateOf(const CXXRecordDecl *Record) {
  const auto *Specialization = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record);
  const ClassTemplateDecl *Template =
      Specialization ? Specialization->getSpecializedTemplate()
                     : (Record ? Record->getDescribedClassTemplate() : nullptr);
  return Template ? Template->getCanonicalDecl() : nullptr;
}

/// The promise that a specialization of std::coroutine_traits gives to \p Record
/// ([coroutine.traits]): the way for types that have no promise_type of their own.
static const CXXRecordDecl *promiseByTraits(const ASTContext &Context,
                                            const CXXRecordDecl &Record) {
  const ClassTemplateDecl *Traits = nullptr;
  for (const NamedDecl *Std : Context.getTranslationUnitDecl()->lookup(identifier(Context, "std")))
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(Std))
      for (const NamedDecl *Found : Namespace->lookup(identifier(Context, "coroutine_traits")))
        if (const auto *Template = dyn_cast<ClassTemplateDecl>(Found))
          Traits = Template;
  if (!Traits)
    return nullptr;
  auto PromiseIn = [&Context](const CXXRecordDecl *Specialization) {
    return asRecord(member(Context, Specialization, identifier(Context, "promise_type")));
  };
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 8> Partials;
  const_cast<ClassTemplateDecl *>(Traits)->getPartialSpecializations(Partials);
  for (const ClassTemplatePartialSpecializationDecl *Partial : Partials) {
    const TemplateArgument &Returned = Partial->getTemplateArgs()[0];
    if (Returned.getKind() != TemplateArgument::Type)
      continue;
    const CXXRecordDecl *Of = recordOrPattern(Returned.getAsType());
    if (Of && (Of->getCanonicalDecl() == Record.getCanonicalDecl() ||
               (templateOf(Of) && templateOf(Of) == templateOf(&Record))))
      return PromiseIn(Partial);
  }
  return nullptr;
}

/// True if \p Promise makes tasks of type \p Record: an iterator over a generator may name the
/// generator's promise_type too.
static bool makes(const ASTContext &Context, const CXXRecordDecl *Promise,
                  const CXXRecordDecl *Record) {
  const FunctionDecl *Function =
      asFunction(member(Context, Promise, identifier(Context, "get_return_object")));
  if (!Function)
    return false;
  const CXXRecordDecl *Made = recordOrPattern(Function->getReturnType());
  if (!Made || Made->getCanonicalDecl() == Record->getCanonicalDecl() ||
      (templateOf(Made) && templateOf(Made) == templateOf(Record)))
    return true;
  // Something that becomes the task, unless it is a task of its own.
  return !member(Context, Made, identifier(Context, "promise_type"));
}

std::optional<TaskType> taskType(const Unit &U, QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  if (!Record)
    return std::nullopt;
  const ASTContext &Context = U.context();
  TaskType Task;
  Task.Record = Record;
  Task.Model = U.typeModel(Type.getNonReferenceType());
  if (Task.Model && !Task.Model->Task)
    Task.Model = {};
  Task.Promise = asRecord(member(Context, Record, identifier(Context, "promise_type")));
  if (!Task.Promise)
    Task.Promise = promiseByTraits(Context, *Record);
  else if (!makes(Context, Task.Promise, Record))
    Task.Promise = nullptr;
  // What a model calls a task may be awaitable by its promise alone (await_transform).
  Task.Awaitable = isAwaitableByShape(Context, Record) || Task.Model;
  if (!Task.Promise && !Task.Awaitable)
    return std::nullopt;

  std::optional<bool> StartsReady = readyAt(U, Task.Promise, "initial_suspend");
  if (Task.Model)
    Task.Start = Task.Model->Task->Start;
  else if (StartsReady)
    Task.Start = *StartsReady ? TaskStart::Eager : TaskStart::Lazy;
  else if (!Task.Promise && member(Context, Record, identifier(Context, "await_suspend")))
    // An awaiter does its work when it is awaited. Of other awaitables nobody knows.
    Task.Start = TaskStart::Lazy;

  bool EndsAlone = Task.Promise && endsAlone(U, *Task.Promise).value_or(false);
  Task.FireAndForget = (Task.Model && Task.Model->Task->Dropped == TaskModel::Fine) ||
                       (Task.Start == TaskStart::Eager && EndsAlone && !Task.Awaitable) ||
                       isAnnotated(*Record, "fire-and-forget");
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  Task.NoDiscard = Record->hasAttr<WarnUnusedResultAttr>() ||
                   (Specialization && Specialization->getSpecializedTemplate()
                                          ->getTemplatedDecl()
                                          ->hasAttr<WarnUnusedResultAttr>());
  Task.SyncGenerator = !Task.Awaitable && member(Context, Record, identifier(Context, "begin")) &&
                       member(Context, Record, identifier(Context, "end"));
  return Task;
}

TaskModel::DroppedTy whenDropped(const TaskType &Task) {
  if (Task.FireAndForget)
    return TaskModel::Fine;
  if (Task.Model)
    return Task.Model->Task->Dropped;
  return Task.isLazy() ? TaskModel::NeverRuns : TaskModel::Detaches;
}

QualType tasksIn(const Unit &U, QualType Type) {
  if (Type.isNull())
    return {};
  if (const ArrayType *Array = U.context().getAsArrayType(Type))
    return taskType(U, Array->getElementType()) ? Array->getElementType() : QualType();
  const CXXRecordDecl *Record = compat::recordOf(Type);
  const auto *Specialization = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record);
  if (!Specialization || !Record->hasDefinition() || Specialization->getTemplateArgs().size() == 0)
    return {};
  const TemplateArgument &First = Specialization->getTemplateArgs()[0];
  if (First.getKind() != TemplateArgument::Type || !compat::recordOf(First.getAsType()))
    return {};
  TypeMatch M = U.typeModel(Type);
  bool Holds =
      (M && M->Owner) || (!M && member(U.context(), Record, identifier(U.context(), "begin")) &&
                          member(U.context(), Record, identifier(U.context(), "end")));
  return Holds && !taskType(U, Type) && taskType(U, First.getAsType()) ? First.getAsType()
                                                                       : QualType();
}

QualType awaitedType(const Unit &U, QualType Type) {
  const ASTContext &Context = U.context();
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  if (!Record)
    return {};
  auto Resumes = [&Context](const CXXRecordDecl *Awaiter) -> QualType {
    const NamedDecl *Found = member(Context, Awaiter, identifier(Context, "await_resume"));
    const auto *Function = dyn_cast_or_null<FunctionDecl>(Found);
    QualType Result = Function ? Function->getReturnType() : QualType();
    return Result.isNull() || Result->isDependentType() || Result->isUndeducedType() ? QualType()
                                                                                     : Result;
  };
  if (QualType Own = Resumes(Record); !Own.isNull())
    return Own;
  const NamedDecl *Operator =
      member(Context, Record, Context.DeclarationNames.getCXXOperatorName(OO_Coawait));
  if (const auto *Function = dyn_cast_or_null<FunctionDecl>(Operator))
    if (const CXXRecordDecl *Awaiter = compat::recordOf(Function->getReturnType()))
      if (QualType Result = Resumes(Awaiter); !Result.isNull())
        return Result;
  // The promise transforms it: task<T> gives a T.
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Specialization || Specialization->getTemplateArgs().size() == 0 ||
      Specialization->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return Specialization->getTemplateArgs()[0].getAsType();
}

bool isToBeHeld(const Unit &U, QualType Type) {
  const CXXRecordDecl *Record =
      Type.isNull() ? nullptr : compat::recordOf(Type.getNonReferenceType());
  if (!Record || !Record->hasDefinition())
    return false;
  if (TypeMatch M = U.typeModel(Type.getNonReferenceType()))
    return M->Guard.has_value();
  return !Record->hasTrivialDestructor() && U.models().sounds(Record, Sense::ToBeHeld);
}

bool isLookedAfter(const Unit &U, const Expr &Call) {
  if (const FunctionDecl *Callee = calleeOf(Call);
      Callee && isAnnotated(*Callee, "fire-and-forget"))
    return true;
  FunctionMatch M = U.calleeModel(Call);
  return M && llvm::any_of(M->Tasks, [](const TaskFact &F) {
           return F.Argument.Kind == ArgumentRef::Object && F.Does == TaskFact::Spawns;
         });
}

std::string sourceOfTask(const Expr &Task) {
  const auto *Call = dyn_cast<CallExpr>(Task.IgnoreImplicit());
  const auto *Named = Call ? dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl()) : nullptr;
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Call);
      Operator && Operator->getOperator() == OO_Call) {
    std::optional<AccessPath> Object = AccessPath::of(Operator->getArg(0));
    Named = Object ? Object->named() : nullptr;
  }
  return Named && Named->getDeclName() ? "'" + Named->getNameAsString() + "'"
                                       : std::string("this expression");
}

const CXXRecordDecl *promiseOf(const FunctionDecl &Function) {
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Function.getBody());
  const VarDecl *Promise = Body ? Body->getPromiseDecl() : nullptr;
  return Promise && !Promise->getType()->isDependentType() ? compat::recordOf(Promise->getType())
                                                           : nullptr;
}

bool neverSuspends(const Unit &U, const Expr &Point) {
  const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&Point);
  if (!Suspend || !Suspend->getCommonExpr())
    return false;
  return alwaysReady(U, Suspend->getCommonExpr()->getType().getNonReferenceType()).value_or(false);
}

llvm::SmallVector<Suspension, 4> suspensionsOf(Unit &U, const FunctionDecl &Function) {
  llvm::SmallVector<Suspension, 4> Points;
  const FunctionBody &Body = U.body(Function);
  if (!Body.isCoroutine())
    return Points;
  bool Lazy = false;
  if (const CXXRecordDecl *Promise = promiseOf(Function))
    Lazy = readyAt(U, Promise, "initial_suspend") == std::optional<bool>(false);
  if (!Lazy)
    if (std::optional<TaskType> Task = taskType(U, Function.getReturnType()))
      Lazy = Task->isLazy();
  if (Lazy)
    Points.push_back({Suspension::Initial, nullptr});
  for (const Expr *Point : Body.suspensions())
    if (!neverSuspends(U, *Point))
      Points.push_back({isa<CoyieldExpr>(Point) ? Suspension::Yield : Suspension::Await, Point});
  return Points;
}

bool canAwait(Unit &U, const FunctionDecl &Function, QualType Type) {
  const FunctionBody &Body = U.body(Function);
  if (!Body.isCoroutine())
    return false;
  std::optional<TaskType> Task = taskType(U, Type);
  if (!Task || !Task->Awaitable)
    return false;
  // What it awaits elsewhere it can await here.
  for (const Expr *Point : Body.suspensions())
    if (const Expr *Operand = awaitOperand(Point); Operand && isa<CoawaitExpr>(Point))
      if (U.context().hasSameUnqualifiedType(Operand->getType().getNonReferenceType(),
                                             Type.getNonReferenceType()))
        return true;
  std::optional<TaskType> Own = taskType(U, Function.getReturnType());
  if (Own && Own->SyncGenerator)
    return false;
  if (Own && templateOf(Own->Record) && templateOf(Own->Record) == templateOf(Task->Record)) {
    const auto *Mine = cast<ClassTemplateSpecializationDecl>(Own->Record);
    const auto *Theirs = cast<ClassTemplateSpecializationDecl>(Task->Record);
    if (!Own->Model || !Own->Model->Task->SameArgument)
      return true;
    unsigned Index = *Own->Model->Task->SameArgument;
    return Index < Mine->getTemplateArgs().size() && Index < Theirs->getTemplateArgs().size() &&
           Mine->getTemplateArgs()[Index].structurallyEquals(Theirs->getTemplateArgs()[Index]);
  }
  // Without await_transform a promise lets everything be awaited that has the shape of it.
  const CXXRecordDecl *Promise = promiseOf(Function);
  return Promise && isAwaitableByShape(U.context(), Task->Record) &&
         !member(U.context(), Promise, identifier(U.context(), "await_transform"));
}

QualType awaitedType(Unit &U, const FunctionDecl &Function, QualType Type) {
  const ASTContext &Context = U.context();
  for (const Expr *Point : U.body(Function).suspensions())
    if (const Expr *Operand = awaitOperand(Point);
        Operand && isa<CoawaitExpr>(Point) && !Operand->isLValue() && !Point->isTypeDependent() &&
        Context.hasSameUnqualifiedType(Operand->getType(), Type.getNonReferenceType()))
      return Point->isXValue()
                 ? const_cast<ASTContext &>(Context).getRValueReferenceType(Point->getType())
             : Point->isLValue()
                 ? const_cast<ASTContext &>(Context).getLValueReferenceType(Point->getType())
                 : Point->getType();
  const CXXRecordDecl *Promise = promiseOf(Function);
  const CXXRecordDecl *Awaiter = compat::recordOf(Type.getNonReferenceType());
  if (!Promise || !Awaiter || member(Context, Promise, identifier(Context, "await_transform")))
    return QualType();
  if (const auto *Operator = asFunction(
          member(Context, Awaiter, Context.DeclarationNames.getCXXOperatorName(OO_Coawait)))) {
    // Of two, for lvalues and for rvalues, the results may differ.
    if (Awaiter->lookup(Operator->getDeclName()).end() !=
        std::next(Awaiter->lookup(Operator->getDeclName()).begin()))
      return QualType();
    Awaiter = compat::recordOf(Operator->getReturnType());
  }
  const auto *Resume =
      Awaiter && Awaiter->hasDefinition()
          ? asFunction(member(Context, Awaiter, identifier(Context, "await_resume")))
          : nullptr;
  QualType Result = Resume ? Resume->getReturnType() : QualType();
  return Result.isNull() || Result->isDependentType() || Result->isUndeducedType() ? QualType()
                                                                                   : Result;
}

} // namespace asynctidy
