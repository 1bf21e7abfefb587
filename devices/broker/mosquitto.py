"""The private broker as it should be: Mosquitto, with persistent sessions."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from devices.broker.accounts import BrokerAccount, service_username, write_account_files, write_for
from devices.broker.address import (
    PORT_SETTING,
    BrokerAddress,
    broker_folder,
    socket_address,
    tracker_address,
)
from devices.broker.keeper import BrokerKeeper
from devices.broker.kind import BrokerKind
from devices.broker.mosquitto_conf import (
    CERTIFICATE_FILE,
    CONF_FILE,
    DATABASE_FILE,
    KEY_FILE,
    Listening,
    mosquitto_conf,
)
from devices.broker.probe import Probe
from devices.broker.process import choose_user
from devices.broker.refusals import Refusals
from devices.broker.saving import pause_after_save_seconds
from devices.taken_port import require_free_port
from devices.tls import ensure_certificate
from supervision.legal_time import now
from supervision.settings import Settings

_SYSTEM_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/sbin")  # where Debian keeps servers, off an ordinary PATH
_UNPACKED = Path(".engines/bin")
_REPOSITORY = Path(__file__).resolve().parents[2]
_PRIVATE = 0o700
_VERSION_SECONDS = 30


def find_mosquitto() -> Path | None:
    """The machine's Mosquitto 2, or the one unpacked beside the code or where we were started."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *_SYSTEM_FOLDERS))
    installed = shutil.which("mosquitto", path=path)
    unpacked = (folder / _UNPACKED / "mosquitto" for folder in (_REPOSITORY, Path.cwd()))
    for program in (*([Path(installed)] if installed else []), *unpacked):
        if program.is_file() and _is_version_2(program):
            return program
    return None


def _is_version_2(program: Path) -> bool:
    """Whether it starts and knows Unix sockets and the passwords' form; asked for help it answers with exit code 3."""
    try:
        answer = subprocess.run(  # noqa: S603 - a program of that name, asked for its version
            [program, "-h"], capture_output=True, timeout=_VERSION_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"mosquitto version 2" in answer.stdout


class MosquittoBroker:
    """One private Mosquitto in `SUPERVISION_HOME`/broker, kept by this process."""

    kind = BrokerKind.MOSQUITTO
    is_look_only = False

    def __init__(self, settings: Settings, program: Path) -> None:
        self._settings = settings
        self._folder = broker_folder(settings)
        self._user = choose_user()
        self._owner = None if self._user is None else self._user.owner
        self._probe = Probe.fresh()
        self._keeper = BrokerKeeper(
            self._folder,
            [str(program), "-c", CONF_FILE],
            is_answered=lambda seconds: self._probe.is_answered(socket_address(settings), seconds),
            pause_between_saves_seconds=lambda: pause_after_save_seconds(self._folder / DATABASE_FILE),
        )

    @property
    def pid(self) -> int | None:
        """Mosquitto's process; none while it is being started again."""
        return self._keeper.pid

    async def start(self, accounts: Sequence[BrokerAccount]) -> None:
        """Serve these accounts; `SettingsWrong` for a taken port or folder, else `BrokerUnavailable` when it fails."""
        await asyncio.to_thread(self._start, accounts)

    async def publish_accounts(self, accounts: Sequence[BrokerAccount]) -> None:
        """Make these the only accounts: when it returns, a new one can sign in and a missing one is disconnected."""
        await asyncio.to_thread(self._publish, accounts)

    async def stop(self) -> None:
        """End Mosquitto, which saves its queues first."""
        await asyncio.to_thread(self._keeper.stop)

    def service_address(self, shard: int) -> BrokerAddress:
        """Where a shard's session connects: a Unix socket, which no tracker can reach."""
        return socket_address(self._settings).signed_in_as(service_username(shard), None)

    def tracker_address(self) -> BrokerAddress:
        """Where trackers connect."""
        return tracker_address(self._settings)

    def refusals(self) -> Refusals:
        """What was refused since the start; on an idle broker up to a minute late, because it writes by blocks."""
        return self._keeper.refusals

    def _start(self, accounts: Sequence[BrokerAccount]) -> None:
        self._folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        self._keeper.take_folder()
        try:
            require_free_port(self._settings.listen, self._settings.mqtt_port, PORT_SETTING)
            self._write_files(accounts)
        except BaseException:
            self._keeper.stop()
            raise
        self._keeper.start()

    def _write_files(self, accounts: Sequence[BrokerAccount]) -> None:
        if self._owner is not None:
            os.chown(self._folder, self._owner.uid, self._owner.gid, follow_symlinks=False)
        is_tls = not self._settings.is_loopback
        if is_tls:
            certificate = ensure_certificate(self._settings, now())
            write_for(self._folder / CERTIFICATE_FILE, certificate.cert_file.read_bytes(), self._owner)
            write_for(self._folder / KEY_FILE, certificate.key_file.read_bytes(), self._owner)
        user = None if self._user is None else self._user.name
        listening = Listening(self._settings.listen, self._settings.mqtt_port, is_tls=is_tls, user=user)
        write_for(self._folder / CONF_FILE, mosquitto_conf(listening).encode(), self._owner)
        write_account_files(self._folder, (self._probe.account, *accounts), self._owner)

    def _publish(self, accounts: Sequence[BrokerAccount]) -> None:
        write_account_files(self._folder, (self._probe.account, *accounts), self._owner)
        self._keeper.reload()
