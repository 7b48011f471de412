//===- SwallowedCancellationCheck.cpp - async-swallowed-cancellation ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SwallowedCancellationCheck.h"
#include "async-tidy/Analysis/AbortedWaits.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

SwallowedCancellationCheck::SwallowedCancellationCheck(StringRef Name,
                                                       clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

namespace {
/// How a framework says that work was cancelled.
struct CancellationSignal {
  std::string Name;
  bool IsException = false;              ///< Not an error code, which something else throws.
  const CXXRecordDecl *Record = nullptr; ///< Its class, if the file has it.
};
} // namespace

/// How the framework of \p Task says that work was cancelled.
static std::optional<CancellationSignal> signalOf(const Unit &U, const TypeMatch &Task) {
  std::optional<std::string> Text = Task ? idiomText(U, Task, "cancelled") : std::nullopt;
  if (!Text)
    return std::nullopt;
  CancellationSignal Signal;
  Signal.Name = *Text;
  Signal.IsException = llvm::any_of(
      Task.In->Types, [](const TypeModel &T) { return T.Cancels == Cancellation::Exception; });
  // Its class, if the file knows it.
  const DeclContext *In = U.context().getTranslationUnitDecl();
  llvm::SmallVector<StringRef, 4> Names;
  StringRef(Signal.Name).split(Names, "::");
  for (StringRef Name : Names) {
    const NamedDecl *Found = nullptr;
    for (const NamedDecl *D : In->lookup(&U.context().Idents.get(Name)))
      if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(D))
        Found = Alias->getNamespace();
      else if (isa<NamespaceDecl, CXXRecordDecl>(D))
        Found = D;
    if (!Found)
      return Signal;
    In = cast<DeclContext>(Found);
  }
  if (const auto *Record = dyn_cast<CXXRecordDecl>(In); Record && Signal.IsException)
    Signal.Record = Record->getDefinition();
  return Signal;
}

/// True if \p Handler catches \p Signal among other things; not if that is all it catches.
static bool catches(const Unit &U, const CXXCatchStmt &Handler, const CancellationSignal &Signal) {
  if (!Handler.getExceptionDecl())
    return true;
  const CXXRecordDecl *Caught = compat::recordOf(Handler.getCaughtType().getNonReferenceType());
  if (!Caught)
    return false;
  if (Signal.IsException)
    return Signal.Record && Caught->getDefinition() &&
           Signal.Record->isDerivedFrom(Caught->getDefinition());
  // An error code: what throws it has a code() of such a type, or is a base of what does.
  if (Caught->isInStdNamespace() &&
      (Caught->getName() == "exception" || Caught->getName() == "runtime_error"))
    return true;
  if (const CXXRecordDecl *Definition = Caught->getDefinition())
    for (const CXXMethodDecl *Method : Definition->methods())
      if (Method->getIdentifier() && Method->getName() == "code") {
        TypeMatch Code = U.typeModel(Method->getReturnType().getNonReferenceType());
        return Code && Code->ErrorCode;
      }
  return false;
}

/// True if \p Call writes what it is given into a log, by its name.
static bool logs(const Unit &U, const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Call.getType()->isVoidType() && U.models().sounds(Callee, Sense::Logs);
}

/// True if \p S, a handler of everything, throws it on, keeps it for later or ends the program.
static bool rethrows(const Unit &U, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isa<CXXThrowExpr>(S))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && (Callee->isNoReturn() ||
                   (Callee->getIdentifier() && Callee->getName() == "current_exception")))
      return true;
    // What only goes into a log isn't kept.
    if (logs(U, *Call))
      return llvm::any_of(Call->arguments(), [&U](const Expr *Argument) {
        const auto *Current =
            dyn_cast<CallExpr>(stripToObject(Argument->IgnoreUnlessSpelledInSource()));
        const FunctionDecl *Callee = Current ? Current->getDirectCallee() : nullptr;
        return !(Callee && Callee->getIdentifier() && Callee->getName() == "current_exception") &&
               rethrows(U, Argument);
      });
  }
  return llvm::any_of(S->children(), [&U](const Stmt *Child) { return rethrows(U, Child); });
}

/// The endless loop around \p Try in \p In that nothing but the try block's own success ends: no
/// jump, and no other await, which would throw as well.
static const Stmt *loopAround(const Unit &U, const FunctionBody &In, const CXXTryStmt &Try) {
  const ASTContext &Context = U.context();
  auto IsToken = [&U](const Expr *E) {
    TypeMatch M = E ? U.typeModel(E->getType().getNonReferenceType()) : TypeMatch();
    return M && M->Cancels == Cancellation::Token;
  };
  // Where the block asks a token by hand (`as.check()`), awaits that aren't given one don't ask.
  const bool AsksByHand = llvm::any_of(In.calls(), [&](const Expr *Call) {
    return IsToken(objectOf(*Call)) && Call->getType()->isVoidType() &&
           In.isWithin(Call, Try.getTryBlock());
  });
  auto MayThrow = [&](const Expr *Point) {
    const Expr *Operand = awaitOperand(Point);
    const Expr *Call = Operand ? stripToObject(Operand) : nullptr;
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    return !AsksByHand || !Callee || isa<CXXMethodDecl>(Callee) ||
           llvm::any_of(argumentsOf(*Call), IsToken);
  };
  for (const Stmt *Child = &Try, *Up = In.parent(&Try); Up; Child = Up, Up = In.parent(Up)) {
    if (isEndless(*Up, Context)) {
      bool Ends = mayLeave(Child, Try.getTryBlock()) ||
                  llvm::any_of(In.suspensions(), [&](const Expr *Point) {
                    return In.isWithin(Point, Up) && !In.isWithin(Point, Try.getTryBlock()) &&
                           MayThrow(Point);
                  });
      return Ends ? nullptr : Up;
    }
    // What is thrown on, a handler further out may catch; another loop may end.
    if (isa<CXXTryStmt, WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(Up))
      return nullptr;
  }
  return nullptr;
}

