"""The live part of the demo: simulated trackers, a runaway soon after the start, and what else happens by the hour."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from msgspec.structs import replace

from api.demo.keeping import DemoPlay, DemoTracker, keep_play, load_play, load_secrets
from api.demo.wearers import Duty, Wearer, all_wearers, forbidden_site
from devices.broker.address import tracker_address
from devices.dialects import Dialect
from devices.simulator.simulation import Scene
from devices.simulator.trackers import SimulatedAccount, SimulatedTracker
from supervision.settings import Settings

_UPLOAD_AFTER = timedelta(seconds=12)
_LAST_MINUTES = timedelta(minutes=5)
_NOT_TWICE = timedelta(seconds=1)
_RUNAWAY_MPS, _RUNAWAY_M, _STAYS_AWAY_SECONDS = 5.5, 1_500.0, 900.0
_INTRUDES_AFTER, _INTRUDER_MPS, _STAYS_INSIDE_SECONDS = timedelta(seconds=100), 4.5, 300.0
_STRAP_AFTER, _STRAP_OPEN_FOR = timedelta(minutes=7), timedelta(seconds=90)
_LOW_AFTER, _LOW_FOR = timedelta(minutes=12), timedelta(minutes=20)
_AGAIN_AFTER = timedelta(hours=2)

Trackers = dict[int, SimulatedTracker]


def simulated_trackers(settings: Settings, at: datetime) -> Trackers:
    """The trackers that publish, by their wearers' places; none of those that are left to others."""
    secrets = load_secrets(settings)
    wearers = all_wearers()
    return {
        tracker.wearer: _tracker(settings, tracker, wearers[tracker.wearer], at)
        for tracker in (secrets.trackers if secrets else ())
        if wearers[tracker.wearer].is_simulated
    }


def _tracker(settings: Settings, tracker: DemoTracker, wearer: Wearer, at: datetime) -> SimulatedTracker:
    address = tracker_address(settings).signed_in_as(tracker.tracker_id, tracker.password)
    account = SimulatedAccount(tracker.tracker_id, address, tracker.topic, tracker.dialect)
    return SimulatedTracker(account, wearer.reporter(), at, wearer.phase_seconds)


def scenes(settings: Settings, trackers: Trackers, at: datetime) -> Iterator[Scene]:
    """What happens, in the order of time and without end; the runaway once for each start of the service."""
    play = load_play(settings)
    if play is not None and not play.was_played:
        keep_play(settings, replace(play, was_played=True))
        let_run_away(trackers[play.runaway], all_wearers()[play.runaway], play, at)
    intruder = min((one for one in all_wearers() if one.duty is Duty.KEEP_AWAY), key=_way_in)
    yield Scene(at + _INTRUDES_AFTER, partial(_intrude, trackers[intruder.index], intruder, at + _INTRUDES_AFTER))
    yield from _signs([trackers[wearer.index] for wearer in all_wearers() if _says_all_at_once(wearer)], at)


def let_run_away(tracker: SimulatedTracker, wearer: Wearer, play: DemoPlay, at: datetime) -> datetime:
    """Let the wearer be well outside by `at`, and the tracker tell it in one upload, whose time is returned."""
    upload_at = at + _UPLOAD_AFTER
    begins_at = max(upload_at - _LAST_MINUTES, play.begins_after + _NOT_TWICE)
    way = wearer.way_out().first(_RUNAWAY_M)
    tracker.run_away(way, begins_at, upload_at, _RUNAWAY_MPS, _STAYS_AWAY_SECONDS)
    return upload_at


def _way_in(wearer: Wearer) -> tuple[str, float]:
    """Orders wearers by how soon they can be where they must not be, those of the county's seat first."""
    return wearer.resident.township.code, wearer.way_to(forbidden_site(wearer).spot).length_m


def _intrude(tracker: SimulatedTracker, wearer: Wearer, at: datetime) -> None:
    tracker.stray(wearer.way_to(forbidden_site(wearer).spot), at, _INTRUDER_MPS, _STAYS_INSIDE_SECONDS)


def _says_all_at_once(wearer: Wearer) -> bool:
    """Whether the tracker reports its strap, and whatever it reports soon."""
    return wearer.is_simulated and wearer.dialect is Dialect.NATIVE and wearer.phase_seconds is None


def _signs(trackers: Sequence[SimulatedTracker], at: datetime) -> Iterator[Scene]:
    """Every two hours somebody's strap opens for a moment, and somebody's battery runs low."""
    for turn in count():
        begun_at = at + turn * _AGAIN_AFTER
        loose, tired = trackers[(5 * turn + 20) % len(trackers)], trackers[(7 * turn + 30) % len(trackers)]
        strap_at, low_at = begun_at + _STRAP_AFTER, begun_at + _LOW_AFTER
        yield Scene(strap_at, partial(loose.open_strap, strap_at + _STRAP_OPEN_FOR))
        yield Scene(low_at, partial(tired.run_low, low_at + _LOW_FOR))
