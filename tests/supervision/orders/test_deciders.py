"""Orders decided by mandate: what the signed paper lists, on its days, in its county, and never what is one's own."""

from datetime import date, timedelta
from uuid import UUID

import asyncpg
import msgspec
import pytest

from supervision.approvals.authorities import AuthorityDraft, enter_authority, revoke_authority
from supervision.approvals.words import DelegatedAct
from supervision.corrections.papers.keeping import list_papers
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.forms.catalogue import FormName
from supervision.legal_time import day_start, moved_clock
from supervision.officers import Role
from supervision.orders.approval import OwnProposal, approve_order, open_for_approval, return_order
from supervision.orders.drafting import change_draft, draft_order
from supervision.orders.due_work import find_orders_to_decide
from supervision.orders.opening import open_order
from supervision.orders.order_state import OrderState
from supervision.orders.proposing import propose_order
from supervision.storage.database import fetch
from supervision.storage.urls import DatabaseUrls
from tests.cast import COUNTY, Cast
from tests.makers import Member, make_officer
from tests.makers_applications import day, make_mandate, today
from tests.makers_files import make_person_file
from tests.makers_orders import approve, make_terms, unused_code

ORDERS = (DelegatedAct.DECIDE_ORDERS,)


async def make_deputy(cast: Cast) -> Member:
    return await make_officer("dora", "Dora Deputy", Role.COUNTY_AGENCY, COUNTY, cast.county_office)


async def make_proposed(by: Member, drafted_by: Member | None = None, file_by: Member | None = None) -> UUID:
    drafter = drafted_by or by
    file_id = await make_person_file((file_by or drafter).officer)
    order_id = await draft_order(drafter.officer, file_id, await make_terms(drafter, file_id))
    await propose_order(by.officer, order_id)
    return order_id


async def is_refused(deputy: Member, order_id: UUID, digest: str) -> bool:
    with pytest.raises(NotPermitted):
        await open_for_approval(deputy.officer, order_id)
    with pytest.raises(NotPermitted):
        await return_order(deputy.officer, order_id, "退回。")
    with pytest.raises(NotPermitted):
        await approve_order(deputy.officer, order_id, digest, deputy.code())
    return await find_orders_to_decide(deputy.officer) is None


async def test_a_deputy_decides_by_a_live_mandate_that_lists_it_and_the_paper_says_so(cast: Cast) -> None:
    deputy, order_id = await make_deputy(cast), await make_proposed(cast.olga)
    assert await find_orders_to_decide(deputy.officer) is None
    mandate_id = await make_mandate(cast, deputy, acts=ORDERS)
    assert len(await find_orders_to_decide(deputy.officer) or ()) == 1
    await approve(deputy, order_id)
    opened = await open_order(cast.olga.officer, order_id, "supervision")
    assert opened.state is OrderState.APPROVED
    version = opened.versions[0].version
    assert (version.decided_by_name, version.mandate_document) == ("Dora Deputy", "临司授〔2026〕1号")
    papers = (await list_papers(cast.agnes.officer, opened.order.file_id, "supervision")).items
    (decision,) = [paper for paper in papers if paper.form is FormName.POSITIONING_DECISION]
    assert decision.fields["approved_by"] == "代行县级司法行政部门负责人职责的Dora Deputy（临司授〔2026〕1号）"
    entries = await fetch(
        "SELECT subject_kind, detail_json FROM audit_entry WHERE act = 'order:approve' AND result = 'done'"
    )
    said = {entry["subject_kind"]: entry["detail_json"] for entry in entries}
    assert said.keys() == {"order", "person-file"}
    assert str(mandate_id) in said["order"]


async def test_the_head_decides_as_ever_and_no_mandate_stands_with_it(cast: Cast) -> None:
    order_id = await make_proposed(cast.olga)
    await make_mandate(cast, await make_deputy(cast), acts=ORDERS)
    await approve(cast.hua, order_id)
    version = (await open_order(cast.olga.officer, order_id, "supervision")).versions[0].version
    assert (version.decided_by_name, version.mandate_document) == ("Hua Head", "")


@pytest.mark.parametrize(
    ("acts", "from_on", "asked_on"),
    [((), None, None), (ORDERS, day(3), None), (ORDERS, None, day(31))],
    ids=["it does not list orders", "it has not begun", "it is over"],
)
async def test_a_mandate_that_does_not_cover_it_decides_no_order(
    cast: Cast, acts: tuple[DelegatedAct, ...], from_on: date | None, asked_on: date | None
) -> None:
    deputy, order_id = await make_deputy(cast), await make_proposed(cast.olga)
    digest = (await open_for_approval(cast.hua.officer, order_id)).digest
    await make_mandate(cast, deputy, acts=acts, from_on=from_on)
    asked_at = day_start(asked_on or today()) + timedelta(hours=20)
    with moved_clock(lambda: asked_at):
        assert await is_refused(deputy, order_id, digest)


