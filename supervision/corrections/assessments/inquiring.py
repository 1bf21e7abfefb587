"""Whose the work is, and what they find out: an office and two assessors at least; inquiries are appended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.approvals.authorities import is_delegated, powers_of
from supervision.approvals.consent import capacity_to_decide
from supervision.approvals.words import Decider, DelegatedAct, NotDelegated
from supervision.audit import Act, audited_change
from supervision.corrections.assessments.content import Finding, NewInquiry, check_day, make_finding
from supervision.corrections.assessments.store import StoredAssessment, about, load_assessment, load_for_step, take_step
from supervision.corrections.assessments.tables import AssessmentInquiryRow
from supervision.corrections.assessments.words import AssessmentStep, Informant, InquiryKind
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer, Role
from supervision.settings import Register
from supervision.storage.database import fetch, fetch_one
from supervision.storage.numbering import COUNTY_DIGITS, county_of
from supervision.vault import DataKey, Place, seal_json, unseal_json
from supervision.wording import Wording

INQUIRY = "assessment_inquiry"
_ASSESSORS_LEAST = 2

OFFICE_WRONG = Wording("请选择本县的司法所或者县级机构。", "Choose a justice office of this county, or the agency.")
NOT_DELEGATED = Wording(
    "该司法所没有在有效期内列明“调查评估”的委托书：请先登记委托，或者由县级机构自行办理。",
    "No delegation in force lists assessments for that office: enter one first, or keep the work in the agency.",
)
ASSESSORS_FEW = Wording("调查须由两名以上工作人员进行。", "Two officers at least assess.")
ASSESSORS_WRONG = Wording(
    "请从列出的人员中选择：本县在职工作人员；未成年人的须有所选机构范围内的专办授权。",
    "Choose from those listed: serving officers of this county; for a minor, those granted minors' files where the "
    "chosen office is.",
)
MADE_BY_WRONG = Wording("请选择参加调查的评估人员。", "Choose which of the assessors were there.")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An interview or a visit in clear."""

    kind: InquiryKind
    informant: Informant
    happened_on: date
    finding: Finding
    made_by: tuple[UUID, ...]
    recorded_at: datetime
    recorded_by_name: str


async def assign_assessment(
    officer: Officer, assessment_id: UUID, office_id: UUID, assessors: Collection[UUID]
) -> None:
    """Give the work to an office and to two officers at least. NotDelegated, InputInvalid."""
    chosen = list(dict.fromkeys(assessors))
    async with audited_change(officer.actor, Act.ASSESSMENT_ASSIGN, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_ASSIGN, assessment_id, AssessmentStep.ASSIGNED)
        office = await fetch_one(
            "SELECT name, division FROM office WHERE id = $1 AND register = $2", office_id, Register.CORRECTIONS
        )
        if office is None or county_of(office["division"]) != county_of(found.division):
            raise InputInvalid(OFFICE_WRONG, field="office")
        is_of_agency = len(office["division"]) == COUNTY_DIGITS
        if not is_of_agency and not await is_delegated(office_id, DelegatedAct.ASSESS, legal_day(change.at)):
            raise NotDelegated(NOT_DELEGATED)
        if len(chosen) < _ASSESSORS_LEAST:
            raise InputInvalid(ASSESSORS_FEW, field="assessors")
        if set(chosen) - {each for each, _ in await _who_may_assess(found, legal_day(change.at), office["division"])}:
            raise InputInvalid(ASSESSORS_WRONG, field="assessors")
        await take_step(
            change, officer, found, key, AssessmentStep.ASSIGNED, office["name"],
            office=office_id, assessors=chosen, division=office["division"],
        )  # fmt: skip
        change.note(office=office_id, assessors=chosen)


async def possible_assessors(officer: Officer, assessment_id: UUID, today: date) -> Sequence[tuple[UUID, str]]:
    """Who may be named for an office of the county, by id and name; for a page that has opened the assessment."""
    return await _who_may_assess(await load_assessment(officer, Act.ASSESSMENT_ASSIGN, assessment_id), today)


