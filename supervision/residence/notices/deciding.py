"""An officer's decision on a stay notice: everybody in it is accepted or refused by itself, in one audited change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import Officer
from supervision.officers.holidays import legal_calendar
from supervision.officers.officer import NOT_HERE
from supervision.periods import CountedPeriod
from supervision.residence.addresses.dwellings import Dwelling, load_dwelling
from supervision.residence.changes import about, residence_change
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.files import OpenedHousehold, check_open, store_household
from supervision.residence.households.registering import NewResident, StayDraft, store_resident, store_stay_end
from supervision.residence.households.store import load_household, load_resident
from supervision.residence.households.words import HouseholdKind, MemberRole, ResidentState, Source, StayEnd
from supervision.residence.notices.content import Arrival, find_due
from supervision.residence.notices.matching import (
    HouseholdChoice,
    Match,
    find_households,
    find_leavers,
    find_matches,
    find_places,
    named_homes,
)
from supervision.residence.notices.store import (
    ITEM,
    NOTICE,
    NoticeContent,
    OpenedItem,
    StoredNotice,
    close_notice,
    items_of,
    load_notice,
)
from supervision.residence.notices.words import ItemState, NoticeState, find_notice_state
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, seal_text
from supervision.wording import Wording

_MOST_REASON = 300

CLOSED = Wording("这份申报已经办结或已被撤回。", "This notice is closed or was taken back.")
DECIDED = Wording("其中有人已经处理过，请刷新后再办。", "Somebody in it has been decided on; reload the page.")
HOME_NEEDED = Wording("请选择住处或户档。", "Choose a home or a household file.")
RESIDENT_NEEDED = Wording("请选择对应的在住人员。", "Choose the resident whom it means.")
NOT_THIS_KIND = Wording("这项处理不适用于此类申报。", "This decision does not fit this kind of notice.")


class NoticeClosed(RuleRefused):
    """The notice, or somebody in it, has been decided on by somebody else."""

    code = "notice-closed"


@dataclass(frozen=True, slots=True)
class Register:
    """Accept an arrival: register the person into an open household file, or into a new one of a dwelling."""

    item_id: UUID
    household_id: UUID | None = None
    dwelling_id: UUID | None = None
    kind: HouseholdKind = HouseholdKind.SHARED
    role: MemberRole | None = None
    lodging: LodgingKind | None = None
    reason: ArrivalReason | None = None
    began_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recognise:
    """Accept an arrival of somebody who is registered already: nothing is written but the link between the two."""

    item_id: UUID
    resident_id: UUID


@dataclass(frozen=True, slots=True)
class EndStay:
    """Accept a departure: end the stay of the resident whom it means."""

    item_id: UUID
    resident_id: UUID
    reason: StayEnd = StayEnd.LEFT_AREA
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Refuse:
    """Refuse one person; the declarer is told the reason."""

    item_id: UUID
    reason: str


Decision = Register | Recognise | EndStay | Refuse


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A stay notice in clear before an officer, with what the register may know of those in it."""

    notice: StoredNotice
    content: NoticeContent
    items: tuple[OpenedItem, ...]
    due: CountedPeriod
    matches: dict[UUID, Match]
    dwellings: tuple[Dwelling, ...]
    households: tuple[HouseholdChoice, ...]
    leavers: dict[UUID, list[UUID]]

    def named_homes(self, item: OpenedItem) -> frozenset[UUID]:
        """The dwellings that an arrival means by its own room, or by that of the notice."""
        room = item.item.room if isinstance(item.item, Arrival) else ""
        return named_homes(self.dwellings, room, self.content.room)


async def open_notice(officer: Officer, notice_id: UUID) -> NoticeFile:
    """The notice in clear, to decide on it; recorded like any opening."""
    async with residence_change(officer.actor, Act.STAY_NOTICE_OPEN, about(NOTICE, notice_id)) as change:
        notice = await load_notice(officer, Act.STAY_NOTICE_OPEN, notice_id)
        key = await load_key(notice.vault_key)
        content, items = notice.content(key), await items_of(notice_id, key)
        change.note(number=notice.number, persons=notice.persons)
        matches = await find_matches(officer, items)
        dwellings = await find_places(content)
        households = await find_households(dwellings)
    waiting = [item for item in items if item.state is ItemState.RECEIVED]
    due = find_due(notice.declarer_kind, notice.event_on, notice.division, await legal_calendar())
    return NoticeFile(
        notice=notice,
        content=content,
        items=items,
        due=due,
        matches=matches,
        dwellings=tuple(dwellings),
        households=tuple(households),
        leavers={item.id: await find_leavers(item, households, matches.get(item.id)) for item in waiting},
    )