/// Ahead of \p Handler: one that throws the cancellation on.
static void addHandler(Edits &E, const ASTContext &Context, const CXXCatchStmt &Handler,
                       StringRef Exception) {
  StringRef Indentation = indentationAt(Handler.getBeginLoc(), Context);
  E.insertBefore(Handler.getBeginLoc(), ("catch (const " + Exception + " &) {\n" + Indentation +
                                         "  throw;\n" + Indentation + "} ")
                                            .str());
}

void SwallowedCancellationCheck::checkCoroutine(Unit &U, const FunctionBody &Body,
                                                const TypeMatch &Task) {
  std::optional<CancellationSignal> Signal;
  llvm::SmallPtrSet<const CXXTryStmt *, 4> Seen;
  for (const Expr *Point : Body.suspensions()) {
    const CXXTryStmt *Try = Body.tryAround(Point);
    if (!Try || !Seen.insert(Try).second)
      continue;
    if (!Signal && !(Signal = signalOf(U, Task)))
      return;
    const Stmt *Loop = loopAround(U, Body, *Try);
    if (!Loop)
      continue;
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I) {
      const CXXCatchStmt &Handler = *Try->getHandler(I);
      // One that is there for the cancellation knows what it does.
      if (Signal->Record && Handler.getExceptionDecl() &&
          compat::recordOf(Handler.getCaughtType().getNonReferenceType()) == Signal->Record)
        break;
      if (!catches(U, Handler, *Signal))
        continue;
      if (rethrows(U, Handler.getHandlerBlock()) || !firstReport(Handler.getBeginLoc()))
        break;
      Edits Fix(U.context());
      if (Signal->Record && !isInstantiation(Body.function()))
        addHandler(Fix, U.context(), Handler, Signal->Name);
      diag(Handler.getBeginLoc(), "this handler swallows '%0': the loop goes on when the coroutine "
                                  "is cancelled")
          << Signal->Name << Fix;
      note(Loop->getBeginLoc(), "nothing else ends this loop");
      break;
    }
  }
}

void SwallowedCancellationCheck::checkStackful(Unit &U, const FunctionBody &Body) {
  for (const Expr *Call : Body.calls()) {
    if (llvm::none_of(argumentsOf(*Call), [&U](const Expr *Argument) {
          TypeMatch M = U.typeModel(Argument->getType().getNonReferenceType());
          return M && M->Cancels == Cancellation::Unwinds;
        }))
      continue;
    const CXXTryStmt *Try = isa<CallExpr>(Call) ? Body.tryAround(Call) : nullptr;
    if (!Try)
      continue;
    const CXXCatchStmt &Last = *Try->getHandler(Try->getNumHandlers() - 1);
    bool Knows = false;
    for (unsigned I = 0; I + 1 != Try->getNumHandlers(); ++I) {
      const CXXRecordDecl *Caught =
          compat::recordOf(Try->getHandler(I)->getCaughtType().getNonReferenceType());
      Knows |= Caught && Caught->getName().contains("unwind");
    }
    if (Last.getExceptionDecl() || Knows || rethrows(U, Last.getHandlerBlock()) ||
        !firstReport(Last.getBeginLoc()))
      continue;
    diag(Last.getBeginLoc(),
         "this handler stops the unwinding that destroys the stackful coroutine, "
         "which ends the program");
    note(Call->getExprLoc(), "the coroutine is suspended here, and may never be resumed");
  }
}

void SwallowedCancellationCheck::checkHandlers(Unit &U, const FunctionDecl &Function) {
  for (const AbortedWait &Found : abortedWaitsOf(U, Function)) {
    if (!firstReport(Found.GoesOn->getExprLoc(), Found.Timer))
      continue;
    diag(Found.GoesOn->getExprLoc(),
         "%select{this happens also when the wait for %1 was cancelled, "
         "not only when its time is over|"
         "the wait for %1 starts again also when it was cancelled, "
         "and never ends}0")
        << Found.Again << Found.Timer;
    note(Found.Wait->getExprLoc(), "this wait calls its handler in both cases");
    note(Found.Cancel->getExprLoc(), "it is cancelled here");
    note(Found.Error->getLocation(), "the error says which of them it is");
  }
}

void SwallowedCancellationCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  checkHandlers(U, Function);
  const FunctionBody &Body = U.body(Function);
  if (Body.isCoroutine()) {
    if (std::optional<TaskType> Task = taskType(U, Function.getReturnType()); Task && Task->Model)
      checkCoroutine(U, Body, Task->Model);
    return;
  }
  // What suspends it comes in by an argument.
  if (llvm::any_of(Function.parameters(), [&U](const ParmVarDecl *Parameter) {
        TypeMatch M = U.typeModel(Parameter->getType().getNonReferenceType());
        return M && M->Cancels == Cancellation::Unwinds;
      }))
    checkStackful(U, Body);
}

} // namespace asynctidy
