#!/bin/sh
# ./go demo | test | lint | bench NAME ... | anything else is passed to `parley`.
# Needs Python 3.11 to 3.13 and nothing else: makes .venv beside this file on first use.
set -eu
cd "$(dirname "$0")"
VENV=.venv

find_python() {
    for name in ${PARLEY_PYTHON:-} python3.12 python3.13 python3.11 python3 python; do
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "./go: no Python 3.11, 3.12 or 3.13 with venv found. Install one (Debian: apt install python3 python3-venv)," >&2
    echo "      or name it: PARLEY_PYTHON=/path/to/python3.12 ./go $*" >&2
    exit 1
}

stamp() { cat requirements/$1.lock pyproject.toml | cksum; }

installed() { [ "$(cat $VENV/.installed-$1 2>/dev/null || true)" = "$(stamp "$1")" ]; }

# What a verb needs: run.lock to use Parley, test.lock (which holds all of run.lock) to work on it.
need() {
    case $1 in test|lint|bench) echo test ;; *) echo run ;; esac
}

install() {
    set_=$(need "$@")
    installed test && return
    [ "$set_" = run ] && installed run && return
    LOCK=requirements/$set_.lock
    python=$(find_python "$@")
    echo "Installing Parley into $VENV (once) ..." >&2
    [ -x $VENV/bin/python ] || "$python" -m venv $VENV
    if $VENV/bin/python -m pip install -q --disable-pip-version-check uv >/dev/null 2>&1; then
        VIRTUAL_ENV=$VENV $VENV/bin/uv pip install -q --require-hashes -r "$LOCK" &&
        VIRTUAL_ENV=$VENV $VENV/bin/uv pip install -q --no-deps -e . || pip_install
    else
        pip_install
    fi
    $VENV/bin/python -m compileall -q src >/dev/null 2>&1 || true
    stamp "$set_" > $VENV/.installed-$set_
}

pip_install() {
    $VENV/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$LOCK"
    $VENV/bin/python -m pip install -q --disable-pip-version-check --no-deps -e .
}

install "${1:-help}"
verb=${1:-help}
[ $# -gt 0 ] && shift
case $verb in
    demo) exec $VENV/bin/parley brief examples/istanbul -o brief.html --show "$@" ;;
    test)
        $VENV/bin/ruff check src tests bench
        $VENV/bin/ruff format --check -q src tests bench
        $VENV/bin/mypy
        $VENV/bin/lint-imports
        exec $VENV/bin/python -m pytest "$@" ;;
    lint)
        $VENV/bin/ruff check src tests bench "$@"
        $VENV/bin/ruff format --check src tests bench
        $VENV/bin/mypy
        exec $VENV/bin/lint-imports ;;
    bench) exec $VENV/bin/python -m bench "$@" ;;
    help) exec $VENV/bin/parley --help ;;
    *) exec $VENV/bin/parley "$verb" "$@" ;;
esac
