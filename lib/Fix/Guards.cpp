//===- Guards.cpp - guards instead of locks by hand --------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Fix/Guards.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"
#include <set>

using namespace clang;

namespace asynctidy {

bool isStandardCall(const LockCall &Lock, StringRef Plain) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Lock.Call));
  if (!Method || !Method->getIdentifier() || Method->getNumParams() != 0)
    return false;
  StringRef Name = Method->getName();
  Name.consume_back("_shared");
  return Name == Plain;
}

/// True if nobody can tell when an object of \p Type is destroyed: nothing but memory is freed.
static bool diesQuietly(Unit &U, QualType Type) {
  if (Type.isNull() || Type->isDependentType())
    return false;
  if (Type->isReferenceType())
    return true;
  const CXXRecordDecl *Record = compat::recordOf(U.context().getBaseElementType(Type));
  if (!Record || (Record->hasDefinition() && Record->hasTrivialDestructor()))
    return true;
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  TypeMatch Model = U.typeModel(Type);
  if (!Special || !Record->isInStdNamespace() || (Model && (Model->Task || Model->Guard)))
    return false;
  return llvm::all_of(Special->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
    return A.getKind() != TemplateArgument::Pack &&
           (A.getKind() != TemplateArgument::Type ||
            (!A.getAsType()->isFunctionType() && diesQuietly(U, A.getAsType())));
  });
}

/// True if \p E is the same, and does nothing, with the lock held or without.
static bool needsNoLock(Unit &U, const Stmt *E) {
  if (!E)
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return !Var || (Var->hasLocalStorage() && diesQuietly(U, Var->getType()));
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && !diesQuietly(U, Construct->getType()))
    return false;
  return !isa<CallExpr, LambdaExpr, CXXNewExpr, CXXDeleteExpr>(E) &&
         llvm::all_of(E->children(), [&U](const Stmt *Child) { return needsNoLock(U, Child); });
}

/// The words of \p Function that aren't behind a `.`, `->` or `::`.
static std::set<std::string> wordsOf(const FunctionDecl &Function, const ASTContext &Context) {
  std::set<std::string> Result;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = SM.getExpansionLoc(Function.getBeginLoc());
  StringRef Buffer = SM.getBufferData(SM.getFileID(Begin));
  Lexer Lex(SM.getLocForStartOfFile(SM.getFileID(Begin)), Context.getLangOpts(), Buffer.begin(),
            Buffer.begin() + SM.getFileOffset(Begin), Buffer.end());
  unsigned To = SM.getFileOffset(SM.getExpansionLoc(Function.getEndLoc()));
  tok::TokenKind Before = tok::unknown;
  Token Tok;
  while (!Lex.LexFromRawLexer(Tok) && SM.getFileOffset(Tok.getLocation()) <= To) {
    if (Tok.is(tok::raw_identifier) && Before != tok::period && Before != tok::arrow &&
        Before != tok::coloncolon)
      Result.insert(Tok.getRawIdentifier().str());
    Before = Tok.getKind();
  }
  return Result;
}

/// `std::scoped_lock lock(m)` for \p Lock; empty if it can't be written.
static std::string guardFor(const LockCall &Lock, const FunctionDecl &Function,
                            const ASTContext &Context) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Lock.Call);
  const auto *Member = Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens()) : nullptr;
  if (!Member || Member->isImplicitAccess() || !isStandardCall(Lock, "lock"))
    return {};
  const Expr *Object = Member->getBase()->IgnoreImplicit();
  StringRef Text = sourceText(Object->getSourceRange(), Context);
  if (Text.empty() || Text.contains("//") || Text.contains("/*"))
    return {};
  std::set<std::string> Words = wordsOf(Function, Context);
  StringRef Name;
  for (StringRef Candidate : {"lock", "guard", "locked"})
    if (Name.empty() && !Words.count(Candidate.str()))
      Name = Candidate;
  QualType Type = Object->getType();
  if (Member->isArrow())
    Type = Type->isPointerType() ? Type->getPointeeType() : Call->getObjectType();
  return Name.empty() ? std::string()
                      : guardText(Context, Name, ((Member->isArrow() ? "*" : "") + Text).str(),
                                  Type, Lock.Shared);
}

namespace {
/// What stands around a lock in its block.
struct Surroundings {
  llvm::SmallVector<const Stmt *, 8> Under, After;
  const Stmt *Before = nullptr;
};
} // namespace

static Surroundings surroundingsOf(const ManualLock &Lock) {
  Surroundings Result;
  enum { Before, Under, After } At = Before;
  for (const Stmt *S : Lock.Block->body()) {
    if (S == Lock.First)
      At = Under;
    else if (S == Lock.Last)
      At = After;
    else if (At == Before)
      Result.Before = S;
    else
      (At == Under ? Result.Under : Result.After).push_back(S);
  }
  return Result;
}

/// True if somebody may jump into \p S, past a declaration.
static bool hasLabels(const Stmt *S) {
  return S && (isa<LabelStmt, IndirectGotoStmt>(S) || llvm::any_of(S->children(), hasLabels));
}

