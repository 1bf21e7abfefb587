"""The side that did not ask accepts a move, which is then carried out whole, or refuses it with a reason."""

from datetime import date
from uuid import UUID

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may, officer_may
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.dwellings import Dwelling, dwellings_by_id, load_dwelling
from supervision.residence.changes import about, residence_change
from supervision.residence.households.changing import store_next
from supervision.residence.households.differences import limited_to
from supervision.residence.households.files import OpenedHousehold, check_open, store_household
from supervision.residence.households.memberships import Destination, find_household
from supervision.residence.households.move_rows import MOVE, MoveTarget, find_household_file, find_resident
from supervision.residence.households.placing import Arrival, opened, take_to_dwelling
from supervision.residence.households.registering import StayDraft
from supervision.residence.households.store import RESIDENT, StoredResident
from supervision.residence.households.words import MoveSide, MoveState, Source
from supervision.residence.rules import find_field_list
from supervision.storage.database import Record, fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text, unseal_json
from supervision.wording import Wording

DECIDED_ALREADY = Wording("这件迁移已经办结。", "This move was decided already.")
OWN_MOVE = Wording("迁移不能由提出人自己接收。", "Nobody accepts a move that they asked for.")
DESTINATION_NEEDED = Wording("请选择迁入的房屋和户。", "Choose the dwelling and the household they move into.")


class MoveDecided(RuleRefused):
    """Somebody has decided this move, or it was withdrawn."""

    code = "move-decided"


class OwnMove(RuleRefused):
    """The asker is never the one who decides."""

    code = "own-move"


async def accept_move(
    officer: Officer, move_id: UUID, to: Destination | None = None, stay: StayDraft | None = None
) -> UUID:
    """Accept it: the stay closes there and opens here on the same day; gives the household's id.

    The receiving side says where to and on what footing; where that side asked, it has said so. MoveDecided, OwnMove,
    NotFound where the officer does not decide, InputInvalid.
    """
    row = await _asked(move_id)
    async with residence_change(officer.actor, Act.MOVE_DECIDE, about(RESIDENT, row["resident"])) as change:
        resident = await find_resident(row["resident"], lock=True)
        await _decide(change, officer, row, MoveState.ACCEPTED)
        key = await load_key(resident.vault_key)
        target = unseal_json(key, row["target_sealed"], Place(MOVE, "target_sealed", move_id), MoveTarget)
        if row["asked_side"] == MoveSide.OLD:
            arrival = await _as_chosen(change, officer, to, stay, row["moves_on"])
        else:
            arrival = await _as_asked(change, officer, target, row["moves_on"])
        former = (await opened(await find_household_file(resident.household_id))).place.dwelling_id
        await take_to_dwelling(change, officer, resident, await _dwelling(former), arrival)
        await _keep_what_is_listed_there(change, officer, resident)
        change.note(household=arrival.household.id)
    return arrival.household.id


async def refuse_move(officer: Officer, move_id: UUID, reason: str) -> None:
    """Refuse it with a reason that the asking side sees; the old office keeps the resident. MoveDecided, OwnMove."""
    answer, row = needed_text(reason, "reason"), await _asked(move_id)
    async with residence_change(officer.actor, Act.MOVE_DECIDE, about(RESIDENT, row["resident"])) as change:
        resident = await find_resident(row["resident"], lock=True)
        await _decide(change, officer, row, MoveState.REFUSED)
        key = await load_key(resident.vault_key)
        await change.connection.execute(
            "UPDATE resident_move SET answer_sealed = $2 WHERE id = $1",
            move_id, seal_text(key, answer, Place(MOVE, "answer_sealed", move_id)),
        )  # fmt: skip


async def withdraw_move(officer: Officer, move_id: UUID) -> None:
    """Take it back: whoever asked, or an officer who decides there. MoveDecided, NotFound, NotPermitted."""
    row = await _asked(move_id)
    async with residence_change(officer.actor, Act.MOVE_ASK, about(RESIDENT, row["resident"])) as change:
        if row["asked_by"] != officer.id:
            check_officer_may(officer, Act.MOVE_DECIDE, row["asking_division"])
        await _close(change, officer, move_id, MoveState.WITHDRAWN)


async def _asked(move_id: UUID) -> Record:
    row = await fetch_one(
        """SELECT id, resident, asked_side, asking_division, deciding_division, moves_on, target_sealed, asked_by
           FROM resident_move WHERE id = $1""",
        move_id,
    )
    if row is None:
        raise NotFound(NOT_HERE)
    return row


async def _decide(change: Change, officer: Officer, row: Record, state: MoveState) -> None:
    if not officer_may(officer, Act.MOVE_DECIDE, row["deciding_division"]):
        raise NotFound(NOT_HERE)
    if row["asked_by"] == officer.id:
        raise OwnMove(OWN_MOVE)
    await _close(change, officer, row["id"], state)


async def _close(change: Change, officer: Officer, move_id: UUID, state: MoveState) -> None:
    closed = await change.connection.fetchval(
        """UPDATE resident_move SET state = $2, decided_at = $3, decided_by = $4
           WHERE id = $1 AND state = 'asked' RETURNING id""",
        move_id, state, change.at, officer.id,
    )  # fmt: skip
    if closed is None:
        raise MoveDecided(DECIDED_ALREADY)
    change.note(move=move_id, decision=state)


async def _as_chosen(
    change: Change, officer: Officer, to: Destination | None, stay: StayDraft | None, moves_on: date
) -> Arrival:
    """Where the receiving officer puts a resident whom the old side sent."""
    if to is None or stay is None:
        raise InputInvalid(DESTINATION_NEEDED, field="dwelling")
    dwelling = await load_dwelling(officer, Act.MOVE_DECIDE, to.dwelling_id, lock=True)
    household = await find_household(change, officer, dwelling, to)
    draft = StayDraft(stay.lodging, stay.reason, moves_on, stay.expected_until, stay.proved_from)
    return Arrival(household, dwelling, to.role, draft)


async def _as_asked(change: Change, officer: Officer, target: MoveTarget, moves_on: date) -> Arrival:
    """Where the receiving side said that they live now; its reach was checked when it asked."""
    if target.dwelling_id is None:
        raise InputInvalid(DESTINATION_NEEDED, field="dwelling")
    dwelling = await _dwelling(target.dwelling_id)
    draft = StayDraft(target.lodging, target.reason, moves_on, target.expected_until, target.proved_from)
    return Arrival(await _household(change, officer, dwelling, target), dwelling, target.role, draft)


async def _household(change: Change, officer: Officer, dwelling: Dwelling, target: MoveTarget) -> OpenedHousehold:
    if target.household_id is None:
        return await store_household(change, officer, dwelling, target.kind)
    household = await find_household_file(target.household_id, lock=True)
    check_open(household)
    return await opened(household)


async def _dwelling(dwelling_id: UUID) -> Dwelling:
    return (await dwellings_by_id([dwelling_id]))[dwelling_id]


async def _keep_what_is_listed_there(change: Change, officer: Officer, resident: StoredResident) -> None:
    """Leave behind what the law of the new region does not list."""
    moved, key = await find_resident(resident.id), await load_key(resident.vault_key)
    person = moved.person(key)
    limited = limited_to(person, find_field_list(legal_day(change.at), moved.division))
    if limited != person:
        await store_next(change, officer, moved, key, limited, Source.OFFICER)
