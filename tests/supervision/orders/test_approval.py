"""The head's decision: never one's own, on exactly what was shown, with the second factor."""

from datetime import timedelta
from uuid import UUID

import pytest

from supervision.corrections.files import change_person_file
from supervision.corrections.records import annul_record
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import day_end, moved_clock, now
from supervision.officers import Role, SecondFactorRefused, load_session
from supervision.orders.approval import OwnProposal, PaperChanged, approve_order, open_for_approval, return_order
from supervision.orders.checks import OrderRefused
from supervision.orders.drafting import change_draft, draft_order
from supervision.orders.grounds import Ground, GroundsRefused
from supervision.orders.opening import open_order
from supervision.orders.order_state import OrderState, OrderStepRefused, VersionState
from supervision.orders.proposing import propose_order
from supervision.orders.terms import GroundChoice
from tests.cast import COUNTY, Cast
from tests.makers import Member, acts_of, make_grant
from tests.makers_files import make_content, make_person_file, make_record
from tests.makers_orders import approve, make_terms, unused_code


async def make_proposed(cast: Cast) -> UUID:
    file_id = await make_person_file(cast.olga.officer)
    order_id = await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id))
    await propose_order(cast.olga.officer, order_id)
    return order_id


async def digest_of(member: Member, order_id: UUID) -> str:
    return (await open_for_approval(member.officer, order_id)).digest


async def state_of(cast: Cast, order_id: UUID) -> OrderState:
    return (await open_order(cast.olga.officer, order_id, "supervision")).state


async def test_the_head_approves_what_they_were_shown_with_a_fresh_code(cast: Cast) -> None:
    order_id = await make_proposed(cast)
    shown = await open_for_approval(cast.hua.officer, order_id)
    assert (shown.in_force, shown.paper.proposed_by_name) == (None, "Olga North")
    await approve_order(cast.hua.officer, order_id, shown.digest.upper(), cast.hua.code())
    opened = await open_order(cast.olga.officer, order_id, "supervision")
    assert opened.state is OrderState.APPROVED
    assert opened.versions[0].version.decided_by_name == "Hua Head"
    acts = [act for act, _ in await acts_of(cast.hua.id)]
    assert acts == [
        "order:open",
        "second-factor:confirm",
        "order:approve",
        "order:approve",
    ]  # of the order, of the file


async def test_nobody_but_the_countys_head_approves(cast: Cast) -> None:
    order_id = await make_proposed(cast)
    digest = await digest_of(cast.hua, order_id)
    for member in (cast.olga, cast.agnes, cast.carl):
        with pytest.raises(NotPermitted):
            await approve_order(member.officer, order_id, digest, member.code())
        with pytest.raises(NotPermitted):
            await open_for_approval(member.officer, order_id)
        with pytest.raises(NotPermitted):
            await return_order(member.officer, order_id, "退回。")
    for member in (cast.oscar, cast.hugo, cast.sam):
        with pytest.raises(NotFound):
            await approve_order(member.officer, order_id, digest, member.code())
    assert await state_of(cast, order_id) is OrderState.PROPOSED


async def test_a_head_who_proposed_it_neither_approves_nor_returns_it(cast: Cast) -> None:
    await make_grant(cast.hua, Role.COUNTY_AGENCY, COUNTY)
    both = (await load_session(cast.hua.token)).officer
    file_id = await make_person_file(cast.olga.officer)
    order_id = await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id))
    await propose_order(both, order_id)
    digest = await digest_of(cast.hua, order_id)
    with pytest.raises(OwnProposal):
        await approve_order(both, order_id, digest, cast.hua.code())
    with pytest.raises(OwnProposal):
        await return_order(both, order_id, "退回。")
    assert await state_of(cast, order_id) is OrderState.PROPOSED


@pytest.mark.parametrize("digest", ["", "00", "ff" * 32, "é"])
async def test_another_digest_than_that_of_the_paper_is_refused_without_spending_the_code(
    cast: Cast, digest: str
) -> None:
    order_id = await make_proposed(cast)
    with pytest.raises(PaperChanged):
        await approve_order(cast.hua.officer, order_id, digest, cast.hua.code())
    await approve_order(cast.hua.officer, order_id, await digest_of(cast.hua, order_id), cast.hua.code())
    assert await state_of(cast, order_id) is OrderState.APPROVED


