"""Drafting and proposing orders, against the real database."""

from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest

from supervision.corrections.category import Category
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import add_record, annul_record
from supervision.errors import NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.orders.checks import OrderRefused
from supervision.orders.drafting import change_draft, draft_order
from supervision.orders.ending import end_order
from supervision.orders.grounds import Ground, GroundsRefused
from supervision.orders.liveness import StopCause
from supervision.orders.opening import open_order
from supervision.orders.order_state import OrderState, OrderStepRefused, VersionState
from supervision.orders.periods import PeriodRefused
from supervision.orders.proposing import propose_order
from supervision.orders.terms import GroundChoice
from supervision.orders.zones import ZoneRefused
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_files import dump_of, make_custody, make_person_file, make_record
from tests.makers_orders import make_order_in_force, make_terms, make_zone


async def test_a_draft_is_numbered_sealed_under_a_key_of_its_own_and_readable_by_its_office(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="孙归鸿")
    order_id = await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id))
    opened = await open_order(cast.olga.officer, order_id, "supervision")
    assert opened.order.number == f"DW-149901-{legal_day(now()).year}-0001"
    assert (opened.state, opened.stop, opened.person_name) == (OrderState.DRAFT, None, "孙归鸿")
    assert opened.versions[0].terms.zones[0]["name"] == "住处"
    dump = await dump_of("positioning_order", "order_version", "order_ground", "audit_entry")
    assert not any(secret in dump for secret in ("住处", "112.85", "35.49", "孙归鸿"))


async def test_only_those_who_prepare_orders_draft_them_and_only_within_reach(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    for member in (cast.hua, cast.carl):
        with pytest.raises(NotPermitted):
            await draft_order(member.officer, file_id, terms)
    for member in (cast.oscar, cast.hugo, cast.sam):
        with pytest.raises(NotFound):
            await draft_order(member.officer, file_id, terms)


async def test_a_draft_names_only_records_of_its_own_file(cast: Cast) -> None:
    file_id, other = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    elsewhere = await make_record(cast.olga.officer, other)
    for record_id in (elsewhere, uuid4()):
        terms = await make_terms(cast.olga, file_id, grounds=(GroundChoice(Ground.REFUSED_REPORT, record_id),))
        with pytest.raises(GroundsRefused):
            await draft_order(cast.olga.officer, file_id, terms)


async def test_an_order_longer_than_three_months_or_with_an_impossible_zone_is_not_even_drafted(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    longer = msgspec.structs.replace(terms, ends_on=terms.ends_on + timedelta(days=1))
    tiny = msgspec.structs.replace(terms, zones=(make_zone(radius_m=5.0),))
    with pytest.raises(PeriodRefused):
        await draft_order(cast.olga.officer, file_id, longer)
    with pytest.raises(ZoneRefused):
        await draft_order(cast.olga.officer, file_id, tiny)


async def test_somebody_in_custody_gets_no_order(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    await make_custody(cast.olga.officer, file_id, now())
    with pytest.raises(OrderRefused):
        await draft_order(cast.olga.officer, file_id, terms)


async def test_one_person_has_one_order_at_a_time(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    with pytest.raises(OrderRefused):
        await draft_order(cast.olga.officer, order.file_id, await make_terms(cast.olga, order.file_id))
    await end_order(cast.agnes.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "表现稳定。")
    assert await draft_order(cast.olga.officer, order.file_id, await make_terms(cast.olga, order.file_id))


async def test_a_draft_can_be_changed_until_it_is_proposed(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    order_id = await draft_order(cast.olga.officer, file_id, terms)
    wider = msgspec.structs.replace(terms, zones=(make_zone(radius_m=300.0, name="村里"),))
    await change_draft(cast.agnes.officer, order_id, wider)
    opened = await open_order(cast.olga.officer, order_id, "supervision")
    assert [zone["name"] for zone in opened.versions[0].terms.zones] == ["村里"]
    await propose_order(cast.olga.officer, order_id)
    with pytest.raises(OrderStepRefused):
        await change_draft(cast.agnes.officer, order_id, terms)
    with pytest.raises(OrderStepRefused):
        await propose_order(cast.agnes.officer, order_id)


@pytest.mark.parametrize("flaw", ["no ground", "no proof", "wrong kind", "annulled"])
async def test_a_proposal_needs_a_ground_that_stands_with_its_proof(cast: Cast, flaw: str) -> None:
    file_id = await make_person_file(cast.olga.officer)
    record_id = await make_record(cast.olga.officer, file_id)
    if flaw == "no proof":
        record_id = await add_record(cast.olga.officer, file_id, RecordKind.WARNING, legal_day(now()), "口头警告。")
    ground = Ground.UNAPPROVED_LEAVE if flaw == "wrong kind" else Ground.REFUSED_REPORT
    grounds = () if flaw == "no ground" else (GroundChoice(ground, record_id),)
    order_id = await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id, grounds=grounds))
    if flaw == "annulled":
        await annul_record(cast.agnes.officer, file_id, record_id, "复核后撤销。")
    with pytest.raises(GroundsRefused):
        await propose_order(cast.olga.officer, order_id)
    assert (await open_order(cast.olga.officer, order_id, "supervision")).state is OrderState.DRAFT


async def test_a_proposal_writes_down_everything_that_the_head_will_see(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="孙归鸿", category=Category.PAROLE, address="松坡村9号")
    order_id = await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id))
    await propose_order(cast.olga.officer, order_id)
    opened = await open_order(cast.hua.officer, order_id, "supervision")
    version = opened.versions[0]
    assert (opened.state, version.version.state) == (OrderState.PROPOSED, VersionState.PROPOSED)
    paper = version.paper
    assert paper is not None
    assert (paper.name, paper.home_address, paper.category) == ("孙归鸿", "松坡村9号", Category.PAROLE)
    assert (paper.proposed_by_name, paper.agency_name) == ("Olga North", "北岭司法所")
    assert paper.grounds[0].ground is Ground.REFUSED_REPORT
    assert paper.zones == version.terms.zones
    assert "孙归鸿" not in await dump_of("order_version")
    assert (await acts_of(cast.olga.id))[-1] == ("order:propose", "done")
