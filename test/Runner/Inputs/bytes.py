"""Files that an editor would spoil, for fixes.test: bytes.py make|check DIRECTORY, same DIRECTORY DIRECTORY"""

import os
import pathlib
import sys

root = pathlib.Path(sys.argv[2])
files = {
    "src/crlf.cpp": (b"#include <atomic>\r\nvoid d(std::atomic<int> &X) {\r\n  X = X + 1;\r\n}\r\n",
                     b"#include <atomic>\r\nvoid d(std::atomic<int> &X) {\r\n  X += 1;\r\n}\r\n"),
    "src/bom.cpp": (b"\xef\xbb\xbf#include <atomic>\nvoid e(std::atomic<int> &X) { X = X + 1; }\nint End;",
                    b"\xef\xbb\xbf#include <atomic>\nvoid e(std::atomic<int> &X) { X += 1; }\nint End;"),
}
if sys.argv[1] == "make":
    for name, (before, after) in files.items():
        (root / name).write_bytes(before)
elif sys.argv[1] == "same":
    def contents(directory):
        return {str(p.relative_to(directory)): p.read_bytes() for p in pathlib.Path(directory).rglob("*")
                if p.is_file() and not {".git", ".async-tidy-cache"} & set(p.parts)}
    assert contents(sys.argv[2]) == contents(sys.argv[3])
else:
    for name, (before, after) in files.items():
        found = (root / name).read_bytes()
        assert found == after, (name, found)
    assert os.stat(root / "src/a.cpp").st_mode & 0o777 == 0o755, oct(os.stat(root / "src/a.cpp").st_mode)
    left = [p for p in root.rglob("*async-tidy*") if p.name != ".async-tidy-cache"]
    assert not left, left
