"""Opens the tests of the checks in the language server, which must find and fix what clang-tidy does.

    goldens.py SERVER TESTS MOCKS [--shard I/N] [--only TEXT] [--every-fix] [--verbose]

In: async-clangd, the directory of the checks' tests with their expectations and goldens, the mocks; in the environment
ASYNC_TIDY_FEATURES and ASYNC_TIDY_SUBSTITUTIONS (JSON), what lit knows of this machine.

For each test with its last standard, and for each of its RUN lines:
  messages   the diagnostics are those that the comments expect, notes are related information
  links      each leads to the page of its check
  fixed      the preferred actions, applied until there are none, give what `--fix` gives
  suggested  and with the only suggestions of the other diagnostics, what `--fix-notes` gives

A round of fixes in a file with real headers parses them anew, as an #include is added: many seconds each, in all a quarter of
an hour. So of these tests only the messages are compared, unless --every-fix asks for all.

Out: what differs. Exit codes: 0 nothing, 1 something, 2 wrong use.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import shlex
import sys
import tempfile

import golden
import lsp

# Rounds of applying all fixes that don't overlap: a fix may make the next one possible.
ROUNDS = 12


# Where clangd is right to differ, or can't know better. Test: the start of a problem.
KNOWN = {
    # It leaves out the bodies of functions in headers; docs/guides/editors.md says so.
    # That std::deque::pop_front() doesn't throw is in its body only.
    "manual-lock-libcxx.cpp": ("unexpected: 67: ",),
    # TYPED_TEST's classes are made in a body of GoogleTest's.
    "sleep-in-test-headers.cpp": ("missing: 68: ",),
    # Two members move to one place: in an editor one after the other, so that the second comes to lie before the first.
    "thread-member-order.cpp": ("suggested: thread-member-order.suggested",),
}


class Differs(Exception):
    pass


class Case:
    """One RUN line of one test, in a directory of its own."""

    def __init__(self, test, options, directory):
        self.options = options
        self.runner = golden.Runner(options)
        standards = [s for s in options.std.split(",") if s] or ["c17" if self.runner.is_c else "c++20"]
        self.standard = standards[-1]
        self.name = f"{test.name}{' --prefix=' + options.prefix if options.prefix else ''}"
        self.directory = directory
        directory.mkdir()
        self.path = self.runner.populate(directory, self.runner.text)
        config = options.config.strip()
        assert config.startswith("{") and config.endswith("}"), config
        inner = config[1:-1].strip()
        checks = ",".join(self.runner.checks)
        (directory / ".clang-tidy").write_text(f"{{Checks: '-*,{checks}'{', ' + inner if inner else ''}}}\n")

    def command(self):
        return {"directory": str(self.directory), "file": str(self.path),
                "arguments": [self.options.clangxx, *self.runner.compile_arguments(self.standard), str(self.path)]}


def sources(directory, only):
    return [path for path in sorted(directory.rglob("*.c*"))
            if path.suffix in (".c", ".cpp") and "Inputs" not in path.parts and only in str(path)]


def cases(tests, mocks, base):
    """Reads the RUN lines as golden.py does behind lit."""
    features = set(os.environ["ASYNC_TIDY_FEATURES"].split(","))
    substitutions = sorted(json.loads(os.environ["ASYNC_TIDY_SUBSTITUTIONS"]).items(), key=lambda item: -len(item[0]))
    for test in tests:
        text = golden.read(test)
        wanted = {word.strip() for line in re.findall(r"// REQUIRES:(.*)", text) for word in line.split(",")}
        if not wanted <= features:
            continue
        for number, line in enumerate(re.findall(r"// RUN: %check %s (.*)", text)):
            for name, value in substitutions:
                line = line.replace(name, value)
            line = line.replace("%S", str(test.parent))
            arguments = ["--no-plugin", f"--mocks={mocks}", f"--clangxx={os.environ['ASYNC_TIDY_CLANGXX']}", str(test)] + shlex.split(line)
            yield Case(test, golden.parse_arguments(arguments), base / f"{test.stem}-{number}")


# -- messages -------------------------------------------------------------------------------------------------------


def pattern_of(text):
    """A FileCheck pattern as a regular expression."""
    parts = re.split(r"\{\{(.*?)\}\}", text)
    return re.compile("".join(re.escape(p) if i % 2 == 0 else f"(?:{p})" for i, p in enumerate(parts)).replace("\\ ", r"\s+"))


def own_words(diagnostic):
    """The message as clang-tidy has it: clangd begins with a capital and counts the fixes."""
    message = re.sub(r" \(fix(es)? available\)$", "", diagnostic["message"])
    return message, f"[{diagnostic.get('code', '')}]"


def check_messages(case, diagnostics):
    expected, notes = [], []
    for text in case.runner.expected():
        match = re.match(r":(\d+):(?:\d+|\{\{.*?\}\}): (warning|error|note): (.*)", text)
        if not match or "[clang-diagnostic-" in text or "expanded from macro" in text:
            continue  # of a header, of the compiler, or what its printer adds
        line, level, words = int(match[1]) - 1, match[2], match[3]
        (notes if level == "note" else expected).append((line, words))
    left = []
    for diagnostic in diagnostics:
        if not str(diagnostic.get("code", "")).startswith("async-"):
            continue
        message, code = own_words(diagnostic)
        lines = range(diagnostic["range"]["start"]["line"], diagnostic["range"]["end"]["line"] + 1)
        texts = [f"{begin}{message[1:]} {code}" for begin in {message[:1], message[:1].lower()}]
        for item in expected:
            if item[0] in lines and any(pattern_of(item[1]).match(text) for text in texts):
                expected.remove(item)
                break
        else:
            left.append(f"{diagnostic['range']['start']['line'] + 1}: {texts[0]}")
    problems = [f"unexpected: {text}" for text in left] + [f"missing: {line + 1}: {text}" for line, text in expected]
    related = [(note["location"]["range"]["start"]["line"], note["location"]["range"]["end"]["line"], note["message"])
               for diagnostic in diagnostics for note in diagnostic.get("relatedInformation", [])]
    titles = [action["title"] for diagnostic in diagnostics for action in diagnostic.get("test-actions", [])]
    for line, text in notes:
        pattern = pattern_of(text)
        lower = lambda said: [said, said[:1].lower() + said[1:]]
        # In a macro clang-tidy's line is that of the definition, clangd's that of the use.
        if not any(("macro" in case.name or begin <= line <= end) and any(pattern.match(t) for t in lower(said)) for begin, end, said in related) \
                and not any(pattern.match(t) for said in titles for t in lower(said)):
            problems.append(f"missing note: {line + 1}: {text}")
    for diagnostic in diagnostics:
        check = str(diagnostic.get("code", ""))
        href = diagnostic.get("codeDescription", {}).get("href", "")
        if check.startswith("async-") and not href.endswith(f"/checks/{check.removeprefix('async-')}.md"):
            problems.append(f"link: {check} leads to {href}")
    return problems


# -- fixes ----------------------------------------------------------------------------------------------------------


def fixed(server, case, text, diagnostics, suggestions):
    """Applies fixes until there are none."""
    for _ in range(ROUNDS):
        chosen = []
        for diagnostic in diagnostics:
            if not str(diagnostic.get("code", "")).startswith("async-"):
                continue
            actions = server.actions(case.path, diagnostic)
            safe = [action for action in actions if action.get("isPreferred")]
            other = [action for action in actions if not action.get("isPreferred")]
            if len(safe) > 1:
                raise Differs(f"two safe fixes: {[action['title'] for action in safe]}")
            if safe:
                chosen += safe
            elif suggestions and len(other) == 1:
                chosen += other
        if not chosen:
            return text
        text = lsp.apply(text, chosen, case.path)
        diagnostics = server.change(case.path, text)
    raise Differs(f"fixes don't end in {ROUNDS} rounds")


def comparable(text):
    """clang-tidy adds the #includes of all fixes in one go, an editor fix by fix: they come in another order, in other groups.
    And clang-tidy tidies up the blanks around what a fix takes away, clangd doesn't."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    includes = [line for line in lines if line.startswith("#include")]
    first = next((i for i, line in enumerate(lines) if line.startswith("#include")), 0)
    return lines[:first], sorted(includes), [line for line in lines[first:] if not line.startswith("#include")]


