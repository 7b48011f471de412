//===- Rule.cpp - async-tidy rule -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Page.h"
#include "Commands/Shared.h"
#include "Model/Checks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace asynctidy::runner {

constexpr unsigned MostWidth = 100; // Longer lines are hard to read.

cl::SubCommand &ruleCommand() {
  static cl::SubCommand Sub("rule", "Explain a check, or list the checks of a category or all");
  return Sub;
}

namespace {
enum class Format { Text, Json };
} // namespace

static cl::list<std::string> Names(cl::Positional, cl::desc("[check or category...]"),
                                   cl::sub(ruleCommand()));
static cl::opt<bool> All("all", cl::desc("All checks"), cl::sub(ruleCommand()));
static cl::opt<Format> As("output-format", cl::desc("How to print"), cl::init(Format::Text),
                          cl::values(clEnumValN(Format::Text, "text", "to read (default)"),
                                     clEnumValN(Format::Json, "json", "for programs")),
                          cl::sub(ruleCommand()));

static std::string fixesOf(const CheckInfo &C) {
  return C.HasFix ? C.HasSuggestion ? "yes, suggested" : "yes" : C.HasSuggestion ? "suggested" : "";
}

static json::Value toJson(const CheckInfo &C) {
  json::Array Options;
  for (const std::vector<std::string> &Row : tableBelow(C.Page, "Options"))
    if (Row.size() >= 3)
      Options.push_back(json::Object{{"name", plainText(Row[0])},
                                     {"default", plainText(Row[1])},
                                     {"meaning", plainText(Row[2])}});
  return json::Object{{"name", C.Name},
                      {"category", C.Category},
                      {"summary", C.Summary},
                      {"default", !C.OptIn},
                      {"safe-fix", C.HasFix},
                      {"suggested-fix", C.HasSuggestion},
                      {"options", std::move(Options)},
                      {"url", pageUrl(C.Name)},
                      {"page", C.Page}};
}

static void list(ArrayRef<const CheckInfo *> Checks, unsigned Width, bool Color) {
  std::vector<std::vector<std::string>> Rows = {{"Check", "Category", "On", "Fix", "Finds"}};
  for (const CheckInfo *C : Checks)
    Rows.push_back({C->Name.str(), C->Category.str(), C->OptIn ? "opt-in" : "yes", fixesOf(*C),
                    C->Summary.str()});
  renderTable(Rows, Width, Color, outs());
}

int runRule() {
  std::vector<const CheckInfo *> Listed, Explained;
  if (Names.empty() && !All)
    return fail("rule: name a check or a category, or say --all");
  if (!Names.empty() && All)
    return fail("rule: either names or --all");
  if (All)
    for (const CheckInfo &C : allChecks())
      Listed.push_back(&C);
  for (StringRef Name : Names) {
    if (const CheckInfo *C = findCheck(Name)) {
      Explained.push_back(C);
      continue;
    }
    if (!is_contained(categories(), Name)) {
      StringRef Near = nearestCheck(Name);
      return fail("there is no check " + Name +
                  (Near.empty() ? "; `async-tidy rule --all` lists them"
                                : "; did you mean " + Near.str() + "?"));
    }
    for (const CheckInfo &C : allChecks())
      if (StringRef(C.Category) == Name)
        Listed.push_back(&C);
  }
  if (As == Format::Json) {
    json::Array Array;
    for (const CheckInfo *C : concat<const CheckInfo *>(Explained, Listed))
      Array.push_back(toJson(*C));
    // One check that was named is itself, not a list of one.
    json::Value Result =
        Listed.empty() && Array.size() == 1 ? std::move(Array[0]) : json::Value(std::move(Array));
    outs() << formatv("{0:2}", Result) << "\n";
    return Clean;
  }
  bool Color = colorOnStdout();
  unsigned Columns = sys::Process::StandardOutColumns();
  unsigned Width = std::min(Columns ? Columns : 80, MostWidth);
  for (const CheckInfo *C : Explained) {
    if (C != Explained.front())
      outs() << "\n";
    auto [Title, Rest] = StringRef(C->Page).split('\n');
    renderPage(Title, Width, Color, outs());
    std::string Fix = fixesOf(*C);
    outs() << C->Category << (C->OptIn ? ", opt-in" : ", on by default")
           << (Fix.empty()    ? ", no fix"
               : Fix == "yes" ? ", safe fix"
               : C->HasFix    ? ", safe fix, suggested fix"
                              : ", suggested fix")
           << "\n\n";
    renderPage(Rest.ltrim(), Width, Color, outs());
  }
  if (!Listed.empty()) {
    if (!Explained.empty())
      outs() << "\n";
    list(Listed, Columns ? Columns : 120, Color);
  }
  return Clean;
}

} // namespace asynctidy::runner
