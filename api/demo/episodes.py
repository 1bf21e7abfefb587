"""Alerts of the last days, as they came about and as officers closed them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.tracks import Stretch
from api.demo.wearers import Duty, Wearer, all_wearers, forbidden_site
from devices.simulator.walking import Walker
from supervision.monitoring.alerts import (
    AlertFilter,
    AlertState,
    Finding,
    acknowledge_alert,
    dispose_of_alert,
    load_alerts,
)
from supervision.monitoring.outcomes import AlertKind

_BY_BICYCLE_MPS = 4.0
_SEEN_AFTER, _CLOSED_AFTER = timedelta(minutes=3), timedelta(minutes=50)
_OUT_M = 1_300.0
_LISTENED_MINUTES = 2
"""How soon each report of an episode is taken in."""


@dataclass(frozen=True, slots=True)
class Episode:
    """Something that happened to one wearer: when, for how long, and what an officer found it to be."""

    kind: AlertKind
    wearer: int
    days: int
    hour: int
    minute: int
    lasts: timedelta
    finding: Finding
    note: str


EPISODES = (
    Episode(
        AlertKind.LEFT_REQUIRED_ZONE, 6, 6, 18, 40, timedelta(minutes=22), Finding.BREACH,
        "当面核实：未报告擅自外出购物，已制作笔录，拟给予训诫。",
    ),
    Episode(
        AlertKind.LEFT_REQUIRED_ZONE, 38, 4, 9, 25, timedelta(minutes=35), Finding.REASONABLE_EXCUSE,
        "送家人急诊，医院出具证明，事后及时报告。",
    ),
    Episode(
        AlertKind.ENTERED_FORBIDDEN_ZONE, 16, 8, 10, 15, timedelta(minutes=12), Finding.BREACH,
        "进入禁止区域停留约十分钟，本人承认，已制作笔录。",
    ),
    Episode(
        AlertKind.CURFEW_ABSENCE, 11, 5, 21, 30, timedelta(minutes=75), Finding.REASONABLE_EXCUSE,
        "单位临时加班，负责人电话证实，已告知须事先申请。",
    ),
    Episode(
        AlertKind.STRAP_OPEN, 4, 2, 14, 5, timedelta(minutes=6), Finding.DEVICE_FAULT,
        "腕带卡扣松动，人机未分离，已现场调整。",
    ),
    Episode(
        AlertKind.BATTERY_LOW, 9, 3, 19, 50, timedelta(minutes=30), Finding.AUTHORISED,
        "停电所致，已电话提醒，恢复供电后即充电。",
    ),
)  # fmt: skip
"""All of them older than a day."""


def enter_episodes(making: Making) -> None:
    """Enter them into the diary, each where the wearer's order had started by then."""
    for episode in EPISODES:
        wearer = all_wearers()[episode.wearer]
        if wearer.order_age_days > episode.days:
            begins_at = days_before(making.at, episode.days, episode.hour, episode.minute)
            known_at = begins_at + episode.lasts
            making.diary.enter(begins_at - timedelta(minutes=30), partial(_prepare, making, episode, begins_at))
            for minutes in range(_LISTENED_MINUTES, int(episode.lasts.total_seconds() // 60) + 1, _LISTENED_MINUTES):
                heard_at = begins_at + timedelta(minutes=minutes)
                making.diary.enter(heard_at, partial(making.past.catch_up, heard_at))
            making.diary.enter(known_at + _SEEN_AFTER, partial(_acknowledge, making, wearer))
            making.diary.enter(known_at + _CLOSED_AFTER, partial(_close, making, wearer, episode))


async def _prepare(making: Making, episode: Episode, begins_at: datetime) -> None:
    track, wearer = making.past.tracks[episode.wearer], all_wearers()[episode.wearer]
    until = begins_at + episode.lasts
    track.stretches.append(
        Stretch(
            begins_at,
            until,
            is_strap_open=episode.kind is AlertKind.STRAP_OPEN,
            is_battery_low=episode.kind is AlertKind.BATTERY_LOW,
        )
    )
    track.stretches.append(Stretch(until, until + timedelta(minutes=40)))  # the way back, and that it is over
    if episode.kind not in {AlertKind.STRAP_OPEN, AlertKind.BATTERY_LOW}:
        stray(track.reporter.walker, wearer, begins_at, episode.lasts)


def stray(walker: Walker, wearer: Wearer, begins_at: datetime, lasts: timedelta) -> None:
    """Let the wearer break what the order demands: into the zone they must avoid, or away from where they must be."""
    is_kept_away = wearer.duty is Duty.KEEP_AWAY
    way = wearer.way_to(forbidden_site(wearer).spot) if is_kept_away else wearer.way_out().first(_OUT_M)
    under_way = timedelta(seconds=way.length_m / _BY_BICYCLE_MPS)
    walker.stray(way, begins_at, _BY_BICYCLE_MPS, max((lasts - under_way).total_seconds(), 60.0))


async def _acknowledge(making: Making, wearer: Wearer) -> None:
    officer = await making.cast.in_office_of(wearer.resident.township.code)
    for alert in await load_alerts(officer, _alerts_of(making, wearer, AlertState.OPEN)):
        await acknowledge_alert(officer, alert.id)


async def _close(making: Making, wearer: Wearer, episode: Episode) -> None:
    officer = await making.cast.in_office_of(wearer.resident.township.code)
    states: Sequence[AlertState] = (AlertState.OPEN, AlertState.ACKNOWLEDGED)
    for state in states:
        for alert in await load_alerts(officer, _alerts_of(making, wearer, state)):
            await dispose_of_alert(officer, alert.id, episode.finding, episode.note)


def _alerts_of(making: Making, wearer: Wearer, state: AlertState) -> AlertFilter:
    return AlertFilter(state=state, supervisee_id=making.files[wearer.resident.number])
