# The lit suite: what a test may ask for (features) and what it can call (substitutions).
# Paths come from lit.site.cfg.py in the build directory: `ninja check-lit`, or `lit build/llvm-22/test`.

import json
import os
import pathlib
import shutil
import subprocess

import lit.formats

source = pathlib.Path(config.source_dir)
tools = source / "tools/dev"
mocks = source / "test/Inputs/mocks"
plugin = pathlib.Path(config.plugin)

config.name = "async-tidy"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".test", ".py"]
config.excludes = ["Inputs", "Unit", "lit.cfg.py"]
config.test_source_root = str(source / "test")
config.test_exec_root = os.path.join(config.build_dir, "lit")

if not plugin.is_file() and not lit_config.params.get("no-plugin"):
    lit_config.fatal(f"{plugin} is missing: build it first (--param no-plugin=1 runs what does without)")

# -- environment ----------------------------------------------------------------------------------------------------
# Python tests read the paths here; nothing of the user's own configuration is to be seen.

config.environment.update(
    CLANG_NO_DEFAULT_CONFIG="1",
    PYTHONDONTWRITEBYTECODE="1",
    PYTHONPATH=str(tools),
    ASYNC_TIDY_BUILD=config.build_dir,
    ASYNC_TIDY_CLANG_TIDY=config.clang_tidy,
    ASYNC_TIDY_CLANGXX=config.clangxx,
    ASYNC_TIDY_FILECHECK=os.path.join(config.utils_dir, "FileCheck"),
    ASYNC_TIDY_PLUGIN=str(plugin),
    ASYNC_TIDY_ROOT=str(source),
)
for name in ("ASYNC_TIDY_BLESS", "HOME", "TMPDIR"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# -- features -------------------------------------------------------------------------------------------------------

major = config.llvm_major
config.available_features.add(f"llvm-{major}")
for version in (19, 22):
    if major >= version:
        config.available_features.add(f"llvm-{version}-or-later")
if plugin.is_file():
    config.available_features.add("plugin")

# Hosts and their plugins that are built beside this one: host-16, host-19, host-22.
hosts = {}
for version in (16, 19, 22):
    host = config.clang_tidy if version == major else f"/usr/lib/llvm-{version}/bin/clang-tidy"
    built = plugin.parents[2] / f"llvm-{version}/lib/async-tidy-{version}.so"
    built = plugin if version == major else built
    if shutil.which(host) and built.is_file():
        hosts[version] = f"{version}={host}={built}"
        config.available_features.add(f"host-{version}")

# The programs that have the checks built in. One that is older than its objects is of a build of the plugin alone.
newest = max((path.stat().st_mtime for path in plugin.parent.rglob("*.o")), default=0)
for name in ("async-clang-tidy", "async-clangd"):
    program = pathlib.Path(config.bin_dir) / name
    if not program.is_file():
        lit_config.note(f"without {name}: it isn't built")
    elif program.stat().st_mtime < newest:
        lit_config.note(f"without {name}: it is older than the checks, build it anew")
    else:
        config.available_features.add(name)

if plugin.is_file() and all((pathlib.Path(config.bin_dir) / name).is_file() for name in config.programs if name):
    config.available_features.add("complete-build")

# What can be tested against real headers, and the compiler arguments that it takes (%boost-asio ...).
# A header counts only if it compiles: libraries of other standard libraries or versions may lie around.
REAL_HEADERS = {
    "libstdcxx-coroutine": ("coroutine", ""),
    "libstdcxx-jthread": ("stop_token", ""),
    "libcxx": ("algorithm", "-stdlib=libc++"),
    "boost-asio": ("boost/asio.hpp", ""),
    "asio": ("asio.hpp", ""),
    "boost-fiber": ("boost/fiber/all.hpp", ""),
    "boost-thread": ("boost/thread.hpp", ""),
    "folly": ("folly/futures/Future.h", ""),
    "libuv": ("uv.h", ""),
    "libevent": ("event2/event.h", ""),
    "grpcpp": ("grpcpp/grpcpp.h", ""),
    "glibmm": ("glib.h", "-I/usr/include/glib-2.0 -I/usr/lib/x86_64-linux-gnu/glib-2.0/include"),
    "tbb": ("tbb/task_group.h", ""),
    "curl": ("curl/curl.h", ""),
    "abseil": ("absl/synchronization/mutex.h", ""),
    "gtest": ("gtest/gtest.h", ""),
    "hiredis": ("hiredis/hiredis.h", ""),
    "httplib": ("httplib.h", ""),
    "kj": ("kj/async.h", ""),
    "mysql": ("mariadb/mysql.h", ""),
    "poco": ("Poco/Net/HTTPClientSession.h", ""),
    "sqlite": ("sqlite3.h", ""),
    "libpq": ("postgresql/libpq-fe.h", ""),
    "qt6": ("QtCore/QFuture", "-fPIC -isystem /usr/include/x86_64-linux-gnu/qt6"
                              " -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore"
                              " -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork"),
    "qcoro": ("qcoro/qcorotask.h", "-fPIC -isystem /usr/include/x86_64-linux-gnu/qt6"
                                   " -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore"
                                   " -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork -isystem /usr/include/qcoro6"
                                   " -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/qcoro6/QCoro"),
}


def compiles(header, arguments):
    """Does a file with this include preprocess? A fraction of a second even for large headers.

    libc++ is parsed: its headers are for the newest compilers.
    """
    action = ["-fsyntax-only"] if "libc++" in arguments else ["-M", "-MF", os.devnull]
    command = [config.clangxx, "-std=c++20", "-x", "c++", *action, *arguments.split(), "-"]
    return subprocess.run(command, input=f"#include <{header}>\n", capture_output=True, text=True).returncode == 0


# The longest first: a substitution replaces its name wherever it begins.
for name in sorted(REAL_HEADERS, key=len, reverse=True):
    header, arguments = REAL_HEADERS[name]
    if compiles(header, arguments):
        config.available_features.add(name)
    config.substitutions.append((f"%{name}-flags", arguments))

for name in ("run-clang-tidy", "clang-tidy-diff.py"):
    for place in (f"{config.llvm_root}/bin/{name}", f"{config.llvm_root}/share/clang/{name}",
                  f"/usr/bin/{name.removesuffix('.py')}-{major}.py", f"/usr/bin/{name}-{major}"):
        if os.path.isfile(place):
            config.available_features.add(name.removesuffix(".py"))
            config.substitutions.append((f"%{name.removesuffix('.py')}", f"{config.python} {place}"))
            break

if shutil.which("vim") and os.path.isdir("/usr/share/vim-ale"):
    config.available_features.add("vim-ale")
for name, program in (("cmake", "cmake"), ("g++", "g++"), ("neovim", "nvim"), ("pre-commit", "pre-commit")):
    if shutil.which(program):
        config.available_features.add(name)

# What the language server's tests need to read the RUN lines of others.
config.environment["ASYNC_TIDY_FEATURES"] = ",".join(sorted(config.available_features))
config.environment["ASYNC_TIDY_SUBSTITUTIONS"] = json.dumps({"%source": str(source), **{
    f"%{name}-flags": arguments for name, (_, arguments) in REAL_HEADERS.items()}})

# -- substitutions --------------------------------------------------------------------------------------------------

utils = pathlib.Path(config.utils_dir)
config.substitutions += [
    ("%check", f"{config.python} {tools}/golden.py --plugin={plugin} --tidy={config.clang_tidy} --clangxx={config.clangxx}"
               f" --filecheck={utils}/FileCheck --mocks={mocks}"),
    ("%tidy", f"{config.clang_tidy} --load={plugin} --config={{}}"),
    ("%async-clang-tidy", f"{config.bin_dir}/async-clang-tidy"),
    ("%async-clangd", f"{config.bin_dir}/async-clangd"),
    ("%clang-tidy", config.clang_tidy),
    ("%hosts", " ".join(hosts.values())),
    ("%llvm", str(major)),
    ("%plugin", str(plugin)),
    ("%clangxx", config.clangxx),
    ("%mocks", str(mocks)),
    ("%tools", str(tools)),
    ("%build", config.build_dir),
    ("%source", str(source)),
    ("%python", config.python),
]
for tool in ("FileCheck", "not", "split-file"):
    config.substitutions.append((rf"(?<![-./\w]){tool}(?= )", str(utils / tool)))
