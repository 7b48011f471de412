#!/usr/bin/env python3
"""Adds, renames and removes a check with all its files.

    new-check.py CATEGORY NAME --fix None|Safe|Suggested|SafeAndSuggested [--opt-in] --summary "blocking locks that ..."
    new-check.py rename OLD NEW
    new-check.py remove NAME

In:  names with or without `async-`; the templates in tools/dev/templates.
Out: the line in Checks.def at its place, header, source, test, goldens, page, and the generated lists. What is still to be
     written says TODO(new-check): consistency.py and the tests fail until nothing of it is left. `rename` moves the files
     and changes the name wherever the repository holds it.

Exit codes: 0 done, 1 refused (and nothing changed).
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import textwrap

import checks_def
import consistency

TEMPLATES = pathlib.Path(__file__).resolve().parent / "templates"
TEXT_TOPS = ("include", "lib", "test", "docs", "tools", "README.md", ".clang-tidy")
TEXT_SUFFIXES = {".h", ".cpp", ".c", ".def", ".md", ".fixed", ".suggested", ".test", ".py", ".yaml", ".yml", ".txt", ".clang-tidy", ""}


class Refused(Exception):
    pass


def full(name):
    return name if name.startswith("async-") else "async-" + name


class Repository:
    def __init__(self, root):
        self.root = root
        self.list = root / checks_def.LIST

    def checks(self):
        return checks_def.load(self.root)

    def find(self, name):
        for check in self.checks():
            if check.name == name:
                return check
        raise Refused(f"there is no check {name}")

    def refuse_name(self, name, stem):
        problems = list(consistency.name_problems(name))
        if problems:
            raise Refused(problems[0])
        for check in self.checks():
            if check.name == name or check.stem == stem:
                raise Refused(f"{check.name} exists already (line {check.line} of {checks_def.LIST})")

    # -- the list ---------------------------------------------------------------------------------------------------

    def insert(self, check):
        lines = self.list.read_text().splitlines(keepends=True)
        others = checks_def.parse("".join(lines))
        after = [c for c in others if checks_def.sort_key(c) > checks_def.sort_key(check)]
        if after:
            at = min(c.line for c in after) - 1
        elif others:
            at = max(c.line for c in others)
        else:
            at = next((i + 1 for i, line in enumerate(lines) if "clang-format off" in line), len(lines))
        lines.insert(at, f"{check}\n")
        self.list.write_text("".join(lines))

    def delete_line(self, check):
        lines = self.list.read_text().splitlines(keepends=True)
        del lines[check.line - 1]
        self.list.write_text("".join(lines))

    # -- files ------------------------------------------------------------------------------------------------------

    def files_of(self, check):
        """All that belongs to a check: paths of files, and of input directories of its tests."""
        checks = self.checks()
        found = [self.root / path for path in (check.header, check.source, check.doc)]
        tests = self.root / "test/Checks"
        for path in sorted([*tests.glob("*/*"), *tests.glob("*/Inputs/*")]):
            # What is neither a test nor a golden (a directory of inputs) goes with the test of its name.
            if path.name != "Inputs" and checks_def.owner(checks, path.name.split(".")[0]) == check:
                found.append(path)
        return [path for path in found if path.exists()]

    def write(self, path, template, values):
        target = self.root / path
        if target.exists():
            raise Refused(f"{path} exists already")
        text = (TEMPLATES / template).read_text()
        for key, value in values.items():
            text = text.replace(f"@{key}@", value)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        print(f"wrote {path}")

    def generate(self):
        subprocess.run([sys.executable, str(pathlib.Path(__file__).with_name("gen-docs.py")), f"--root={self.root}"], check=False)

    def text_files(self):
        for top in TEXT_TOPS:
            path = self.root / top
            for file in sorted([path] if path.is_file() else path.rglob("*")):
                if file.is_file() and file.suffix in TEXT_SUFFIXES and TEMPLATES not in file.parents:
                    yield file

    # -- commands ---------------------------------------------------------------------------------------------------

    def add(self, check):
        if check.category not in checks_def.CATEGORIES:
            raise Refused(f"unknown category {check.category}, take one of {' '.join(checks_def.CATEGORIES)}")
        self.refuse_name(check.name, check.stem)
        if not checks_def.parse_line(str(check)) or check.summary.endswith(".") or re.match(r"[A-Z][a-z]", check.summary):
            raise Refused("the summary is a phrase: no capital at the start, no full stop, no quotes")
        for path in (check.header, check.source, check.test, check.doc):
            if (self.root / path).exists():
                raise Refused(f"{path} exists already")
        self.insert(check)
        values = {
            "BANNER_H": banner(check.class_name + ".h", check, " -*- C++ -*-"),
            "BANNER_CPP": banner(check.class_name + ".cpp", check, ""),
            "GUARD": guard(check),
            "CLASS": check.class_name,
            "CATEGORY": check.category,
            "NAME": check.name,
            "SENTENCE": check.sentence,
            "COMMENT": textwrap.fill(check.sentence, 96, initial_indent="/// ", subsequent_indent="/// "),
            "FIX_SECTION": "Fix" if check.fix == "None" else "Fixed",
            "FIX": ("TODO(new-check): why there is no fix, and what to write instead.\n" if check.fix == "None" else
                    "```cpp fixed\nTODO(new-check)\n```\n"),
        }
        self.write(check.header, "check.h", values)
        self.write(check.source, "check.cpp", values)
        self.write(check.test, "test.cpp", values)
        for kind, wanted in (("fixed", check.safe), ("suggested", check.suggested)):
            if wanted:
                self.write(check.test.removesuffix("cpp") + kind, "test.golden", values)
        self.write(check.doc, "page.md", values)
        self.generate()

    def remove(self, check):
        for path in self.files_of(check):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            print(f"removed {path.relative_to(self.root)}")
        self.delete_line(check)
        self.generate()
        for path in self.text_files():
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if re.search(rf"(?<![-\w]){check.name}(?![-\w])", line):
                    print(f"{path.relative_to(self.root)}:{number}: still mentions {check.name}")

    def rename(self, old, name):
        new = checks_def.Check(old.category, checks_def.camel(name.removeprefix("async-")), name, old.default, old.fix, old.summary)
        self.refuse_name(new.name, new.stem)
        moves = []
        for path in self.files_of(old):
            stem = new.stem + path.name.removeprefix(old.stem) if path.name.startswith(old.stem) else \
                new.short + path.name.removeprefix(old.short)
            moves.append((path, path.with_name(stem)))
        for _, target in moves:
            if target.exists():
                raise Refused(f"{target.relative_to(self.root)} exists already")
        for path, target in moves:
            path.rename(target)
            print(f"moved {path.relative_to(self.root)} to {target.name}")
        self.delete_line(old)
        # The name itself, but not a longer one that begins with it; inputs and pages by their paths.
        replacements = [(rf"(?<![-\w]){old.name}(?![-\w])", new.name), (rf"(?<!\w){old.class_name}(?!\w)", new.class_name),
                        (rf"(?<!\w){guard(old)}(?!\w)", guard(new)), (rf"(?<![-\w]){old.short}\.md\b", f"{new.short}.md")]
        replacements += [(rf"(?<![-\w]){re.escape(path.name)}(?![-\w])", target.name) for path, target in moves if "test" in path.parts]
        for path in self.text_files():
            text = changed = path.read_text()
            for pattern, value in replacements:
                changed = re.sub(pattern, value, changed)
            if path.name in (new.class_name + ".h", new.class_name + ".cpp"):
                changed = re.sub(r"^//===- .*", lambda line: banner_of(line[0], path.name), changed, count=1)
            if changed != text:
                path.write_text(changed)
        self.insert(new)
        self.generate()


def guard(check):
    return f"ASYNC_TIDY_CHECKS_{check.category}_{check.class_name}_H".upper()


def banner(file, check, mode):
    return fill_banner(f"//===- {file} - {check.name} ", mode)


def fill_banner(head, mode):
    return head + "-" * max(3, 80 - len(head) - len(mode) - 6) + mode + "===//"


def banner_of(line, file):
    """The first line again, filled up to its width after a change of names."""
    match = re.match(r"(//===- .*? - .*?)\s*-+( -\*- C\+\+ -\*-)?-*===//$", line)
    return fill_banner(match[1] + " ", match[2] or "") if match else line


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path)
    if arguments[:1] == ["remove"]:
        parser.add_argument("command")
        parser.add_argument("name")
    elif arguments[:1] == ["rename"]:
        parser.add_argument("command")
        parser.add_argument("name")
        parser.add_argument("new")
    else:
        parser.add_argument("category")
        parser.add_argument("name")
        parser.add_argument("--fix", required=True, choices=checks_def.FIX_KINDS)
        parser.add_argument("--opt-in", action="store_true")
        parser.add_argument("--summary", required=True)
    options = parser.parse_args(arguments)
    repository = Repository((options.root or checks_def.find_root()).resolve())
    name = full(options.name)
    try:
        if arguments[:1] == ["remove"]:
            repository.remove(repository.find(name))
        elif arguments[:1] == ["rename"]:
            repository.rename(repository.find(name), full(options.new))
        else:
            repository.add(checks_def.Check(options.category, checks_def.camel(name.removeprefix("async-")), name,
                                            "OptIn" if options.opt_in else "On", options.fix, options.summary))
    except Refused as reason:
        print(f"new-check: {reason}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
