//===- Builders.cpp - the edits that checks are made of ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asynctidy {

/// True if `co_await` in front of \p E would bind to all of it.
static bool bindsTight(const Expr &E) {
  const Expr *Inner = E.IgnoreImplicit();
  if (isa<ParenExpr, CallExpr, DeclRefExpr, MemberExpr, ArraySubscriptExpr>(Inner))
    return !isa<CXXOperatorCallExpr>(Inner) ||
           cast<CXXOperatorCallExpr>(Inner)->getOperator() == OO_Call ||
           cast<CXXOperatorCallExpr>(Inner)->getOperator() == OO_Subscript;
  return isa<CXXTemporaryObjectExpr, CXXFunctionalCastExpr>(Inner);
}

void addAwait(Edits &E, Unit &U, const FunctionBody &In, const Expr &Operand) {
  if (!In.isCoroutine() || In.inCatchHandler(&Operand) || isInstantiation(In.function()) ||
      !canAwait(U, In.function(), Operand.getType())) {
    E.refuse();
    return;
  }
  if (touchesMacro(Operand.getSourceRange(), U.context())) {
    E.refuse();
    return;
  }
  if (bindsTight(Operand)) {
    E.insertBefore(Operand.getBeginLoc(), "co_await ");
    return;
  }
  E.insertBefore(Operand.getBeginLoc(), "co_await (");
  E.insertAfter(Operand.getSourceRange(), ")");
}

bool canBeCopied(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record)
    return !Type->isRecordType();
  if (!Record->hasDefinition())
    return false;
  if (Record->needsImplicitCopyConstructor())
    return !Record->needsOverloadResolutionForCopyConstructor() &&
           !Record->defaultedCopyConstructorIsDeleted();
  return llvm::any_of(Record->ctors(), [](const CXXConstructorDecl *C) {
    return C->isCopyConstructor() && !C->isDeleted();
  });
}

void awaitInDeclaration(Edits &E, Unit &U, const FunctionBody &In, const VarDecl &Var,
                        const Expr &Task, bool Mentioned) {
  const ASTContext &Context = U.context();
  const auto *Statement = dyn_cast_or_null<DeclStmt>(In.statementOf(&Task));
  QualType Value = awaitedType(U, Task.getType());
  const LockState &Locks = U.locks(In.function());
  Edits Probe(Context);
  addAwait(Probe, U, In, Task);
  if (!Statement || !Statement->isSingleDecl() || Value.isNull() || Probe.empty() ||
      !isa<AutoType>(Var.getType().getNonReferenceType().getTypePtr()) ||
      (Locks.any() && !Locks.at(Task).empty())) {
    E.refuse();
    return;
  }
  if (!Value->isVoidType()) {
    addAwait(E, U, In, Task);
    return;
  }
  std::optional<Token> Equal =
      Lexer::findNextToken(Var.getLocation(), Context.getSourceManager(), Context.getLangOpts());
  if (Mentioned || !Equal || !Equal->is(tok::equal))
    E.refuse();
  else
    E.replace({Statement->getBeginLoc(), Equal->getLocation()}, "co_await");
}

/// True if nothing that \p In refers to may end while its caller waits for the task: parameters are
/// values, a method only calls what needs its object anyway, a lambda captures nothing.
static bool ownsWhatItUses(const FunctionBody &In) {
  const FunctionDecl &Function = In.function();
  for (const ParmVarDecl *Parameter : Function.parameters())
    if (handleOf(Parameter->getType()) != Handle::None)
      return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && Method->getParent()->isLambda())
    return Method->getParent()->capture_size() == 0;
  // The task that it returns needs the object as well.
  return In.thisExpressions().empty() ||
         llvm::any_of(In.thisExpressions(), [&In](const CXXThisExpr *This) {
           const Stmt *Up = This;
           while (Up && !isa<ReturnStmt>(Up))
             Up = In.parent(Up);
           return Up != nullptr;
         });
}

