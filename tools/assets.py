"""Copy the libraries that the console's pages load from npm's packages into `api/console/static/vendor/`.

`package-lock.json` says what is fetched, `FILES` what is copied. Nothing is bundled or changed. The machine's npm is
used; where there is none, the one that a wheel brings.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "package-lock.json"
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "api/console/static/vendor"
STAMP = VENDOR / ".stamp"
NPM_TIMEOUT_SECONDS = 900

FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
    # MapLibre is an ES module; it finds its worker beside itself, so that no blob: is needed in the CSP.
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
    # Reads a card's QR where the browser has no BarcodeDetector of its own; loaded when somebody scans.
    "qr/decode.js": "qr/decode.js",
    "qr/index.js": "qr/index.js",
}


class AssetError(Exception):
    """The assets cannot be had; the message says why."""


def main() -> int:
    """Fetch and copy, unless the stamp says that it was done with this lock file and this list."""
    wanted = fingerprint(LOCK, FILES)
    if STAMP.exists() and STAMP.read_text() == wanted:
        return 0
    print("fetching the console's libraries from npm (once)", file=sys.stderr, flush=True)
    try:
        _fetch(_npm())
        copy(PACKAGES, VENDOR, FILES)
    except AssetError as error:
        print(f"the console's libraries: {error}", file=sys.stderr)
        return 1
    STAMP.write_text(wanted)
    return 0


def fingerprint(lock: Path, files: dict[str, str]) -> str:
    """A digest that changes when the lock file or the list of files changes."""
    return hashlib.sha256(lock.read_bytes() + json.dumps(files).encode()).hexdigest()


def copy(packages: Path, vendor: Path, files: dict[str, str]) -> None:
    """Replace the folder `vendor` by exactly `files`; raises `AssetError` for one that its package lacks."""
    missing = [source for source in files if not (packages / source).is_file()]
    if missing:
        message = f"not in npm's packages: {', '.join(missing)}"
        raise AssetError(message)
    shutil.rmtree(vendor, ignore_errors=True)
    for source, target in files.items():
        (vendor / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / source, vendor / target)


def _fetch(npm: list[str]) -> None:
    _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])


def _npm() -> list[str]:
    """The machine's npm, or the wheel's, which is installed into our environment only when it is needed."""
    found = shutil.which("npm")
    if found:
        return [found]
    wheel = Path(sys.executable).with_name("npm")
    if not wheel.exists():
        requirements = ROOT / "requirements/node.txt"
        # Exactly what the lock names, as tools/venv.sh does: a version published since would have no hash in it.
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--no-deps", "--require-hashes", "-r", str(requirements)])
    return [str(wheel)]


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - npm and pip with arguments of our own
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=NPM_TIMEOUT_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetError(str(error)) from error
    if done.returncode != 0:
        message = f"`{' '.join(command)}` failed: {done.stderr.strip() or done.stdout.strip()}"
        raise AssetError(message)


if __name__ == "__main__":
    sys.exit(main())
