"""Types in the language server: unfinished and broken text of every test must not crash it or leave anything behind.

    typing.py SERVER TESTS MOCKS [--shard I/N] [--cuts N] [--only TEXT] [--sample N [--seed S]] [--minutes N]
              [--verbose]

For each test of a check that needs the mocks only, in one session:
  truncated  the text ends anywhere: N places, the same in each run
  edited     lines are missing in the middle; a brace is missing
  burst      a series of changes of which only the last counts
  stale      the whole text again: the same diagnostics as at first; with a line before it: one line further down

--sample takes N tests by chance (--seed: by the same); --minutes begins no other test after that time.
Out: what crashes (with the end of the server's log) and what is left behind. Exit codes: 0 nothing, 1 something, 2 wrong use.
"""

import argparse
import json
import pathlib
import random
import re
import sys
import tempfile
import time

import golden
import goldens
import lsp


def seen(diagnostics, shift=0):
    """What a user sees of ours."""
    return sorted((d["range"]["start"]["line"] + shift, d["range"]["start"]["character"], d["range"]["end"]["line"] + shift,
                   d["code"], d["message"]) for d in diagnostics if str(d.get("code", "")).startswith("async-"))


def broken(text, cuts, dice):
    """Unfinished forms of a text, each with its name. Cut behind tokens: a user's cursor is rarely inside of one."""
    places = [match.end() for match in re.finditer(r"\w+|[^\w\s]", text)]
    begin = text.rfind("#include")
    places = [place for place in places if place > begin] or places
    for place in sorted(dice.sample(places, min(cuts, len(places)))):
        yield f"cut at {place}", text[:place]
    lines = text.splitlines(keepends=True)
    body = range(text.count("\n", 0, max(begin, 0)) + 1, len(lines))
    if len(body) > 2:
        first = dice.choice(body[:-1])
        last = min(len(lines), first + dice.randint(1, 3))
        yield f"without lines {first + 1} to {last}", "".join(lines[:first] + lines[last:])
    braces = [match.start() for match in re.finditer("[{}()]", text) if match.start() > begin]
    if braces:
        place = dice.choice(braces)
        yield f"without the brace at {place}", text[:place] + text[place + 1:]


def run(server, case, cuts):
    dice = random.Random(case.name)
    text = golden.without_directives(case.runner.text)
    first = seen(server.open(case.path, text))
    doing = "whole"
    try:
        for doing, changed in broken(text, cuts, dice):
            server.change(case.path, changed)
        doing = "burst"
        for _, changed in list(broken(text, 4, dice)):
            server.change(case.path, changed, wait=False)
        again = seen(server.change(case.path, text))
        doing = "a line before it"
        shifted = seen(server.change(case.path, "\n" + text), shift=-1)
    except lsp.Died as error:
        raise lsp.Died(f"{doing}: {error}") from None
    server.close(case.path)
    problems = []
    for what, now in (("the same text again", again), ("the text one line further down", shifted)):
        if now != first:
            problems.append(f"{what}: gone {[x for x in first if x not in now]}, new {[x for x in now if x not in first]}")
    return problems


def resident(process):
    """Megabytes that the server occupies."""
    return int(re.search(r"VmRSS:\s*(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text())[1]) // 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("server")
    parser.add_argument("tests", type=pathlib.Path)
    parser.add_argument("mocks", type=pathlib.Path)
    parser.add_argument("--shard", default="1/1")
    parser.add_argument("--cuts", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    shard, shards = map(int, options.shard.split("/"))
    bad = done = 0
    with tempfile.TemporaryDirectory(prefix="async-clangd-") as name:
        base = pathlib.Path(name).resolve()
        todo = {}
        for case in goldens.cases(goldens.sources(options.tests, options.only)[shard - 1::shards], options.mocks, base):
            if not case.options.real_headers:
                todo.setdefault(case.runner.test, case)
        if options.sample is not None:
            chosen = set(random.Random(options.seed).sample(sorted(todo), min(options.sample, len(todo))))
            todo = {test: case for test, case in todo.items() if test in chosen}
        end = time.monotonic() + 60 * options.minutes if options.minutes else None
        (base / "compile_commands.json").write_text(json.dumps([case.command() for case in todo.values()]))
        if not todo:
            print("no test is run")
            return 2
        server, sizes = None, []
        for case in todo.values():
            if end and time.monotonic() > end:
                print(f"out of time: {len(todo) - done} of {len(todo)} tests weren't begun")
                break
            # All checks at once, as they run for a user.
            (case.directory / ".clang-tidy").unlink()
            try:
                server = server or lsp.Server(options.server, base).__enter__()
                problems = run(server, case, options.cuts)
                sizes.append(resident(server.process))
            except lsp.Died as error:
                problems = [str(error)]
                server.kill()
                server = None
            done += 1
            if problems:
                bad += 1
                print(f"-- {case.name}", *problems, sep="\n", flush=True)
            elif options.verbose:
                print(case.name, sizes[-1], flush=True)
        if server:
            server.__exit__(None)
    print(f"{done} files with {options.cuts} cuts each, {bad} failed; the server's memory: at most {max(sizes, default=0)} MB,"
          f" {sizes[-1] if sizes else 0} MB at the end")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
