"""Killed at any moment of writing, each file is the old one or the new one, whole; interrupted, all are the old ones.

RUN: %python %s %t %async-tidy %project
"""

import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

root, program, *project = pathlib.Path(sys.argv[1]), *sys.argv[2:]
count = 60
padding = "// " + "x" * 90 + "\n"
before = {f"h{i}.h": f"#pragma once\n#include <atomic>\n{padding * 300}inline void f{i}(std::atomic<int> &X) "
                     f"{{ X = X + {i}; }}\n{padding * 300}" for i in range(1, count)}
after = {name: text.replace("X = X + ", "X += ") for name, text in before.items()}

shutil.rmtree(root, ignore_errors=True)
root.mkdir(parents=True)
for name, text in before.items():
    (root / name).write_text(text)
(root / "main.cpp").write_text("".join(f'#include "{name}"\n' for name in before))
subprocess.run([*project, str(root)], check=True, stdout=subprocess.DEVNULL)

halfway = 0
random.seed(5)
for attempt in range(6):
    for name, text in before.items():
        (root / name).write_text(text)
    run = subprocess.Popen([program, "fix", "--allow-dirty"], cwd=root, stderr=subprocess.PIPE,
                           stdout=subprocess.DEVNULL, text=True)
    line = run.stderr.readline()
    assert "pass 1" in line, line
    # From the first change on, a little further each time.
    while (root / "h1.h").read_text() == before["h1.h"] and run.poll() is None:
        pass
    time.sleep(random.random() * 0.02 * attempt)
    run.send_signal(signal.SIGKILL)
    run.wait()
    new = 0
    for name in before:
        text = (root / name).read_text()
        assert text in (before[name], after[name]), f"{name} is neither old nor new"
        new += text == after[name]
    halfway += 0 < new < len(before)
assert halfway, "it was never killed in between: this test shows nothing"

# Ctrl-C takes the pass back.
for name, text in before.items():
    (root / name).write_text(text)
run = subprocess.Popen([program, "fix", "--allow-dirty"], cwd=root, stderr=subprocess.PIPE,
                       stdout=subprocess.DEVNULL, text=True)
assert "pass 1" in run.stderr.readline()
while (root / "h1.h").read_text() == before["h1.h"] and run.poll() is None:
    pass
run.send_signal(signal.SIGINT)
said = run.stderr.read()
assert run.wait() == 130, (run.returncode, said)
assert "interrupted" in said, said
for name in before:
    assert (root / name).read_text() == before[name], name

# What the killed ones left behind does no harm.
subprocess.run([program, "fix", "--allow-dirty"], cwd=root, check=True, capture_output=True)
for name in before:
    assert (root / name).read_text() == after[name], name
