#!/usr/bin/env python3
"""Golden runner: proves what one test file says about one check.

    golden.py TEST CHECK [options] [-- compiler arguments]      (in lit: // RUN: %check %s async-x)

In: a test whose comments name the expected diagnostics,
        // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: ... [async-x]
    and, if there are fixes, `<test>.fixed` (what --fix makes of it) and `<test>.suggested` (what --fix-notes
    makes of it), both without the `// RUN:` and `// CHECK-` comments. Headers that are fixed as well lie in
    `Inputs/<test>/`, their goldens beside them as `<header>.h.fixed` and `<header>.h.suggested`.
Out: nothing, or what was expected and what came, with a diff.

Conditions, for each language standard:
  compiles    the test has no compile error (but: --expect-errors)
  messages    the diagnostics are exactly the expected ones (notes too: --strict-notes)
  fixed       --fix gives the golden byte by byte, and no golden means no change
  suggested   the same for --fix-notes
  valid       fixed text compiles
  converges   a second run changes nothing and offers no more fixes of that kind
  contained   no file outside of the test's copy was changed

A message expectation without --prefix holds for every RUN line; `CHECK-MESSAGES-NAME` holds for those with
--prefix=NAME, and `<test>.NAME.fixed` is then preferred to `<test>.fixed`. A RUN line whose options leave nothing
to fix says --no-fixes. --bless (or ASYNC_TIDY_BLESS=1) writes the goldens, once the results are valid and converge.

Exit codes: 0 proven, 1 a condition failed, 2 wrong usage or environment (unknown check, plugin not loadable).
"""

import argparse
import difflib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

TIMEOUT = 120
DIRECTIVE = re.compile(r"//\s*CHECK-MESSAGES(?:-(?P<name>[A-Z0-9_]+?))??(?:-(?:DAG|NOT|NEXT|SAME|EMPTY|COUNT-\d+))?:")
COMMENT = re.compile(r"\s*//\s*(?:CHECK-|RUN:).*$")
DIAGNOSTIC = re.compile(r"^(?P<file>.*?):(?P<line>\d+):(?P<col>\d+): (?P<level>warning|error|note|fatal error): (?P<text>.*)$")


class Failed(Exception):
    def __init__(self, condition, text):
        super().__init__(text)
        self.condition = condition


class Unusable(Exception):
    pass


def parse_arguments(arguments):
    compiler = []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, compiler = arguments[:at], arguments[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], allow_abbrev=False)
    parser.add_argument("test", type=pathlib.Path)
    parser.add_argument("check")
    parser.add_argument("--also", default="", metavar="CHECK,...", help="further checks to run at the same time")
    parser.add_argument("--std", default="", help="language standards, comma separated (default c++20, c17 for .c)")
    parser.add_argument("--config", default="{}", help="clang-tidy configuration; its options must exist")
    parser.add_argument("--prefix", default="", help="expect CHECK-MESSAGES-PREFIX too")
    parser.add_argument("--strict-notes", action="store_true", help="every note must be expected")
    parser.add_argument("--expect-errors", action="store_true", help="compile errors are allowed, but to be expected by comments")
    parser.add_argument("--no-fixes", action="store_true", help="no fix is expected, whatever goldens there are")
    parser.add_argument("--real-headers", action="store_true", help="the C++ standard library's headers may be used")
    parser.add_argument("--bless", action="store_true", default=os.environ.get("ASYNC_TIDY_BLESS") == "1")
    parser.add_argument("--no-plugin", action="store_true", help="run checks of clang-tidy itself (to test this runner)")
    parser.add_argument("--plugin", type=pathlib.Path)
    parser.add_argument("--tidy", default="clang-tidy-22")
    parser.add_argument("--clangxx", default="clang++-22")
    parser.add_argument("--filecheck", default="FileCheck-22")
    parser.add_argument("--mocks", type=pathlib.Path)
    options = parser.parse_args(arguments)
    options.compiler = compiler
    if not options.test.is_file():
        raise Unusable(f"no such test: {options.test}")
    if not options.no_plugin and not (options.plugin and options.plugin.is_file()):
        raise Unusable(f"no such plugin: {options.plugin} (build it first, or --no-plugin)")
    return options


def run(command, what):
    environment = dict(os.environ, CLANG_NO_DEFAULT_CONFIG="1", LC_ALL="C")
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        raise Failed("crash", f"{what} did not end within {TIMEOUT} s: {' '.join(map(str, command))}") from None
    except OSError as error:
        raise Unusable(f"cannot run {command[0]}: {error.strerror}") from None
    if done.returncode < 0 or "Stack dump:" in done.stderr:
        name = signal.Signals(-done.returncode).name if done.returncode < 0 else f"exit {done.returncode}"
        raise Failed("crash", f"{what} crashed ({name}): {' '.join(map(str, command))}\n{done.stderr[-4000:]}")
    return done


