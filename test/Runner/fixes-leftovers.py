"""Killed while it writes a file, it leaves an unfinished one behind, which the next run removes; and no one that lives.

RUN: %python %s %t %async-tidy %project
"""

import pathlib
import shutil
import signal
import subprocess
import sys
import time

root, program, *project = pathlib.Path(sys.argv[1]), *sys.argv[2:]
count = 12
# Large, so that writing takes a while.
padding = ("// " + "x" * 96 + "\n") * 20000
before = {f"h{i}.h": f"#pragma once\n#include <atomic>\ninline void f{i}(std::atomic<int> &X) {{ X = X + {i}; }}\n{padding}"
          for i in range(count)}
after = {name: text.replace("X = X + ", "X += ") for name, text in before.items()}

shutil.rmtree(root, ignore_errors=True)
root.mkdir(parents=True)
for name, text in before.items():
    (root / name).write_text(text)
(root / "main.cpp").write_text("".join(f'#include "{name}"\n' for name in before))
(root / ".gitignore").write_text(".async-tidy-cache\n")
subprocess.run([*project, str(root)], check=True, stdout=subprocess.DEVNULL)
git = ["git", "-C", str(root)]


def unfinished():
    return {path.name for path in root.glob(".h*.async-tidy")}


def stopped_while_writing():
    """A run that stands still with an unfinished file, and that file's name."""
    for _ in range(5):
        subprocess.run([*git, "checkout", "-q", "."], check=True)
        known = unfinished()
        run = subprocess.Popen([program, "fix", "--allow-dirty"], cwd=root, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
        while run.poll() is None:
            if unfinished() - known:
                run.send_signal(signal.SIGSTOP)
                time.sleep(0.02)
                if new := unfinished() - known:
                    return run, new.pop()
                run.send_signal(signal.SIGCONT)
    raise AssertionError("it was never met while it was writing: this test shows nothing")


def fix(*arguments):
    return subprocess.run([program, "fix", *arguments], cwd=root, capture_output=True, text=True)


# Others fix as well while one that lives stands still: its file is no leftover.
run, name = stopped_while_writing()
done = fix("--allow-dirty")
assert done.returncode == 0, done.stderr
assert name in unfinished(), name
run.kill()
run.wait()
assert unfinished() == {name}

# Killed, and the half of it taken back: what lies around is no reason to refuse, and goes.
subprocess.run([*git, "checkout", "-q", "."], check=True)
mine = root / ".h0.h.mine.async-tidy"
mine.write_text("not the program's")
done = fix()
assert done.returncode == 2 and mine.name in done.stderr and name not in done.stderr, done.stderr
assert unfinished() == {mine.name}, unfinished()
mine.unlink()

# Where git isn't asked, what lies beside a file that is written goes.
run, name = stopped_while_writing()
run.kill()
run.wait()
assert name in unfinished()
done = fix("--allow-dirty")
assert done.returncode == 0, done.stderr
assert not unfinished(), unfinished()
for name in before:
    assert (root / name).read_text() == after[name], name
