//===- Cache.cpp - async-tidy cache -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Cache.h"
#include "Commands/Commands.h"
#include "Commands/Shared.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace asynctidy::runner {

cl::SubCommand &cacheCommand() {
  static cl::SubCommand Sub("cache", "Show the cache (info), or remove from it (clean)");
  return Sub;
}

static cl::opt<std::string> Action(cl::Positional, cl::desc("info|clean"), cl::init("info"),
                                   cl::sub(cacheCommand()));
static cl::opt<unsigned> Days("unused-for",
                              cl::desc("clean: only what wasn't used for so many days"),
                              cl::value_desc("days"), cl::sub(cacheCommand()));

int runCache() {
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  // The nearest one, as it lies in a project's root.
  std::string Directory = Options->CacheDir;
  std::string Start = realPath(".");
  for (StringRef Here = Start; Directory.empty() && !Here.empty();
       Here = sys::path::parent_path(Here)) {
    SmallString<256> Candidate(Here);
    sys::path::append(Candidate, ".async-tidy-cache");
    if (sys::fs::is_directory(Candidate))
      Directory = std::string(Candidate);
  }
  if (Directory.empty() || !sys::fs::is_directory(Directory))
    return fail(
        Directory.empty()
            ? Twine("there is no .async-tidy-cache here or above (name it with --cache-dir)")
            : Twine("there is no directory ") + Directory);
  if (Action == "info") {
    Cache::Size Size = Cache::measure(Directory);
    outs() << Directory << ": " << Size.Entries << " files' results, "
           << format("%.1f", double(Size.Bytes) / 1e6) << " MB\n";
    return Clean;
  }
  if (Action != "clean")
    return fail("cache: there is no action '" + Action + "' (there are: info, clean)");
  Expected<Cache::Size> Removed = Cache::clean(Directory, Days);
  if (!Removed)
    return fail(Removed.takeError());
  outs() << "removed " << Removed->Entries << " files' results, "
         << format("%.1f", double(Removed->Bytes) / 1e6) << " MB\n";
  return Clean;
}

} // namespace asynctidy::runner
