"""Checks the recipes for services as files.

    recipes.py DIRECTORY LLVM

YAML where Python can read it; the keys that each service demands; that shell lines parse; that the programs that they call are
those that we install. Exit codes: 0 all hold, 1 some don't.
"""

import pathlib
import re
import subprocess
import sys

try:
    import yaml
except ImportError:
    yaml = None


def main():
    directory = pathlib.Path(sys.argv[1])
    bad = []

    def expect(name, condition, what):
        if not condition:
            bad.append(f"{name}: {what}")

    texts = {path.name: path.read_text() for path in directory.glob("*.yaml")} | {p.name: p.read_text() for p in directory.glob("*.yml")}
    expect("recipes", set(texts) == {"pre-commit-config.yaml", "github-actions.yml", "gitlab-ci.yml"}, f"there are {sorted(texts)}")
    for name, text in texts.items():
        expect(name, "\t" not in text, "a tab, which YAML doesn't take")
        expect(name, "async-clang-tidy-22" in text, "doesn't run our clang-tidy")
        expect(name, re.search(r"-?-checks='?-\*,async-\*'?", text), "doesn't turn the checks on")
        expect(name, re.search(r"warnings-as-errors='?async-\*'?", text), "findings don't fail it")
    if yaml:
        read = {name: yaml.safe_load(text) for name, text in texts.items()}
        hook = read["pre-commit-config.yaml"]["repos"][0]["hooks"][0]
        expect("pre-commit", {"id", "name", "entry", "language"} <= set(hook), f"a hook needs more than {sorted(hook)}")
        # YAML 1.1 reads the key `on` as a truth value.
        workflow = read["github-actions.yml"]
        expect("GitHub", {"jobs"} <= set(workflow) and ("on" in workflow or True in workflow), "no jobs, or nothing that starts them")
        for job in workflow["jobs"].values():
            expect("GitHub", "runs-on" in job, "a job without runs-on")
            for step in job["steps"]:
                expect("GitHub", ("uses" in step) != ("run" in step), f"a step is one of uses and run: {step}")
        scripts = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
        job = read["gitlab-ci.yml"]["async-tidy"]
        expect("GitLab", all(isinstance(line, str) for line in job["script"]), "a line of the script isn't text")
        for script in [*scripts, *job["script"]]:
            done = subprocess.run(["sh", "-n"], input=script, capture_output=True, text=True)
            expect("shell", done.returncode == 0, f"{script}: {done.stderr}")
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
