#!/usr/bin/env python3
"""Measures what loading the plugin costs: clang-tidy on an empty file, with and without it, in turns.

    startup.py --plugin FILE --tidy FILE [--runs N] [--source FILE] [--limit R]

Out: the medians in milliseconds, and their ratio. --source measures on another file than an empty one.

Exit codes: 0 measured, 1 the ratio is above --limit, 2 a run failed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time


def milliseconds(command):
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit((print(f"startup: {' '.join(command)} failed:\n{done.stdout}{done.stderr}"), 2)[1])
    return (time.perf_counter() - start) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--tidy", required=True)
    parser.add_argument("--source")
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--limit", type=float)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        source = options.source or os.path.join(directory, "empty.cpp")
        if not options.source:
            open(source, "w").close()
        # One cheap check of clang-tidy's own in both, as clang-tidy does nothing without any.
        base = [options.tidy, "--config={}", "--quiet"]
        rest = [source, "--", "-std=c++20"]
        without = [*base, "--checks=-*,misc-unused-using-decls", *rest]
        loaded = [*base, f"--load={options.plugin}", "--checks=-*,misc-unused-using-decls,async-*", *rest]
        times = {"without": [], "loaded": []}
        for _ in range(options.runs):
            times["without"].append(milliseconds(without))
            times["loaded"].append(milliseconds(loaded))
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratio = medians["loaded"] / medians["without"]
    print(f"without {medians['without']:.1f} ms, with {medians['loaded']:.1f} ms, ratio {ratio:.3f} ({options.runs} runs each)")
    return 1 if options.limit and ratio > options.limit else 0


if __name__ == "__main__":
    sys.exit(main())
