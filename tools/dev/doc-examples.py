#!/usr/bin/env python3
"""Runs what the pages of the checks show.

    doc-examples.py PAGE... --plugin SO --tidy CLANG-TIDY [--mocks DIR] [--preamble FILE]

In:  pages docs/checks/<name>.md. Their C++ blocks say in the info string what they are:
       ```cpp preamble        put before the blocks that follow (as a header), instead of --preamble
       ```cpp flagged         findings of this check on the lines that end in `// flagged`, and nowhere else
       ```cpp fixed           what --fix makes of the block before (--fix-notes if the check only suggests, or
                              for ```cpp fixed suggested), byte by byte but for the markers; and it is clean
       ```cpp fixed-by-hand   a fix that no tool makes: only has to be clean
       ```cpp clean           compiles, no finding
     Further words of the info string: an option of the check (`Name=Value`), a compiler argument (`-std=c++17`).
     The table below `## Options` lists the options with their defaults; those that all checks have are left out.
Out: nothing, or `page:line: what, and what to do` and a diff.

Exit codes: 0 all true, 1 something isn't, 2 wrong usage or environment.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import checks_def
import doc_page

MARKER = re.compile(r"[ \t]*// flagged[ \t]*$", re.MULTILINE)


class Unusable(Exception):
    pass


def run(command):
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120,
                              env=dict(os.environ, CLANG_NO_DEFAULT_CONFIG="1"))
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unusable(f"cannot run {command[0]}: {error}") from None


def scalar(text):
    """A YAML scalar as clang-tidy writes it."""
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    if text.startswith('"'):
        return text[1:-1].replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
    return text


class PageRunner:
    def __init__(self, path, check, options):
        self.path, self.check, self.options = path, check, options
        self.name = options.stand_in or check.name
        self.page = doc_page.parse(path.read_text())
        self.found = []

    def report(self, line, text):
        self.found.append(f"{self.path}:{line}: {text}")

    def tidy(self, *arguments):
        load = [f"--load={self.options.plugin.resolve()}"] if self.options.plugin else []
        done = run([self.options.tidy, *load, f"--checks=-*,{self.name}", *arguments])
        if done.returncode < 0 or "Stack dump" in done.stderr:
            raise Unusable(f"clang-tidy crashed\n{done.stderr[-3000:]}")
        if "load request ignored" in done.stderr or "no checks enabled" in done.stderr:
            raise Unusable(done.stderr.strip())
        return done

    # -- code blocks ------------------------------------------------------------------------------------------------

    def arguments(self, block):
        """(clang-tidy's configuration, compiler arguments) of a block"""
        given = [word for word in block.arguments if re.fullmatch(r"\w+=.*", word)]
        compiler = [word for word in block.arguments if word.startswith("-")]
        for word in block.arguments:
            if word not in given and word not in compiler and word != "suggested":
                self.report(block.line - 1, f"'{word}': an option is written Name=Value, a compiler argument begins with -")
        options = ", ".join("{}.{}: '{}'".format(self.name, *word.split("=", 1)) for word in given)
        config = "{CheckOptions: {" + options + "}}" if options else "{}"
        if not any(word.startswith("-std=") for word in compiler):
            compiler.insert(0, "-std=c++20")
        if not any(word == "-stdlib" for word in compiler) and self.options.mocks:
            compiler += ["-nostdinc++", "-isystem", str(self.options.mocks.resolve())]
        return config, compiler

    def lines_with_findings(self, text, block, preamble, flag=None):
        """Runs over a text; returns (lines with a finding, text afterwards, what clang-tidy said) or None after an error."""
        config, compiler = self.arguments(block)
        with tempfile.TemporaryDirectory() as name:
            directory = pathlib.Path(name).resolve()
            header = directory / "preamble.h"
            header.write_text(preamble)
            file = directory / "example.cpp"
            file.write_text(text)
            done = self.tidy(f"--config={config}", "--quiet", "--use-color=0", "--header-filter=.*", *([flag] if flag else []), file, "--",
                             "-include", header, *compiler)
            said = done.stdout.replace(str(directory) + "/", "")
            if re.search(r"(fatal )?error: .*\[clang-diagnostic", said) or done.returncode:
                self.report(block.line, f"the 'cpp {block.kind}' block does not compile\n{said or done.stderr}")
                return None
            if re.search(r"^(warning|error): ", said, re.MULTILINE):
                self.report(block.line, f"clang-tidy does not like the options\n{said}")
            if re.search(r"^preamble\.h:\d+:\d+: warning", said, re.MULTILINE):
                self.report(block.line, f"findings in the preamble\n{said}")
            lines = {int(n) for n in re.findall(r"^example\.cpp:(\d+):\d+: warning: ", said, re.MULTILINE)}
            return lines, file.read_text(), said

    def expect(self, block, preamble, expected):
        outcome = self.lines_with_findings(block.text, block, preamble)
        if not outcome:
            return False
        lines, _, said = outcome
        for line in sorted(expected - lines):
            self.report(block.line + line - 1, "is marked '// flagged', but there is no finding")
        for line in sorted(lines - expected):
            self.report(block.line + line - 1, f"there is a finding, but no marker '// flagged'\n{said}")
        return lines == expected

    def run_blocks(self):
        preamble = self.options.preamble.read_text() if self.options.preamble else ""
        flagged = None
        for block in self.page.blocks:
            marked = {number for number, line in enumerate(block.text.splitlines(), 1) if MARKER.search(line)}
            if block.kind == "preamble":
                preamble = block.text
            elif block.kind == "flagged":
                if not marked:
                    self.report(block.line, "no line of this 'cpp flagged' block ends in '// flagged'")
                elif self.expect(block, preamble, marked):
                    flagged = block
                    continue
            elif block.kind in ("fixed", "fixed-by-hand", "clean"):
                if marked:
                    self.report(block.line, f"a 'cpp {block.kind}' block has no '// flagged'")
                elif self.expect(block, preamble, set()) and block.kind == "fixed" and flagged:
                    self.compare_fix(flagged, block, preamble)
            flagged = None

    def compare_fix(self, flagged, fixed, preamble):
        notes = "suggested" in fixed.arguments or self.check.fix == "Suggested"
        flag = "--fix-notes" if notes else "--fix"
        outcome = self.lines_with_findings(MARKER.sub("", flagged.text), flagged, preamble, flag)
        if outcome and outcome[1] != fixed.text:
            difference = difflib.unified_diff(fixed.text.splitlines(), outcome[1].splitlines(), "page", flag, lineterm="")
            self.report(fixed.line, f"{flag} makes something else of the block before\n" + "\n".join(difference))

    # -- options ----------------------------------------------------------------------------------------------------

    def compare_options(self):
        dump = self.tidy("--config={}", "--dump-config").stdout
        actual = {}
        for name, value in re.findall(rf"^\s+{re.escape(self.name)}\.(\w+):[ \t]*(.*)$", dump, re.MULTILINE):
            if name not in doc_page.COMMON_OPTIONS:
                actual[name] = scalar(value.strip())
        for name, value in actual.items():
            if name not in self.page.options:
                self.report(self.page.options_line, f"option {name} (default '{value}') is missing in the table")
            elif self.page.options[name][0] != value:
                shown, line = self.page.options[name]
                self.report(line, f"the default of {name} is '{value}', not '{shown}'")
        for name, (_, line) in self.page.options.items():
            if name in doc_page.COMMON_OPTIONS:
                self.report(line, f"{name} means the same in all checks: leave it to docs/options.md")
            elif name not in actual:
                self.report(line, f"the check has no option {name}")

    def all(self):
        for line, problem in doc_page.problems(self.page, self.check):
            self.report(line, problem)
        self.compare_options()
        self.run_blocks()
        return self.found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=pathlib.Path, metavar="PAGE")
    parser.add_argument("--plugin", type=pathlib.Path)
    parser.add_argument("--tidy", default="clang-tidy-22")
    parser.add_argument("--mocks", type=pathlib.Path)
    parser.add_argument("--preamble", type=pathlib.Path)
    parser.add_argument("--stand-in", metavar="CHECK", help="run this check of clang-tidy instead (to test this script)")
    parser.add_argument("--root", type=pathlib.Path)
    options = parser.parse_args()
    checks = {check.short: check for check in checks_def.load(options.root or checks_def.find_root())}
    found = []
    try:
        for path in options.pages:
            if path.stem not in checks:
                found.append(f"{path}:1: there is no check async-{path.stem} in {checks_def.LIST}")
            else:
                found += PageRunner(path, checks[path.stem], options).all()
    except (Unusable, OSError) as error:
        print(f"doc-examples: cannot run: {error}")
        return 2
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
