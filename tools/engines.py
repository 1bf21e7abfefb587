"""Programs that are not Python: the Mosquitto broker, and for tests a Chromium that can show Chinese.

The machine's own program is used where there is one. Otherwise the Debian package, and whatever it needs that the
machine lacks, is unpacked under `.engines/` and given a wrapper in `.engines/bin/`. Nothing is installed, nothing is
started, no root is needed, and a second run needs no network. Only the standard library is used, because this runs
before there is a virtual environment.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

if __package__ in {None, ""}:  # run as a script: `python tools/engines.py …`
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.debian import PackageError, unpack

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ROOT / ".engines"
BIN = ENGINES / "bin"
SYSTEM_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/sbin")  # where Debian keeps servers, off an ordinary PATH
VERSION_TIMEOUT_SECONDS = 60


class EngineError(Exception):
    """A program is needed and cannot be had; the message says what a person can do about it."""


@dataclass(frozen=True)
class Program:
    """One program: its names on a machine, its Debian package, and how to see that it works."""

    names: tuple[str, ...]
    package: str
    unpacked_at: str
    version_flag: str
    version_pattern: str
    at_least: int


PROGRAMS = {
    "mosquitto": Program(("mosquitto",), "mosquitto", "usr/sbin/mosquitto", "-h", r"mosquitto version (\d+)", 2),
    "mosquitto_pub": Program(
        ("mosquitto_pub",), "mosquitto-clients", "usr/bin/mosquitto_pub", "--help", r"version (\d+)", 2
    ),
    "mosquitto_sub": Program(
        ("mosquitto_sub",), "mosquitto-clients", "usr/bin/mosquitto_sub", "--help", r"version (\d+)", 2
    ),
    "chromium": Program(
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        "chromium",
        "usr/lib/chromium/chromium",
        "--version",
        r"Chrom\w* (\d+)",
        120,
    ),
}
FONT_PACKAGE = "fonts-wqy-zenhei"  # a tenth of fonts-noto-cjk in size, and it has the rare characters of names
FONTS_BY_HAND = f"Install any font with Chinese characters, for example the package {FONT_PACKAGE}."


def find(name: str) -> Path | None:
    """Where a program of `PROGRAMS` is: our wrapper if one was made, else the machine's; None if neither works."""
    program = PROGRAMS[name]
    wrapper = BIN / name
    if wrapper.exists() and _works(wrapper, program):
        return wrapper
    return _of_the_machine(program)


def ensure(name: str) -> Path:
    """Find a program, or unpack it. Raises `EngineError` where that is not possible."""
    program = PROGRAMS[name]
    with _one_at_a_time():
        theirs = _of_the_machine(program)
        if name == "chromium":
            return _chromium(program, theirs)
        return theirs or _that_works(program, lambda: _wrapped(name, program))


def _that_works(program: Program, wrap: Callable[[], Path]) -> Path:
    """What `wrap` gives; from fresh packages where those unpacked earlier no longer fit the machine, which moved on."""
    folder = ENGINES / program.package
    is_old, wrapper = folder.exists(), wrap()
    if is_old and not _works(wrapper, program):
        shutil.rmtree(folder)
        wrapper = wrap()
    _must_work(wrapper, program)
    return wrapper


def _wrapped(name: str, program: Program) -> Path:
    folder = _unpacked(program.package, f"Install {program.names[0]} so that it is on PATH.")
    return _wrapper(name, folder / program.unpacked_at, _library_path(folder))


def _chromium(program: Program, theirs: Path | None) -> Path:
    """Chromium, wrapped wherever it would otherwise lack libraries or a Chinese font."""
    if theirs is not None and _shows_chinese():
        (BIN / "chromium").unlink(missing_ok=True)
        return theirs
    return _that_works(program, lambda: _wrapped_chromium(program, theirs))


def _wrapped_chromium(program: Program, theirs: Path | None) -> Path:
    settings: dict[str, str] = {}
    folder: Path | None = None
    if theirs is None:
        folder = _unpacked(program.package, "Install Chromium or Chrome so that it is on PATH.")
        settings |= _library_path(folder)
    if not _shows_chinese():
        settings["FONTCONFIG_FILE"] = str(_font_settings(_unpacked(FONT_PACKAGE, FONTS_BY_HAND), folder))
    return _wrapper("chromium", folder / program.unpacked_at if folder else str(theirs), settings)


def _of_the_machine(program: Program) -> Path | None:
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *SYSTEM_FOLDERS))
    for name in program.names:
        found = shutil.which(name, path=path)
        if found and BIN not in Path(found).parents and _works(Path(found), program):
            return Path(found)
    return None


