#!/usr/bin/env python3
"""From an edit to the diagnostics: async-clangd beside clangd, on one file, in one run.

    lsp-latency.py --server build/llvm-22/bin/async-clangd --base clangd-22 FILE [--rounds N]

In: two servers; a file of a project with a compile_commands.json above it. Both open the file; then each round changes a
line of its code in both, one after the other, the first alternately, and waits for the diagnostics. clangd's delay before
it begins (it waits whether more is typed) is left out with `wantDiagnostics`; with --typing it is in, as a user has it.

Out: per server the median of the time to the first diagnostics and of processor time per edit, and the ratios: the median
over the rounds. Exit codes: 0 done, 1 above --limit, 2 wrong use.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import sys
import time

import lsp


def processor_time(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Editor:
    def __init__(self, program, path, text, typing):
        self.server = lsp.Server(program, path.parent).__enter__()
        self.path, self.typing = path, typing
        self.uri = path.as_uri()
        begin = time.monotonic()
        self.found = len(self.server.open(path, text))
        self.first = time.monotonic() - begin
        self.first_cpu = processor_time(self.server.process)

    def edit(self, text):
        """Seconds until the diagnostics are there, and of processor until the server is done."""
        server = self.server
        used, begin = processor_time(server.process), time.monotonic()
        server.change(self.path, text, wait=False, want=None if self.typing else True)
        version = server.versions[self.uri]
        server.until(lambda: server.diagnostics[self.uri][0] == version, "diagnostics")
        took = time.monotonic() - begin
        server.settled(self.uri)
        return took, processor_time(server.process) - used


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--server", required=True)
    parser.add_argument("--base", default="clangd-22")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--typing", action="store_true", help="with clangd's delay")
    parser.add_argument("--limit", type=float, help="the ratio of the times that is too much")
    options = parser.parse_args()
    programs = [shutil.which(options.base), shutil.which(options.server)]
    if None in programs or not options.file.is_file():
        print("lsp-latency: no such server or file", file=sys.stderr)
        return 2
    path = options.file.resolve()
    text = path.read_text()
    # Behind the last #include: a changed preamble would be measured instead.
    at = text.index("\n", text.rindex("#include")) + 1
    editors = [Editor(program, path, text, options.typing) for program in programs]
    times, ratios = ([], []), ([], [])
    for number in range(options.rounds + 2):
        changed = text[:at] + f"static int Edited{number};\n" + text[at:]
        pair = [None, None]
        for which in (0, 1) if number % 2 else (1, 0):
            pair[which] = editors[which].edit(changed)
        if number < 2:
            continue  # the first builds fill caches
        for which in (0, 1):
            times[which].append(pair[which])
        for what in (0, 1):
            if pair[0][what]:
                ratios[what].append(pair[1][what] / pair[0][what])
    for program, editor, measured in zip(programs, editors, times):
        print(f"{pathlib.Path(program).name}: {statistics.median(t for t, _ in measured) * 1000:.0f} ms to the diagnostics, "
              f"{statistics.mean(c for _, c in measured) * 1000:.0f} ms of processor, opened in {editor.first:.1f} s "
              f"({editor.first_cpu:.1f} s of processor), "
              f"{editor.found} diagnostics")
        editor.server.__exit__(None)
    cpu = sum(c for _, c in times[1]) / sum(c for _, c in times[0])
    ratio = statistics.median(ratios[0])
    print(f"ratio of {len(times[0])} edits: {ratio:.3f} of time (median of pairs), {cpu:.3f} of processor (sum)")
    return 1 if options.limit and ratio > options.limit else 0


if __name__ == "__main__":
    sys.exit(main())
