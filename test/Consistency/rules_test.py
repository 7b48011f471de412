# RUN: %python %s
"""Tests of tools/dev/consistency.py: a small tree in which all rules hold, then one breach of each."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["ASYNC_TIDY_ROOT"])

LIST = """\
// clang-format off
ASYNC_CHECK(locks, HeldLock, "async-held-lock", On, Safe, "locks that are held")
ASYNC_CHECK(tasks, LostTask, "async-lost-task", OptIn, None, "tasks that are lost")
"""
TEST = """\
// {run} %check %s async-{name}
#define MACRO {bad}
template <class T> void f() {{ {bad} }}
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: {bad} is lost [async-{name}]
auto L = [&](int I) {{ return I; }};
{bad} // NOLINT(async-{name})
// Not flagged
int good;
"""
HEADER = """\
//===- {cls}.h - {name} -*- C++ -*-===//
#ifndef {cls}_H
#define {cls}_H
/// {summary}
class {cls} {{}};
#endif
"""
SOURCE = """\
//===- {cls}.cpp - {name} ---===//
void run() {{ diag(Loc, "%0 is lost, "
  "and %1 too") << X; }}
"""
PAGE = """\
# async-{name}

{summary}

## Why
## Flagged
```cpp flagged
```
## {fix}
{fixed}
## Not flagged
```cpp clean
```
## Options
None.
## Frameworks
## Limits
## Silencing
"""


class ConsistencyTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        self.write("include/async-tidy/Checks.def", LIST)
        self.write("include/async-tidy/Support/Compat.h", "// Compat.h - versions\n#ifndef C_H\n#define C_H\n#if LLVM_VERSION_MAJOR\n#endif\n#endif\n")
        self.write("README.md", "# x\n<!-- checks:begin -->\n<!-- checks:end -->\n")
        for category, name, cls, summary, fix in (("locks", "held-lock", "HeldLockCheck", "Locks that are held.", "Fixed"),
                                                  ("tasks", "lost-task", "LostTaskCheck", "Tasks that are lost.", "Fix")):
            values = {"name": name, "cls": cls, "summary": summary, "fix": fix, "bad": "bad", "run": "RU" "N:",
                      "fixed": "```cpp fixed\n```" if fix == "Fixed" else ""}
            self.write(f"lib/Checks/{category}/{cls}.h", HEADER.format(**values))
            self.write(f"lib/Checks/{category}/{cls}.cpp", SOURCE.format(**values))
            self.write(f"test/Checks/{category}/{name}.cpp", TEST.format(**values))
            self.write(f"docs/checks/{name}.md", PAGE.format(**values))
        self.write("test/Checks/locks/held-lock.fixed", "good\n")
        subprocess.run([sys.executable, ROOT / "tools/dev/gen-docs.py", f"--root={self.root}"], check=True, capture_output=True)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def replace(self, name, old, new):
        text = (self.root / name).read_text()
        self.assertIn(old, text)
        self.write(name, text.replace(old, new))

    def run_rules(self):
        done = subprocess.run([sys.executable, ROOT / "tools/dev/consistency.py", f"--root={self.root}"], capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout

    def breaks(self, *expected):
        code, out = self.run_rules()
        self.assertEqual(code, 1)
        for line in expected:
            self.assertRegex(out, "(?m)" + line)

    def breaks_in_list(self, old, new, *expected):
        self.replace("include/async-tidy/Checks.def", old, new)
        self.breaks(*(r"^include/async-tidy/Checks.def:\d+: " + line for line in expected))

    def test_all_hold(self):
        self.assertEqual(self.run_rules(), (0, ""))

    def test_list_malformed(self):
        self.breaks_in_list('On, Safe, "locks', 'On, "locks', "not readable")

    def test_list_unsorted(self):
        first, second = LIST.splitlines()[1:]
        self.breaks_in_list(f"{first}\n{second}", f"{second}\n{first}", "async-held-lock is out of order")

    def test_list_names(self):
        line = LIST.splitlines()[1]
        for name, stem, problem in (("async-held-lock", "HeldLock", "in line 2 already"), ("held-lock", "HeldLock", "write async-"),
                                    ("async-avoid-lock", "AvoidLock", "begins with 'avoid'"), ("async-lock-check", "LockCheck", "ends with 'check'"),
                                    ("async-held-locks", "HeldLock", "make it HeldLocks"), ("async-lock", "Lock", "2 to 5"),
                                    ("async-Held-lock", "HeldLock", "lower case"), ("async-held--lock", "HeldLock", "single dashes")):
            with self.subTest(name):
                self.write("include/async-tidy/Checks.def", LIST)
                self.breaks_in_list(line, line + "\n" + line.replace("async-held-lock", name).replace("HeldLock", stem), ".*" + problem)

    def test_list_words(self):
        self.breaks_in_list("(locks,", "(lock,", "unknown category lock")
        self.breaks_in_list("On, Safe", "Off, Sure", "unknown default Off", "unknown kind of fix Sure")
        self.breaks_in_list("that are held", "that are held.", ".*full stop")
        self.breaks_in_list('"locks', '"Locks', ".*begins with a capital")

    def test_missing_files(self):
        for name in ("lib/Checks/locks/HeldLockCheck.h", "lib/Checks/tasks/LostTaskCheck.cpp", "test/Checks/tasks/lost-task.cpp", "docs/checks/lost-task.md"):
            with self.subTest(name):
                text = (self.root / name).read_text()
                (self.root / name).unlink()
                self.breaks(f"has no {name}")
                self.write(name, text)

    def test_orphans(self):
        self.write("lib/Checks/locks/Helper.h", "//===- Helper.h - x\n#ifndef H\n#define H\n#endif\n")
        self.write("docs/checks/gone.md", "")
        self.write("test/Checks/locks/gone.cpp", "// RU" "N:\n")
        self.write("test/Checks/tasks/held-lock-asio.cpp", "// RU" "N: async-held-lock\n")
        self.write("test/Checks/locks/held-lock-qt.fixed", "")
        self.write("test/Checks/locks/Inputs/held-locks/a.h", "")
        self.breaks(r"^lib/Checks/locks/Helper.h:1: belongs to no check", "^docs/checks/gone.md:1: ", "^test/Checks/locks/gone.cpp:1: ",
                    r"^test/Checks/tasks/held-lock-asio.cpp:1: lies in tasks", r"held-lock-qt.fixed:1: golden without a test",
                    "Inputs/held-locks:1: inputs without a test")

    def test_coverage(self):
        test = "test/Checks/tasks/lost-task.cpp"
        for old, new, problem in (("// RU" "N: %check %s async-lost-task", "", "no RUN line,"), ("%s async-lost-task", "%s async-held-lock", "no RUN line names"),
                                  ("CHECK-MESSAGES", "NO", "expects a warning"), ("Not flagged", "x", "has a section"), ("#define", "x", "has a macro"),
                                  ("template", "x", "has a template"), ("[&](int I)", "x", "has a lambda"), ("NOLINT", "x", "has NOLINT")):
            with self.subTest(problem):
                before = (self.root / test).read_text()
                self.replace(test, old, new)
                self.breaks(f"^{test}:1: .*{problem}")
                self.write(test, before)
        # A sibling may bring what the main test lacks.
        self.replace(test, "// Not flagged", "")
        self.write("test/Checks/tasks/lost-task-clean.cpp", "// RU" "N: %check %s async-lost-task\n")
        self.assertEqual(self.run_rules(), (0, ""))

    def test_goldens(self):
        (self.root / "test/Checks/locks/held-lock.fixed").unlink()
        self.write("test/Checks/tasks/lost-task.suggested", "")
        self.breaks("async-held-lock has fix kind Safe, but no test", "^test/Checks/tasks/lost-task.suggested:1: async-lost-task has fix kind None")

    def test_messages(self):
        test = "test/Checks/tasks/lost-task.cpp"
        self.replace(test, "bad is lost", "Bad is lost. " + "x" * 100 + ".")
        self.breaks(f"^{test}:4: message begins with a capital", f"^{test}:4: message ends with a full stop", f"^{test}:4: message of 1")
        self.replace("lib/Checks/tasks/LostTaskCheck.cpp", "too", "too.")
        self.breaks("^lib/Checks/tasks/LostTaskCheck.cpp:2: message ends with a full stop")

    def test_frameworks(self):
        source = "lib/Checks/tasks/LostTaskCheck.cpp"
        for code in ('hasName("::my::Task")', 'X = "std::thread";', 'X = "::std::mutex";', 'X = "boost::asio";', 'X == "folly";'):
            with self.subTest(code):
                before = (self.root / source).read_text()
                self.write(source, before + code + "\n")
                self.breaks(f"^{source}:4: .*lib/Models")
                self.write(source, before)
        self.write("lib/Analysis/A.cpp", '// A.cpp - x\n// "std::thread" in a comment\n#include "folly.h"\nX = "a message on \'std::thread\'";\n')
        self.assertEqual(self.run_rules(), (0, ""))

    def test_code(self):
        source = "lib/Checks/tasks/LostTaskCheck.cpp"
        self.replace(source, "void run", "#if LLVM_VERSION_MAJOR\n#endif\nvoid run")
        self.write("lib/Checks/locks/HeldLockCheck.cpp", "// HeldLockCheck.cpp - x" + "\n" * 301)
        self.replace("lib/Checks/tasks/LostTaskCheck.h", "LostTaskCheck_H", "HeldLockCheck_H")
        self.write("lib/Support/A.h", "")
        self.breaks(f"^{source}:2: LLVM_VERSION_MAJOR", "^lib/Checks/locks/HeldLockCheck.cpp:301: 301 lines", "^lib/Checks/tasks/LostTaskCheck.h:1: include guard",
                    "^lib/Support/A.h:1: no file comment", "^lib/Support/A.h:1: no include guard")

    def test_header_comment(self):
        self.replace("lib/Checks/tasks/LostTaskCheck.h", "Tasks that are lost.", "Tasks that are lost by all.")
        self.breaks("^lib/Checks/tasks/LostTaskCheck.h:1: no comment")

    def test_pages(self):
        self.replace("docs/checks/lost-task.md", "## Why", "## Reason")
        self.breaks(r"^docs/checks/lost-task.md:5: section 'Reason'")

    def test_generated(self):
        self.replace("README.md", "locks that", "looks that")
        self.write("docs/checks/index.md", "")
        self.breaks("^README.md:1: out of date", "^docs/checks/index.md:1: out of date")
        self.write("README.md", "# x\n")
        self.breaks("^README.md:1: needs one <!-- checks:begin -->")

    def test_placeholders(self):
        self.write("docs/checks/lost-task.md", (self.root / "docs/checks/lost-task.md").read_text() + "TODO(new-check)\n")
        self.breaks(r"^docs/checks/lost-task.md:\d+: still a placeholder")


if __name__ == "__main__":
    unittest.main()
