#!/usr/bin/env python3
"""Writes what the documentation derives from the list of checks.

    gen-docs.py [--check] [--root DIR]

In:  include/async-tidy/Checks.def.
Out: docs/checks/index.md, and the table of README.md between `<!-- checks:begin -->` and `<!-- checks:end -->`.
     With --check nothing is written; what is out of date is named.

Exit codes: 0 written or current, 1 out of date (--check), 2 README.md has no markers.
"""

import argparse
import pathlib
import sys

import checks_def

BEGIN, END = "<!-- checks:begin -->", "<!-- checks:end -->"
FIX = {"None": "", "Safe": "yes", "Suggested": "suggested", "SafeAndSuggested": "yes, suggested"}
DEFAULT = {"On": "on", "OptIn": "opt-in"}
INDEX = """\
# Checks

<!-- Made from include/async-tidy/Checks.def by tools/dev/gen-docs.py. -->

A check that is *on* is part of `async-*`; an *opt-in* one runs where its full name is in the list of checks.
Fixes are applied by `--fix`, suggested ones by `--fix-notes`: look at them before you keep them.

"""


def table(checks, folder):
    rows = ["| Check | Category | Default | Fix | Finds |", "|---|---|---|---|---|"]
    for check in checks:
        summary = check.summary.replace('\\"', '"').replace("|", "\\|")
        rows.append(f"| [`{check.name}`]({folder}{check.short}.md) | {check.category} | {DEFAULT.get(check.default, '?')} "
                    f"| {FIX.get(check.fix, '?')} | {summary} |")
    return "\n".join(rows) + "\n"


def outputs(root):
    """Path -> text that it should have. README.md without markers raises ValueError."""
    checks = checks_def.load(root)
    result = {root / "docs/checks/index.md": INDEX + table(checks, "")}
    readme = root / "README.md"
    if readme.is_file():
        text = readme.read_text()
        if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
            raise ValueError(f"{readme}: needs one {BEGIN} and, below it, one {END}")
        head, rest = text.split(BEGIN)
        result[readme] = f"{head}{BEGIN}\n{table(checks, 'docs/checks/')}{END}{rest.split(END)[1]}"
    return result


def stale(root):
    return [path for path, text in outputs(root).items() if not path.is_file() or path.read_text() != text]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only tell what is out of date")
    parser.add_argument("--root", type=pathlib.Path, default=None)
    options = parser.parse_args()
    root = options.root or checks_def.find_root()
    try:
        for path in stale(root):
            if options.check:
                print(f"{path.relative_to(root)}:1: out of date with {checks_def.LIST}, run tools/dev/gen-docs.py")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(outputs(root)[path])
                print(f"wrote {path.relative_to(root)}")
    except ValueError as error:
        print(error)
        return 2
    return 1 if options.check and stale(root) else 0


if __name__ == "__main__":
    sys.exit(main())
