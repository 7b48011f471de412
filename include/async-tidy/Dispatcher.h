//===- Dispatcher.h - one matcher for all checks -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_DISPATCHER_H
#define ASYNC_TIDY_DISPATCHER_H

#include "async-tidy/Models/ModelSet.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asynctidy {

class Check;

/// Finds the functions that the user wrote, once for all checks of one MatchFinder: fifty
/// matchers that look for the same thing cost more than what most checks then do.
///
/// The checks own it, together; the finder doesn't own what it calls. With the environment
/// variable ASYNC_TIDY_OWN_MATCHERS each check gets one of its own, so that clang-tidy's
/// profile shows what each check costs.
class Dispatcher : public clang::ast_matchers::MatchFinder::MatchCallback {
public:
  /// Registers \p C with what it shares with the other checks of \p Finder.
  static std::shared_ptr<Dispatcher> add(clang::ast_matchers::MatchFinder &Finder, Check &C,
                                         llvm::StringRef Name);
  void remove(const Check &C);

  /// The models of \p ModelFiles and the project's. \p Errors is filled for the first who asks.
  std::shared_ptr<const ModelSet> models(const std::vector<std::string> &ModelFiles,
                                         llvm::StringRef MainFile,
                                         std::vector<std::string> &Errors);

  void run(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onStartOfTranslationUnit() override;
  llvm::StringRef getID() const override { return ID; }

private:
  Dispatcher(clang::ast_matchers::MatchFinder &Finder, llvm::StringRef ID);

  const std::string ID;
  bool Started = false;
  std::vector<Check *> Checks;
  /// Of the unit that is being looked at.
  std::map<std::vector<std::string>, std::shared_ptr<const ModelSet>> Models;
};

} // namespace asynctidy

#endif
