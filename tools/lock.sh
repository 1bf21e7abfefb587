#!/bin/sh
# Resolve requirements/*.in anew into requirements/*.txt, with hashes and without the name of any host.
# For the oldest Python that we support: the newer ones need nothing more (CI and a newcomer may have any of them).
set -eu
cd "$(dirname "$0")/../requirements"
compile=../.venv/bin/pip-compile
if ! ../.venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
    echo "Lock files are made with Python 3.11: make clean, then make lock PYTHON=python3.11" >&2
    exit 1
fi
export CUSTOM_COMPILE_COMMAND="make lock"
for name in run dev node; do
    echo "resolving requirements/$name.in"
    "$compile" --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-emit-options \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file "$name.txt" "$name.in"
done
