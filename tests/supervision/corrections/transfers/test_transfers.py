"""A change of the place of execution: whose turn each step is, its periods, and whose the file is meanwhile."""

import asyncio
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.audit import Act
from supervision.corrections.contacts.words import Outcome
from supervision.corrections.file_state import EndCause, FileState
from supervision.corrections.release.requests import latest_request, standing_request
from supervision.corrections.reporting import lose_contact
from supervision.corrections.responsible.assigning import set_responsible
from supervision.corrections.store import load_file
from supervision.corrections.transfers.asking import TransferRefused, ask_transfer
from supervision.corrections.transfers.handling import (
    NextStep,
    OwnTransfer,
    answer_transfer,
    carry_transfer,
    decide_transfer,
    settle_transfer,
)
from supervision.corrections.transfers.letting_go import HANDED_OVER
from supervision.corrections.transfers.listing import TransferShow, count_transfers, list_transfers, open_transfer
from supervision.corrections.transfers.steps import (
    OPEN_STATES,
    Side,
    TransferState,
    TransferStepRefused,
    check_step,
    next_steps,
    side_of,
)
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import day_start, moved_clock, now
from supervision.orders.admissions import load_admissions_for_system
from supervision.orders.check_in_asking import ask_check_in, ask_series
from supervision.orders.check_in_series import SeriesTimes
from supervision.orders.check_ins import CheckInState, list_check_ins
from supervision.orders.opening import open_order
from tests.cast import COUNTY, OTHER_COUNTY, Cast
from tests.makers_ends import make_end, make_request
from tests.makers_files import dump_of, make_custody, make_person_file
from tests.makers_orders import make_order_in_force, make_tracker
from tests.makers_transfers import TO_THE_RECEIPT, WISH, ask, bring, make_receiver, today
from tests.supervision.corrections.contacts.scenes import contacts_of

S = TransferState


@given(st.sampled_from(TransferState), st.lists(st.sampled_from(TransferState), max_size=12))
def test_whatever_is_tried_a_file_is_received_only_after_consent_decision_and_papers(
    first: TransferState, tried: list[TransferState]
) -> None:
    state, taken = TransferState.ASKED, []
    for step in [first, *tried]:
        try:
            check_step(state, step)
        except TransferStepRefused:
            continue
        taken.append(step)
        state = step
    if S.RECEIVED in taken:
        before = taken[: taken.index(S.RECEIVED)]
        assert [step for step in before if step in {S.INQUIRED, S.APPROVED, S.PAPERS_SENT}] == [
            S.INQUIRED, S.APPROVED, S.PAPERS_SENT,
        ]  # fmt: skip
        assert S.AGREED in before


@pytest.mark.parametrize("state", sorted(OPEN_STATES))
def test_every_open_state_is_somebodys_turn(state: TransferState) -> None:
    sides = {side_of(state, step) for side in Side for step in next_steps(state, side)}
    assert sides


async def test_the_old_agency_keeps_the_file_until_the_receipt_and_an_order_ends_with_it(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    bela = await make_receiver(cast)
    transfer_id = await ask(cast, order.file_id)
    await bring(cast.agnes, bela, transfer_id, S.INQUIRED, S.AGREED, S.APPROVED, S.PAPERS_SENT)
    assert (await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, order.file_id)).division.startswith(COUNTY)
    with pytest.raises(NotFound):
        await load_file(bela.officer, Act.PERSON_FILE_OPEN, order.file_id)
    await bring(cast.agnes, bela, transfer_id, S.RECEIVED)
    with pytest.raises(NotFound):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, order.file_id)
    assert (await load_file(bela.officer, Act.PERSON_FILE_OPEN, order.file_id)).division == OTHER_COUNTY
    stopped = (await open_order(bela.officer, order.order_id, "supervision")).stop
    assert stopped is not None
    assert stopped.at <= now()
    await bring(cast.agnes, bela, transfer_id, S.MISSING, S.ARRIVED)
    opened = await open_transfer(cast.agnes.officer, transfer_id, "supervision")
    assert (opened.transfer.state, opened.next_steps) == (S.ARRIVED, ())


