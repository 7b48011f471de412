//===- GuardedReferenceEscapeCheck.cpp - async-guarded-reference-escape ---===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GuardedReferenceEscapeCheck.h"
#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Fix/Edits.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;

namespace asynctidy {

GuardedReferenceEscapeCheck::GuardedReferenceEscapeCheck(StringRef Name,
                                                         clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// True if the elements of a container of \p Type stay where they are until they are erased.
static bool hasNodes(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type);
  return Record && Record->hasDefinition() &&
         (hasMethod(*Record, "key_type") || hasMethod(*Record, "splice"));
}

/// True if \p Access, which writes a container, may end or replace elements.
static bool endsElements(Unit &U, const FieldAccess &Access) {
  const FunctionBody &Body = U.body(*Access.In);
  const Stmt *Up = Body.significantParent(Access.Where);
  const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
  if (!Member) // An operator: a subscript inserts, anything else replaces all.
    return !isa_and_nonnull<CXXOperatorCallExpr>(Up) ||
           cast<CXXOperatorCallExpr>(Up)->getOperator() != OO_Subscript;
  std::string Name = Member->getMemberDecl()->getNameAsString();
  for (const char *Inserts : {"insert", "emplace", "push", "try_emplace", "reserve", "rehash"})
    if (StringRef(Name).find(Inserts) == 0)
      return false;
  return true;
}

namespace {
/// Looks for calls of a function whose results are needed as references.
struct NeedsReference : RecursiveASTVisitor<NeedsReference> {
  const FunctionDecl *Callee;
  bool Found = false;
  explicit NeedsReference(const FunctionDecl &Callee) : Callee(Callee.getCanonicalDecl()) {}

  bool calls(const Expr *E) const {
    const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreParenImpCasts()) : nullptr;
    return Call && Call->getDirectCallee() && Call->getDirectCallee()->getCanonicalDecl() == Callee;
  }
  bool VisitVarDecl(VarDecl *Var) {
    // `auto &x = f();` takes no temporary; a view or a pointer would outlive it.
    QualType Type = Var->getType();
    if (const Expr *Init = Var->getInit())
      Found |= (calls(Init) && Var->getTypeSourceInfo() && !Var->isImplicit() &&
                Type->isReferenceType() &&
                !Var->getTypeSourceInfo()->getType()->getPointeeType().isLocalConstQualified());
    return !Found;
  }
  bool VisitUnaryOperator(UnaryOperator *Unary) {
    Found |= Unary->getOpcode() == UO_AddrOf && calls(Unary->getSubExpr());
    return !Found;
  }
  bool VisitReturnStmt(ReturnStmt *Return) {
    Found |=
        Return->getRetValue() && Return->getRetValue()->isGLValue() && calls(Return->getRetValue());
    return !Found;
  }
  /// What leads into the result would lead into a temporary: f().begin(), string_view(f()).
  bool VisitCallExpr(CallExpr *Call) {
    const Expr *Object = objectOf(*Call);
    Found |= Object && calls(Object) && handleOf(Call->getType()) != Handle::None;
    return !Found;
  }
};
} // namespace

/// Lets \p Method return a copy: `const T &` becomes `T`, wherever it is declared.
static void returnCopy(Edits &E, Unit &U, const CXXMethodDecl &Method) {
  ASTContext &Context = U.context();
  const SourceManager &SM = Context.getSourceManager();
  QualType Result = Method.getReturnType();
  QualType Value = Result->isReferenceType() ? Result->getPointeeType() : QualType();
  const CXXRecordDecl *Record = compat::recordOf(Value);
  if (!Result->isLValueReferenceType() || !Value.isConstQualified() || Value->isArrayType() ||
      Method.isVirtual() || isInstantiation(Method) || Method.getTemplatedKind() ||
      (Record && (!Record->hasDefinition() || Record->isPolymorphic() ||
                  !(Record->hasSimpleCopyConstructor() ||
                    llvm::any_of(Record->ctors(), [](const CXXConstructorDecl *C) {
                      return C->isCopyConstructor() && !C->isDeleted() &&
                             C->getAccess() == AS_public;
                    }))))) {
    E.refuse();
    return;
  }
  NeedsReference Callers(Method);
  Callers.TraverseDecl(Context.getTranslationUnitDecl());
  FileID File = SM.getFileID(SM.getExpansionLoc(Method.getLocation()));
  for (const FunctionDecl *Redecl : Method.redecls()) {
    SourceRange Range = Redecl->getReturnTypeSourceRange();
    StringRef Text = Range.isValid() ? sourceText(Range, Context) : StringRef();
    if (Callers.Found || !Text.consume_back("&") || SM.getFileID(Range.getBegin()) != File ||
        !SM.isBeforeInTranslationUnit(Range.getEnd(), Redecl->getLocation())) {
      E.refuse();
      return;
    }
    Text = Text.rtrim();
    // The range leaves out what stands before: `const T &`, but has `T const &`.
    StringRef Buffer = SM.getBufferData(File);
    StringRef Before = Buffer.take_front(SM.getFileOffset(Range.getBegin())).rtrim();
    SourceLocation Begin = Range.getBegin();
    if (Text.consume_back("const")) {
      Text = Text.rtrim();
    } else if (Before.consume_back("const")) {
      Begin = SM.getLocForStartOfFile(File).getLocWithOffset(Before.size());
    } else {
      E.refuse();
      return;
    }
    StringRef Behind = Buffer.drop_front(SM.getFileOffset(endOf(Range, Context)));
    E.replace({Begin, Range.getEnd()},
              (Text + (isAsciiIdentifierContinue(Behind[0]) ? " " : "")).str());
  }
}

void GuardedReferenceEscapeCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->isInstance() || isa<CXXConstructorDecl, CXXDestructorDecl>(Method) ||
      Method->isDependentContext() || Method->getParent()->isLambda())
    return;
  Handle What = handleOf(Method->getReturnType());
  if (What == Handle::None || !U.locks(Function).any() || U.isTestCode(Function))
    return;
  const ClassLocks &Locks = U.classLocks(*Method->getParent());
  const ClassLocks::Body *Own = Locks.bodyOf(Function);
  for (const ReturnStmt *Return : U.body(Function).returns()) {
    std::optional<Origin> From =
        Return->getRetValue() ? originOf(Return->getRetValue()) : std::nullopt;
    if (!From || !Own)
      continue;
    const auto *Field = cast<FieldDecl>(From->Field->getMemberDecl());
    QualType Reached = Method->getReturnType();
    if (What == Handle::Reference || What == Handle::Pointer)
      Reached = Reached->getPointeeType();
    // A pointer that the field has is a copy of it.
    if ((What == Handle::Pointer && !From->Element && Field->getType()->isPointerType()) ||
        Field->getType().isConstQualified() || isThreadSafe(U, Field->getType()) ||
        isThreadSafe(U, Reached))
      continue;
    // An iterator of a list or a map that only the class itself gets: a name for the element.
    if (What == Handle::Iterator && Method->getAccess() != AS_public && hasNodes(Field->getType()))
      continue;
    // Which locks this function itself took.
    const FieldAccess *Here = nullptr;
    for (const FieldAccess &Access : Locks.accesses())
      if (Access.field() == Field->getCanonicalDecl() && Access.In == &Function &&
          !Access.Held.Known.empty())
        Here = &Access;
    std::optional<ClassLocks::Guarded> Guarded =
        Here ? Locks.guarded(AccessPath::ofThis().member(*Field)) : std::nullopt;
    if (!Guarded || !Here->Held.Known.count(Guarded->Mutex) ||
        Own->AtEntry.Known.count(Guarded->Mutex) || Own->AtEntry.Others)
      continue;
    // Elements that are never erased may be used without the lock that guards their container.
    const FieldAccess *Writer = nullptr;
    for (const FieldAccess *Access : Guarded->Locked)
      if (Access->Kind == FieldAccess::Write && !Writer &&
          (!From->Element || !hasNodes(Field->getType()) || endsElements(U, *Access)))
        Writer = Access;
    if (!Writer || !firstReport(Return->getRetValue()->getExprLoc()))
      continue;
    Edits Fix(U.context());
    returnCopy(Fix, U, *Method);
    static constexpr StringRef Names[] = {"", "a reference", "a pointer", "an iterator", "a view"};
    // Of a method that a header declares not all callers are in sight: `auto &x = o.name();`.
    const SourceManager &SM = U.context().getSourceManager();
    const Edits None(U.context());
    bool Safe = !Fix.empty() && SM.isInMainFile(Method->getCanonicalDecl()->getLocation());
    diag(Return->getRetValue()->getExprLoc(),
         "%0 into %1 is used when %2 is unlocked again, while others change it%select{; return a "
         "copy|}3")
        << Names[int(What)] << Field << Guarded->Mutex.named() << Safe << (Safe ? Fix : None);
    if (!Fix.empty() && !Safe)
      note(Method->getLocation(), "return a copy; look whether a caller needs a reference") << Fix;
    note(Writer->Where->getExprLoc(), "changed under %0 here") << Guarded->Mutex.named();
    return;
  }
}

} // namespace asynctidy
