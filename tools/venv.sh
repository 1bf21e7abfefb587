#!/bin/sh
# Make .venv with the packages of requirements/$1.txt (run or dev) and this project in it; nothing to do is quick.
set -eu
cd "$(dirname "$0")/.."
lock="requirements/$1.txt"
stamp=".venv/.installed-$1"
wanted="$(pwd) $(cksum "$lock" pyproject.toml | tr '\n' ' ')"

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        # A name on PATH need not work: version managers leave shims for versions that are not chosen.
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$new_enough" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11, 3.12 or 3.13 is needed, and ${PYTHON:-none on PATH} is not one of them." >&2
    echo "Install one (Debian 12 or newer: apt-get install python3 python3-venv), or say where it is: make PYTHON=/path/to/python3" >&2
    return 1
}

# A virtual environment cannot be moved: if ours was made elsewhere, or its Python is gone, it is made anew.
if ! .venv/bin/python -c "$new_enough" 2>/dev/null || [ "$(cat .venv/.made-at 2>/dev/null)" != "$(pwd)" ]; then
    python="$(find_python)"
    echo "making .venv with $("$python" --version)"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
        echo "$python cannot make virtual environments: Debian has that in a package of its own." >&2
        echo "Install it: apt-get install python$version-venv" >&2
        exit 1
    fi
    rm -rf .venv
    "$python" -m venv .venv
    pwd > .venv/.made-at
fi

echo "installing the Python packages of $lock (once)"
# Exactly what the lock names, and nothing resolved beside it: a version published since would have no hash in it.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
# First what the project asks for now: an environment of before would be checked against what it asked for then.
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
.venv/bin/python -m pip check --disable-pip-version-check
echo "$wanted" > "$stamp"
