"""The private Mosquitto's life: kills, restarts, leftovers, a taken port."""

import asyncio
import os
import pwd
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from devices.broker import start_broker
from devices.broker.address import broker_folder
from devices.broker.keeper import BrokerUnavailable
from devices.broker.mosquitto import MosquittoBroker
from supervision.errors import SettingsWrong
from tests.devices.broker.talking import come_true
from tests.devices.broker.town import ACCOUNTS, Town, a_mosquitto, mosquitto_town, settings_in

ANNA = "trackers/0/trk-anna/positions"
SAVED_WITHIN_SECONDS = 2.5

KEEP_A_BROKER = """
import asyncio, sys
from pathlib import Path
from tests.devices.broker.town import ACCOUNTS, a_mosquitto
from supervision.settings import load_settings

async def keep() -> None:
    broker = a_mosquitto(load_settings())
    await broker.start(ACCOUNTS)
    print(broker.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(keep())
"""


def running(broker: MosquittoBroker) -> int:
    assert come_true(lambda: broker.pid is not None)
    assert broker.pid is not None
    return broker.pid


def has_ended(pid: int) -> bool:
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()  # ended, and not yet buried by init
    except OSError:
        return True


def mosquitto_of(town: Town) -> MosquittoBroker:
    assert isinstance(town.broker, MosquittoBroker)
    return town.broker


async def kill_and_wait_for_the_next(town: Town) -> None:
    broker = mosquitto_of(town)
    killed = running(broker)
    os.kill(killed, signal.SIGKILL)
    assert come_true(lambda: broker.pid not in {None, killed})
    await broker.publish_accounts(ACCOUNTS)  # returns when the new one answers, and reloads before the session is back


async def test_what_was_saved_survives_kill_9_and_a_reload_before_the_service_is_back(town: Town) -> None:
    town.open_session()
    with town.tracker("trk-anna") as anna:
        for number in range(500):
            anna.publish_without_waiting(ANNA, b"%d" % number)
        anna.publish(ANNA, b"the last")
    await asyncio.sleep(SAVED_WITHIN_SECONDS)
    await kill_and_wait_for_the_next(town)
    with town.tracker("trk-anna") as anna:
        anna.publish(ANNA, b"after the reload")
    with town.service() as service:
        expected = [*(b"%d" % number for number in range(500)), b"the last", b"after the reload"]
        assert expected == service.payloads(502)


async def test_what_was_not_acknowledged_comes_again_after_kill_9(town: Town) -> None:
    town.open_session()
    with town.service(acknowledges=False) as service, town.tracker("trk-anna") as anna:
        anna.publish(ANNA, b"taken, not stored")
        assert service.payloads(1) == [b"taken, not stored"]
        await asyncio.sleep(SAVED_WITHIN_SECONDS)
        await kill_and_wait_for_the_next(town)
    with town.service() as service:
        assert service.payloads(1) == [b"taken, not stored"]


async def test_a_stop_saves_everything_for_the_next_start(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "home")
    async with mosquitto_town(settings) as town:
        town.open_session()
        with town.tracker("trk-anna") as anna:
            anna.publish(ANNA, b"before the stop")
    async with mosquitto_town(settings) as town:
        with town.service() as service:
            assert service.payloads(1) == [b"before the stop"]


async def test_a_burst_larger_than_any_default_queue_is_kept(town: Town) -> None:
    town.open_session()
    with town.tracker("trk-anna") as anna:
        for number in range(3_000):
            anna.publish_without_waiting(ANNA, b"%d" % number)
        anna.publish(ANNA, b"the last")
    with town.service() as service:
        assert len(service.payloads(3_001)) == 3_001


def start_keeper(home: Path) -> tuple[subprocess.Popen[str], int]:
    """A service in a process of its own that keeps a broker; and the broker's pid."""
    settings = settings_in(home)
    environment = {"SUPERVISION_HOME": str(home), "SUPERVISION_MQTT_PORT": str(settings.mqtt_port)}
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEP_A_BROKER],
        stdout=subprocess.PIPE, text=True, env=os.environ | environment | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert keeper.stdout is not None
    return keeper, int(keeper.stdout.readline())