async def decide_notice(officer: Officer, notice_id: UUID, decisions: Sequence[Decision]) -> NoticeState:
    """Carry out the decisions on some or all of those in a notice, all of them or none; gives the notice's state.

    NoticeClosed, InputInvalid, and what registering or ending a stay may refuse.
    """
    async with residence_change(officer.actor, Act.STAY_NOTICE_DECIDE, about(NOTICE, notice_id)) as change:
        notice = await load_notice(officer, Act.STAY_NOTICE_DECIDE, notice_id, lock=True)
        if notice.state is not NoticeState.RECEIVED:
            raise NoticeClosed(CLOSED)
        key = await load_key(notice.vault_key)
        items = {item.id: item for item in await items_of(notice_id, key)}
        _check(decisions, items)
        decisions = with_heads(decisions)
        opened: dict[UUID, OpenedHousehold] = {}
        for decision in decisions:
            await _carry_out(change, officer, items[decision.item_id], decision, key, opened)
        states = {item.id: item.state for item in items.values()} | {
            decision.item_id: ItemState.REFUSED if isinstance(decision, Refuse) else ItemState.ACCEPTED
            for decision in decisions
        }
        state = find_notice_state(states.values())
        await close_notice(change, notice_id, state)
        change.note(number=notice.number, decided=len(decisions), state=state)
    return state


def _check(decisions: Sequence[Decision], items: dict[UUID, OpenedItem]) -> None:
    for decision in decisions:
        item = items.get(decision.item_id)
        if item is None:
            raise InputInvalid(NOT_HERE, field="item")
        if item.state is not ItemState.RECEIVED:
            raise NoticeClosed(DECIDED)
        if isinstance(decision, EndStay) == isinstance(item.item, Arrival) and not isinstance(decision, Refuse):
            raise InputInvalid(NOT_THIS_KIND, field="item")


def with_heads(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions with a head in every new household file: the first registered, where no one was said to be it."""
    has_head = {one.dwelling_id for one in decisions if isinstance(one, Register) and one.role is MemberRole.HEAD}
    settled: list[Decision] = []
    for one in decisions:
        if isinstance(one, Register) and one.household_id is None and one.dwelling_id not in has_head:
            has_head.add(one.dwelling_id)
            settled.append(replace(one, role=MemberRole.HEAD))
        else:
            settled.append(one)
    return settled


async def _carry_out(
    change: Change,
    officer: Officer,
    item: OpenedItem,
    decision: Decision,
    key: DataKey,
    opened: dict[UUID, OpenedHousehold],
) -> None:
    match decision:
        case Refuse():
            reason = needed_text(decision.reason, f"reason-{item.ordinal}", _MOST_REASON)
            await _put_down(change, officer, item, reason=seal_text(key, reason, Place(ITEM, "reason_sealed", item.id)))
        case Recognise():
            resident = await load_resident(officer, Act.STAY_NOTICE_DECIDE, decision.resident_id)
            if resident.state is not ResidentState.LIVING:
                raise InputInvalid(RESIDENT_NEEDED, field=f"resident-{item.ordinal}")
            await _put_down(change, officer, item, resident_id=resident.id)
        case EndStay():
            last_day = decision.ended_on or item.item.event_on
            await store_stay_end(change, officer, decision.resident_id, last_day, decision.reason)
            await _put_down(change, officer, item, resident_id=decision.resident_id)
        case Register():
            resident_id = await _register(change, officer, item, decision, opened)
            await _put_down(change, officer, item, resident_id=resident_id)


async def _register(
    change: Change, officer: Officer, item: OpenedItem, decision: Register, opened: dict[UUID, OpenedHousehold]
) -> UUID:
    """Register an arrival through the core; people of one notice who get a new file of one dwelling share it."""
    arrival = item.item
    if not isinstance(arrival, Arrival):
        raise InputInvalid(NOT_THIS_KIND, field="item")
    if decision.household_id is not None:
        household = await _existing(officer, decision.household_id)
    elif decision.dwelling_id is not None:
        household = opened.get(decision.dwelling_id) or await store_household(
            change,
            officer,
            await load_dwelling(officer, Act.RESIDENT_REGISTER, decision.dwelling_id, lock=True),
            decision.kind,
        )
        opened[decision.dwelling_id] = household
    else:
        raise InputInvalid(HOME_NEEDED, field=f"home-{item.ordinal}")
    dwelling = await load_dwelling(officer, Act.RESIDENT_REGISTER, household.place.dwelling_id, lock=True)
    stay = StayDraft(
        lodging=decision.lodging or arrival.lodging,
        reason=decision.reason or arrival.reason,
        began_on=decision.began_on or arrival.began_on,
        expected_until=arrival.expected_until,
        proved_from=None,
    )
    new = NewResident(arrival.person, stay, decision.role)
    return await store_resident(change, officer, household, dwelling, new, Source.NOTICE)


async def _existing(officer: Officer, household_id: UUID) -> OpenedHousehold:
    stored = await load_household(officer, Act.RESIDENT_REGISTER, household_id, lock=True)
    check_open(stored)
    key = await load_key(stored.vault_key)
    return OpenedHousehold(
        stored.id, stored.division, stored.drawer_digest, stored.dwelling_digest, key, stored.place(key)
    )


async def _put_down(
    change: Change, officer: Officer, item: OpenedItem, *, resident_id: UUID | None = None, reason: bytes | None = None
) -> None:
    await change.connection.execute(
        """UPDATE stay_notice_item
           SET state = $2, resident = $3, reason_sealed = $4, decided_at = $5, decided_by = $6 WHERE id = $1""",
        item.id, ItemState.REFUSED if reason else ItemState.ACCEPTED, resident_id, reason, change.at, officer.id,
    )  # fmt: skip
