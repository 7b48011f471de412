"""Reads include/async-tidy/Checks.def, the list of checks, for the other scripts of this directory.

In: the text of Checks.def. Out: Check objects, from which every path and name of a check is derived.
Not a program; `import checks_def`.
"""

import pathlib
import re
from dataclasses import dataclass

CATEGORIES = ("blocking", "locks", "tasks", "lifetime", "cancellation", "concurrency", "sharing", "testing")
DEFAULTS = ("On", "OptIn")
FIX_KINDS = ("None", "Safe", "Suggested", "SafeAndSuggested")
LIST = "include/async-tidy/Checks.def"

_ENTRY = re.compile(
    r'^ASYNC_CHECK\((\w+), (\w+), "([^"]*)", (\w+), (\w+), "((?:[^"\\]|\\.)*)"\)$')


def find_root(start=__file__):
    """The nearest directory above `start` that holds the list of checks."""
    for directory in pathlib.Path(start).resolve().parents:
        if (directory / LIST).is_file():
            return directory
    raise SystemExit(f"no {LIST} above {start}")


def camel(dashed):
    return "".join(word.capitalize() for word in dashed.split("-"))


def sort_key(check):
    return check.category, check.name


@dataclass(frozen=True)
class Check:
    category: str
    stem: str
    name: str
    default: str
    fix: str
    summary: str
    line: int = 0

    @property
    def short(self):
        return self.name.removeprefix("async-")

    @property
    def class_name(self):
        return self.stem + "Check"

    @property
    def header(self):
        return f"lib/Checks/{self.category}/{self.class_name}.h"

    @property
    def source(self):
        return f"lib/Checks/{self.category}/{self.class_name}.cpp"

    @property
    def test(self):
        return f"test/Checks/{self.category}/{self.short}.cpp"

    @property
    def doc(self):
        return f"docs/checks/{self.short}.md"

    @property
    def safe(self):
        return self.fix in ("Safe", "SafeAndSuggested")

    @property
    def suggested(self):
        return self.fix in ("Suggested", "SafeAndSuggested")

    @property
    def sentence(self):
        """The summary as a sentence: the page and the comment on the class begin like this."""
        return "Finds " + self.summary.replace('\\"', '"') + "."

    def __str__(self):
        return (f'ASYNC_CHECK({self.category}, {self.stem}, "{self.name}", '
                f'{self.default}, {self.fix}, "{self.summary}")')


def parse_line(line, number=0):
    match = _ENTRY.match(line.rstrip())
    return Check(*match.groups(), number) if match else None


def parse(text):
    """The checks in the order of the file; a malformed ASYNC_CHECK line is left out (malformed() finds it)."""
    found = (parse_line(line, number) for number, line in enumerate(text.splitlines(), 1))
    return [check for check in found if check]


def malformed(text):
    return [number for number, line in enumerate(text.splitlines(), 1)
            if line.lstrip().startswith("ASYNC_CHECK(") and not parse_line(line)]


def load(root):
    return parse((pathlib.Path(root) / LIST).read_text())


def owner(checks, stem):
    """The check to which a test with this file stem belongs: the longest check name that is the stem or begins it."""
    fitting = [c for c in checks if stem == c.short or stem.startswith(c.short + "-")]
    return max(fitting, key=lambda c: len(c.short), default=None)