def diff(expected, actual, expected_name, actual_name):
    lines = difflib.unified_diff(expected.splitlines(keepends=True), actual.splitlines(keepends=True), expected_name, actual_name)
    return "".join(line if line.endswith("\n") else line + "\n\\ no newline at the end\n" for line in lines)


def without_directives(text):
    """The text without RUN and CHECK comments; lines that held nothing else go away altogether."""
    kept = []
    for line in text.splitlines(keepends=True):
        bare = COMMENT.sub("", line.rstrip("\n"))
        if bare == line.rstrip("\n"):
            kept.append(line)
        elif bare.strip():
            kept.append(bare + "\n")
    return "".join(kept)


def read(path):
    return path.read_bytes().decode("utf-8", "surrogateescape")


def write(path, text):
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


class Golden:
    """A golden beside a source: read, compared, blessed."""

    def __init__(self, path, bless):
        self.path, self.bless = path, bless

    def check(self, kind, original, result):
        """Returns the text of the failure or None."""
        exists = self.path.is_file()
        expected = read(self.path) if exists else original
        if result == expected and not (exists and result == original):
            return None
        if self.bless:
            if result == original:
                self.path.unlink()
            else:
                write(self.path, result)
            return None
        if result == expected:
            return f"{self.path} equals its source, so nothing was fixed: delete it"
        hint = f"{self.path.name} is out of date" if exists else f"there is no {self.path.name}, so nothing may change"
        return (f"{hint} (write it with ASYNC_TIDY_BLESS=1 once the change is right)\n"
                + diff(expected, result, str(self.path) if exists else "unchanged", kind))


