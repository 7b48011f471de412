//===- SarifTest.cpp - SARIF and json -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/ReadJson.h"
#include "TestReport.h"
#include "llvm/Support/JSON.h"

using namespace asynctidy::runner;
using namespace asynctidy::runner::test;
using namespace llvm;

namespace {

json::Value parsed(StringRef Text) {
  Expected<json::Value> V = json::parse(Text);
  if (V)
    return std::move(*V);
  ADD_FAILURE() << toString(V.takeError());
  return nullptr;
}

/// What \p Path leads to: keys and indices, separated by slashes.
const json::Value *at(const json::Value &V, StringRef Path) {
  const json::Value *At = &V;
  for (StringRef Rest = Path; !Rest.empty() && At;) {
    StringRef Step;
    std::tie(Step, Rest) = Rest.split('/');
    unsigned Index = 0;
    if (const json::Array *A = At->getAsArray())
      At = !Step.getAsInteger(10, Index) && Index < A->size() ? &(*A)[Index] : nullptr;
    else
      At = At->getAsObject() ? At->getAsObject()->get(Step) : nullptr;
  }
  if (!At)
    ADD_FAILURE() << "there is no " << Path.str();
  return At;
}

std::string text(const json::Value &V, StringRef Path) {
  const json::Value *At = at(V, Path);
  return At && At->getAsString() ? At->getAsString()->str() : "";
}

int64_t number(const json::Value &V, StringRef Path) {
  const json::Value *At = at(V, Path);
  return At ? At->getAsInteger().value_or(-1) : -1;
}

TEST(SarifTest, ResultsPointToTheirPlaces) {
  FullReport T;
  json::Value Log = parsed(T.write("sarif"));
  EXPECT_EQ(text(Log, "version"), "2.1.0");
  EXPECT_EQ(text(Log, "runs/0/columnKind"), "utf16CodeUnits");
  EXPECT_EQ(text(Log, "runs/0/originalUriBaseIds/ROOT/uri"), "file://" + T.R.Root + "/");
  json::Value Result = *at(Log, "runs/0/results/0");
  EXPECT_EQ(text(Result, "message/text"), "'sleep_for' blocks <the> thread & 100%, of {{x}}");
  const std::string Where = "locations/0/physicalLocation/";
  EXPECT_EQ(text(Result, Where + "artifactLocation/uri"), "src/session.cpp");
  EXPECT_EQ(text(Result, Where + "artifactLocation/uriBaseId"), "ROOT");
  EXPECT_EQ(number(Result, Where + "region/startLine"), 4);
  EXPECT_EQ(number(Result, Where + "region/startColumn"), 17);
  EXPECT_EQ(number(Result, Where + "region/endColumn"), 32);
  EXPECT_EQ(text(Result, "locations/0/logicalLocations/0/fullyQualifiedName"), "session");
  EXPECT_EQ(text(Result, "relatedLocations/0/physicalLocation/artifactLocation/uri"),
            "src/a%20b%25.h");
  EXPECT_EQ(at(Result, "codeFlows/0/threadFlows/0/locations")->getAsArray()->size(), 2u);
  EXPECT_EQ(text(Result, "baselineState"), "new");
  EXPECT_EQ(at(Result, "partialFingerprints")->getAsObject()->getString("asyncTidy/v1"),
            StringRef(T.R.Findings[0].Fingerprint));
}

TEST(SarifTest, RulesBringTheirPage) {
  FullReport T;
  json::Value Log = parsed(T.write("sarif"));
  const json::Array &Results = *at(Log, "runs/0/results")->getAsArray();
  ASSERT_EQ(Results.size(), 5u);
  for (const json::Value &Result : Results)
    EXPECT_EQ(
        text(Result, "ruleId"),
        text(Log,
             ("runs/0/tool/driver/rules/" + Twine(number(Result, "ruleIndex")) + "/id").str()));
  EXPECT_EQ(at(Log, "runs/0/tool/driver/rules")->getAsArray()->size(), 3u);
  EXPECT_TRUE(
      StringRef(text(Log, "runs/0/tool/driver/rules/0/help/markdown")).contains("## Flagged"));
}

TEST(SarifTest, FixesAreWhole) {
  FullReport T;
  json::Value Log = parsed(T.write("sarif"));
  const std::string Changes = "runs/0/results/0/fixes/0/artifactChanges/0/";
  EXPECT_EQ(at(Log, Changes + "replacements")->getAsArray()->size(), 2u);
  EXPECT_EQ(number(Log, Changes + "replacements/1/deletedRegion/startColumn"), 17);
  EXPECT_EQ(text(Log, Changes + "replacements/1/insertedContent/text"), "co_await wait(10ms)");
  EXPECT_EQ(text(Log, "runs/0/results/1/fixes/0/description/text"), "await it");
}

TEST(SarifTest, MutedAndFailedAreThere) {
  FullReport T;
  json::Value Log = parsed(T.write("sarif"));
  EXPECT_EQ(text(Log, "runs/0/results/2/suppressions/0/kind"), "inSource");
  EXPECT_EQ(text(Log, "runs/0/results/3/suppressions/0/kind"), "external");
  EXPECT_EQ(text(Log, "runs/0/results/3/baselineState"), "unchanged");
  EXPECT_EQ(at(Log, "runs/0/invocations/0/executionSuccessful")->getAsBoolean(), false);
  const std::string Notes = "runs/0/invocations/0/toolExecutionNotifications/";
  EXPECT_EQ(text(Log, Notes + "0/descriptor/id"), "compile-error");
  EXPECT_EQ(text(Log, Notes + "0/message/text"), "'x.h' file not found");
  EXPECT_EQ(text(Log, Notes + "1/descriptor/id"), "skipped");
}

TEST(SarifTest, BracketsAreNoLinks) {
  TestReport T;
  T.file("a.cpp", "x");
  T.finding("async-lock-order", "a.cpp", "x", "call of '[this](int)'");
  EXPECT_EQ(text(parsed(T.write("sarif")), "runs/0/results/0/message/text"),
            "call of '[this] (int)'");
}

TEST(JsonTest, HasEverything) {
  FullReport T;
  json::Value V = parsed(T.write("json"));
  EXPECT_EQ(number(V, "version"), 1);
  EXPECT_EQ(at(V, "findings")->getAsArray()->size(), 5u);
  EXPECT_EQ(text(V, "findings/0/file"), "src/session.cpp");
  EXPECT_EQ(number(V, "findings/0/column"), 20);
  EXPECT_EQ(number(V, "findings/0/endColumn"), 35);
  EXPECT_EQ(text(V, "findings/2/muted"), "in-source");
  EXPECT_TRUE(at(V, "findings/0/muted")->getAsNull());
  EXPECT_EQ(text(V, "findings/0/fix/1/text"), "co_await wait(10ms)");
  EXPECT_EQ(text(V, "findings/1/notes/0/fix/0/text"), "co_await read(1)");
  EXPECT_EQ(text(V, "units/0/state"), "compile-error");
  EXPECT_EQ(text(V, "skipped/0/reason"), "no compile command");
  EXPECT_EQ(text(V, "inventory/2/detail"), "std::lock_guard");
  EXPECT_EQ(number(V, "summary/findings"), 2);
  EXPECT_TRUE(at(V, "scores/categories/testing/score")->getAsNull());
}

TEST(JsonTest, IsReadBack) {
  FullReport T;
  T.file("report.json", T.write("json"));
  Expected<Report> Read = readJsonReport(T.path("report.json"));
  ASSERT_TRUE(bool(Read)) << toString(Read.takeError());
  EXPECT_EQ(Read->Root, T.R.Root);
  ASSERT_EQ(Read->Findings.size(), 5u);
  for (size_t I = 0; I < 5; ++I) {
    const Finding &A = T.R.Findings[I], &B = Read->Findings[I];
    EXPECT_EQ(A.Check, B.Check);
    EXPECT_EQ(A.At.File, B.At.File);
    EXPECT_EQ(A.At.Offset, B.At.Offset);
    EXPECT_EQ(A.EndOffset, B.EndOffset);
    EXPECT_EQ(A.Edits, B.Edits);
    ASSERT_EQ(A.Notes.size(), B.Notes.size());
    for (size_t K = 0; K < A.Notes.size(); ++K) {
      EXPECT_EQ(A.Notes[K].Message, B.Notes[K].Message);
      EXPECT_EQ(A.Notes[K].At.Offset, B.Notes[K].At.Offset);
      EXPECT_EQ(A.Notes[K].Edits, B.Notes[K].Edits);
    }
    EXPECT_TRUE(A.Mute == B.Mute && A.Level == B.Level && A.New == B.New);
    EXPECT_EQ(A.Fingerprint, B.Fingerprint);
  }
  EXPECT_EQ(summaryLine(*Read), summaryLine(T.R));
  EXPECT_EQ(Read->Inventory.size(), 4u);
}

TEST(JsonTest, SaysWhatIsWrongWithAFile) {
  TestReport T;
  auto Error = [&](StringRef Text) {
    T.file("report.json", Text);
    Expected<Report> Read = readJsonReport(T.path("report.json"));
    return Read ? "none" : toString(Read.takeError());
  };
  EXPECT_TRUE(StringRef(Error("{")).contains("report.json: is no JSON"));
  EXPECT_TRUE(StringRef(Error("[]")).contains("is no report of --output-format json"));
  EXPECT_TRUE(StringRef(Error("{\"version\": 2}")).contains("unknown version"));
  std::string Good = T.write("json");
  EXPECT_EQ(Error(Good), "none");
  size_t At = Good.find("\"units\": [");
  EXPECT_TRUE(StringRef(Error(Good.replace(At, 7, "\"other\""))).contains("expected array"));
  EXPECT_TRUE(StringRef(toString(readJsonReport(T.path("gone.json")).takeError()))
                  .contains("can't be read"));
}

} // namespace