def _works(path: Path, program: Program) -> bool:
    """Whether it starts and is new enough; the exit code says nothing, Mosquitto answers its help with 3."""
    try:
        answer = subprocess.run(  # noqa: S603 - a program of the table above
            [str(path), program.version_flag],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=VERSION_TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    version = re.search(program.version_pattern, answer.stdout + answer.stderr)
    return version is not None and int(version[1]) >= program.at_least


def _must_work(path: Path, program: Program) -> None:
    if not _works(path, program):
        message = (
            f"{path} was unpacked from the package {program.package} but does not run, or is older than version "
            f"{program.at_least}. Install {program.names[0]} by the machine's own means."
        )
        raise EngineError(message)


def _unpacked(package: str, otherwise: str) -> Path:
    """The folder of a package that stands unpacked whole; it appears by a rename, so half of one is never seen."""
    folder = ENGINES / package
    if folder.exists():
        return folder
    print(f"unpacking {package} under .engines/ (once)", file=sys.stderr, flush=True)
    part = ENGINES / f"{package}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        unpack(package, into=part, work=ENGINES / "apt")
    except PackageError as error:
        shutil.rmtree(part)
        message = f"the Debian package {package} cannot be had: {error}\n{otherwise}"
        raise EngineError(message) from error
    part.rename(folder)
    return folder


def _library_path(folder: Path) -> dict[str, str]:
    """Every folder of shared libraries in an unpacked package, for the loader."""
    folders = {library.parent for library in folder.rglob("*.so*") if library.is_file()}
    return {"LD_LIBRARY_PATH": os.pathsep.join(sorted(str(each) for each in folders))} if folders else {}


def _wrapper(name: str, program: Path | str, settings: dict[str, str]) -> Path:
    """A script that starts the program with its surroundings and passes every argument on unseen."""
    lines = ["#!/bin/sh"]
    for variable, value in settings.items():
        lines.append(f"{variable}={_quoted(value)}")
        lines.append(f"export {variable}")
    lines.append(f'exec {_quoted(str(program))} "$@"')
    wrapper = BIN / name
    text = "\n".join(lines) + "\n"
    if not wrapper.exists() or wrapper.read_text() != text:
        BIN.mkdir(parents=True, exist_ok=True)
        fresh = BIN / f".{name}.new"
        fresh.write_text(text)
        fresh.chmod(0o755)
        fresh.rename(wrapper)
    return wrapper


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _shows_chinese() -> bool:
    """Whether the machine's fontconfig knows a font for Chinese; without fc-list we assume that it does not."""
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    fonts = subprocess.run(  # noqa: S603 - fc-list from PATH, fixed arguments
        [lister, ":lang=zh-cn", "family"], capture_output=True, timeout=VERSION_TIMEOUT_SECONDS, check=False
    )
    return bool(fonts.stdout.strip())


def _font_settings(fonts: Path, browser: Path | None) -> Path:
    """A fontconfig file: the machine's settings, with our fonts beside its own and a cache that is ours."""
    folders = [fonts / "usr/share/fonts", *([browser / "usr/share/fonts"] if browser else [])]
    entries = "".join(f"  <dir>{_escaped(folder)}</dir>\n" for folder in folders)
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
        f"{entries}  <cachedir>{_escaped(ENGINES / 'font-cache')}</cachedir>\n"
        # The bitmaps inside this font replace its outlines at the sizes of ordinary text, and look broken there.
        '  <match target="font"><edit name="embeddedbitmap" mode="assign"><bool>false</bool></edit></match>\n'
        "</fontconfig>\n"
    )
    settings = ENGINES / "fonts.conf"
    if not settings.exists() or settings.read_text() != text:
        settings.write_text(text)
    return settings


def _escaped(path: Path) -> str:
    return str(path).replace("&", "&amp;").replace("<", "&lt;")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two `make` at once must not unpack the same package into the same folder."""
    ENGINES.mkdir(exist_ok=True)
    with (ENGINES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(arguments: Sequence[str] | None = None) -> int:
    """`path NAME` prints where a program is; `ensure NAME…` gets what is missing."""
    parser = argparse.ArgumentParser(prog="tools/engines.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    path = commands.add_parser("path", help="print where a program is; exit code 1 if it is nowhere")
    path.add_argument("name", choices=sorted(PROGRAMS))
    wanted = commands.add_parser("ensure", help="find programs, or unpack them under .engines/")
    wanted.add_argument("names", nargs="+", choices=sorted(PROGRAMS), metavar="NAME")
    wanted.add_argument("--if-possible", action="store_true", help="only warn about what cannot be had")
    options = parser.parse_args(arguments)
    if options.command == "path":
        found = find(options.name)
        if found is not None:
            print(found)
        return 0 if found else 1
    for name in options.names:
        try:
            ensure(name)
        except EngineError as error:
            print(f"{name}: {error}", file=sys.stderr)
            if not options.if_possible:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
