#!/usr/bin/env python3
"""Stands in for the linker: does the host have every symbol that the plugin needs?

    symbol-closure.py PLUGIN HOST [--max-exports N]

The plugin links nothing of LLVM, and a MODULE library may have undefined symbols: a forgotten definition would show only when
the symbol is first used.

In:  the plugin, and the clang-tidy that is to load it (with the libraries that both are linked with, by ldd).
Out: nothing, or the unresolvable symbols, demangled. With --max-exports also the plugin's exported symbols, if they are more.

Exit codes: 0 all resolvable, 1 some aren't, 2 a file is missing or no ELF file.
"""

import argparse
import pathlib
import re
import subprocess
import sys


def run(*command, stdin=None):
    done = subprocess.run(command, input=stdin, capture_output=True, text=True)
    if done.returncode:
        raise Unusable(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


class Unusable(Exception):
    pass


def symbols(file, which):
    """Names in the dynamic symbol table, without their versions; weak undefined ones may stay unresolved."""
    for line in run("nm", "-D", which, file).splitlines():
        kind, name = line.split()[-2:]
        if kind not in "wv" or which == "--defined-only":
            yield name.split("@")[0]


def libraries(file):
    for line in run("ldd", file).splitlines():
        match = re.search(r"(?:=> )?(/\S+) \(0x", line)
        if match:
            yield match[1]


def demangled(names):
    return run("c++filt", stdin="\n".join(names)).splitlines() if names else []


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plugin")
    parser.add_argument("host")
    parser.add_argument("--max-exports", type=int, default=None)
    options = parser.parse_args()
    try:
        for file in (options.plugin, options.host):
            if not pathlib.Path(file).is_file():
                raise Unusable(f"no such file: {file}")
        offered = set()
        for file in {options.host, *libraries(options.host), *libraries(options.plugin)}:
            offered.update(symbols(file, "--defined-only"))
        exported = sorted(set(symbols(options.plugin, "--defined-only")))
        missing = sorted(set(symbols(options.plugin, "--undefined-only")) - offered - set(exported))
    except Unusable as error:
        print(f"symbol-closure: {error}")
        return 2
    for name in demangled(missing):
        print(f"not in {options.host} nor its libraries: {name}")
    too_many = options.max_exports is not None and len(exported) > options.max_exports
    if too_many:
        print(f"{len(exported)} exported symbols, at most {options.max_exports}: hide them (-fvisibility=hidden)")
        for name in demangled(exported[:30]):
            print(f"  {name}")
    return 1 if missing or too_many else 0


if __name__ == "__main__":
    sys.exit(main())