class Runner:
    def __init__(self, options):
        self.options = options
        self.test = options.test.resolve()
        self.text = read(self.test)
        self.inputs = self.test.parent / "Inputs" / self.test.stem
        self.is_c = self.test.suffix == ".c"
        self.checks = [options.check] + [check for check in options.also.split(",") if check]

    # -- commands -----------------------------------------------------------------------------------------------

    def compile_arguments(self, standard):
        arguments = [f"-std={standard}", f"-I{self.test.parent}"]
        if not self.options.real_headers and not self.is_c:
            arguments.append("-nostdinc++")
        if self.options.mocks:
            arguments += ["-isystem", str(self.options.mocks)]
        return arguments + self.options.compiler

    def tidy_command(self, *arguments):
        command = [self.options.tidy]
        if not self.options.no_plugin:
            command.append(f"--load={self.options.plugin.resolve()}")
        return command + [f"--checks=-*,{','.join(self.checks)}", f"--config={self.options.config}", *arguments]

    def tidy(self, copy, standard, *arguments):
        """Runs clang-tidy over a copy; returns its diagnostics and the text of the exported fixes."""
        fixes = copy.parent / "fixes.yaml"
        fixes.unlink(missing_ok=True)
        done = run(self.tidy_command("--quiet", "--header-filter=.*", "--use-color=0", f"--export-fixes={fixes}", *arguments,
                                     str(copy), "--", *self.compile_arguments(standard)), "clang-tidy")
        said = done.stdout + done.stderr
        for sign in ("load request ignored", "no checks enabled", "async-tidy:"):
            if sign in done.stderr:
                raise Unusable(done.stderr.strip())
        diagnostics = self.diagnostics(done.stdout, copy)
        if done.returncode and not any(re.search(r"(^|: )(fatal )?error: ", d) for d in diagnostics):
            raise Failed("crash", f"clang-tidy ended with {done.returncode}\n{said}")
        return diagnostics, (read(fixes) if fixes.is_file() else "")

    def diagnostics(self, output, copy):
        """The lines with a diagnostic, without a path for the test itself and with a relative one for headers."""
        found = []
        for line in output.splitlines():
            match = DIAGNOSTIC.match(line)
            if re.match(r"(warning|error): ", line):
                found.append(line)  # about the configuration
            if not match:
                continue
            file = pathlib.Path(os.path.normpath(match["file"]))
            if file == copy:
                shown = ""
            else:
                shown = str(file)
                for base in (copy.parent, self.test.parent, self.options.mocks and self.options.mocks.resolve().parent):
                    if base and file.is_relative_to(base):
                        shown = str(file.relative_to(base))
                        break
            found.append(shown + line[len(match["file"]):])
        return found

    # -- preparation --------------------------------------------------------------------------------------------

    def verify_usage(self):
        if self.options.also:
            listed = run(self.tidy_command("--list-checks"), "clang-tidy").stdout.split()
            for check in self.checks:
                if check not in listed:
                    raise Unusable(f"no such check: {check}")
        if self.options.config != "{}":
            done = run(self.tidy_command("--verify-config"), "clang-tidy")
            if done.returncode or "[-verify-config]" in done.stdout + done.stderr:
                raise Unusable(f"--config: {(done.stdout + done.stderr).strip()}")
        names = set()
        for number, line in enumerate(self.text.splitlines(), 1):
            if not re.search(r"//\s*CHECK", line):
                continue
            match = DIRECTIVE.search(line)
            if not match:
                raise Unusable(f"{self.test}:{number}: not an expectation that this runner knows: {line.strip()}")
            if match["name"]:
                names.add(match["name"])
        runs = [line for line in self.text.splitlines() if re.search(r"//\s*RUN:", line)]
        for name in names:
            if runs and not any(re.search(rf"--prefix={name}\b", line) for line in runs):
                raise Unusable(f"{self.test}: CHECK-MESSAGES-{name} belongs to no RUN line (--prefix={name})")
        if self.options.prefix and self.options.prefix not in names:
            raise Unusable(f"{self.test}: --prefix={self.options.prefix} without any CHECK-MESSAGES-{self.options.prefix}")

    def populate(self, directory, text):
        """Writes the test and the headers that belong to it into an empty directory; returns the test's copy."""
        copy = directory / self.test.name
        write(copy, text)
        if self.inputs.is_dir():
            shutil.copytree(self.inputs, directory / "Inputs" / self.test.stem,
                            ignore=shutil.ignore_patterns("*.fixed", "*.suggested"))
        return copy

    def surroundings(self):
        """What a fix could damage outside of the copy."""
        found = {}
        for top in (self.test.parent / "Inputs", self.options.mocks):
            if top and top.is_dir():
                found.update((p, p.read_bytes()) for p in top.rglob("*") if p.is_file() and p.suffix not in (".fixed", ".suggested"))
        found.update((p, p.read_bytes()) for p in self.test.parent.glob("*.h"))
        return found

    # -- conditions ---------------------------------------------------------------------------------------------

    def check_compiles(self, diagnostics):
        errors = [d for d in diagnostics if re.search(r": (fatal )?error: .*\[clang-diagnostic-", d)]
        if errors and not self.options.expect_errors:
            raise Failed("compiles", "the test has compile errors\n" + "\n".join(errors))
        if self.options.expect_errors and not errors:
            raise Failed("compiles", "--expect-errors, but there is no compile error")

    def expected(self):
        """The expectations with their lines resolved, for people."""
        names = ("", self.options.prefix)
        for number, line in enumerate(self.text.splitlines(), 1):
            match = DIRECTIVE.search(line)
            if match and (match["name"] or "") in names:
                text = line[match.end():].strip()
                yield re.sub(r"\[\[#?@LINE\s*([-+]\s*\d+)?\]\]",
                             lambda at: str(number + int((at[1] or "0").replace(" ", ""))), text)

    def check_messages(self, diagnostics, directory):
        levels = "warning|error|note" if self.options.strict_notes else "warning|error"
        expected = list(self.expected())
        if not expected:
            if any(re.search(rf"(^|: )({levels}): ", d) for d in diagnostics):
                raise Failed("messages", "nothing is expected, but clang-tidy says\n" + "\n".join(diagnostics))
            return
        # The expectations of the test itself begin with the line: tie them to the beginning, where headers have a name.
        patterns = directory / "expectations"
        write(patterns, re.sub(r"(CHECK-MESSAGES[-A-Z0-9_]*:)[ \t]*:\[\[", r"\1 {{^}}:[[", self.text))
        said = directory / "said"
        write(said, "".join(d + "\n" for d in diagnostics) or "nothing\n")
        prefixes = "CHECK-MESSAGES" + (f",CHECK-MESSAGES-{self.options.prefix}" if self.options.prefix else "")
        done = run([self.options.filecheck, str(patterns), f"--input-file={said}", f"--check-prefixes={prefixes}",
                    "--allow-unused-prefixes", f"--implicit-check-not={{{{(^|: )({levels}): }}}}", "--dump-input=never",
                    "--color=0"], "FileCheck")
        if done.returncode:
            shown = [d for d in diagnostics if self.options.strict_notes or ": note: " not in d or "note:" in "".join(expected)]
            raise Failed("messages", "the diagnostics differ from the expected ones\n"
                         + diff("\n".join(expected) + "\n", "\n".join(shown) + "\n", "expected", "clang-tidy")
                         + "--- FileCheck:\n" + done.stderr.replace(str(patterns), str(self.test)))

    def offered(self, fixes, notes):
        """Does the export hold a replacement on a warning or (notes) on a note? Notes are indented deeper."""
        depths = [len(match[1]) for match in re.finditer(r"^( *)Replacements:[ \t]*$", fixes, re.MULTILINE)]
        return any((depth > 6) == notes for depth in depths)

    def check_fix(self, kind, standard, offered):
        """kind is "fixed" or "suggested"."""
        notes = kind == "suggested"
        flag = "--fix-notes" if notes else "--fix"
        original = without_directives(self.text)
        goldens = {self.test.name: self.golden(self.test, kind)}
        originals = {self.test.name: original}
        if self.inputs.is_dir():
            for path in sorted(p for p in self.inputs.rglob("*") if p.is_file() and p.suffix not in (".fixed", ".suggested")):
                name = str(path.relative_to(self.test.parent))
                goldens[name] = Golden(path.with_name(f"{path.name}.{kind}"), self.options.bless)
                originals[name] = read(path)
        if not offered and not any(golden.path.is_file() for golden in goldens.values()):
            return
        with tempfile.TemporaryDirectory(prefix="golden-") as name:
            directory = pathlib.Path(name).resolve()
            copy = self.populate(directory, original)
            before = self.surroundings()
            self.tidy(copy, standard, flag)
            self.check_contained(before)
            results = {name: read(directory / name) for name in originals}
            failures = []
            if not self.options.expect_errors:
                compiler = [self.options.clangxx] + (["-x", "c"] if self.is_c else [])
                done = run([*compiler, "-fsyntax-only", "-w", *self.compile_arguments(standard), str(copy)], "clang++")
                if done.returncode:
                    failures.append(("valid", f"the result of {flag} does not compile\n{done.stderr}"
                                     + diff(original, results[self.test.name], "test", kind)))
            diagnostics, fixes = self.tidy(copy, standard, flag)
            for name, result in results.items():
                again = read(directory / name)
                if again != result:
                    failures.append(("converges", f"a second {flag} run changes {name} again\n" + diff(result, again, "first run", "second run")))
            if self.offered(fixes, notes=False):
                failures.append(("converges", f"after {flag} there are still findings with a fix\n" + "\n".join(diagnostics)))
            bless = self.options.bless and not failures
            for name, result in results.items():
                golden = goldens[name]
                golden.bless = bless
                if self.options.no_fixes:
                    text = None if result == originals[name] else "--no-fixes, but there is a change\n" + diff(originals[name], result, "test", kind)
                elif notes and result == self.fixed_results.get(name, originals[name]) and not golden.path.is_file():
                    text = None  # nothing beyond what --fix does already
                else:
                    text = golden.check(kind, originals[name], result)
                if text:
                    failures.insert(0, (kind, text))
            if kind == "fixed":
                self.fixed_results = results
            if failures:
                raise Failed(", ".join(dict.fromkeys(c for c, _ in failures)), "\n".join(t for _, t in failures))

    def golden(self, path, kind):
        plain = path.with_suffix(f".{kind}")
        if self.options.prefix:
            special = path.with_suffix(f".{self.options.prefix}.{kind}")
            if special.is_file():
                return Golden(special, self.options.bless)
        return Golden(plain, self.options.bless)

    def check_contained(self, before):
        after = self.surroundings()
        changed = [path for path, data in before.items() if after.get(path) != data]
        for path in changed:
            path.write_bytes(before[path])
        if changed:
            raise Failed("contained", "a fix changed files outside of the copy (put back now; headers to be fixed belong into "
                         f"Inputs/{self.test.stem}/): " + ", ".join(map(str, changed)))

    def all_conditions(self):
        self.verify_usage()
        failures = []
        standards = [s for s in self.options.std.split(",") if s] or ["c17" if self.is_c else "c++20"]
        for standard in standards:
            self.fixed_results = {}
            with tempfile.TemporaryDirectory(prefix="golden-") as name:
                directory = pathlib.Path(name).resolve()
                try:
                    diagnostics, fixes = self.tidy(self.populate(directory, self.text), standard)
                    self.check_compiles(diagnostics)
                except Failed as failure:
                    failures.append((standard, failure))
                    continue
                steps = (lambda: self.check_messages(diagnostics, directory),
                         lambda: self.check_fix("fixed", standard, self.offered(fixes, notes=False)),
                         lambda: self.check_fix("suggested", standard, self.offered(fixes, notes=True)))
                for step in steps:
                    try:
                        step()
                    except Failed as failure:
                        failures.append((standard, failure))
        return failures


def main(arguments):
    try:
        options = parse_arguments(arguments)
        failures = Runner(options).all_conditions()
    except Unusable as error:
        print(f"golden: cannot run: {error}")
        return 2
    except Failed as failure:
        print(f"golden: FAILED {failure.condition}: {failure}")
        return 1
    for standard, failure in failures:
        print(f"golden: FAILED {failure.condition}: {options.test} ({standard}): {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