@pytest.mark.parametrize("is_outside", [True, False])
@pytest.mark.parametrize("stands", [FileState.TERMINATED, FileState.IN_CUSTODY, FileState.LOST_CONTACT])
async def test_no_receipt_moves_a_file_that_ended_or_whose_person_is_not_at_hand(
    cast: Cast, stands: FileState, *, is_outside: bool
) -> None:
    file_id, bela = await make_person_file(cast.olga.officer), await make_receiver(cast)
    new = cast.agnes if is_outside else bela
    transfer_id = await ask(cast, file_id, is_outside=is_outside)
    await bring(cast.agnes, new, transfer_id, *TO_THE_RECEIPT[:-1])
    if stands is FileState.TERMINATED:
        await make_end(cast, file_id, EndCause.DEATH)
    elif stands is FileState.IN_CUSTODY:
        await make_custody(cast.olga.officer, file_id, now())
    else:
        await lose_contact(cast.olga.officer, file_id, now(), "电话不通。")
    with pytest.raises(TransferStepRefused):
        await bring(cast.agnes, new, transfer_id, S.RECEIVED)
    file = await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    assert (file.state, file.division[: len(COUNTY)]) == (stands, COUNTY)


async def test_with_the_file_the_change_of_place_lapses_and_nothing_of_it_is_due_any_more(cast: Cast) -> None:
    file_id, bela = await make_person_file(cast.olga.officer), await make_receiver(cast)
    transfer_id = await ask(cast, file_id)
    await bring(cast.agnes, bela, transfer_id, *TO_THE_RECEIPT[:-1])
    await make_end(cast, file_id, EndCause.DEATH)
    opened = await open_transfer(cast.agnes.officer, transfer_id, "supervision")
    assert (opened.transfer.state, opened.transfer.due_on, opened.next_steps) == (S.LAPSED, None, ())
    assert opened.steps[-1].note == "见文书。"
    assert await count_transfers(bela.officer) == (0, 0)


async def test_nobody_is_told_in_the_new_county_of_who_answered_for_them_in_the_old_one(cast: Cast) -> None:
    file_id, bela = await make_person_file(cast.olga.officer), await make_receiver(cast)
    await set_responsible(cast.olga.officer, file_id, cast.agnes.officer.id)
    await bring(cast.agnes, bela, await ask(cast, file_id), *TO_THE_RECEIPT)
    assert [each.outcome for each in await contacts_of(file_id)] == [Outcome.CANCELLED]


@pytest.mark.parametrize("is_outside", [True, False])
async def test_what_the_old_county_asked_a_phone_for_is_withdrawn_with_the_handover(
    cast: Cast, *, is_outside: bool
) -> None:
    file_id, bela = await make_person_file(cast.olga.officer), await make_receiver(cast)
    new, phone = cast.agnes if is_outside else bela, make_tracker("P-1", is_dedicated=False)
    noon = day_start(today() + timedelta(days=2)) + timedelta(hours=12)
    await ask_check_in(cast.olga.officer, file_id, phone, "核实是否在家", noon)
    days = noon.date() + timedelta(days=1), noon.date() + timedelta(days=2)
    await ask_series(cast.olga.officer, file_id, phone, "核实", SeriesTimes(*days, frozenset(range(1, 8)), (time(9),)))
    assert len((await load_admissions_for_system(["P-1"]))["P-1"]) == 3
    await bring(cast.agnes, new, await ask(cast, file_id, is_outside=is_outside), *TO_THE_RECEIPT)
    assert await load_admissions_for_system(["P-1"]) == {}
    shown = (await list_check_ins(new.officer)).items
    assert {one.state for one in shown} == {CheckInState.WITHDRAWN}


async def test_a_certificate_that_the_old_county_asked_for_is_returned_with_the_handover(cast: Cast) -> None:
    file_id, bela = await make_person_file(cast.olga.officer), await make_receiver(cast)
    await make_request(cast.olga.officer, file_id)
    await bring(cast.agnes, bela, await ask(cast, file_id), *TO_THE_RECEIPT)
    file = await load_file(bela.officer, Act.RELEASE_CERTIFY, file_id)
    assert await standing_request(file) is None
    returned = await latest_request(file)
    assert returned is not None
    assert (returned.returned_by_name, returned.return_reason) == ("Bela Beyond", str(HANDED_OVER))
    assert await make_request(bela.officer, file_id)