async def test_what_was_proposed_anew_after_the_head_looked_is_not_approved(cast: Cast) -> None:
    order_id = await make_proposed(cast)
    seen = await digest_of(cast.hua, order_id)
    await return_order(cast.hua.officer, order_id, "时段请写明。")
    await propose_order(cast.olga.officer, order_id)
    with pytest.raises(PaperChanged):
        await approve_order(cast.hua.officer, order_id, seen, cast.hua.code())


async def test_a_wrong_code_approves_nothing(cast: Cast) -> None:
    order_id = await make_proposed(cast)
    digest = await digest_of(cast.hua, order_id)
    with pytest.raises(SecondFactorRefused):
        await approve_order(cast.hua.officer, order_id, digest, "000000")
    assert await state_of(cast, order_id) is OrderState.PROPOSED


async def test_the_paper_stays_as_proposed_when_the_file_changes(cast: Cast) -> None:
    order_id = await make_proposed(cast)
    shown = await open_for_approval(cast.hua.officer, order_id)
    await change_person_file(cast.olga.officer, shown.paper.file_id, 1, make_content(address="南浦镇新址1号"))
    again = await open_for_approval(cast.hua.officer, order_id)
    assert again == shown


async def test_a_ground_whose_record_was_annulled_meanwhile_is_not_approved(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    record_id = await make_record(cast.olga.officer, file_id)
    terms = await make_terms(cast.olga, file_id, grounds=(GroundChoice(Ground.REFUSED_REPORT, record_id),))
    order_id = await draft_order(cast.olga.officer, file_id, terms)
    await propose_order(cast.olga.officer, order_id)
    await annul_record(cast.agnes.officer, file_id, record_id, "复核后撤销。")
    with pytest.raises(GroundsRefused):
        await approve(cast.hua, order_id)


async def test_a_period_that_passed_while_it_waited_is_not_approved(cast: Cast) -> None:
    order_id = await make_proposed(cast)
    ends_on = (await open_for_approval(cast.hua.officer, order_id)).paper.ends_on
    with moved_clock(lambda: day_end(ends_on)), pytest.raises(OrderRefused):
        await approve_order(
            cast.hua.officer, order_id, await digest_of(cast.hua, order_id), cast.hua.code(day_end(ends_on))
        )


async def test_a_returned_proposal_says_why_and_can_be_mended_and_proposed_again(cast: Cast) -> None:
    order_id = await make_proposed(cast)
    with pytest.raises(InputInvalid):
        await return_order(cast.hua.officer, order_id, " ")
    await return_order(cast.hua.officer, order_id, "时段请写明。")
    opened = await open_order(cast.olga.officer, order_id, "supervision")
    assert (opened.state, opened.versions[0].decision_note) == (OrderState.RETURNED, "时段请写明。")
    await change_draft(cast.olga.officer, order_id, opened.versions[0].terms)
    await propose_order(cast.olga.officer, order_id)
    await approve(cast.hua, order_id)
    assert await state_of(cast, order_id) is OrderState.APPROVED


async def test_a_decision_falls_once(cast: Cast) -> None:
    order_id = await make_proposed(cast)
    digest = await digest_of(cast.hua, order_id)
    await approve(cast.hua, order_id)
    with pytest.raises(OrderStepRefused):
        await approve_order(cast.hua.officer, order_id, digest, unused_code(cast.hua))
    with pytest.raises(OrderStepRefused):
        await return_order(cast.hua.officer, order_id, "退回。")
    opened = await open_order(cast.olga.officer, order_id, "supervision")
    assert opened.versions[0].version.state is VersionState.APPROVED


async def test_an_approved_order_waits_for_its_start(cast: Cast) -> None:
    order_id = await make_proposed(cast)
    await approve(cast.hua, order_id)
    opened = await open_order(cast.olga.officer, order_id, "supervision")
    assert (opened.stop, opened.versions[0].version.valid_from) == (None, None)
    assert opened.order.created_at > now() - timedelta(minutes=5)
