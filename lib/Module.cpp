//===- Module.cpp - registration and version guard ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckIncludes.inc"
#include "async-tidy/Recorder.h"
#include "async-tidy/Support/Compat.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

namespace asynctidy {

namespace {

/// A plugin that was built for another LLVM loads without a word, lists its checks, finds
/// nothing and exits with 0. So look before anything else happens, and say it.
///
/// Compares major and minor, not the patch level: that is what the shared libraries' names
/// promise to be compatible, and a distribution's security update must not break users.
struct VersionGuard {
  VersionGuard() {
    std::string Host = clang::getClangFullVersion();
    llvm::StringRef Rest = llvm::StringRef(Host).split("version ").second;
    llvm::StringRef HostMajor = Rest.split('.').first;
    llvm::StringRef HostMinor = Rest.split('.').second.split('.').first;
    unsigned Major = 0, Minor = 0;
    if (!HostMajor.getAsInteger(10, Major) && !HostMinor.getAsInteger(10, Minor) &&
        Major == CLANG_VERSION_MAJOR && Minor == CLANG_VERSION_MINOR)
      return;
    llvm::errs() << "async-tidy: this plugin is for clang-tidy " << CLANG_VERSION_MAJOR << '.'
                 << CLANG_VERSION_MINOR << ", but was loaded by " << Rest.split(' ').first
                 << ": load async-tidy-" << HostMajor << ".so instead, or run clang-tidy-"
                 << CLANG_VERSION_MAJOR << '\n';
    llvm::errs().flush();
    // Not exit(): that would run the destructors of a host which isn't set up yet.
    _exit(2);
  }
} Guard;

class AsyncTidyModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
#define ASYNC_CHECK(Category, Class, Name, Default, Fix, Summary)                                  \
  Factories.registerCheck<Class##Check>(Name);
#include "async-tidy/Checks.def"
    // Only for the runner: others would see it among the checks.
    if (llvm::sys::Process::GetEnv(Recorder::Variable))
      Factories.registerCheck<Recorder>(Recorder::Name);
  }
};

clang::tidy::ClangTidyModuleRegistry::Add<AsyncTidyModule>
    Registration("async-tidy", "Checks for asynchronous and concurrent code.");

} // namespace

} // namespace asynctidy
