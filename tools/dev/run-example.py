#!/usr/bin/env python3
"""Runs the plugin on docs/examples/chat-server, fixes a copy, builds it and lets clients talk to it.

usage: run-example.py [--llvm 22] [--work DIR] [--quiet]

What must hold, in this order:
  1. every place that defects/EXPECTED.md lists is found, by the check under whose heading it stands, and
     nothing else is;
  2. the clean form gives no finding;
  3. after `--fix` a copy of the defects has no finding left that carries a safe fix, and a second `--fix`
     changes nothing;
  4. all three forms compile, and the clients of client_test.py are served by each.

in:   build/llvm-NN/lib/async-tidy-NN.so, clang-tidy-NN, clang++-NN, cmake, ninja
out:  findings as clang-tidy prints them, then a summary; the work directory is removed unless given
exit: 0 all of that holds; 1 something doesn't (the last line says what); 2 something is missing
"""
import argparse
import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs/examples/chat-server"
FINDING = re.compile(r"^(?P<file>/\S+?):(?P<line>\d+):\d+: (?P<level>warning|error|note): (?P<text>.*?)"
                     r"(?: \[(?P<check>[^\]]+)\])?$")


def fail(text, code=1):
    print(f"async-tidy: {text}", file=sys.stderr)
    sys.exit(code)


class Tidy:
    """One clang-tidy with the plugin."""

    def __init__(self, llvm):
        self.plugin = ROOT / f"build/llvm-{llvm}/lib/async-tidy-{llvm}.so"
        self.tidy = shutil.which(f"clang-tidy-{llvm}")
        self.cxx = shutil.which(f"clang++-{llvm}")
        # Clang 16 compiles Asio's awaitables so that the clean server crashes in one run of ten (measured; probably
        # llvm-project#56301), that of Clang 22 in none. What must run is built by a newer one.
        self.serving_cxx = self.cxx if int(llvm) > 16 else shutil.which("clang++-22") or shutil.which("clang++-19")
        if not self.plugin.exists():
            fail(f"no plugin {self.plugin}: run `cmake --build --preset llvm-{llvm}` first", 2)
        if not self.tidy or not self.cxx:
            fail(f"no clang-tidy-{llvm} or clang++-{llvm}: run tools/install-deps build", 2)

    def run(self, directory, *flags):
        """Analyses each source of `directory`, one process after the other: with --fix two would write one header.
        Returns clang-tidy's text, without findings that several sources see in one header, and the number of
        findings that carry a safe fix."""
        seen, lines, fixable = set(), [], 0
        with tempfile.TemporaryDirectory() as scratch:
            for source in sorted(directory.glob("*.cpp")):
                exported = pathlib.Path(scratch) / (source.stem + ".yaml")
                result = subprocess.run(
                    [self.tidy, f"-load={self.plugin}", "--quiet", "--config={}", "--checks=-*,async-*",
                     f"--header-filter={re.escape(str(directory))}/.*", f"--export-fixes={exported}", *flags,
                     str(source), "--", "-std=c++20"],
                    capture_output=True, text=True)
                if result.returncode != 0:
                    fail(f"clang-tidy failed on {source} with {result.returncode}:\n{result.stdout}{result.stderr}")
                keep = True
                for line in result.stdout.splitlines():
                    match = FINDING.match(line)
                    if match and match["level"] != "note":
                        keep = line not in seen
                        seen.add(line)
                    if keep:
                        lines.append(line)
                if exported.exists():
                    # A diagnostic's own message comes before its notes: only there a replacement is a safe fix.
                    for diagnostic in exported.read_text().split("- DiagnosticName:")[1:]:
                        fixable += "ReplacementText:" in diagnostic.split("    Notes:")[0]
        return lines, fixable


def findings(lines):
    """[(check, {(file name, line) of the finding and of its notes}, text)]"""
    result = []
    for line in lines:
        match = FINDING.match(line)
        if not match:
            continue
        place = (pathlib.Path(match["file"]).name, int(match["line"]))
        if match["level"] == "note":
            if result:
                result[-1][1].add(place)
        else:
            result.append((match["check"], {place}, line))
    return result


