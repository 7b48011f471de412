"""Makes a directory of sources a project: project.py [--outside] DIRECTORY

Writes compile_commands.json for all *.cpp: `// flags: -DX -Iinclude` in a file's first line are its
arguments, with relative paths as they are. Then a git repository of one commit. --outside: no git, and not
in this project's repository either: the directory moves to a temporary one and DIRECTORY becomes a link.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

outside = "--outside" in sys.argv
root = pathlib.Path(sys.argv[-1])
if outside:
    home = pathlib.Path(tempfile.mkdtemp(prefix="async-tidy-test-")) / "project"
    shutil.move(root.resolve(), home)
    root.symlink_to(home)
    root = home
root = root.resolve()

entries = []
for source in sorted(root.rglob("*.cpp")):
    name = str(source.relative_to(root))
    first = source.read_bytes().splitlines()[0].decode("utf-8-sig") if source.stat().st_size else ""
    flags = first.removeprefix("// flags:").split() if first.startswith("// flags:") else []
    entries.append({"directory": str(root), "file": name,
                    "arguments": ["clang++", "-std=c++20", *flags, "-c", name]})
(root / "compile_commands.json").write_text(json.dumps(entries, indent=1))

if not outside:
    git = ["git", "-C", str(root), "-c", "user.name=test", "-c", "user.email=test@example.org",
           "-c", "core.autocrlf=false"]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "config", "user.name", "test"], check=True)
    subprocess.run([*git, "config", "user.email", "test@example.org"], check=True)
    subprocess.run([*git, "config", "core.autocrlf", "false"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "first"], check=True)
