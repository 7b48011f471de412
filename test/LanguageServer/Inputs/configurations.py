"""Which checks run in the language server, by what the user's files say.

    configurations.py SERVER MOCKS

Out: what differs from the table below. Exit codes: 0 nothing, 1 something.
"""

import pathlib
import sys
import tempfile

import lsp

# A finding of three of our checks, the last of them opt-in, and of two of clang-tidy's: the first of these is one of
# those that clangd runs by default.
SOURCE = """\
#include <atomic>
#include <thread>
void step();
std::atomic<int> A;
void twoSteps() { A = A + 1; }
void unjoined() { std::thread Worker(step); }
struct S {
  S() { T = std::thread([this] { run(); }); N = 5; }
  virtual ~S() { T.join(); }
  virtual void run();
  std::thread T;
  int N = 0;
};
double ratio(int X, int Y) { return X / Y; }
int *null() { return 0; }
"""
THREAD, ATOMIC, START = "async-unjoined-thread", "async-atomic-nonatomic-rmw", "async-start-in-constructor"
DIVISION, NULL = "bugprone-integer-division", "modernize-use-nullptr"

# .clang-tidy, .clangd, what runs
TABLE = (
    (None, None, {THREAD, ATOMIC, DIVISION}),
    ("Checks: ''", None, {THREAD, ATOMIC, DIVISION}),
    ("Checks: 'modernize-use-nullptr'", None, {THREAD, ATOMIC, NULL}),
    ("Checks: '-*,modernize-use-nullptr'", None, {THREAD, ATOMIC, NULL}),
    ("Checks: '-*,modernize-use-nullptr,-async-unjoined-thread'", None, {ATOMIC, NULL}),
    ("Checks: 'modernize-use-nullptr,-async-unjoined-thread'", None, {ATOMIC, NULL}),
    ("Checks: '-*,async-unjoined-thread'", None, {THREAD}),
    ("Checks: '-*,async-*,-async-unjoined-thread'", None, {ATOMIC}),
    ("Checks: |\n  -*,\n  modernize-use-nullptr", None, {THREAD, ATOMIC, NULL}),
    ("Checks: '-async-*'", None, set()),
    ("Checks: '-*,async-*,async-start-in-constructor'", None, {THREAD, ATOMIC, START}),
    ("Checks: '-*'", None, set()),
    ("Checks: 'async-*,-*'", None, set()),
    (None, "Diagnostics: {ClangTidy: {Remove: async-unjoined-thread}}", {ATOMIC}),
    (None, "Diagnostics: {ClangTidy: {Add: modernize-use-nullptr}}", {THREAD, ATOMIC, NULL}),
    (None, "Diagnostics: {Suppress: async-unjoined-thread}", {ATOMIC, DIVISION}),
    (None, "Diagnostics: {Suppress: '*'}", set()),
)


def main():
    server, mocks = sys.argv[1:]
    bad = 0
    with tempfile.TemporaryDirectory(prefix="async-clangd-") as name:
        base = pathlib.Path(name).resolve()
        with lsp.Server(server, base) as session:
            for number, (tidy, clangd, expected) in enumerate(TABLE):
                directory = base / str(number)
                directory.mkdir()
                (directory / "compile_flags.txt").write_text(f"-std=c++20\n-nostdinc++\n-isystem{mocks}\n")
                if tidy is not None:
                    (directory / ".clang-tidy").write_text(tidy + "\n")
                if clangd is not None:
                    (directory / ".clangd").write_text(clangd + "\n")
                said = session.open(directory / "x.cpp", SOURCE)
                found = {str(diagnostic.get("code")) for diagnostic in said}
                if found != expected:
                    bad += 1
                    print(f".clang-tidy: {tidy}  .clangd: {clangd}: got {sorted(found)}, expected {sorted(expected)}")
        with lsp.Server(server, base, "--clang-tidy=0") as session:
            if said := session.open(base / "0/x.cpp", SOURCE):
                bad += 1
                print("--clang-tidy=0:", said)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
