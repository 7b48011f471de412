"""Loads each plugin into every other clang-tidy.

    pairings.py MAJOR=CLANG-TIDY=PLUGIN...

In: the hosts with their plugins. Out: what doesn't stop with one line "async-tidy: ..." and an exit code that tells, or does not
work in its own host. Exit codes: 0 all pairings behave, 1 some don't.
"""

import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(__file__).with_name("atomic.cpp")


def run(host, plugin):
    # A check of the host is enabled as well: a plugin that is only ignored would exit with 0.
    return subprocess.run([host, f"--load={plugin}", "--checks=-*,async-*,modernize-use-nullptr", "--config={}", SOURCE, "--", "-std=c++20"],
                          capture_output=True, text=True)


def main():
    plugins = {major: (host, plugin) for major, host, plugin in (word.split("=", 2) for word in sys.argv[1:])}
    hosts = {major: f"/usr/lib/llvm-{major}/bin/clang-tidy" for major in ("16", "19", "22")}
    bad = 0
    for of, (own, plugin) in plugins.items():
        for major, host in hosts.items():
            if not os.access(host, os.X_OK):
                continue
            done = run(own if major == of else host, plugin)
            if major == of:
                good = done.returncode == 0 and "[async-atomic-nonatomic-rmw]" in done.stdout
            else:
                lines = [line for line in done.stderr.splitlines() if line]
                good = done.returncode > 0 and len(lines) == 1 and lines[0].startswith("async-tidy: ") and not done.stdout
            if not good:
                bad += 1
                print(f"async-tidy-{of}.so in clang-tidy-{major}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
