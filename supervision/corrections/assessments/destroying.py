"""Destroying an assessment past its period: proposed by one officer, done by another with a code, and certified."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.approvals.words import OWN_REQUEST, OwnRequest
from supervision.audit import Act, Change, audited_change
from supervision.corrections.access import open_to_minors, within_reach
from supervision.corrections.assessments.access import asking_of_assessments
from supervision.corrections.assessments.listing import kept_since_day
from supervision.corrections.assessments.store import (
    TABLE,
    StoredAssessment,
    about,
    append_step,
    load_for_step,
    load_unopened_for_step,
    waiting_destruction_of,
)
from supervision.corrections.assessments.tables import AssessmentDestructionRow
from supervision.corrections.assessments.words import AssessmentRefused, AssessmentStep
from supervision.errors import NotFound
from supervision.keeping.certificates import destroy_certified
from supervision.legal_time import day_start, legal_day
from supervision.officers import Officer, check_officer_may, confirm_with_second_factor
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.retention import last_day_kept
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import current_vault, load_keys, verify_certificate
from supervision.vault.destruction import Certificate
from supervision.wording import Wording

_MOST_TEXT = 2_000

NOT_DUE = Wording("保存期限未满，不能提议销毁。", "Its period is not over; it may not be destroyed.")
WAITS = Wording("已有待核准的销毁提议。", "A proposal to destroy it waits already.")
NOT_PROPOSED = Wording("没有待核准的销毁提议。", "No proposal to destroy it waits.")


@dataclass(frozen=True, slots=True)
class AssessmentDestruction:
    """A proposal to destroy, and what became of it; of the person nothing is in it."""

    id: UUID
    subject_id: UUID
    number: str
    kept_until: date
    state: str
    proposed_at: datetime
    proposed_by: UUID
    proposed_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    certificate_id: UUID | None


@dataclass(frozen=True, slots=True)
class CertifiedDestruction:
    """A certificate whose signature was verified, exactly as signed."""

    destruction: AssessmentDestruction
    certificate: Certificate
    certificate_json: str
    signature: bytes


_SELECT = """
SELECT d.*, p.name AS proposed_by_name, coalesce(o.name, '') AS decided_by_name
FROM assessment_destruction AS d JOIN officer AS p ON p.id = d.proposed_by LEFT JOIN officer AS o ON o.id = d.decided_by
"""
_OPEN_HERE = f"""{within_reach("d.division", 1)} AND (
    EXISTS (SELECT FROM assessments_open_to($1) AS a WHERE a.id = d.subject_id)
    OR NOT EXISTS (SELECT FROM assessment AS a WHERE a.id = d.subject_id) AND {open_to_minors("d")})
"""  # noqa: S608 - constants of our own
"""Of what is destroyed there is no limit any more, and nothing but its number; a minor's stays in the compartment."""


async def propose_destruction(officer: Officer, assessment_id: UUID) -> None:
    """Propose to destroy an assessment past its period. AssessmentRefused."""
    step = AssessmentStep.DESTRUCTION_PROPOSED
    async with audited_change(officer.actor, Act.ASSESSMENT_PROPOSE_DESTRUCTION, about(assessment_id)) as change:
        found = await load_unopened_for_step(officer, Act.ASSESSMENT_PROPOSE_DESTRUCTION, assessment_id, step)
        closed_on = found.closed_on
        if closed_on is None or closed_on >= kept_since_day(legal_day(change.at)):
            raise AssessmentRefused(NOT_DUE)
        if await waiting_destruction_of(assessment_id) is not None:
            raise AssessmentRefused(WAITS)
        await AssessmentDestructionRow.insert(
            AssessmentDestructionRow(
                id=uuid4(),
                subject_id=assessment_id,
                number=found.number,
                division=found.division,
                is_minor=found.is_minor,
                kept_until=last_day_kept(TABLE, day_start(closed_on)),
                state="proposed",
                proposed_at=change.at,
                proposed_by=officer.id,
            )
        )
        key = (await load_keys([found.vault_key])).get(found.vault_key)
        if key is not None:  # without one no step can be sealed: the proposal says who made it
            await append_step(change, officer, assessment_id, key, step)


async def return_destruction(officer: Officer, assessment_id: UUID, reason: str) -> None:
    """Return another's proposal with the reason; it may be proposed again. OwnRequest, AssessmentRefused."""
    reason, step = needed_text(reason, "reason", _MOST_TEXT), AssessmentStep.DESTRUCTION_RETURNED
    async with audited_change(officer.actor, Act.ASSESSMENT_DESTROY, about(assessment_id)) as change:
        _, key = await load_for_step(officer, Act.ASSESSMENT_DESTROY, assessment_id, step)
        await _decide(change, officer, assessment_id, "returned", None)
        await append_step(change, officer, assessment_id, key, step, reason)