def end(keeper: subprocess.Popen[str]) -> None:
    keeper.kill()
    keeper.wait()
    assert keeper.stdout is not None
    keeper.stdout.close()


def watcher_of(broker_pid: int) -> int:
    children = Path(f"/proc/{broker_pid}/task/{broker_pid}/children").read_text().split()
    assert len(children) == 1
    return int(children[0])


def test_the_broker_ends_when_its_service_is_killed(tmp_path: Path) -> None:
    keeper, broker_pid = start_keeper(tmp_path / "home")
    end(keeper)
    assert come_true(lambda: has_ended(broker_pid))


async def test_a_leftover_of_a_killed_service_is_ended_and_its_queue_taken_over(tmp_path: Path) -> None:
    keeper, broker_pid = start_keeper(tmp_path / "home")
    os.kill(watcher_of(broker_pid), signal.SIGKILL)
    end(keeper)
    assert not has_ended(broker_pid)
    async with mosquitto_town(settings_in(tmp_path / "home")) as town:
        assert has_ended(broker_pid)
        assert running(mosquitto_of(town)) != broker_pid


async def test_a_second_service_on_the_same_home_is_refused(town: Town) -> None:
    second = settings_in(town.settings.home)
    with pytest.raises(SettingsWrong, match=r"Another service keeps the broker.*SUPERVISION_HOME"):
        await start_broker(second, ACCOUNTS)
    with town.tracker("trk-anna") as anna:
        assert anna.refusal is None


async def test_a_taken_port_is_refused_with_its_holder_and_the_variable(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        settings = settings_in(tmp_path / "home", SUPERVISION_MQTT_PORT=port)
        expected = rf"Port {port} is taken by \S+ \(process {os.getpid()}\). Set SUPERVISION_MQTT_PORT"
        with pytest.raises(SettingsWrong, match=expected):
            await start_broker(settings, ACCOUNTS)
    async with mosquitto_town(settings) as town:  # the folder was let go
        assert town.broker.tracker_address().port == int(port)


async def test_a_broker_that_cannot_start_says_why(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "home")
    broker = a_mosquitto(settings)
    broker_folder(settings).mkdir(parents=True)
    (broker_folder(settings) / "mosquitto.db").write_bytes(b"no database at all")
    with pytest.raises(BrokerUnavailable, match="Couldn't open database"):
        await broker.start(ACCOUNTS)
    assert broker.pid is None


async def test_a_home_whose_path_is_longer_than_a_socket_s_serves(tmp_path: Path) -> None:
    async with mosquitto_town(settings_in(tmp_path / ("long" * 40) / "home")) as town:
        with town.service() as service, town.tracker("trk-anna") as anna:
            service.subscribe("trackers/0/#")
            anna.publish(ANNA, b"there")
            assert service.payloads(1) == [b"there"]


def limit_of_open_files(pid: int) -> tuple[str, str]:
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    soft, hard, _unit = next(line for line in lines if line.startswith("Max open files")).split()[3:]
    return soft, hard


async def test_the_broker_may_hold_as_many_connections_as_the_machine_allows(town: Town) -> None:
    soft, hard = limit_of_open_files(running(mosquitto_of(town)))
    assert soft == hard


def user_of(pid: int) -> str:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("Uid:"))
    return pwd.getpwuid(int(line.split()[1])).pw_name


async def test_the_files_are_private_and_the_broker_is_not_root(town: Town) -> None:
    folder = broker_folder(town.settings)
    user = user_of(running(mosquitto_of(town)))
    assert user == pwd.getpwuid(folder.stat().st_uid).pw_name
    assert user in {"mosquitto", "supervision", "nobody"} if os.geteuid() == 0 else {pwd.getpwuid(os.geteuid()).pw_name}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("passwords", "acl", "mosquitto.conf"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert come_true((folder / "mosquitto.db").exists)
    assert stat.S_IMODE((folder / "mosquitto.db").stat().st_mode) == 0o600
