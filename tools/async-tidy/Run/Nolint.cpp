//===- Nolint.cpp - suppressions in comments -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Nolint.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/LangStandard.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Token.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

namespace asynctidy::runner {

/// The end of the preprocessor's line that begins at \p From: lines that end in a backslash go on.
static size_t endOfDirective(StringRef Content, size_t From) {
  while (true) {
    size_t End = Content.find('\n', From);
    if (End == StringRef::npos)
      return Content.size();
    if (!Content.slice(From, End).rtrim("\r").ends_with("\\"))
      return End;
    From = End + 1;
  }
}

Layout layOut(StringRef Text) {
  // The lexer wants a zero behind the text.
  std::string Content = Text.str();
  clang::LangOptions Options;
  std::vector<std::string> Includes;
  clang::LangOptions::setLangDefaults(Options, clang::Language::CXX, Triple(), Includes,
                                      clang::LangStandard::lang_cxx20);
  clang::Lexer Lexer(clang::SourceLocation(), Options, Content.data(), Content.data(),
                     Content.data() + Content.size());
  Lexer.SetCommentRetentionState(true);
  Layout L;
  clang::Token T;
  do {
    Lexer.LexFromRawLexer(T);
    unsigned End = Lexer.getBufferLocation() - Content.data(), Begin = End - T.getLength();
    if (T.is(clang::tok::comment)) {
      Comment C{Begin, End, StringRef(Content).substr(Begin).starts_with("/*"), false};
      if (!C.Block) // The line's end, with CR, is none of it.
        C.End = Begin + StringRef(Content).slice(Begin, End).rtrim("\r\n").size();
      C.Directive = !L.Directives.empty() && Begin < L.Directives.back().second;
      L.Comments.push_back(C);
    } else if (clang::tok::isLiteral(T.getKind())) {
      L.Literals.push_back({Begin, End});
    } else if (T.is(clang::tok::hash) && T.isAtStartOfLine() &&
               (L.Directives.empty() || Begin >= L.Directives.back().second)) {
      L.Directives.push_back({Begin, unsigned(endOfDirective(Content, Begin))});
    }
  } while (T.isNot(clang::tok::eof));
  return L;
}

/// Globs of NOLINT know only `*`.
static bool matches(StringRef Glob, StringRef Text) {
  auto [Head, Rest] = Glob.split('*');
  if (Head.size() == Glob.size())
    return Glob == Text;
  if (!Text.consume_front(Head))
    return false;
  for (size_t Skip = 0; Skip <= Text.size(); ++Skip)
    if (matches(Rest, Text.substr(Skip)))
      return true;
  return false;
}

bool Nolint::names(StringRef Check) const {
  return !Names || any_of(*Names, [&](const Name &N) {
    return !StringRef(N.Text).starts_with("-") && matches(N.Text, Check);
  });
}

static std::vector<Nolint::Name> splitNames(StringRef List, unsigned Offset) {
  std::vector<Nolint::Name> Names;
  while (true) {
    size_t Comma = List.find(',');
    StringRef Name = List.take_front(Comma);
    Names.push_back({Name.trim().str(), unsigned(Offset + (Name.size() - Name.ltrim().size()))});
    if (Comma == StringRef::npos)
      return Names;
    Offset += Comma + 1;
    List = List.drop_front(Comma + 1);
  }
}

static bool sameNames(const Nolint &A, const Nolint &B) {
  if (!A.Names || !B.Names)
    return !A.Names && !B.Names;
  return std::equal(A.Names->begin(), A.Names->end(), B.Names->begin(), B.Names->end(),
                    [](const Nolint::Name &X, const Nolint::Name &Y) { return X.Text == Y.Text; });
}

/// Blocks nest: an END closes the last open BEGIN, if they have the same names.
static void matchBlocks(std::vector<Nolint> &All) {
  std::vector<int> Open;
  for (int I = 0, E = All.size(); I < E; ++I) {
    if (All[I].Kind == NolintKind::Begin) {
      Open.push_back(I);
    } else if (All[I].Kind == NolintKind::End && !Open.empty() &&
               sameNames(All[Open.back()], All[I])) {
      All[I].Partner = Open.back();
      All[Open.back()].Partner = I;
      Open.pop_back();
    }
  }
}

std::vector<Nolint> scanNolints(StringRef Content) {
  std::vector<Nolint> All;
  unsigned Line = 1;
  size_t LineBegin = 0, Pos = 0;
  while ((Pos = Content.find("NOLINT", Pos)) != StringRef::npos) {
    size_t WordEnd = Pos;
    while (WordEnd < Content.size() && isAlpha(Content[WordEnd]))
      ++WordEnd;
    std::optional<NolintKind> Kind =
        StringSwitch<std::optional<NolintKind>>(Content.slice(Pos, WordEnd))
            .Case("NOLINT", NolintKind::Line)
            .Case("NOLINTNEXTLINE", NolintKind::NextLine)
            .Case("NOLINTBEGIN", NolintKind::Begin)
            .Case("NOLINTEND", NolintKind::End)
            .Default(std::nullopt);
    size_t Begin = Pos;
    Pos = WordEnd;
    if (!Kind)
      continue;
    Nolint N;
    N.Kind = *Kind;
    N.Begin = Begin;
    if (Pos < Content.size() && Content[Pos] == '(') {
      // Without a closing bracket on the line it is about everything.
      size_t Close = Content.find_first_of("\n)", Pos);
      if (Close != StringRef::npos && Content[Close] == ')') {
        N.Names = splitNames(Content.slice(Pos + 1, Close), Pos + 1);
        Pos = Close + 1;
      }
    }
    N.End = Pos;
    while (true) {
      size_t Next = Content.find('\n', LineBegin);
      if (Next == StringRef::npos || Next >= Begin)
        break;
      LineBegin = Next + 1;
      ++Line;
    }
    N.Line = Line;
    N.Column = Begin - LineBegin + 1;
    All.push_back(std::move(N));
  }
  matchBlocks(All);
  return All;
}

bool reaches(const Nolint &N, ArrayRef<Nolint> Nolints, unsigned Offset, unsigned Line) {
  switch (N.Kind) {
  case NolintKind::Line:
    return N.Line == Line;
  case NolintKind::NextLine:
    return N.Line + 1 == Line;
  case NolintKind::Begin:
    return N.Partner >= 0 && N.Begin < Offset && Offset < Nolints[N.Partner].Begin;
  case NolintKind::End:
    return false;
  }
  return false;
}

} // namespace asynctidy::runner