void awaitReturned(Edits &E, Unit &U, const FunctionBody &In) {
  const FunctionDecl &Function = In.function();
  std::optional<TaskType> Type = taskType(U, Function.getReturnType());
  if (!Type || !Type->Promise || !Type->Awaitable || !U.context().getLangOpts().CPlusPlus20 ||
      Function.getDeclaredReturnType()->getContainedAutoType() ||
      (Function.isConstexpr() && !isLambdaCallOperator(&Function)) || Function.isVariadic() ||
      isa<CXXConstructorDecl, CXXDestructorDecl>(Function) || isInstantiation(Function) ||
      !ownsWhatItUses(In)) {
    E.refuse();
    return;
  }
  for (const ReturnStmt *Return : In.returns()) {
    const Expr *Value = Return->getRetValue();
    const auto *Call = dyn_cast_or_null<CallExpr>(Value ? Value->IgnoreImplicit() : nullptr);
    if (!Call || isa<CXXOperatorCallExpr>(Call) || In.inCatchHandler(Return) ||
        touchesMacro(Return->getSourceRange(), U.context()) ||
        !U.context().hasSameUnqualifiedType(Call->getType(), Function.getReturnType())) {
      E.refuse();
      return;
    }
    E.replace({Return->getReturnLoc(), Return->getReturnLoc()}, "co_return co_await");
  }
  if (!Type->isLazy())
    return;
  // What is done before the return would be done when somebody awaits.
  for (const Expr *Call : In.calls()) {
    const Stmt *Up = Call;
    while (Up && !isa<ReturnStmt, CXXCatchStmt, DeclStmt>(Up))
      Up = In.parent(Up);
    if (!Up)
      E.refuse();
  }
}

std::string spelledNamespace(const ASTContext &Context, StringRef Root) {
  StringRef Last = Root.rsplit("::").second;
  if (Last.empty())
    return Root.str();
  const IdentifierInfo &Id = Context.Idents.get(Last);
  for (const NamedDecl *Found : Context.getTranslationUnitDecl()->lookup(&Id))
    if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(Found))
      if (Alias->getNamespace()->getQualifiedNameAsString() == Root)
        return Last.str();
  return Root.str();
}

/// The callee of \p Call as written up to the name: `socket_.`, `boost::asio::`, nothing.
static StringRef textBeforeName(const Expr &Call, const ASTContext &Context) {
  SourceLocation Name;
  if (const auto *C = dyn_cast<CallExpr>(&Call)) {
    const Expr *Callee = C->getCallee()->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(Callee))
      Name = Member->getMemberLoc();
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
      Name = Ref->getLocation();
  }
  const SourceManager &SM = Context.getSourceManager();
  if (Name.isInvalid() || Name.isMacroID() || Call.getBeginLoc().isMacroID())
    return {};
  return Lexer::getSourceText(CharSourceRange::getCharRange(Call.getBeginLoc(), Name), SM,
                              Context.getLangOpts());
}

static void replaceAll(std::string &Text, StringRef From, StringRef To) {
  for (size_t At = Text.find(From); At != std::string::npos; At = Text.find(From, At + To.size()))
    Text.replace(At, From.size(), To);
}

/// \p Template with each `{name}` as \p ValueOf gives it; names that it doesn't know stay. What was
/// put in is not looked into again: an argument's text may have braces of its own.
static std::string expand(StringRef Template,
                          llvm::function_ref<std::optional<std::string>(StringRef)> ValueOf) {
  std::string Result;
  while (!Template.empty()) {
    size_t End = Template.front() == '{' ? Template.find('}') : StringRef::npos;
    std::optional<std::string> Value =
        End == StringRef::npos ? std::nullopt : ValueOf(Template.slice(1, End));
    if (Value)
      Result += *Value;
    else
      Result += Template.front();
    Template = Template.drop_front(Value ? End + 1 : 1);
  }
  return Result;
}

/// Adds a model's \p Includes: a namespace's headers lie in a directory of its name (boost/asio).
static void addIncludes(Edits &E, clang::tidy::utils::IncludeInserter &Inserter,
                        SourceLocation Where, ArrayRef<std::string> Includes, StringRef Root) {
  std::string Directory = Root.str();
  replaceAll(Directory, "::", "/");
  for (std::string Include : Includes) {
    replaceAll(Include, "{include}", Directory);
    E.include(Inserter, Where, Include);
  }
}

