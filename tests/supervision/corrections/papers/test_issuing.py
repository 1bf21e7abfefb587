"""Papers: issued from the file, the same bytes ever after, voided and never overwritten; on the real database."""

import asyncio
import hashlib
from uuid import uuid4

import asyncpg
import pytest

from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.category import Category
from supervision.corrections.file_state import EndCause, FileEnded
from supervision.corrections.opening import readings_of
from supervision.corrections.papers.issuing import PaperIssuedAlready, issue_paper, preview_paper
from supervision.corrections.papers.keeping import (
    PaperSigned,
    PaperVoid,
    attach_scan,
    list_papers,
    print_paper,
    void_paper,
)
from supervision.corrections.papers.store import PaperState
from supervision.corrections.papers.suiting import PaperUnsuited
from supervision.errors import InputInvalid, NotFound, NotPermitted, SealBroken
from supervision.forms.catalogue import FORMS, FormName, Issuer
from supervision.forms.rendering import read_text
from supervision.paging import PAGE_SIZE
from supervision.storage.database import fetch
from supervision.storage.urls import DatabaseUrls
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import SIGNED_SCAN, dump_of, make_person_file
from tests.makers_forms import in_paper, typed

SUPERVISION = "supervision"
ADMONITION, COMMITMENT, LEAVE_PERMIT = FormName.ADMONITION, FormName.COMMITMENT, FormName.LEAVE_PERMIT


async def test_a_paper_says_what_the_file_says_and_what_was_typed(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="慕容青")
    paper_id = await issue_paper(cast.olga.officer, file_id, LEAVE_PERMIT, typed(LEAVE_PERMIT, reason="陪母亲手术"))
    printed = await print_paper(cast.hua.officer, paper_id, SUPERVISION)
    said = "\n".join(cell for line in read_text(printed.content) for cell in line.cells)
    for wanted in ("慕容青", "陪母亲手术", "2026年12月1日起至2026年12月4日止", "北岭司法所", printed.paper.number):
        assert wanted in said
    assert printed.paper.number.startswith("ZW-149901-")
    assert (printed.paper.state, printed.paper.issued_by_name) == (PaperState.ISSUED, "Olga North")


@pytest.mark.parametrize("category", Category)
async def test_every_paper_that_suits_can_be_issued(cast: Cast, category: Category) -> None:
    """Every form at least once, by the county agency, on a file of each category."""
    file_id = await make_person_file(cast.olga.officer, category=category)
    issued = set()
    for form in FormName:
        try:
            paper_id = await issue_paper(cast.agnes.officer, file_id, form, typed(form))
        except PaperUnsuited:
            continue
        issued.add(form)
        paper = (await print_paper(cast.agnes.officer, paper_id, SUPERVISION)).paper
        assert all(paper.fields[field.name] == in_paper(form, field.name) for field in FORMS[form].fields)
    proposals = {
        Category.CONTROL: {FormName.PENALTY_PROPOSAL},
        Category.SUSPENDED_SENTENCE: {
            FormName.PENALTY_PROPOSAL,
            FormName.SUSPENSION_REVOCATION,
            FormName.ARREST_PROPOSAL,
        },
        Category.PAROLE: {FormName.PAROLE_REVOCATION, FormName.ARREST_PROPOSAL},
        Category.MEDICAL_PAROLE: {FormName.PENALTY_PROPOSAL, FormName.IMPRISONMENT_PROPOSAL},
    }
    of_the_end = {FormName.RELEASE_CERTIFICATE, FormName.RELEASE_NOTICE, FormName.TERMINATION_NOTICE}
    assert issued == set(FormName) - of_the_end - set().union(*proposals.values()) | proposals[category]


