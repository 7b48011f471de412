"""Runs all checks over the tests of each: none may crash on code that was written for another.

    all_inputs.py PLUGIN CLANG-TIDY TESTS MOCKS

In: the plugin, its host, the directory of the checks' tests, the mocks. Out: the files that crash it, with the trace.
The files are copied to where their paths don't say that they are tests, which many checks leave alone.
Exit codes: 0 none, 1 some.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def run(plugin, tidy, mocks, files):
    # In full, for the opt-in ones.
    listed = subprocess.run([tidy, f"--load={plugin}", "--checks=-*,async-*", "--list-checks"], capture_output=True, text=True)
    names = ",".join(re.findall(r"async-[a-z-]+", listed.stdout))
    return subprocess.run([tidy, f"--load={plugin}", f"--checks=-*,{names}", "--config={}", "--quiet", *files, "--", "-std=c++20", "-nostdinc++",
                           "-isystem", mocks], capture_output=True, text=True)


def main():
    plugin, tidy, tests, mocks = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="async-tidy-inputs-") as directory:
        return check(plugin, tidy, shutil.copytree(tests, pathlib.Path(directory) / "sources"), mocks)


def check(plugin, tidy, tests, mocks):
    files = [path for path in sorted(pathlib.Path(tests).rglob("*.cpp")) if "Inputs" not in path.parts]
    # All in one process, which also shows what one file leaves behind for the next.
    if not files or run(plugin, tidy, mocks, files).returncode in (0, 1):
        return 0
    crashed = 0
    for path in files:
        done = run(plugin, tidy, mocks, [path])
        if done.returncode not in (0, 1):
            crashed += 1
            print(f"{path}: exit {done.returncode}\n{done.stderr[-3000:]}")
    if not crashed:
        print("crashes with all files in one process, but with none of them alone")
    return 1


if __name__ == "__main__":
    sys.exit(main())
