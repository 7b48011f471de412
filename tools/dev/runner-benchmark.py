#!/usr/bin/env python3
"""How the runner compares with run-clang-tidy, on one code base and in one run: ratios, as machines differ.

    runner-benchmark.py --build build/llvm-22 -p DIRECTORY [--llvm 22] [--jobs 2] [--repeat 3] [REGEX]

In:  a directory with a compile_commands.json; REGEX chooses files of it, as for run-clang-tidy.
Out: seconds (the best of --repeat, alternating) and three ratios:
     cold             async-tidy without a cache / run-clang-tidy, same plugin, same checks       goal: below 1.05
     unchanged        run-clang-tidy / async-tidy when nothing has changed                        goal: above 50
     one file changed async-tidy when one source has got a comment / clang-tidy on that file      goal: below 1.10
     The changed source is put back as it was.

Exit codes: 0 measured (whatever the ratios), 2 something is missing or failed.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time


class Unusable(Exception):
    pass


def timed(command, allowed, **more):
    begin = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)
    seconds = time.monotonic() - begin
    if done.returncode not in allowed:
        raise Unusable(f"{' '.join(map(str, command))}: exit code {done.returncode}: {done.stderr.strip()[-300:]}")
    return seconds, done


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("-p", dest="database", required=True, type=pathlib.Path)
    parser.add_argument("--llvm", default="22")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("regex", nargs="?", default=".")
    options = parser.parse_args()

    runner = (options.build / "bin/async-tidy").resolve()
    plugin = (options.build / f"lib/async-tidy-{options.llvm}.so").resolve()
    database = options.database.resolve()
    commands = json.loads((database / "compile_commands.json").read_text())
    files = sorted({os.path.realpath(os.path.join(c["directory"], c["file"])) for c in commands})
    files = [f for f in files if re.search(options.regex, f)]
    if not files or not runner.is_file() or not plugin.is_file():
        raise Unusable("no file matches, or the runner or the plugin isn't built")

    checks = "-checks=-*,async-*"
    theirs = [f"run-clang-tidy-{options.llvm}", "-load", plugin, checks, "-p", database, "-j", options.jobs, "-quiet",
              "-config={}", "-header-filter=.*", *(f"^{re.escape(f)}$" for f in files)]
    ours = [runner, "check", "-p", database, "-j", options.jobs, "-q", "--exit-zero", "--output-format", "concise"]
    with tempfile.TemporaryDirectory() as cache:
        cached = ours + ["--cache-dir", cache] + files
        one = files[len(files) // 2]
        alone = [f"clang-tidy-{options.llvm}", f"-load={plugin}", checks, "-p", database, "-quiet", "-config={}",
                 "-header-filter=.*", one]
        before = pathlib.Path(one).read_bytes()
        best = {}

        def note(name, seconds):
            best[name] = min(seconds, best.get(name, seconds))

        # 3: files that don't compile, which both have.
        timed(cached, (0, 3))
        for round in range(options.repeat):
            note("run-clang-tidy", timed(theirs, (0, 1))[0])
            note("cold", timed(ours + ["--no-cache"] + files, (0, 3))[0])
            note("unchanged", timed(cached, (0, 3))[0])
            note("clang-tidy, one file", timed(alone, (0, 1))[0])
            try:
                pathlib.Path(one).write_bytes(before + b"\n// benchmark %d\n" % round)
                note("one file changed", timed(cached, (0, 3))[0])
            finally:
                pathlib.Path(one).write_bytes(before)
            timed(cached, (0, 3))

    print(f"{len(files)} files, {options.jobs} jobs, best of {options.repeat}")
    for name, seconds in best.items():
        print(f"  {name:22} {seconds:8.2f} s")
    print(f"cold / run-clang-tidy                    {best['cold'] / best['run-clang-tidy']:.3f}   (goal: below 1.05)")
    print(f"run-clang-tidy / unchanged               {best['run-clang-tidy'] / best['unchanged']:.0f}      (goal: above 50)")
    print(f"one file changed / clang-tidy, one file  "
          f"{best['one file changed'] / best['clang-tidy, one file']:.3f}   (goal: below 1.10)")


if __name__ == "__main__":
    try:
        main()
    except Unusable as problem:
        print(f"runner-benchmark.py: {problem}", file=sys.stderr)
        sys.exit(2)
