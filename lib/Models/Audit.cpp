//===- Audit.cpp - do the names of users' models exist? -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Models/Audit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>

using namespace clang;

namespace asynctidy {

/// The contexts that \p Found opens: namespaces, classes, the classes of templates.
static const DeclContext *contextOf(const NamedDecl *Found) {
  if (const auto *Namespace = dyn_cast<NamespaceDecl>(Found))
    return Namespace;
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(Found))
    Found = Template->getTemplatedDecl();
  if (const auto *Record = dyn_cast<CXXRecordDecl>(Found))
    return Record->getDefinition();
  return dyn_cast<EnumDecl>(Found);
}

static bool hasPrefix(const DeclContext &In, StringRef Prefix) {
  return llvm::any_of(In.decls(), [&](const Decl *D) {
    if (const auto *Linkage = dyn_cast<LinkageSpecDecl>(D))
      return hasPrefix(*Linkage, Prefix);
    const auto *Named = dyn_cast<NamedDecl>(D);
    return Named && Named->getIdentifier() && Named->getName().substr(0, Prefix.size()) == Prefix;
  });
}

bool isDeclared(ASTContext &Context, StringRef Root, StringRef Name) {
  llvm::SmallVector<StringRef, 6> Path;
  Root.split(Path, "::", -1, /*KeepEmpty=*/false);
  Name.split(Path, "::", -1, /*KeepEmpty=*/false);
  if (llvm::is_contained(Path, "**"))
    return true;
  StringRef Last = Path.pop_back_val();
  llvm::SmallVector<const DeclContext *, 2> In{Context.getTranslationUnitDecl()};
  for (StringRef Part : Path) {
    llvm::SmallVector<const DeclContext *, 2> Next;
    for (const DeclContext *DC : In)
      for (const NamedDecl *Found : DC->lookup(&Context.Idents.get(Part)))
        if (const DeclContext *Inner = contextOf(Found))
          Next.push_back(Inner);
    In = std::move(Next);
  }
  return llvm::any_of(In, [&](const DeclContext *DC) {
    StringRef Prefix = Last;
    if (Prefix.consume_back("*"))
      return hasPrefix(*DC, Prefix);
    // A class's own name in it stands for its constructors, and is always there.
    return !DC->lookup(&Context.Idents.get(Last)).empty();
  });
}

namespace {
class Audit {
public:
  static Audit &instance() {
    // Never destroyed: the report comes after that of other objects.
    static Audit *TheOne = [] {
      std::atexit([] { instance().report(); });
      return new Audit;
    }();
    return *TheOne;
  }

  void look(ASTContext &Context, const ModelSet &Set, StringRef MainFile) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Units.insert(MainFile);
    for (const Framework &F : Set.users()) {
      look(Context, F, F.Functions, "function");
      look(Context, F, F.Types, "type");
    }
  }

private:
  struct Entry {
    std::string File;
    unsigned Line;
    std::string What;
    bool operator<(const Entry &O) const {
      return std::tie(File, Line, What) < std::tie(O.File, O.Line, O.What);
    }
  };

  template <typename ModelT>
  void look(ASTContext &Context, const Framework &F, const std::vector<ModelT> &Entries,
            const char *What) {
    for (const ModelT &M : Entries) {
      bool &Found = Resolved[{F.File, M.Line, std::string(What) + " '" + M.Name + "'"}];
      Found = Found || llvm::any_of(F.Roots, [&](const std::string &Root) {
                return isDeclared(Context, Root, M.Name);
              });
    }
  }

  void report() {
    bool Missing = false;
    for (const auto &[Of, Found] : Resolved) {
      if (Found)
        continue;
      Missing = true;
      llvm::errs() << "error: async-tidy: " << Of.File << ':' << Of.Line << ": " << Of.What
                   << " names nothing in any of the " << Units.size()
                   << " translation units of this run\n";
    }
    if (!Missing)
      return;
    // The host has chosen its exit code already.
    llvm::errs().flush();
    llvm::outs().flush();
    std::fflush(nullptr);
    std::_Exit(1);
  }

  std::mutex Mutex;
  llvm::StringSet<> Units;
  std::map<Entry, bool> Resolved;
};
} // namespace

void auditUserModels(ASTContext &Context, const ModelSet &Set, StringRef MainFile) {
  Audit::instance().look(Context, Set, MainFile);
}

} // namespace asynctidy
