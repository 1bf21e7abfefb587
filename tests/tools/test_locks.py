import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["run", "dev", "node"])
def test_every_locked_package_has_an_exact_version_and_hashes(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text()
    packages = [block for block in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if block and block[0] != "#"]
    assert packages
    assert [
        block for block in packages if not re.match(r"[a-z0-9-]+==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", block)
    ] == []


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
