# SPDX-License-Identifier: GPL-3.0-or-later
# What the project needs of Debian 12 and Ubuntu, by package name; sourced by packaging/run and tests/run.

# To build. Charts needs libqt6opengl6-dev and HttpServer needs qt6-websockets-dev, but their packages do not say so.
build_packages=(g++ cmake ninja-build libgl-dev qt6-base-dev qt6-charts-dev libqt6opengl6-dev qt6-httpserver-dev
    qt6-websockets-dev qt6-svg-dev libsimdjson-dev qtkeychain-qt6-dev libssl-dev libzstd-dev zlib1g-dev libeigen3-dev)
# To run: what is loaded at run time only (the keyring's library, TLS certificates, SVG icons, SQLite's
# driver, a font).
run_packages=(libsecret-1-0 ca-certificates libqt6svg6 libqt6sql6-sqlite fonts-dejavu-core)
# To test; clang builds the tests in half the time that gcc takes, and gcc builds everything else.
test_packages=(git strace python3-numpy clang-14 libclang-rt-14-dev lld-14 llvm-14)
# For tests/long.
long_packages=(curl jq nginx-light openssl gnome-keyring dbus libsecret-tools xvfb xdotool)
# For tests/bench.
bench_packages=(sqlite3)
# For tests/fuzz.
fuzz_packages=(clang-14 libclang-rt-14-dev)

# have_packages NAME...: whether all of these are installed.
have_packages() {
    local installed
    installed=$(dpkg-query -W -f '${db:Status-Abbrev}\n' "$@" 2>/dev/null) || return 1
    ! grep -qv '^ii' <<<"$installed"
}

# need_packages NAME...: installs those that are missing, or says what is needed where that cannot be done from here.
need_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        local tool
        for tool in cmake ninja c++; do
            command -v "$tool" >/dev/null || {
                echo "This is no Debian or Ubuntu. Please install what these packages of theirs hold, and try again:" >&2
                echo "  $*" >&2
                exit 1
            }
        done
        return 0 # whatever else is missing, CMake names
    fi
    have_packages "$@" && return 0
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || {
            echo "These packages are needed, and only root can install them: $*" >&2
            exit 1
        }
        as_root=(sudo)
    fi
    echo "Installing what is missing of: $*" >&2
    "${as_root[@]}" apt-get update -qq >&2 || exit 1
    local had_nginx=yes
    have_packages nginx || had_nginx=
    (
        # A package with a server would start it: while this file says no, none does.
        policy=/usr/sbin/policy-rc.d
        if [ ! -e "$policy" ]; then
            trap '"${as_root[@]}" rm -f "$policy"' EXIT
            printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" install -m 755 /dev/stdin "$policy"
        fi
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
    ) || {
        echo "The packages could not be installed." >&2
        exit 1
    }
    # Nor at the next start of the computer.
    if [ -z "$had_nginx" ] && have_packages nginx && command -v systemctl >/dev/null; then
        "${as_root[@]}" systemctl disable nginx >&2 || true
    fi
}
