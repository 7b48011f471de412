//===- LargeCoroutineFrameCheck.cpp - async-large-coroutine-frame ---------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LargeCoroutineFrameCheck.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LiveAcross.h"

using namespace clang;

namespace asynctidy {

LargeCoroutineFrameCheck::LargeCoroutineFrameCheck(StringRef Name,
                                                   clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context), MaxBytes(option("MaxBytes", 16384u)) {}

/// What \p Var takes in the frame; 0 if that can't be told.
static uint64_t bytesOf(const VarDecl &Var, const ASTContext &Context) {
  QualType Type = Var.getType();
  // While one types, an `auto` may be without a type.
  if (!Var.hasLocalStorage() || Type->isDependentType() || Type->isIncompleteType() ||
      Type->isUndeducedType())
    return 0;
  if (Type->isReferenceType())
    Type = Context.VoidPtrTy;
  return Context.getTypeSizeInChars(Type).getQuantity();
}

void LargeCoroutineFrameCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || !U.body(Function).isCoroutine() || U.isTestCode(Function))
    return;
  const ASTContext &Context = U.context();
  // Without anything large there is nothing to follow.
  uint64_t All = 0;
  for (const ParmVarDecl *Param : Function.parameters())
    All += bytesOf(*Param, Context);
  for (const VarDecl *Var : U.body(Function).variables())
    All += bytesOf(*Var, Context);
  if (All <= MaxBytes)
    return;
  struct Part {
    const VarDecl *Var;
    uint64_t Bytes;
  };
  std::vector<Part> Largest;
  uint64_t Most = 0;
  const Expr *At = nullptr;
  const LiveAcross &Live = U.liveAcross(Function);
  for (const Suspension &Point : Live.points()) {
    std::vector<Part> Parts;
    uint64_t Sum = 0;
    // Parameters are copied to the frame, whether they are used again or not.
    for (const ParmVarDecl *Param : Function.parameters())
      Parts.push_back({Param, bytesOf(*Param, Context)});
    for (const auto &[Var, Why] : Live.at(Point))
      if (!isa<ParmVarDecl>(Var))
        Parts.push_back({Var, bytesOf(*Var, Context)});
    for (const Part &P : Parts)
      Sum += P.Bytes;
    if (Sum <= Most)
      continue;
    Most = Sum;
    At = Point.Point;
    Largest = std::move(Parts);
  }
  if (Most <= MaxBytes || !firstReport(Function.getLocation()))
    return;
  llvm::stable_sort(Largest, [](const Part &A, const Part &B) { return A.Bytes > B.Bytes; });
  diag(Function.getLocation(),
       "the frame of %0 takes %1 bytes or more while it is suspended, on the heap "
       "for each call")
      << &Function << unsigned(Most);
  if (At)
    note(At->getExprLoc(), "suspended here");
  for (unsigned I = 0; I < Largest.size() && I < 3 && Largest[I].Bytes > 0; ++I)
    note(Largest[I].Var->getLocation(), "%0 takes %1 bytes")
        << Largest[I].Var << unsigned(Largest[I].Bytes);
}

} // namespace asynctidy
