# RUN: %python %s
"""Tests of tools/dev/doc-examples.py, with a check of clang-tidy itself as stand-in, each with its negative control."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["ASYNC_TIDY_ROOT"])

PAGE = """\
# async-null-pointer

Null pointers that are written 0.

## Why

Because.

## Flagged

```cpp flagged
int *P = 0; // flagged
int *Q;
```

## Fixed

```cpp fixed
int *P = nullptr;
int *Q;
```

## Not flagged

```cpp clean
int *P = nullptr;
```

## Options

| Option | Default | Meaning |
|---|---|---|
{options}
## Frameworks

None.

## Limits

None.

## Silencing

NOLINT.
"""


class DocExamplesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        dump = subprocess.run([os.environ["ASYNC_TIDY_CLANG_TIDY"], "--checks=-*,modernize-use-nullptr", "--dump-config", "--config={}"],
                              capture_output=True, text=True, check=True).stdout
        cls.options = "| `NullMacros` | `NULL` | macros |\n"
        if "IgnoredTypes" in dump:
            value = dump.split("IgnoredTypes:")[1].splitlines()[0].strip().strip("'").replace("|", "\\|")
            cls.options = f"| `IgnoredTypes` | `{value}` | types |\n" + cls.options
        cls.options += "\n"

    def run_page(self, replacements=(), fix="Safe", summary="null pointers that are written 0"):
        with tempfile.TemporaryDirectory() as name:
            directory = pathlib.Path(name)
            (directory / "include/async-tidy").mkdir(parents=True)
            (directory / "include/async-tidy/Checks.def").write_text(
                f'ASYNC_CHECK(sharing, NullPointer, "async-null-pointer", On, {fix}, "{summary}")\n')
            text = PAGE.format(options=self.options)
            for old, new in replacements:
                self.assertIn(old, text)
                text = text.replace(old, new)
            page = directory / "null-pointer.md"
            page.write_text(text)
            done = subprocess.run([sys.executable, ROOT / "tools/dev/doc-examples.py", page, "--stand-in=modernize-use-nullptr",
                                   f"--root={directory}", f"--tidy={os.environ['ASYNC_TIDY_CLANG_TIDY']}"], capture_output=True, text=True)
            self.assertEqual(done.stderr, "")
            return done.returncode, done.stdout

    def passes(self, *replacements, **options):
        self.assertEqual(self.run_page(replacements, **options), (0, ""))

    def fails(self, text, *replacements, **options):
        code, out = self.run_page(replacements, **options)
        self.assertEqual(code, 1, out)
        self.assertRegex(out, text)

    def test_good_page(self):
        self.passes()

    def test_missing_finding(self):
        self.fails(r"md:13: is marked '// flagged', but there is no finding", ("int *Q;\n```\n\n## Fixed", "int *Q; // flagged\n```\n\n## Fixed"))

    def test_unexpected_finding(self):
        self.fails(r"md:13: there is a finding, but no marker", ("int *Q;\n```\n\n## Fixed", "int *Q = 0;\n```\n\n## Fixed"))

    def test_finding_in_clean_block(self):
        self.fails(r"md:26: there is a finding", ("clean\nint *P = nullptr", "clean\nint *P = 0"))

    def test_block_that_does_not_compile(self):
        self.fails(r"'cpp clean' block does not compile", ("clean\nint *P = nullptr", "clean\nint *P = unknown"))

    def test_other_fix(self):
        self.fails(r"--fix makes something else", ("fixed\nint *P = nullptr", "fixed\nint  *P = nullptr"))

    def test_fixed_by_hand_is_free(self):
        self.passes(("fixed\nint *P = nullptr", "fixed-by-hand\nint  *P = nullptr"), fix="None")
        self.fails(r"there is a finding", ("fixed\nint *P = nullptr", "fixed-by-hand\nint *P = 0"), fix="None")

    def test_preamble(self):
        self.passes(("```cpp clean\n", "```cpp preamble\nusing T = int;\n```\n\n```cpp clean\nT X;\n"))
        self.fails("does not compile", ("```cpp clean\n", "```cpp clean\nT X;\n"))

    def test_options_of_a_block(self):
        self.passes(("cpp clean\n", "cpp clean NullMacros=NONE -DNONE=0\n"))
        self.fails("written Name=Value", ("```cpp clean", "```cpp clean what"))

    def test_options_table(self):
        self.fails("default of NullMacros is 'NULL', not 'NIL'", ("`NULL`", "`NIL`"))
        self.fails("no option Wrong", ("## Frameworks", "| `Wrong` | `1` | x |\n\n## Frameworks"))
        self.fails("option NullMacros .* is missing", ("| `NullMacros` | `NULL` | macros |\n", ""))

    def test_form(self):
        self.fails("md:1: title", ("# async-null-pointer", "# null-pointer"))
        self.fails("md:3: first sentence", summary="something else")
        self.passes(("Null pointers that", "Finds null pointers that"))
        self.fails("section 'Why' is there 0 times", ("## Why\n", ""))
        self.fails("out of order", ("## Why", "## Silencing"), ("## Silencing\n\nNOLINT", "## Why\n\nNOLINT"))
        self.fails("no such section", ("## Limits", "## Limits\n\nx\n\n## More"))
        self.fails("say one of", ("```cpp clean", "```cpp good"))
        self.fails("no code block 'cpp fixed'", ("```cpp fixed", "```text"))
        self.fails("is not closed", ("NOLINT.", "```text"))


if __name__ == "__main__":
    unittest.main()