async def record_inquiry(
    officer: Officer, assessment_id: UUID, new: NewInquiry, made_by: Collection[UUID] = ()
) -> UUID:
    """Put an interview or a visit down, by the assessors named or, without any, by all. InputInvalid, NotDelegated."""
    finding = make_finding(new.finding)
    async with audited_change(officer.actor, Act.ASSESSMENT_INQUIRE, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_INQUIRE, assessment_id, AssessmentStep.WRITTEN)
        today, inquiry_id = legal_day(change.at), uuid4()
        await check_may_work(officer, found, today)
        if set(made_by) - set(found.assessors):
            raise InputInvalid(MADE_BY_WRONG, field="made_by")
        await AssessmentInquiryRow.insert(
            AssessmentInquiryRow(
                id=inquiry_id,
                assessment=assessment_id,
                kind=new.kind.value,
                informant=new.informant.value,
                happened_on=check_day(new.happened_on, found.received_on, today, "happened_on"),
                made_by=list(made_by) or list(found.assessors),
                finding_sealed=seal_json(key, finding, Place(INQUIRY, "finding_sealed", inquiry_id)),
                recorded_at=change.at,
                recorded_by=officer.id,
            )
        )
        change.note(inquiry=inquiry_id, kind=new.kind, informant=new.informant)
    return inquiry_id


async def check_may_work(officer: Officer, found: StoredAssessment, today: date) -> None:
    """NotDelegated for an officer of a justice office whose delegation does not list assessments, or no longer."""
    powers = await powers_of(officer, found.division, DelegatedAct.ASSESS, today)
    capacity_to_decide(officer, found.division, Decider.OFFICE, powers)


async def inquiries_of(assessment_id: UUID, key: DataKey) -> tuple[Inquiry, ...]:
    """What was found out for an assessment that the caller has loaded, in the order of the days."""
    rows = await fetch(
        """SELECT i.id, i.kind, i.informant, i.happened_on, i.made_by, i.finding_sealed, i.recorded_at, o.name
           FROM assessment_inquiry AS i JOIN officer AS o ON o.id = i.recorded_by
           WHERE i.assessment = $1 ORDER BY i.happened_on, i.recorded_at, i.id""",
        assessment_id,
    )
    return tuple(
        Inquiry(
            InquiryKind(row["kind"]), Informant(row["informant"]), row["happened_on"],
            unseal_json(key, row["finding_sealed"], Place(INQUIRY, "finding_sealed", row["id"]), Finding),
            tuple(row["made_by"]), row["recorded_at"], row["name"],
        )
        for row in rows
    )  # fmt: skip


async def _who_may_assess(
    found: StoredAssessment, today: date, division: str | None = None
) -> Sequence[tuple[UUID, str]]:
    """Serving officers of the county's agency and offices; of a minor those who were granted minors' files there.

    There is the division of the office that is chosen, or while none is, any of the county.
    """
    rows = await fetch(
        """WITH live AS (SELECT officer, role, prefix FROM role_grant
               WHERE revoked_at IS NULL AND valid_from <= $4 AND (valid_until IS NULL OR valid_until >= $4))
           SELECT o.id, o.name FROM officer AS o
           WHERE o.register = $1 AND o.state = 'active'
             AND EXISTS (SELECT FROM live AS g WHERE g.officer = o.id AND g.role = ANY($2) AND g.prefix LIKE $3 || '%')
             AND (NOT $5::boolean OR EXISTS (
                 SELECT FROM live AS g WHERE g.officer = o.id AND g.role = $6 AND (
                     coalesce($7, $3) LIKE g.prefix || '%' OR $7::varchar IS NULL AND g.prefix LIKE $3 || '%')))
           ORDER BY o.name, o.id""",
        Register.CORRECTIONS, [Role.JUSTICE_OFFICE, Role.COUNTY_AGENCY], county_of(found.division), today,
        found.is_minor, Role.MINORS_OFFICER, division,
    )  # fmt: skip
    return [(row["id"], row["name"]) for row in rows]
