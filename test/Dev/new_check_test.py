# RUN: %python %s
"""Tests of tools/dev/new-check.py in a copy of the repository: what it writes compiles with the build's own flags, cannot pass
the suite as it is, and goes away without a trace."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["ASYNC_TIDY_ROOT"])
COMMANDS = pathlib.Path(os.environ["ASYNC_TIDY_BUILD"]) / "compile_commands.json"
SUMMARY = "waits that never end because nothing is left that could end them, however long one waits"


class NewCheckTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name) / "copy"
        for top in ("include", "lib", "test/Checks", "docs/checks", "tools/dev"):
            if (ROOT / top).exists():
                shutil.copytree(ROOT / top, self.root / top, ignore=shutil.ignore_patterns("__pycache__"))
        readme = ROOT / "README.md"
        (self.root / "README.md").write_text(readme.read_text() if readme.exists() else "<!-- checks:begin -->\n<!-- checks:end -->\n")
        (self.root / "docs/checks").mkdir(parents=True, exist_ok=True)
        self.tool("gen-docs.py")
        self.before = self.files()

    def files(self):
        return {path.relative_to(self.root): path.read_bytes() for path in self.root.rglob("*") if path.is_file() and path.suffix != ".pyc"}

    def tool(self, name, *arguments, code=0):
        done = subprocess.run([sys.executable, self.root / "tools/dev" / name, *arguments], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (code, ""), done.stdout)
        return done.stdout

    def new(self, name="endless-wait", *arguments, fix="SafeAndSuggested", code=0):
        return self.tool("new-check.py", "cancellation", name, "--fix", fix, "--summary", SUMMARY, *arguments, code=code)

    def problems(self):
        done = subprocess.run([sys.executable, self.root / "tools/dev/consistency.py"], capture_output=True, text=True)
        return set(done.stdout.splitlines())

    def test_files_and_list(self):
        self.new()
        new = sorted(str(path) for path in self.files().keys() - self.before.keys())
        self.assertEqual(new, ["docs/checks/endless-wait.md", "lib/Checks/cancellation/EndlessWaitCheck.cpp", "lib/Checks/cancellation/EndlessWaitCheck.h",
                               "test/Checks/cancellation/endless-wait.cpp", "test/Checks/cancellation/endless-wait.fixed",
                               "test/Checks/cancellation/endless-wait.suggested"])
        line = f'ASYNC_CHECK(cancellation, EndlessWait, "async-endless-wait", On, SafeAndSuggested, "{SUMMARY}")\n'
        self.assertIn(line, (self.root / "include/async-tidy/Checks.def").read_text())

    def test_only_placeholders_break_rules(self):
        before = {re.sub(r":\d+:", ":", line) for line in self.problems()}
        self.new()
        added = {line for line in self.problems() if re.sub(r":\d+:", ":", line) not in before}
        for line in added:
            self.assertRegex(line, "placeholder|endless-wait has (a lambda|a macro|a template|NOLINT)")
        # Every file is unfinished.
        for path in self.files().keys() - self.before.keys():
            self.assertTrue(any(line.startswith(f"{path}:") for line in added), path)

    def test_opt_in_without_fix(self):
        self.new("endless-wait", "--opt-in", fix="None")
        self.assertIn('"async-endless-wait", OptIn, None, ', (self.root / "include/async-tidy/Checks.def").read_text())
        self.assertFalse((self.root / "test/Checks/cancellation/endless-wait.fixed").exists())
        self.assertIn("\n## Fix\n", (self.root / "docs/checks/endless-wait.md").read_text())

    def test_placeholders_fail(self):
        self.new()
        host = [f"--tidy={os.environ['ASYNC_TIDY_CLANG_TIDY']}"]
        said = self.tool("golden.py", "--no-plugin", *host, f"--filecheck={os.environ['ASYNC_TIDY_FILECHECK']}",
                         str(self.root / "test/Checks/cancellation/endless-wait.cpp"), "modernize-use-nullptr", code=1)
        self.assertIn("FAILED messages", said)
        self.assertIn("FAILED fixed", said)
        said = self.tool("doc-examples.py", *host, "--stand-in=modernize-use-nullptr", str(self.root / "docs/checks/endless-wait.md"), code=1)
        self.assertIn("there is no finding", said)

    def test_remove(self):
        self.new()
        self.assertNotIn("still mentions", self.tool("new-check.py", "remove", "endless-wait"))
        self.assertEqual(self.files(), self.before)

    def test_rename(self):
        self.new()
        made = self.files()
        sibling = self.root / "test/Checks/cancellation/endless-wait-asio.cpp"
        sibling.write_text('// RU' 'N: %check %s async-endless-wait\n#include "Inputs/endless-wait-asio/a.h"\n')
        header = self.root / "test/Checks/cancellation/Inputs/endless-wait-asio/a.h"
        header.parent.mkdir(parents=True)
        header.write_text("int a;\n")
        self.tool("new-check.py", "rename", "endless-wait", "async-unending-wait")
        renamed = self.files()
        self.assertFalse([path for path, text in renamed.items() if b"endless-wait" in text or b"EndlessWait" in text or "endless-wait" in str(path)
                          and path not in self.before])
        self.assertIn("unending-wait-asio/a.h", (self.root / "test/Checks/cancellation/unending-wait-asio.cpp").read_text())
        self.tool("new-check.py", "rename", "unending-wait", "endless-wait")
        header.unlink()
        sibling.unlink()
        self.assertEqual(self.files(), made)

    def test_refusals(self):
        for name, reason in (("avoid-waiting", "begins with 'avoid'"), ("wait-check", "ends with 'check'"), ("Wait", "lower case"), ("wait", "2 to 5")):
            self.assertIn(reason, self.new(name, code=1))
        existing = re.search(r'"(async-[-a-z]+)"', (self.root / "include/async-tidy/Checks.def").read_text())[1]
        self.assertIn("exists already", self.new(existing, code=1))
        self.assertIn("no check", self.tool("new-check.py", "remove", "endless-wait", code=1))
        self.assertIn("unknown category", self.tool("new-check.py", "waits", "endless-wait", "--fix", "None", "--summary", "x", code=1))
        self.assertIn("a phrase", self.tool("new-check.py", "tasks", "endless-wait", "--fix", "None", "--summary", "Ends.", code=1))
        self.assertEqual(self.files(), self.before)

    @unittest.skipUnless(COMMANDS.exists(), "no build")
    def test_compiles(self):
        self.new()
        entry = next(e for e in json.loads(COMMANDS.read_text()) if e["file"].endswith("/lib/Check.cpp"))
        command, kept, skip = shlex.split(entry["command"]), [], False
        for word in command:
            if skip or word in ("-c", entry["file"]):
                skip = False
            elif word == "-o":
                skip = True
            else:
                kept.append(word.replace(str(ROOT) + "/include", str(self.root / "include")).replace(f"-I{ROOT}/lib", f"-I{self.root}/lib"))
        source = self.root / "lib/Checks/cancellation/EndlessWaitCheck.cpp"
        done = subprocess.run([*kept, "-fsyntax-only", str(source)], cwd=entry["directory"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        # And it is a class that can be registered: all that Module.cpp does.
        registered = self.root / "registered.cpp"
        registered.write_text('#include "Checks/cancellation/EndlessWaitCheck.h"\nauto *make(llvm::StringRef N, clang::tidy::ClangTidyContext *C) '
                              "{ return new asynctidy::EndlessWaitCheck(N, C); }\n")
        done = subprocess.run([*kept, "-fsyntax-only", str(registered)], cwd=entry["directory"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
