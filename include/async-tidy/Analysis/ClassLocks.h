//===- ClassLocks.h - under which locks a class uses its fields -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_CLASSLOCKS_H
#define ASYNC_TIDY_ANALYSIS_CLASSLOCKS_H

#include "async-tidy/Analysis/LockState.h"
#include "clang/AST/DeclCXX.h"
#include <set>
#include <vector>

namespace asynctidy {

/// The mutexes that are held for certain at some point.
struct MutexesHeld {
  /// Those of the object itself (`m_`, `this->state_.m`), a lock on the object, and globals.
  std::set<AccessPath> Known;
  /// Another lock is held as well, or may be: of another object, of a mutex that can't be told,
  /// on some paths only, by a class that looks like a guard.
  bool Others = false;

  bool none() const { return Known.empty() && !Others; }
};

/// One use of a field of `this`.
struct FieldAccess {
  /// The field, and the fields in it by value: `state_.count`; never through a pointer.
  AccessPath Path;
  enum KindTy {
    Read,
    Write,    ///< Assigned to, moved from, a non-const method of a class that isn't ours.
    MayWrite, ///< Passed by non-const reference or address, a non-const method of other classes.
    Alias     ///< Bound to a reference, returned by one, its address taken: used elsewhere.
  } Kind = Read;
  /// The expression that names it.
  const clang::Expr *Where = nullptr;
  /// The method, or the lambda in a method, in whose body it stands.
  const clang::FunctionDecl *In = nullptr;
  MutexesHeld Held;

  /// The field of the class: `state_` of `state_.count`.
  const clang::FieldDecl *field() const;
};

/// Which fields one class uses where, and which of its mutexes it holds then: in all of its
/// methods whose bodies are visible, and in the lambdas in them. What stands in dead code, and
/// what is reached through a pointer or by other classes, is not looked at.
class ClassLocks {
public:
  /// Who runs a body, and what is held when that begins.
  enum class Entry {
    Open,         ///< Anybody, any time, with no lock: public methods, handlers, threads.
    Inside,       ///< The class alone, with the locks that all of its calls have in common.
    Construction, ///< Constructors, destructors and what only they call: nobody else is there.
    Unknown       ///< Who knows: methods that nobody in sight calls, closures given to others.
  };
  /// A call on `this` of one body from another; for a lambda, what runs it at once.
  struct Call {
    const clang::FunctionDecl *Caller = nullptr;
    const clang::Expr *Where = nullptr;
    MutexesHeld Held;
  };
  struct Body {
    const clang::FunctionDecl *Function = nullptr;
    /// The method; for a lambda the one that it stands in.
    const clang::CXXMethodDecl *Method = nullptr;
    Entry Begins = Entry::Unknown;
    /// What is held when it begins.
    MutexesHeld AtEntry;
    /// The class's own calls of it.
    std::vector<Call> Calls;
  };

  ClassLocks(Unit &U, const clang::CXXRecordDecl &Record);

  const clang::CXXRecordDecl &record() const { return Record; }
  /// In the order of the bodies, and in each in the order of the text.
  llvm::ArrayRef<FieldAccess> accesses() const { return Accesses; }
  llvm::ArrayRef<Body> bodies() const { return Bodies; }
  /// Null if \p Function is neither a method of the class nor a lambda in one.
  const Body *bodyOf(const clang::FunctionDecl &Function) const;
  /// The locks at \p Point of \p Function, those that it holds when it begins among them. Empty
  /// for points that can't be reached.
  MutexesHeld heldAt(const clang::FunctionDecl &Function, const clang::Stmt &Point) const;
  /// The mutex that is there for the field at \p Path, as far as its uses tell, and those uses.
  struct Guarded {
    AccessPath Mutex;
    std::vector<const FieldAccess *> Locked;
    std::vector<const FieldAccess *> Unlocked; ///< With no lock at all.
    const FieldAccess *Write = nullptr;        ///< The first of Locked that writes.
  };
  /// None if no mutex is held where it is written.
  std::optional<Guarded> guarded(const AccessPath &Path) const;

private:
  friend class ClassLocksBuilder;
  Unit &U;
  const clang::CXXRecordDecl &Record;
  std::vector<Body> Bodies;
  std::vector<FieldAccess> Accesses;
};

/// True if two threads may use an object of \p Type at once: an atomic, a mutex, a condition
/// variable, a thread-safe queue, a class that has such a thing in it.
bool isThreadSafe(const Unit &U, clang::QualType Type);

/// The field of `this` that \p This leads to, as `this->state_.count`, and how it is used; none if
/// it leads to no field. \p This is `this` or a variable that stands for it. Held isn't set.
std::optional<FieldAccess> fieldAccess(const Unit &U, const FunctionBody &In,
                                       const clang::Expr &This);
/// True if a lock is held at \p Point of \p Function, which it took itself, or all that call it as
/// far as its class can tell.
bool isLocked(Unit &U, const clang::FunctionDecl &Function, const clang::Expr &Point);

/// What is done with the object that \p E names; none if nothing is.
std::optional<FieldAccess::KindTy> useOf(const Unit &U, const FunctionBody &In,
                                         const clang::Expr &E);
/// Each use of a field of `this` in \p In, lambdas not included, without what is held there.
std::vector<FieldAccess> fieldAccesses(const Unit &U, const FunctionBody &In);

} // namespace asynctidy

#endif
