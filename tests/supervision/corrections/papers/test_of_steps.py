"""Papers of the steps of a file, of its appraisal and of the answer to a change of place; on the real database."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from msgspec import structs

from supervision.audit import Act
from supervision.corrections.called_papers import ActOnFile, find_called_paper, issue_called_paper
from supervision.corrections.category import Category
from supervision.corrections.file_state import EndCause
from supervision.corrections.files import change_person_file, create_person_file
from supervision.corrections.induction.group import GroupMember, set_group
from supervision.corrections.induction.words import MemberKind
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.opening import open_person_file
from supervision.corrections.papers.called_for import ActKind
from supervision.corrections.papers.filling import in_words
from supervision.corrections.papers.issuing import PaperIssuedAlready
from supervision.corrections.papers.keeping import list_papers, print_paper, void_paper
from supervision.corrections.papers.store import Paper, PaperState
from supervision.corrections.papers.suiting import PaperUnsuited
from supervision.corrections.release.acts import record_task
from supervision.corrections.release.store import Appraisal
from supervision.corrections.release.words import ReleaseTask
from supervision.corrections.report_notice import OTHER_DAY_OR_PLACE
from supervision.corrections.reporting import declare, report_in
from supervision.corrections.sanctions.words import MeasureKind, Trigger
from supervision.corrections.steps import find_step
from supervision.corrections.transfers.handling import NextStep, settle_transfer
from supervision.corrections.transfers.letters import issue_reply, load_letters, print_letter
from supervision.corrections.transfers.steps import TransferState
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.forms.catalogue import FormName
from supervision.forms.rendering import read_text
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_attachment, make_content, make_id_number, make_person_file
from tests.makers_forms import typed
from tests.makers_measures import make_breach, make_decided
from tests.makers_transfers import ask, bring, make_receiver, today

SUPERVISION = "supervision"
S = TransferState
GROUP = (
    GroupMember(MemberKind.JUSTICE_OFFICE, "何平", is_woman=True, knows_minors=True),
    GroupMember(MemberKind.VILLAGE, "吴满仓", is_woman=False),
)


async def papers(officer: Officer, file_id: UUID) -> tuple[Paper, ...]:
    return (await list_papers(officer, file_id, SUPERVISION)).items


async def said(officer: Officer, paper: Paper) -> str:
    printed = await print_paper(officer, paper.paper_id, SUPERVISION)
    return "\n".join(cell for line in read_text(printed.content) for cell in line.cells)


async def make_received(officer: Officer, **parts: object) -> UUID:
    assert officer.office_id is not None
    return await create_person_file(officer, officer.office_id, make_content(**parts), LifeStep.RECEIVE)


async def test_a_file_that_begins_with_documents_has_its_notice_to_report_in(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await make_received(olga, name="慕容青")
    (paper,) = await papers(olga, file_id)
    due_on = (await open_person_file(olga, file_id, SUPERVISION)).report_due_on
    assert due_on is not None
    assert (paper.form, paper.act_kind) == (FormName.REPORT_IN_NOTICE, ActKind.FILE_STEP)
    assert paper.act_id == await find_step(file_id, LifeStep.RECEIVE)
    text = await said(olga, paper)
    for wanted in ("慕容青", f"请你于{in_words(due_on)}前到北岭司法所报到", paper.number):
        assert wanted in text


async def test_somebody_taken_over_in_the_programme_is_told_to_report_nowhere(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    assert await papers(cast.olga.officer, file_id) == ()
    assert await find_called_paper(cast.olga.officer, file_id, FormName.REPORT_IN_NOTICE) is None


async def test_another_day_or_office_of_reporting_in_makes_another_notice_and_voids_the_first(cast: Cast) -> None:
    olga = cast.olga.officer
    content = make_content()
    assert olga.office_id is not None
    file_id = await create_person_file(olga, olga.office_id, content, LifeStep.RECEIVE)
    revision = await change_person_file(olga, file_id, 1, replace(content, telephones=content.telephones))
    assert len(await papers(olga, file_id)) == 1
    later = content.judgment.effective_on + timedelta(days=5)
    moved = replace(content, judgment=structs.replace(content.judgment, effective_on=later), term_starts_on=later)
    await change_person_file(olga, file_id, revision, moved)
    again, first = await papers(olga, file_id)
    due_on = (await open_person_file(olga, file_id, SUPERVISION)).report_due_on
    assert due_on is not None
    assert (first.state, first.void_reason) == (PaperState.VOID, OTHER_DAY_OR_PLACE)
    assert (again.state, again.fields["report_by"]) == (PaperState.ISSUED, in_words(due_on))


async def test_a_minors_notice_waits_for_the_guardian_whom_it_names(cast: Cast) -> None:
    born_on = legal_day(now()).replace(year=legal_day(now()).year - 17)
    olga = cast.olga.officer
    content = make_content(document_number=make_id_number(born_on))
    assert olga.office_id is not None
    await create_person_file(olga, olga.office_id, content, LifeStep.RECEIVE)
    assert "BD-" not in await dump_of("issued_paper")


async def test_a_declaration_puts_out_its_paper_with_those_in_the_group(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_received(cast.olga.officer, name="慕容青")
    await report_in(olga, file_id, now(), DocumentType.ID_CARD)
    await set_group(olga, file_id, GROUP)
    await declare(olga, file_id, now(), ["何平"], "北岭镇司法所")
    declaration, _notice = await papers(olga, file_id)
    assert (declaration.form, declaration.act_id) == (
        FormName.DECLARATION,
        await find_step(file_id, LifeStep.DECLARE),
    )
    text = await said(olga, declaration)
    for wanted in ("何平（司法所）", "吴满仓（村（居）民委员会）", "禁止令：无"):
        assert wanted in text


async def test_a_declaration_that_was_issued_to_be_read_out_is_not_issued_again(cast: Cast) -> None:
    olga, file_id, form = cast.olga.officer, await make_received(cast.olga.officer), FormName.DECLARATION
    await report_in(olga, file_id, now(), DocumentType.ID_CARD)
    await set_group(olga, file_id, GROUP)
    called = await find_called_paper(olga, file_id, form)
    assert called is not None
    assert (called.act_id, called.missing) == (None, ())
    await issue_called_paper(olga, file_id, form, called.filled, None)
    with pytest.raises(PaperIssuedAlready):
        await issue_called_paper(olga, file_id, form, called.filled, None)
    await declare(olga, file_id, now(), ["何平"])
    found = [paper for paper in await papers(olga, file_id) if paper.form is form]
    assert len(found) == 1
    with pytest.raises(PaperIssuedAlready):
        await issue_called_paper(olga, file_id, form, called.filled, None)
    await void_paper(olga, found[0].paper_id, "名单有误。")
    await issue_called_paper(olga, file_id, form, called.filled, None)
    again, _void = [paper for paper in await papers(olga, file_id) if paper.form is form]
    assert again.act_id == await find_step(file_id, LifeStep.DECLARE)


async def test_a_declaration_without_a_group_is_made_and_its_paper_waits_for_the_names(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_received(cast.olga.officer)
    await report_in(olga, file_id, now(), DocumentType.ID_CARD)
    await declare(olga, file_id, now(), ["何平"])
    assert [paper.form for paper in await papers(olga, file_id)] == [FormName.REPORT_IN_NOTICE]
    called = await find_called_paper(olga, file_id, FormName.DECLARATION)
    assert called is not None
    assert [field.name for field in called.missing] == ["group_members"]


@pytest.mark.parametrize(
    ("category", "cause", "words"),
    [
        (Category.SUSPENDED_SENTENCE, EndCause.REVOCATION, "被裁定撤销缓刑"),
        (Category.PAROLE, EndCause.REVOCATION, "被裁定撤销假释"),
        (Category.CONTROL, EndCause.DEATH, "死亡"),
    ],
)
async def test_a_termination_tells_the_deciding_organ_at_once(
    cast: Cast, category: Category, cause: EndCause, words: str
) -> None:
    olga = cast.olga.officer
    file_id = await make_person_file(olga, name="慕容青", category=category)
    await make_end(cast, file_id, cause, now())
    (paper,) = await papers(olga, file_id)
    assert (paper.form, paper.act_id) == (
        FormName.TERMINATION_NOTICE,
        await find_step(file_id, LifeStep.TERMINATE),
    )
    text = await said(olga, paper)
    for wanted in (
        "临溪县人民法院",
        f"因{words}，依照社区矫正法第四十五条的规定",
        in_words(legal_day(now())),
        "公安机关",
    ):
        assert wanted in text
    with pytest.raises(PaperIssuedAlready):
        await issue_called_paper(
            cast.agnes.officer, file_id, FormName.TERMINATION_NOTICE, typed(FormName.TERMINATION_NOTICE), None
        )


async def test_an_appraisal_goes_out_with_what_was_found_and_what_is_on_the_file(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_decided(cast, file_id)
    await make_breach(cast, file_id)
    await make_decided(cast, file_id, MeasureKind.POLICE_PENALTY, Trigger.BREACH)
    await record_task(olga, file_id, ReleaseTask.SUMMARY, today(), "我认罪悔罪。")
    await record_task(
        olga, file_id, ReleaseTask.APPRAISAL, today(), appraisal=Appraisal("遵守规定，同意按期解除。", "", "学习认真。")
    )
    paper = next(one for one in await papers(olga, file_id) if one.form is FormName.APPRAISAL)
    assert paper.act_kind is ActKind.RELEASE_TASK
    text = await said(olga, paper)
    for wanted in ("我认罪悔罪。", "矫正期间：训诫1次。", "学习认真。", "遵守规定，同意按期解除。"):
        assert wanted in text
    assert "遵守规定" not in await dump_of("release_task", "audit_entry")


async def test_the_act_that_is_named_for_a_paper_is_the_one_that_calls_for_it(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_received(cast.olga.officer)
    other = await find_step(await make_received(olga), LifeStep.RECEIVE)
    own = await find_step(file_id, LifeStep.RECEIVE)
    assert own is not None
    assert other is not None
    called = await find_called_paper(olga, file_id, FormName.REPORT_IN_NOTICE, ActOnFile(ActKind.FILE_STEP, own))
    assert called is not None
    with pytest.raises(NotFound):
        await find_called_paper(olga, file_id, FormName.REPORT_IN_NOTICE, ActOnFile(ActKind.FILE_STEP, other))


async def test_an_appraisal_on_a_document_of_its_own_puts_out_none(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    scan = await make_attachment(olga, file_id)
    await record_task(olga, file_id, ReleaseTask.APPRAISAL, today(), "见书面鉴定。", scan)
    assert await papers(olga, file_id) == ()
    assert await find_called_paper(olga, file_id, FormName.APPRAISAL) is None


async def test_an_appraisal_without_the_persons_summary_waits_for_it(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await record_task(olga, file_id, ReleaseTask.APPRAISAL, today(), appraisal=Appraisal("同意按期解除。"))
    assert await papers(olga, file_id) == ()
    called = await find_called_paper(olga, file_id, FormName.APPRAISAL)
    assert called is not None
    assert [field.name for field in called.missing] == ["own_summary"]
    assert called.filled["education"] == "没有教育学习、公益活动、个别谈话的记录。"


async def test_nothing_but_an_appraisal_has_a_finding_and_it_says_something(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    for kind, appraisal in (
        (ReleaseTask.SUMMARY, Appraisal("同意。")),
        (ReleaseTask.APPRAISAL, Appraisal(" ", "遵守。")),
    ):
        with pytest.raises(InputInvalid) as refusal:
            await record_task(olga, file_id, kind, today(), appraisal=appraisal)
        assert refusal.value.field == "opinion"


@pytest.mark.parametrize(("step", "words"), [(S.AGREED, "同意接收。"), (S.DECLINED, "不同意接收。")])
async def test_the_new_county_replies_in_its_own_name_and_number_while_the_file_is_not_theirs(
    cast: Cast, step: TransferState, words: str
) -> None:
    bela, file_id = await make_receiver(cast), await make_person_file(cast.olga.officer, name="慕容青")
    transfer = await ask(cast, file_id)
    await bring(cast.agnes, bela, transfer, S.INQUIRED, step)
    reply, inquiry = await papers(cast.agnes.officer, file_id)
    assert (reply.form, reply.act_id) == (FormName.TRANSFER_REPLY, transfer)
    assert reply.number.startswith("FH-149902-")
    assert (reply.fields["issuer"], reply.fields["addressed_to"]) == ("石坝县司法局", "临溪县司法局")
    assert (reply.fields["inquiry_number"], reply.fields["found"]) == (inquiry.number, "复函3号。")
    with pytest.raises(NotFound):
        await print_paper(bela.officer, reply.paper_id, SUPERVISION)
    printed = await print_letter(bela.officer, transfer, reply.paper_id, SUPERVISION)
    text = "\n".join(cell for line in read_text(printed.content) for cell in line.cells)
    for wanted in ("慕容青", f"答复意见：{words}", "石坝县司法局（公章）"):
        assert wanted in text
    letters = await load_letters(bela.officer, Act.TRANSFER_OPEN, transfer)
    assert {one.form for one in letters.issued} == {FormName.TRANSFER_INQUIRY, FormName.TRANSFER_REPLY}


async def test_an_answer_from_outside_or_above_is_no_reply_of_ours(cast: Cast) -> None:
    outside, disputed = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    bela = await make_receiver(cast)
    far = await ask(cast, outside, is_outside=True)
    await bring(cast.agnes, cast.agnes, far, S.INQUIRED, S.AGREED)
    assert FormName.TRANSFER_REPLY not in {one.form for one in await papers(cast.agnes.officer, outside)}
    near = await ask(cast, disputed)
    await bring(cast.agnes, bela, near, S.INQUIRED, S.DECLINED, S.DISPUTED)
    before = await papers(cast.agnes.officer, disputed)
    await settle_transfer(cast.carl.officer, near, NextStep(S.AGREED, today(), "指定接收。"))
    assert await papers(cast.agnes.officer, disputed) == before


async def test_a_reply_is_put_out_once_and_by_the_new_county_alone(cast: Cast) -> None:
    bela, file_id = await make_receiver(cast), await make_person_file(cast.olga.officer)
    transfer = await ask(cast, file_id)
    await bring(cast.agnes, bela, transfer, S.INQUIRED)
    with pytest.raises(NotFound):
        await issue_reply(bela.officer, transfer)
    await bring(cast.agnes, bela, transfer, S.AGREED)
    with pytest.raises(PaperIssuedAlready):
        await issue_reply(bela.officer, transfer)
    agnes, form = cast.agnes.officer, FormName.TRANSFER_REPLY
    for act in (None, ActOnFile(ActKind.TRANSFER, transfer)):
        with pytest.raises(PaperUnsuited):
            await issue_called_paper(agnes, file_id, form, typed(form), act)
    reply = (await papers(agnes, file_id))[0]
    await void_paper(agnes, reply.paper_id, "印刷有误。")
    for stranger in (agnes, cast.oscar.officer):
        with pytest.raises((NotFound, NotPermitted)):
            await issue_reply(stranger, transfer)
    await issue_reply(bela.officer, transfer)
    again, _void, _inquiry = await papers(agnes, file_id)
    assert (again.form, again.fields["issuer"]) == (form, "石坝县司法局")
    assert again.number != reply.number


async def test_letters_of_one_change_are_fetched_by_nobody_who_has_no_part_in_it(cast: Cast) -> None:
    bela, file_id = await make_receiver(cast), await make_person_file(cast.olga.officer)
    transfer, other = await ask(cast, file_id), await ask(cast)
    await bring(cast.agnes, bela, transfer, S.INQUIRED)
    (inquiry,) = await papers(cast.agnes.officer, file_id)
    for officer, asked in ((cast.oscar.officer, transfer), (bela.officer, other)):
        with pytest.raises(NotFound):
            await print_letter(officer, asked, inquiry.paper_id, SUPERVISION)
