//===- GuardedReferenceEscapeCheck.cpp - async-guarded-reference-escape ---===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GuardedReferenceEscapeCheck.h"
#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/FunctionBody.h"
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

static bool hasMethod(const CXXRecordDecl &Record, StringRef Name) {
  return Record.hasMemberName(&Record.getASTContext().Idents.get(Name));
}

static bool hasOperator(const CXXRecordDecl &Record, OverloadedOperatorKind Kind) {
  return Record.hasMemberName(Record.getASTContext().DeclarationNames.getCXXOperatorName(Kind));
}

namespace {
/// What a value gives access to, by its type.
enum class Handle { None, Reference, Pointer, Iterator, View };
} // namespace

static Handle handleOf(QualType Type) {
  if (Type->isReferenceType())
    return Handle::Reference;
  if (Type->isPointerType())
    return Type->isFunctionPointerType() ? Handle::None : Handle::Pointer;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->hasDefinition() || !Record->hasTrivialDestructor())
    return Handle::None;
  if (hasOperator(*Record, OO_Star) && hasOperator(*Record, OO_PlusPlus))
    return Handle::Iterator;
  // Arrays have their elements in them.
  bool Owns = llvm::any_of(Record->fields(),
                           [](const FieldDecl *Field) { return Field->getType()->isArrayType(); });
  return hasMethod(*Record, "data") && hasMethod(*Record, "size") && !Owns ? Handle::View
                                                                           : Handle::None;
}

namespace {
/// The field of `this` into which a value leads.
struct Origin {
  const MemberExpr *Field = nullptr;
  bool Element = false; ///< Of the container that the field is.
};
} // namespace

/// Where \p E, an object, a pointer, an iterator or a view, lies or leads to. Not through pointers
/// that the field has: what they lead to may have locks of its own.
static std::optional<Origin> originOf(const Expr *E, unsigned Depth = 0) {
  E = stripToObject(E);
  if (!E || Depth > 8)
    return std::nullopt;
  auto Of = [Depth](const Expr *Inner) { return originOf(Inner, Depth + 1); };
  auto ElementOf = [&](const Expr *Container) {
    std::optional<Origin> Result = Of(Container);
    return Result ? std::optional(Origin{Result->Field, true}) : std::nullopt;
  };
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && Var->isLocalVarDecl() && Var->getInit() &&
                   handleOf(Var->getType()) != Handle::None
               ? Of(Var->getInit())
               : std::nullopt;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getType()->isReferenceType())
      return std::nullopt;
    if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
      return Origin{Member, false};
    // The object itself isn't what a raw pointer in it leads to.
    const Expr *Base = stripToObject(Member->getBase());
    if (Member->isArrow() && !isa<CXXOperatorCallExpr>(Base) &&
        !(isa<DeclRefExpr>(Base) && Base->getType()->isPointerType()))
      return std::nullopt;
    return Of(Base);
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return Subscript->getBase()->IgnoreParenImpCasts()->getType()->isArrayType()
               ? ElementOf(Subscript->getBase())
               : std::nullopt;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      return Of(Unary->getSubExpr());
    // Of a local pointer.
    return Unary->getOpcode() == UO_Deref && isa<DeclRefExpr>(stripToObject(Unary->getSubExpr()))
               ? Of(Unary->getSubExpr())
               : std::nullopt;
  }
  if (const auto *Conditional = dyn_cast<AbstractConditionalOperator>(E)) {
    std::optional<Origin> True = Of(Conditional->getTrueExpr());
    return True ? True : Of(Conditional->getFalseExpr());
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return handleOf(Construct->getType()) != Handle::None && Construct->getNumArgs() >= 1
               ? Of(Construct->getArg(0))
               : std::nullopt;
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return Of(Cast->getSubExpr());
  if (!isa<CXXMemberCallExpr, CXXOperatorCallExpr>(E))
    return std::nullopt;
  // A call on a container or an iterator of the library.
  const Expr *Object = objectOf(*E);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(*E));
  if (!Object || !Method || !inSystemHeader(Method->getLocation(), Method->getASTContext()))
    return std::nullopt;
  QualType Type = Object->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->hasDefinition())
    return std::nullopt;
  // Smart pointers lead elsewhere.
  if (handleOf(Type.getUnqualifiedType()) != Handle::Iterator && !hasMethod(*Record, "size"))
    return std::nullopt;
  if (!E->isGLValue() && handleOf(E->getType()) == Handle::None)
    return std::nullopt;
  return ElementOf(Object);
}

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
    diag(Return->getRetValue()->getExprLoc(),
         "%0 into %1 is used when %2 is unlocked again, while others change it%select{; return a "
         "copy|}3")
        << Names[int(What)] << Field << Guarded->Mutex.named() << !Fix.empty() << Fix;
    note(Writer->Where->getExprLoc(), "changed under %0 here") << Guarded->Mutex.named();
    return;
  }
}

} // namespace asynctidy
