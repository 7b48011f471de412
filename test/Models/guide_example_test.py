# REQUIRES: libstdcxx-coroutine
# RUN: %python %s %clang-tidy %clangxx
"""The example of docs/guides/models.md: its model, its program and its findings are those of docs/examples/own-framework,
which are what clang-tidy says; all names of the model exist; the fixed program compiles and needs no second fix."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

tidy, compiler = sys.argv[1:3]
root = pathlib.Path(os.environ["ASYNC_TIDY_ROOT"])
example = root / "docs/examples/own-framework"


def run(directory, *arguments):
    config = {"Checks": "-*,async-*", "CheckOptions": {"Models": str(directory / "acme.yaml"), "AuditModels": "true"}}
    done = subprocess.run([tidy, f"--load={os.environ['ASYNC_TIDY_PLUGIN']}", f"--config={json.dumps(config)}",
                           *arguments, "main.cpp", "--", "-std=c++20"], cwd=directory, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return [re.sub(r"^\S*/main\.cpp:", "main.cpp:", line) for line in done.stdout.splitlines()
            if re.match(r"\S*/main\.cpp:\d+", line)]


guide = (root / "docs/guides/models.md").read_text()
for name in ("acme.yaml", "main.cpp", "EXPECTED"):
    assert (example / name).read_text() in guide, f"docs/guides/models.md doesn't show {name} as it is"

said, expected = run(example), (example / "EXPECTED").read_text().splitlines()
assert said == expected, "\n".join(said)

with tempfile.TemporaryDirectory() as name:
    copy = pathlib.Path(name) / "copy"
    shutil.copytree(example, copy)
    run(copy, "--fix")
    fixed = (copy / "main.cpp").read_text()
    assert "co_await acme::sleep_for(10ms);" in fixed and "co_await db.async_query(" in fixed, fixed
    subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "main.cpp"], cwd=copy, check=True)
    again = run(copy, "--fix")
    assert (copy / "main.cpp").read_text() == fixed, "a second run changes the program"
    assert len(again) == len([line for line in expected if "sleep_for'" not in line and ":9:6:" not in line]), again
