"""A record past its period goes when one officer proposes it and another approves; never before, never alone."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from supervision.errors import InputInvalid, KeyDestroyed, NotFound, NotPermitted, SignInRefused
from supervision.keeping.refusals import DestructionWaits, NotDue, OwnProposal
from supervision.keeping.removal import following
from supervision.keeping.words import DestructionState
from supervision.legal_time import legal_day, moved_clock, now
from supervision.residence.households.files import close_household
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import StayEnd
from supervision.residence.keeping.destroying import (
    approve_destruction,
    open_certificate,
    return_proposal,
)
from supervision.residence.keeping.due import count_due, list_due
from supervision.residence.keeping.holds import HoldLifted, lift_hold, open_holds, place_hold
from supervision.residence.keeping.proposals import (
    count_proposed,
    count_to_decide,
    load_proposals,
    propose_destruction,
)
from supervision.residence.keeping.words import KeptKind
from supervision.residence.search.merging import merge_residents
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.vault import current_vault, load_key, verify_certificate
from tests.cast import Cast
from tests.makers import Member
from tests.makers_keeping import last_moment, make_gone, make_second, past_the_period
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty

RESIDENT, HOUSEHOLD = KeptKind.RESIDENT, KeptKind.HOUSEHOLD


@pytest.fixture
async def second(cast: Cast) -> Member:
    return await make_second(cast)


@pytest.fixture
async def gone(cast: Cast, building: Building) -> tuple[UUID, UUID]:
    return await make_gone(cast, building)


@pytest.fixture
def later(gone: tuple[UUID, UUID]) -> Iterator[None]:
    """The day after the last on which who is gone is kept."""
    assert gone
    with past_the_period():
        yield


async def _proposed(cast: Cast, record_id: UUID, kind: KeptKind = RESIDENT) -> UUID:
    (proposal_id,) = await propose_destruction(cast.petra.officer, kind, [record_id])
    return proposal_id


async def _destroyed(cast: Cast, second: Member, record_id: UUID, kind: KeptKind = RESIDENT) -> UUID:
    proposal_id = await _proposed(cast, record_id, kind)
    (outcome,) = await approve_destruction(second.officer, [proposal_id], second.code())
    assert outcome.refusal == ""
    return proposal_id


async def _tables_with(record_id: UUID) -> set[str]:
    """Every table in which some column holds the id, but for the chain of audit and the certificates."""
    columns = await fetch(
        """SELECT table_name, column_name FROM information_schema.columns
           WHERE table_schema = 'public' AND data_type = 'uuid'"""
    )
    return {
        row["table_name"]
        for row in columns
        if await fetch(f'SELECT FROM {row["table_name"]} WHERE "{row["column_name"]}" = $1', record_id)
    }


async def test_who_left_is_due_from_the_day_after_the_last_day_of_the_period(
    cast: Cast, gone: tuple[UUID, UUID]
) -> None:
    over, (_, resident) = last_moment(), gone
    with moved_clock(lambda: over - timedelta(seconds=1)):
        assert (await list_due(cast.petra.officer, RESIDENT)).items == ()
        with pytest.raises(NotDue):
            await propose_destruction(cast.petra.officer, RESIDENT, [resident])
    with moved_clock(lambda: over):
        (due,) = (await list_due(cast.petra.officer, RESIDENT)).items
        assert (due.id, due.label, due.is_held) == (resident, "周*", False)
        assert due.kept_until == legal_day(over - timedelta(seconds=1))
        assert await count_due(cast.petra.officer, RESIDENT, over) == 1
        assert (await list_due(cast.pavel.officer, RESIDENT)).items == ()


async def test_who_lives_here_is_never_due(cast: Cast, building: Building) -> None:
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    with past_the_period(), pytest.raises(NotDue):
        await propose_destruction(cast.petra.officer, RESIDENT, [resident])


@pytest.mark.usefixtures("later")
async def test_two_officers_destroy_key_and_rows_and_the_certificate_says_so(
    cast: Cast, second: Member, gone: tuple[UUID, UUID]
) -> None:
    _, resident = gone
    (row,) = await fetch("SELECT vault_key FROM resident WHERE id = $1", resident)
    proposal_id = await _destroyed(cast, second, resident)
    with pytest.raises(KeyDestroyed):
        await load_key(row["vault_key"])
    assert await _tables_with(resident) == {"destruction_proposal"}
    opened = await open_certificate(cast.petra.officer, proposal_id)
    assert (opened.proposal.proposed_by_name, opened.proposal.decided_by_name) == ("Petra Police", "Piet Police")
    certificate = opened.certificate
    assert (certificate.subject_kind, certificate.subject_id) == ("resident", str(resident))
    assert certificate.key_ids == [row["vault_key"]]
    public_key = current_vault().folder(Register.RESIDENCE).public_key
    assert verify_certificate(opened.certificate_json.encode(), opened.signature, public_key) == certificate
    entries = await fetch("SELECT act, detail_json FROM audit_entry WHERE subject_id = $1", str(resident))
    (detail,) = [entry["detail_json"] for entry in entries if entry["act"] == "destruction:approve"]
    assert f'"proposed_by":"{cast.petra.id}"' in detail
    assert '"stay":1' in detail


@pytest.mark.usefixtures("later")
async def test_nobody_destroys_alone_or_without_the_second_factor(
    cast: Cast, second: Member, gone: tuple[UUID, UUID]
) -> None:
    proposal_id = await _proposed(cast, gone[1])
    with pytest.raises(OwnProposal):
        await approve_destruction(cast.petra.officer, [proposal_id], cast.petra.code())
    with pytest.raises(SignInRefused):
        await approve_destruction(second.officer, [proposal_id], "000000")
    with pytest.raises(OwnProposal):
        await return_proposal(cast.petra.officer, proposal_id, "不同意")
    assert (await load_proposals(second.officer)).items[0].state is DestructionState.PROPOSED
    assert await count_to_decide(second.officer) == await count_proposed(cast.petra.officer) == 1
    assert await count_to_decide(cast.petra.officer) == 0


@pytest.mark.usefixtures("later")
async def test_out_of_reach_there_is_nothing_and_an_assistant_has_no_part(
    cast: Cast, building: Building, gone: tuple[UUID, UUID]
) -> None:
    proposal_id = await _proposed(cast, gone[1])
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    for officer, refusal in ((cast.pavel.officer, NotFound), (cast.paul.officer, (NotFound, NotPermitted))):
        with pytest.raises(refusal):
            await propose_destruction(officer, RESIDENT, [gone[1]])
        with pytest.raises(refusal):
            await approve_destruction(officer, [proposal_id], "000000")
        with pytest.raises(refusal):
            await return_proposal(officer, proposal_id, "不同意")
        with pytest.raises(refusal):
            await place_hold(officer, gone[1], "复议")


@pytest.mark.usefixtures("later")
async def test_a_record_is_proposed_once_and_again_after_it_was_returned(
    cast: Cast, second: Member, gone: tuple[UUID, UUID]
) -> None:
    proposal_id = await _proposed(cast, gone[1])
    assert (await list_due(cast.petra.officer, RESIDENT)).items == ()
    with pytest.raises(DestructionWaits):
        await _proposed(cast, gone[1])
    with pytest.raises(InputInvalid):
        await return_proposal(second.officer, proposal_id, " ")
    await return_proposal(second.officer, proposal_id, "与来访人核对后再定")
    (returned,) = (await load_proposals(cast.petra.officer, DestructionState.RETURNED)).items
    assert returned.decided_by_name == "Piet Police"
    await _destroyed(cast, second, gone[1])


@pytest.mark.usefixtures("later")
async def test_a_hold_stops_destruction_until_it_is_lifted(cast: Cast, second: Member, gone: tuple[UUID, UUID]) -> None:
    proposal_id = await _proposed(cast, gone[1])
    hold_id = await place_hold(cast.petra.officer, gone[1], "行政复议未结")
    (outcome,) = await approve_destruction(second.officer, [proposal_id], second.code())
    assert (outcome.certificate_id, outcome.refusal) == (None, "destruction-not-due")
    await return_proposal(second.officer, proposal_id, "已暂停销毁")
    (due,) = (await list_due(cast.petra.officer, RESIDENT)).items
    assert due.is_held
    with pytest.raises(NotDue):
        await _proposed(cast, gone[1])
    await lift_hold(cast.petra.officer, hold_id, "复议终结")
    with pytest.raises(HoldLifted):
        await lift_hold(second.officer, hold_id, "再次解除")
    (hold,) = await open_holds(cast.petra.officer, gone[1], "complaint")
    assert (hold.reason, hold.lift_reason) == ("行政复议未结", "复议终结")
    await _proposed(cast, gone[1])


@pytest.mark.usefixtures("later")
async def test_a_household_goes_after_everybody_who_lived_in_it(
    cast: Cast, second: Member, gone: tuple[UUID, UUID]
) -> None:
    household, resident = gone
    await close_household(cast.petra.officer, household)
    closed = last_moment()
    with moved_clock(lambda: closed):
        with pytest.raises(NotDue):
            await _proposed(cast, household, HOUSEHOLD)
        await _destroyed(cast, second, resident)
        (due,) = (await list_due(cast.petra.officer, HOUSEHOLD)).items
        assert due.label.startswith("HU-149901-")
        after = closed + timedelta(minutes=2)
    with moved_clock(lambda: after):
        await _destroyed(cast, second, household, HOUSEHOLD)
        assert await _tables_with(household) == {"destruction_proposal"}


async def test_a_record_that_was_joined_to_another_goes_before_it(
    cast: Cast, second: Member, building: Building
) -> None:
    spouse = make_new(make_person("陈立", id_number(order=12)))
    _, (winner,) = await make_household(cast.petra.officer, building.dwellings["101"])
    _, (loser,) = await make_household(cast.petra.officer, building.dwellings["201"], spouse)
    one, other = sorted((winner, loser))
    (pair,) = await fetch(
        """INSERT INTO duplicate_pair (id, one, other, state, found_at)
           VALUES (gen_random_uuid(), $1, $2, 'open', now()) RETURNING id""",
        one, other,
    )  # fmt: skip
    await merge_residents(cast.petra.officer, pair["id"], winner, "同一人")
    await end_stay(cast.petra.officer, winner, legal_day(now()), StayEnd.LEFT_AREA)
    with past_the_period() as over:
        assert [due.id for due in (await list_due(cast.petra.officer, RESIDENT)).items] == [loser]
        with pytest.raises(NotDue):
            await _proposed(cast, winner)
        await _destroyed(cast, second, loser)
        assert [due.id for due in (await list_due(cast.petra.officer, RESIDENT)).items] == [winner]
    with moved_clock(lambda: over + timedelta(minutes=2)):
        await _destroyed(cast, second, winner)


async def test_whatever_points_at_a_record_goes_with_it(cast: Cast) -> None:
    assert cast
    references = await fetch(
        """SELECT conrelid::regclass::text AS child, confdeltype::text AS deletion FROM pg_constraint
           WHERE contype = 'f' AND confrelid IN ('resident'::regclass, 'household'::regclass)"""
    )
    left_to_us = {row["child"] for row in references if row["deletion"] not in {"c", "n"}} - set(KeptKind)
    assert "stay" in left_to_us
    assert left_to_us <= following(*KeptKind)
