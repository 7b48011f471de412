"""Commits to a repository with the recipe for pre-commit: a finding must stop the commit, its repair must pass.

    pre_commit.py REPOSITORY PROGRAMS

In: a directory with .pre-commit-config.yaml, where async-clang-tidy-22 lies. Exit codes: 0 both do, 1 one doesn't.
"""

import json
import os
import pathlib
import subprocess
import sys


def main():
    repository, programs = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    environment = dict(os.environ, PATH=f"{programs}:{os.environ['PATH']}", HOME=str(repository.parent),
                       PRE_COMMIT_HOME=str(repository.parent / "cache"), GIT_CONFIG_NOSYSTEM="1")
    # git runs hooks with these set.
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        environment.pop(name, None)

    def run(*command):
        return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True)

    def commit(text):
        (repository / "session.cpp").write_text(text)
        run("git", "add", ".")
        return run("git", "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-m", "x")

    (repository / "build/compile_commands.json").write_text(json.dumps(
        [{"directory": str(repository), "file": "session.cpp", "arguments": ["c++", "-std=c++20", "-c", "session.cpp"]}]))
    run("git", "init", "-q", ".")
    done = run("pre-commit", "install")
    if done.returncode:
        print(done.stdout, done.stderr)
        return 1
    refused = commit("#include <atomic>\nvoid f(std::atomic<int> &A) { A = A + 1; }\n")
    passed = commit("#include <atomic>\nvoid f(std::atomic<int> &A) { A += 1; }\n")
    if refused.returncode == 0 or "[async-atomic-nonatomic-rmw" not in refused.stdout + refused.stderr:
        print("not refused:", refused.stdout, refused.stderr)
        return 1
    if passed.returncode:
        print("not passed:", passed.stdout, passed.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
