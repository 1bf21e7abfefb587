"""Which broker serves, and what every kind of it can be asked."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from devices.broker.accounts import BrokerAccount
from devices.broker.address import BrokerAddress
from devices.broker.refusals import Refusals


class BrokerKind(StrEnum):
    """Which program it is."""

    MOSQUITTO = "mosquitto"
    LOOK_ONLY = "look-only"
    OUTSIDE = "outside"


class Broker(Protocol):
    """A broker that serves the service and its trackers."""

    @property
    def kind(self) -> BrokerKind:
        """Which broker it is."""

    @property
    def is_look_only(self) -> bool:
        """Whether it may lose messages, which every page then says."""

    def service_address(self, shard: int) -> BrokerAddress:
        """Where a shard's session connects; the session brings its own password."""

    def tracker_address(self) -> BrokerAddress:
        """Where trackers connect."""

    async def publish_accounts(self, accounts: Sequence[BrokerAccount]) -> None:
        """Make these the only accounts, effective for connected trackers too."""

    def refusals(self) -> Refusals:
        """What was refused since the service started."""

    async def stop(self) -> None:
        """End it, if it is ours."""
