"""Taking a request in: under a key of its own, in no person file, with the day until which it is answered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.assessed import document_digest
from supervision.corrections.assessments.access import asking_of_assessments
from supervision.corrections.assessments.content import (
    AssessedPerson,
    Request,
    check_fast,
    check_received,
    make_person,
    make_request,
)
from supervision.corrections.assessments.periods import period_of
from supervision.corrections.assessments.store import TABLE, append_step
from supervision.corrections.assessments.tables import AssessmentRow
from supervision.corrections.assessments.words import (
    UNANSWERED,
    AskingOrgan,
    AssessmentRefused,
    AssessmentState,
    AssessmentStep,
)
from supervision.corrections.category import Category
from supervision.corrections.content import was_minor
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.settings import Register
from supervision.storage.database import fetch_one
from supervision.storage.numbering import Series, county_of, take_number
from supervision.vault import KeyKind, Place, create_key, seal_json
from supervision.wording import Wording

UNDER_WAY = Wording(
    "该机关对同一证件号码的委托正在办理，请在列表中按证件号码查找。",
    "A request of this organ about the same document number is under way; find it in the list by that number.",
)

NOT_YOURS = Wording(
    "这项委托不能由您登记：请交由其他人员办理；未成年人的，交由有未成年人专办授权的人员。",
    "This request is not yours to enter: hand it to somebody else, of a minor to somebody granted minors' files.",
)


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """What came in: who asks, about whom, which kind of correction is considered, and on which day it came."""

    organ: AskingOrgan
    request: Request
    person: AssessedPerson
    category: Category
    received_on: date
    is_fast: bool = False


async def receive_assessment(officer: Officer, new: NewAssessment) -> UUID:
    """Take a request in for the officer's county. InputInvalid, AssessmentRefused where it is under way already."""
    request = make_request(new.request)
    check_fast(new.category, is_fast=new.is_fast)
    async with audited_change(officer.actor, Act.ASSESSMENT_RECEIVE) as change:
        county, today = county_of(officer.office_division), legal_day(change.at)
        check_officer_may(officer, Act.ASSESSMENT_RECEIVE, county)
        check_received(new.received_on, request.offended_on, today)
        person = make_person(new.person, today)
        found = document_digest(person.identity.document_number)
        number = await take_number(Series.ASSESSMENT, county)  # locks the county's series: the next line sees all
        await _check_new(officer, county, new.organ, found)
        period, _ = await period_of(new.received_on, county, is_fast=new.is_fast)
        assessment_id, key = uuid4(), await create_key(Register.CORRECTIONS, KeyKind.ASSESSMENT)
        await AssessmentRow.insert(
            AssessmentRow(
                id=assessment_id,
                number=number,
                vault_key=key.id,
                division=county,
                organ=new.organ.value,
                category=new.category.value,
                is_fast=new.is_fast,
                is_minor=was_minor(person.identity, new.received_on, request.offended_on, county, today),
                state=AssessmentState.RECEIVED.value,
                received_on=new.received_on,
                due_on=period.due_on,
                document_digest=found,
                request_sealed=seal_json(key, request, Place(TABLE, "request_sealed", assessment_id)),
                person_sealed=seal_json(key, person, Place(TABLE, "person_sealed", assessment_id)),
                recorded_at=change.at,
            )
        )
        change.is_about(TABLE, assessment_id)
        await append_step(change, officer, assessment_id, key, AssessmentStep.RECEIVED)
        change.note(number=number, organ=new.organ, due_on=period.due_on)
    return assessment_id


async def _check_new(officer: Officer, county: str, organ: AskingOrgan, found: bytes) -> None:
    row = await fetch_one(
        """SELECT EXISTS (SELECT FROM assessments_open_to($1) AS o WHERE o.id = a.id) AS is_open FROM assessment AS a
           WHERE a.document_digest = $2 AND a.organ = $3 AND a.division LIKE $4 AND a.state = ANY($5)""",
        await asking_of_assessments(officer, Act.ASSESSMENT_RECEIVE), found, organ, f"{county}%", list(UNANSWERED),
    )  # fmt: skip
    if row is not None:
        raise AssessmentRefused(UNDER_WAY if row["is_open"] else NOT_YOURS)
