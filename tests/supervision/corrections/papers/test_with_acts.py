"""Papers that acts put out themselves: numbered as the act is, void with it, never in its way; on the real database."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from supervision.corrections.applications.asking import make_application
from supervision.corrections.applications.ending import cancel_application, shorten_application, sign_off
from supervision.corrections.called_papers import ActOnFile, find_called_paper, issue_called_paper
from supervision.corrections.opening import open_person_file
from supervision.corrections.papers.called_for import ActKind
from supervision.corrections.papers.issuing import PaperIssuedAlready, issue_paper
from supervision.corrections.papers.keeping import list_papers, print_paper, void_paper
from supervision.corrections.papers.store import Paper, PaperState
from supervision.corrections.release.certifying import issue_certificate
from supervision.corrections.sanctions.delivering import Outcome, record_outcome
from supervision.corrections.sanctions.listing import open_measure
from supervision.corrections.sanctions.objecting import annul_measure
from supervision.corrections.sanctions.proposing import decide_measure, undo_decision
from supervision.corrections.sanctions.words import MeasureKind, MeasureState, Trigger
from supervision.corrections.transfers.steps import TransferState
from supervision.errors import NotFound
from supervision.forms.catalogue import FormName
from supervision.forms.rendering import read_text
from supervision.forms.templates import use_own_templates
from supervision.legal_time import day_end, legal_day, moved_clock, now
from supervision.officers.officer_changes import move_officer
from supervision.storage.database import fetch
from supervision.storage.urls import DatabaseUrls
from tests.cast import Cast
from tests.makers_applications import approve, day, leave_draft, make_leave, refuse
from tests.makers_ends import make_request
from tests.makers_files import make_person_file, make_term_confirmed
from tests.makers_forms import a_template, put, typed
from tests.makers_measures import FACTS, make_breach, make_decided, make_delivered, make_proposed
from tests.makers_orders import unused_code
from tests.makers_transfers import ask, bring, make_receiver

SUPERVISION = "supervision"


@pytest.fixture
def own_folder(tmp_path: Path) -> Iterator[Path]:
    use_own_templates(tmp_path)
    yield tmp_path
    use_own_templates(None)


async def papers(cast: Cast, file_id: UUID) -> tuple[Paper, ...]:
    return (await list_papers(cast.agnes.officer, file_id, SUPERVISION)).items


async def said(cast: Cast, paper: Paper) -> str:
    printed = await print_paper(cast.agnes.officer, paper.paper_id, SUPERVISION)
    return "\n".join(cell for line in read_text(printed.content) for cell in line.cells)


async def test_a_decided_measure_has_its_paper_at_once_under_the_number_of_the_decision(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="慕容青")
    await make_breach(cast, file_id)
    measure_id = await make_decided(cast, file_id, MeasureKind.ADMONITION, Trigger.BREACH)
    (paper,) = await papers(cast, file_id)
    measure = (await open_measure(cast.agnes.officer, measure_id, SUPERVISION)).measure
    assert (paper.form, paper.number, paper.act_id) == (FormName.ADMONITION, measure.number, measure_id)
    text = await said(cast, paper)
    for wanted in ("慕容青", FACTS, "未按要求报告活动情况", "那几天家里有事", "临溪县司法局", paper.number):
        assert wanted in text


async def test_paper_and_measure_stay_in_the_name_of_the_agency_that_decided(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    measure_id = await make_decided(cast, file_id)
    (before,) = await papers(cast, file_id)
    agency = before.fields["issuer"]
    await move_officer(cast.sue.officer, cast.agnes.id, cast.other_county_office)
    opened = await open_measure(cast.olga.officer, measure_id, SUPERVISION)
    assert opened.measure.decided_in == agency == cast.agnes.officer.office_name


async def test_a_decision_taken_back_voids_its_paper_and_the_next_has_another_number(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    measure_id = await make_decided(cast, file_id)
    await undo_decision(cast.agnes.officer, measure_id, "事实须再核实。")
    (void,) = await papers(cast, file_id)
    assert (void.state, void.void_reason) == (PaperState.VOID, "事实须再核实。")
    await decide_measure(cast.agnes.officer, measure_id)
    again, old = await papers(cast, file_id)
    measure = (await open_measure(cast.agnes.officer, measure_id, SUPERVISION)).measure
    assert again.state is PaperState.ISSUED
    assert again.number == measure.number != old.number


async def test_an_annulled_measure_voids_its_paper_for_the_same_reason(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    measure_id = await make_delivered(cast, file_id)
    await annul_measure(cast.hua.officer, measure_id, "事实不成立。", unused_code(cast.hua))
    (paper,) = await papers(cast, file_id)
    assert (paper.state, paper.void_reason, paper.voided_by_name) == (PaperState.VOID, "事实不成立。", "Hua Head")


async def test_a_proposal_waits_for_its_addressee_and_is_then_issued_once_under_its_number(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    measure_id = await make_decided(cast, file_id, MeasureKind.REVOKE_SUSPENSION)
    assert await papers(cast, file_id) == ()
    form, agnes = FormName.SUSPENSION_REVOCATION, cast.agnes.officer
    act = ActOnFile(ActKind.MEASURE, measure_id)
    called = await find_called_paper(agnes, file_id, form, act)
    assert called is not None
    assert [field.name for field in called.missing] == ["addressed_to"]
    fields = {**called.filled, "addressed_to": "临溪县人民法院"}
    await issue_called_paper(agnes, file_id, form, fields, act)
    with pytest.raises(PaperIssuedAlready):
        await issue_called_paper(agnes, file_id, form, fields, act)
    (paper,) = await papers(cast, file_id)
    measure = (await open_measure(agnes, measure_id, SUPERVISION)).measure
    assert (paper.number, measure.state) == (measure.number, MeasureState.DECIDED)
    await void_paper(agnes, paper.paper_id, "主送机关有误。")
    await issue_called_paper(agnes, file_id, form, fields, act)
    replaced, _void = await papers(cast, file_id)
    assert replaced.number.startswith("CH-149901-")


async def test_of_two_who_issue_an_acts_paper_at_once_one_does_and_the_other_is_told(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    measure_id = await make_decided(cast, file_id, MeasureKind.REVOKE_SUSPENSION)
    act, form = ActOnFile(ActKind.MEASURE, measure_id), FormName.SUSPENSION_REVOCATION
    handed_in = [issue_called_paper(cast.agnes.officer, file_id, form, typed(form), act) for _ in range(2)]
    answers = await asyncio.gather(*handed_in, return_exceptions=True)
    assert sorted(type(one) is PaperIssuedAlready for one in answers) == [False, True]
    assert len(await papers(cast, file_id)) == 1


async def test_what_an_act_does_not_call_for_is_not_found(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    file_id, other_id = await make_person_file(olga), await make_person_file(olga)
    proposed, decided = await make_proposed(cast, file_id), await make_decided(cast, file_id)
    leave = await make_leave(cast.olga, file_id)
    transfer = await ask(cast, file_id)
    measure = ActKind.MEASURE
    for form, kind, act_id, on_file in (
        (FormName.WARNING, measure, decided, file_id),
        (FormName.ADMONITION, measure, decided, other_id),
        (FormName.ADMONITION, measure, proposed, file_id),
        (FormName.LEAVE_PERMIT, ActKind.APPLICATION, leave, file_id),
        (FormName.LEAVE_PERMIT, ActKind.APPLICATION, leave, other_id),
        (FormName.TRANSFER_INQUIRY, ActKind.TRANSFER, transfer, file_id),
        (FormName.TRANSFER_INQUIRY, ActKind.TRANSFER, transfer, other_id),
    ):
        with pytest.raises(NotFound):
            await find_called_paper(agnes, on_file, form, ActOnFile(kind, act_id))
    assert await find_called_paper(agnes, file_id, FormName.RELEASE_CERTIFICATE) is None


async def test_a_template_that_cannot_be_used_stands_in_no_decisions_way(cast: Cast, own_folder: Path) -> None:
    path = put(own_folder, FormName.ADMONITION, "2026-01-01", a_template("{{ name }} {% for x in y %}"))
    file_id, agnes = await make_person_file(cast.olga.officer), cast.agnes.officer
    measure_id = await make_decided(cast, file_id)
    measure = (await open_measure(agnes, measure_id, SUPERVISION)).measure
    assert measure.state is MeasureState.DECIDED
    assert await papers(cast, file_id) == ()
    (entry,) = await fetch("SELECT detail_json FROM audit_entry WHERE act = 'measure:decide' AND result = 'done'")
    assert "admonition: template-refused" in entry["detail_json"]
    path.unlink()
    act = ActOnFile(ActKind.MEASURE, measure_id)
    called = await find_called_paper(agnes, file_id, FormName.ADMONITION, act)
    assert called is not None
    assert called.missing == ()
    await issue_called_paper(agnes, file_id, FormName.ADMONITION, called.filled, act)
    assert [paper.number for paper in await papers(cast, file_id)] == [measure.number]


async def test_a_paper_that_could_not_be_made_took_no_number(cast: Cast, own_folder: Path) -> None:
    put(own_folder, FormName.LEAVE_PERMIT, "2026-01-01", b"no document")
    file_id = await make_person_file(cast.olga.officer)
    await approve(cast.agnes, await make_leave(cast.olga, file_id, 5, 10))
    assert await papers(cast, file_id) == ()
    assert await fetch("SELECT 1 FROM number_series WHERE kind = 'paper-zw'") == []


async def test_an_admonition_by_hand_and_one_by_decision_never_share_a_number(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await issue_paper(cast.agnes.officer, file_id, FormName.ADMONITION, typed(FormName.ADMONITION))
    await make_decided(cast, file_id)
    numbers = [paper.number for paper in await papers(cast, file_id)]
    assert len(set(numbers)) == 2


async def test_a_proposal_of_which_a_penalty_came_is_sealed_with_it(cast: Cast) -> None:
    file_id, agnes = await make_person_file(cast.olga.officer), cast.agnes.officer
    await make_breach(cast, file_id)
    measure_id = await make_delivered(cast, file_id, MeasureKind.POLICE_PENALTY, Trigger.BREACH)
    form = FormName.PENALTY_PROPOSAL
    act = ActOnFile(ActKind.MEASURE, measure_id)
    called = await find_called_paper(agnes, file_id, form, act)
    assert called is not None
    fields = {**called.filled, "addressed_to": "临溪县公安局"}
    paper_id = await issue_called_paper(agnes, file_id, form, fields, act)
    await record_outcome(agnes, measure_id, Outcome(True, legal_day(now()), "临公行罚决字12号", "警告"))  # noqa: FBT003
    assert await papers(cast, file_id) == ()
    with pytest.raises(NotFound):
        await print_paper(agnes, paper_id, SUPERVISION)
    with pytest.raises(NotFound):
        await find_called_paper(agnes, file_id, form, act)


async def test_an_approved_leave_has_its_permit_and_a_refused_one_its_reason(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    approved, refused = await make_leave(cast.olga, file_id, 5, 10), await make_leave(cast.olga, file_id, 20, 10)
    await approve(cast.agnes, approved)
    await refuse(cast.agnes, refused, "同期有集中教育，且无不得已的理由。")
    refusal, permit = await papers(cast, file_id)
    assert (permit.form, permit.act_id) == (FormName.LEAVE_PERMIT, approved)
    assert (refusal.form, refusal.act_id) == (FormName.LEAVE_REFUSAL, refused)
    text = await said(cast, permit)
    first, last = day(5), day(14)
    assert f"{first.year}年{first.month}月{first.day}日起至{last.year}年{last.month}月{last.day}日止" in text
    assert "省城人民医院" in text
    assert "同期有集中教育" in await said(cast, refusal)


async def test_a_shortened_leave_gets_another_permit_and_a_cancelled_one_none(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id, 5, 10)
    await approve(cast.agnes, leave)
    await shorten_application(cast.agnes.officer, leave, day(8), "提前办完。")
    permit, old = await papers(cast, file_id)
    last = day(8)
    assert permit.fields["until_day"] == f"{last.year}年{last.month}月{last.day}日"
    assert (old.state, old.void_reason) == (PaperState.VOID, "提前办完。")
    await cancel_application(cast.agnes.officer, leave, "不去了。")
    assert {paper.state for paper in await papers(cast, file_id)} == {PaperState.VOID}


async def test_whoever_came_back_keeps_the_permit_that_they_had(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_application(cast.olga.officer, file_id, leave_draft(0, 10, late_reason="急诊。"))
    await approve(cast.agnes, leave)
    await sign_off(cast.agnes.officer, leave, now())
    assert [paper.state for paper in await papers(cast, file_id)] == [PaperState.ISSUED]


async def test_a_release_has_one_number_whoever_of_those_who_may_certify_issues_it(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer, name="慕容青")
    await make_term_confirmed(cast.agnes.officer, file_id)
    ends = day_end((await open_person_file(olga, file_id, SUPERVISION)).term_ends_on)
    with moved_clock(lambda: ends + timedelta(hours=9)):
        request = await make_request(olga, file_id)
        issued = await issue_certificate(cast.agnes.officer, file_id, request, unused_code(cast.agnes))
        found = {paper.form: paper for paper in await papers(cast, file_id)}
        assert set(found) == {FormName.RELEASE_CERTIFICATE, FormName.RELEASE_NOTICE}
        certificate = found[FormName.RELEASE_CERTIFICATE]
        assert certificate.number == issued.number
        last = legal_day(ends - timedelta(minutes=1))
        assert certificate.fields["ended_on"] == f"{last.year}年{last.month}月{last.day}日"
        assert "慕容青" in await said(cast, certificate)
        form = FormName.RELEASE_CERTIFICATE
        with pytest.raises(PaperIssuedAlready) as refusal:
            await issue_called_paper(cast.agnes.officer, file_id, form, typed(form), None)
        assert refusal.value.number == issued.number


async def test_the_inquiry_on_a_change_of_place_says_to_whom_and_until_when(cast: Cast) -> None:
    bela, file_id = await make_receiver(cast), await make_person_file(cast.olga.officer)
    transfer = await ask(cast, file_id)
    await bring(cast.agnes, bela, transfer, TransferState.INQUIRED)
    (paper,) = await papers(cast, file_id)
    (row,) = await fetch("SELECT due_on FROM transfer WHERE id = $1", transfer)
    assert (paper.form, paper.act_id) == (FormName.TRANSFER_INQUIRY, transfer)
    due = row["due_on"]
    assert paper.fields["reply_by"] == f"{due.year}年{due.month}月{due.day}日"
    assert paper.fields["addressed_to"] == bela.officer.office_name
    assert paper.fields["new_address"] == "石坝县城关镇新街2号"


async def test_for_which_act_a_paper_went_out_is_never_changed(database: DatabaseUrls, cast: Cast) -> None:
    await make_decided(cast)
    owner = await asyncpg.connect(database.owner)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await owner.execute("UPDATE issued_paper SET act = gen_random_uuid()")
    await owner.close()
