//===- Check.cpp - base class of every check ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Check.h"
#include "async-tidy/Dispatcher.h"
#include "async-tidy/Models/Audit.h"
#include "async-tidy/Recorder.h"
#include "async-tidy/Support/Compat.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/utils/OptionsUtils.h"
#include "llvm/Support/PrettyStackTrace.h"

using namespace clang;
using namespace clang::ast_matchers;
using clang::tidy::ClangTidyContext;
using clang::tidy::utils::IncludeInserter;
using clang::tidy::utils::IncludeSorter;

namespace asynctidy {

static bool isOptIn(StringRef Name) {
  enum { On, OptIn };
  struct Line {
    StringRef Name;
    int Default;
  };
  static constexpr Line Lines[] = {
#define ASYNC_CHECK(Category, Class, Name, Default, Fix, Summary) {Name, Default},
#include "async-tidy/Checks.def"
  };
  for (const Line &L : Lines)
    if (L.Name == Name)
      return L.Default == OptIn;
  return false;
}

Check::Check(StringRef Name, ClangTidyContext *Context, Language Needs, AddsIncludes Includes)
    : ClangTidyCheck(Name, Context), TidyContext(Context), CheckName(Name.str()), Needs(Needs),
      Includes(Includes), ModelFiles(optionList("Models", "")),
      AuditModels(Options.getLocalOrGlobal("AuditModels", false)),
      Style(Options.getLocalOrGlobal("IncludeStyle", IncludeSorter::IS_LLVM)) {
  Recorded["AuditModels"] = AuditModels ? "true" : "false";
}

Check::~Check() {
  if (Functions)
    Functions->remove(*this);
}

bool Check::isLanguageVersionSupported(const LangOptions &Opts) const {
  return Needs == Language::Cxx20 ? Opts.CPlusPlus20 : Opts.CPlusPlus11;
}

/// Opt-in checks run only where the list of checks names them in full and the last word on
/// them is not a refusal; `async-*` doesn't turn them on.
bool Check::enabledByName() const {
  if (!isOptIn(CheckName))
    return true;
  StringRef Rest =
      TidyContext->getOptions().Checks ? StringRef(*TidyContext->getOptions().Checks) : StringRef();
  bool Enabled = false;
  while (!Rest.empty()) {
    StringRef Item = Rest.take_until([](char C) { return C == ',' || C == '\n'; });
    Rest = Rest.drop_front(std::min(Item.size() + 1, Rest.size()));
    Item = Item.trim();
    bool Negated = Item.consume_front("-");
    if (Item.trim() == CheckName)
      Enabled = !Negated;
  }
  return Enabled;
}

void Check::registerPPCallbacks(const SourceManager &, Preprocessor *PP, Preprocessor *) {
  if (Includes != AddsIncludes::Yes)
    return;
  // Where each fix must do alone (clangd, the runner), each brings its #include, and one object,
  // which notes every #include of the unit, serves all checks. Otherwise it gives an #include to
  // the first who asks: to another check's finding, that may be silenced or only a suggestion, it
  // must not be lost.
  const bool SelfContained = areDiagsSelfContained() || Recorder::active();
  thread_local std::pair<Preprocessor *, IncludeSorter::IncludeStyle> LastFor;
  thread_local std::weak_ptr<IncludeInserter> Last;
  std::pair<Preprocessor *, IncludeSorter::IncludeStyle> For(PP, Style);
  Inserter = SelfContained && LastFor == For ? Last.lock() : nullptr;
  if (Inserter)
    return;
  Inserter = std::make_shared<IncludeInserter>(Style, SelfContained);
  Inserter->registerPreprocessor(PP);
  if (SelfContained) {
    LastFor = For;
    Last = Inserter;
  }
}

void Check::registerMatchers(MatchFinder *Finder) {
  if (!enabledByName())
    return;
  Functions = Dispatcher::add(*Finder, *this, CheckName);
  if (AuditModels)
    Finder->addMatcher(translationUnitDecl(), this);
}

std::shared_ptr<const ModelSet> Check::models() {
  std::vector<std::string> Errors;
  std::shared_ptr<const ModelSet> Set = Functions->models(ModelFiles, getCurrentMainFile(), Errors);
  // An error, as the exit code must tell that the run was not what the user asked for.
  for (const std::string &Error : Errors)
    configurationDiag("async-tidy: %0", DiagnosticIDs::Error) << Error;
  return Set;
}

void Check::start() {
  Reported.clear();
  Facts = nullptr;
  Models = models();
}

namespace {
/// A line of the stack dump.
class Frame : public llvm::PrettyStackTraceEntry {
public:
  Frame(const std::string &Check, const FunctionDecl &Function)
      : Check(Check), Function(Function) {}
  void print(llvm::raw_ostream &Out) const override {
    Out << "While running '" << Check << "' on " << Function.getQualifiedNameAsString() << '\n';
  }

private:
  const std::string &Check;
  const FunctionDecl &Function;
};
} // namespace

void Check::look(ASTContext &Context, const FunctionDecl &Function) {
  if (!Facts)
    Facts = &Unit::get(Context, Models);
  // A crash should name the check: the matcher is everybody's.
  Frame Running(CheckName, Function);
  Current = &Function;
  analyze(*Facts, Function);
  Current = nullptr;
}

DiagnosticBuilder Check::diag(SourceLocation Loc, StringRef Message, DiagnosticIDs::Level Level) {
  if (Level != DiagnosticIDs::Note)
    if (Recorder *R = Recorder::active())
      R->reports(CheckName, Loc, Message, Current);
  return ClangTidyCheck::diag(Loc, Message, Level);
}

void Check::check(const MatchFinder::MatchResult &Result) {
  auditUserModels(*Result.Context, *Models, getCurrentMainFile());
}

void Check::storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) {
  for (const auto &[Name, Value] : Recorded)
    Options.store(Opts, Name, Value);
  if (Includes == AddsIncludes::Yes)
    Options.store(Opts, "IncludeStyle", Style);
}

bool Check::option(StringRef LocalName, bool Default) {
  bool Value = Options.get(LocalName, Default);
  Recorded[LocalName.str()] = Value ? "true" : "false";
  return Value;
}

unsigned Check::option(StringRef LocalName, unsigned Default) {
  unsigned Value = Options.get(LocalName, Default);
  Recorded[LocalName.str()] = std::to_string(Value);
  return Value;
}

std::string Check::option(StringRef LocalName, const char *Default) {
  std::string Value = Options.getLocalOrGlobal(LocalName, Default).str();
  Recorded[LocalName.str()] = Value;
  return Value;
}

std::vector<std::string> Check::optionList(StringRef LocalName, const char *Default) {
  std::string Text = option(LocalName, Default);
  std::vector<std::string> List;
  llvm::SmallVector<StringRef, 8> Parts;
  StringRef(Text).split(Parts, ';', -1, /*KeepEmpty=*/false);
  for (StringRef Part : Parts)
    if (!Part.trim().empty())
      List.push_back(Part.trim().str());
  return List;
}

bool Check::firstReport(SourceLocation Loc, const void *What) {
  return Reported.insert({Loc, What}).second;
}

} // namespace asynctidy
