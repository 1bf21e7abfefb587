"""Assessments before the sentence for tests, brought as far as the test wants the way officers bring them."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from supervision.approvals.authorities import AuthorityDraft, confirm_authority, enter_authority
from supervision.approvals.words import DelegatedAct
from supervision.corrections.assessments.answering import approve_opinion, send_reply, write_opinion
from supervision.corrections.assessments.content import (
    AssessedPerson,
    Finding,
    NewInquiry,
    NewOpinion,
    Opinion,
    Request,
)
from supervision.corrections.assessments.destroying import propose_destruction
from supervision.corrections.assessments.documents import attach_document
from supervision.corrections.assessments.inquiring import assign_assessment, record_inquiry
from supervision.corrections.assessments.organ_says import record_decision
from supervision.corrections.assessments.receiving import NewAssessment, receive_assessment
from supervision.corrections.assessments.words import (
    AskingOrgan,
    AssessmentOutcome,
    DocumentKind,
    Informant,
    InquiryKind,
    Suitability,
)
from supervision.corrections.category import Category
from supervision.corrections.identity import Home, Identity, Telephones
from supervision.documents import DocumentType
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_files import SIGNED_SCAN, make_id_number
from tests.makers_orders import unused_code

REQUEST = Request("临溪县人民法院", "（2026）晋9901刑初7号委托函", "苗法官", "03551234567")
OPINION = Opinion("自有住房，与父母同住。", "村委会和邻居均无意见。", "家庭能够管教，有固定住处。", "")
FINDING = Finding("孟立夏（母亲）", "同意共同生活，愿意协助管教。", "松坡村12号")


def today() -> date:
    return legal_day(now())


def make_new(**parts: Any) -> NewAssessment:
    """A court's request; `name`, `number`, `phone`, `address`, `on`, and fields of the draft."""
    person = AssessedPerson(
        Identity(parts.pop("name", "孟长庚"), DocumentType.ID_CARD, parts.pop("number", "") or make_id_number()),
        Telephones(parts.pop("phone", "13600004444")),
        Home(parts.pop("address", "山西省青屏市临溪县北岭镇松坡村12号")),
    )
    fields: dict[str, Any] = {
        "organ": AskingOrgan.COURT, "request": REQUEST, "person": person, "category": Category.SUSPENDED_SENTENCE,
        "received_on": parts.pop("on", today()), **parts,
    }  # fmt: skip
    return NewAssessment(**fields)


async def make_received(cast: Cast, **parts: Any) -> UUID:
    """A request that Agnes took in."""
    return await receive_assessment(cast.agnes.officer, make_new(**parts))


async def make_delegation(cast: Cast) -> UUID:
    """North may assess, from a month ago for a year."""
    draft = AuthorityDraft(
        "临司委〔2026〕8号", today() - timedelta(days=30), today() + timedelta(days=335), cast.north_office,
        (DelegatedAct.ASSESS,),
    )  # fmt: skip
    authority_id = await enter_authority(cast.agnes.officer, draft)
    await confirm_authority(cast.hua.officer, authority_id, unused_code(cast.hua))
    return authority_id


async def make_assigned(cast: Cast, **parts: Any) -> UUID:
    """Assigned to North, Olga and Agnes assess."""
    assessment_id = await make_received(cast, **parts)
    await make_delegation(cast)
    await assign_assessment(cast.agnes.officer, assessment_id, cast.north_office, [cast.olga.id, cast.agnes.id])
    return assessment_id


async def inquire(officer: Officer, assessment_id: UUID) -> UUID:
    new = NewInquiry(InquiryKind.VISIT, Informant.FAMILY, today(), FINDING)
    return await record_inquiry(officer, assessment_id, new)


async def make_inquired(cast: Cast, **parts: Any) -> UUID:
    """Olga visited the family."""
    assessment_id = await make_assigned(cast, **parts)
    await inquire(cast.olga.officer, assessment_id)
    return assessment_id


async def make_written(cast: Cast, **parts: Any) -> UUID:
    """Olga wrote that the person is suitable."""
    assessment_id = await make_inquired(cast, **parts)
    await write_opinion(cast.olga.officer, assessment_id, NewOpinion(Suitability.SUITABLE, OPINION))
    return assessment_id


async def make_approved(cast: Cast, **parts: Any) -> UUID:
    """Agnes approved it."""
    assessment_id = await make_written(cast, **parts)
    await approve_opinion(cast.agnes.officer, assessment_id)
    return assessment_id


async def make_replied(cast: Cast, **parts: Any) -> UUID:
    """The reply went out today."""
    assessment_id = await make_approved(cast, **parts)
    await send_reply(cast.agnes.officer, assessment_id, today(), today())
    return assessment_id


async def make_with_document(cast: Cast, **parts: Any) -> UUID:
    """Assigned, and what the organ sent is scanned into it."""
    assessment_id = await make_assigned(cast, **parts)
    await attach_document(cast.agnes.officer, assessment_id, DocumentKind.ENTRUSTMENT, "委托函扫描件", SIGNED_SCAN)
    return assessment_id


async def make_awaited(cast: Cast, **parts: Any) -> UUID:
    """The court decided on correction here."""
    return await _decided(cast, AssessmentOutcome.ORDERED_HERE, **parts)


async def make_closed(cast: Cast, **parts: Any) -> UUID:
    """The court decided otherwise."""
    return await _decided(cast, AssessmentOutcome.NOT_ORDERED, **parts)


async def make_closed_without_a_word(cast: Cast, *, days: int = 200) -> UUID:
    """Nothing was heard for months; closed as many days ago."""
    assessment_id = await make_replied(cast, on=today() - timedelta(days=900))
    await fetch("UPDATE assessment SET replied_on = replied_on - 500 WHERE id = $1", assessment_id)
    await record_decision(cast.agnes.officer, assessment_id, AssessmentOutcome.NO_WORD, today(), "无来函")
    await fetch("UPDATE assessment SET closed_on = closed_on - $2::int WHERE id = $1", assessment_id, days)
    return assessment_id


async def make_past(cast: Cast, **parts: Any) -> UUID:
    """Closed so long ago that its period is over."""
    assessment_id = await make_closed(cast, **parts)
    await fetch("UPDATE assessment SET closed_on = closed_on - 400 WHERE id = $1", assessment_id)
    return assessment_id


async def make_to_destroy(cast: Cast, **parts: Any) -> UUID:
    """Agnes proposed to destroy it."""
    assessment_id = await make_past(cast, **parts)
    await propose_destruction(cast.agnes.officer, assessment_id)
    return assessment_id


async def _decided(cast: Cast, outcome: AssessmentOutcome, **parts: Any) -> UUID:
    assessment_id = await make_replied(cast, **parts)
    await record_decision(cast.agnes.officer, assessment_id, outcome, today(), "（2026）晋9901刑初7号")
    return assessment_id


Make = Callable[[Cast], Awaitable[UUID]]
