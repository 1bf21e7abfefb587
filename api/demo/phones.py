"""Phones for check-ins: one request that was answered, one that still waits for its hour."""

from datetime import datetime, timedelta
from functools import partial

from api.demo.county import PLANE
from api.demo.making import Making
from api.demo.orders import days_before, facts_of, new_tracker
from api.demo.residents import Resident, all_residents
from devices.dialects import Dialect, decode
from devices.simulator.reporting import Reporter, owntracks_report
from devices.simulator.walking import Walker
from supervision.legal_time import LEGAL_ZONE, now
from supervision.monitoring.admission import Arrival
from supervision.orders.check_in_asking import ask_check_in
from supervision.orders.wearing import TrackerFacts

_MODEL = "矫正对象手机"
_OWNERS = 4
_REASON = "电话汇报的所在地与此前不一致，核实一次所在位置。"
_ANSWERED_AFTER = timedelta(minutes=4)
_EARLIEST_HOUR, _LATEST_HOUR = 8, 20


def enter_check_ins(making: Making) -> None:
    """Pair four phones; the first answered yesterday, the second is asked for the next hour of daytime."""
    owners = [resident for resident in all_residents() if not resident.is_lasting][:_OWNERS]
    phones: dict[int, TrackerFacts] = {}
    making.diary.enter(days_before(making.at, 20, 10, 30), partial(_pair, making, owners, phones))
    asked_at = days_before(making.at, 1, 15, 40)
    making.diary.enter(asked_at, partial(_ask, making, owners[0], phones, asked_at))
    making.diary.enter(asked_at + _ANSWERED_AFTER, partial(_answer, making, owners[0], phones))
    making.diary.enter(making.at, partial(_ask, making, owners[1], phones, next_daytime(making.at)))


def next_daytime(at: datetime) -> datetime:
    """The next full hour between eight and eight, in legal time."""
    hour = at.astimezone(LEGAL_ZONE).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    while not _EARLIEST_HOUR <= hour.hour < _LATEST_HOUR:
        hour += timedelta(hours=1)
    return hour


async def _pair(making: Making, owners: list[Resident], phones: dict[int, TrackerFacts]) -> None:
    for resident in owners:
        serial = f"SJ-{resident.number:03}"
        pairing = await new_tracker(making.cast, serial, _MODEL, Dialect.OWNTRACKS, is_dedicated=False)
        phones[resident.number] = facts_of(pairing, _MODEL, is_dedicated=False)


async def _ask(making: Making, resident: Resident, phones: dict[int, TrackerFacts], opens_at: datetime) -> None:
    officer = await making.cast.in_office_of(resident.township.code)
    await ask_check_in(officer, making.files[resident.number], phones[resident.number], _REASON, opens_at)


async def _answer(making: Making, resident: Resident, phones: dict[int, TrackerFacts]) -> None:
    reporter = Reporter(f"phone {resident.number}", Walker(f"phone {resident.number}", resident.home, ()), PLANE)
    said = owntracks_report(reporter.measure(now()), reporter.condition(now()))
    fixes = decode(Dialect.OWNTRACKS, "", said, now()).fixes
    tracker_id = phones[resident.number].tracker_id
    await making.past.take_in([Arrival(tracker_id, is_dedicated=False, fix=fix) for fix in fixes])