async def test_papers_of_the_end_follow_the_end_that_was_recorded(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(PaperUnsuited):
        await issue_paper(
            cast.agnes.officer, file_id, FormName.RELEASE_CERTIFICATE, typed(FormName.RELEASE_CERTIFICATE)
        )
    await make_end(cast, file_id, EndCause.DEATH)
    await issue_paper(cast.agnes.officer, file_id, FormName.TERMINATION_NOTICE, typed(FormName.TERMINATION_NOTICE))
    with pytest.raises(PaperUnsuited):
        await issue_paper(
            cast.agnes.officer, file_id, FormName.RELEASE_CERTIFICATE, typed(FormName.RELEASE_CERTIFICATE)
        )
    with pytest.raises(FileEnded):
        await issue_paper(cast.agnes.officer, file_id, ADMONITION, typed(ADMONITION))


async def test_a_preview_says_the_same_without_number_and_leaves_no_paper(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="慕容青")
    lines = await preview_paper(cast.agnes.officer, file_id, ADMONITION, typed(ADMONITION), SUPERVISION)
    assert ("编号：签发时编号",) in [line.cells for line in lines]
    assert any("慕容青" in cell for line in lines for cell in line.cells)
    assert (await list_papers(cast.olga.officer, file_id, SUPERVISION)).items == ()
    paper_id = await issue_paper(cast.agnes.officer, file_id, ADMONITION, typed(ADMONITION))
    paper = (await print_paper(cast.agnes.officer, paper_id, SUPERVISION)).paper
    assert paper.number.endswith("-0001")


async def test_a_paper_is_printed_again_as_it_was_whatever_the_file_says_now(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    paper_id = await issue_paper(cast.olga.officer, file_id, COMMITMENT, {})
    first = await print_paper(cast.olga.officer, paper_id, SUPERVISION)
    await make_end(cast, file_id, EndCause.DEATH)
    again = await print_paper(cast.carl.officer, paper_id, "inspection")
    assert again.content == first.content
    assert hashlib.sha256(again.content).hexdigest() == first.paper.sha256


async def test_a_flipped_byte_is_a_broken_seal(database: DatabaseUrls, cast: Cast) -> None:
    paper_id = await issue_paper(cast.olga.officer, await make_person_file(cast.olga.officer), COMMITMENT, {})
    owner = await asyncpg.connect(database.owner)
    await owner.execute("ALTER TABLE issued_paper DISABLE TRIGGER issued_paper_is_kept")
    await owner.execute(
        "UPDATE issued_paper SET content_sealed = set_byte(content_sealed, 200, 255 - get_byte(content_sealed, 200))"
    )
    await owner.execute("ALTER TABLE issued_paper ENABLE TRIGGER issued_paper_is_kept")
    await owner.close()
    with pytest.raises(SealBroken):
        await print_paper(cast.olga.officer, paper_id, SUPERVISION)


async def test_the_database_refuses_to_overwrite_a_paper(cast: Cast) -> None:
    paper_id = await issue_paper(cast.olga.officer, await make_person_file(cast.olga.officer), COMMITMENT, {})
    await void_paper(cast.olga.officer, paper_id, "姓名有误")
    for change in (
        "UPDATE issued_paper SET number = 'CN-1'",
        "UPDATE issued_paper SET content_sealed = 'x'",
        "UPDATE issued_paper SET voided_at = NULL, void_reason_sealed = NULL",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await fetch(change)


async def test_a_void_paper_stays_and_a_second_one_is_told_who_was_first(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    paper_id = await issue_paper(cast.agnes.officer, file_id, COMMITMENT, {})
    outcomes = await asyncio.gather(
        void_paper(cast.olga.officer, paper_id, "姓名有误"),
        void_paper(cast.agnes.officer, paper_id, "日期有误"),
        return_exceptions=True,
    )
    refusals = [outcome for outcome in outcomes if outcome is not None]
    assert [type(refusal) for refusal in refusals] == [PaperVoid]
    paper = (await list_papers(cast.olga.officer, file_id, SUPERVISION)).items[0]
    assert isinstance(refusals[0], PaperVoid)
    assert (paper.state, paper.voided_by_name) == (PaperState.VOID, refusals[0].voided_by)
    assert (await print_paper(cast.olga.officer, paper_id, SUPERVISION)).paper.void_reason == paper.void_reason


async def test_a_signed_scan_of_the_same_file_is_attached_once(cast: Cast) -> None:
    file_id, elsewhere = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    paper_id = await issue_paper(cast.olga.officer, file_id, COMMITMENT, {})
    foreign = await add_attachment(cast.olga.officer, elsewhere, AttachmentKind.PAPER_SCAN, "承诺书", SIGNED_SCAN)
    with pytest.raises(InputInvalid):
        await attach_scan(cast.olga.officer, paper_id, foreign)
    scan_id = await add_attachment(cast.olga.officer, file_id, AttachmentKind.PAPER_SCAN, "承诺书", SIGNED_SCAN)
    await attach_scan(cast.olga.officer, paper_id, scan_id)
    paper = (await list_papers(cast.olga.officer, file_id, SUPERVISION)).items[0]
    assert (paper.state, paper.scan_id, paper.scanned_by_name) == (PaperState.SIGNED, scan_id, "Olga North")
    with pytest.raises(PaperSigned):
        await attach_scan(cast.agnes.officer, paper_id, scan_id)
    await void_paper(cast.olga.officer, paper_id, "签错了人")
    assert (await list_papers(cast.olga.officer, file_id, SUPERVISION)).items[0].state is PaperState.VOID


async def test_one_paper_handed_in_twice_is_issued_once(cast: Cast) -> None:
    file_id, paper_id = await make_person_file(cast.olga.officer), uuid4()
    outcomes = await asyncio.gather(
        *(issue_paper(one, file_id, COMMITMENT, {}, paper_id) for one in (cast.olga.officer, cast.agnes.officer)),
        return_exceptions=True,
    )
    refusals = [outcome for outcome in outcomes if isinstance(outcome, PaperIssuedAlready)]
    papers = (await list_papers(cast.olga.officer, file_id, SUPERVISION)).items
    assert [refusal.issued_by for refusal in refusals] == [paper.issued_by_name for paper in papers]
    other = await make_person_file(cast.olga.officer)
    with pytest.raises(NotFound):
        await issue_paper(cast.olga.officer, other, COMMITMENT, {}, paper_id)


async def test_the_county_s_papers_are_the_county_agency_s(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    assert FORMS[ADMONITION].issuer is Issuer.COUNTY
    for officer in (cast.olga.officer, cast.hua.officer, cast.carl.officer):
        with pytest.raises(NotPermitted):
            await issue_paper(officer, file_id, ADMONITION, typed(ADMONITION))
    paper_id = await issue_paper(cast.agnes.officer, file_id, ADMONITION, typed(ADMONITION))
    with pytest.raises(NotPermitted):
        await void_paper(cast.olga.officer, paper_id, "不是我的")


async def test_outside_of_the_reach_there_is_no_paper(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    paper_id = await issue_paper(cast.olga.officer, file_id, COMMITMENT, {})
    oscar = cast.oscar.officer
    for refused in (
        issue_paper(oscar, file_id, COMMITMENT, {}),
        preview_paper(oscar, file_id, COMMITMENT, {}, SUPERVISION),
        list_papers(oscar, file_id, SUPERVISION),
        print_paper(oscar, paper_id, SUPERVISION),
        print_paper(oscar, uuid4(), SUPERVISION),
        void_paper(oscar, paper_id, "x"),
        attach_scan(oscar, paper_id, uuid4()),
    ):
        with pytest.raises(NotFound):
            await refused


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"from_day": "soon"}, "from_day"),
        ({"until_day": "2026-11-30"}, "until_day"),
        ({"nonsense": "x"}, "nonsense"),
        ({"destination": "远" * 200}, "destination"),
    ],
)
async def test_a_field_that_cannot_be_is_named(cast: Cast, wrong: dict[str, str], field: str) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(InputInvalid) as refusal:
        await issue_paper(cast.olga.officer, file_id, LEAVE_PERMIT, typed(LEAVE_PERMIT) | wrong)
    assert refusal.value.field == field


async def test_every_step_of_a_paper_stands_among_the_file_s_readings(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await preview_paper(cast.agnes.officer, file_id, ADMONITION, typed(ADMONITION), SUPERVISION)
    paper_id = await issue_paper(cast.agnes.officer, file_id, ADMONITION, typed(ADMONITION))
    await print_paper(cast.hua.officer, paper_id, "complaint")
    await void_paper(cast.agnes.officer, paper_id, "重新认定")
    newest = (await readings_of(cast.olga.officer, file_id, SUPERVISION)).items[:4]
    assert [(one.officer_name, one.act, one.purpose) for one in newest] == [
        ("Agnes Agency", "paper:void", None),
        ("Hua Head", "paper:open", "complaint"),
        ("Agnes Agency", "paper:decide", None),
        ("Agnes Agency", "paper:decide", SUPERVISION),
    ]


async def test_nothing_of_a_paper_stands_in_clear(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="慕容青")
    given = typed(LEAVE_PERMIT, reason="陪母亲手术", destination="云安市")
    await void_paper(
        cast.olga.officer, await issue_paper(cast.olga.officer, file_id, LEAVE_PERMIT, given), "目的地写错"
    )
    dump = await dump_of("issued_paper", "audit_entry", "number_series")
    assert [word for word in ("慕容青", "手术", "云安", "写错", "word/document.xml") if word in dump] == []


async def test_papers_come_newest_first_a_page_at_a_time(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    issued = [await issue_paper(cast.olga.officer, file_id, COMMITMENT, {}) for _ in range(PAGE_SIZE + 2)]
    first = await list_papers(cast.olga.officer, file_id, SUPERVISION)
    second = await list_papers(cast.olga.officer, file_id, SUPERVISION, first.next)
    assert [paper.paper_id for paper in (*first.items, *second.items)] == issued[::-1]
    assert (len(first.items), second.next) == (PAGE_SIZE, None)
