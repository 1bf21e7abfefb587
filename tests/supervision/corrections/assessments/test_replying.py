"""The reply as a paper: put out by the act that answers, numbered, the same bytes ever after."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision.corrections.assessments.answering import answer_not_here, approve_opinion
from supervision.corrections.assessments.documents import open_document
from supervision.corrections.assessments.opening import OpenedAssessment, open_assessment
from supervision.corrections.assessments.replying import issue_reply
from supervision.corrections.assessments.words import AssessmentPurpose, AssessmentRefused, AssessmentState
from supervision.forms.assessment_forms import AssessmentFormName
from supervision.forms.packages import TemplateRefused
from supervision.forms.rendering import read_text
from supervision.forms.templates import OUR_FOLDER, use_own_templates
from supervision.media import MediaType
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_assessments import make_approved, make_received, make_written
from tests.makers_files import dump_of, make_id_number
from tests.makers_forms import a_template, put

READING = AssessmentPurpose.ASSESSING
NAME = AssessmentFormName


@pytest.fixture
def own_folder(tmp_path: Path) -> Iterator[Path]:
    use_own_templates(tmp_path / "forms")
    yield tmp_path / "forms"
    use_own_templates(None)


async def content_of_reply(cast: Cast, opened: OpenedAssessment) -> bytes:
    assert opened.reply is not None
    found = await open_document(cast.olga.officer, opened.assessment.id, opened.reply.document_id, READING)
    assert hashlib.sha256(found.content).hexdigest() == opened.reply.sha256
    return found.content


def said(content: bytes) -> str:
    return "\n".join(cell for line in read_text(content) for cell in line.cells)


async def test_the_approval_puts_out_the_reply_with_its_number_and_all_that_was_found(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_approved(cast, number=number, name="孟长庚")
    opened = await open_assessment(cast.olga.officer, assessment_id, READING)
    reply_number = opened.assessment.reply_number
    assert opened.reply is not None
    assert (opened.reply.title, opened.reply.media_type) == (f"调查评估意见书 {reply_number}", MediaType.DOCX)
    text = said(await content_of_reply(cast, opened))
    for part in (
        "临溪县人民法院：",
        "委托函",
        "孟长庚",
        number,
        f"编号：{reply_number}",
        "走访1次",
        "适宜社区矫正",
        "与父母同住",
    ):
        assert part in text
    assert "Olga North、Agnes" in text
    assert "孟长庚" not in await dump_of("assessment_document")


async def test_the_reply_is_the_same_bytes_whatever_becomes_of_its_template(cast: Cast, own_folder: Path) -> None:
    assessment_id = await make_approved(cast)
    opened = await open_assessment(cast.olga.officer, assessment_id, READING)
    before = await content_of_reply(cast, opened)
    put(own_folder, NAME.REPLY, "2026-01-01", a_template("本局格式：{{ name }} {{ suitability }}"))
    assert await content_of_reply(cast, opened) == before
    other = await make_written_again(cast)
    assert said(await content_of_reply(cast, other)).startswith("本局格式：")


async def make_written_again(cast: Cast) -> OpenedAssessment:
    """Another assessment, approved after an own template came."""
    await fetch("DELETE FROM written_authority")
    assessment_id = await make_written(cast)
    await approve_opinion(cast.agnes.officer, assessment_id)
    return await open_assessment(cast.olga.officer, assessment_id, READING)


async def test_a_template_that_cannot_be_used_keeps_no_answer_back_and_the_paper_is_issued_later(
    cast: Cast, own_folder: Path
) -> None:
    put(own_folder, NAME.REPLY, "2026-01-01", a_template("{{ nmae }}"))
    assessment_id = await make_approved(cast)
    opened = await open_assessment(cast.agnes.officer, assessment_id, READING)
    assert (opened.assessment.state, opened.reply) == (AssessmentState.APPROVED, None)
    with pytest.raises(TemplateRefused):
        await issue_reply(cast.agnes.officer, assessment_id)
    put(own_folder, NAME.REPLY, "2026-01-01", a_template("{{ number }}"))
    await issue_reply(cast.agnes.officer, assessment_id)
    opened = await open_assessment(cast.olga.officer, assessment_id, READING)
    assert said(await content_of_reply(cast, opened)) == opened.assessment.reply_number
    with pytest.raises(AssessmentRefused):
        await issue_reply(cast.agnes.officer, assessment_id)


async def test_who_does_not_live_here_is_sent_back_by_a_paper_of_its_own_after_an_approval_too(cast: Cast) -> None:
    with pytest.raises(AssessmentRefused):
        await issue_reply(cast.agnes.officer, await make_received(cast))
    assessment_id = await make_approved(cast)
    await answer_not_here(cast.agnes.officer, assessment_id, "户籍已迁往石坝县。")
    opened = await open_assessment(cast.olga.officer, assessment_id, READING)
    assert opened.reply is not None
    assert opened.reply.title == f"调查评估退回函 {opened.assessment.reply_number}"
    assert "户籍已迁往石坝县。" in said(await content_of_reply(cast, opened))
    assert len(opened.documents) == 2


def test_both_papers_of_ours_lie_in_the_folder_of_their_legal_date() -> None:
    assert {path.stem for path in OUR_FOLDER.glob("2020-07-01/assessment-*.docx")} == set(NAME)
