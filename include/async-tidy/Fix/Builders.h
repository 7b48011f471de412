//===- Builders.h - the edits that checks are made of -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_FIX_BUILDERS_H
#define ASYNC_TIDY_FIX_BUILDERS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Mentions.h"
#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Fix/Edits.h"

namespace asynctidy {

struct TaskType;

/// Puts `co_await` before \p Operand, with the parentheses that it needs. Refuses where
/// no await may stand (not in a coroutine, in a catch handler) and in doubt whether the
/// coroutine \p In can await it.
void addAwait(Edits &E, Unit &U, const FunctionBody &In, const clang::Expr &Operand);

/// Awaits \p Task, which initializes \p Var, where it stands; if the await gives nothing, it takes
/// the place of the declaration, unless \p Var is \p Mentioned. Refuses as addAwait() does, where
/// the declaration says more than `auto`, and under a lock.
void awaitInDeclaration(Edits &E, Unit &U, const FunctionBody &In, const clang::VarDecl &Var,
                        const clang::Expr &Task, bool Mentioned);

/// Makes a coroutine of plain function \p In, which awaits the tasks that it returned: `return
/// f();` becomes `co_return co_await f();`. Refuses where it can't be one, where its parameters may
/// end before it does, and where what it does before it returns would be done later.
void awaitReturned(Edits &E, Unit &U, const FunctionBody &In);

/// Puts the text of model \p T (see docs/guides/models.md) in the place of \p Call, and adds its
/// includes. \p Root is the namespace that {root} stands for.
void replaceCall(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                 const clang::Expr &Call, llvm::StringRef Text,
                 llvm::ArrayRef<std::string> Includes, llvm::StringRef Root,
                 llvm::StringRef Duration = {});

/// How the framework of task model \p Task says \p Kind ("spawn"), with \p Value in the place of
/// its placeholder \p Name; none if it has no such idiom.
std::optional<std::string> idiomText(const Unit &U, const TypeMatch &Task, llvm::StringRef Kind,
                                     llvm::StringRef Name = {}, llvm::StringRef Value = {});

/// How the framework of \p Type lets the task run on its own that \p Task, or running it, gives:
/// `spawn(load(...))`; none if it has no idiom for that.
std::optional<std::string> spawnText(const Unit &U, const TaskType &Type, const clang::Expr &Task);

/// Puts idiom \p Kind of \p Task's framework around the text of \p Inner, in the place of
/// \p Outer, which begins where \p Inner does; adds its includes. Refuses if there is no such
/// idiom.
void putIdiomAround(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                    const TypeMatch &Task, llvm::StringRef Kind, llvm::StringRef Name,
                    clang::SourceRange Inner, clang::SourceRange Outer);

/// Puts idiom \p Kind of \p Task's framework, as a statement, at the beginning of \p Block; adds
/// its includes. Refuses if there is no such idiom.
void putIdiomFirst(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                   const TypeMatch &Task, llvm::StringRef Kind, const clang::CompoundStmt &Block);

/// True if a postfix operator follows \p E (`E.close()`, `E[0]`), which would bind tighter than a
/// co_await put before it.
bool isPostfixOperand(const FunctionBody &In, const clang::Expr &E);

/// Adds \p Argument as argument number \p Index (from 0) of \p Call; at the end if that is
/// the number of its arguments.
void insertArgument(Edits &E, const clang::ASTContext &Context, const clang::CallExpr &Call,
                    unsigned Index, llvm::StringRef Argument);

/// True if objects of \p Type can certainly be copied.
bool canBeCopied(clang::QualType Type);

/// How the user writes namespace \p Root at \p Where: by an alias that ends like it
/// (`asio` for `boost::asio`), if there is one, else in full.
std::string spelledNamespace(const clang::ASTContext &Context, llvm::StringRef Root);

/// True if a header that declares `std::Name` has been seen.
bool isDeclaredInStd(const clang::ASTContext &Context, llvm::StringRef Name);

/// How class \p Record of the standard library is written: `std::vector`, `std::string`. Empty if
/// it is another one.
std::string standardName(const clang::CXXRecordDecl &Record);

/// The first of \p Names that \p Function doesn't mention: for a new variable. Empty if all are
/// taken, or its text can't be read.
std::string unusedName(const clang::FunctionDecl &Function, llvm::ArrayRef<llvm::StringRef> Names,
                       const clang::ASTContext &Context);
/// The declaration of a guard called \p Name, without the semicolon: `std::scoped_lock lock(m)`;
/// before C++17 std::lock_guard, for one mutex of type \p Type. A reader's lock if \p Shared.
/// Empty if no header with it has been seen.
std::string guardText(const clang::ASTContext &Context, llvm::StringRef Name,
                      llvm::StringRef Mutexes, clang::QualType Type = {}, bool Shared = false);

/// Makes \p Variable, of scalar type, a std::atomic of it, and adds the header. Refuses unless
/// \p Uses are all there are, each reads the value or assigns another one (or is a step that
/// atomics have, as `++`), and nothing copies the object that it is in.
void makeAtomic(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                const clang::DeclaratorDecl &Variable, const Mentions &Uses);

/// Braces around the statements from \p First to \p Last of one block, which are indented
/// by one more level where they begin a line. \p Before becomes a line in front of the braces, \p
/// Inside the last one in them.
void braceStatements(Edits &E, const clang::ASTContext &Context, const clang::Stmt &First,
                     const clang::Stmt &Last, llvm::StringRef Before = {},
                     llvm::StringRef Inside = {});

/// A block in the place of what lies from statement \p First to \p Last of one block: it begins
/// with \p Text instead of the first, and ends where the last one stood.
void braceBetween(Edits &E, const clang::ASTContext &Context, const clang::Stmt &First,
                  llvm::StringRef Text, const clang::Stmt &Last);

} // namespace asynctidy

#endif
