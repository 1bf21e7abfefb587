"""The stand-in where no Mosquitto is to be had: for a look only, on this machine only."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from devices.broker.accounts import BrokerAccount, write_account_files
from devices.broker.address import PORT_SETTING, BrokerAddress, broker_folder, service_address, tracker_address
from devices.broker.keeper import BrokerKeeper
from devices.broker.kind import BrokerKind
from devices.broker.mosquitto_conf import SOCKET_FILE
from devices.broker.probe import Probe
from devices.broker.refusals import Refusals
from devices.taken_port import require_free_port
from supervision.errors import SettingsWrong
from supervision.settings import Settings

_REPOSITORY = Path(__file__).resolve().parents[2]
_PRIVATE = 0o700


class LookOnlyBroker:
    """amqtt in a process of its own; pages, README and doctor say that it may lose messages."""

    kind = BrokerKind.LOOK_ONLY
    is_look_only = True

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = broker_folder(settings)
        self._probe = Probe.fresh()
        self._keeper = BrokerKeeper(
            self._folder,
            [sys.executable, "-m", "devices.broker.look_only", str(settings.mqtt_port)],
            is_answered=lambda seconds: self._probe.is_answered(service_address(settings, 0), seconds),
            environment={"PYTHONPATH": str(_REPOSITORY)},
        )

    async def start(self, accounts: Sequence[BrokerAccount]) -> None:
        """Serve these accounts; `SettingsWrong` beyond loopback, or for a taken port or folder."""
        if not self._settings.is_loopback:
            raise SettingsWrong(
                "There is no Mosquitto here, and the broker in its place is for a look on this machine only. "
                "Install mosquitto, or set SUPERVISION_MQTT_URL."
            )
        await asyncio.to_thread(self._start, accounts)

    async def publish_accounts(self, accounts: Sequence[BrokerAccount]) -> None:
        """Make these the only accounts; a missing one can do nothing more, even while it is connected."""
        await asyncio.to_thread(self._write, accounts)

    async def stop(self) -> None:
        """End it; what waits in it is lost."""
        await asyncio.to_thread(self._keeper.stop)

    def service_address(self, shard: int) -> BrokerAddress:
        """Where a shard's session connects: the port of the trackers."""
        return service_address(self._settings, shard)

    def tracker_address(self) -> BrokerAddress:
        """Where trackers connect."""
        return tracker_address(self._settings)

    def refusals(self) -> Refusals:
        """What was refused since the start."""
        return self._keeper.refusals

    def _start(self, accounts: Sequence[BrokerAccount]) -> None:
        self._folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        self._keeper.take_folder()
        try:
            require_free_port(self._settings.listen, self._settings.mqtt_port, PORT_SETTING)
            (self._folder / SOCKET_FILE).unlink(missing_ok=True)  # of a Mosquitto that is no longer there
            self._write(accounts)
        except BaseException:
            self._keeper.stop()
            raise
        self._keeper.start()

    def _write(self, accounts: Sequence[BrokerAccount]) -> None:
        write_account_files(self._folder, (self._probe.account, *accounts))