void replaceCall(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter, const Expr &Call,
                 StringRef Template, ArrayRef<std::string> Includes, StringRef Root,
                 StringRef Duration) {
  const ASTContext &Context = U.context();
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  std::string All;
  llvm::SmallVector<StringRef, 4> Texts;
  for (const Expr *Argument : Arguments) {
    StringRef Text = sourceText(Argument->getSourceRange(), Context);
    if (Text.empty()) {
      E.refuse();
      return;
    }
    Texts.push_back(Text);
  }
  // As written, with the comments between: from the first to the last.
  if (!Arguments.empty())
    All = sourceText({Arguments.front()->getBeginLoc(), Arguments.back()->getEndLoc()}, Context)
              .str();
  // A comment behind the last argument would be lost.
  if (const auto *C = dyn_cast<CallExpr>(&Call); C && !Arguments.empty()) {
    SourceLocation Behind = endOf(Arguments.back()->getSourceRange(), Context);
    StringRef Rest =
        Behind.isInvalid() || C->getRParenLoc().isMacroID()
            ? StringRef("?")
            : Lexer::getSourceText(CharSourceRange::getCharRange(Behind, C->getRParenLoc()),
                                   Context.getSourceManager(), Context.getLangOpts());
    if (!Rest.trim().empty()) {
      E.refuse();
      return;
    }
  }
  // A place-holder that finds no argument: the model doesn't fit this call.
  bool Fits = true;
  auto ValueOf = [&](StringRef Name) -> std::optional<std::string> {
    if (Name == "root")
      return spelledNamespace(Context, Root);
    if (Name == "object" || Name == "qualifier")
      return textBeforeName(Call, Context).str();
    if (Name == "receiver") {
      StringRef Object = textBeforeName(Call, Context).trim();
      bool Pointer = Object.consume_back("->");
      if (!Pointer)
        Object.consume_back(".");
      // A member function that is called on its own object has none that could be written.
      Fits &= !Object.empty();
      return (Pointer ? "*" : "") + Object.trim().str();
    }
    if (Name == "arguments,")
      return All.empty() ? All : All + ", ";
    if (Name == "arguments")
      return All;
    unsigned Index = 0;
    if (Name.getAsInteger(10, Index))
      return std::nullopt;
    Fits &= Index < Texts.size();
    return Index < Texts.size() ? Texts[Index].str() : std::string();
  };
  // The duration is an expression of the arguments itself.
  std::string Text = expand(Template, [&](StringRef Name) {
    return Name == "duration" ? std::optional<std::string>(expand(Duration, ValueOf))
                              : ValueOf(Name);
  });
  if (!Fits) {
    E.refuse();
    return;
  }
  E.replace(Call.getSourceRange(), Text);
  addIncludes(E, Inserter, Call.getBeginLoc(), Includes, Root);
}

std::optional<std::string> idiomText(const Unit &U, const TypeMatch &Task, StringRef Kind,
                                     StringRef Name, StringRef Value) {
  const Idiom *Found = Task ? U.models().idiom(*Task.In, Kind) : nullptr;
  if (!Found)
    return std::nullopt;
  return expand(Found->Text, [&](StringRef Placeholder) -> std::optional<std::string> {
    if (Placeholder == "root")
      return spelledNamespace(U.context(), Task.Root);
    return Placeholder == Name ? std::optional<std::string>(Value) : std::nullopt;
  });
}

std::optional<std::string> spawnText(const Unit &U, const TaskType &Type, const Expr &Task) {
  std::string Named = sourceOfTask(Task);
  StringRef Source(Named);
  std::string Work =
      Source.front() == '\'' ? Source.trim('\'').str() + "(...)" : std::string("task");
  return idiomText(U, Type.Model, "spawn", "task", Work);
}

void putIdiomAround(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                    const TypeMatch &Task, StringRef Kind, StringRef Name, SourceRange Inner,
                    SourceRange Outer) {
  // A mark that no code has: it shows where the text goes.
  static constexpr llvm::StringLiteral Mark("\x01");
  std::optional<std::string> Text = idiomText(U, Task, Kind, Name, Mark);
  SourceLocation End = endOf(Inner, U.context());
  if (!Text || End.isInvalid() || touchesMacro(Outer, U.context())) {
    E.refuse();
    return;
  }
  auto [Before, After] = StringRef(*Text).split(Mark);
  E.insertBefore(Inner.getBegin(), Before);
  if (Inner.getEnd() == Outer.getEnd())
    E.insertAfter(Inner, After);
  else
    E.replace({End, Outer.getEnd()}, After);
  addIncludes(E, Inserter, Inner.getBegin(), U.models().idiom(*Task.In, Kind)->Includes, Task.Root);
}

