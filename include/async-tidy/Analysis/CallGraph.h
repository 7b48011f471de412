//===- CallGraph.h - calls of visible bodies, with summaries -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_CALLGRAPH_H
#define ASYNC_TIDY_ANALYSIS_CALLGRAPH_H

#include "async-tidy/Analysis/Unit.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <vector>

namespace asynctidy {

/// One call that a function makes when it runs.
struct CallSite {
  enum KindTy {
    Call,        ///< An ordinary call or an operator's.
    Constructor, ///< Of an object, a base or a member.
    Destructor,  ///< Of a local, a temporary, a member, or by delete: implicit ones too.
    Callable     ///< A lambda that the callee runs before it returns.
  } Kind = Call;
  /// What is called, its definition if that is visible; null for calls through pointers.
  const clang::FunctionDecl *Callee = nullptr;
  /// The expression; null for implicit destructors.
  const clang::Expr *Expr = nullptr;
  clang::SourceLocation Location;
  const clang::FunctionDecl *Caller = nullptr;
  /// Calls something that isn't known here: an overrider, a callable that a caller passed.
  bool Virtual = false;
};

/// What is called at \p Site, quoted, in the words of a message: the name as written there, `a
/// lambda`. The callee must be known.
std::string nameOfCallee(const CallSite &Site);

/// The answer to "does running this function reach such a call?".
struct Reach {
  enum Answer { No, Yes, Unknown } What = No;
  /// For Yes: the calls from the function down to the one that was looked for. The shortest
  /// such chain, so that the notes of a finding stay readable.
  std::vector<CallSite> Path;
};

/// Who calls whom, as far as bodies are visible in this translation unit, with the edges
/// that clang::CallGraph lacks: implicit destructors, constructors, lambdas that are run at
/// once. Bodies of coroutines are not entered (calling one doesn't run it to its end), nor
/// are those of frameworks that have a model: the model says what they do.
class CallGraph {
public:
  explicit CallGraph(Unit &U) : U(U) {}

  /// The calls that \p Function's own body makes, in source order; destructors last.
  const std::vector<CallSite> &callsOf(const clang::FunctionDecl &Function);

  /// A question about call sites, with the answers so far. \p Hits tells whether a site is
  /// what is looked for, \p Passes whether what is called there is not to be looked into.
  class Query {
  public:
    using Predicate = std::function<bool(const CallSite &)>;
    /// Of the calls on the way to a hit and the hit at most \p MostConditions may be conditional.
    Query(CallGraph &Graph, Predicate Hits, Predicate Passes = nullptr,
          unsigned MostConditions = ~0U)
        : Graph(Graph), Hits(std::move(Hits)), Passes(std::move(Passes)),
          MostConditions(MostConditions) {}
    /// Does running \p Function reach a hit? No body, an unknown callee, a virtual call, or too
    /// many conditions on the way make it Unknown.
    const Reach &ask(const clang::FunctionDecl &Function);

  private:
    CallGraph &Graph;
    Predicate Hits;
    Predicate Passes;
    unsigned MostConditions;
    /// Not a DenseMap: what ask() returned must stay where it is.
    std::map<const clang::FunctionDecl *, Reach> Answers;
  };

  /// The definition that a call to \p Callee enters; null if it is not to be entered.
  const clang::FunctionDecl *entered(const clang::FunctionDecl *Callee) const;

private:
  void addDestructors(const clang::FunctionDecl &Function, std::vector<CallSite> &Sites);

  Unit &U;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<std::vector<CallSite>>> Sites;
};

/// The destructors that \p Call, in \p Caller, runs by taking objects out of a container or an
/// owner: `clear()`, `erase()`, `reset()`, `= nullptr`. What others share may live on: it counts
/// too.
std::vector<CallSite> destructionsBy(const Unit &U, const clang::Expr &Call,
                                     const clang::FunctionDecl &Caller);

/// Calls \p Visit for each lambda that \p Call is given and its callee \p Callee runs in its own
/// body.
void forEachLambdaRunBy(Unit &U, const clang::FunctionDecl &Callee, const clang::Expr &Call,
                        llvm::function_ref<void(const clang::FunctionDecl &)> Visit);

} // namespace asynctidy

#endif