async def test_a_revoked_or_unconfirmed_mandate_decides_no_order(cast: Cast) -> None:
    deputy, order_id = await make_deputy(cast), await make_proposed(cast.olga)
    digest = (await open_for_approval(cast.hua.officer, order_id)).digest
    draft = AuthorityDraft("临司授〔2026〕2号", today(), day(9), deputy_id=deputy.id, acts=ORDERS)
    await enter_authority(cast.agnes.officer, draft)
    assert await is_refused(deputy, order_id, digest)
    await revoke_authority(cast.hua.officer, await make_mandate(cast, deputy, acts=ORDERS))
    assert await is_refused(deputy, order_id, digest)


async def test_a_mandate_reaches_no_other_county(cast: Cast) -> None:
    bela = await make_officer("bela", "Bela Beyond", Role.COUNTY_AGENCY, "149902", cast.other_county_office)
    order_id = await make_proposed(bela)
    deputy = await make_deputy(cast)
    await make_mandate(cast, deputy, acts=ORDERS)
    with pytest.raises(NotFound):
        await open_for_approval(deputy.officer, order_id)
    assert await find_orders_to_decide(deputy.officer) == []


async def test_a_deputy_decides_nothing_that_they_drafted_or_proposed(cast: Cast) -> None:
    deputy = await make_deputy(cast)
    await make_mandate(cast, deputy, acts=ORDERS)
    for order_id in (
        await make_proposed(deputy, file_by=cast.olga),
        await make_proposed(deputy, drafted_by=cast.olga),
        await make_proposed(cast.olga, drafted_by=deputy, file_by=cast.olga),
    ):
        digest = (await open_for_approval(cast.hua.officer, order_id)).digest
        with pytest.raises(OwnProposal):
            await approve_order(deputy.officer, order_id, digest, unused_code(deputy))
        with pytest.raises(OwnProposal):
            await return_order(deputy.officer, order_id, "退回。")
    assert await find_orders_to_decide(deputy.officer) == []
    assert len(await find_orders_to_decide(cast.hua.officer) or ()) == 3


async def test_a_deputy_who_changed_what_another_drafted_and_proposed_decides_nothing_of_it(cast: Cast) -> None:
    deputy, file_id = await make_deputy(cast), await make_person_file(cast.olga.officer)
    await make_mandate(cast, deputy, acts=ORDERS)
    terms = await make_terms(cast.olga, file_id)
    order_id = await draft_order(cast.olga.officer, file_id, terms)
    await change_draft(
        deputy.officer, order_id, msgspec.structs.replace(terms, ends_on=terms.ends_on - timedelta(days=1))
    )
    await change_draft(cast.olga.officer, order_id, terms)
    await propose_order(cast.olga.officer, order_id)
    digest = (await open_for_approval(cast.hua.officer, order_id)).digest
    with pytest.raises(OwnProposal):
        await approve_order(deputy.officer, order_id, digest, unused_code(deputy))
    with pytest.raises(OwnProposal):
        await return_order(deputy.officer, order_id, "退回。")
    assert await find_orders_to_decide(deputy.officer) == []
    assert len(await find_orders_to_decide(cast.hua.officer) or ()) == 1


async def test_a_deputy_returns_an_order_too(cast: Cast) -> None:
    deputy, order_id = await make_deputy(cast), await make_proposed(cast.olga)
    await make_mandate(cast, deputy, acts=ORDERS)
    await return_order(deputy.officer, order_id, "时段请写明。")
    assert (await open_order(cast.olga.officer, order_id, "supervision")).state is OrderState.RETURNED


async def test_no_office_is_delegated_what_the_law_leaves_to_the_head(database: DatabaseUrls, cast: Cast) -> None:
    for draft in (
        AuthorityDraft("临矫委〔2026〕9号", today(), day(9), office_id=cast.north_office, acts=ORDERS),
        AuthorityDraft(
            "临司授〔2026〕9号", today(), day(9), deputy_id=cast.agnes.id, acts=(DelegatedAct.DECIDE_LEAVE,)
        ),
    ):
        with pytest.raises(InputInvalid) as refusal:
            await enter_authority(cast.agnes.officer, draft)
        assert refusal.value.field == "acts"
    await make_mandate(cast, await make_deputy(cast))
    owner = await asyncpg.connect(database.owner)
    with pytest.raises(asyncpg.CheckViolationError):
        await owner.execute("UPDATE written_authority SET acts = '{decide-leave}'")
    await owner.close()
