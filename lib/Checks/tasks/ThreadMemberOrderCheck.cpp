//===- ThreadMemberOrderCheck.cpp - async-thread-member-order -------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ThreadMemberOrderCheck.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Fix/Members.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

ThreadMemberOrderCheck::ThreadMemberOrderCheck(StringRef Name,
                                               clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// True if something happens to \p Field when an object is made by \p Constructor, or, where that
/// is null, by any: it has a value behind that which it hasn't before.
static bool isInitialized(const FieldDecl &Field, const CXXConstructorDecl *Constructor) {
  if (Field.hasInClassInitializer() || Field.getType()->isReferenceType())
    return true;
  if (Constructor)
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten() && Init->getAnyMember() == &Field)
        return true;
  const CXXRecordDecl *Record = compat::recordOf(Field.getType());
  return Record && Record->hasDefinition() && !Record->hasTrivialDefaultConstructor();
}

static bool hasDestructor(const FieldDecl &Field) {
  QualType Type(Field.getType()->getBaseElementTypeUnsafe(), 0);
  const CXXRecordDecl *Record = compat::recordOf(Type);
  return !Field.getType()->isReferenceType() && Record && Record->hasDefinition() &&
         !Record->hasTrivialDestructor();
}

void ThreadMemberOrderCheck::report(Unit &U, const FieldDecl &Member,
                                    ArrayRef<MemberStart> Starts) {
  const bool OutlivesOthers = joinedByItselfAlone(U, Member, Starts);
  /// The first member that isn't there, and the last one.
  MemberUse First;
  const FieldDecl *Last = nullptr;
  const MemberStart *Of = nullptr;
  bool TooEarly = false;
  for (const MemberStart &Start : Starts) {
    if (Start.Member != &Member || (!Start.InInitializer && !OutlivesOthers))
      continue;
    for (const MemberUse &Use : membersUsedBy(U, Start)) {
      if (Use.Field->getFieldIndex() <= Member.getFieldIndex())
        continue;
      bool Early = Start.InInitializer && !Use.AfterWait &&
                   isInitialized(*Use.Field, dyn_cast_or_null<CXXConstructorDecl>(Start.In));
      if (!Early && !(OutlivesOthers && hasDestructor(*Use.Field)))
        continue;
      if (!Last || Use.Field->getFieldIndex() > Last->getFieldIndex())
        Last = Use.Field;
      if (!First.Field || (Early && !TooEarly) ||
          (Early == TooEarly && Use.Field->getFieldIndex() < First.Field->getFieldIndex())) {
        First = Use;
        Of = &Start;
        TooEarly = Early;
      }
    }
  }
  if (!Last || inSystemHeader(Member.getLocation(), U.context()) ||
      !firstReport(Member.getLocation()))
    return;
  diag(Member.getLocation(),
       "%select{the destructor of %0 waits for its thread after %1, which that uses, is destroyed|"
       "the thread of %0 starts before %1, which it uses, is initialized}2")
      << &Member << First.Field << TooEarly;
  if (!Of->InInitializer || Of->In)
    note(Of->Start.Call->getExprLoc(), "started here");
  note(First.Where->getExprLoc(), "%0 is used here by the thread") << First.Field;
  Edits Fix(U.context());
  moveMember(Fix, U, Member, *Last);
  note(Last->getLocation(), "declare %0 behind %1: members are initialized in this order, and "
                            "destroyed in the opposite one")
      << &Member << Last << Fix;
}

/// The override of \p Method in a class whose destructor leaves the threads of its base alone.
static const CXXMethodDecl *overrideThatGoes(Unit &U, const CXXMethodDecl &Method) {
  for (const Decl *D : U.functions()) {
    const auto *Override = dyn_cast<CXXMethodDecl>(D);
    if (!Override || Override->isDependentContext() ||
        llvm::none_of(Override->overridden_methods(), [&](const CXXMethodDecl *Base) {
          return Base->getCanonicalDecl() == Method.getCanonicalDecl();
        }))
      continue;
    const CXXDestructorDecl *Destructor = Override->getParent()->getDestructor();
    if (!Destructor || Destructor->isDefaulted())
      return Override;
    const FunctionDecl *Body = Destructor->getDefinition();
    if (Body && Body->hasBody() && U.body(*Body).calls().empty())
      return Override;
  }
  return nullptr;
}

/// A thread that calls what derived classes override: their part is destroyed first.
void ThreadMemberOrderCheck::reportDerived(Unit &U, const CXXRecordDecl &Record,
                                           const MemberStart &Start) {
  if (!Record.isPolymorphic() || !Start.Start.Body)
    return;
  std::optional<OwnJoin> Own = joinByDestructor(U, Record, *Start.Member);
  if (!Own)
    return;
  for (const FunctionDecl *Run : functionsRunBy(U, Start))
    for (const Expr *E : U.body(*Run).calls()) {
      const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
      const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
      const auto *Named =
          Method ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts()) : nullptr;
      if (!Named || !Method->isVirtual() || Named->hasQualifier() ||
          !isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
        continue;
      const CXXMethodDecl *Override = overrideThatGoes(U, *Method);
      SourceLocation Where = Own->Join ? Own->Where : Start.Member->getLocation();
      if (!Override || inSystemHeader(Where, U.context()) || !firstReport(Where))
        continue;
      diag(Where, "the thread in %0 may still call %1 of %2, which is destroyed before this waits "
                  "for it")
          << Start.Member << Method << Override->getParent();
      note(Call->getExprLoc(), "called here by the thread");
      note(Override->getLocation(), "overridden here: end the thread in the destructor of %0, or "
                                    "before it")
          << Override->getParent();
      return;
    }
}

void ThreadMemberOrderCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const CXXRecordDecl *Record = classOf(Function);
  if (!Record || Record->isDependentContext() || !firstReport(Record->getLocation(), Record))
    return;
  std::vector<MemberStart> Starts = memberStarts(U, *Record);
  for (const FieldDecl *Member : Record->fields())
    if (llvm::any_of(Starts, [&](const MemberStart &Start) { return Start.Member == Member; }))
      report(U, *Member, Starts);
  for (const MemberStart &Start : Starts)
    reportDerived(U, *Record, Start);
}

} // namespace asynctidy
