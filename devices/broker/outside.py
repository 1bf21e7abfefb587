"""An operator's own broker or cluster: we only connect, and write down which accounts it must know."""

import asyncio
from collections.abc import Sequence

from devices.broker.accounts import BrokerAccount, write_account_files
from devices.broker.address import BrokerAddress, broker_folder, service_address, tracker_address
from devices.broker.kind import BrokerKind
from devices.broker.refusals import Refusals
from supervision.settings import Settings

_PRIVATE = 0o700


class OutsideBroker:
    """The broker of `SUPERVISION_MQTT_URL`; the operator gives it what we write to `SUPERVISION_HOME`/broker."""

    kind = BrokerKind.OUTSIDE
    is_look_only = False

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def service_address(self, shard: int) -> BrokerAddress:
        """The operator's address; with the account in it, where there is one."""
        return service_address(self._settings, shard)

    def tracker_address(self) -> BrokerAddress:
        """The operator's address, without the account in it."""
        return tracker_address(self._settings)

    async def publish_accounts(self, accounts: Sequence[BrokerAccount]) -> None:
        """Write the files anew; having the broker read them is the operator's part."""
        await asyncio.to_thread(self._write, accounts)

    def refusals(self) -> Refusals:
        """Nothing: what an outside broker refuses stands in its own log."""
        return Refusals()

    async def stop(self) -> None:
        """Nothing to end."""

    def _write(self, accounts: Sequence[BrokerAccount]) -> None:
        folder = broker_folder(self._settings)
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        write_account_files(folder, accounts)