def check_fixes(server, case):
    problems = []
    original = golden.without_directives(case.runner.text)
    if case.options.no_fixes or case.options.expect_errors:
        return problems
    result = {}
    for kind in ("fixed", "suggested"):
        path = case.runner.golden(case.runner.test, kind).path
        wanted = golden.read(path) if path.is_file() else original if kind == "fixed" else result["fixed"]
        diagnostics = server.change(case.path, original)
        result[kind] = fixed(server, case, original, diagnostics, kind == "suggested")
        if comparable(result[kind]) != comparable(wanted):
            problems.append(f"{kind}: {path.name}\n" + golden.diff(wanted, result[kind], "clang-tidy", "async-clangd"))
    return problems


# -- all ------------------------------------------------------------------------------------------------------------


def run(case, server, every_fix):
    diagnostics = server.open(case.path, case.runner.text)
    for diagnostic in diagnostics:
        if str(diagnostic.get("code", "")).startswith("async-"):
            diagnostic["test-actions"] = server.actions(case.path, diagnostic)
    problems = check_messages(case, diagnostics)
    for diagnostic in diagnostics:
        diagnostic.pop("test-actions", None)
    if every_fix or not case.options.real_headers:
        problems += check_fixes(server, case)
    server.close(case.path)
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("server")
    parser.add_argument("tests", type=pathlib.Path)
    parser.add_argument("mocks", type=pathlib.Path)
    parser.add_argument("--shard", default="1/1")
    parser.add_argument("--only", default="")
    parser.add_argument("--every-fix", action="store_true", help="of the tests with real headers, too")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    shard, shards = map(int, options.shard.split("/"))
    tests = sources(options.tests, options.only)
    found = collections.defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="async-clangd-") as name:
        base = pathlib.Path(name).resolve()
        todo = list(cases(tests[shard - 1::shards], options.mocks, base))
        if not todo:
            print("no test is run")
            return 2
        (base / "compile_commands.json").write_text(json.dumps([case.command() for case in todo]))
        server = None
        for case in todo:
            try:
                server = server or lsp.Server(options.server, base).__enter__()
                found[case.name] += run(case, server, options.every_fix)
            except Differs as error:
                found[case.name].append(str(error))
            except lsp.Died as error:
                found[case.name].append(str(error))
                server.kill()
                server = None
            found[case.name] = [p for p in found[case.name] if not p.startswith(KNOWN.get(case.name, ("\0",)))]
            if found[case.name]:
                print(f"-- {case.name}", *found[case.name], sep="\n", flush=True)
            elif options.verbose:
                print(case.name, flush=True)
        if server:
            server.__exit__(None)
    bad = [name for name, problems in found.items() if problems]
    print(f"{len(todo)} runs of {len(tests[shard - 1::shards])} tests, {len(bad)} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
