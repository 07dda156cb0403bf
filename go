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
    # One that was broken off is mended, one whose Python is gone is made anew.
    $VENV/bin/python -m pip --version >/dev/null 2>&1 || $VENV/bin/python -m ensurepip >/dev/null 2>&1 ||
        "$python" -m venv --clear $VENV
    export PIP_DEFAULT_TIMEOUT="${PIP_DEFAULT_TIMEOUT:-60}" UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-120}"  # seconds
    patiently fetch
    $VENV/bin/python -m compileall -q src >/dev/null 2>&1 || true
    stamp "$set_" > $VENV/.installed-$set_
}

# Networks fail now and then: three tries, with a rest between them; what was fetched is not fetched again.
patiently() {
    for rest in 5 20 0; do
        "$@" && return
        [ $rest = 0 ] || { echo "./go: the installation did not succeed; once more in $rest seconds ..." >&2; sleep $rest; }
    done
    echo "./go: the packages of $LOCK could not be installed: the lines above say why." >&2
    echo "      Check that this machine reaches a package index (pip download rich), then do the same again." >&2
    exit 1
}

# uv is quicker; where it cannot be had or does not reach the index that pip knows, pip does it alone.
fetch() {
    if $VENV/bin/python -m pip install -q --disable-pip-version-check uv >/dev/null 2>&1; then
        with_uv 2>/dev/null && return
    fi
    with_pip
}

with_uv() {
    VIRTUAL_ENV=$VENV $VENV/bin/uv pip install -q --require-hashes -r "$LOCK" &&
    VIRTUAL_ENV=$VENV $VENV/bin/uv pip install -q --no-deps -e .
}

with_pip() {
    $VENV/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$LOCK" &&
    $VENV/bin/python -m pip install -q --disable-pip-version-check --no-deps -e .
}

# Types are those of the libraries installed here, which differ from one Python to the next.
types() { $VENV/bin/mypy --python-version "$($VENV/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')"; }

install "${1:-help}"
verb=${1:-help}
[ $# -gt 0 ] && shift
case $verb in
    demo) exec $VENV/bin/parley brief examples/istanbul -o brief.html --show "$@" ;;
    test)
        $VENV/bin/ruff check src tests bench
        $VENV/bin/ruff format --check -q src tests bench
        types
        $VENV/bin/lint-imports
        exec $VENV/bin/python -m pytest "$@" ;;
    lint)
        $VENV/bin/ruff check src tests bench "$@"
        $VENV/bin/ruff format --check src tests bench
        types
        exec $VENV/bin/lint-imports ;;
    bench) exec $VENV/bin/python -m bench "$@" ;;
    help) exec $VENV/bin/parley --help ;;
    *) exec $VENV/bin/parley "$verb" "$@" ;;
esac
