//===- ThreadArgumentCheck.cpp - async-thread-argument -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ThreadArgumentCheck.h"
#include "async-tidy/Analysis/ThreadArguments.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

ThreadArgumentCheck::ThreadArgumentCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// Makes the string before the thread starts: `std::string(buffer)`.
static void convertHere(Edits &E, const ASTContext &Context, const LateThreadArgument &Late) {
  StringRef Text = sourceText(Late.Argument->getSourceRange(), Context);
  const CXXRecordDecl *String = compat::recordOf(Late.Parameter->getType().getNonReferenceType());
  std::string Name = String ? standardName(*String) : std::string();
  if (Text.empty() || Name.empty())
    E.refuse();
  else
    E.replace(Late.Argument->getSourceRange(), (Name + "(" + Text + ")").str());
}

void ThreadArgumentCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // What is called isn't known yet: its instantiations are looked at.
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls())
    for (const LateThreadArgument &Late : lateThreadArguments(U, Body, *Call)) {
      if (U.isTestCode(Function) || !firstReport(Late.Argument->getExprLoc()))
        continue;
      if (!Late.Converted) {
        diag(Late.Argument->getExprLoc(),
             "the thread that gets the address of %0 is detached, and may use it when it is gone")
            << Late.Local;
        continue;
      }
      Edits Fix(U.context());
      if (!isInstantiation(Function))
        convertHere(Fix, U.context(), Late);
      if (Late.Local)
        diag(Late.Argument->getExprLoc(), "the new thread makes the string of a pointer into %0, "
                                          "which may be gone by then; make it here")
            << Late.Local << Fix;
      else
        diag(Late.Argument->getExprLoc(), "the new thread makes the string of a pointer into a "
                                          "temporary, which is gone by then; make it here")
            << Fix;
    }
}

} // namespace asynctidy
