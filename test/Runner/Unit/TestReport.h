//===- TestReport.h - files in a temporary directory, and findings in them -----------*- C++
//-*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_RUNNER_TESTREPORT_H
#define ASYNC_TIDY_TEST_RUNNER_TESTREPORT_H

#include "Model/Finding.h"
#include "Reports/Writers.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

namespace asynctidy::runner::test {

/// A directory that is gone after the test, with files of it, and a report on them.
class TestReport {
public:
  TestReport() {
    llvm::SmallString<128> Made, Real;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("async-tidy-test", Made));
    EXPECT_FALSE(llvm::sys::fs::real_path(Made, Real));
    R.Root = Real.str().str();
    R.Version = "0.1.0";
    R.Tidy = "22.1.8";
    R.Arguments = {"async-tidy", "check"};
  }
  ~TestReport() { llvm::sys::fs::remove_directories(R.Root); }
  TestReport(const TestReport &) = delete;

  std::string path(llvm::StringRef Name) const { return R.Root + "/" + Name.str(); }

  /// Writes a file; directories are made.
  std::string file(llvm::StringRef Name, llvm::StringRef Text) {
    std::string Path = path(Name);
    EXPECT_FALSE(llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path)));
    std::error_code Error;
    llvm::raw_fd_ostream(Path, Error) << Text;
    EXPECT_FALSE(Error);
    Texts[Path] = Text.str();
    return Path;
  }

  /// The place of \p Words in a file; of their \p Number th occurrence.
  Place at(llvm::StringRef Name, llvm::StringRef Words, unsigned Number = 0) {
    std::string Path = path(Name);
    llvm::StringRef Text = Texts[Path];
    size_t Offset = Text.find(Words);
    while (Number-- > 0)
      Offset = Text.find(Words, Offset + 1);
    EXPECT_NE(Offset, llvm::StringRef::npos) << Words.str();
    llvm::StringRef Before = Text.take_front(Offset);
    return {Path, unsigned(Offset), unsigned(Before.count('\n') + 1),
            unsigned(Offset - (Before.rfind('\n') + 1) + 1)};
  }

  /// A finding that highlights \p Words.
  Finding &finding(llvm::StringRef Check, llvm::StringRef Name, llvm::StringRef Words,
                   llvm::StringRef Message) {
    Finding F;
    F.Check = Check.str();
    F.Message = Message.str();
    F.At = at(Name, Words);
    F.EndOffset = F.At.Offset + Words.size();
    F.Fingerprint = std::string(31, '0') + char('a' + R.Findings.size());
    R.Findings.push_back(std::move(F));
    return R.Findings.back();
  }

  /// The edit that puts \p New in the place of \p Words.
  Edit edit(llvm::StringRef Name, llvm::StringRef Words, llvm::StringRef New) {
    Place At = at(Name, Words);
    return {At.File, At.Offset, unsigned(Words.size()), New.str()};
  }

  std::string write(llvm::StringRef Format, WriterOptions Options = {}) {
    const Writer *W = findWriter(Format);
    EXPECT_NE(W, nullptr) << Format.str();
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    W->Write(R, Options, OS);
    OS.flush();
    return Text;
  }

  Report R;

private:
  std::map<std::string, std::string> Texts;
};

/// A report with one of everything.
class FullReport : public TestReport {
public:
  FullReport() {
    file("src/session.cpp", "#include <thread>\n"
                            "\n"
                            "task<> session() {\n"
                            "\tauto \xC3\xA4 = \"\xF0\x9F\x98\x80\"; sleep_for(10ms);\n"
                            "  co_return;\n"
                            "}\n");
    file("src/a b%.h", "void helper() {\n  read(1);\n}\n");
    Finding &Sleep = finding("async-blocking-call", "src/session.cpp", "sleep_for(10ms)",
                             "'sleep_for' blocks <the> thread & 100%, of {x}");
    Sleep.Entity = "session";
    Sleep.Edits = {
        edit("src/session.cpp", "#include <thread>\n", "#include <asio.hpp>\n#include <thread>\n"),
        edit("src/session.cpp", "sleep_for(10ms)", "co_await wait(10ms)")};
    Sleep.Notes.push_back({at("src/a b%.h", "read(1)"), "'helper' calls 'read' here", {}});
    Finding &Read = finding("async-blocking-wait", "src/a b%.h", "read(1)", "waits\nfor it");
    Read.Level = Severity::Error;
    Read.Notes.push_back(
        {Read.At, "await it", {edit("src/a b%.h", "read(1)", "co_await read(1)")}});
    finding("async-lock-order", "src/a b%.h", "helper", "muted by a comment").Mute =
        Muted::InSource;
    finding("async-lock-order", "src/a b%.h", "void", "known before").Mute = Muted::Baseline;
    R.Findings.back().New = false;
    finding("async-lock-order", "src/a b%.h", "{", "of no interest").Mute = Muted::Filtered;
    R.Units = {
        {path("src/broken.cpp"), UnitState::CompileError, "'x.h' file not found", 0.5, {}, {}},
        {path("src/session.cpp"), UnitState::Analysed, "", 1.25, {}, {}},
        {path("src/z.cpp"), UnitState::Cached, "", 0, {}, {}}};
    R.Skipped[path("src/third.cpp")] = "no compile command";
    R.Inventory = {{"coroutine", "task", at("src/session.cpp", "session")},
                   {"co_await", "", at("src/session.cpp", "co_return")},
                   {"lock", "std::lock_guard", at("src/a b%.h", "read")},
                   {"lock", "std::mutex::lock", at("src/a b%.h", "void")}};
    R.Seconds = 0.84;
  }
};

} // namespace asynctidy::runner::test

#endif
