"""Carrying an assessment over into the file of whoever became a supervisee here: fields and documents, once.

Neither keeps an id of the other: the file has its copy under its own key, the assessment goes when its period is over.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.assessed import take_over_limits
from supervision.corrections.assessments.content import Opinion
from supervision.corrections.assessments.documents import carry_documents
from supervision.corrections.assessments.opinions import opinions_of
from supervision.corrections.assessments.store import about, load_for_step, take_step
from supervision.corrections.assessments.tables import CarriedAssessmentRow
from supervision.corrections.assessments.words import AssessmentRefused, AssessmentStep, Suitability
from supervision.corrections.opening import SUBJECT_KIND, about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import StoredFile, load_file
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.settings import Register
from supervision.storage.database import fetch, fetch_one
from supervision.vault import Place, SearchField, SearchTerm, digest_terms, load_key, seal_json, unseal_json
from supervision.wording import Wording

CARRIED = "carried_assessment"

NO_FILE = Wording(
    "还没有您能打开的、同一证件号码的在册矫正档案：请先建立档案。",
    "No open file with the same document number is open to you: open the file first.",
)

MINORS_ONLY = Wording(
    "这份评估在未成年人专办范围内，而该档案不在其中：请先在档案中补填犯罪日期（犯罪时不满十八周岁的，档案随之进入未成年人"
    "专办范围），再由有未成年人专办授权的人员转入。",
    "This assessment lies in the minors' compartment and the file does not: enter the day of the offence in the file, "
    "which puts it there too if the person was under 18, then whoever was granted minors' files carries it over.",
)


class CarriedContent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is copied: who asked by which paper, under which number the reply went, and the opinion's facts."""

    organ_name: str
    paper_number: str
    reply_number: str
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class CarriedAssessment:
    """What a file was told of the assessment before it."""

    suitability: Suitability
    replied_on: date
    carried_on: date
    carried_by_name: str
    content: CarriedContent


async def carry_over(officer: Officer, assessment_id: UUID) -> UUID:
    """Copy it into the open file of the same document number, which is returned; the assessment is closed with that.

    AssessmentRefused where there is no such file that the officer may change, or where it would leave the minors'
    compartment.
    """
    async with audited_change(officer.actor, Act.ASSESSMENT_CARRY_OVER, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_CARRY_OVER, assessment_id, AssessmentStep.CARRIED_OVER)
        person = found.person(key)
        file = await _file_of(officer, person.identity.document_number)
        if found.is_minor and not file.is_minor:
            raise AssessmentRefused(MINORS_ONLY)
        file_key = await load_key(file.vault_key)
        request, today, carried_id = found.request(key), legal_day(change.at), uuid4()
        approved = next(each for each in await opinions_of(assessment_id, key) if each.is_approved)
        content = CarriedContent(request.organ_name, request.paper_number, found.reply_number or "", approved.opinion)
        await CarriedAssessmentRow.insert(
            CarriedAssessmentRow(
                id=carried_id,
                file=file.id,
                suitability=approved.suitability.value,
                replied_on=found.replied_on,
                content_sealed=seal_json(file_key, content, Place(CARRIED, "content_sealed", carried_id)),
                carried_on=today,
                carried_by=officer.id,
            )
        )
        await carry_documents(change, officer, assessment_id, key, file.id, file_key)
        await take_over_limits(change, {file.id: person.identity.document_number})
        await take_step(change, officer, found, key, AssessmentStep.CARRIED_OVER)
        change.is_also_about(SUBJECT_KIND, [file.id])
    return file.id


async def open_carried(officer: Officer, file_id: UUID, purpose: str | None) -> tuple[CarriedAssessment, ...]:
    """What a file was told of assessments before it; recorded among the readings of the file with its purpose."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        change.note(part="assessment")
        return await carried_into(await load_file(officer, Act.PERSON_FILE_OPEN, file_id))


async def carried_into(file: StoredFile) -> tuple[CarriedAssessment, ...]:
    """What a file that the caller has loaded was told, the newest first."""
    rows = await fetch(
        """SELECT c.id, c.suitability, c.replied_on, c.carried_on, c.content_sealed, o.name
           FROM carried_assessment AS c JOIN officer AS o ON o.id = c.carried_by
           WHERE c.file = $1 ORDER BY c.replied_on DESC, c.id""",
        file.id,
    )
    key = await load_key(file.vault_key)
    return tuple(
        CarriedAssessment(
            Suitability(row["suitability"]), row["replied_on"], row["carried_on"], row["name"],
            unseal_json(key, row["content_sealed"], Place(CARRIED, "content_sealed", row["id"]), CarriedContent),
        )
        for row in rows
    )  # fmt: skip


async def _file_of(officer: Officer, document_number: str) -> StoredFile:
    wanted = digest_terms(Register.CORRECTIONS, [SearchTerm(SearchField.DOCUMENT, document_number)])
    row = await fetch_one(
        """SELECT f.id FROM search_term AS t JOIN files_within($1) AS f ON f.id = t.file
           WHERE t.term_digest = ANY($2) AND f.ended_at IS NULL""",
        asking(officer, Act.PERSON_FILE_CHANGE), list(wanted.values()),
    )  # fmt: skip
    if row is None:
        raise AssessmentRefused(NO_FILE)
    return await load_file(officer, Act.PERSON_FILE_CHANGE, row["id"], lock=True)
