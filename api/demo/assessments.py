"""Assessments before the sentence in the invented county: one to assign, some at work, one to decide, some answered."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from api.demo.cast import AGENCY, DUTY_DESK
from api.demo.county import CITY, COUNTY, DIVISIONS, TOWNSHIPS
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.papers import small_paper
from supervision.corrections.assessments.answering import approve_opinion, send_reply, write_opinion
from supervision.corrections.assessments.content import (
    AssessedPerson,
    Finding,
    NewInquiry,
    NewOpinion,
    Opinion,
    Request,
)
from supervision.corrections.assessments.documents import attach_document
from supervision.corrections.assessments.inquiring import assign_assessment, record_inquiry
from supervision.corrections.assessments.organ_says import extend_assessment, record_decision
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
from supervision.documents import DocumentType, check_character
from supervision.legal_time import legal_day, now

_BORN = date(1986, 7, 9)
_FINDINGS = (
    (InquiryKind.VISIT, Informant.FAMILY, "父亲", "同意共同生活，愿意协助管教。"),
    (InquiryKind.INTERVIEW, Informant.VILLAGE_COMMITTEE, "村委会主任", "平时与邻里相处正常，无异议。"),
    (InquiryKind.PAPERS, Informant.POLICE_STATION, "派出所证明", "辖区内无其他违法记录。"),
)
_ENTRUSTMENT = small_paper("Request", ["An assessment before the sentence is asked for."])
_OPINION = Opinion(
    "与父亲同住自有住房，住所固定。", "村委会和邻居没有异议，未发现对社区有不良影响。", "家庭能够管教，有固定住所。",
    "父亲，有稳定收入，愿意作保。",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """Who is assessed for which organ, taken in how many days ago, in which township, and how far it went."""

    name: str
    organ: AskingOrgan
    organ_name: str
    category: Category
    days_ago: int
    township: int
    until: str
    is_fast: bool = False


ENTRIES = (
    Entry("阎秋生", AskingOrgan.COURT, "云岭县人民法院", Category.SUSPENDED_SENTENCE, 40, 1, "closed"),
    Entry("钮向南", AskingOrgan.COURT, "云岭县人民法院", Category.SUSPENDED_SENTENCE, 24, 0, "replied"),
    Entry("仇致宽", AskingOrgan.PRISON, "泽北省第三监狱", Category.PAROLE, 21, 2, "extended"),
    Entry("和润田", AskingOrgan.DETENTION_HOUSE, "云岭县看守所", Category.MEDICAL_PAROLE, 9, 0, "written"),
    Entry("戚晚成", AskingOrgan.COURT, "云岭县人民法院", Category.CONTROL, 4, 0, "assigned", is_fast=True),
    Entry("查云起", AskingOrgan.POLICE, "云岭县公安局", Category.SUSPENDED_SENTENCE, 1, 3, "received"),
)
"""Invented people, in no other list of the county."""


def enter_assessments(making: Making) -> None:
    """Enter the requests and what became of them into the diary."""
    for number, entry in enumerate(ENTRIES):
        made: list[UUID] = []
        steps = [(0, 9, partial(_receive, making, entry, made, number))]
        if entry.until != "received":
            steps += [(0, 15, partial(_assign, making, entry, made)), (2, 10, partial(_inquire, making, entry, made))]
        if entry.until in {"written", "replied", "closed"}:
            steps.append((5, 16, partial(_write, making, entry, made)))
        if entry.until in {"replied", "closed"}:
            steps.append((7, 11, partial(_answer, making, made)))
        if entry.until == "extended":
            steps.append((10, 11, partial(_extend, making, made)))
        if entry.until == "closed":
            steps.append((30, 9, partial(_close, making, made)))
        for days_later, hour, step in steps:
            making.diary.enter(days_before(making.at, entry.days_ago - days_later, hour, 5 + number), step)


async def _receive(making: Making, entry: Entry, made: list[UUID], number: int) -> None:
    first_17 = f"{COUNTY}{_BORN + timedelta(days=373 * number):%Y%m%d}{701 + 2 * number}"
    township = TOWNSHIPS[entry.township]
    address = f"{DIVISIONS[CITY]}{DIVISIONS[COUNTY]}{township.name}{township.communities[0]}河沿{number + 3}号"
    person = AssessedPerson(
        Identity(entry.name, DocumentType.ID_CARD, first_17 + check_character(first_17)),
        Telephones(f"1600000{9700 + number}"),
        Home(address),
    )
    today = legal_day(now())
    request = Request(entry.organ_name, f"〔{today.year}〕委字第{number + 11}号", "承办人员")
    new = NewAssessment(entry.organ, request, person, entry.category, today, entry.is_fast)
    made.append(await receive_assessment(await making.cast.officer(AGENCY), new))


async def _assign(making: Making, entry: Entry, made: list[UUID]) -> None:
    agency, code = await making.cast.officer(AGENCY), TOWNSHIPS[entry.township].code
    office = await making.cast.in_office_of(code)
    for assessment_id in made:
        await assign_assessment(agency, assessment_id, making.offices[code].id, [office.id, agency.id])
        await attach_document(agency, assessment_id, DocumentKind.ENTRUSTMENT, "委托函（扫描件）", _ENTRUSTMENT)


async def _inquire(making: Making, entry: Entry, made: list[UUID]) -> None:
    office = await making.cast.in_office_of(TOWNSHIPS[entry.township].code)
    for assessment_id in made:
        for kind, informant, who, text in _FINDINGS:
            new = NewInquiry(kind, informant, legal_day(now()), Finding(who, text))
            await record_inquiry(office, assessment_id, new)


async def _write(making: Making, entry: Entry, made: list[UUID]) -> None:
    office = await making.cast.in_office_of(TOWNSHIPS[entry.township].code)
    for assessment_id in made:
        await write_opinion(office, assessment_id, NewOpinion(Suitability.SUITABLE, _OPINION))


async def _answer(making: Making, made: list[UUID]) -> None:
    agency, today = await making.cast.officer(DUTY_DESK), legal_day(now())
    for assessment_id in made:
        await approve_opinion(agency, assessment_id)
        await send_reply(agency, assessment_id, today, today)


async def _extend(making: Making, made: list[UUID]) -> None:
    agency = await making.cast.officer(AGENCY)
    for assessment_id in made:
        await extend_assessment(agency, assessment_id, legal_day(now()) + timedelta(days=18), "监狱来函同意延期。")


async def _close(making: Making, made: list[UUID]) -> None:
    agency, today = await making.cast.officer(AGENCY), legal_day(now())
    for assessment_id in made:
        await record_decision(agency, assessment_id, AssessmentOutcome.NOT_ORDERED, today, "判处实刑，见判决书。")
