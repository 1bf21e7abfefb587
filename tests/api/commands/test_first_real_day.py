"""The first real day, with real processes: init, run, doctor, backup beside the running service, and a restore."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.devices.broker.town import free_port

COMMAND_SECONDS = 60
START_SECONDS = 60
END_SECONDS = 20
LEGS = ("连接消息服务", "消息服务收下", "接收读入", "写入并通知", "到达预警推送")


class Machine:
    """One machine's environment, in which commands are run."""

    def __init__(self, folder: Path, name: str) -> None:
        self.home, self.keys = folder / name, folder / f"{name}-keys"
        self.http_port = free_port()
        self._environment = {
            **os.environ,
            "SUPERVISION_HOME": str(self.home),
            "SUPERVISION_KEY_DIR": str(self.keys),
            "SUPERVISION_HTTP_PORT": str(self.http_port),
            "SUPERVISION_MQTT_PORT": str(free_port()),
        }

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code and output of a command."""
        done = subprocess.run(
            [sys.executable, "-m", "api.cli", *arguments],
            env=self._environment, capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    @contextmanager
    def serving(self, log: Path) -> Iterator[None]:
        """The whole service, from its readiness to its end by SIGTERM."""
        with log.open("wb") as output:
            service = subprocess.Popen(
                [sys.executable, "-m", "api.cli", "run"], env=self._environment, stdout=output, stderr=output
            )
        try:
            assert self._is_ready(), log.read_text()
            yield
        finally:
            service.send_signal(signal.SIGTERM)
            try:
                service.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                service.kill()
                service.wait()
                raise

    def _is_ready(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                answer = httpx.get(f"http://127.0.0.1:{self.http_port}/readyz", timeout=2, trust_env=False)
                if answer.status_code == httpx.codes.OK and answer.json()["ingest"]:
                    return True
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        return False


@pytest.mark.timeout(300)
def test_from_an_empty_home_to_a_backup_that_another_machine_reads(tmp_path: Path) -> None:
    first, second = Machine(tmp_path, "first"), Machine(tmp_path, "second")
    code, said = first.run("run")
    assert (code, "supervision init" in said) == (2, True)
    code, said = first.run("init")
    assert code == 0, said
    code, said = first.run("doctor")
    assert code == 1, "the service does not run yet"
    assert "supervision run" in said

    with first.serving(tmp_path / "first.log"):
        code, said = first.run("doctor")
        assert code == 0, said
        assert [leg for leg in LEGS if f"正常/OK    {leg}" in said] == list(LEGS)
        code, said = first.run("backup", str(tmp_path / "backup"))
        assert code == 0, said
        code, said = first.run("run", "--demo")
        assert code == 2, "a real installation never becomes the demo"

    shutil.copytree(first.keys, second.keys)
    code, said = second.run("restore", str(tmp_path / "backup"))
    assert code == 0, said
    code, said = second.run("audit", "verify")
    assert code == 0, said
    with second.serving(tmp_path / "second.log"):
        code, said = second.run("doctor")
        assert code == 0, said