/// True if a guard for \p Lock would stand beside another one: those want to be one.
static bool locksToo(Unit &U, const Stmt *S) {
  if (const auto *Decls = dyn_cast_or_null<DeclStmt>(S))
    return llvm::any_of(Decls->decls(), [&U](const Decl *D) {
      const auto *Var = dyn_cast<VarDecl>(D);
      return Var && holdsBlockingLock(U, Var->getType());
    });
  const auto *E = dyn_cast_or_null<Expr>(S);
  return E && isa<CallExpr>(E->IgnoreParenCasts()) &&
         llvm::any_of(lockCallsOf(U, *E->IgnoreParenCasts()),
                      [](const LockCall &Call) { return Call.Does != LockFact::Releases; });
}

/// The variables that the statements \p Under declare; none if it isn't variables alone, or they
/// can't end with a block of their own: they are used behind it, or what ends with them is.
static bool canEndEarly(Unit &U, const FunctionBody &Body, const Surroundings &Around) {
  llvm::SmallPtrSet<const Decl *, 8> Declared;
  for (const Stmt *S : Around.Under) {
    const auto *Decls = dyn_cast<DeclStmt>(S);
    if (!Decls)
      continue;
    for (const Decl *D : Decls->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || isa<DecompositionDecl>(D))
        return false;
      const Expr *Init = Var->getInit() ? Var->getInit()->IgnoreImpCasts() : nullptr;
      if (const auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(Init))
        Init = Cleanups->getSubExpr();
      const CXXRecordDecl *Record = compat::recordOf(Var->getType());
      if ((Record && !Record->hasTrivialDestructor()) || Var->getType()->isArrayType() ||
          isa_and_nonnull<MaterializeTemporaryExpr>(Init))
        return false;
      Declared.insert(D);
    }
  }
  for (const DeclRefExpr *Ref : Body.references()) {
    if (!Declared.count(Ref->getDecl()))
      continue;
    const Stmt *Up = Body.parent(Ref);
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up);
    if ((Unary && Unary->getOpcode() == UO_AddrOf) || isa_and_nonnull<LambdaExpr>(Up) ||
        llvm::any_of(Around.After, [&](const Stmt *S) { return Body.isWithin(Ref, S); }))
      return false;
  }
  return true;
}

void useGuard(Edits &E, Unit &U, const FunctionBody &Body, const ManualLock &Lock) {
  const ASTContext &Context = U.context();
  std::string Guard = Lock.Block && Lock.Last ? guardFor(Lock.Lock, Body.function(), Context) : "";
  if (Guard.empty() || isInstantiation(Body.function()) ||
      isa<SwitchStmt>(Body.parent(Lock.Block) ? Body.parent(Lock.Block) : Lock.Block) ||
      hasLabels(Body.function().getBody())) {
    E.refuse();
    return;
  }
  Surroundings Around = surroundingsOf(Lock);
  if (Around.Under.empty() || locksToo(U, Around.Before) || locksToo(U, Around.Under.front())) {
    E.refuse();
    return;
  }
  bool Suspends = llvm::any_of(Body.suspensions(), [&](const Expr *S) {
    return llvm::any_of(Around.Under, [&](const Stmt *In) { return Body.isWithin(S, In); });
  });
  // The unlocks on the way: each just before the way out.
  for (const LockCall &Unlock : llvm::ArrayRef(Lock.Unlocks).drop_back()) {
    const auto *Inner = dyn_cast_or_null<CompoundStmt>(Body.parent(Unlock.Call));
    const Stmt *Next = nullptr;
    bool Behind = false;
    if (Inner)
      for (const Stmt *S : Inner->body()) {
        if (Behind && !Next)
          Next = S;
        Behind |= S == Unlock.Call;
      }
    const auto *Return = dyn_cast_or_null<ReturnStmt>(Next);
    if (!Return || !needsNoLock(U, Return->getRetValue())) {
      E.refuse();
      return;
    }
    E.removeStatement(*Unlock.Call);
  }
  if (Suspends) {
    E.refuse();
    return;
  }
  bool Quiet = llvm::all_of(Around.Under, [&](const Stmt *S) {
    const auto *Decls = dyn_cast<DeclStmt>(S);
    return !Decls || llvm::all_of(Decls->decls(), [&](const Decl *D) {
      const auto *Var = dyn_cast<VarDecl>(D);
      return !Var || diesQuietly(U, Var->getType());
    });
  });
  const auto *Return = Around.After.size() == 1 ? dyn_cast<ReturnStmt>(Around.After[0]) : nullptr;
  if (Quiet && (Around.After.empty() || (Return && needsNoLock(U, Return->getRetValue())))) {
    E.replace(Lock.First->getSourceRange(), Guard);
    E.removeStatement(*Lock.Last);
  } else if (canEndEarly(U, Body, Around)) {
    braceBetween(E, Context, *Lock.First, Guard, *Lock.Last);
  } else {
    E.refuse();
  }
}

} // namespace asynctidy
