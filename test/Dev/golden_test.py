# RUN: %python %s
"""Tests of tools/dev/golden.py: each of its conditions holds for a good test and fails for a bad one.

Runs checks of clang-tidy itself, and a stand-in for clang-tidy where a real check does not misbehave enough.
"""

import os
import pathlib
import stat
import subprocess
import sys
import tempfile
import textwrap
import unittest

ROOT = pathlib.Path(os.environ["ASYNC_TIDY_ROOT"])
TIDY = os.environ["ASYNC_TIDY_CLANG_TIDY"]

NULLPTR = """\
int *P = 0;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: use nullptr [modernize-use-nullptr]
"""
# A definition in another unit of the same name: a warning with a note, and no fix.
SHADOW = """\
void f(int A);
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: function 'f' has a definition with different parameter names [readability-inconsistent-declaration-parameter-name]
void f(int B) {}
"""

# A clang-tidy that finds the word BAD and, with --fix, replaces it with what {fix} says.
FAKE = """\
#!/usr/bin/env python3
import os, pathlib, signal, sys
arguments = sys.argv[1:sys.argv.index("--")]
file = pathlib.Path(arguments[-1])
text = file.read_text()
offset = text.find("BAD")
if offset < 0:
    sys.exit(0)
line = text.count("\\n", 0, offset) + 1
column = offset - text.rfind("\\n", 0, offset)
print(f"{{file}}:{{line}}:{{column}}: warning: bad word [fake-check]")
{action}
"""
EXPORT = """
for argument in arguments:
    if argument.startswith("--export-fixes="):
        pathlib.Path(argument[15:]).write_text("Diagnostics:\\n  - DiagnosticMessage:\\n      Replacements:\\n        - Offset: 1\\n")
"""
# The export's form for a replacement on a warning, and for one on a note.
ON_NOTE = ("      Replacements:", "    Notes:\\n      - Message: x\\n        Replacements:")


class GoldenTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = pathlib.Path(temporary.name)

    def write(self, name, text):
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def read(self, name):
        return (self.directory / name).read_text()

    def golden(self, *arguments, check="modernize-use-nullptr", tidy=TIDY, test="test.cpp", bless=False):
        environment = dict(os.environ, ASYNC_TIDY_BLESS="1" if bless else "0")
        done = subprocess.run([sys.executable, ROOT / "tools/dev/golden.py", "--no-plugin", f"--tidy={tidy}",
                               f"--clangxx={os.environ['ASYNC_TIDY_CLANGXX']}", f"--filecheck={os.environ['ASYNC_TIDY_FILECHECK']}",
                               self.directory / test, check, *arguments], capture_output=True, text=True, env=environment)
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout

    def passes(self, *arguments, **options):
        self.assertEqual(self.golden(*arguments, **options), (0, ""))

    def fails(self, condition, *arguments, **options):
        code, out = self.golden(*arguments, **options)
        self.assertEqual(code, 1, out)
        self.assertIn(f"golden: FAILED {condition}: ", out)
        return out

    def unusable(self, *arguments, **options):
        code, out = self.golden(*arguments, **options)
        self.assertEqual(code, 2, out)
        self.assertIn("golden: cannot run: ", out)
        return out

    def fake(self, action):
        path = self.write("clang-tidy", FAKE.format(action=EXPORT + textwrap.dedent(action)))
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
        return path

    # -- messages ---------------------------------------------------------------------------------------------------

    def test_expected_finding(self):
        self.write("test.cpp", NULLPTR)
        self.write("test.fixed", "int *P = nullptr;\n")
        self.passes()

    def test_no_finding(self):
        self.write("test.cpp", "int *P = nullptr;\n")
        self.passes()

    def test_unexpected_finding_without_expectations(self):
        self.write("test.cpp", "int *P = 0;\n")
        self.assertIn(":1:10: warning: use nullptr", self.fails("messages"))

    def test_unexpected_finding_beside_an_expected_one(self):
        self.write("test.cpp", NULLPTR + "int *Q = 0;\n")
        self.assertIn("+:3:10: warning: use nullptr", self.fails("messages"))

    def test_missing_finding(self):
        self.write("test.cpp", NULLPTR.replace("= 0", "= nullptr"))
        self.assertIn("-:1:10: warning: use nullptr", self.fails("messages"))

    def test_wrong_message(self):
        self.write("test.cpp", NULLPTR.replace("use nullptr", "use null"))
        self.fails("messages")

    def test_wrong_line(self):
        self.write("test.cpp", NULLPTR.replace("LINE-1", "LINE"))
        self.fails("messages")

    def test_wrong_column(self):
        self.write("test.cpp", NULLPTR.replace(":10:", ":1:"))
        self.fails("messages")

    def test_finding_in_a_header_is_not_one_in_the_test(self):
        self.write("test.cpp", '#include "Inputs/test/a.h"\n// CHECK-MESSAGES: :1:10: warning: use nullptr\n')
        self.write("Inputs/test/a.h", "int *P = 0;\n")
        self.write("Inputs/test/a.h.fixed", "int *P = nullptr;\n")
        self.write("test.cpp", '#include "Inputs/test/a.h"\n// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: use nullptr\n')
        self.fails("messages")

    def test_directive_with_a_typing_error(self):
        self.write("test.cpp", NULLPTR.replace("MESSAGES:", "MESSAGE:"))
        self.assertIn("test.cpp:2:", self.unusable())

    def test_notes(self):
        note = "// CHECK-MESSAGES: :[[@LINE-1]]:6: note: the definition seen here\n"
        check = "readability-inconsistent-declaration-parameter-name"
        self.write("test.cpp", SHADOW)
        self.passes(check=check)
        self.fails("messages", "--strict-notes", check=check)
        self.write("test.cpp", SHADOW + note)
        self.passes(check=check)
        self.write("test.cpp", SHADOW + note.replace("definition", "declaration"))
        self.fails("messages", check=check)

    def test_prefix(self):
        text = NULLPTR + ("#ifdef MORE\nint *Q = 0;\n#endif\n"
                          "// CHECK-MESSAGES-MORE: :[[@LINE-2]]:10: warning: use nullptr\n")
        self.write("test.cpp", text)
        self.write("test.fixed", "int *P = nullptr;\n#ifdef MORE\nint *Q = 0;\n#endif\n")
        self.write("test.MORE.fixed", "int *P = nullptr;\n#ifdef MORE\nint *Q = nullptr;\n#endif\n")
        self.passes()
        self.passes("--prefix=MORE", "--", "-DMORE")
        self.fails("messages", "--prefix=MORE")
        self.fails("messages", "--", "-DMORE")
        self.unusable("--prefix=LESS")

    def test_prefix_without_run_line(self):
        self.write("test.cpp", "// RU" "N: %check %s modernize-use-nullptr\n" + NULLPTR.replace("MESSAGES", "MESSAGES-OTHER"))
        self.assertIn("belongs to no RUN line", self.unusable())

    # -- environment ------------------------------------------------------------------------------------------------

    def test_compile_error(self):
        self.write("test.cpp", "int *P = unknown;\n")
        self.fails("compiles")
        self.write("test.cpp", "int *P = unknown;\n// CHECK-MESSAGES: :[[@LINE-1]]:10: error: use of undeclared identifier 'unknown'\n")
        self.passes("--expect-errors")
        self.write("test.cpp", "int *P;\n")
        self.fails("compiles", "--expect-errors")

    def test_standards_must_agree(self):
        self.write("test.cpp", "#if __cplusplus > 201703L\nint *P = 0;\n#endif\n")
        self.passes("--std=c++17")
        self.fails("messages", "--std=c++17,c++20")

    def test_c_code(self):
        self.write("test.c", "int *P = 0;\n")
        self.passes(test="test.c")

    def test_unknown_check(self):
        self.write("test.cpp", "int *P;\n")
        self.unusable(check="modernize-no-such")
        self.unusable("--also=modernize-no-such")

    def test_unknown_option(self):
        self.write("test.cpp", "int *P;\n")
        self.passes("--config={CheckOptions: {modernize-use-nullptr.NullMacros: 'NONE'}}")
        self.assertIn("NullMacro'", self.unusable("--config={CheckOptions: {modernize-use-nullptr.NullMacro: 'NONE'}}"))

    def test_standard_library_is_hidden(self):
        self.write("test.cpp", "#include <vector>\n")
        self.fails("compiles")
        self.passes("--real-headers")

    def test_crash(self):
        self.write("test.cpp", "int BAD;\n")
        self.assertIn("SIGSEGV", self.fails("crash", check="fake-check", tidy=self.fake("os.kill(os.getpid(), signal.SIGSEGV)")))

    # -- fixes ------------------------------------------------------------------------------------------------------

    def test_fix_without_golden(self):
        self.write("test.cpp", NULLPTR)
        self.assertIn("+int *P = nullptr;", self.fails("fixed"))

    def test_golden_without_fix(self):
        self.write("test.cpp", "int *P = nullptr;\n")
        self.write("test.fixed", "int *P = nullptr;\n")
        self.assertIn("delete it", self.fails("fixed"))

    def test_unequal_golden(self):
        for golden in ("int *P = NULL;\n", "int *P = nullptr;\n\n", "int *P = nullptr;", "int  *P = nullptr;\n"):
            self.write("test.cpp", NULLPTR)
            self.write("test.fixed", golden)
            self.fails("fixed")

    def test_no_fixes(self):
        self.write("test.cpp", NULLPTR)
        self.fails("fixed", "--no-fixes")

    def test_bless(self):
        self.write("test.cpp", "// RU" "N: %check\n" + NULLPTR + "int Q; // CHECK-MESSAGES-DAG: :[[@LINE-2]]:10: warning:\n")
        self.golden(bless=True)
        self.assertEqual(self.read("test.fixed"), "int *P = nullptr;\nint Q;\n")
        self.write("test.cpp", NULLPTR)
        self.passes(bless=True)
        self.assertEqual(self.read("test.fixed"), "int *P = nullptr;\n")
        self.passes()
        self.write("test.cpp", "int *P = nullptr;\n")
        self.passes(bless=True)
        self.assertFalse((self.directory / "test.fixed").exists())

    def test_header_golden(self):
        self.write("test.cpp", '#include "Inputs/test/a.h"\n// CHECK-MESSAGES: Inputs/test/a.h:1:10: warning: use nullptr\n')
        header = self.write("Inputs/test/a.h", "int *P = 0;\n")
        self.assertIn("a.h.fixed", self.fails("fixed"))
        self.passes(bless=True)
        self.assertEqual(self.read("Inputs/test/a.h.fixed"), "int *P = nullptr;\n")
        self.passes()
        self.write("Inputs/test/a.h.fixed", "int *P = NULL;\n")
        self.fails("fixed")
        self.assertEqual(header.read_text(), "int *P = 0;\n")

    def test_fix_outside_of_the_copy(self):
        header = self.write("Inputs/other.h", "int *P = 0;\n")
        self.write("test.cpp", '#include "Inputs/other.h"\n// CHECK-MESSAGES: Inputs/other.h:1:10: warning: use nullptr\n')
        self.fails("contained")
        self.assertEqual(header.read_text(), "int *P = 0;\n")

    def misbehaving(self, replacement):
        self.write("test.cpp", "int BAD;\n// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: bad word [fake-check]\n")
        tidy = self.fake(f"if any(a.startswith('--fix') for a in arguments): file.write_text(text.replace('BAD', {replacement!r}))")
        code, out = self.golden(check="fake-check", tidy=tidy, bless=True)
        return code, out, (self.directory / "test.fixed").exists()

    def test_stand_in(self):
        self.assertEqual(self.misbehaving("Good"), (0, "", True))

    def test_fixed_text_that_does_not_compile(self):
        code, out, blessed = self.misbehaving("not a declarator")
        self.assertEqual((code, blessed), (1, False))
        self.assertRegex(out, "FAILED.* valid")

    def test_fix_that_never_ends(self):
        code, out, blessed = self.misbehaving("BADDER")
        self.assertEqual((code, blessed), (1, False))
        self.assertRegex(out, "FAILED.* converges")
        self.assertIn("+int BADDERDER;", out)

    def test_fix_that_is_offered_but_does_nothing(self):
        code, out, blessed = self.misbehaving("BAD")
        self.assertEqual((code, blessed), (1, False))
        self.assertRegex(out, "FAILED.* converges")

    # -- suggested fixes --------------------------------------------------------------------------------------------

    def test_suggestions(self):
        tidy = self.fake("if '--fix-notes' in arguments: file.write_text(text.replace('BAD', 'Good'))")
        tidy.write_text(tidy.read_text().replace(*ON_NOTE))
        self.write("test.cpp", "int BAD;\n// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: bad word [fake-check]\n")
        self.assertIn("test.suggested", self.fails("suggested", check="fake-check", tidy=tidy))
        self.passes(check="fake-check", tidy=tidy, bless=True)
        self.assertEqual(self.read("test.suggested"), "int Good;\n")
        self.assertFalse((self.directory / "test.fixed").exists())
        self.passes(check="fake-check", tidy=tidy)
        self.write("test.suggested", "int Other;\n")
        self.fails("suggested", check="fake-check", tidy=tidy)


if __name__ == "__main__":
    unittest.main()
