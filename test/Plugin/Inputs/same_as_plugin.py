"""Runs the clang-tidy with built-in checks beside clang-tidy with the plugin: one must be as good as the other.

    same_as_plugin.py BUILT-IN CLANG-TIDY PLUGIN TESTS MOCKS

In: the two programs, the plugin, the directory of the checks' tests, the mocks. Out: each run in which they differ, in
what they say, in the fixes that they export, or in the exit code. Exit codes: 0 none differs, 1 some do.
"""

import difflib
import pathlib
import shutil
import subprocess
import sys
import tempfile

GOLDENS = (
    "blocking/blocking-call-asio.cpp",
    "cancellation/swallowed-cancellation.cpp",
    "concurrency/unbounded-spawn.cpp",
    "lifetime/coroutine-lambda-capture.cpp",
    "locks/lock-across-suspension.cpp",
    "sharing/shared-capture-race.cpp",
    "tasks/discarded-awaitable.cpp",
    "testing/sleep-in-test.cpp",
)
OURS = "--checks=-*,async-*"


def run(command, fixes):
    fixes.unlink(missing_ok=True)
    done = subprocess.run(command, capture_output=True, text=True)
    # The help that comes with an error names the program.
    said = done.stdout.replace(f"USAGE: {pathlib.Path(command[0]).name} ", "USAGE: clang-tidy ")
    return done.returncode, said, done.stderr, fixes.read_text() if fixes.exists() else ""


def main():
    built_in, tidy, plugin, tests, mocks = sys.argv[1:]
    flags = ["--", "-std=c++20", "-nostdinc++", "-isystem", mocks]
    place = tempfile.TemporaryDirectory(prefix="same-")
    here = pathlib.Path(place.name)
    # Some checks are quiet in directories of tests.
    goldens = [shutil.copy(pathlib.Path(tests) / name, here) for name in GOLDENS]
    golden = goldens[0]
    runs = [
        ([OURS, "--list-checks"], None),
        (["--checks=*", "--list-checks"], None),
        ([OURS, "--dump-config"], None),
        ([OURS, "--verify-config", "--config={CheckOptions: {async-blocking-call.NoSuchOption: 1}}"], None),
        ([OURS, "--warnings-as-errors=*", golden, *flags], 1),
        (["--checks=-*", golden, *flags], 1),
        (["--checks=-*,async-no-such-check", golden, *flags], 1),
        ([OURS, "/no/such/file.cpp", *flags], 1),
        ([OURS, golden, *flags, "-DNO_SUCH=", "-include", "/no/such/header.h"], 1),
    ]
    runs += [(["--checks=-*,async-*,bugprone-*,performance-*", path, *flags], 0) for path in goldens]
    bad = 0
    fixes = here / "fixes.yaml"
    with place:
        for arguments, code in runs:
            arguments = ["--config={}" if not any(a.startswith("--config=") for a in arguments) else "--quiet",
                         f"--export-fixes={fixes}", *arguments]
            one, other = run([built_in, *arguments], fixes), run([tidy, f"--load={plugin}", *arguments], fixes)
            if one != other:
                bad += 1
                print("differ:", *arguments, f"\nexit {one[0]} and {other[0]}")
                for what, mine, theirs in zip(("stdout", "stderr", "fixes"), one[1:], other[1:]):
                    print(*difflib.unified_diff(mine.splitlines(), theirs.splitlines(), f"{what} built in", f"{what} plugin",
                                                lineterm=""), sep="\n")
            elif code is not None and one[0] != code:
                bad += 1
                print("exit", one[0], "instead of", code, "with", *arguments)
            elif code == 0 and "[async-" not in one[1]:
                bad += 1
                print("no finding of ours with", *arguments)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