async def destroy_assessment(officer: Officer, assessment_id: UUID, code: str) -> UUID:
    """Destroy what another proposed, key and rows; gives the proposal's id, under which the certificate is found.

    OwnRequest and AssessmentRefused before the code is spent.
    """
    await load_to_destroy(officer, assessment_id)
    await confirm_with_second_factor(officer, code)
    async with audited_change(officer.actor, Act.ASSESSMENT_DESTROY, about(assessment_id)) as change:
        found = await load_to_destroy(officer, assessment_id)
        certificate = await destroy_certified(change, found.vault_key, TABLE, assessment_id)
        proposal_id = await _decide(change, officer, assessment_id, "destroyed", certificate.certificate_id)
        await change.connection.execute("DELETE FROM assessment WHERE id = $1", assessment_id)
        change.note(
            certificate=certificate.certificate_id, number=found.number,
            gone_from_backups_on=certificate.gone_from_backups_on,
        )  # fmt: skip
    return proposal_id


async def load_to_destroy(officer: Officer, assessment_id: UUID) -> StoredAssessment:
    """The assessment, locked, whose destruction another proposed. OwnRequest, AssessmentRefused."""
    step = AssessmentStep.DESTRUCTION_RETURNED
    found = await load_unopened_for_step(officer, Act.ASSESSMENT_DESTROY, assessment_id, step)
    waiting = await waiting_destruction_of(assessment_id)
    if waiting is None:
        raise AssessmentRefused(NOT_PROPOSED)
    if waiting["proposed_by"] == officer.id:
        raise OwnRequest(OWN_REQUEST)
    return found


async def list_destructions(officer: Officer, cursor: str | None = None) -> Page[AssessmentDestruction]:
    """Proposals to destroy within reach and what became of them, newest first, 50 a page."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.ASSESSMENT_LIST, None)
    async with audited_change(officer.actor, Act.ASSESSMENT_LIST, detail={"show": "destructions"}) as change:
        rows = await fetch(
            f"""{_SELECT} WHERE {_OPEN_HERE} AND ($2::timestamptz IS NULL OR (d.proposed_at, d.id) < ($2, $3::uuid))
                ORDER BY d.proposed_at DESC, d.id DESC LIMIT $4""",
            await asking_of_assessments(officer, Act.ASSESSMENT_LIST), after and after.at, after and after.row_id,
            PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["proposed_at"], row["id"]))
        change.note(shown=len(shown))
        return Page(tuple(map(_destruction_of, shown)), following)


async def open_certificate(officer: Officer, destruction_id: UUID) -> CertifiedDestruction:
    """The certificate of a destruction within reach, once its signature is verified."""
    row = await fetch_one(
        f"""SELECT found.*, c.certificate_json, c.signature FROM ({_SELECT} WHERE d.id = $2 AND {_OPEN_HERE}) AS found
            JOIN destruction AS c ON c.id = found.certificate_id""",  # noqa: S608 - constants
        await asking_of_assessments(officer, Act.ASSESSMENT_LIST), destruction_id,
    )  # fmt: skip
    if row is None:
        raise NotFound(NOT_HERE)
    async with audited_change(officer.actor, Act.ASSESSMENT_LIST, about(row["subject_id"])) as change:
        change.note(certificate=row["certificate_id"])
    public_key = current_vault().folder(Register.CORRECTIONS).public_key
    certificate = verify_certificate(row["certificate_json"].encode(), row["signature"], public_key)
    return CertifiedDestruction(_destruction_of(row), certificate, row["certificate_json"], row["signature"])


async def _decide(
    change: Change, officer: Officer, assessment_id: UUID, state: str, certificate_id: UUID | None
) -> UUID:
    waiting = await waiting_destruction_of(assessment_id)
    if waiting is None:
        raise AssessmentRefused(NOT_PROPOSED)
    if waiting["proposed_by"] == officer.id:
        raise OwnRequest(OWN_REQUEST)
    await change.connection.execute(
        """UPDATE assessment_destruction SET state = $2, decided_at = $3, decided_by = $4, certificate_id = $5
           WHERE id = $1""",
        waiting["id"], state, change.at, officer.id, certificate_id,
    )  # fmt: skip
    return UUID(str(waiting["id"]))


def _destruction_of(row: Record) -> AssessmentDestruction:
    return AssessmentDestruction(**{name: row[name] for name in AssessmentDestruction.__dataclass_fields__})
