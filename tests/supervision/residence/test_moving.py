"""Households split, join and move; a move into another office's reach is carried out when that office accepts it."""

from datetime import timedelta
from uuid import UUID

import pytest

from supervision.audit import verify_chain
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.words import DutyPart
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.memberships import (
    Destination,
    change_head,
    join_household,
    move_within,
    split_household,
)
from supervision.residence.households.move_decisions import (
    MoveDecided,
    OwnMove,
    accept_move,
    refuse_move,
    withdraw_move,
)
from supervision.residence.households.move_rows import load_move, load_moves, moves_of
from supervision.residence.households.moves import MoveOut, MoveWaits, ask_move_in, ask_move_out
from supervision.residence.households.opening import open_household_file, open_resident
from supervision.residence.households.queues import moves_to_accept
from supervision.residence.households.registering import StayDraft
from supervision.residence.households.words import HouseholdKind, MemberRole, MoveState, StayEnd
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty
from tests.supervision.residence.conftest import SOUTH_VILLAGE


def a_stay(days_ago: int = 0) -> StayDraft:
    return StayDraft(LodgingKind.RENTED, ArrivalReason.WORK, legal_day(now()) - timedelta(days=days_ago))


async def _couple(cast: Cast, building: Building) -> tuple[UUID, UUID, UUID]:
    spouse = make_new(make_person("陈立", id_number(order=12), phone="13800005678"), MemberRole.SPOUSE)
    household, (head, other) = await make_household(cast.petra.officer, building.dwellings["101"], make_new(), spouse)
    return household, head, other


async def _living() -> dict[bytes, int]:
    """How many live at each dwelling by their open stays."""
    rows = await fetch("SELECT dwelling_digest, count(*) AS n FROM stay WHERE ended_on IS NULL GROUP BY 1")
    return {bytes(row["dwelling_digest"]): row["n"] for row in rows}


async def _counted() -> dict[bytes, int]:
    rows = await fetch("SELECT dwelling_digest, residents FROM occupancy WHERE residents > 0")
    return {bytes(row["dwelling_digest"]): row["residents"] for row in rows}


async def test_another_head_is_a_new_interval_and_not_another_past(cast: Cast, building: Building) -> None:
    household, head, spouse = await _couple(cast, building)
    await change_head(cast.petra.officer, household, spouse, MemberRole.SPOUSE)
    file = await open_household_file(cast.petra.officer, household, "visit")
    assert {member.resident.id: member.role for member in file.members} == {
        spouse: MemberRole.HEAD,
        head: MemberRole.SPOUSE,
    }
    past = await fetch("SELECT role FROM membership WHERE ended_on IS NOT NULL AND resident = $1", head)
    assert [row["role"] for row in past] == ["head"]


async def test_a_household_splits_and_joins_again_while_the_stays_go_on(cast: Cast, building: Building) -> None:
    household, head, spouse = await _couple(cast, building)
    new = await split_household(cast.petra.officer, household, {spouse: MemberRole.HEAD}, HouseholdKind.FAMILY)
    record = await open_resident(cast.petra.officer, spouse, "visit")
    assert (record.household.id, len(record.stays)) == (new, 1)
    with pytest.raises(InputInvalid, match="户主"):
        await join_household(cast.petra.officer, new, household, {spouse: MemberRole.HEAD})
    await join_household(cast.petra.officer, new, household, {spouse: MemberRole.SPOUSE})
    record = await open_resident(cast.petra.officer, spouse, "visit")
    assert (record.household.id, len(record.stays), record.stays[0].ended_on) == (household, 1, None)
    assert await _living() == await _counted()
    with pytest.raises(InputInvalid):
        await split_household(
            cast.petra.officer, household, {head: MemberRole.HEAD, spouse: MemberRole.SPOUSE}, HouseholdKind.FAMILY
        )


async def test_within_ones_own_reach_somebody_moves_at_once(cast: Cast, building: Building) -> None:
    _, _, spouse = await _couple(cast, building)
    household = await move_within(cast.petra.officer, spouse, Destination(building.dwellings["201"]), a_stay(2))
    record = await open_resident(cast.petra.officer, spouse, "visit")
    assert (record.household.id, record.address) == (household, "幸福路3号楼201")
    here, there = record.stays
    assert (there.ended_on, there.end_reason, here.began_on) == (here.began_on, StayEnd.MOVED, here.began_on)
    assert await _living() == await _counted()


async def test_an_assistant_moves_nobody(cast: Cast, building: Building) -> None:
    _, _, spouse = await _couple(cast, building)
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id, DutyPart.ASSISTANT)
    with pytest.raises(NotFound):
        await move_within(cast.paul.officer, spouse, Destination(building.dwellings["201"]), a_stay())


