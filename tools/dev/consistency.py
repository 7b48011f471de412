#!/usr/bin/env python3
"""Checks the rules that keep the list of checks, the code, the tests and the pages together.

    consistency.py [--plugin SO --tidy CLANG-TIDY] [--root DIR]

In:  the repository, found from this script's place. With --plugin the built plugin is asked as well.
Out: nothing, or one line for each broken rule: `file:line: what, and what to do`.

Exit codes: 0 all rules hold, 1 some don't, 2 wrong usage. tools/dev/README.md lists the rules.
"""

import argparse
import collections
import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import checks_def
import doc_page

MAX_CHECK_LINES = 300
MAX_MESSAGE = 100
# A name states the pattern that is found, so that "NOLINT(async-x)" reads as "x is allowed here".
FORBIDDEN_FIRST = ("avoid", "do", "dont", "never", "no", "not", "prefer", "use", "check", "async")
FORBIDDEN_LAST = ("check", "used", "usage", "rule", "warning")
# Words that a summary may begin with a capital for.
CAPITALISED = ("Asio", "Boost", "Folly", "Qt", "Seastar")
FRAMEWORKS = r"boost|asio|folly|seastar|cppcoro|qcoro|unifex|stdexec|userver|libcoro|concurrencpp|yaclib|grpc|libuv|kj::|uv_|Qt?Future|QCoro"
COMPAT = "include/async-tidy/Support/Compat.h"
# clangd's own interface, which nobody else touches.
CLANGD = "tools/async-clangd/ClangdInternals.h"
# The runner shares no code with the plugin.
RUNNER = "tools/async-tidy/Run/Compat.h"
KEYWORDS = {
    "a macro": re.compile(r"#\s*define\b"),
    "a template": re.compile(r"\btemplate\b"),
    "a lambda": re.compile(r"(?<!\[)\[[&=\w\s,.*]*\]\s*(?:<[^>]*>\s*)?[({]|(?<!\[)\[[&=\w\s,.*]*\]\s*(?:mutable|->)"),
    "NOLINT": re.compile(r"\bNOLINT"),
}


