"""Raising the town once: everything that happened in it up to now, done by its own officers on its own days."""

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import partial

from api.demo.aftercare import enter_aftercare
from api.demo.approvals import enter_approvals
from api.demo.assessments import enter_assessments
from api.demo.beginnings import enter_beginnings, opened_at
from api.demo.cast import ESTABLISHMENTS, Cast, enrol, justice_offices
from api.demo.contacts import enter_contacts
from api.demo.county import DIVISIONS
from api.demo.diary import clock_at
from api.demo.drawers import fill_cabinets
from api.demo.episodes import enter_episodes
from api.demo.fates import enter_fates
from api.demo.issued_papers import enter_papers
from api.demo.keeping import DemoOfficer, DemoSecrets, DemoTracker
from api.demo.limits import enter_limits
from api.demo.lists import enter_lists
from api.demo.making import Making
from api.demo.order_days import enter_orders
from api.demo.orders import days_before
from api.demo.phones import enter_check_ins
from api.demo.proceedings import enter_proceedings
from api.demo.residents import TAKEN_OVER_DAYS, Case, all_cases
from api.demo.tracks import Past
from api.demo.wearers import OLDEST_ORDER_DAYS, all_wearers
from supervision.actor import Actor
from supervision.corrections.files import create_person_file
from supervision.legal_time import legal_day
from supervision.officers import DivisionLine, import_divisions
from supervision.settings import Register


async def found_town(at: datetime, registers: Collection[Register]) -> DemoSecrets:
    """Live through the town's past up to `at`; what only its officers and trackers know is returned."""
    with clock_at(days_before(at, TAKEN_OVER_DAYS, 8, 30)):
        officers = await _enrol(registers)
    trackers = await _live_with_trackers(at, officers) if Register.CORRECTIONS in registers else ()
    if Register.RESIDENCE in registers:
        await fill_cabinets(at, officers)
    return DemoSecrets(at, officers, trackers)


async def _live_with_trackers(at: datetime, officers: tuple[DemoOfficer, ...]) -> tuple[DemoTracker, ...]:
    """The past of the justice bureau's people, and the trackers that some of them wear."""
    cast = Cast(officers)
    with clock_at(days_before(at, TAKEN_OVER_DAYS, 8, 40)):  # nobody signs in twice with one code
        making = Making(at, cast, await justice_offices(cast), Past(at))
    for case in all_cases(legal_day(at)):
        making.diary.enter(opened_at(at, case), partial(_open_file, making, case))
    enter_beginnings(making)
    enter_orders(making)
    enter_fates(making)
    enter_papers(making)
    enter_check_ins(making)
    enter_contacts(making)
    enter_aftercare(making)
    enter_approvals(making)
    enter_assessments(making)
    enter_limits(making)
    enter_lists(making)
    enter_proceedings(making)
    enter_episodes(making)
    for days in range(OLDEST_ORDER_DAYS):
        midnight = days_before(at, days, 0, 0)
        making.diary.enter(midnight, partial(making.past.catch_up, midnight))
    await making.past.make_room(days_before(at, OLDEST_ORDER_DAYS + 1, 0, 0))
    await making.diary.live_through()
    return tuple(_trackers(making))


async def _enrol(registers: Collection[Register]) -> tuple[DemoOfficer, ...]:
    lines = [DivisionLine(number, code, name) for number, (code, name) in enumerate(DIVISIONS.items(), start=2)]
    await import_divisions(Actor.system("command-line"), min(registers), lines)
    return tuple([one for register in sorted(registers) for one in await enrol(ESTABLISHMENTS[register])])


async def _open_file(making: Making, case: Case) -> None:
    code = case.resident.township.code
    officer = await making.cast.in_office_of(code)
    making.files[case.resident.number] = await create_person_file(officer, making.offices[code].id, case.content)


def _trackers(making: Making) -> Iterator[DemoTracker]:
    for wearer in all_wearers():
        pairing = making.pairings[wearer.index]
        yield DemoTracker(
            wearer.index,
            pairing.tracker_id,
            str(making.files[wearer.resident.number]),
            pairing.password,
            pairing.topic,
            pairing.dialect,
        )
