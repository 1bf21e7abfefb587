"""Moves from one office's reach into another's: asked for by either side, and carried out when the other agrees.

Until then the old office keeps the resident. A newcomer whom the new office has before it is asked of the old one, so
that nobody takes a resident from elsewhere by a document number alone.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.documents import DocumentType, read_document
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, is_known_division
from supervision.residence.addresses.dwellings import Dwelling, load_dwelling
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.files import check_open
from supervision.residence.households.memberships import SAME_DWELLING, Destination
from supervision.residence.households.move_rows import MOVE, MoveTarget, find_resident
from supervision.residence.households.registering import NOT_LIVING, NotLiving, StayDraft, check_stay
from supervision.residence.households.store import (
    RESIDENT,
    StoredResident,
    dwelling_digest,
    load_household,
    load_resident,
)
from supervision.residence.households.tables import ResidentMoveRow
from supervision.residence.households.words import MoveSide, MoveState, ResidentState
from supervision.residence.reach import reach_of
from supervision.storage.database import fetch, fetch_one
from supervision.texts import optional_text
from supervision.vault import Place, SearchField, SearchTerm, digest_terms, load_key, seal_json
from supervision.wording import Wording

COMMUNITY_WRONG = Wording("请选择迁往的社区（12 位）。", "Choose the community to which they move (12 digits).")
WITHIN_REACH = Wording(
    "两处都在您的辖区内，请直接办理迁移。", "Both places lie within your own reach: enter the move directly."
)
NOBODY_FOUND = Wording(
    "本系统没有此证件号码的在住登记，请直接登记。",
    "Nobody with this document is registered as living here; register them.",
)
MOVE_WAITS = Wording("此人已有一件待接收的迁移。", "A move of this resident waits already.")


class MoveWaits(RuleRefused):
    """One move of a resident at a time."""

    code = "move-waits"


@dataclass(frozen=True, slots=True)
class MoveOut:
    """A move as the old side tells it: to which community, from when, and what was said of the address."""

    community: str
    moves_on: date
    note: str = ""


async def ask_move_out(officer: Officer, resident_id: UUID, told: MoveOut) -> UUID:
    """Ask the office of another community to take a resident over; gives the move's id. MoveWaits, InputInvalid."""
    note = optional_text(told.note, "note")
    if len(told.community) != _COMMUNITY_DIGITS or not await is_known_division(told.community):
        raise InputInvalid(COMMUNITY_WRONG, field="community")
    async with residence_change(officer.actor, Act.MOVE_ASK, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.MOVE_ASK, resident_id, lock=True)
        if told.community == resident.division or await _decides_at(officer, told.community):
            raise InputInvalid(WITHIN_REACH, field="community")
        asked = _Asked(MoveSide.OLD, resident.division, told.community, told.moves_on, MoveTarget(note=note))
        return await _store(change, officer, resident, asked)


async def ask_move_in(
    officer: Officer, document_type: DocumentType, number: str, to: Destination, stay: StayDraft
) -> UUID:
    """Ask the office where a newcomer is registered to let them go; gives the move's id.

    `stay` begins on the day of the move. MoveWaits; InputInvalid where nobody lives elsewhere with this document.
    """
    async with residence_change(officer.actor, Act.MOVE_ASK) as change:
        today = legal_day(change.at)
        dwelling = await load_dwelling(officer, Act.MOVE_ASK, to.dwelling_id)
        if to.household_id is not None:
            await _check_is_there(officer, to.household_id, dwelling)
        check_stay(stay, today)
        resident = await _registered_elsewhere(read_document(document_type, number, today).number)
        change.is_about(RESIDENT, resident.id)
        if (await reach_of(officer, Act.RESIDENT_OPEN)).covers(resident.division, bytes(resident.drawer_digest)):
            raise InputInvalid(WITHIN_REACH, field="document_number")
        target = MoveTarget(
            dwelling_id=dwelling.id,
            household_id=to.household_id,
            kind=to.kind,
            role=to.role,
            lodging=stay.lodging,
            reason=stay.reason,
            expected_until=stay.expected_until,
            proved_from=stay.proved_from,
        )
        asked = _Asked(MoveSide.NEW, dwelling.division, resident.division, stay.began_on, target)
        return await _store(change, officer, resident, asked)


_COMMUNITY_DIGITS = 12


async def _check_is_there(officer: Officer, household_id: UUID, dwelling: Dwelling) -> None:
    household = await load_household(officer, Act.MOVE_ASK, household_id)
    check_open(household)
    if bytes(household.dwelling_digest) != dwelling_digest(dwelling.id):
        raise InputInvalid(SAME_DWELLING, field="household")


async def _decides_at(officer: Officer, division: str) -> bool:
    return any(division.startswith(prefix) for prefix in (await reach_of(officer, Act.MOVE_ASK)).prefixes)


async def _registered_elsewhere(number: str) -> StoredResident:
    term = SearchTerm(SearchField.DOCUMENT, number)
    found = await fetch_one(
        "SELECT resident FROM resident_term WHERE term_digest = $1 LIMIT 1", digest_terms(RESIDENCE, [term])[term]
    )
    if found is None:
        raise InputInvalid(NOBODY_FOUND, field="document_number")
    return await find_resident(found["resident"], lock=True)


@dataclass(frozen=True, slots=True)
class _Asked:
    side: MoveSide
    asking_division: str
    deciding_division: str
    moves_on: date
    target: MoveTarget


async def _store(change: Change, officer: Officer, resident: StoredResident, asked: _Asked) -> UUID:
    if resident.state is not ResidentState.LIVING:
        raise NotLiving(NOT_LIVING)
    if await fetch("SELECT id FROM resident_move WHERE resident = $1 AND state = 'asked'", resident.id):
        raise MoveWaits(MOVE_WAITS)
    key, move_id = await load_key(resident.vault_key), uuid4()
    await ResidentMoveRow.insert(
        ResidentMoveRow(
            id=move_id,
            resident=resident.id,
            asked_side=asked.side.value,
            asking_division=asked.asking_division,
            deciding_division=asked.deciding_division,
            moves_on=asked.moves_on,
            target_sealed=seal_json(key, asked.target, Place(MOVE, "target_sealed", move_id)),
            state=MoveState.ASKED.value,
            asked_at=change.at,
            asked_by=officer.id,
        )
    )
    change.note(move=move_id, side=asked.side, asked_of=asked.deciding_division)
    return move_id
