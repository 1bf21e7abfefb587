"""Unpack a Debian package, with the packages it needs and the machine lacks, without installing anything.

apt works on lists and a cache of its own when the machine's lists are missing or too old, so that no root is needed
and nothing of the system changes. No maintainer script of a package is run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

UPDATE_TIMEOUT_SECONDS = 300
DOWNLOAD_TIMEOUT_SECONDS = 900
_PLANNED = re.compile(r"^Inst (?P<name>\S+) (?:\[[^\]]*\] )?\((?P<version>\S+) ", re.MULTILINE)

# Hooks of the machine's apt configuration would touch the system after an update; languages would triple its size.
_SETTINGS = """\
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
APT::Install-Recommends "false";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "30";
Debug::NoLocking "true";
Dir::Cache "{cache}";
"""


class PackageError(Exception):
    """A package, or one that it needs, is not to be had; the message names it."""


def unpack(package: str, *, into: Path, work: Path) -> None:
    """Unpack `package` and what it lacks into the folder `into`; `work` keeps apt's lists and cache.

    Raises `PackageError` with apt's own words where there is no apt, no such package, or no way to download it.
    """
    for program in ("apt-get", "dpkg"):
        if shutil.which(program) is None:
            message = f"there is no {program} on this machine"
            raise PackageError(message)
    try:
        archives = _downloaded(package, _settings(work, own_lists=False), work)
    except PackageError:  # the machine's lists are empty, or older than what the mirror still keeps
        archives = _downloaded_by_fresh_lists(package, work)
    for archive in archives:
        _run(["dpkg", "-x", str(archive), str(into)], timeout_seconds=UPDATE_TIMEOUT_SECONDS)
    shutil.rmtree(work / "archives")


def planned(simulation: str) -> list[str]:
    """The packages, as `name=version`, that `apt-get --simulate install` says it would unpack."""
    return [f"{match['name']}={match['version']}" for match in _PLANNED.finditer(simulation)]


def _downloaded_by_fresh_lists(package: str, work: Path) -> list[Path]:
    """One unreachable source of many is no obstacle, so only what comes after the update decides."""
    settings = _settings(work, own_lists=True)
    trouble = ""
    try:
        _apt(settings, "update", timeout_seconds=UPDATE_TIMEOUT_SECONDS)
    except PackageError as error:
        trouble = f" (apt-get update: {str(error).splitlines()[0]})"
    try:
        return _downloaded(package, settings, work)
    except PackageError as error:
        message = f"{error}{trouble}"
        raise PackageError(message) from error


def _downloaded(package: str, settings: Path, work: Path) -> list[Path]:
    simulation = _apt(settings, "--simulate", "install", package, timeout_seconds=UPDATE_TIMEOUT_SECONDS)
    wanted = planned(simulation)
    if not wanted:
        message = f"{package} is installed already, but what we look for in it was not found"
        raise PackageError(message)
    archives = work / "archives"
    shutil.rmtree(archives, ignore_errors=True)
    archives.mkdir(parents=True)
    _apt(settings, "download", *wanted, timeout_seconds=DOWNLOAD_TIMEOUT_SECONDS, folder=archives)
    found = sorted(archives.glob("*.deb"))
    if len(found) != len(wanted):
        message = f"of {', '.join(wanted)} only {len(found)} could be downloaded"
        raise PackageError(message)
    return found


def _settings(work: Path, *, own_lists: bool) -> Path:
    """An apt configuration that is read after the machine's own and takes precedence."""
    cache, lists = work / "cache", work / "lists"
    for folder in (cache / "archives/partial", lists / "partial"):
        folder.mkdir(parents=True, exist_ok=True)
    text = _SETTINGS.format(cache=cache)
    if own_lists:
        text += f'Dir::State::lists "{lists}";\n'
    path = work / ("own-lists.conf" if own_lists else "their-lists.conf")
    path.write_text(text)
    return path


def _apt(settings: Path, *arguments: str, timeout_seconds: int, folder: Path | None = None) -> str:
    command = ["apt-get", "--config-file", str(settings), "--quiet=2", *arguments]
    return _run(command, timeout_seconds=timeout_seconds, folder=folder)


def _run(command: Sequence[str], *, timeout_seconds: int, folder: Path | None = None) -> str:
    """Run and return what was printed; messages stay in English, because they are read by `planned`."""
    try:
        done = subprocess.run(  # noqa: S603 - apt-get and dpkg with arguments of our own
            command,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"},
            capture_output=True,
            text=True,
            timeout=timeout_seconds,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        message = f"{' '.join(command[:1])} did not answer within {timeout_seconds} s"
        raise PackageError(message) from error
    if done.returncode != 0:
        raise PackageError(done.stderr.strip() or f"{command[0]} ended with {done.returncode}")
    return done.stdout
