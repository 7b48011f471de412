//===- Compat.h - differences between LLVM versions -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// The only place that looks at LLVM_VERSION_MAJOR: LLVM 16, 19 and 22 are built
// from one source. Each block says when it can go.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_SUPPORT_COMPAT_H
#define ASYNC_TIDY_SUPPORT_COMPAT_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/PPCallbacks.h"
#include "llvm/Config/llvm-config.h"

// TODO(LLVM 19): deprecated in 22, gone in 24; ClangTidyModule.h has it since 22.
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif
#include "clang-tidy/ClangTidyModule.h"

namespace asynctidy::compat {

/// True if \p Opts say C++23 or later.
inline bool isCPlusPlus23(const clang::LangOptions &Opts) {
#if LLVM_VERSION_MAJOR < 17 // TODO(LLVM 16)
  return Opts.CPlusPlus2b;
#else
  return Opts.CPlusPlus23;
#endif
}

/// True if this Clang knows explicit object parameters (`this auto`, C++23).
inline constexpr bool HasExplicitObjectParameters = LLVM_VERSION_MAJOR >= 18;

/// The explicit object parameter (`this auto self`) of \p Method; null without one.
inline const clang::ParmVarDecl *explicitObjectParameter(const clang::CXXMethodDecl &Method) {
#if LLVM_VERSION_MAJOR < 18 // TODO(LLVM 16)
  (void)Method;
  return nullptr;
#else
  return Method.isExplicitObjectMemberFunction() ? Method.getParamDecl(0) : nullptr;
#endif
}

/// True if \p Function is marked [[clang::blocking]]; Clang has that attribute since 20.
inline bool isMarkedBlocking(const clang::FunctionDecl &Function) {
#if LLVM_VERSION_MAJOR < 20 // TODO(LLVM 19)
  (void)Function;
#else
  for (const clang::FunctionEffectWithCondition &Effect : Function.getFunctionEffects())
    if (Effect.Effect.kind() == clang::FunctionEffect::Kind::Blocking)
      return true;
#endif
  return false;
}

/// True if \p Record is marked [[clang::reentrant_capability]]; Clang has that attribute since 21.
inline bool isReentrantCapability(const clang::CXXRecordDecl &Record) {
#if LLVM_VERSION_MAJOR < 21 // TODO(LLVM 19)
  (void)Record;
  return false;
#else
  return Record.hasAttr<clang::ReentrantCapabilityAttr>();
#endif
}

/// True if \p Method is pure virtual.
inline bool isPureVirtual(const clang::CXXMethodDecl &Method) {
#if LLVM_VERSION_MAJOR < 18 // TODO(LLVM 16)
  return Method.isPure();
#else
  return Method.isPureVirtual();
#endif
}

/// The type that \p Parameter, which has a default argument, is by default.
inline clang::QualType defaultType(const clang::TemplateTypeParmDecl &Parameter) {
#if LLVM_VERSION_MAJOR < 19 // TODO(LLVM 16)
  return Parameter.getDefaultArgument();
#else
  return Parameter.getDefaultArgument().getArgument().getAsType();
#endif
}

/// PPCallbacks whose InclusionDirective() got a parameter more in LLVM 19.
class IncludeCallbacks : public clang::PPCallbacks {
public:
  /// An #include of \p Name, found in the directory \p SearchPath if \p Found.
  virtual void included(clang::SourceLocation Hash, const clang::Token &Directive,
                        llvm::StringRef Name, bool Angled, bool Found,
                        llvm::StringRef SearchPath) = 0;

  void InclusionDirective(clang::SourceLocation Hash, const clang::Token &Directive,
                          llvm::StringRef Name, bool Angled, clang::CharSourceRange,
                          clang::OptionalFileEntryRef File, llvm::StringRef SearchPath,
                          llvm::StringRef, const clang::Module *,
#if LLVM_VERSION_MAJOR >= 19 // TODO(LLVM 16)
                          bool,
#endif
                          clang::SrcMgr::CharacteristicKind) final {
    included(Hash, Directive, Name, Angled, File.has_value(), SearchPath);
  }
};

/// The class of \p Type without its sugar; null if it is no class.
inline const clang::CXXRecordDecl *recordOf(clang::QualType Type) {
  return Type.isNull() ? nullptr : Type.getCanonicalType()->getAsCXXRecordDecl();
}

} // namespace asynctidy::compat

#endif
