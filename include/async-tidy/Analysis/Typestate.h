//===- Typestate.h - the states of one object, path by path -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_TYPESTATE_H
#define ASYNC_TIDY_ANALYSIS_TYPESTATE_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Support/AccessPath.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>

namespace asynctidy {

/// Something that a function does to an object that is followed.
struct ObjectEvent {
  enum KindTy {
    Declared,  ///< Its declaration. `Value` is its initializer, null without one.
    Called,    ///< A member function or operator, `Callee`, is called on it.
    Assigned,  ///< It gets the value of `Value`, by operator= or a constructor's initializer.
    MovedFrom, ///< Moved, into argument or initializer `Call`, or a closure.
    Returned,  ///< Named by a return or co_return.
    Awaited,   ///< The operand of a co_await.
    Passed,    ///< `Call` gets a reference or pointer through which it can be changed.
    Captured,  ///< By reference in the closure `At`.
    Escaped,   ///< Another reference or pointer to it is kept.
    OwnerUsed, ///< Code that can change it runs on the object it is a member of, maybe.
    Read,      ///< Copied, compared, passed by const reference.
    Destroyed  ///< Its scope ends, at `At`: a return, a throw, a jump or the block.
  } Kind = Read;
  const clang::Stmt *At = nullptr;
  const clang::Expr *Call = nullptr;
  const clang::Expr *Value = nullptr;
  const clang::FunctionDecl *Callee = nullptr;
};

/// The states that one object may be in at each point of a function: a forward analysis over the
/// CFG (Strom and Yemini, "Typestate", 1986). What the states are is the asker's affair: a set of
/// them is a mask of bits, and paths that come together unite their sets. An empty set means that
/// the object isn't alive.
class Typestate {
public:
  using States = uint32_t;

  /// \p Object: a local of \p Function (a parameter too), or an object that starts at `this`.
  Typestate(Unit &U, const clang::FunctionDecl &Function, AccessPath Object);

  /// What the function does to it, in the order of the source. Empty if it doesn't name it.
  llvm::ArrayRef<ObjectEvent> events() const { return Events; }

  struct Rules {
    /// The set at the function's start: 0 for a local, which begins with Declared.
    States AtEntry = 0;
    /// What goes by the name goes on when the name's scope ends: the object of a pointer.
    bool Outlives = false;
    /// The set after \p Event, from the one before. After Destroyed it is empty, whatever this
    /// says, or if it outlives that the same.
    std::function<States(States Before, const ObjectEvent &Event)> Step;
    /// What remains of a set where \p Condition, without negations and one operand of `&&` and
    /// `||`, has come out as \p Holds. \p Event is set where the condition is one
    /// (`t.joinable()`). May be null.
    std::function<States(States Before, const clang::Expr &Condition, const ObjectEvent *Event,
                         bool Holds)>
        Refine;
  };
  /// Calls \p Visit for each event that can be reached, with the set before it; blocks in the order
  /// of the source, more or less.
  void forEach(const Rules &R,
               llvm::function_ref<void(const ObjectEvent &, States Before)> Visit) const;
  /// Calls \p Visit for each end of the function without an exception, with the set there and the
  /// return that leads to it; null at the end of the body.
  void forEachExit(const Rules &R,
                   llvm::function_ref<void(const clang::ReturnStmt *, States Left)> Visit) const;
  /// The set where the function ends without an exception: what it leaves of a member.
  States atExit(const Rules &R) const;

private:
  using BlockStates = std::map<unsigned, States>;
  BlockStates solve(const Rules &R) const;
  States run(const clang::CFGBlock &Block, States Before, const Rules &R,
             llvm::function_ref<void(const ObjectEvent &, States)> Visit) const;
  void collect(const FunctionBody &Body);
  void classify(const FunctionBody &Body, const clang::Expr &Mention);
  void add(ObjectEvent Event, const clang::Stmt *Fires);

  Unit &U;
  const clang::FunctionDecl &Function;
  AccessPath Object;
  const clang::CFG *Graph = nullptr;
  std::vector<ObjectEvent> Events;
  /// Which events an element of the CFG stands for; indices into Events.
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<unsigned, 1>> FiredBy;
  /// The statement whose try block holds the declaration, and so ends its scope when it throws.
  const clang::Stmt *TryAround = nullptr;
};

} // namespace asynctidy

#endif