def expected():
    """[(check, (file name, line))] from EXPECTED.md."""
    rows, check = [], None
    for line in (EXAMPLE / "defects/EXPECTED.md").read_text().splitlines():
        if heading := re.match(r"## (async-\S+)", line):
            check = heading[1]
        elif line.startswith("## "):
            check = None
        elif check and (row := re.match(r"\| `([^`:]+):(\d+)`", line)):
            rows.append((check, (row[1], int(row[2]))))
    return rows


def compare(found):
    """The expected places that aren't found, and the findings that nobody expects."""
    missing, left = [], list(found)
    for check, place in expected():
        hit = next((f for f in left if f[0] == check and place in f[1]), None)
        if hit:
            left.remove(hit)
        else:
            missing.append(f"{place[0]}:{place[1]} [{check}]")
    return missing, [text for _, _, text in left]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llvm", default="22")
    parser.add_argument("--work", type=pathlib.Path, help="keep the fixed copy and the builds here")
    parser.add_argument("--quiet", action="store_true", help="don't print the findings")
    args = parser.parse_args()
    tidy = Tidy(args.llvm)
    work = args.work or pathlib.Path(tempfile.mkdtemp(prefix="async-tidy-example-"))
    work.mkdir(parents=True, exist_ok=True)
    try:
        text, fixable = tidy.run(EXAMPLE / "defects")
        if not args.quiet:
            print("\n".join(text))
        found = findings(text)
        missing, surplus = compare(found)
        if missing:
            fail("not found: " + ", ".join(missing))
        if surplus:
            fail("nobody expects:\n" + "\n".join(surplus))
        if clean := findings(tidy.run(EXAMPLE / "clean")[0]):
            fail("the clean form has findings:\n" + "\n".join(f[2] for f in clean))

        copy = work / "fixed"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(EXAMPLE / "defects", copy)
        tidy.run(copy, "--fix")
        once = {path.name: path.read_bytes() for path in copy.iterdir()}
        rest, still_fixable = tidy.run(copy, "--fix")
        if still_fixable:
            fail(f"{still_fixable} findings still have a safe fix after --fix")
        if once != {path.name: path.read_bytes() for path in copy.iterdir()}:
            fail("a second --fix changed the fixed copy again")

        for source in sorted(copy.glob("*.cpp")):
            result = subprocess.run([tidy.cxx, "-std=c++20", "-fsyntax-only", "-w", source], capture_output=True, text=True)
            if result.returncode != 0:
                fail(f"the fixed copy doesn't compile:\n{result.stderr}")
        if not tidy.serving_cxx:
            fail("no clang++-22 or clang++-19 to build the servers with: run tools/install-deps test", 2)
        for defects in (EXAMPLE / "defects", copy):
            build = work / f"build-{defects.name}"
            subprocess.run(["cmake", "-S", EXAMPLE, "-B", build, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={tidy.serving_cxx}",
                            f"-DCHAT_SERVER_DEFECTS_DIR={defects}"], check=True, stdout=subprocess.DEVNULL)
            targets = ["chat-server-defects"] + (["chat-server-clean"] if defects != copy else [])
            result = subprocess.run(["cmake", "--build", build, "--target", *targets], capture_output=True, text=True)
            if result.returncode != 0:
                fail(f"{defects} doesn't compile:\n{result.stdout}{result.stderr}")
            for target in targets:
                flags = ["--fixed"] if defects == copy or target.endswith("clean") else []
                program = next(path for path in build.rglob(target) if path.is_file())
                # The two forms that hold locks over an await can deadlock for good on a busy machine: that is what
                # the check says of them. The clean one must serve its clients at once.
                tries = 1 if target.endswith("clean") else 3
                if not any(subprocess.run([sys.executable, EXAMPLE / "client_test.py", program, *flags]).returncode == 0
                           for _ in range(tries)):
                    fail(f"the clients of {program} were not served")
        counts = collections.Counter(check for check, _, _ in found)
        for check, count in sorted(counts.items()):
            print(f"{count:4} {check}")
        print(f"{len(found)} findings, all expected; {fixable} fixed; the fixed copy compiles, serves its clients "
              f"and has {len(findings(rest))} findings left, none with a safe fix")
    finally:
        if not args.work:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
