//===- Diff.cpp - changes as a unified diff -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes/Changes.h"
#include "Run/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using namespace llvm;

namespace asynctidy::runner {

namespace {

using Lines = std::vector<StringRef>; // Each with its line end, which the last may lack.

/// Lines [OldBegin, OldEnd) of the old text are lines [NewBegin, NewEnd) of the new one.
struct Block {
  size_t OldBegin, OldEnd, NewBegin, NewEnd;
};

Lines split(StringRef Text) {
  Lines Result;
  while (!Text.empty()) {
    size_t End = Text.find('\n');
    size_t Length = End == StringRef::npos ? Text.size() : End + 1;
    Result.push_back(Text.take_front(Length));
    Text = Text.drop_front(Length);
  }
  return Result;
}

/// Myers' greedy algorithm. Fixes are few and small; a text that differs in more than a few
/// thousand lines is given as one block, as the memory goes by the square of them.
class Comparison {
public:
  Comparison(const Lines &Old, const Lines &New) : Old(Old), New(New) {
    while (Front < std::min(Old.size(), New.size()) && Old[Front] == New[Front])
      ++Front;
    while (Back < std::min(Old.size(), New.size()) - Front &&
           Old[Old.size() - 1 - Back] == New[New.size() - 1 - Back])
      ++Back;
    N = Old.size() - Front - Back;
    M = New.size() - Front - Back;
    if (!walk() && (N || M))
      Blocks.push_back({Front, Front + size_t(N), Front, Front + size_t(M)});
  }

  std::vector<Block> Blocks;

private:
  static constexpr long Limit = 1000;

  bool same(long X, long Y) const { return Old[Front + X] == New[Front + Y]; }

  /// Furthest old line on each diagonal for each number of changes, then back from the end.
  bool walk() {
    std::vector<std::vector<long>> Trace;
    std::vector<long> Far(2 * (Limit + 1) + 1, 0);
    auto At = [&](std::vector<long> &V, long K) -> long & { return V[K + Limit + 1]; };
    for (long D = 0; D <= std::min(Limit, N + M); ++D) {
      for (long K = -D; K <= D; K += 2) {
        bool Down = K == -D || (K != D && At(Far, K - 1) < At(Far, K + 1));
        long X = Down ? At(Far, K + 1) : At(Far, K - 1) + 1;
        while (X < N && X - K < M && same(X, X - K))
          ++X;
        At(Far, K) = X;
        if (X >= N && X - K >= M) {
          Trace.push_back(Far);
          trackBack(Trace, D);
          return true;
        }
      }
      Trace.push_back(Far);
    }
    return false;
  }

  void trackBack(std::vector<std::vector<long>> &Trace, long D) {
    auto At = [&](long Step, long K) { return Trace[Step][K + Limit + 1]; };
    long X = N, Y = M;
    for (; D > 0; --D) {
      long K = X - Y;
      bool Down = K == -D || (K != D && At(D - 1, K - 1) < At(D - 1, K + 1));
      long FromK = Down ? K + 1 : K - 1;
      long FromX = At(D - 1, FromK), FromY = FromX - FromK;
      add({Front + size_t(FromX), Front + size_t(FromX + !Down), Front + size_t(FromY),
           Front + size_t(FromY + Down)});
      X = FromX;
      Y = FromY;
    }
    std::reverse(Blocks.begin(), Blocks.end());
  }

  /// From the end to the beginning: joins neighbours.
  void add(Block B) {
    if (!Blocks.empty() && Blocks.back().OldBegin == B.OldEnd &&
        Blocks.back().NewBegin == B.NewEnd) {
      Blocks.back().OldBegin = B.OldBegin;
      Blocks.back().NewBegin = B.NewBegin;
      return;
    }
    Blocks.push_back(B);
  }

  const Lines &Old, &New;
  size_t Front = 0, Back = 0;
  long N = 0, M = 0;
};

void writeLine(char Sign, StringRef Line, raw_ostream &Out) {
  Out << Sign << Line;
  if (!Line.ends_with("\n"))
    Out << "\n\\ No newline at end of file\n";
}

/// As git writes names: in quotes if there is something odd in them. A blank needs a tab behind
/// the name, or patch takes what follows it for a date.
std::string fileName(StringRef Prefix, StringRef Path) {
  std::string Name = (Prefix + Path).str();
  bool Odd = any_of(Name, [](char C) {
    return C == '"' || C == '\\' || static_cast<unsigned char>(C) < ' ' || C == 0x7f;
  });
  if (!Odd)
    return Path.contains(' ') ? Name + '\t' : Name;
  std::string Quoted = "\"";
  raw_string_ostream Out(Quoted);
  for (char C : Name) {
    if (C == '"' || C == '\\')
      Out << '\\' << C;
    else if (static_cast<unsigned char>(C) < ' ' || C == 0x7f)
      Out << '\\' << format("%03o", static_cast<unsigned char>(C));
    else
      Out << C;
  }
  Out << '"';
  return Out.str();
}

/// `begin,count` as in a hunk's head: an empty range stands behind the line before it.
void writeRange(size_t Begin, size_t End, raw_ostream &Out) {
  size_t Count = End - Begin;
  Out << (Count ? Begin + 1 : Begin);
  if (Count != 1)
    Out << ',' << Count;
}

void writeHunks(const Lines &Old, const Lines &New, ArrayRef<Block> Blocks, raw_ostream &Out) {
  constexpr size_t Context = 3;
  while (!Blocks.empty()) {
    size_t Count = 1;
    while (Count < Blocks.size() &&
           Blocks[Count].OldBegin - Blocks[Count - 1].OldEnd <= 2 * Context)
      ++Count;
    ArrayRef<Block> Hunk = Blocks.take_front(Count);
    Blocks = Blocks.drop_front(Count);
    size_t Before = std::min(Context, Hunk.front().OldBegin);
    size_t After = std::min(Context, Old.size() - Hunk.back().OldEnd);
    Out << "@@ -";
    writeRange(Hunk.front().OldBegin - Before, Hunk.back().OldEnd + After, Out);
    Out << " +";
    writeRange(Hunk.front().NewBegin - Before, Hunk.back().NewEnd + After, Out);
    Out << " @@\n";
    size_t Line = Hunk.front().OldBegin - Before;
    for (const Block &B : Hunk) {
      for (; Line < B.OldBegin; ++Line)
        writeLine(' ', Old[Line], Out);
      for (; Line < B.OldEnd; ++Line)
        writeLine('-', Old[Line], Out);
      for (size_t I = B.NewBegin; I < B.NewEnd; ++I)
        writeLine('+', New[I], Out);
    }
    for (; Line < Hunk.back().OldEnd + After; ++Line)
      writeLine(' ', Old[Line], Out);
  }
}

} // namespace

void writeDiff(ArrayRef<FileChange> Changes, StringRef Root, raw_ostream &Out) {
  for (const FileChange &C : Changes) {
    if (C.Before == C.After)
      continue;
    StringRef Path = shorten(C.File, Root);
    Out << "--- " << fileName("a/", Path) << "\n+++ " << fileName("b/", Path) << '\n';
    Lines Old = split(C.Before), New = split(C.After);
    writeHunks(Old, New, Comparison(Old, New).Blocks, Out);
  }
}

} // namespace asynctidy::runner
