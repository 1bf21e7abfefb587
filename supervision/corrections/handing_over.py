"""Handing somebody over at the end of a correction: what the next register is told, and nothing else.

The file keeps on which day it was handed over, and the audit the acts; no id of the other register's file ever stands
here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.file_state import RELEASES, EndCause
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import Purpose
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import StoredFile, load_file
from supervision.corrections.tables import PersonFileRow
from supervision.documents import DocumentType, Sex
from supervision.errors import RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.vault import load_key
from supervision.wording import Wording

NOT_RELEASED = Wording(
    "矫正尚未期满，或者不是解除矫正，不能交接安置帮教。",
    "Nobody is handed over to after-care long before the term ends, or whose correction was terminated.",
)


class HandOverRefused(RuleRefused):
    """The person is not released, and not about to be."""

    code = "hand-over-refused"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """All that leaves the file: who it is, how and where to be reached, and from when on; nothing of the correction."""

    office_id: UUID
    name: str
    document_type: DocumentType
    document_number: str
    sex: Sex | None
    born_on: date | None
    phone: str
    address: str
    released_on: date


async def open_to_hand_over(officer: Officer, file_id: UUID) -> HandedOver:
    """What is handed over of a file that was, or is about to be, released; recorded with the file. HandOverRefused."""
    async with audited_change(
        officer.actor, Act.PERSON_FILE_HAND_OVER, about_file(file_id), purpose=Purpose.SUPERVISION
    ) as change:
        file = await load_file(officer, Act.PERSON_FILE_HAND_OVER, file_id)
        released_on = _released_on(file, legal_day(change.at))
        key = await load_key(file.vault_key)
        identity = file.identity(key)
        return HandedOver(
            office_id=file.office_id,
            name=identity.name,
            document_type=identity.document_type,
            document_number=identity.document_number,
            sex=identity.sex,
            born_on=identity.born_on,
            phone=file.telephones(key).phone or "",
            address=file.home(key).address,
            released_on=released_on,
        )


async def put_down_hand_over(officer: Officer, file_id: UUID) -> None:
    """Keep the day on the file, once the next register has the person: whoever opens the file sees that it was done."""
    async with audited_change(officer.actor, Act.PERSON_FILE_HAND_OVER, about_file(file_id)) as change:
        await load_file(officer, Act.PERSON_FILE_HAND_OVER, file_id, lock=True)
        await PersonFileRow.update({"handed_over_on": legal_day(change.at)}).where(PersonFileRow.id == file_id)
        change.note(is_done=True)


def may_hand_over(cause: EndCause | None, term_ends_on: date, today: date, division: str) -> bool:
    """Whether somebody is released, or close enough to the end of the term that the link-up has begun."""
    if cause is not None:
        return cause in RELEASES
    before = find_correction_rule(CorrectionRuleName.RELEASE_WORK_BEFORE, today, division)
    return term_ends_on - timedelta(days=before.number) <= today


def _released_on(file: StoredFile, today: date) -> date:
    if not may_hand_over(file.end_cause, file.term_ends_on, today, file.division):
        raise HandOverRefused(NOT_RELEASED)
    return (
        file.term_ends_on
        if file.end_cause is not EndCause.PARDON or file.ended_at is None
        else legal_day(file.ended_at)
    )
