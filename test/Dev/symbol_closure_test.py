# RUN: %python %s
"""Tests of tools/dev/symbol-closure.py on small libraries that the compiler makes."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["ASYNC_TIDY_ROOT"])


class SymbolClosureTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = pathlib.Path(temporary.name)
        self.host = self.build("host", "int offered() { return 0; } int main() {}", "-rdynamic")

    def build(self, name, code, *flags):
        path = self.directory / name
        subprocess.run([os.environ["ASYNC_TIDY_CLANGXX"], "-x", "c++", "-", "-fPIC", "-o", path, *flags], input=code, text=True, check=True)
        return path

    def closure(self, plugin, *arguments):
        done = subprocess.run([sys.executable, ROOT / "tools/dev/symbol-closure.py", plugin, self.host, *arguments], capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout

    def test_resolvable(self):
        plugin = self.build("a.so", "#include <cstdio>\nint offered(); int f() { std::puts(\"\"); return offered(); }", "-shared")
        self.assertEqual(self.closure(plugin), (0, ""))

    def test_missing(self):
        plugin = self.build("a.so", "int offered(); int forgotten(int); int f() { return offered() + forgotten(1); }", "-shared")
        code, out = self.closure(plugin)
        self.assertEqual(code, 1)
        self.assertIn("forgotten(int)", out)
        self.assertNotIn("offered", out)

    def test_exports(self):
        plugin = self.build("a.so", "int f() { return 1; } int g() { return 2; }", "-shared")
        self.assertEqual(self.closure(plugin, "--max-exports=2")[0], 0)
        code, out = self.closure(plugin, "--max-exports=1")
        self.assertEqual(code, 1)
        self.assertIn("2 exported symbols", out)

    def test_unusable(self):
        self.assertEqual(self.closure(self.directory / "none.so")[0], 2)
        (self.directory / "text.so").write_text("text")
        self.assertEqual(self.closure(self.directory / "text.so")[0], 2)


if __name__ == "__main__":
    unittest.main()
