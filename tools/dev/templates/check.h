@BANNER_H@
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef @GUARD@
#define @GUARD@

#include "async-tidy/Check.h"

namespace asynctidy {

@COMMENT@
/// TODO(new-check): what happens then, in a line or two.
class @CLASS@ : public Check {
public:
  @CLASS@(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
