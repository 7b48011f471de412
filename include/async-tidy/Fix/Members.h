//===- Members.h - edits of a class's members -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_FIX_MEMBERS_H
#define ASYNC_TIDY_FIX_MEMBERS_H

#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Fix/Edits.h"

namespace asynctidy {

/// Moves the declaration of \p Member behind the one of \p After, a later member of its class, and
/// its initializers in constructors along with it. Refuses where it doesn't stand on lines of its
/// own, where a comment above seems to belong to it, where another member is initialized from it,
/// and in aggregates.
void moveMember(Edits &E, const Unit &U, const clang::FieldDecl &Member,
                const clang::FieldDecl &After);

} // namespace asynctidy

#endif
