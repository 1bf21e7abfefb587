"""How many months may lie between two medical examinations of a person: the rule's, or more where that was decided."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from supervision.audit import Change
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.tables import MedicalIntervalRow
from supervision.officers import Officer
from supervision.storage.database import fetch


async def medical_interval_on(file_id: UUID, division: str, day: date) -> int:
    """The months between examinations on that day, for a file that the caller has loaded."""
    decided = (await longer_intervals([file_id], day)).get(file_id)
    return decided or find_correction_rule(CorrectionRuleName.MEDICAL_EXAMINATION_EVERY, day, division).number


async def longer_intervals(file_ids: Collection[UUID], day: date) -> dict[UUID, int]:
    """The months between examinations on that day of those of the files for which an interval was decided."""
    rows = await fetch(
        """SELECT DISTINCT ON (file) file, months FROM medical_interval WHERE file = ANY($1) AND from_on <= $2
           ORDER BY file, from_on DESC, decided_at DESC""",
        list(file_ids), day,
    )  # fmt: skip
    return {row["file"]: row["months"] for row in rows}


async def save_medical_interval(change: Change, officer: Officer, file_id: UUID, months: int, from_on: date) -> None:
    """Keep an interval that was decided on a file that the caller's change holds."""
    await MedicalIntervalRow.insert(
        MedicalIntervalRow(file=file_id, months=months, from_on=from_on, decided_at=change.at, decided_by=officer.id)
    )