async def test_to_an_agency_outside_the_old_one_records_the_answers_and_lets_go_with_the_receipt(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    transfer_id = await ask(cast, file_id, is_outside=True)
    await bring(cast.agnes, cast.agnes, transfer_id, *TO_THE_RECEIPT)
    assert (await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)).state == "in-transfer"


async def test_nobody_decides_on_what_they_asked_for_and_nobody_elsewhere_takes_a_step(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    transfer_id = await ask_transfer(
        cast.agnes.officer, file_id, OTHER_COUNTY, today() + timedelta(days=70), WISH, cast.other_county_office
    )
    bela = await make_receiver(cast)
    await bring(cast.agnes, bela, transfer_id, S.INQUIRED, S.AGREED)
    step = NextStep(S.APPROVED, today(), "决定书。")
    with pytest.raises(OwnTransfer):
        await decide_transfer(cast.agnes.officer, transfer_id, step)
    with pytest.raises(NotPermitted):
        await decide_transfer(cast.olga.officer, transfer_id, step)
    for outsider in (bela, cast.oscar, cast.sam):
        with pytest.raises(NotFound):
            await decide_transfer(outsider.officer, transfer_id, step)
    with pytest.raises(NotFound):
        await answer_transfer(cast.agnes.officer, transfer_id, NextStep(S.RECEIVED, today(), "回执。"))


async def test_a_dispute_is_settled_above_both_counties(cast: Cast) -> None:
    bela, transfer_id = await make_receiver(cast), await ask(cast)
    await bring(cast.agnes, bela, transfer_id, S.INQUIRED, S.DECLINED, S.DISPUTED)
    with pytest.raises(TransferStepRefused):
        await answer_transfer(bela.officer, transfer_id, NextStep(S.AGREED, today(), "同意。"))
    with pytest.raises(NotPermitted):
        await settle_transfer(cast.agnes.officer, transfer_id, NextStep(S.AGREED, today(), "指定。"))
    await settle_transfer(cast.carl.officer, transfer_id, NextStep(S.AGREED, today(), "指定石坝县接收。"))
    opened = await open_transfer(cast.agnes.officer, transfer_id, "supervision")
    assert set(opened.next_steps) == {S.APPROVED, S.REFUSED, S.WITHDRAWN}


async def test_of_two_who_decide_at_once_one_wins(cast: Cast) -> None:
    bela, transfer_id = await make_receiver(cast), await ask(cast)
    await bring(cast.agnes, bela, transfer_id, S.INQUIRED, S.AGREED)
    outcomes = await asyncio.gather(
        *(
            decide_transfer(cast.agnes.officer, transfer_id, NextStep(step, today(), "决定。"))
            for step in (S.APPROVED, S.REFUSED)
        ),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "TransferStepRefused"]


async def test_an_overdue_step_is_listed_for_both_counties_and_masked(cast: Cast) -> None:
    bela, transfer_id = await make_receiver(cast), await ask(cast)
    await bring(cast.agnes, bela, transfer_id, S.INQUIRED)
    later = now() + timedelta(days=20)
    with moved_clock(lambda: later):
        for member in (cast.agnes, bela):
            (line,) = (await list_transfers(member.officer, TransferShow.OVERDUE)).items
            assert (line.name, line.is_overdue) == ("张*", True)
        assert await count_transfers(cast.agnes.officer) == (1, 1)
        assert (await list_transfers(cast.oscar.officer, TransferShow.ALL)).items == ()


async def test_what_cannot_be_asked_for_names_the_field(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    for place, day, field in (
        ("149901002", today() + timedelta(days=60), "to_division"),
        ("1499", today() + timedelta(days=60), "to_division"),
        (OTHER_COUNTY, today() - timedelta(days=1), "moves_on"),
        (OTHER_COUNTY, today() + timedelta(days=3), "late_reason"),
    ):
        with pytest.raises(InputInvalid) as refusal:
            await ask_transfer(olga, file_id, place, day, WISH)
        assert refusal.value.field == field
    await ask(cast, file_id)
    with pytest.raises(TransferRefused):
        await ask(cast, file_id)
    assert "石坝县城关镇" not in await dump_of("transfer", "transfer_step")
    with pytest.raises(InputInvalid):
        await carry_transfer(cast.agnes.officer, file_id, NextStep(S.APPROVED, today(), "决定。"))
