//===- Facts.cpp - what a model says, and who listens ---------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Models/Model.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

using llvm::StringRef;

namespace asynctidy {

namespace {
template <typename ModelT> struct FactOf {
  Fact About;
  bool (*Present)(const ModelT &);
};
} // namespace

static constexpr FactOf<FunctionModel> FunctionFacts[] = {
#define FUNCTION_FACT(Key, Present, UsedBy, KeptFor)                                               \
  {{Fact::Function, Key, UsedBy, KeptFor, ""}, [](const FunctionModel &M) { return Present; }},
#include "async-tidy/Models/Facts.def"
};
static constexpr FactOf<TypeModel> TypeFacts[] = {
#define TYPE_FACT(Key, Present, UsedBy, KeptFor)                                                   \
  {{Fact::Type, Key, UsedBy, KeptFor, ""}, [](const TypeModel &M) { return Present; }},
#include "async-tidy/Models/Facts.def"
};
static constexpr Fact IdiomFacts[] = {
#define IDIOM(Kind, Placeholders, UsedBy, KeptFor)                                                 \
  {Fact::Idiom, Kind, UsedBy, KeptFor, Placeholders},
#include "async-tidy/Models/Facts.def"
};

static constexpr Fact WordFacts[] = {
#define WORDS(Sense, Kind, Meaning, UsedBy) {Fact::Words, Kind, UsedBy, "", "", Meaning},
#include "async-tidy/Models/Facts.def"
};

template <typename ModelT, size_t N>
static llvm::SmallVector<const Fact *, 2> present(const ModelT &Model,
                                                  const FactOf<ModelT> (&Facts)[N]) {
  llvm::SmallVector<const Fact *, 2> Result;
  for (const FactOf<ModelT> &F : Facts)
    if (F.Present(Model))
      Result.push_back(&F.About);
  return Result;
}

llvm::SmallVector<const Fact *, 2> factsOf(const FunctionModel &Function) {
  return present(Function, FunctionFacts);
}

llvm::SmallVector<const Fact *, 2> factsOf(const TypeModel &Type) {
  return present(Type, TypeFacts);
}

const Fact *factOf(const Idiom &Idiom) {
  const Fact *Found =
      llvm::find_if(IdiomFacts, [&Idiom](const Fact &F) { return StringRef(F.Key) == Idiom.Kind; });
  return Found == std::end(IdiomFacts) ? nullptr : Found;
}

std::optional<Sense> senseOf(const WordList &Words) {
  const Fact *Found =
      llvm::find_if(WordFacts, [&Words](const Fact &F) { return StringRef(F.Key) == Words.Kind; });
  if (Found == std::end(WordFacts))
    return std::nullopt;
  return static_cast<Sense>(Found - WordFacts);
}

const Fact &factOf(Sense Sense) { return WordFacts[static_cast<size_t>(Sense)]; }

llvm::SmallVector<const Fact *, 32> allFacts() {
  llvm::SmallVector<const Fact *, 32> All;
  for (const auto &F : FunctionFacts)
    All.push_back(&F.About);
  for (const auto &F : TypeFacts)
    All.push_back(&F.About);
  for (const Fact &F : IdiomFacts)
    All.push_back(&F);
  for (const Fact &F : WordFacts)
    All.push_back(&F);
  return All;
}

bool namesAssertions(const Framework &F) {
  return !F.Assertions.empty() || !F.ReturningAssertions.empty() || !F.ThrowingAssertions.empty();
}

std::vector<std::string> outermostNames(const Framework &F) {
  std::vector<std::string> Names;
  auto Add = [&Names](StringRef Name) {
    StringRef First = Name.split("::").first;
    // `**::` and prefixes fit names that nobody can list.
    if (First == "**" || First.take_back() == "*")
      First = "";
    if (!llvm::is_contained(Names, First))
      Names.push_back(First.str());
  };
  for (const std::string &Root : F.Roots) {
    if (!Root.empty()) {
      Add(Root);
      continue;
    }
    for (const FunctionModel &Function : F.Functions)
      Add(Function.Name);
    for (const TypeModel &Type : F.Types)
      Add(Type.Name);
  }
  return Names;
}

} // namespace asynctidy
