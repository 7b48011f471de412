# RUN: %python %s
# REQUIRES: plugin
"""A test of tools/dev/profile.py: it measures, keeps a limit, and says when there is nothing to measure."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["ASYNC_TIDY_ROOT"])
SOURCE = ROOT / "test/Plugin/Inputs/atomic.cpp"


class ProfileTest(unittest.TestCase):
    def profile(self, *arguments):
        done = subprocess.run([sys.executable, ROOT / "tools/dev/profile.py", "--plugin", os.environ["ASYNC_TIDY_PLUGIN"],
                               "--tidy", os.environ["ASYNC_TIDY_CLANG_TIDY"], "--runs=1", *arguments], capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout

    def test_measures(self):
        with tempfile.TemporaryDirectory() as directory:
            file = pathlib.Path(directory) / "out.json"
            code, out = self.profile(str(SOURCE), "--json", str(file), "--", "-std=c++20")
            self.assertEqual(code, 0, out)
            # Which checks are the slowest in so small a file differs from run to run.
            self.assertRegex(out, r"(?m)^ +[0-9.]+ s +[0-9.]+ %  async-[a-z-]+$")
            self.assertGreater(json.loads(file.read_text())[0]["parse"], 0)

    def test_limit(self):
        code, out = self.profile(str(SOURCE), "--limit=-1", "--", "-std=c++20")
        self.assertEqual(code, 1, out)
        self.assertIn("is above the limit", out)

    def test_failure(self):
        self.assertEqual(self.profile("no-such-file.cpp", "--", "-std=c++20")[0], 2)


if __name__ == "__main__":
    unittest.main()
