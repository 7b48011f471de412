#!/usr/bin/env bash
# Installs a package on a clean Debian 12 and tries what it brought. Root, debootstrap, and some minutes are needed.
#
#   tools/dev/try-package.sh async-tidy-22_0.1.0_amd64.deb [DIRECTORY]
#
# In: the package; where the system is made (kept, if it is given). Exit code: 0 all works.
set -euo pipefail
deb=$(realpath "$1")
name=$(dpkg-deb -f "$deb" Package)
version=${name##*-}
root=${2:-}
if [ -z "$root" ]; then
  root=$(mktemp -d)
  trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
else
  trap 'umount "$root/proc" 2>/dev/null || true' EXIT
fi
if [ ! -x "$root/usr/bin/apt-get" ]; then
  debootstrap --variant=minbase bookworm "$root" >"$root.log" 2>&1 || { tail -5 "$root.log" >&2; exit 1; }
fi
# The same sources of packages as here: LLVM 22 is in the security updates.
cp -a /etc/apt/sources.list.d/. "$root/etc/apt/sources.list.d/"
[ -f /etc/apt/sources.list ] && cp /etc/apt/sources.list "$root/etc/apt/" || rm -f "$root/etc/apt/sources.list"
cp -a /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
cp /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
mkdir -p "$root/proc"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
cp "$deb" "$root/package.deb"
cat >"$root/try.cpp" <<'CPP'
#include <atomic>
#include <stddef.h>
void twoSteps(std::atomic<int> &A) { A = A + 1; }
CPP
mkdir -p "$root/project"
cp "$root/try.cpp" "$root/project/"
echo '[{"directory": "/project", "file": "try.cpp", "arguments": ["clang++", "-std=c++20", "-c", "try.cpp"]}]' >"$root/project/compile_commands.json"
chroot "$root" /bin/sh -eu <<SH
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
apt-get update -qq
apt-get install -y -qq --no-install-recommends /package.deb libstdc++-12-dev >/tmp/install.log 2>&1 || { tail -20 /tmp/install.log; exit 1; }
expect() { grep -q 'try.cpp:3:.*\[async-atomic-nonatomic-rmw\]' /tmp/said || { echo "no finding of \$1"; cat /tmp/said; exit 1; }; echo "ok: \$1"; }
shown() { what=\$1; shift; "\$@" || { echo "not so: \$what"; cat /tmp/said; exit 1; }; echo "ok: \$what"; }
clang-tidy-$version -load=/usr/lib/async-tidy/async-tidy-$version.so --checks='-*,async-*' /try.cpp -- -std=c++20 >/tmp/said 2>&1
expect plugin
cd /project
code=0; async-tidy-$version check --no-cache --output-format concise >/tmp/said 2>&1 || code=\$?
expect async-tidy
test \$code = 1 || { echo "async-tidy: exit code \$code"; exit 1; }
async-tidy-$version fix >/tmp/said 2>&1 || { cat /tmp/said; exit 1; }
shown "async-tidy fix" grep -q 'A += 1' try.cpp
cd /
if [ $version != 16 ]; then
  async-clang-tidy-$version --checks='-*,async-*' /try.cpp -- -std=c++20 >/tmp/said 2>&1
  expect async-clang-tidy
  async-clangd-$version --check=/try.cpp >/tmp/said 2>&1 || { cat /tmp/said; exit 1; }
  shown "async-clangd" grep -q 'All checks completed, 0 errors' /tmp/said
fi
shown "pages" test -f /usr/share/doc/$name/checks/blocking-call.md
apt-get purge -y -qq $name >/tmp/purge.log 2>&1
shown "removed without a trace" test ! -e /usr/lib/async-tidy
SH
