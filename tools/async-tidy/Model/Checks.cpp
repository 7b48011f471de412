//===- Checks.cpp - what the runner knows of each check -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model/Checks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

namespace asynctidy::runner {

namespace {
enum FixKind { None, Safe, Suggested, SafeAndSuggested };
enum DefaultKind { On, OptIn };

// One constant a check, ASYNC_PAGE_<Class>: made of docs/checks at build time.
#include "CheckPages.inc"

constexpr CheckInfo Checks[] = {
#define ASYNC_CHECK(Category, Class, Name, Default, Fix, Summary)                                  \
  {Name,                                                                                           \
   #Category,                                                                                      \
   Default == OptIn,                                                                               \
   Fix == Safe || Fix == SafeAndSuggested,                                                         \
   Fix == Suggested || Fix == SafeAndSuggested,                                                    \
   Summary,                                                                                        \
   ASYNC_PAGE_##Class},
#include "async-tidy/Checks.def"
};
} // namespace

ArrayRef<CheckInfo> allChecks() { return Checks; }

const CheckInfo *findCheck(StringRef Name) {
  for (const CheckInfo &C : Checks)
    if (Name == C.Name || Name == StringRef(C.Name).drop_front(strlen("async-")))
      return &C;
  return nullptr;
}

ArrayRef<StringRef> categories() {
  static const std::vector<StringRef> Names = [] {
    std::vector<StringRef> Names;
    for (const CheckInfo &C : Checks)
      if (!is_contained(Names, StringRef(C.Category)))
        Names.push_back(C.Category);
    return Names;
  }();
  return Names;
}

StringRef nearestCheck(StringRef Name) {
  StringRef Best;
  unsigned BestDistance = Name.size() / 3 + 1; // Further away it's no slip of the finger.
  for (const CheckInfo &C : Checks)
    for (StringRef Known : {StringRef(C.Name), StringRef(C.Name).drop_front(strlen("async-"))}) {
      unsigned Distance = Name.edit_distance(Known, /*AllowReplacements=*/true, BestDistance);
      if (Distance < BestDistance) {
        BestDistance = Distance;
        Best = C.Name;
      }
    }
  return Best;
}

std::string pageUrl(StringRef Name) {
  const CheckInfo *C = findCheck(Name);
  if (!C)
    return "";
  return (Twine(ASYNC_TIDY_DOCS_URL) + "/checks/" +
          StringRef(C->Name).drop_front(strlen("async-")) + ".md")
      .str();
}

} // namespace asynctidy::runner