void putIdiomFirst(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                   const TypeMatch &Task, StringRef Kind, const CompoundStmt &Block) {
  std::optional<std::string> Text = idiomText(U, Task, Kind);
  if (!Text) {
    E.refuse();
    return;
  }
  const SourceManager &SM = U.context().getSourceManager();
  SourceLocation Open = Block.getLBracLoc();
  auto Line = [&SM](SourceLocation Loc) { return SM.getSpellingLineNumber(Loc); };
  std::string Before = " ";
  if (!Block.body_empty() && Line(Block.body_front()->getBeginLoc()) != Line(Open))
    Before = "\n" + indentationAt(Block.body_front()->getBeginLoc(), U.context()).str();
  E.insertAfter({Open, Open}, Before + *Text + ";");
  addIncludes(E, Inserter, Open, U.models().idiom(*Task.In, Kind)->Includes, Task.Root);
}

bool isPostfixOperand(const FunctionBody &In, const Expr &E) {
  const Stmt *Child = &E;
  const Stmt *Up = In.significantParent(&E, &Child);
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up))
    return Operator->getArg(0) == Child &&
           (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Subscript ||
            Operator->getOperator() == OO_Call);
  if (const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(Up))
    return Subscript->getBase() == Child;
  return isa_and_nonnull<MemberExpr>(Up);
}

void insertArgument(Edits &E, const ASTContext &Context, const CallExpr &Call, unsigned Index,
                    StringRef Argument) {
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  // Those that aren't written have no place.
  while (!Arguments.empty() && isa<CXXDefaultArgExpr>(Arguments.back()))
    Arguments.pop_back();
  if (Index < Arguments.size())
    E.insertBefore(Arguments[Index]->getBeginLoc(), (Argument + ", ").str());
  else if (Index == Arguments.size() && !Arguments.empty())
    E.insertAfter(Arguments.back()->getSourceRange(), (", " + Argument).str());
  else if (Index == Arguments.size())
    E.insertBefore(Call.getRParenLoc(), Argument);
  else
    E.refuse();
}

bool isDeclaredInStd(const ASTContext &Context, StringRef Name) {
  for (const NamedDecl *Found :
       Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("std")))
    if (const auto *Std = dyn_cast<NamespaceDecl>(Found))
      if (!Std->lookup(&Context.Idents.get(Name)).empty())
        return true;
  return false;
}

std::string guardText(const ASTContext &Context, StringRef Name, StringRef Mutexes, QualType Type,
                      bool Shared) {
  const bool Deduces = Context.getLangOpts().CPlusPlus17;
  StringRef Guard = Shared ? "shared_lock" : Deduces ? "scoped_lock" : "lock_guard";
  if (!isDeclaredInStd(Context, Guard) || (!Deduces && Type.isNull()))
    return {};
  std::string Argument;
  if (!Deduces) {
    PrintingPolicy Policy(Context.getLangOpts());
    Policy.SuppressTagKeyword = true;
    Argument = "<" + Type.getUnqualifiedType().getAsString(Policy) + ">";
  }
  return ("std::" + Guard + Argument + " " + Name + "(" + Mutexes + ")").str();
}

/// The offset behind the semicolon that ends \p S, or behind \p S if it has none.
static std::optional<size_t> offsetBehind(const Stmt &S, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation End = endOf(S.getSourceRange(), Context);
  if (End.isInvalid())
    return std::nullopt;
  bool Invalid = false;
  StringRef Buffer = SM.getBufferData(SM.getFileID(End), &Invalid);
  size_t To = SM.getFileOffset(End);
  // Expressions end before their semicolon.
  if (!isa<DeclStmt, CompoundStmt>(S) && !Invalid)
    if (size_t Semicolon = Buffer.find_first_not_of(" \t\n", To);
        Semicolon != StringRef::npos && Buffer[Semicolon] == ';')
      To = Semicolon + 1;
  return To;
}