class Rules:
    def __init__(self, root):
        self.root = root
        self.text = (root / checks_def.LIST).read_text()
        self.checks = checks_def.parse(self.text)
        self.found = []

    def report(self, path, line, text):
        path = pathlib.Path(path)
        shown = path.relative_to(self.root) if path.is_absolute() and path.is_relative_to(self.root) else path
        self.found.append((str(shown), line, text))

    def files(self, *tops, suffixes):
        for top in tops:
            for path in sorted((self.root / top).rglob("*")):
                if path.is_file() and path.suffix in suffixes:
                    yield path

    # -- the list ---------------------------------------------------------------------------------------------------

    def rule_list(self):
        def bad(line, text):
            self.report(checks_def.LIST, line, text)
        for line in checks_def.malformed(self.text):
            bad(line, 'not readable, write ASYNC_CHECK(category, Class, "async-name", On|OptIn, Fix, "summary") on one line')
        seen = {"name": {}, "stem": {}}
        for before, check in zip([None, *self.checks], self.checks):
            for what, value in (("name", check.name), ("stem", check.stem)):
                if value in seen[what]:
                    bad(check.line, f"{value} is in line {seen[what][value]} already, rename one")
                seen[what].setdefault(value, check.line)
            if before and checks_def.sort_key(check) < checks_def.sort_key(before):
                bad(check.line, f"{check.name} is out of order, sort by category, then by name")
            if check.category not in checks_def.CATEGORIES:
                bad(check.line, f"unknown category {check.category}, take one of {' '.join(checks_def.CATEGORIES)}")
            for problem in name_problems(check.name):
                bad(check.line, problem)
            if check.stem != checks_def.camel(check.short):
                bad(check.line, f"class stem {check.stem} does not follow from the name, make it {checks_def.camel(check.short)}")
            if check.default not in checks_def.DEFAULTS:
                bad(check.line, f"unknown default {check.default}, take one of {' '.join(checks_def.DEFAULTS)}")
            if check.fix not in checks_def.FIX_KINDS:
                bad(check.line, f"unknown kind of fix {check.fix}, take one of {' '.join(checks_def.FIX_KINDS)}")
            if not check.summary or check.summary.endswith("."):
                bad(check.line, "the summary is empty or ends with a full stop, write a phrase")
            first = check.summary.split(" ")[0]
            if re.fullmatch(r"[A-Z][a-z]*", first) and first not in CAPITALISED:
                bad(check.line, f"the summary begins with a capital ('{first}'), begin it in lower case")

    # -- files ------------------------------------------------------------------------------------------------------

    def rule_files_exist(self):
        for check in self.checks:
            for path in (check.header, check.source, check.test, check.doc):
                if not (self.root / path).is_file():
                    self.report(checks_def.LIST, check.line, f"{check.name} has no {path}, write it (new-check.py makes all files)")

    def rule_no_orphans(self):
        wanted = {self.root / path for check in self.checks for path in (check.header, check.source)}
        for path in self.files("lib/Checks", suffixes={".h", ".cpp"}):
            if path not in wanted:
                self.report(path, 1, f"belongs to no check of Checks.def, add the line or move shared code to lib/Analysis")
        for path in self.files("docs/checks", suffixes={".md"}):
            if path.name != "index.md" and not any(path == self.root / check.doc for check in self.checks):
                self.report(path, 1, "belongs to no check of Checks.def, add the line or delete the page")
        for path in self.files("test/Checks", suffixes={".c", ".cpp", ".fixed", ".suggested"}):
            parts = path.relative_to(self.root / "test/Checks").parts
            if "Inputs" in parts:
                continue
            check = self.owner(path)
            if not check:
                self.report(path, 1, "belongs to no check of Checks.def, name it <check>.cpp or <check>-<what>.cpp")
            elif parts[0] != check.category:
                self.report(path, 1, f"lies in {parts[0]}, but {check.name} is of {check.category}, move it")
            if path.suffix in (".fixed", ".suggested") and not self.golden_source(path):
                self.report(path, 1, "golden without a test of the same name, delete it or name it like the test")
        for path in (self.root / "test/Checks").glob("*/Inputs/*"):
            if path.is_dir() and not any(path.parent.parent.glob(path.name + ".c*")):
                self.report(path, 1, "inputs without a test of the same name, delete them or name them like the test")

    def owner(self, path):
        return checks_def.owner(self.checks, path.name.split(".")[0])

    def golden_source(self, path):
        stem = path.name.split(".")[0]
        return next((p for p in (path.with_name(stem + s) for s in (".cpp", ".c")) if p.is_file()), None)

    # -- tests ------------------------------------------------------------------------------------------------------

    def tests(self):
        """check -> its test files"""
        result = collections.defaultdict(list)
        for path in self.files("test/Checks", suffixes={".c", ".cpp"}):
            if "Inputs" not in path.parts and (check := self.owner(path)):
                result[check].append(path)
        return result

    def rule_tests(self):
        tests = self.tests()
        for check in self.checks:
            files = tests.get(check, [])
            texts = {path: path.read_text() for path in files}
            for path, text in texts.items():
                runs = re.findall(r"//\s*RUN:.*", text)
                if not runs:
                    self.report(path, 1, "no RUN line, begin with // RUN: %check %s " + check.name)
                elif not any(re.search(rf"{check.name}(?![-\w])", run) for run in runs):
                    self.report(path, 1, f"no RUN line names {check.name}, run it or name the file after another check")
            if not files:
                continue  # said by rule_files_exist
            main = self.root / check.test
            at = main if main in texts else files[0]
            if not any(re.search(r"CHECK-MESSAGES.*warning:", text) for text in texts.values()):
                self.report(at, 1, f"no test of {check.name} expects a warning, add flagged code")
            if not any("clean" in path.stem or re.search(r"(?i)//.*\bnot flagged\b", text) for path, text in texts.items()):
                self.report(at, 1, f"no test of {check.name} has a section '// Not flagged' (nor is there a {check.short}-clean.cpp), add code that must stay silent")
            for what, pattern in KEYWORDS.items():
                if not any(pattern.search(text if what == "NOLINT" else without_comments(text)) for text in texts.values()):
                    self.report(at, 1, f"no test of {check.name} has {what}, add one")

    def rule_goldens(self):
        for kind, has in (("fixed", lambda c: c.safe), ("suggested", lambda c: c.suggested)):
            goldens = collections.defaultdict(list)
            for path in self.files("test/Checks", suffixes={f".{kind}"}):
                inputs = next((p for p in path.parents if p.parent.name == "Inputs"), None)
                check = checks_def.owner(self.checks, (inputs or path).name.split(".")[0])
                goldens[check].append(path)
            for check in self.checks:
                if has(check) and not goldens[check]:
                    self.report(checks_def.LIST, check.line, f"{check.name} has fix kind {check.fix}, but no test of it has a .{kind}, add one or change the kind")
                if not has(check):
                    for path in goldens[check]:
                        self.report(path, 1, f"{check.name} has fix kind {check.fix}, change it in Checks.def or delete this golden")

    def rule_messages(self):
        for path in self.files("test/Checks", suffixes={".c", ".cpp"}):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                match = re.search(r"CHECK-MESSAGES[-A-Z0-9_]*:.*?(?:warning|note): (.*)$", line)
                if match:
                    message = re.sub(r"\s*\[[-\w.,]+\]\s*$", "", match[1])
                    for problem in message_problems(message):
                        self.report(path, number, problem)
        for path in self.files("lib/Checks", suffixes={".cpp"}):
            code = without_comments(path.read_text())
            for match in re.finditer(r'\b(?:diag|note)\([^";]*((?:"(?:[^"\\\n]|\\.)*"\s*)+)', code):
                message = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', match[1]))
                for problem in message_problems(message):
                    self.report(path, code.count("\n", 0, match.start(1)) + 1, problem)

    # -- code -------------------------------------------------------------------------------------------------------

    def rule_frameworks(self):
        for path in self.files("lib/Checks", "lib/Analysis", "include/async-tidy/Analysis", suffixes={".h", ".cpp"}):
            for number, line in enumerate(without_comments(path.read_text()).splitlines(), 1):
                if line.lstrip().startswith("#"):
                    continue
                for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', line):
                    if re.match(r"(::)?std::", literal) or re.search(rf"(?i)(?<![a-z])(?:{FRAMEWORKS})", literal):
                        self.report(path, number, f'"{literal}" names a library, put the fact into lib/Models')
                if re.search(r'has(?:Any)?Name\(\s*"::', line):
                    self.report(path, number, "hasName of a qualified name, put the fact into lib/Models")

    def rule_versions(self):
        for path in self.files("include", "lib", "test/Unit", "tools", suffixes={".h", ".cpp", ".def"}):
            if path in (self.root / COMPAT, self.root / CLANGD, self.root / RUNNER):
                continue
            for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
                if "LLVM_VERSION_MAJOR" in line and "LLVM_VERSION_MAJOR" in without_comments(line):
                    self.report(path, number, f"LLVM_VERSION_MAJOR, put the difference into {COMPAT}")

    def rule_sizes(self):
        for path in self.files("lib/Checks", suffixes={".h", ".cpp"}):
            lines = path.read_text().count("\n")
            if lines > MAX_CHECK_LINES:
                self.report(path, MAX_CHECK_LINES + 1, f"{lines} lines, at most {MAX_CHECK_LINES}: the check hides an analysis, move it to lib/Analysis")

    def rule_file_comments(self):
        guards = {}
        for path in self.files("include", "lib", suffixes={".h", ".cpp"}):
            text = path.read_text()
            if not re.match(rf"(?://|/\*).*\b{re.escape(path.name)} - \S", text):
                self.report(path, 1, f"no file comment, begin with //===- {path.name} - what it is ...")
            if path.suffix != ".h":
                continue
            guard = re.search(r"^#ifndef (\w+)\n#define (\w+)$", text, re.MULTILINE)
            if not guard or guard[1] != guard[2]:
                self.report(path, 1, "no include guard, add #ifndef X, #define X, #endif")
            elif guard[1] in guards:
                self.report(path, 1, f"include guard {guard[1]} is that of {guards[guard[1]]}, rename it")
            else:
                guards[guard[1]] = path.relative_to(self.root)

    def rule_header_comments(self):
        for check in self.checks:
            path = self.root / check.header
            if path.is_file():
                comment = " ".join(re.findall(r"^///[ ]?(.*)$", path.read_text(), re.MULTILINE))
                if not doc_page.begins_with_summary(comment, check):
                    self.report(path, 1, f"no comment on the class that begins with the summary of Checks.def, write /// {check.sentence}")

    def rule_placeholders(self):
        for path in self.files("include", "lib", "test/Checks", "docs/checks", suffixes={".h", ".cpp", ".c", ".md", ".fixed", ".suggested"}):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if "TODO(new-check)" in line:
                    self.report(path, number, "still a placeholder of new-check.py, write it")

    # -- pages ------------------------------------------------------------------------------------------------------

    def rule_pages(self):
        for check in self.checks:
            path = self.root / check.doc
            if path.is_file():
                for line, problem in doc_page.problems(doc_page.parse(path.read_text()), check):
                    self.report(path, line, problem)

    def rule_generated(self):
        spec = importlib.util.spec_from_file_location("gen_docs", pathlib.Path(__file__).with_name("gen-docs.py"))
        gen_docs = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(gen_docs)
        if not (self.root / "README.md").is_file():
            self.report("README.md", 1, "is missing, write it with the markers of gen-docs.py")
        try:
            for path in gen_docs.stale(self.root):
                self.report(path, 1, "out of date with Checks.def, run tools/dev/gen-docs.py")
        except ValueError as error:
            self.report("README.md", 1, str(error).split(": ", 1)[1])

    # -- the plugin -------------------------------------------------------------------------------------------------

    def dynamic(self, plugin, tidy):
        def run(*arguments, load=True):
            command = [tidy] + ([f"--load={plugin}"] if load else []) + list(arguments)
            done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, CLANG_NO_DEFAULT_CONFIG="1"))
            return done.returncode, done.stdout + done.stderr
        code, listed = run("--checks=-*,async-*", "--list-checks")
        names = re.findall(r"^\s+(async-\S+)$", listed, re.MULTILINE)
        if code or not names:
            self.report(plugin, 1, f"{tidy} lists no async-* checks, build it for this clang-tidy: {listed.strip().splitlines()[:1]}")
            return
        for check in self.checks:
            if check.name not in names:
                self.report(checks_def.LIST, check.line, f"{check.name} is not in the plugin, build it anew")
        for name in sorted(set(names) - {check.name for check in self.checks}):
            self.report(checks_def.LIST, 1, f"the plugin has {name}, which is not in the list, build it anew")
        if "async-" in run("--checks=-*,async-*", "--list-checks", "--allow-no-checks", load=False)[1].replace("async-*", ""):
            self.report(checks_def.LIST, 1, f"{tidy} itself has checks called async-*, they collide")
        with tempfile.TemporaryDirectory() as directory:
            config = pathlib.Path(directory) / "config.yaml"
            done = subprocess.run([tidy, f"--load={plugin}", "--checks=-*,async-*", "--config={}", "--dump-config"], capture_output=True, text=True)
            config.write_text(done.stdout)
            for check in self.checks:
                if f"{check.name}.Models" not in done.stdout:
                    self.report(check.source, 1, f"--dump-config shows no options of {check.name}, derive the class from asynctidy::Check")
            code, said = run("--verify-config", f"--config-file={config}")
            if code or "[-verify-config]" in said:
                self.report(checks_def.LIST, 1, f"--verify-config refuses what --dump-config wrote: {said.strip()}")
        # An opt-in check must be silent where only async-* is asked for.
        mocks = self.root / "test/Inputs/mocks"
        for check in self.checks:
            test = self.root / check.test
            if check.default == "OptIn" and test.is_file():
                said = run("--checks=-*,async-*", "--config={}", "--quiet", str(test), "--", "-std=c++20", "-nostdinc++", "-isystem", str(mocks))[1]
                if f"[{check.name}" in said:
                    self.report(check.source, 1, f"{check.name} is opt-in but runs with async-* alone")

    def static(self):
        for name in sorted(dir(self)):
            if name.startswith("rule_"):
                getattr(self, name)()


