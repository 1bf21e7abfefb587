"""`supervision run --demo` as a newcomer starts it: every process, the broker, the database, the simulated trackers."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.api.console.test_in_browser import FLAGS
from tests.devices.broker.town import free_port
from tools.engines import find

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images"
READY_SECONDS = 120
END_SECONDS = 20


@dataclass(frozen=True)
class Demo:
    """The running demo, and what it says of itself."""

    url: str
    officers: list[dict[str, Any]]
    trackers: list[dict[str, Any]]

    def officer(self, role: str) -> dict[str, Any]:
        return next(officer for officer in self.officers if officer["role"] == role)

    def code(self, officer: dict[str, Any], *, later_steps: int = 0) -> str:
        return str(pyotp.TOTP(officer["totp_secret"]).at(int(time.time()) + 30 * later_steps))

    def left_alone(self, dialect: str) -> dict[str, Any]:
        """A tracker that nobody simulates."""
        return next(t for t in self.trackers if t["dialect"] == dialect and not t["simulated"])


def _wait_for(file: Path, process: subprocess.Popen[bytes]) -> dict[str, Any]:
    deadline = time.monotonic() + READY_SECONDS
    while not file.exists():
        assert process.poll() is None, "the service ended before it was ready"
        assert time.monotonic() < deadline, "the service was not ready in time"
        time.sleep(0.2)
    return dict(json.loads(file.read_text()))


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    home = tmp_path_factory.mktemp("demo") / "home"
    settings = {
        "SUPERVISION_HOME": str(home),
        "SUPERVISION_HTTP_PORT": str(free_port()),
        "SUPERVISION_MQTT_PORT": str(free_port()),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "run", "--demo"],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        told = _wait_for(home / "demo.json", process)
        yield Demo(told["url"], told["officers"], told["trackers"])
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(END_SECONDS) == 0


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(find("chromium")), args=FLAGS)
        yield chromium
        chromium.close()


def picture(page: Page, name: str) -> None:
    """The pictures in the documents are taken here, when DOCS_SCREENSHOTS is set; otherwise nothing is written."""
    if os.environ.get("DOCS_SCREENSHOTS"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=str(PICTURES / f"{name}.png"))


def sign_in(page: Page, demo: Demo, officer: dict[str, Any]) -> None:
    page.goto(f"{demo.url}/console/")
    page.fill("[name=username]", officer["username"])
    page.fill("[name=password]", officer["password"])
    page.fill("[name=code]", demo.code(officer))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