async def test_the_old_office_keeps_a_resident_until_the_new_one_accepts(
    cast: Cast, building: Building, southern: Building
) -> None:
    _, _, spouse = await _couple(cast, building)
    told = MoveOut(SOUTH_VILLAGE, legal_day(now()), "柳湾路上")
    move = await ask_move_out(cast.petra.officer, spouse, told)
    with pytest.raises(MoveWaits):
        await ask_move_out(cast.petra.officer, spouse, told)
    with pytest.raises(NotFound):
        await open_resident(cast.pavel.officer, spouse, "visit")
    (waiting,) = (await moves_to_accept(cast.pavel.officer)).lines
    assert (waiting.id, waiting.resident.name, waiting.note) == (move, "陈*", "柳湾路上")
    assert (await moves_to_accept(cast.petra.officer)).total == 0
    with pytest.raises(NotFound):
        await accept_move(cast.petra.officer, move, Destination(southern.dwellings["101"]), a_stay())
    household = await accept_move(cast.pavel.officer, move, Destination(southern.dwellings["101"]), a_stay())
    record = await open_resident(cast.pavel.officer, spouse, "visit")
    assert (record.household.id, record.household.division, record.address) == (
        household,
        SOUTH_VILLAGE,
        "柳湾路3号楼101",
    )
    assert [stay.ended_on for stay in record.stays] == [None, legal_day(now())]
    terms = await fetch("SELECT DISTINCT division FROM resident_term WHERE resident = $1", spouse)
    assert [row["division"] for row in terms] == [SOUTH_VILLAGE]
    assert await _living() == await _counted()
    with pytest.raises(NotFound):
        await open_resident(cast.petra.officer, spouse, "visit")
    (seen,) = (await load_moves(cast.petra.officer)).items
    assert (seen.state, seen.new_place) == (MoveState.ACCEPTED, "山西省青屏市临溪县南浦镇柳湾村")
    assert [move.state for move in await moves_of(spouse)] == [MoveState.ACCEPTED]
    assert (await verify_chain(Register.RESIDENCE)).is_whole


async def test_a_newcomer_is_not_taken_from_elsewhere_by_a_number_alone(
    cast: Cast, building: Building, southern: Building
) -> None:
    _, _, spouse = await _couple(cast, building)
    to = Destination(southern.dwellings["201"], kind=HouseholdKind.SHARED)
    move = await ask_move_in(cast.pavel.officer, DocumentType.ID_CARD, id_number(order=12), to, a_stay(1))
    with pytest.raises(NotFound):
        await open_resident(cast.pavel.officer, spouse, "visit")
    with pytest.raises(NotFound):
        await accept_move(cast.pavel.officer, move)
    assert (await moves_to_accept(cast.petra.officer)).total == 1
    await accept_move(cast.petra.officer, move)
    record = await open_resident(cast.pavel.officer, spouse, "visit")
    assert (record.household.kind, record.address) == (HouseholdKind.SHARED, "柳湾路3号楼201")
    assert record.stays[0].began_on == legal_day(now()) - timedelta(days=1)
    with pytest.raises(MoveDecided):
        await accept_move(cast.petra.officer, move)


async def test_nobody_is_asked_for_who_is_registered_nowhere_or_here(
    cast: Cast, building: Building, southern: Building
) -> None:
    await _couple(cast, building)
    north, south = Destination(building.dwellings["201"]), Destination(southern.dwellings["201"])
    card, here, nowhere = DocumentType.ID_CARD, id_number(order=12), id_number(order=15)
    with pytest.raises(InputInvalid, match="登记"):
        await ask_move_in(cast.pavel.officer, card, nowhere, south, a_stay())
    with pytest.raises(InputInvalid, match="辖区"):
        await ask_move_in(cast.petra.officer, card, here, north, a_stay())
    with pytest.raises(NotFound):
        await ask_move_in(cast.pavel.officer, card, here, north, a_stay())


async def test_a_move_is_refused_with_a_reason_or_withdrawn(cast: Cast, building: Building, southern: Building) -> None:
    _, _, spouse = await _couple(cast, building)
    told = MoveOut(SOUTH_VILLAGE, legal_day(now()))
    refused = await ask_move_out(cast.petra.officer, spouse, told)
    await refuse_move(cast.pavel.officer, refused, "查无此人入住。")
    assert (await load_move(cast.petra.officer, refused)).answer == "查无此人入住。"
    assert (await open_resident(cast.petra.officer, spouse, "visit")).household.division != SOUTH_VILLAGE
    withdrawn = await ask_move_out(cast.petra.officer, spouse, told)
    with pytest.raises(NotFound):
        await withdraw_move(cast.olga.officer, withdrawn)
    await withdraw_move(cast.petra.officer, withdrawn)
    with pytest.raises(MoveDecided):
        await accept_move(cast.pavel.officer, withdrawn, Destination(southern.dwellings["101"]), a_stay())


async def test_a_move_that_somebody_asked_for_is_never_theirs_to_accept(
    cast: Cast, building: Building, southern: Building
) -> None:
    """An officer of both places would otherwise pass it to themself."""
    _, _, spouse = await _couple(cast, building)
    move = await ask_move_out(cast.petra.officer, spouse, MoveOut(SOUTH_VILLAGE, legal_day(now())))
    await fetch("UPDATE resident_move SET asked_by = $1", cast.pavel.id)
    with pytest.raises(OwnMove):
        await accept_move(cast.pavel.officer, move, Destination(southern.dwellings["101"]), a_stay())
