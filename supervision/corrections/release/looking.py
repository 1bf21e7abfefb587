"""The end of a correction as officers look at it: what is done, what is open, and what waits for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.life_view import LIFE_QUEUES, LifeQueue, asked_of_life
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.release.appraisal_paper import OnFile, on_file
from supervision.corrections.release.requests import CertificateRequest, latest_request, undone_tasks
from supervision.corrections.release.store import (
    Certificate,
    CertificateHold,
    DoneTask,
    EndNotice,
    certificate_of,
    holds_of,
    is_term_confirmed,
    notices_of,
    tasks_of,
)
from supervision.corrections.release.words import ReleaseTask
from supervision.corrections.rules import RULES_IN_FORCE, CorrectionRuleName, find_correction_rule
from supervision.corrections.store import StoredFile, load_file
from supervision.corrections.waiting_files import Asked, FileQueue, WaitingFile, count_queues, list_queue
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.paging import Page
from supervision.storage.questions import Question


class ReleaseQueue(StrEnum):
    """What waits around the end: work before it, certificates that were asked for or are late, notices and receipts."""

    PREPARING = "preparing"
    REQUESTS = "requests"
    INCIDENTS = "incidents"
    NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class ReleaseWork:
    """Everything around the end of one correction, with the rules that were applied."""

    begins_on: date
    ends_on: date
    tasks: tuple[DoneTask, ...]
    is_confirmed: bool
    holds: tuple[CertificateHold, ...]
    request: CertificateRequest | None
    undone: tuple[ReleaseTask, ...]
    certificate: Certificate | None
    notices: tuple[EndNotice, ...]
    on_file: OnFile
    work_rule: LegalRule
    notices_rule: LegalRule

    @property
    def is_held(self) -> bool:
        """Whether a pending case holds the certificate back."""
        return any(hold.lifted_at is None for hold in self.holds)

    @property
    def notices_missing(self) -> int:
        """How many notices the law still wants."""
        return max(0, self.notices_rule.number - len(self.notices))


_BEGUN = """
f.term_ends_on - (SELECT r.days FROM unnest(asked.places, asked.days_before) AS r (prefix, days)
                  WHERE starts_with(f.division, r.prefix) ORDER BY length(r.prefix) DESC LIMIT 1) <= asked.today
"""
RELEASE_QUEUES: Mapping[ReleaseQueue, FileQueue] = {
    ReleaseQueue.PREPARING: FileQueue(
        Act.PERSON_FILE_LIST,
        f"""SELECT f.id AS file, f.opened_at AS since, f.term_ends_on AS due_on, NULL::uuid AS entry
            FROM {{files}} AS f CROSS JOIN asked
            WHERE f.ended_at IS NULL AND f.term_ends_on BETWEEN asked.today AND asked.horizon AND {_BEGUN}
              AND (SELECT count(*) FROM release_task AS t WHERE t.file = f.id) < {len(ReleaseTask)}""",  # noqa: S608 - made of constants
    ),
    ReleaseQueue.REQUESTS: FileQueue(
        Act.RELEASE_CERTIFY,
        """SELECT f.id AS file, r.asked_at AS since, f.term_ends_on AS due_on, NULL::uuid AS entry
           FROM {files} AS f JOIN release_request AS r ON r.file = f.id
           WHERE f.ended_at IS NULL AND r.returned_at IS NULL""",
    ),
    ReleaseQueue.INCIDENTS: FileQueue(
        Act.PERSON_FILE_LIST,
        """SELECT f.id AS file, f.opened_at AS since, f.term_ends_on AS due_on, NULL::uuid AS entry
           FROM {files} AS f CROSS JOIN asked WHERE f.ended_at IS NULL AND f.term_ends_on < asked.today""",
    ),
    ReleaseQueue.NOTICES: FileQueue(
        Act.RELEASE_NOTIFY,
        """SELECT f.id AS file, f.ended_at AS since, NULL::date AS due_on, NULL::uuid AS entry
           FROM {files} AS f CROSS JOIN asked
           WHERE (EXISTS (SELECT 1 FROM release_certificate AS c WHERE c.file = f.id)
                  OR EXISTS (SELECT 1 FROM file_step AS s
                             WHERE s.file = f.id AND s.step = 'terminate' AND s.paper IS NOT NULL))
             AND (SELECT count(*) FROM end_notice AS n WHERE n.file = f.id AND n.received_on IS NOT NULL)
                 < asked.notices""",
    ),
}


async def open_release(officer: Officer, file_id: UUID, purpose: str | None) -> ReleaseWork:
    """Everything around the end of a correction, for a purpose that is recorded with the file's readings."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        change.note(part="release")
        return await load_release(officer, Act.PERSON_FILE_OPEN, file_id)


async def load_release(officer: Officer, act: Act, file_id: UUID) -> ReleaseWork:
    """The same of a file on which the officer may do `act`; the caller's act is audited."""
    file = await load_file(officer, act, file_id)
    work_rule = _rule(CorrectionRuleName.RELEASE_WORK_BEFORE, file)
    return ReleaseWork(
        begins_on=file.term_ends_on - timedelta(days=work_rule.number),
        ends_on=file.term_ends_on,
        tasks=await tasks_of(file),
        is_confirmed=await is_term_confirmed(file_id),
        holds=await holds_of(file),
        request=await latest_request(file),
        undone=await undone_tasks(file),
        certificate=await certificate_of(file),
        notices=await notices_of(file),
        on_file=await on_file(file),
        work_rule=work_rule,
        notices_rule=_rule(CorrectionRuleName.RELEASE_NOTICES_LEAST, file),
    )


async def list_release_queue(officer: Officer, queue: ReleaseQueue, cursor: str | None = None) -> Page[WaitingFile]:
    """A queue within reach, what ends first on top; looking is an audited act."""
    return await list_queue(officer, queue, RELEASE_QUEUES[queue], asked_of_release(), cursor)


def count_waiting_files(officer: Officer) -> Question[dict[LifeQueue | ReleaseQueue, int]]:
    """How many files stand in each queue, from documents to notices; a queue that is not the officer's is left out."""
    asked = {**asked_of_life(officer), **asked_of_release()}
    return count_queues(officer, [*LIFE_QUEUES.items(), *RELEASE_QUEUES.items()], asked)


def asked_of_release() -> Asked:
    """Today, how many notices the law wants, and how many days before its end the work begins, by place.

    No work has begun for what ends after `horizon`, wherever it is.
    """
    today = legal_day(now())
    name = CorrectionRuleName.RELEASE_WORK_BEFORE
    places = sorted({"", *(rule.division for rule in RULES_IN_FORCE.get() if rule.name is name)})
    days = [find_correction_rule(name, today, place).number for place in places]
    return {
        "today": ("date", today),
        "notices": ("int", find_correction_rule(CorrectionRuleName.RELEASE_NOTICES_LEAST, today).number),
        "places": ("text[]", places),
        "days_before": ("int[]", days),
        "horizon": ("date", today + timedelta(days=max(days))),
    }


def _rule(name: CorrectionRuleName, file: StoredFile) -> LegalRule:
    return find_correction_rule(name, legal_day(now()), file.division)