def name_problems(name):
    if not re.fullmatch(r"async(-[a-z][a-z0-9]*)+", name):
        yield f"name {name}, write async-<words> in lower case with single dashes"
        return
    words = name.split("-")[1:]
    if not 2 <= len(words) <= 5:
        yield f"name {name} has {len(words)} words after async-, use 2 to 5"
    if words[0] in FORBIDDEN_FIRST:
        yield f"name {name} begins with '{words[0]}', name the pattern that is found, not the advice"
    if words[-1] in FORBIDDEN_LAST:
        yield f"name {name} ends with '{words[-1]}', leave it out"


def message_problems(message):
    """A message may hold %select{one|other}0: each must do as a start, the longest counts for the length."""
    start = re.match(r"%select\{([^}]*)\}", message)
    if any(re.match(r"[A-Z][a-z]", text) for text in (start[1].split("|") if start else [message])):
        yield f"message begins with a capital, begin in lower case: {message}"
    if message.endswith(".") and not message.endswith("..."):
        yield f"message ends with a full stop, leave it out: {message}"
    shown = re.sub(r"%select\{([^}]*)\}\d", lambda match: max(match[1].split("|"), key=len), message)
    # What it quotes is the user's, and as long as that is.
    if len(re.sub(r"(?<!\w)'[^']*'(?!\w)", "''", shown)) > MAX_MESSAGE:
        yield f"message of {len(shown)} characters, at most {MAX_MESSAGE}: {shown}"


def without_comments(code):
    """The code with comments blanked; lines stay, string literals too."""
    def blank(match):
        return match[0] if match[0][0] in "\"'" else re.sub(r"[^\n]", " ", match[0])
    return re.sub(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'|//[^\n]*|/\*.*?\*/', blank, code, flags=re.DOTALL)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path)
    parser.add_argument("--plugin", type=pathlib.Path)
    parser.add_argument("--tidy")
    options = parser.parse_args()
    if bool(options.plugin) != bool(options.tidy):
        parser.error("--plugin and --tidy go together")
    rules = Rules((options.root or checks_def.find_root()).resolve())
    rules.static()
    if options.plugin:
        rules.dynamic(options.plugin.resolve(), options.tidy)
    for path, line, text in sorted(rules.found):
        print(f"{path}:{line}: {text}")
    return 1 if rules.found else 0


if __name__ == "__main__":
    sys.exit(main())
