"""On which days the orders of the town took which step; some are still on their way."""

from datetime import timedelta
from functools import partial

from api.demo.making import Making
from api.demo.orders import OrderStory, days_before, facts_of, new_tracker
from api.demo.residents import Resident, all_cases, all_residents
from api.demo.tracks import OFTEN, SOMETIMES, PastTrack
from api.demo.wearers import MODELS, Wearer, all_wearers, home_zone
from devices.dialects import Dialect
from supervision.legal_time import legal_day, now
from supervision.orders.zones import Zone

_STARTS_TOMORROW = -1
_UNSTARTED = 6
_REPLAYED = range(10, 18)
"""Wearers of the county's seat with a dense track of the last day, to be replayed."""
_EXTENDED = 7
"""Whose order is to be extended: the proposal waits for the head."""


def enter_orders(making: Making) -> None:
    """Enter the orders of all wearers into the diary, and six that have not started."""
    for wearer in all_wearers():
        _enter_wearers_order(making, wearer)
    extended = days_before(making.at, 1, 16, 30)
    making.diary.enter(extended, partial(_propose_extension, making))
    _enter_unstarted_orders(making)


def _enter_wearers_order(making: Making, wearer: Wearer) -> None:
    place, days = wearer.index, wearer.order_age_days
    _enter_proposal(making, place, wearer.resident, wearer.zones, wearer.dialect, days)
    _enter_approval(making, place, days)
    _enter_notice(making, place, days)
    making.diary.enter(days_before(making.at, days, 9, 2 * place), partial(_put_on, making, wearer))


def _enter_draft(
    making: Making, place: int, resident: Resident, zones: tuple[Zone, ...], dialect: Dialect, days: int
) -> None:
    """The fact and the draft of an order that starts so many days ago, or ahead."""

    async def record() -> None:
        term_ends_on = next(case.ends_on for case in all_cases(legal_day(making.at)) if case.resident is resident)
        starts_on = legal_day(making.at) - timedelta(days=days)
        file_id = making.files[resident.number]
        making.stories[place] = story = OrderStory(
            place, resident, file_id, zones, MODELS[dialect], starts_on, term_ends_on
        )
        await story.record_fact(making.cast)

    making.diary.enter(days_before(making.at, days + 6, 10, place), record)
    making.diary.enter(days_before(making.at, days + 5, 9, place), lambda: making.stories[place].draft(making.cast))


def _enter_proposal(
    making: Making, place: int, resident: Resident, zones: tuple[Zone, ...], dialect: Dialect, days: int
) -> None:
    """The same, and its proposal."""
    _enter_draft(making, place, resident, zones, dialect, days)
    making.diary.enter(days_before(making.at, days + 4, 16, place), lambda: making.stories[place].propose(making.cast))


def _enter_approval(making: Making, place: int, days: int) -> None:
    """The head's decision; two minutes apart, as a code confirms once."""
    at = days_before(making.at, days + 2, 14, 2 * place)
    making.diary.enter(at, lambda: making.stories[place].approve(making.cast))


def _enter_notice(making: Making, place: int, days: int) -> None:
    cast, at = making.cast, making.at
    making.diary.enter(days_before(at, days + 1, 9, place), lambda: making.stories[place].print_notice(cast))
    making.diary.enter(days_before(at, days + 1, 15, place), lambda: making.stories[place].serve(cast))


async def _put_on(making: Making, wearer: Wearer) -> None:
    """Pair the tracker, put it on and start the order: from now on there is a track."""
    model = MODELS[wearer.dialect]
    pairing = await new_tracker(making.cast, wearer.serial, model, wearer.dialect)
    making.pairings[wearer.index] = pairing
    await making.stories[wearer.index].start(making.cast, facts_of(pairing, model))
    if wearer.is_simulated:
        started_at = now()
        making.past.tracks[wearer.index] = PastTrack(
            pairing.tracker_id,
            wearer.dialect,
            wearer.reporter(),
            started_at,
            wearer.phase_seconds,
            OFTEN if wearer.index in _REPLAYED else SOMETIMES,
            boot=int(started_at.timestamp()),
        )


async def _propose_extension(making: Making) -> None:
    story = making.stories[_EXTENDED]
    await story.propose_extension(making.cast, story.ends_on + timedelta(days=1))


def _enter_unstarted_orders(making: Making) -> None:
    """One sent back, a draft, two proposals, one approved, and one that is served and starts tomorrow."""
    worn = {wearer.resident.number for wearer in all_wearers()}
    free = [resident for resident in all_residents() if resident.is_lasting and resident.number not in worn]
    sent_back, draft, *_, approved, served = places = range(len(all_wearers()), len(all_wearers()) + _UNSTARTED)
    diary, cast, stories, at = making.diary, making.cast, making.stories, making.at
    for place, resident in zip(places, free, strict=False):
        zones = (home_zone(place, resident),)
        enter = _enter_draft if place == draft else _enter_proposal
        enter(making, place, resident, zones, Dialect.NATIVE, _STARTS_TOMORROW)
    diary.enter(days_before(at, 1, 10, 20), lambda: stories[sent_back].send_back(cast))
    for place in (approved, served):
        _enter_approval(making, place, _STARTS_TOMORROW)
    diary.enter(days_before(at, 1, 17, 10), lambda: stories[served].print_notice(cast))
    diary.enter(days_before(at, 1, 18, 20), lambda: stories[served].serve(cast))
