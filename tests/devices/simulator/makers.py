"""A small made-up place to walk in: one street to the east, another to the north."""

from datetime import datetime, timedelta

from devices.broker.address import BrokerAddress
from devices.dialects import Dialect
from devices.simulator.reporting import Reporter
from devices.simulator.trackers import SimulatedAccount, SimulatedTracker
from devices.simulator.walking import Walker
from devices.simulator.ways import Plane, Spot, Way
from supervision.legal_time import LEGAL_ZONE

PLANE = Plane(35.49, 112.85)
HOME = Spot(10.0, 15.0)
WAYS = (
    Way((HOME, Spot(10, 0), Spot(400, 0))),
    Way((HOME, Spot(10, 0), Spot(0, 0), Spot(0, 700))),
    Way((HOME, Spot(10, 0), Spot(1_300, 0))),
)
FAR = Way((HOME, Spot(10, 0), Spot(6_000, 0)))
NOON = datetime(2026, 3, 4, 12, tzinfo=LEGAL_ZONE)
PHASE_SECONDS = 200


def walker(seed: str = "one") -> Walker:
    return Walker(seed, HOME, WAYS)


def reporter(seed: str = "one") -> Reporter:
    return Reporter(seed, walker(seed), PLANE)


def account(dialect: Dialect = Dialect.NATIVE, address: BrokerAddress | None = None) -> SimulatedAccount:
    return SimulatedAccount("trk-anna", address or BrokerAddress("127.0.0.1", 1883), "trackers/0/trk-anna", dialect)


def tracker(
    dialect: Dialect = Dialect.NATIVE, phase_seconds: int | None = None, begun_at: datetime = NOON
) -> SimulatedTracker:
    return SimulatedTracker(account(dialect), reporter(), begun_at, phase_seconds)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
