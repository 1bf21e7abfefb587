"""Papers of positioning orders: put out by approval and notice, void with what should not have been."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from supervision.corrections.called_papers import ActOnFile
from supervision.corrections.papers.called_for import ActKind
from supervision.corrections.papers.filling import in_words
from supervision.corrections.papers.issuing import PaperIssuedAlready
from supervision.corrections.papers.keeping import list_papers, print_paper, void_paper
from supervision.corrections.papers.store import Paper, PaperState
from supervision.corrections.papers.suiting import PaperUnsuited
from supervision.errors import NotFound
from supervision.forms.catalogue import FormName
from supervision.forms.rendering import read_text
from supervision.forms.templates import use_own_templates
from supervision.legal_time import legal_day, now
from supervision.orders.ending import end_order
from supervision.orders.liveness import StopCause
from supervision.orders.notices import print_notice
from supervision.orders.order_papers import find_order_paper, issue_order_paper
from supervision.orders.order_state import VersionKind
from supervision.orders.store import versions_of
from tests.cast import Cast
from tests.makers_files import make_person_file
from tests.makers_forms import a_template, put, typed
from tests.makers_orders import (
    make_approved_order,
    make_next_version,
    make_order_in_force,
    make_terms,
    make_zone,
    serve,
)

DECISION, NOTICE = FormName.POSITIONING_DECISION, FormName.POSITIONING_NOTICE
SUPERVISION = "supervision"


@pytest.fixture
def own_folder(tmp_path: Path) -> Iterator[Path]:
    use_own_templates(tmp_path)
    yield tmp_path
    use_own_templates(None)


async def papers(cast: Cast, file_id: UUID) -> dict[FormName, list[Paper]]:
    found: dict[FormName, list[Paper]] = {}
    for paper in (await list_papers(cast.agnes.officer, file_id, SUPERVISION)).items:
        found.setdefault(paper.form, []).append(paper)
    return found


async def said(cast: Cast, paper: Paper) -> str:
    printed = await print_paper(cast.agnes.officer, paper.paper_id, SUPERVISION)
    return "\n".join(cell for line in read_text(printed.content) for cell in line.cells)


async def newest_version(order_id: UUID) -> UUID:
    return (await versions_of([order_id]))[order_id][-1].id


async def make_approved(cast: Cast) -> tuple[UUID, UUID]:
    file_id = await make_person_file(cast.olga.officer, name="沈望舒")
    zones = (make_zone(name="住处"), make_zone(35.51, 112.87, 400, kind="forbidden", is_protected=True, name="被害人"))
    terms = await make_terms(cast.olga, file_id, zones=zones)
    return await make_approved_order(cast.olga, cast.hua, file_id, terms), file_id


async def test_an_approval_puts_out_the_decision_and_the_first_printing_the_notice_under_its_number(
    cast: Cast,
) -> None:
    order_id, file_id = await make_approved(cast)
    found = await papers(cast, file_id)
    assert set(found) == {DECISION}
    (decision,) = found[DECISION]
    assert decision.act_kind is ActKind.ORDER
    assert decision.act_id == await newest_version(order_id)
    text = await said(cast, decision)
    for wanted in (
        "沈望舒",
        "拒不按照规定报告自己的活动情况，被给予警告的",
        "拒不报告活动情况，给予警告。",
        "县级司法行政部门负责人Hua Head批准",
        f"期限自{in_words(legal_day(now()))}起",
        decision.number,
    ):
        assert wanted in text
    first, again = await print_notice(cast.olga.officer, order_id), await print_notice(cast.agnes.officer, order_id)
    (notice,) = (await papers(cast, file_id))[NOTICE]
    assert notice.number == first.number == again.number
    assert first.paper_id == again.paper_id == notice.paper_id
    text = await said(cast, notice)
    for wanted in ("规定区域：住处", "须立即离开", "每天按时充电", "给予训诫、警告", "两名见证人"):
        assert wanted in text
    assert "被害人" not in text


async def test_an_extension_has_a_decision_and_a_notice_of_its_own(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    first = await papers(cast, order.file_id)
    ends_on = order.terms.ends_on + timedelta(days=20)
    terms = msgspec.structs.replace(
        order.terms, starts_on=order.terms.ends_on + timedelta(days=1), ends_on=ends_on, assessment="仍然需要。"
    )
    await make_next_version(cast, order, VersionKind.EXTENSION, terms)
    await serve(cast.olga, order.order_id, order.file_id)
    found = await papers(cast, order.file_id)
    assert [len(found[form]) for form in (DECISION, NOTICE)] == [2, 2]
    for form in (DECISION, NOTICE):
        extended, before = found[form]
        assert before.number == first[form][0].number
        assert before.state is not PaperState.VOID
        assert extended.fields["until_day"] == in_words(ends_on)


@pytest.mark.parametrize(
    ("cause", "state"), [(StopCause.SET_ASIDE, PaperState.VOID), (StopCause.NO_LONGER_NEEDED, PaperState.ISSUED)]
)
async def test_only_what_should_not_have_been_voids_the_papers_of_an_order_that_ran(
    cast: Cast, cause: StopCause, state: PaperState
) -> None:
    order = await make_order_in_force(cast)
    await end_order(cast.hua.officer, order.order_id, cause, "复核后决定。")
    found = await papers(cast, order.file_id)
    assert {paper.state for of_form in found.values() for paper in of_form} == {state}
    reasons = {paper.void_reason for of_form in found.values() for paper in of_form}
    assert reasons == {"复核后决定。" if state is PaperState.VOID else ""}


async def test_an_order_that_never_started_leaves_no_paper_standing(cast: Cast) -> None:
    order_id, file_id = await make_approved(cast)
    await end_order(cast.hua.officer, order_id, StopCause.NO_LONGER_NEEDED, "情况已变。")
    (decision,) = (await papers(cast, file_id))[DECISION]
    assert (decision.state, decision.voided_by_name) == (PaperState.VOID, "Hua Head")


async def test_a_template_that_cannot_be_used_stands_in_no_approvals_way(cast: Cast, own_folder: Path) -> None:
    path = put(own_folder, DECISION, "2026-01-01", a_template("{{ name }} {% for x in y %}"))
    order_id, file_id = await make_approved(cast)
    assert await papers(cast, file_id) == {}
    path.unlink()
    act = ActOnFile(ActKind.ORDER, await newest_version(order_id))
    called = await find_order_paper(cast.agnes.officer, file_id, DECISION, act)
    assert called is not None
    assert called.missing == ()
    await issue_order_paper(cast.agnes.officer, file_id, DECISION, called.filled, act)
    with pytest.raises(PaperIssuedAlready):
        await issue_order_paper(cast.agnes.officer, file_id, DECISION, called.filled, act)


async def test_an_order_of_here_has_no_papers_by_hand_and_one_of_before_has(cast: Cast) -> None:
    order_id, file_id = await make_approved(cast)
    agnes = cast.agnes.officer
    number = (await papers(cast, file_id))[DECISION][0].fields["order_number"]
    with pytest.raises(PaperUnsuited):
        await issue_order_paper(agnes, file_id, DECISION, typed(DECISION, order_number=number), None)
    await issue_order_paper(agnes, file_id, DECISION, typed(DECISION, order_number="2019年第3号"), None)
    by_hand, of_order = (await papers(cast, file_id))[DECISION]
    assert (by_hand.act_id, of_order.act_id) == (None, await newest_version(order_id))


async def test_a_void_decision_is_issued_again_under_the_next_number(cast: Cast) -> None:
    order_id, file_id = await make_approved(cast)
    agnes, act = cast.agnes.officer, ActOnFile(ActKind.ORDER, await newest_version(order_id))
    (decision,) = (await papers(cast, file_id))[DECISION]
    await void_paper(agnes, decision.paper_id, "印刷有误。")
    called = await find_order_paper(agnes, file_id, DECISION, act)
    assert called is not None
    await issue_order_paper(agnes, file_id, DECISION, called.filled, act)
    again, before = (await papers(cast, file_id))[DECISION]
    assert again.number != before.number


async def test_what_an_order_does_not_call_for_is_not_found(cast: Cast) -> None:
    order_id, file_id = await make_approved(cast)
    other_id, agnes = await make_person_file(cast.olga.officer), cast.agnes.officer
    act = ActOnFile(ActKind.ORDER, await newest_version(order_id))
    for officer, on_file, form, asked in (
        (agnes, file_id, NOTICE, act),
        (agnes, other_id, DECISION, act),
        (agnes, file_id, DECISION, ActOnFile(ActKind.MEASURE, act.act_id)),
        (agnes, file_id, DECISION, ActOnFile(ActKind.ORDER, order_id)),
        (cast.oscar.officer, file_id, NOTICE, act),
    ):
        with pytest.raises(NotFound):
            await find_order_paper(officer, on_file, form, asked)
