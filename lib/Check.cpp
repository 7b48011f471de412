//===- Check.cpp - base class of every check ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Check.h"
#include "async-tidy/Models/Audit.h"
#include "async-tidy/Recorder.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/utils/OptionsUtils.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLTraits.h"

using namespace clang;
using namespace clang::ast_matchers;
using clang::tidy::ClangTidyContext;
using clang::tidy::utils::IncludeSorter;

namespace {
/// `.async-tidy.yaml`, which lies in a directory above the file that is checked.
struct ProjectFile {
  std::vector<std::string> Models;
};

AST_MATCHER(FunctionDecl, isUserWritten) {
  return Node.doesThisDeclarationHaveABody() && !Node.isImplicit() &&
         !asynctidy::inSystemHeader(Node.getLocation(), Finder->getASTContext());
}
} // namespace

namespace llvm::yaml {
template <> struct MappingTraits<ProjectFile> {
  static void mapping(IO &Io, ProjectFile &P) { Io.mapOptional("models", P.Models); }
};
} // namespace llvm::yaml

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
      Inserter(Options.getLocalOrGlobal("IncludeStyle", IncludeSorter::IS_LLVM),
               areDiagsSelfContained()) {
  Recorded["AuditModels"] = AuditModels ? "true" : "false";
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
  // It notes every #include of the unit.
  if (Includes == AddsIncludes::Yes)
    Inserter.registerPreprocessor(PP);
}

void Check::registerMatchers(MatchFinder *Finder) {
  if (!enabledByName())
    return;
  // The traversal is as is, which is the default. Each matcher sees each function of each header,
  // so the cheapest questions come first.
  Finder->addMatcher(functionDecl(isUserWritten()).bind("function"), this);
  // A lambda's operator() is implicit where the traversal doesn't reach it as a function.
  Finder->addMatcher(lambdaExpr().bind("lambda"), this);
  if (AuditModels)
    Finder->addMatcher(translationUnitDecl(), this);
}

/// Reads the `models:` of the nearest .async-tidy.yaml above \p Directory.
static std::vector<std::string> projectModels(StringRef Directory,
                                              std::vector<std::string> &Errors) {
  llvm::SmallString<256> Path(Directory);
  for (; !Path.empty(); llvm::sys::path::remove_filename(Path)) {
    llvm::SmallString<256> File(Path);
    llvm::sys::path::append(File, ".async-tidy.yaml");
    auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
    if (!Buffer)
      continue;
    ProjectFile Project;
    std::pair<StringRef, std::vector<std::string> *> To(File, &Errors);
    llvm::yaml::Input In(
        (*Buffer)->getBuffer(), nullptr,
        [](const llvm::SMDiagnostic &Diag, void *Context) {
          // Keys of other tools are warned of.
          if (Diag.getKind() != llvm::SourceMgr::DK_Error)
            return;
          auto &To = *static_cast<std::pair<StringRef, std::vector<std::string> *> *>(Context);
          To.second->push_back((To.first + ":" + llvm::Twine(Diag.getLineNo()) + ":" +
                                llvm::Twine(Diag.getColumnNo() + 1) + ": " + Diag.getMessage())
                                   .str());
        },
        &To);
    // Other tools of the project keep their settings in the same file.
    In.setAllowUnknownKeys(true);
    In >> Project;
    if (In.error())
      return {};
    for (std::string &Model : Project.Models)
      if (!llvm::sys::path::is_absolute(Model)) {
        llvm::SmallString<256> Absolute(Path);
        llvm::sys::path::append(Absolute, Model);
        Model = std::string(Absolute);
      }
    return Project.Models;
  }
  return {};
}

std::shared_ptr<const ModelSet> Check::models() {
  std::vector<std::string> Errors;
  llvm::SmallString<256> Main(getCurrentMainFile());
  llvm::sys::fs::make_absolute(Main);
  std::vector<std::string> Files = ModelFiles;
  for (std::string &File : projectModels(llvm::sys::path::parent_path(Main), Errors))
    Files.push_back(std::move(File));
  if (Recorder *R = Recorder::active())
    for (const std::string &File : Files)
      R->reads(File);
  std::shared_ptr<const ModelSet> Set = ModelSet::with(Files);
  llvm::append_range(Errors, Set->errors());
  // Every check says it, and clang-tidy shows equal ones once. An error, as the exit code
  // must tell that the run was not what the user asked for.
  for (const std::string &Error : Errors)
    configurationDiag("async-tidy: %0", DiagnosticIDs::Error) << Error;
  return Set;
}

void Check::onStartOfTranslationUnit() {
  Reported.clear();
  Facts = nullptr;
  Models = models();
}

void Check::check(const MatchFinder::MatchResult &Result) {
  if (Result.Nodes.getMap().empty()) {
    auditUserModels(*Result.Context, *Models, getCurrentMainFile());
    return;
  }
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (const auto *Lambda = Result.Nodes.getNodeAs<LambdaExpr>("lambda"))
    Function = Lambda->getCallOperator();
  if (!Function || !Function->doesThisDeclarationHaveABody() || Function->isInvalidDecl())
    return;
  const Stmt *Body = Function->getBody();
  if (!Body || inSystemHeader(Function->getLocation(), *Result.Context))
    return;
  if (!Facts)
    Facts = &Unit::get(*Result.Context, Models);
  Current = Function;
  analyze(*Facts, *Function);
  Current = nullptr;
}

DiagnosticBuilder Check::diag(SourceLocation Loc, StringRef Message, DiagnosticIDs::Level Level) {
  if (Level != DiagnosticIDs::Note)
    if (Recorder *R = Recorder::active())
      R->reports(CheckName, Loc, Message, Current);
  return ClangTidyCheck::diag(Loc, Message, Level);
}

void Check::storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) {
  for (const auto &[Name, Value] : Recorded)
    Options.store(Opts, Name, Value);
  if (Includes == AddsIncludes::Yes)
    Options.store(Opts, "IncludeStyle", Inserter.getStyle());
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