/// Puts two more blanks in front of the lines that begin between offsets \p From and \p To of the
/// file of \p In. Lines that begin inside a raw string are not to be touched.
static void indentLines(Edits &E, const ASTContext &Context, SourceLocation In, size_t From,
                        size_t To) {
  const SourceManager &SM = Context.getSourceManager();
  StringRef Buffer = SM.getBufferData(SM.getFileID(In));
  SourceLocation Start = SM.getLocForStartOfFile(SM.getFileID(In));
  llvm::SmallVector<std::pair<size_t, size_t>, 2> Strings;
  Lexer Lex(Start, Context.getLangOpts(), Buffer.begin(), Buffer.begin() + From, Buffer.end());
  Token Tok;
  while (!Lex.LexFromRawLexer(Tok) && SM.getFileOffset(Tok.getLocation()) < To)
    if (tok::isStringLiteral(Tok.getKind()))
      Strings.emplace_back(SM.getFileOffset(Tok.getLocation()),
                           SM.getFileOffset(Tok.getLocation()) + Tok.getLength());
  auto InString = [&Strings](size_t At) {
    return llvm::any_of(Strings, [At](auto &S) { return S.first < At && At < S.second; });
  };
  for (size_t At = Buffer.find('\n', From); At != StringRef::npos && At < To;
       At = Buffer.find('\n', At + 1))
    if (At + 1 < Buffer.size() && Buffer[At + 1] != '\n' && !InString(At))
      E.insertBefore(Start.getLocWithOffset(At + 1), "  ");
}

void braceStatements(Edits &E, const ASTContext &Context, const Stmt &First, const Stmt &Last,
                     StringRef Before, StringRef Inside) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = First.getBeginLoc();
  std::optional<size_t> To = offsetBehind(Last, Context);
  if (!To || Begin.isMacroID()) {
    E.refuse();
    return;
  }
  std::string Indent = indentationAt(Begin, Context).str();
  SourceLocation Start = SM.getLocForStartOfFile(SM.getFileID(Begin));
  std::string Opening = Before.empty() ? "" : Before.str() + "\n" + Indent;
  std::string Closing = Inside.empty() ? "" : "\n" + Indent + "  " + Inside.str();
  E.insertBefore(Begin, Opening + "{\n" + Indent + "  ");
  indentLines(E, Context, Begin, SM.getFileOffset(Begin), *To);
  E.insertBefore(Start.getLocWithOffset(*To), Closing + "\n" + Indent + "}");
}

void braceBetween(Edits &E, const ASTContext &Context, const Stmt &First, StringRef Text,
                  const Stmt &Last) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = First.getBeginLoc(), End = Last.getBeginLoc();
  std::optional<size_t> Behind = offsetBehind(First, Context), To = offsetBehind(Last, Context);
  if (!Behind || !To || Begin.isMacroID() || End.isMacroID() ||
      !SM.isWrittenInSameFile(Begin, End)) {
    E.refuse();
    return;
  }
  StringRef Buffer = SM.getBufferData(SM.getFileID(Begin));
  // On lines of their own, or the result would need a formatter.
  size_t LineOfLast = Buffer.rfind('\n', SM.getFileOffset(End)) + 1;
  if (!Buffer.slice(LineOfLast, SM.getFileOffset(End)).trim().empty()) {
    E.refuse();
    return;
  }
  std::string Indent = indentationAt(Begin, Context).str();
  E.replace(First.getSourceRange(), "{\n" + Indent + "  " + Text.str());
  indentLines(E, Context, Begin, *Behind, LineOfLast - 1);
  SourceLocation Start = SM.getLocForStartOfFile(SM.getFileID(Begin));
  E.replace({End, Start.getLocWithOffset(*To - 1)}, "}");
}

std::string standardName(const CXXRecordDecl &Record) {
  if (!Record.isInStdNamespace() || !Record.getIdentifier())
    return {};
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (Record.getName() != "basic_string" && Record.getName() != "basic_string_view")
    return "std::" + Record.getName().str();
  // The aliases of those for char; there are others for other characters.
  bool OfChar = Specialization && Specialization->getTemplateArgs().size() > 0 &&
                Specialization->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
                Specialization->getTemplateArgs()[0].getAsType()->isCharType();
  return OfChar ? "std::" + Record.getName().drop_front(StringRef("basic_").size()).str()
                : std::string();
}

std::string unusedName(const FunctionDecl &Function, ArrayRef<StringRef> Names,
                       const ASTContext &Context) {
  StringRef Text = sourceText(Function.getSourceRange(), Context);
  auto Mentions = [Text](StringRef Name) {
    for (size_t At = Text.find(Name); At != StringRef::npos; At = Text.find(Name, At + 1))
      if ((At == 0 || !isAsciiIdentifierContinue(Text[At - 1])) &&
          (At + Name.size() == Text.size() || !isAsciiIdentifierContinue(Text[At + Name.size()])))
        return true;
    return false;
  };
  if (!Text.empty())
    for (StringRef Name : Names)
      if (!Mentions(Name))
        return Name.str();
  return {};
}

} // namespace asynctidy
