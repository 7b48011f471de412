#!/usr/bin/env python3
"""What the checks cost, as a share of what parsing costs.

    profile.py FILE... -p BUILD --plugin SO --tidy CLANG-TIDY [--runs N] [--limit PERCENT] [--all]
    profile.py FILE    --plugin SO --tidy CLANG-TIDY ... -- COMPILER-ARGUMENTS

In:  sources, of a compile database (-p) or with arguments. Each run measures clang-tidy with a check that has nothing to do in C++
     (the parse), then with the async checks as users run them: one matcher serves them all, and the profile shows them as one.
     A third run, with ASYNC_TIDY_OWN_MATCHERS, tells what each check costs; each then pays for a matcher of its own, and for the
     profile's clock at each function, some 0.5 us a call. Ratios are taken within one round, as the machine's speed changes
     between rounds; the median of N rounds is shown.
Out: per file the parse time, the time inside of the checks, their share; the slowest checks. Times are user seconds.
     --json writes the same to a file. --all runs the opt-in checks too.

Exit codes: 0 measured, 1 a share is above --limit, 2 a run failed.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

# Enabled, but not for C++: registers no matcher. (No check at all would not parse.)
IDLE = "objc-assert-equals"


class Unusable(Exception):
    pass


def measured(command, **environment):
    """Runs a command; returns (user seconds, wall seconds)."""
    with tempfile.TemporaryFile() as log:
        begin = time.monotonic()
        child = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=dict(os.environ, CLANG_NO_DEFAULT_CONFIG="1", **environment))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begin
        log.seek(0)
        said = log.read().decode(errors="replace")
    if child.returncode not in (0, 1) or "load request ignored" in said or "no checks enabled" in said:
        raise Unusable(f"exit {child.returncode}: {' '.join(map(str, command))}\n{said[-3000:]}")
    if re.search(r"fatal error: .*clang-diagnostic", said):
        raise Unusable(f"does not compile: {said[:3000]}")
    return usage.ru_utime, wall


def checks_times(directory):
    """check -> user seconds, from the profile that a run stored"""
    times = collections.Counter()
    for path in pathlib.Path(directory).glob("*.json"):
        for key, seconds in json.loads(path.read_text())["profile"].items():
            match = re.fullmatch(r"time\.clang-tidy\.(async-.+)\.user", key)
            if match:
                times[match[1]] += seconds
    return times


def pair(options, checks, file):
    tail = [str(file)] + (["-p", str(options.p)] if options.p else []) + (["--", *options.compiler] if options.compiler is not None else [])
    head = [options.tidy, "--config={}", "--quiet"]
    parse, parse_wall = measured([*head, f"--checks=-*,{IDLE}", *tail])
    loaded = [*head, f"--load={options.plugin.resolve()}", f"--checks=-*,{checks}"]
    whole, whole_wall = measured([*loaded, *tail])

    def profiled(**environment):
        with tempfile.TemporaryDirectory() as directory:
            measured([*loaded, "--enable-check-profile", f"--store-check-profile={directory}", *tail], **environment)
            times = checks_times(directory)
        if not times:
            raise Unusable("the run stored no profile of an async check")
        return times

    inside = sum(profiled().values())
    times = profiled(ASYNC_TIDY_OWN_MATCHERS="1")
    return {"parse": parse, "parse_wall": parse_wall, "checks": inside, "share": 100 * inside / parse,
            "overhead": 100 * (whole - parse) / parse, "whole_wall": whole_wall, "times": times}


def main():
    arguments = sys.argv[1:]
    compiler = None
    if "--" in arguments:
        compiler = arguments[arguments.index("--") + 1:]
        arguments = arguments[:arguments.index("--")]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE")
    parser.add_argument("-p", type=pathlib.Path, metavar="BUILD", help="directory of compile_commands.json")
    parser.add_argument("--plugin", type=pathlib.Path, required=True)
    parser.add_argument("--tidy", default="clang-tidy-22")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, help="greatest share in percent")
    parser.add_argument("--all", action="store_true", help="opt-in checks too")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args(arguments)
    options.compiler = compiler
    if bool(options.p) == (compiler is not None):
        parser.error("give either -p BUILD or -- COMPILER-ARGUMENTS")
    try:
        checks = "async-*"
        if options.all:
            listed = subprocess.run([options.tidy, f"--load={options.plugin.resolve()}", "--checks=-*,async-*", "--list-checks"],
                                    capture_output=True, text=True).stdout
            checks = ",".join(re.findall(r"async-\S+", listed))
        report, total = [], collections.Counter()
        print(f"{'parse s':>9} {'checks s':>9} {'share %':>8} {'overhead %':>11}  file")
        for file in options.files:
            pairs = [pair(options, checks, file) for _ in range(options.runs)]
            middle = {key: statistics.median(p[key] for p in pairs) for key in pairs[0] if key != "times"}
            times = {name: statistics.median(p["times"][name] for p in pairs) for name in pairs[0]["times"]}
            total.update(times)
            report.append({"file": str(file), **middle, "times": times})
            print(f"{middle['parse']:9.2f} {middle['checks']:9.4f} {middle['share']:8.2f} {middle['overhead']:11.1f}  {file}")
    except Unusable as error:
        print(f"profile: {error}")
        return 2
    parse = sum(entry["parse"] for entry in report)
    inside = sum(entry["checks"] for entry in report)
    print(f"\nall files: {100 * inside / parse:.2f} % of {parse:.2f} s; the slowest checks, each with a matcher of its own:")
    for name, seconds in total.most_common(10):
        print(f"{seconds:9.4f} s {100 * seconds / parse:7.3f} %  {name}")
    if options.json:
        options.json.write_text(json.dumps(report, indent=1))
    over = [entry for entry in report if options.limit is not None and entry["share"] > options.limit]
    for entry in over:
        print(f"{entry['file']}: {entry['share']:.2f} % is above the limit of {options.limit} %")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
