"""Compares the completion scripts of a program with its --help: completion.py PROGRAM

Each command and option that --help shows is in all three scripts; bash and, where they are installed, zsh and fish
take theirs; and bash offers what it should.
"""

import re
import shutil
import subprocess
import sys
import tempfile

program = sys.argv[1]


def output(*arguments, **more):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, **more).stdout


commands = re.findall(r"^  (\w+) +- ", output(program, "--help").split("SUBCOMMANDS:")[1].split("\n\nOPTIONS")[0].strip("\n"),
                      re.MULTILINE)
assert {"check", "fix", "stats", "rule", "completion"} <= set(commands), commands
scripts = {shell: output(program, "completion", shell) for shell in ("bash", "zsh", "fish")}
for command in commands:
    for shell, script in scripts.items():
        assert re.search(rf"\b{command}\b", script), f"{shell}: no {command}"
    for option in re.findall(r"^  --?([\w-]+)", output(program, command, "--help"), re.MULTILINE):
        if option in ("help", "help-list", "h", "version"):
            continue  # LLVM's own.
        for shell, script in scripts.items():
            shown = f"-l {option} " if shell == "fish" and len(option) > 1 else option
            assert shown in script, f"{shell}: {command} has no {option}"

for shell, script in scripts.items():
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, check=True, text=True)

with tempfile.NamedTemporaryFile("w", suffix=".bash") as file:
    file.write(scripts["bash"])
    file.flush()

    def offered(*words):
        """What bash offers for the last of the words."""
        script = ('source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _async_tidy; '
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        return output("bash", "--norc", "-c", script, file.name, "async-tidy", *words).split()

    assert offered("comp") == ["completion"], offered("comp")
    assert offered("completion", "") == ["bash", "zsh", "fish"]
    assert offered("rule", "async-lock-or") == ["async-lock-order"]
    assert "blocking" in offered("rule", "bl")
    assert offered("check", "--output-format", "=", "sa") == ["sarif"]
    assert offered("check", "--include-headers", "=", "") == ["project", "all", "none"]
    assert "--baseline" in offered("--base"), "check needs no name"
    assert "--before" in offered("stats", "--be") and "--before" not in offered("check", "--be")
print("ok")
